"""Kinds of values that fields of actions and documents may hold, and how each is checked.

Values stay JSON: a day is `YYYY-MM-DD`, an instant ISO 8601 with offset, money a decimal
string. `check` returns the value normalised or raises BadInput naming field and value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_block, clean_line, clean_or

_Date = TypeVar("_Date", bound=date)
PRIORITIES = ("low", "normal", "high", "urgent")
LINK_TYPES = ("FS", "SS", "FF", "SF")
_EMAIL = re.compile(r"[^\s@<>,;\"()\[\]]+@[^\s@<>,;\"()\[\]]+")


GREATEST = 10**15
"""The greatest number a field holds: beyond it floats no longer count by one."""
MONEY_DIGITS = 18
LONGEST_MEETING = 7 * 24 * 60
"""Minutes that a meeting, a step or a buffer may last."""

LONGEST_EVENT = 3660
"""Days that one appointment may last."""
FIRST_YEAR, LAST_YEAR = 2, 9998
"""A year of room at both ends of the calendar, so that zones and buffers never leave it."""


def parse_day(value: str) -> date:
    """`YYYY-MM-DD` as a date; raises ValueError."""
    if len(value) != 10:
        raise ValueError(value)
    return within(date.fromisoformat(value))


def parse_instant(value: str) -> datetime:
    """ISO 8601 with offset as an aware datetime; raises ValueError."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return within(moment)


