"""A task said back: as (label, value) pairs, and as the line that would make it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.engine.lengths import said
from worktui.engine.spoken import Spoken

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def day_words(value: str, spoken: Spoken) -> str:
    """`fri 27 Nov`, with the time when there is one and the year when it is another."""
    moment: date | datetime = parse_day(value) if is_day(value) else parse_instant(value)
    day = spoken.day(moment)
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    if day.year != spoken.today.year:
        words += f" {day.year}"
    if isinstance(moment, datetime):
        from zoneinfo import ZoneInfo

        words += f" {moment.astimezone(ZoneInfo(spoken.tz)):%H:%M}"
    return words


def repeat_words(rrule: str) -> str:
    """RRULE text in a few words: `every mon, thu at 09:00`, `every 2 weeks`."""
    parts = dict(part.split("=", 1) for part in rrule.upper().split(";") if "=" in part)
    step = int(parts.get("INTERVAL", "1")) if parts.get("INTERVAL", "1").isdigit() else 1
    unit = _UNITS.get(parts.get("FREQ", ""), parts.get("FREQ", "").lower())
    words = f"every {step} {unit}s" if step > 1 else f"every {unit}"
    days = [code for code in parts.get("BYDAY", "").split(",") if code]
    if days == ["MO", "TU", "WE", "TH", "FR"] and step == 1:
        words = "every weekday"
    elif days:
        names = [day for day in _DAYS if any(code.endswith(day[:2].upper()) for code in days)]
        listed = ", ".join(names)
        words = f"every {listed}" if step == 1 and unit == "week" else f"{words} on {listed}"
    elif parts.get("BYMONTHDAY", "").isdigit():
        words += f" on the {_nth(int(parts['BYMONTHDAY']))}"
    if parts.get("BYHOUR", "").isdigit():
        words += f" at {int(parts['BYHOUR']):02}:{int(parts.get('BYMINUTE', '0')):02}"
    return words


def _nth(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def repeat_said(rrule: str, spoken: Spoken) -> str:
    """The words for a rule if they are read as that very rule again, else ""."""
    words = repeat_words(rrule)
    found = spoken.whole(words)
    return words if found is not None and found.rrule == rrule else ""


def readback(title: str, fields: Mapping[str, Any], spoken: Spoken) -> tuple[tuple[str, str], ...]:
    """What was understood, in the order to show it."""
    pairs = [("title", title)]
    if fields.get("due"):
        pairs.append(("due", day_words(fields["due"], spoken)))
    if fields.get("start"):
        pairs.append(("start", day_words(fields["start"], spoken)))
    if fields.get("repeat"):
        pairs.append(("repeat", repeat_words(fields["repeat"])))
    for name, label in (
        ("assignee", "who"),
        ("priority", "priority"),
        ("project", "project"),
        ("milestone", "milestone"),
        ("contact_email", "contact"),
    ):
        if fields.get(name):
            pairs.append((label, str(fields[name])))
    if fields.get("estimate_hours"):
        pairs.append(("estimate", said(float(fields["estimate_hours"]))))
    if fields.get("tags"):
        pairs.append(("tags", " ".join(f"#{tag}" for tag in fields["tags"])))
    if fields.get("depends_on"):
        pairs.append(("after", ", ".join(link["task"] for link in fields["depends_on"])))
    return tuple(pairs)


def signs_of(task: Doc, spoken: Spoken) -> list[str]:
    """The words after the title in a line that says this task."""
    words: list[str] = []
    repeat = repeat_said(task["repeat"], spoken) if task.get("repeat") else ""
    if task.get("start"):
        words.append("start " + _moment(task["start"], spoken))
    if task.get("due"):
        words.append(("due " if repeat else "") + _moment(task["due"], spoken))
    if repeat:
        words.append(repeat)
    if task.get("assignee"):
        words.append(f"@{task['assignee']}")
    if task.get("priority") not in (None, "normal"):
        words.append(f"!{task['priority']}")
    if task.get("milestone"):
        words.append(f"+{task['milestone']}")
    elif task.get("project"):
        words.append(f"+{task['project']}")
    if task.get("estimate_hours"):
        words.append(f"~{_length(float(task['estimate_hours']))}")
    words += [f"#{tag}" for tag in task.get("tags") or ()]
    links = [link["task"] for link in task.get("depends_on") or ()]
    if links:
        words.append("after " + ", ".join(links))
    return words


def _moment(value: str, spoken: Spoken) -> str:
    if is_day(value):
        return value
    from zoneinfo import ZoneInfo

    return f"{parse_instant(value).astimezone(ZoneInfo(spoken.tz)):%Y-%m-%d %H:%M}"


def _length(hours: float) -> str:
    minutes = round(hours * 60)
    return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"
