"""A recurrence rule as a value, read from RRULE text (RFC 5545, section 3.3.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from worktui.domain.errors import BadInput

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY = range(7)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RANGES = {
    "BYMONTH": (1, 12), "BYWEEKNO": (-53, 53), "BYYEARDAY": (-366, 366), "BYMONTHDAY": (-31, 31),
    "BYHOUR": (0, 23), "BYMINUTE": (0, 59), "BYSECOND": (0, 60), "BYSETPOS": (-366, 366),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule. `until` is a day, a wall time, or an instant in UTC; it is included.

    `weekdays` are (n, day): the nth such day of the month or year, n = 0 for every one,
    Monday = 0.
    """

    freq: int
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    wkst: int = 0
    months: tuple[int, ...] = ()
    weeknos: tuple[int, ...] = ()
    yeardays: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    setpos: tuple[int, ...] = ()

    @property
    def steady(self) -> bool:
        """Whether it comes once in each of its periods, whatever the calendar."""
        days = self.months or self.weeknos or self.yeardays or self.monthdays or self.weekdays
        times = self.hours or self.minutes or self.seconds or self.setpos
        return self.freq >= WEEKLY and not days and not times

    @classmethod
    def of(cls, text: str | Mapping[str, Any]) -> Rule:
        """From RRULE text, or an object of its parts; raises BadInput."""
        parts = _parts(text)
        freq = parts.get("FREQ", "")
        if freq not in FREQUENCIES:
            raise BadInput(f"A repeat needs FREQ, one of {', '.join(FREQUENCIES)}.")
        return cls(
            freq=FREQUENCIES.index(freq),
            interval=_positive(parts, "INTERVAL") or 1,
            count=_positive(parts, "COUNT"),
            until=_until(parts["UNTIL"]) if parts.get("UNTIL") else None,
            wkst=_weekday(parts.get("WKST") or "MO")[1],
            months=_numbers(parts, "BYMONTH"),
            weeknos=_numbers(parts, "BYWEEKNO"),
            yeardays=_numbers(parts, "BYYEARDAY"),
            monthdays=_numbers(parts, "BYMONTHDAY"),
            weekdays=tuple(_weekday(w) for w in parts.get("BYDAY", "").split(",") if w),
            hours=_numbers(parts, "BYHOUR"),
            minutes=_numbers(parts, "BYMINUTE"),
            seconds=_numbers(parts, "BYSECOND"),
            setpos=_numbers(parts, "BYSETPOS"),
        )


def as_text(parts: Mapping[str, Any]) -> str:
    """A rule as text, from an object of its parts."""
    return ";".join(f"{name}={value}" for name, value in _parts(parts).items())


def _parts(text: str | Mapping[str, Any]) -> dict[str, str]:
    pairs: list[tuple[str, Any]]
    if isinstance(text, Mapping):
        pairs = [(str(name), value) for name, value in text.items() if value is not None]
    else:
        line = text.strip().upper().removeprefix("RRULE:")
        pairs = [(part.partition("=")[0], part.partition("=")[2]) for part in line.split(";")]
    return {name.strip().upper(): _text(value) for name, value in pairs if name.strip()}


def _text(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = ",".join(str(item) for item in value)
    return str(value).strip().upper()


def _numbers(parts: Mapping[str, str], name: str) -> tuple[int, ...]:
    low, high = _RANGES[name]
    found = []
    for word in filter(None, parts.get(name, "").split(",")):
        try:
            number = int(word)
        except ValueError:
            number = high + 1
        if not low <= number <= high or (number == 0 and low < 0):
            raise BadInput(f"{name}={word[:20]} of a repeat is not possible.")
        found.append(number)
    return tuple(found)


def _positive(parts: Mapping[str, str], name: str) -> int | None:
    text = parts.get(name)
    if not text:
        return None
    if not text.isdecimal() or len(text) > 7 or int(text) < 1:
        raise BadInput(f"{name}={text[:20]} of a repeat is not a number above 0.")
    return int(text)


def _weekday(word: str) -> tuple[int, int]:
    number, day = word[:-2].strip(), word[-2:]
    if day not in WEEKDAYS or (number and not number.lstrip("+-").isdecimal()):
        raise BadInput(f"“{word[:20]}” of a repeat is not a day of the week.")
    try:
        return int(number or 0), WEEKDAYS.index(day)
    except ValueError as error:
        raise BadInput(f"“{word[:20]}” of a repeat is not a day of the week.") from error


def _until(text: str) -> date | datetime:
    try:
        if len(text) <= 10 and "T" not in text:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"UNTIL={text[:30]} of a repeat is not a time.") from error
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment
