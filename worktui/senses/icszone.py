"""Zones of calendar files by whatever name their programs gave them.

Names of the zone database, of Windows, cities in a longer name ("Canberra, Melbourne,
Sydney"); else a zone that keeps the same clock as the one that the file itself describes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_PARTS: Final = re.compile(r"[,;/()]|\band\b|\s-\s")


def zone_named(name: str) -> tzinfo | None:
    """A zone by its name: of the zone database, or Windows's, or inside a longer path."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = name.strip().strip('"')
    if name.upper() in ("UTC", "Z", "GMT"):
        return UTC
    tail = "/".join(name.strip("/").split("/")[-2:])
    for one in (WINDOWS_TO_OLSON.get(name, ""), name, tail):
        try:
            if one:
                return ZoneInfo(one)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def zone_like(moment: datetime, name: str) -> ZoneInfo | None:
    """A zone whose clock runs as that of an aware moment does all its year; a city in the name
    is tried first. None when there is none: then the moment is only an instant.
    """
    told = moment.tzinfo
    if told is None:
        return None
    try:
        clock = tuple(
            day.replace(tzinfo=told).utcoffset() for day in _days(moment.year, moment.month)
        )
        for zone in _running_as(name, moment.year, moment.month, clock):
            if moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset():
                return zone
    except (OverflowError, ValueError, TypeError):
        return None
    return None


def _days(year: int, month: int) -> Iterator[datetime]:
    """The middle of each of the twelve months after this one."""
    for n in range(month, month + 12):
        yield datetime(year + n // 12, n % 12 + 1, 15, 12, tzinfo=UTC)


@lru_cache(maxsize=512)
def _running_as(
    name: str, year: int, month: int, clock: tuple[timedelta | None, ...]
) -> tuple[ZoneInfo, ...]:
    """Zones with these offsets. Remembered, for a file says the same of each of its events, and
    a zone as files describe it is slow to ask."""
    cities = [part.strip().casefold() for part in _PARTS.split(name)]
    days = tuple(_days(year, month))
    found: list[ZoneInfo] = []
    for one in (*(c for c in cities if c in _cities()), *_cities()):
        zone = ZoneInfo(_cities()[one])
        if all(
            day.replace(tzinfo=zone).utcoffset() == c for day, c in zip(days, clock, strict=True)
        ):
            found.append(zone)
    return tuple(found)


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """City to zone, of the zones that Windows knows: one for each clock people keep."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    known: dict[str, str] = {}
    for key in WINDOWS_TO_OLSON.values():
        try:
            ZoneInfo(key)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        known.setdefault(key.rpartition("/")[2].replace("_", " ").casefold(), key)
    return known
