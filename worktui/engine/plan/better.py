"""A better order of the same work: seeded search over the orders in which people's work is placed.

The plan as it stands is one pass in the order of urgency. Here other orders are placed, each
near the best one so far (biased sampling over a serial scheme, Kolisch 1996); the best is told
as first days for the work that should wait, which is how a person would say it, and counts only
as far as the plan made with those days is really better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from worktui.engine.levelling.chance import Chance
from worktui.engine.plan.grid import Grid
from worktui.engine.plan.place import Place, place

Worth = tuple[int, int, int]
"""(weighted working days that promises are late, last day of the project, sum of its tasks'
last days)."""
REACHES = (3.0, 8.0, 20.0, 60.0)
"""Places by which a task may be moved in an order, at the most."""


@dataclass(frozen=True, slots=True)
class Better:
    """What a search came to. `floors` are first days (ordinals) of tasks that should wait; none
    where nothing better was found, and then `after` is `before`."""

    before: Worth
    after: Worth
    floors: Mapping[str, int]
    schedules: int
    late_before: int = 0
    late_after: int = 0
    """Working days that all open promises together are late."""


def better(
    grid: Grid,
    project: str,
    *,
    schedules: int = 500,
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Better:
    """Look for a better order for one project; no promise of any other becomes later by it.

    `schedules` placements at most; same seed, same answer. `progress` is told (made, wanted).
    """
    judge = _Judge(grid, project)
    base = place(grid)
    before = judge.worth(base)
    limits = judge.lateness(base)
    best, best_worth, keys = base, before, list(range(len(grid.ids)))
    for turn, n in enumerate(grid.order):
        keys[n] = turn
    after = _after(grid)
    chance = Chance(seed)
    made = 1
    near = [float(key) for key in keys]
    while made < schedules and not (stop is not None and stop()):
        reach = REACHES[made % len(REACHES)]
        tried = [key + (chance.share() - 0.5) * 2 * reach for key in near]
        found = place(grid, order=_order(grid, tried, after))
        made += 1
        worth = judge.worth(found)
        if worth < best_worth and _kept(judge.lateness(found), limits):
            best, best_worth, near = found, worth, tried
        if progress is not None and not made % 50:
            progress(made, schedules)
    floors = _floors(grid, judge, base, best, before, limits)
    late = sum(limits[: judge.promised])
    if not floors:
        return Better(before, before, {}, made, late, late)
    days = list(grid.floors)
    for n, day in floors.items():
        days[n] = day
    placed = place(grid, floors=days)
    told = {grid.ids[n]: grid.base + d for n, d in floors.items()}
    return Better(
        before, judge.worth(placed), told, made, late, sum(judge.lateness(placed)[: judge.promised])
    )


class _Judge:
    def __init__(self, grid: Grid, project: str) -> None:
        self.base = grid.base
        self.stones = [
            (stone.due, stone.weight, grid.model.calendar_of(stone.project), numbers)
            for stone in grid.model.milestones.values()
            if stone.due is not None
            and (numbers := [grid.index[id] for id in stone.tasks if not grid.done[grid.index[id]]])
        ]
        self.promised = len(self.stones)
        """Milestones come first; then tasks with a last day of their own."""
        for n, task in enumerate(grid.tasks):
            if task.last_day is not None and not grid.done[n]:
                self.stones.append((task.last_day, 1, task.calendar, [n]))
        self.mine = [n for n, task in enumerate(grid.tasks) if task.project == project]

    def lateness(self, found: Place) -> list[int]:
        """Working days that each open promise is late."""
        late = []
        for due, _weight, calendar, tasks in self.stones:
            last = self.base + max(found[1][n] for n in tasks)
            late.append(calendar.between(due + 1, last + 1) if last > due else 0)
        return late

    def worth(self, found: Place) -> Worth:
        """The smaller the better."""
        late = self.lateness(found)
        pain = sum(days * stone[1] for days, stone in zip(late, self.stones, strict=True))
        ends = [found[1][n] for n in self.mine]
        return pain, max(ends, default=0), sum(ends)


def _kept(late: Sequence[int], limits: Sequence[int]) -> bool:
    return all(days <= limit for days, limit in zip(late, limits, strict=True))


def _after(grid: Grid) -> list[list[int]]:
    after: list[list[int]] = [[] for _ in grid.ids]
    for n in grid.order:
        for head in grid.heads(n):
            if not grid.done[head]:
                after[head].append(n)
    return after


def _order(grid: Grid, keys: Sequence[float], after: Sequence[Sequence[int]]) -> list[int]:
    """The tasks by their keys, each after those it waits for, begun ones first."""
    waits = [0] * len(grid.ids)
    for later in after:
        for n in later:
            waits[n] += 1
    heap = [(not grid.begun[n], keys[n], n) for n in grid.order if not waits[n]]
    heapify(heap)
    order = []
    while heap:
        n = heappop(heap)[-1]
        order.append(n)
        for later_one in after[n]:
            waits[later_one] -= 1
            if not waits[later_one]:
                heappush(heap, (not grid.begun[later_one], keys[later_one], later_one))
    return order


def _floors(
    grid: Grid, judge: _Judge, base: Place, best: Place, before: Worth, limits: Sequence[int]
) -> dict[int, int]:
    """First days for as few tasks as bring the better plan about; {} where days do not."""
    late = {
        n: best[0][n]
        for n in grid.order
        if best[0][n] > base[0][n] and grid.person[n] >= 0 and not grid.begun[n]
    }

    def tried(some: Mapping[int, int]) -> Worth | None:
        days = list(grid.floors)
        for n, day in some.items():
            days[n] = max(day, days[n])
        found = place(grid, floors=days)
        return judge.worth(found) if _kept(judge.lateness(found), limits) else None

    worth = tried(late)
    if worth is None or worth[:2] >= before[:2]:  # a task that ends earlier helps nobody by itself
        return {}
    for n in sorted(late, key=lambda n: (late[n] - base[0][n], n)):
        fewer = {m: day for m, day in late.items() if m != n}
        without = tried(fewer)
        if without is not None and without[:2] <= worth[:2]:
            late, worth = fewer, without
    return late
