"""Values in words as fields want them: `fri 14:00` a moment, `2h` hours, `!high` a priority.

Every place where a person types FIELD=VALUE reads it here: the command line, and the steps
of a suggestion on any face.
"""

from __future__ import annotations

import json
import math
from collections.abc import Container, Mapping
from datetime import datetime
from typing import Any

from worktui.domain.errors import BadInput
from worktui.domain.fields import LINK_TYPES, PRIORITIES
from worktui.domain.shapes import SHAPES
from worktui.engine.lengths import need_hours, tidy
from worktui.engine.spoken import Spoken

SHORT: Mapping[str, str] = {
    "who": "assignee",
    "prio": "priority",
    "est": "estimate_hours",
    "estimate": "estimate_hours",
    "left": "remaining_hours",
    "remaining": "remaining_hours",
    "tag": "tags",
    "column": "status",
    "after": "depends_on",
    "duration": "duration_days",
    "waits": "waiting_for",
}
"""Short names of fields, where there is nothing of that very name."""
_DIGITS = {"1": "urgent", "2": "high", "3": "normal", "4": "low"}
_NAMES = ("assignee", "project", "owner", "milestone", "person", "who", "lead", "host")
"""Fields that hold an id before which people write a sign: `@bo`, `+WEB`."""


def named(name: str, known: Container[str]) -> str:
    """The field that a name or its short form means, among those there are; else the name."""
    if name in known:
        return name
    if name == "column" and "to" in known:
        return "to"
    return SHORT.get(name, name)


def typed(kind: str, name: str, value: str, spoken: Spoken) -> Any:
    """A value in words, which are not empty, as the kind of its field wants it.

    Raises BadInput; whether the field can hold the value is checked by the action.
    """
    if kind in ("when", "instant", "day"):
        return stored(kind, spoken.need(value), spoken)
    if kind == "hours":
        return tidy(need_hours(value))
    if kind in ("number", "whole", "count", "minutes"):
        return _number(name, value)
    if kind == "flag":
        return value.lower() in ("true", "yes", "1", "on")
    if kind == "words":
        return words(value)
    if kind == "priority":
        return _priority(value)
    if name == "repeat":
        return _repeat(value, spoken)
    if kind == "links" and value[:1] not in "[{":
        return [link(id) for id in words(value)]
    if kind in ("object", "list", "any") or (kind in SHAPES and value[:1] in "[{"):
        return _json(name, value)
    return value.lstrip("@+") if name in _NAMES else value


def stored(kind: str, value: Any, spoken: Spoken) -> str:
    """A day or moment that was understood, as a field of that kind keeps it."""
    if kind == "day":
        return spoken.day(value).isoformat()
    if kind == "instant" and not isinstance(value, datetime):
        raise BadInput("A clock time is needed too.", hint="Write fri 14:00.")
    return spoken.stored(value)


def words(value: str) -> list[str]:
    """Words parted by blanks or commas, without the sign before a tag."""
    return [word.lstrip("#") for word in value.replace(",", " ").split()]


def link(id: str) -> dict[str, Any]:
    """The usual link to a task: after it is finished."""
    return {"task": id.upper(), "type": LINK_TYPES[0], "lag_days": 0}


def _repeat(value: str, spoken: Spoken) -> str:
    """`every monday` as RRULE text, which may be written itself."""
    heard = spoken.whole(value)
    return heard.rrule if heard is not None and heard.rrule else value


def _priority(value: str) -> str:
    wanted = _DIGITS.get(value, value.lower().lstrip("!"))
    return next((each for each in PRIORITIES if each.startswith(wanted)), value)


def _number(name: str, value: str) -> float | int:
    label = name.replace("_", " ")
    try:
        number = float(value.replace(",", "."))
    except ValueError as error:
        raise BadInput(f"{label}: “{value[:40]}” is not a number.") from error
    if not math.isfinite(number):
        raise BadInput(f"{label}: “{value[:40]}” is not a number to count with.")
    return int(number) if number.is_integer() else number


def _json(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{name.replace('_', ' ')}: “{value[:60]}” is not JSON.") from error
