"""Working windows: hours of the week on the wall clock, as spans of real time.

A wall time is the first instant at which the clock shows it; one that a clock change skips
is the first instant after the gap. A window over a gap is therefore shorter in real time,
one over a repeated hour longer, and one inside a gap is empty.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from worktui.domain.errors import BadInput

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
LONGEST_ABSENCE = 3660
"""Days; what is longer is taken for a slip of the pen and cut there."""

Span = tuple[datetime, datetime]
Week = tuple[tuple[tuple[int, int], ...], ...]
"""Seven days from Monday, each its spans in minutes since midnight, as they were written."""


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """A time zone by its name; raises BadInput for one that does not exist."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput(
            f"“{name[:60]}” is not a time zone.", hint="Write it as Europe/Berlin."
        ) from error


def week_of(hours: Mapping[str, Any]) -> Week:
    """Working hours such as `{"mon-fri": ["09:00-12:00"]}` by day of the week.

    A day with its own name replaces what a range of days says of it. Raises BadInput.
    """
    week: list[tuple[tuple[int, int], ...]] = [()] * 7
    for key, spans in sorted(hours.items(), key=lambda item: "-" not in str(item[0])):
        read = tuple(_span(str(span)) for span in spans)
        for day in _days(str(key)):
            week[day] = read
    return tuple(week)


def _days(key: str) -> list[int]:
    ends = [part.strip().lower()[:3] for part in key.split("-")]
    if len(ends) > 2 or any(end not in DAY_NAMES for end in ends):
        raise BadInput(f"“{key[:40]}” does not name days.", hint="Write mon, or mon-fri.")
    first, last = DAY_NAMES.index(ends[0]), DAY_NAMES.index(ends[-1])
    return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]


def _span(text: str) -> tuple[int, int]:
    try:
        first, last = (_minutes(part) for part in text.split("-"))
    except ValueError as error:
        raise BadInput(
            f"“{text[:40]}” is not a span of hours.", hint="Write it as 09:00-12:00."
        ) from error
    return first, last


def _minutes(text: str) -> int:
    hours, minutes = (int(part) for part in text.strip().split(":")[:2])
    if not (0 <= hours <= 24 and 0 <= minutes <= 59 and hours * 60 + minutes <= 24 * 60):
        raise ValueError(text)
    return hours * 60 + minutes


def first_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which the clock of a zone shows a naive wall time, or,
    where that is skipped, the first after the gap."""
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    low = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _change_between(low, moment, zone)


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The instant in (low, high] from which the offset of a zone is another one."""
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which a day begins in a zone."""
    return first_instant(datetime.combine(day, time()), zone)


def windows(
    week: Week, zone: ZoneInfo, first: date, last: date, off: Container[date] = ()
) -> Iterator[Span]:
    """The windows of the days from `first` to `last` (both included) in UTC, without the
    days `off`, in the order of days and, within one, as they were written. None is empty."""
    day, following = first, _offset(first, zone)
    while day <= last:
        offset, following = following, _offset(day + DAY, zone)
        spans = week[day.weekday()]
        if spans and day not in off:
            zero = datetime.combine(day, time())
            for begin, end in spans:
                start, stop = zero + timedelta(minutes=begin), zero + timedelta(minutes=end)
                if offset == following:  # no change of the clock: the same for every wall time
                    start = (start - offset).replace(tzinfo=UTC)
                    stop = (stop - offset).replace(tzinfo=UTC)
                else:
                    start, stop = first_instant(start, zone), first_instant(stop, zone)
                if start < stop:
                    yield start, stop
        day += DAY


def _offset(day: date, zone: ZoneInfo) -> timedelta:
    """How far a zone is ahead of UTC at the beginning of a day."""
    return datetime.combine(day, time(), zone).utcoffset() or timedelta(0)


def days_off(holidays: Sequence[Any], away: Sequence[Any]) -> frozenset[date]:
    """Holidays and absences (`[first, last]`, both included, or one day) as a set of days.

    What is not a day of the calendar is passed over.
    """
    found: set[date] = set()
    for item in [*((day, day) for day in holidays), *(_pair(item) for item in away)]:
        try:
            first, last = date.fromisoformat(str(item[0])), date.fromisoformat(str(item[1]))
        except ValueError:
            continue
        size = min((last - first).days, LONGEST_ABSENCE, (date.max - first).days)
        found.update(first + n * DAY for n in range(size + 1))
    return frozenset(found)


def _pair(item: Any) -> tuple[Any, Any]:
    return (item, item) if isinstance(item, str) else (item[0], item[-1])
