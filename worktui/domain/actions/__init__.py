"""The vocabulary: every action by its type. `parse` makes one from JSON.

Its rooms are loaded when an action of theirs is met, so that a single one costs little.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from worktui.domain.actions.base import Action
from worktui.domain.errors import BadInput

if TYPE_CHECKING:
    ACTIONS: Mapping[str, type[Action]]

__all__ = ["ACTIONS", "Action", "parse"]


def __getattr__(name: str) -> Any:
    if name != "ACTIONS":
        raise AttributeError(name)
    from worktui.domain.actions.meetings import MEETING_ACTIONS
    from worktui.domain.actions.tasks import TASK_ACTIONS
    from worktui.domain.actions.workspace import WORKSPACE_ACTIONS

    every = {a.type: a for a in (*TASK_ACTIONS, *WORKSPACE_ACTIONS, *MEETING_ACTIONS)}
    globals()["ACTIONS"] = every
    return every


def parse(given: Mapping[str, Any]) -> Action:
    """An action from its JSON object; raises BadInput naming what is wrong."""
    from worktui.domain.actions import ACTIONS

    name = given.get("type")
    kind = ACTIONS.get(name) if isinstance(name, str) else None
    if kind is None:
        from difflib import get_close_matches

        near = get_close_matches(str(name), ACTIONS, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(ACTIONS))}."
        raise BadInput(f"There is no action “{str(name)[:40]}”.", hint=hint)
    return kind.of(given)
