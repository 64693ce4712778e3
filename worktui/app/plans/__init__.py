"""Plans: for every action the function that carries it out in a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from worktui.app.draft import Draft
from worktui.app.plans.meetings import MEETING_PLANS
from worktui.app.plans.tasks import TASK_PLANS
from worktui.app.plans.workspace import WORKSPACE_PLANS
from worktui.domain.actions import Action
from worktui.domain.errors import BadInput, WorktuiError

Plan = Callable[[Any, Draft], None]

PLANS: Mapping[type[Action], Plan] = {
    **TASK_PLANS,
    **WORKSPACE_PLANS,
    **MEETING_PLANS,
}


def plan(action: Action, draft: Draft) -> None:
    """Write what an action means into a draft; raises a WorktuiError with the reason."""
    PLANS[type(action)](action, draft)


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
