"""Slack under capacity: how many working days later a task could finish with every promise kept.

A promise is a deadline, a constraint that must be kept or a milestone's due day; where none is
downstream it is the task's own due day, then the project's target, then the day its project ends
anyway. Slack passes back over links and over the queue of each person, so that it is what is
really there to use.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from worktui.engine.plan.grid import Grid
from worktui.engine.plan.place import Place, bound

ENDLESS = 1 << 30
_PASSES = 4
"""Links may run backwards in time (leads); so many passes settle them in practice."""

Waits = list[list[tuple[int, int]]]
"""For each task (one that comes after it, working days between the two)."""


def slacks(grid: Grid, found: Place, queues: Sequence[Sequence[int]]) -> list[int | None]:
    """The slack of every task; None for done ones and where nothing is promised."""
    after = _after(grid, found, queues)
    size = len(grid.ids)
    walk = sorted(
        (n for n in range(size) if not grid.done[n]),
        key=lambda n: (found[1][n], found[0][n], n),
        reverse=True,
    )
    slack = [_promised(grid, n, found) for n in range(size)]
    _settle(slack, after, walk)
    ends: dict[str, int] = {}
    for task, finish in zip(grid.tasks, found[1], strict=True):
        ends[task.project] = max(ends.get(task.project, 0), finish)
    open_ends = [n for n in walk if slack[n] == ENDLESS]
    if open_ends:
        for n in open_ends:
            slack[n] = _ownly(grid, n, found, ends)
        _settle(slack, after, open_ends)
    return [None if grid.done[n] or slack[n] == ENDLESS else slack[n] for n in range(size)]


def _settle(slack: list[int], after: Waits, walk: Sequence[int]) -> None:
    for _ in range(_PASSES):
        changed = False
        for n in walk:
            for later, gap in after[n]:
                if slack[later] != ENDLESS and slack[later] + gap < slack[n]:
                    slack[n] = slack[later] + gap
                    changed = True
        if not changed:
            return


def _promised(grid: Grid, n: int, found: Place) -> int:
    task = grid.tasks[n]
    stone = grid.model.milestones.get(task.milestone)
    said = (task.deadline, stone.due if stone else None, task.must_end)
    days = [day for day in said if day is not None]
    if not days or grid.done[n]:
        return ENDLESS
    return task.calendar.between(grid.base + found[1][n] + 1, min(days) + 1)


def _ownly(grid: Grid, n: int, found: Place, ends: dict[str, int]) -> int:
    task = grid.tasks[n]
    day = task.due
    if day is None and task.project:
        target = grid.model.projects.get(task.project, {}).get("target")
        day = _ordinal(target) if target else grid.base + ends[task.project]
    if day is None:
        return ENDLESS
    return task.calendar.between(grid.base + found[1][n] + 1, day + 1)


def _ordinal(text: str) -> int:
    return date.fromisoformat(text[:10]).toordinal()


def _after(grid: Grid, found: Place, queues: Sequence[Sequence[int]]) -> Waits:
    after: Waits = [[] for _ in grid.ids]
    base = grid.base
    for n in grid.order:
        calendar = grid.tasks[n].calendar
        for head in grid.before[n]:
            gap = calendar.between(base + found[1][head] + 1, base + found[0][n])
            after[head].append((n, max(0, gap)))
        for tie in grid.ties[n]:
            moment = bound(tie, found, calendar, base)
            mine = found[0][n] if tie[1] in ("FS", "SS") else found[1][n] + 1
            after[tie[0]].append((n, max(0, calendar.between(base + moment, base + mine))))
    for queue in queues:
        for place_, n in enumerate(queue):
            for later in queue[place_ + 1 :]:
                if found[0][later] >= found[1][n]:
                    calendar = grid.tasks[later].calendar
                    gap = calendar.between(base + found[1][n], base + found[0][later])
                    after[n].append((later, max(0, gap - (gap > 0))))
                    break
    return after
