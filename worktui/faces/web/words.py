"""Days and times as pages say them, and the zones they offer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from worktui.app.plans.letters import DAYS, MONTHS

ZONES: Mapping[str, tuple[str, ...]] = {
    "Europe": (
        "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Madrid", "Europe/Paris",
        "Europe/Brussels", "Europe/Amsterdam", "Europe/Berlin", "Europe/Zurich", "Europe/Vienna",
        "Europe/Rome", "Europe/Prague", "Europe/Copenhagen", "Europe/Oslo", "Europe/Stockholm",
        "Europe/Warsaw", "Europe/Budapest", "Europe/Athens", "Europe/Bucharest",
        "Europe/Helsinki", "Europe/Kyiv", "Europe/Istanbul",
    ),
    "Americas": (
        "America/New_York", "America/Toronto", "America/Chicago", "America/Denver",
        "America/Phoenix", "America/Los_Angeles", "America/Vancouver", "America/Anchorage",
        "America/Halifax", "America/St_Johns", "America/Mexico_City", "America/Bogota",
        "America/Lima", "America/Santiago", "America/Sao_Paulo", "America/Argentina/Buenos_Aires",
        "Pacific/Honolulu",
    ),
    "Africa and the Middle East": (
        "Africa/Casablanca", "Africa/Lagos", "Africa/Cairo", "Africa/Johannesburg",
        "Africa/Nairobi", "Asia/Jerusalem", "Asia/Riyadh", "Asia/Dubai", "Asia/Tehran",
    ),
    "Asia and the Pacific": (
        "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok",
        "Asia/Jakarta", "Asia/Singapore", "Asia/Hong_Kong", "Asia/Shanghai", "Asia/Taipei",
        "Asia/Manila", "Asia/Seoul", "Asia/Tokyo", "Australia/Perth", "Australia/Adelaide",
        "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
    ),
    "Other": ("UTC",),
}  # fmt: skip
"""Zones to choose from by part of the world; any other can be written."""


def place(zone: str) -> str:
    """`Berlin`, `Buenos Aires`, `New York` for the name of a zone."""
    return zone.rpartition("/")[2].replace("_", " ")


def offset(moment: datetime, zone: str) -> str:
    """`UTC+1`, `UTC−3:30` at a moment in a zone."""
    delta = moment.astimezone(ZoneInfo(zone)).utcoffset()
    minutes = int(delta.total_seconds() // 60) if delta else 0
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


OLD_NAMES: Mapping[str, str] = {
    "Africa/Asmera": "Africa/Asmara", "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Godthab": "America/Nuuk", "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Louisville": "America/Kentucky/Louisville", "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Dacca": "Asia/Dhaka", "Asia/Katmandu": "Asia/Kathmandu", "Asia/Macao": "Asia/Macau",
    "Asia/Rangoon": "Asia/Yangon", "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Asia/Thimbu": "Asia/Thimphu", "Asia/Ulan_Bator": "Asia/Ulaanbaatar",
    "Atlantic/Faeroe": "Atlantic/Faroe", "Etc/UTC": "UTC", "Etc/GMT": "UTC",
    "Europe/Kiev": "Europe/Kyiv", "Pacific/Enderbury": "Pacific/Kanton",
    "Pacific/Ponape": "Pacific/Pohnpei", "Pacific/Truk": "Pacific/Chuuk",
}  # fmt: skip
"""Names that browsers still say for zones whose name has changed (the `backward` file of tz)."""


def today_called(zone: str) -> str:
    """The name a zone has today."""
    return OLD_NAMES.get(zone, zone)


@lru_cache(maxsize=4096)
def is_zone(name: str) -> bool:
    """Whether that is the name of a time zone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def full_day(day: date, near: date) -> str:
    """`Thursday 12 March`, with its year where that is another than now."""
    text = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return text if day.year == near.year else f"{text} {day.year}"


def short_day(day: date) -> str:
    """`12 Mar`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def clock(moment: datetime, zone: str) -> str:
    """`14:30` in a zone."""
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


def stamp(moment: datetime) -> str:
    """`2026-03-12T13:30:00Z`: a start as forms carry it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def minutes(count: int) -> str:
    """`30 minutes`, `1 hour`, `1 h 30 min`."""
    hours, rest = divmod(count, 60)
    if not hours:
        return "1 minute" if rest == 1 else f"{rest} minutes"
    if rest:
        return f"{hours} h {rest} min"
    return "1 hour" if hours == 1 else f"{hours} hours"


def named(names: tuple[str, ...], last: str = "and") -> str:
    """`Ana, Bo and Cy`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def spoken(moment: datetime, zone: str) -> str:
    """`Thursday 12 March, 14:30` in a zone that is named elsewhere on the page."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}, {local:%H:%M}"
