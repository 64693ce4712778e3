"""What holds a project up, ordered by the days that its milestone would win without it.

Each candidate costs one placement: its work set to nothing, its own dates lifted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from worktui.engine.health.model import Blocker
from worktui.engine.health.words import counted, day, title, who
from worktui.engine.plan import Grid, Planned, PlanTask
from worktui.engine.plan.place import place

MOST = 24
"""Candidates of the whole workspace that are tried."""


def blockers(planned: Planned, grid: Grid) -> Mapping[str, tuple[Blocker, ...]]:
    """The blockers of each project, the one that gains most first."""
    after = _after(planned)
    found: dict[str, list[Blocker]] = defaultdict(list)
    candidates = _candidates(planned)
    for place_, (task, why) in enumerate(candidates):
        gains = _gain(planned, grid, task.id) if place_ < MOST else 0
        holds = _holds(planned, after, task.id)
        held = f", holds {counted(len(holds), 'task')}" if holds else ""
        text = f"{title(task)} ({who(task)}) {why}{held}"
        found[task.project].append(Blocker(task.id, text, holds, gains, task.person))
    return {
        project: tuple(sorted(some, key=lambda one: (-one.gains, -len(one.holds), one.task)))
        for project, some in found.items()
    }


def _candidates(planned: Planned) -> list[tuple[PlanTask, str]]:
    """Tasks that may hold something up and why, those on a driving chain first."""
    model = planned.model
    driving = {id for plan in planned.milestones.values() for id in plan.chain}
    found = []
    for task in model.tasks.values():
        if task.kind == "done" or not task.project:
            continue
        why = _why(planned, task, driving=task.id in driving)
        if why:
            found.append((task, why))
    found.sort(key=lambda one: one[0].id not in driving)
    return found


def _why(planned: Planned, task: PlanTask, *, driving: bool) -> str:
    model = planned.model
    if task.blocked:
        return f"is blocked: {task.blocked[:60]}"
    if not driving:
        return ""
    if not task.person:
        return "has nobody to do it"
    if task.due is not None and task.due < model.today:
        return f"was to be done by {day(task.due, model.today)}"
    start = planned.tasks[task.id].start
    time = model.people[task.person]
    if task.kind == "doing" and not any(time.on(d) for d in range(model.today, model.today + 7)):
        back = time.days.next(model.today)
        return f"waits: {task.person} is away till {day(back, model.today)}"
    if task.kind == "todo" and planned.tasks[task.id].cause.kind == "date":
        return f"may not start before {day(start, model.today)}"
    return ""


def _gain(planned: Planned, grid: Grid, id: str) -> int:
    """Working days that the milestones hanging on a task would win, at the most."""
    stones = [plan for plan in planned.milestones.values() if id in plan.chain]
    if not stones:
        return 0
    n = grid.index[id]
    minutes, floors = list(grid.minutes), list(grid.floors)
    minutes[n] = floors[n] = 0
    _, finish = place(grid, minutes=minutes, floors=floors)
    gains = [0]
    for plan in stones:
        if plan.forecast is None:
            continue
        numbers = (grid.index[name] for name in planned.model.milestones[plan.id].tasks)
        last = grid.base + max(finish[number] for number in numbers)
        calendar = planned.model.calendar_of(plan.project)
        gains.append(calendar.between(last + 1, plan.forecast + 1))
    return max(gains)


def _after(planned: Planned) -> Mapping[str, Sequence[str]]:
    after: dict[str, list[str]] = defaultdict(list)
    for task in planned.model.tasks.values():
        if task.kind != "done":
            for link in task.links:
                after[link.before].append(task.id)
    return after


def _holds(planned: Planned, after: Mapping[str, Sequence[str]], id: str) -> tuple[str, ...]:
    """Every open task that waits for one, directly or not, by its planned start."""
    seen: set[str] = set()
    walk = list(after.get(id, ()))
    while walk:
        name = walk.pop()
        if name not in seen and name != id:
            seen.add(name)
            walk.extend(after.get(name, ()))
    return tuple(sorted(seen, key=lambda name: (planned.tasks[name].start, name)))
