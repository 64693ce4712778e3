"""The vocabulary: every action by its type. `parse` makes one from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from worktui.domain.actions.base import Action
from worktui.domain.actions.meetings import MEETING_ACTIONS
from worktui.domain.actions.tasks import TASK_ACTIONS
from worktui.domain.actions.workspace import WORKSPACE_ACTIONS
from worktui.domain.errors import BadInput

ACTIONS: Mapping[str, type[Action]] = {
    action.type: action for action in (*TASK_ACTIONS, *WORKSPACE_ACTIONS, *MEETING_ACTIONS)
}

__all__ = ["ACTIONS", "Action", "parse"]


def parse(given: Mapping[str, Any]) -> Action:
    """An action from its JSON object; raises BadInput naming what is wrong."""
    name = given.get("type")
    kind = ACTIONS.get(name) if isinstance(name, str) else None
    if kind is None:
        near = get_close_matches(str(name), ACTIONS, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(ACTIONS))}."
        raise BadInput(f"There is no action “{str(name)[:60]}”.", hint=hint)
    return kind.of(given)