def within(value: _Date) -> _Date:
    """A day or moment that can be reckoned with; raises ValueError at the calendar's ends."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(value)
    return value


def shown(value: Any) -> str:
    """A value that was given, fit for a sentence: short, and never what it would be to print."""
    if isinstance(value, str):
        return clean_or(value[:200], "?")[:60]
    if isinstance(value, bool | float) or (isinstance(value, int) and value.bit_length() < 100):
        return str(value)
    if isinstance(value, int):
        return "a number without end"
    names = {list: "a list", tuple: "a list", dict: "an object", type(None): "nothing"}
    return names.get(type(value), type(value).__name__)


def is_day(value: str) -> bool:
    """Whether a date field holds a bare day rather than an instant."""
    return len(value) == 10


def _line(name: str, value: Any) -> str:
    return clean_line(_text(name, value))


def _block(name: str, value: Any) -> str:
    text = _text(name, value)
    return clean_block(text) if text.strip() else ""


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadInput(f"{name} must be text, not {shown(value)}.")
    return value


def _day(name: str, value: Any) -> str:
    try:
        return parse_day(_text(name, value)).isoformat()
    except ValueError as error:
        raise BadInput(
            f"{name}: “{shown(value)}” is not a day of the calendar.",
            hint="Write it as 2026-03-06.",
        ) from error


def _instant(name: str, value: Any) -> str:
    try:
        return parse_instant(_text(name, value)).isoformat()
    except ValueError as error:
        raise BadInput(
            f"{name}: “{shown(value)}” is not a moment with its offset.",
            hint="Write it as 2026-03-06T14:00:00+01:00.",
        ) from error


def _when(name: str, value: Any) -> str:
    text = _text(name, value)
    return _day(name, text) if len(text) <= 10 else _instant(name, text)


def _number(name: str, value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{name} must be a number, not {shown(value)}.")
    if not -GREATEST <= value <= GREATEST:  # also false for NaN
        raise BadInput(f"{name} must be a number to count with, not {shown(value)}.")
    return int(value) if float(value).is_integer() else value


def _hours(name: str, value: Any) -> float | int:
    hours = _number(name, value)
    if not 0 <= hours <= 100_000:
        raise BadInput(f"{name} must lie between 0 and 100,000 hours, not {shown(value)}.")
    return hours


def _whole(name: str, value: Any) -> int:
    number = _number(name, value)
    if not isinstance(number, int):
        raise BadInput(f"{name} must be a whole number, not {shown(value)}.")
    return number


def _count(name: str, value: Any) -> int:
    number = _whole(name, value)
    if number < 0:
        raise BadInput(f"{name} must be 0 or more, not {shown(value)}.")
    return number


def _minutes(name: str, value: Any) -> int:
    number = _count(name, value)
    if number > LONGEST_MEETING:
        raise BadInput(f"{name} must be a week at most, not {shown(value)} minutes.")
    return number


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadInput(f"{name} must be true or false, not {shown(value)}.")
    return value


def _money(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise BadInput(f"{name} must be an amount of money, not {shown(value)}.")
    try:
        amount = Decimal(str(value))
    except (InvalidOperation, ValueError) as error:  # ValueError: an int of too many digits
        raise BadInput(f"{name}: “{shown(value)}” is not an amount of money.") from error
    # the exponent first: written out, 1e999999999 would fill the memory
    if not amount.is_finite() or not -MONEY_DIGITS <= amount.adjusted() <= MONEY_DIGITS:
        raise BadInput(f"{name}: “{shown(value)}” is not an amount of money.")
    return format(amount, "f")


def _email(name: str, value: Any) -> str:
    text = _text(name, value).strip().lower()
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise BadInput(f"{name}: “{shown(text)}” is not a mail address.")
    return clean_line(text)


def _priority(name: str, value: Any) -> str:
    text = _text(name, value).strip().lower()
    if text not in PRIORITIES:
        raise BadInput(f"{name}: “{shown(text)}” is not one of {', '.join(PRIORITIES)}.")
    return text


def _words(name: str, value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split()
    if not isinstance(value, Sequence):
        raise BadInput(f"{name} must be a list of words.")
    return [clean_line(_text(name, word)) for word in value]


def _list(name: str, value: Any) -> list[Any]:
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise BadInput(f"{name} must be a list, not {shown(value)}.")
    return list(value)


def _object(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(f"{name} must be an object with named fields, not {shown(value)}.")
    return dict(value)


def _link_type(name: str, value: Any) -> str:
    text = _text(name, value).strip().upper()
    if text not in LINK_TYPES:
        raise BadInput(f"{name}: “{shown(text)}” is not one of {', '.join(LINK_TYPES)}.")
    return text


def _any(_name: str, value: Any) -> Any:
    return value


CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "line": _line,
    "block": _block,
    "day": _day,
    "instant": _instant,
    "when": _when,
    "number": _number,
    "hours": _hours,
    "whole": _whole,
    "count": _count,
    "minutes": _minutes,
    "flag": _flag,
    "money": _money,
    "email": _email,
    "priority": _priority,
    "words": _words,
    "list": _list,
    "object": _object,
    "link_type": _link_type,
    "any": _any,
}

TASK_FIELDS: Mapping[str, str] = {
    "title": "line",
    "status": "line",
    "assignee": "line",
    "project": "line",
    "milestone": "line",
    "priority": "priority",
    "start": "when",
    "due": "when",
    "due_tz": "line",
    "deadline": "when",
    "estimate_hours": "hours",
    "remaining_hours": "hours",
    "duration_days": "number",
    "tags": "words",
    "notes": "block",
    "calendar": "line",
    "eligible": "words",
    "constraint": "constraint",
    "actual_start": "when",
    "actual_finish": "when",
    "depends_on": "links",
    "repeat": "line",
    "checklist": "checklist",
    "comments": "comments",
    "waiting_for": "line",
    "contact": "line",
    "contact_email": "email",
    "kind": "line",
    "owner": "line",
    "archived": "flag",
    "rank": "number",
    "blocked": "line",
    "booking": "line",
    "snoozed_until": "when",
}
"""Every field a task may have, by the kind of its value."""


def check(kind: str, name: str, value: Any) -> Any:
    """The value normalised; None stays None (the field is absent). Raises BadInput."""
    if value is None:
        return None
    by = CHECKS.get(kind)
    if by is None:
        from worktui.domain.shapes import SHAPES  # with zones, which few commands need

        by = SHAPES[kind]
    return by(name, value)
