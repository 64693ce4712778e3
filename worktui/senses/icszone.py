"""Zones of calendar files by whatever name their programs gave them.

Names of the zone database, of Windows, cities in a longer name ("Canberra, Melbourne,
Sydney"); else a zone that keeps the same clock as the one that the file itself describes.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_PARTS: Final = re.compile(r"[,;/()]|\band\b|\s-\s")
_MONTHS: Final = range(1, 13)


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
    cities = [part.strip().casefold() for part in _PARTS.split(name)]
    for one in (*(c for c in cities if c in _cities()), *_cities()):
        zone = ZoneInfo(_cities()[one])
        if _same_clock(told, zone, moment):
            return zone
    return None


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


def _same_clock(told: tzinfo, zone: ZoneInfo, moment: datetime) -> bool:
    """Whether two zones have one offset at the moment and in the middle of each month after it."""
    try:
        days = [moment, *(moment + timedelta(days=30 * n) for n in _MONTHS)]
        return all(
            day.replace(tzinfo=told).utcoffset() == day.replace(tzinfo=zone).utcoffset()
            for day in days
        )
    except (OverflowError, ValueError, TypeError):
        return False
