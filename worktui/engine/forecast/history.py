"""The team's own past: what finished tasks took of what they were estimated at."""

from __future__ import annotations

from collections import defaultdict

from worktui.domain.snapshot import Snapshot
from worktui.engine.plan import PlanModel, PlanTask

ENOUGH = 20
"""Finished tasks from which on their own ratios take the place of the assumed ones."""
LEAST, MOST = 0.1, 5.0
"""Beyond these a ratio says more about the booking than about the work."""


def past_ratios(work: Snapshot, model: PlanModel) -> tuple[float, ...]:
    """Actual over estimate of every finished task that has both, in the order they were made.

    Actual is the time logged; where none was, the working days from its actual start to its
    actual finish, which somebody must have said.
    """
    logged: dict[str, float] = defaultdict(float)
    for entry in work.all("time"):
        logged[str(entry.get("task"))] += float(entry.get("hours") or 0) * 60
    found = []
    for task in model.tasks.values():
        if task.kind != "done" or not task.estimated or task.total <= 0:
            continue
        taken = logged[task.id] or _days(task, model)
        if taken > 0:
            found.append(min(max(taken / task.total, LEAST), MOST))
    return tuple(found)


def _days(task: PlanTask, model: PlanModel) -> float:
    said = task.doc.get("actual_start") and task.doc.get("actual_finish")
    if not said or task.actual_start is None or task.actual_finish is None:
        return 0
    daily = model.people[task.person].daily if task.person else model.daily
    return task.calendar.between(task.actual_start, task.actual_finish + 1) * daily
