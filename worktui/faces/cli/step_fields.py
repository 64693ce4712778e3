"""`FIELD=VALUE` for a step of a suggestion: typed by the kinds that its action declares."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from worktui.domain.actions import ACTIONS
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.engine.spoken import Spoken
from worktui.faces.cli.fields import SHORT, split, typed


def step_fields(pairs: Sequence[str], action: Doc, spoken: Spoken) -> dict[str, Any]:
    """Fields of an action from words; None takes one away. Raises BadInput."""
    kind = ACTIONS[str(action["type"])]
    known = {**(kind.known or {}), **kind.own_kinds()}
    result: dict[str, Any] = {}
    for short, operator, value in split(pairs):
        name = short if short in known else SHORT.get(short, short)
        if name not in known or operator != "=":
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"It has {', '.join(known)}."
            raise BadInput(f"{kind.type} has no field “{name[:60]}” to set so.", hint=hint)
        result[name] = None if value == "" else typed(known[name], name, value, spoken)
    return result
