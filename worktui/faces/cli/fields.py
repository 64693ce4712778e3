"""`FIELD=VALUE` as people type it: names and their short forms, values in words, "" for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from worktui.app.field_words import SHORT, link, named, typed, words
from worktui.domain.actions import ACTIONS
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, WrongUsage
from worktui.domain.fields import TASK_FIELDS
from worktui.engine.spoken import Spoken


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
        name = named(short, TASK_FIELDS)
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
    given = words(value)
    if TASK_FIELDS[name] == "words":
        kept = [word for word in old if word not in given]
        return (kept + given if operator == "+=" else kept) or None
    if name == "depends_on":
        ids = {word.upper() for word in given}
        links = [old_one for old_one in old if old_one.get("task") not in ids]
        new = [link(id) for id in sorted(ids)]
        return (links + new if operator == "+=" else links) or None
    raise BadInput(f"{name} is not a list.", hint=f"Write {name}={value}.")


def step_fields(pairs: Sequence[str], action: Doc, spoken: Spoken) -> dict[str, Any]:
    """Fields of an action from words; None takes one away. Raises BadInput."""
    kind = ACTIONS[str(action["type"])]
    known = {**(kind.known or {}), **kind.own_kinds()}
    result: dict[str, Any] = {}
    for short, operator, value in split(pairs):
        name = named(short, known)
        if name not in known or operator != "=":
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"It has {', '.join(known)}."
            raise BadInput(f"{kind.type} has no field “{name[:60]}” to set so.", hint=hint)
        result[name] = None if value == "" else typed(known[name], name, value, spoken)
    return result
