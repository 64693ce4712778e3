"""What is done with the steps of a task's checklist, as actions. Pure; the desk does them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worktui.app.tasking import set_fields
from worktui.domain.actions.base import Action
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput

Steps = list[dict[str, Any]]


def steps_of(task: Doc) -> Steps:
    """The steps as they stand, each its own copy."""
    return [
        dict(item) if isinstance(item, dict) else {"text": str(item)}
        for item in task.get("checklist") or ()
    ]


def added(task: Doc, text: str, at: int | None = None) -> list[Action]:
    """Steps put in before the `at`-th, else at the end: one a line of the text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    new: Steps = [{"text": line, "done": False} for line in lines]
    steps = steps_of(task)
    place = len(steps) if at is None else min(max(at, 0), len(steps))
    return _set(task, [*steps[:place], *new, *steps[place:]]) if new else []


def reworded(task: Doc, number: int, text: str) -> list[Action]:
    """One step in other words; whether it is done stays."""
    return _changed(task, number, lambda step: step | {"text": text.strip()})


def removed(task: Doc, number: int) -> list[Action]:
    """One step taken away."""
    steps = _need(task, number)
    return _set(task, steps[:number] + steps[number + 1 :])


def moved(task: Doc, number: int, by: int) -> list[Action]:
    """One step further down (1) or up (-1); nothing at an end."""
    steps = _need(task, number)
    to = number + by
    if not 0 <= to < len(steps):
        return []
    steps.insert(to, steps.pop(number))
    return _set(task, steps)


def _changed(
    task: Doc, number: int, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> list[Action]:
    steps = _need(task, number)
    steps[number] = change(steps[number])
    return _set(task, steps)


def _need(task: Doc, number: int) -> Steps:
    steps = steps_of(task)
    if not 0 <= number < len(steps):
        raise BadInput(f"{task['id']} has no step {number + 1}; it has {len(steps)}.")
    return steps


def _set(task: Doc, steps: Steps) -> list[Action]:
    return set_fields([task], checklist=steps or None)
