"""Plans: for every action the function that carries it out in a draft.

Each room of them is loaded when its first action comes: adding a task pays for no slots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from worktui.app.draft import Draft
from worktui.domain.actions.base import Action
from worktui.domain.errors import BadInput, WorktuiError

Plans = Mapping[type[Any], Callable[[Any, Draft], None]]


def _plans_for(kind: type[Action]) -> Plans:
    """The plans of the room that a kind of action belongs to."""
    room = kind.__module__.rpartition(".")[2]
    if room == "tasks":
        from worktui.app.plans.tasks import TASK_PLANS

        return TASK_PLANS
    if room == "meetings":
        from worktui.app.plans.meetings import MEETING_PLANS

        return MEETING_PLANS
    from worktui.app.plans.workspace import WORKSPACE_PLANS

    return WORKSPACE_PLANS


def plan(action: Action, draft: Draft) -> None:
    """Write what an action means into a draft; raises a WorktuiError with the reason."""
    _plans_for(type(action))[type(action)](action, draft)


def plan_all(actions: Sequence[Action], draft: Draft) -> None:
    """Plan actions in order; an error names the step when there are several."""
    if not actions:
        raise BadInput("There is nothing to do: no step is chosen.")
    for number, action in enumerate(actions, 1):
        try:
            plan(action, draft)
        except WorktuiError as error:
            if len(actions) > 1:
                error.message = f"Step {number} ({action.type}): {error.message}"
            raise
