"""A project as a network of tasks and links alone, without people's capacity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from worktui.domain.errors import BadInput
from worktui.engine.network import Computed, Link, Network, Task, compute
from worktui.engine.plan import PlanModel, PlanTask


def network_of(model: PlanModel, project: str) -> Computed | None:
    """The network of a project computed: its tasks, what they wait for elsewhere, and its
    milestones as events that end with their last task. None without tasks."""
    own = [task.id for task in model.of(project)]
    if not own:
        return None
    ids = _closure(model, own)
    tasks = [_task(model, model.tasks[id]) for id in ids]
    links = [
        Link(link.before, link.after, link.type, link.lag, link.elapsed)
        for id in ids
        for link in model.tasks[id].links
    ]
    for stone in model.milestones.values():
        mine = [id for id in stone.tasks if id in ids]
        if stone.project == project and mine and stone.id not in ids:
            tasks.append(Task(stone.id, 0, model.calendar_of(project), deadline=stone.due))
            links.extend(Link(id, stone.id) for id in mine)
    try:
        return compute(
            Network(
                start=_start(model, project, ids),
                tasks=tasks,
                links=links,
                calendar=model.calendar_of(project),
                status=model.today,
            )
        )
    except BadInput:  # dates of progress that contradict each other; the placement still stands
        return None


def _closure(model: PlanModel, own: Iterable[str]) -> dict[str, None]:
    """The tasks and everything that they wait for, in a steady order."""
    found = dict.fromkeys(own)
    walk = list(found)
    for id in walk:
        for link in model.tasks[id].links:
            if link.before not in found:
                found[link.before] = None
                walk.append(link.before)
    return found


def _start(model: PlanModel, project: str, ids: Iterable[str]) -> int:
    said = model.projects.get(project, {}).get("start")
    days = [model.today]
    if said:
        days.append(date.fromisoformat(str(said)[:10]).toordinal())
    begun = (model.tasks[id].actual_start for id in ids)
    days.extend(day for day in begun if day is not None)
    return min(days)


def _task(model: PlanModel, task: PlanTask) -> Task:
    if task.kind == "done":
        assert task.actual_finish is not None
        first = task.actual_start if task.actual_start is not None else task.actual_finish
        took = task.calendar.between(first, task.actual_finish + 1)
        return Task(
            task.id,
            took,
            task.calendar,
            actual_start=first,
            actual_finish=task.actual_finish,
        )
    constraint = task.constraint
    if constraint is None and task.floor is not None and task.kind == "todo":
        constraint = ("SNET", task.floor)
    if task.kind == "doing" and task.actual_start is not None:
        begun = min(task.actual_start, model.today)
        gone = task.calendar.between(begun, model.today)
        return Task(
            task.id,
            gone + task.duration,
            task.calendar,
            constraint,
            task.deadline,
            actual_start=begun,
            remaining=task.duration,
        )
    return Task(task.id, task.duration, task.calendar, constraint, task.deadline)
