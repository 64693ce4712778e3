"""The search for a short plan: two populations that face each other in time.

A genetic search after Debels and Vanhoucke (2005): plans pushed to the left and plans pushed
to the right take turns. The parents of one side, read from their far end, are crossed into
lists that are placed in the other direction, so every child is justified by its own one pass
(Valls, Ballestin and Quintanilla 2005). Every pass counts as one schedule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from worktui.engine.levelling.chance import Chance
from worktui.engine.levelling.crossing import cross, stir
from worktui.engine.levelling.ground import Ground, Way
from worktui.engine.levelling.sampling import by_latest_finish, draw
from worktui.engine.levelling.serial import place

_STIR = 0.08
_DRAWS = 2  # first plans drawn for each place in a population

Plan = tuple[int, list[int]]  # makespan, finish by job in the plan's own direction


class Search:
    """One seeded search. `best` is the shortest plan so far, `facing` its direction."""

    def __init__(
        self,
        ground: Ground,
        *,
        schedules: int,
        seed: int,
        enough: int,
        stop: Callable[[], bool] | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.ground = ground
        self.tried = 0
        self.best: Plan = (0, [])
        self.facing = 0
        self._most = max(1, schedules)
        self._chance = Chance(seed)
        self._enough = enough
        self._stop = stop
        self._progress = progress

    def run(self) -> None:
        """Search until the schedules are used, the bound is met or `stop` says so."""
        size = population_size(self.ground.count, self._most)
        plans = self._drawn(size)
        if self._over():
            return
        facing, others = 0, self._justified(plans)
        while not self._over():
            facing = 1 - facing
            plans, others = others, self._generation(facing, others, plans)
            if self._progress:
                self._progress(self.tried, self.best[0])

    def _drawn(self, size: int) -> list[Plan]:
        """The best `size` of the first plans."""
        way = self.ground.ways[0]
        drawn = [self._try(0, by_latest_finish(way))]
        while len(drawn) < _DRAWS * size and not self._over():
            drawn.append(self._try(0, draw(way, self._chance)))
        drawn.sort(key=_makespan)
        return drawn[:size]

    def _justified(self, plans: list[Plan]) -> list[Plan]:
        """Each plan pushed to the other side."""
        pushed = []
        for plan in plans:
            if self._over():
                break
            pushed.append(self._try(1, turned(self.ground.ways[1], plan[1])))
        return pushed

    def _generation(self, facing: int, parents: list[Plan], held: list[Plan]) -> list[Plan]:
        """The plans of the other side after one round of children of `parents`."""
        way = self.ground.ways[1 - facing]
        lists = [turned(way, plan[1]) for plan in parents]
        least = min(map(_makespan, held))
        for place_, plan in enumerate(held[: len(parents)]):
            if self._over():
                break
            mate = self._mate(parents, place_)
            child = self._couple(1 - facing, lists[place_], lists[mate])
            if child[0] <= plan[0] or plan[0] > least:
                held[place_] = child
        return held

    def _couple(self, facing: int, one: Sequence[int], other: Sequence[int]) -> Plan:
        """The better of the two children of two lists."""
        born = []
        for first, second in ((one, other), (other, one)):
            order = cross(first, second, self._chance)
            stir(self.ground.ways[facing], order, self._chance, _STIR)
            born.append(self._try(facing, order))
            if self._over():
                break
        return min(born, key=_makespan)

    def _mate(self, parents: list[Plan], place_: int) -> int:
        """A place other than the given one, by a contest of two."""
        count = len(parents)
        one, two = self._chance.below(count), self._chance.below(count)
        winner = one if parents[one][0] <= parents[two][0] else two
        return winner if winner != place_ else (winner + 1) % count

    def _try(self, facing: int, order: Sequence[int]) -> Plan:
        finish = place(self.ground.ways[facing], order)
        plan = (max(finish, default=0), finish)
        self.tried += 1
        if not self.best[1] or plan[0] < self.best[0]:
            self.best, self.facing = plan, facing
        return plan

    def _over(self) -> bool:
        # One schedule is kept back for the last push to the left.
        return (
            self.best[0] <= self._enough
            or self.tried >= self._most - 1
            or (self._stop is not None and self._stop())
        )


def population_size(count: int, schedules: int) -> int:
    """How many plans stand on each side: few for long lists, more with more time.

    Found by measuring: 45, 23, 12 at 1,000 schedules of 32, 62, 122 jobs, three times that at
    5,000.
    """
    wanted = 1450 / max(1, count) * (schedules / 1000) ** 0.67
    return max(6, min(int(wanted), schedules // 8))


def turned(way: Way, finish: Sequence[int]) -> list[int]:
    """A plan of the other direction as a list for this one: what ends last comes first."""
    count = len(finish)
    keys = [rank - end * count for rank, end in zip(way.rank, finish, strict=True)]
    return sorted(range(count), key=keys.__getitem__)


def _makespan(plan: Plan) -> int:
    return plan[0]
