"""How days, lengths and counts are put into words, the same on every screen and in every answer."""

from __future__ import annotations

from datetime import date, datetime

from worktui.domain.settings import Settings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_NEAR = 6
"""So many days ahead or back a day goes by its name alone."""
_FAR = 180
"""Beyond so many days the year is said too."""


def near_day(day: date, today: date) -> str:
    """`today`, `fri`, `10 Dec`, `10 Dec 27`: as short as it can be said without doubt."""
    away = (day - today).days
    if away == 0:
        return "today"
    if abs(away) <= _NEAR:
        return DAYS[day.weekday()]
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if abs(away) <= _FAR else f"{short} {day.year % 100:02}"


def full_day(day: date) -> str:
    """`mon 23 Nov`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def due_words(due: str, settings: Settings, now: datetime) -> str:
    """A stored date as it stands on a card."""
    return near_day(settings.due_day(due), settings.today(now))


def moment_words(moment: datetime, settings: Settings, now: datetime) -> str:
    """When something was: the clock today, else the day."""
    local = moment.astimezone(settings.zone)
    today = settings.today(now)
    return f"{local:%H:%M}" if local.date() == today else near_day(local.date(), today)


def late_words(days: int) -> str:
    """`2 d`; stands beside the sign for late."""
    return f"{days} d"


def age(minutes: int) -> str:
    """`4 min`, `2 h`, `3 d`: how long ago."""
    if minutes < 60:
        return f"{max(0, minutes)} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} d"


def hours(number: float) -> str:
    """`2 h`, `1.5 h`."""
    return f"{round(number, 1):g} h"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 task`, `3 tasks`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: list[str] | tuple[str, ...], most: int = 4) -> str:
    """`WEB-1, WEB-2 and 3 more`."""
    shown = list(words[:most])
    if len(words) > most:
        return f"{', '.join(shown)} and {len(words) - most} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""
