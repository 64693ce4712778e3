"""What would help a milestone that no plan saves: each of three things alone, in its amount."""

from __future__ import annotations

from collections.abc import Sequence

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted, listed
from worktui.app.rescue_model import late_of
from worktui.engine.plan import Grid, MilestonePlan, place
from worktui.engine.rescue import Scope

STEPS = 64
"""Parts of the work by which it is looked how much would have to go."""


def helping(outlook: Outlook, plan: MilestonePlan) -> tuple[str, ...]:
    """Days of deadline, days of work, tasks out of scope: the least of each that makes it."""
    late = late_of(plan)
    if not late:
        return ()
    grid = outlook.grid
    said = [f"{counted(late, 'working day')} more until {plan.name}"]
    work = _work(grid, plan)
    if work:
        said.append(f"{counted(work, 'person-day')} less work on what drives it")
    cut = _cut(grid, plan)
    if cut:
        said.append(f"{plan.name} without {listed(cut, 3)}")
    return tuple(said)


def _late(grid: Grid, plan: MilestonePlan, finishes: list[int], out: frozenset[int]) -> bool:
    numbers = [grid.index[id] for id in grid.model.milestones[plan.id].tasks]
    last = max((finishes[n] for n in numbers if n not in out), default=0)
    return plan.due is not None and grid.base + last > plan.due


def _work(grid: Grid, plan: MilestonePlan) -> int:
    """Days of work that would have to go from what drives it, from each task the same share; from
    all that it waits for where the chain alone is not enough; 0 if even that is not."""
    daily = max(1, grid.model.daily)
    chain = [grid.index[id] for id in plan.chain]
    for tasks in (chain, Scope(grid, plan.id).ancestors):
        left, gone = 0, STEPS + 1
        while left + 1 < gone:  # the least share of the work, in steps, that has to go
            middle = (left + gone) // 2
            if _late(grid, plan, place(grid, minutes=_less(grid, tasks, middle))[1], frozenset()):
                left = middle
            else:
                gone = middle
        if gone <= STEPS:
            less = _less(grid, tasks, gone)
            return -(-sum(grid.minutes[n] - less[n] for n in tasks) // daily)
    return 0


def _less(grid: Grid, tasks: Sequence[int], share: int) -> list[int]:
    """The work left with so many steps of it taken from some tasks; a minute stays."""
    minutes = list(grid.minutes)
    for n in tasks:
        minutes[n] = max(min(1, minutes[n]), minutes[n] * (STEPS - share) // STEPS)
    return minutes


def _cut(grid: Grid, plan: MilestonePlan) -> list[str]:
    """Tasks that end too late, where no other task of the milestone waits for them."""
    _, finishes = place(grid)
    numbers = [grid.index[id] for id in grid.model.milestones[plan.id].tasks]
    late = [n for n in numbers if plan.due is not None and grid.base + finishes[n] > plan.due]
    if not late or len(late) == len([n for n in numbers if not grid.done[n]]):
        return []
    return [grid.ids[n] for n in sorted(late, key=lambda n: -finishes[n])]
