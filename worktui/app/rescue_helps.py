"""What would help a milestone that no plan saves: each of three things alone, in its amount."""

from __future__ import annotations

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted, listed
from worktui.app.rescue_model import late_of
from worktui.engine.plan import Grid, MilestonePlan, place
from worktui.engine.rescue import Scope


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
    """Days of work that would have to go from the chain, taken where most is; 0 if none do."""
    scope = Scope(grid, plan.id)
    minutes, taken = list(grid.minutes), 0
    daily = max(1, grid.model.daily)
    for _ in range(400):
        found = scope.judged(scope.start.changes, *place(grid, minutes=minutes))
        if not _late(grid, plan, found.finishes, frozenset()):
            return -(-taken // daily)
        n = _longest(grid, scope, found.finishes, minutes)
        if n is None:
            return 0
        part = min(daily, minutes[n])
        minutes[n] -= part
        taken += part
    return 0


def _longest(grid: Grid, scope: Scope, finishes: list[int], minutes: list[int]) -> int | None:
    """Of what drives the milestone the task with most work left."""
    from worktui.engine.rescue.drive import chain

    starts = list(scope.start.starts)
    found = scope.judged(scope.start.changes, starts, finishes)
    open_ones = [n for n in scope.members if not grid.done[n]]
    if not open_ones:
        return None
    head = max(open_ones, key=lambda n: finishes[n])
    walk = [driver.task for driver in chain(scope, found, head, grid.person)]
    best = max(walk, key=lambda n: minutes[n], default=None)
    return best if best is not None and minutes[best] else None


def _cut(grid: Grid, plan: MilestonePlan) -> list[str]:
    """Tasks that end too late, where no other task of the milestone waits for them."""
    _, finishes = place(grid)
    numbers = [grid.index[id] for id in grid.model.milestones[plan.id].tasks]
    late = [n for n in numbers if plan.due is not None and grid.base + finishes[n] > plan.due]
    if not late or len(late) == len([n for n in numbers if not grid.done[n]]):
        return []
    return [grid.ids[n] for n in sorted(late, key=lambda n: -finishes[n])]
