"""`FIELD=VALUE` as people type it: names and their short forms, values in words, "" for nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, WrongUsage
from worktui.domain.fields import PRIORITIES, TASK_FIELDS
from worktui.engine.lengths import need_hours, tidy
from worktui.engine.spoken import Spoken

SHORT: Mapping[str, str] = {
    "who": "assignee",
    "prio": "priority",
    "column": "status",
    "est": "estimate_hours",
    "estimate": "estimate_hours",
    "left": "remaining_hours",
    "remaining": "remaining_hours",
    "tag": "tags",
    "after": "depends_on",
    "duration": "duration_days",
    "waits": "waiting_for",
}
_DIGITS = {"1": "urgent", "2": "high", "3": "normal", "4": "low"}


def split(pairs: Sequence[str]) -> list[tuple[str, str, str]]:
    """(field, operator, value) of words like `due=fri`, `tags+=api`; raises WrongUsage."""
    found = []
    for pair in pairs:
        name, equals, value = pair.partition("=")
        operator = "="
        if name[-1:] in ("+", "-"):
            name, operator = name[:-1], name[-1] + "="
        if not equals or not name:
            raise WrongUsage(f"“{pair[:60]}” is not FIELD=VALUE.", hint="As in due=fri.")
        found.append((name.strip().lower().replace("-", "_"), operator, value.strip()))
    return found


def task_fields(pairs: Sequence[str], task: Doc, spoken: Spoken) -> dict[str, Any]:
    """Fields of a task from `FIELD=VALUE` words; None takes one away. Raises BadInput."""
    result: dict[str, Any] = {}
    for short, operator, value in split(pairs):
        name = SHORT.get(short, short)
        if name not in TASK_FIELDS:
            known = [*TASK_FIELDS, *SHORT]
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"It has {', '.join(TASK_FIELDS)}."
            raise BadInput(f"A task has no field “{name[:60]}”.", hint=hint)
        if operator != "=":
            old = result.get(name, task.get(name))
            result[name] = _more_or_less(name, operator, old or [], value)
        elif value in ("", "none") and name != "title":
            result[name] = None
        else:
            result[name] = typed(TASK_FIELDS[name], name, value, spoken)
    return result


def _more_or_less(name: str, operator: str, old: Any, value: str) -> Any:
    words = [word.lstrip("#") for word in value.replace(",", " ").split()]
    if TASK_FIELDS[name] == "words":
        kept = [word for word in old if word not in words]
        return (kept + words if operator == "+=" else kept) or None
    if name == "depends_on":
        ids = {word.upper() for word in words}
        links = [link for link in old if link.get("task") not in ids]
        new = [{"task": id, "type": "FS", "lag_days": 0} for id in sorted(ids)]
        return (links + new if operator == "+=" else links) or None
    raise BadInput(f"{name} is not a list.", hint=f"Write {name}={value}.")


def typed(kind: str, name: str, value: str, spoken: Spoken) -> Any:
    """A value in words as the kind of its field wants it."""
    if kind in ("when", "instant", "day"):
        found = spoken.need(value)
        return spoken.day(found).isoformat() if kind == "day" else spoken.stored(found)
    if kind == "hours":
        return tidy(need_hours(value))
    if kind in ("number", "whole"):
        return _number(name, value)
    if kind == "flag":
        return value.lower() in ("true", "yes", "1", "on")
    if kind == "words":
        return [word.lstrip("#") for word in value.replace(",", " ").split()]
    if kind == "priority":
        wanted = _DIGITS.get(value, value.lower().lstrip("!"))
        found_one = [p for p in PRIORITIES if p.startswith(wanted)]
        return found_one[0] if found_one else value
    if name == "depends_on":
        return [
            {"task": id.upper(), "type": "FS", "lag_days": 0}
            for id in value.replace(",", " ").split()
        ]
    if kind in ("object", "list", "any"):
        return _json(name, value)
    return value.lstrip("@+") if name in ("assignee", "project", "owner", "milestone") else value


def _number(name: str, value: str) -> float | int:
    try:
        number = float(value.replace(",", "."))
    except ValueError as error:
        raise BadInput(f"{name}: “{value[:40]}” is not a number.") from error
    if not math.isfinite(number):
        raise BadInput(f"{name}: “{value[:40]}” is not a number to count with.")
    return int(number) if number.is_integer() else number


def _json(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{name}: “{value[:60]}” is not JSON.") from error
