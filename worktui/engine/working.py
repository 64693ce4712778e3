"""Working windows: wall-clock hours of a person as real intervals in UTC.

Wall time is turned into instants first and never stepped. A wall time at the edge of a
window is the first instant at which the clock shows it; one that a clock change skips is
the first instant after the gap. So a window over a gap is shorter in real time, one over
a repeated hour longer, one inside a gap empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Interval = tuple[datetime, datetime]


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """A zone by its IANA name; raises ZoneInfoNotFoundError."""
    return ZoneInfo(name)


def first_instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which a clock in `zone` shows `minute` of `day`.

    `minute` counts from midnight and may be 1440, the end of the day.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    early = wall.replace(tzinfo=zone, fold=0)
    instant = early.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    # Skipped: the change lies between the readings with the offset after and before it.
    low, high = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), instant
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def hours_by_weekday(hours: Mapping[str, Any]) -> dict[int, tuple[tuple[int, int], ...]]:
    """`{"mon-fri": ["09:00-12:00"]}` as minutes from midnight by weekday (Monday is 0)."""
    result: dict[int, list[tuple[int, int]]] = {}
    for name, spans in hours.items():
        for weekday in _weekdays(name):
            result.setdefault(weekday, []).extend(map(_span, spans))
    return {weekday: tuple(sorted(spans)) for weekday, spans in result.items()}


def _weekdays(name: str) -> Iterator[int]:
    first, _, last = name.strip().lower().partition("-")
    start = DAYS.index(first[:3])
    end = DAYS.index(last[:3]) if last else start
    while True:
        yield start
        if start == end:
            return
        start = (start + 1) % 7


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return _minute(start), _minute(end)


def _minute(text: str) -> int:
    hour, _, minute = text.strip().partition(":")
    return int(hour) * 60 + int(minute or 0)


def windows(
    hours: Mapping[int, Sequence[tuple[int, int]]],
    zone: ZoneInfo,
    first: date,
    last: date,
    closed: Sequence[tuple[date, date]] = (),
) -> Iterator[Interval]:
    """Working windows of the days first..last as UTC intervals; `closed` days have none."""
    day = first
    while day <= last:
        if not any(start <= day <= end for start, end in closed):
            for begin, end in hours.get(day.weekday(), ()):
                start, stop = first_instant(day, begin, zone), first_instant(day, end, zone)
                if start < stop:
                    yield start, stop
        day += timedelta(days=1)
