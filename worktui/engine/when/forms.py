"""What nodes hold once they mean something: days, times, lengths, repetitions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Length:
    """A span of time; `total` is in seconds, a month being 30 and a year 365 days."""

    unit: str
    count: float
    months: int = 0
    days: int = 0
    working: int = 0
    seconds: float = 0
    total: float = 0

    def __add__(self, other: Length) -> Length:
        return Length(
            other.unit,
            other.count,
            self.months + other.months,
            self.days + other.days,
            self.working + other.working,
            self.seconds + other.seconds,
            self.total + other.total,
        )

    @property
    def whole_days(self) -> bool:
        return not self.seconds


@dataclass(frozen=True, slots=True)
class Day:
    """One day.  `guess`: its date was worked out; `loose`: no year was said.

    `sort` is `date` (by the calendar), `weekday`, `ordinal` or `relative`.
    """

    value: date
    sort: str = "date"
    guess: bool = False
    loose: bool = False
    others: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()
    issue: str | None = None
    part: str | None = None
    limit: bool = False

    def but(self, **changes: Any) -> Day:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included."""

    first: date
    last: date
    unit: str = "days"
    guess: bool = True
    part: str | None = None
    limit: bool = False
    notes: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Days:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day.  `fuzzy`: hour 1 to 12 with neither a.m. nor p.m. said.

    `over` counts days after the day it is said of ("tonight at 12").
    """

    hour: int
    minute: int = 0
    second: int = 0
    fuzzy: bool = False
    zone: tuple[str, int | None] | None = None
    over: int = 0

    def but(self, **changes: Any) -> Clock:
        return replace(self, **changes)

    @property
    def time(self) -> time:
        return time(self.hour % 24, self.minute, self.second)

    def settled(self) -> Clock:
        """The reading of an office: 1 to 6 is the afternoon, 7 to 12 as said."""
        if self.fuzzy and 1 <= self.hour <= 6:
            return self.but(hour=self.hour + 12, fuzzy=False)
        return self.but(fuzzy=False)

    def in_part(self, part: str | None) -> Clock:
        """The same time, known to lie in this part of the day."""
        if part is None or not self.fuzzy:
            return self
        hour, over = self.hour, self.over
        if part == "morning":
            hour = hour % 12 if hour == 12 else hour
        elif hour == 12:
            hour, over = (0, over + 1) if part == "evening" else (12, over)
        elif hour < 12:
            hour += 12
        return self.but(hour=hour, fuzzy=False, over=over)


@dataclass(frozen=True, slots=True)
class Clocks:
    """From one time of day to another."""

    start: Clock
    end: Clock


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time on a day.  `exact` values are aware or need no further choice."""

    value: datetime
    zone: tuple[str, int | None] | None = None
    others: tuple[datetime, ...] = ()
    notes: tuple[str, ...] = ()
    issue: str | None = None
    part: str | None = None
    limit: bool = False
    guess: bool = False

    def but(self, **changes: Any) -> Moment:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Moments:
    """From one wall time to another; the end is not included."""

    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence as parts of an RRULE."""

    freq: str
    interval: int = 1
    byday: tuple[str, ...] = ()
    monthday: int | None = None
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    clock: Clock | None = None
    part: str | None = None
    until: date | None = None

    def but(self, **changes: Any) -> Repeat:
        return replace(self, **changes)

    def rule(self) -> str:
        """RFC 5545 text."""
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.byday:
            parts.append("BYDAY=" + ",".join(self.byday))
        if self.monthday is not None:
            days = self.monthdays or (self.monthday,)
            parts.append("BYMONTHDAY=" + ",".join(map(str, days)))
        if self.clock is not None:
            parts.append(f"BYHOUR={self.clock.hour % 24};BYMINUTE={self.clock.minute}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1).day))


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date(9999, 12, 31)
    return following - timedelta(days=1)


def valid(year: int, month: int, day: int) -> bool:
    """Is this a day of the calendar?"""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
