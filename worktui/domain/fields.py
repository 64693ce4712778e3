"""Kinds of values that fields of actions and documents may hold, and how each is checked.

Values stay JSON: a day is `YYYY-MM-DD`, an instant ISO 8601 with offset, money a decimal
string. `check` returns the value normalised or raises BadInput naming field and value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_block, clean_line

PRIORITIES = ("low", "normal", "high", "urgent")
LINK_TYPES = ("FS", "SS", "FF", "SF")
_EMAIL = re.compile(r"[^\s@<>,;\"()\[\]]+@[^\s@<>,;\"()\[\]]+")


def parse_day(value: str) -> date:
    """`YYYY-MM-DD` as a date; raises ValueError."""
    if len(value) != 10:
        raise ValueError(value)
    return date.fromisoformat(value)


def parse_instant(value: str) -> datetime:
    """ISO 8601 with offset as an aware datetime; raises ValueError."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


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
        raise BadInput(f"{name} must be text, not {value!r}.")
    return value


def _day(name: str, value: Any) -> str:
    try:
        return parse_day(_text(name, value)).isoformat()
    except ValueError as error:
        raise BadInput(
            f"{name}: “{value}” is not a day of the calendar.", hint="Write it as 2026-03-06."
        ) from error


def _instant(name: str, value: Any) -> str:
    try:
        return parse_instant(_text(name, value)).isoformat()
    except ValueError as error:
        raise BadInput(
            f"{name}: “{value}” is not a moment with its offset.",
            hint="Write it as 2026-03-06T14:00:00+01:00.",
        ) from error


def _when(name: str, value: Any) -> str:
    text = _text(name, value)
    return _day(name, text) if len(text) <= 10 else _instant(name, text)


def _number(name: str, value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{name} must be a number, not {value!r}.")
    if not math.isfinite(value):
        raise BadInput(f"{name} must be a finite number.")
    return int(value) if float(value).is_integer() else value


def _hours(name: str, value: Any) -> float | int:
    hours = _number(name, value)
    if not 0 <= hours <= 100_000:
        raise BadInput(f"{name} must lie between 0 and 100,000 hours, not {value}.")
    return hours


def _whole(name: str, value: Any) -> int:
    number = _number(name, value)
    if not isinstance(number, int):
        raise BadInput(f"{name} must be a whole number, not {value!r}.")
    return number


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadInput(f"{name} must be true or false, not {value!r}.")
    return value


def _money(name: str, value: Any) -> str:
    try:
        amount = Decimal(str(value))
    except InvalidOperation as error:
        raise BadInput(f"{name}: “{value}” is not an amount of money.") from error
    if not amount.is_finite():
        raise BadInput(f"{name}: “{value}” is not an amount of money.")
    return format(amount, "f")


def _email(name: str, value: Any) -> str:
    text = _text(name, value).strip().lower()
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise BadInput(f"{name}: “{clean_line(text or '?')}” is not a mail address.")
    return clean_line(text)


def _priority(name: str, value: Any) -> str:
    text = _text(name, value).strip().lower()
    if text not in PRIORITIES:
        raise BadInput(f"{name}: “{text[:40]}” is not one of {', '.join(PRIORITIES)}.")
    return text


def _words(name: str, value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split()
    if not isinstance(value, Sequence):
        raise BadInput(f"{name} must be a list of words.")
    return [clean_line(_text(name, word)) for word in value]


def _list(name: str, value: Any) -> list[Any]:
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise BadInput(f"{name} must be a list, not {value!r}.")
    return list(value)


def _object(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(f"{name} must be an object with named fields, not {value!r}.")
    return dict(value)


def _link_type(name: str, value: Any) -> str:
    text = _text(name, value).strip().upper()
    if text not in LINK_TYPES:
        raise BadInput(f"{name}: “{text[:20]}” is not one of {', '.join(LINK_TYPES)}.")
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
    "constraint": "object",
    "actual_start": "when",
    "actual_finish": "when",
    "depends_on": "list",
    "repeat": "line",
    "checklist": "list",
    "comments": "list",
    "waiting_for": "line",
    "contact": "line",
    "contact_email": "email",
    "kind": "line",
    "owner": "line",
    "archived": "flag",
    "rank": "number",
    "blocked": "line",
    "snoozed_until": "when",
}
"""Every field a task may have, by the kind of its value."""


def check(kind: str, name: str, value: Any) -> Any:
    """The value normalised; None stays None (the field is absent). Raises BadInput."""
    return None if value is None else CHECKS[kind](name, value)


def check_fields(known: Mapping[str, str], what: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check named values against a table of kinds; unknown names are refused by name."""
    result: dict[str, Any] = {}
    for name, value in given.items():
        kind = known.get(name)
        if kind is None:
            raise BadInput(
                f"{what} has no field “{clean_line(name or '?')[:60]}”.",
                hint=f"It has {', '.join(sorted(known))}.",
            )
        result[name] = check(kind, name, value)
    return result
