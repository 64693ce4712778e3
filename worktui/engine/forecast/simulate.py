"""Monte Carlo over the very placement that the plan is: same people, same order, same days.

Each sample multiplies the work left of every open task by its own ratio and by one factor of
the whole team (independent tasks alone would understate the spread), then places all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from worktui.engine.forecast.draws import draws, resampled, triangular
from worktui.engine.forecast.history import ENOUGH
from worktui.engine.forecast.model import Simulated
from worktui.engine.plan.grid import Grid
from worktui.engine.plan.outcome import Causes, head_of
from worktui.engine.plan.place import Place, place

SAMPLES = 2000
OWN = (0.8, 1.0, 1.8)
"""Low, most likely and high ratio of a task's work to what is left of it by the plan."""
COMMON = (0.85, 1.0, 1.15)
"""The same for the factor that all tasks of a sample share."""
LOOKED_AT = 200
"""Samples whose driving chains are followed, evenly spread: enough for a share to about 3 %."""
LEAST_LOOKS, FOLLOWED = 20, 100_000
"""Of very large plans fewer are followed: so many tasks in all."""
_PATIENCE = 32
"""Samples between two looks at whether to stop."""

Ends = Mapping[str, Sequence[int]]
"""The numbers of the tasks that each milestone and project ends with."""


def simulate(
    grid: Grid,
    *,
    samples: int = SAMPLES,
    seed: int = 0,
    ratios: Sequence[float] = (),
    stop: Callable[[], bool] | None = None,
) -> Simulated:
    """Simulate the plan so many times.

    `ratios` are the team's own (see `past_ratios`), used once there are `ENOUGH`. `stop` is
    asked now and then; when it says so, what is there so far is the answer (at least one
    sample). Same plan, same seed: same answer.
    """
    ends = _ends(grid)
    base = place(grid)
    planned = {key: max(base[1][n] for n in numbers) for key, numbers in ends.items()}
    team = draws(triangular(*COMMON), seed, "", samples)
    own = resampled(ratios) if len(ratios) >= ENOUGH else triangular(*OWN)
    open_ones = [n for n in grid.order if grid.minutes[n]]
    luck = [draws(own, seed, grid.ids[n], samples) for n in open_ones]
    work = [grid.minutes[n] for n in open_ones]
    found: dict[str, list[int]] = {key: [] for key in ends}
    drives = _Drives(grid, ends)
    minutes = list(grid.minutes)
    looks = max(LEAST_LOOKS, min(LOOKED_AT, FOLLOWED // max(1, len(grid.order))))
    step = max(1, samples // looks)
    made = 0
    for sample in range(max(1, samples)):
        if sample and stop is not None and not sample % _PATIENCE and stop():
            break
        factor = team[sample]
        for n, left, mine in zip(open_ones, work, luck, strict=True):
            minutes[n] = int(left * mine[sample] * factor) + 1
        placed = place(grid, minutes=minutes)
        finish = placed[1].__getitem__
        for key, numbers in ends.items():
            found[key].append(max(map(finish, numbers)))
        if not sample % step:
            drives.look(placed)
        made += 1
    return Simulated(
        samples=made,
        seed=seed,
        assumption=_assumption(made, ratios),
        finishes={
            key: tuple(grid.base + day for day in sorted(days)) for key, days in found.items()
        },
        planned={key: grid.base + day for key, day in planned.items()},
        criticality=drives.shares(),
    )


def _ends(grid: Grid) -> Ends:
    """Milestones and projects with tasks; of the tasks the open ones, where there are any."""
    found: dict[str, list[int]] = {}
    for n, task in enumerate(grid.tasks):
        for key in {task.milestone, task.project}:
            if key:
                found.setdefault(key, []).append(n)
    for key, numbers in found.items():
        if left := [n for n in numbers if not grid.done[n]]:
            late = [n for n in numbers if grid.done[n] and grid.finish0[n] > 0]
            found[key] = left + late
    return found


class _Drives:
    """Counts in how many placements a task lay on the chain that its milestone hangs on."""

    def __init__(self, grid: Grid, ends: Ends) -> None:
        self.grid, self.looks = grid, 0
        stones = grid.model.milestones
        self.ends = [
            numbers
            for key, numbers in ends.items()
            if key in stones or not any(stone.project == key for stone in stones.values())
        ]
        self.count: dict[int, int] = {}

    def look(self, placed: Place) -> None:
        """Take one placement in."""
        self.looks += 1
        grid = self.grid
        causes = Causes(grid, placed, grid.person)
        driving: set[int] = set()
        for numbers in self.ends:
            causes.drive(head_of(grid, numbers, placed), driving)
        for n in driving:
            self.count[n] = self.count.get(n, 0) + 1

    def shares(self) -> dict[str, float]:
        """The share of each task that ever drove."""
        return {self.grid.ids[n]: count / self.looks for n, count in sorted(self.count.items())}


def _assumption(samples: int, ratios: Sequence[float]) -> str:
    low, _, high = COMMON
    team = f"the whole team {low:g} to {high:g} times"
    if len(ratios) >= ENOUGH:
        middle = sorted(ratios)[len(ratios) // 2]
        return (
            f"Each task takes of its estimate what one of the last {len(ratios)} finished ones "
            f"took (half of them up to {middle:.2g} times), {team}; {samples:,} samples."
        )
    return (
        f"Each task takes {OWN[0]:g} to {OWN[2]:g} times the work that is left "
        f"(most likely {OWN[1]:g}), {team}; {samples:,} samples."
    )
