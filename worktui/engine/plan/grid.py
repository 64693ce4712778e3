"""The plan in integers: what the placement, the simulation and the search of ways out run on.

Day 0 is today. A task is a number; its person another, -1 for nobody. Rows hold the minutes a
person has on each day up to the horizon; the last cell of a row is a wall that takes all work,
so that inner loops need no bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from worktui.engine.plan.model import FAR, PlanModel, PlanTask
from worktui.engine.workdays import Workdays

WALL = 1 << 60
"""Minutes of the last cell of a row."""
PER_WORKDAY = 1.4
"""Days of the calendar a working day takes, for orders of urgency only."""
PRIORITIES = {"urgent": 0, "high": 1, "normal": 2, "low": 3}
FURTHEST = 40 * 366
"""Days; what would end later is shown as ending there."""

Tie = tuple[int, str, int, bool]
"""(number of the task before, type, lag, elapsed)."""


class Ground:
    """The working days of one calendar from today on: `days` their numbers, `at[d]` the place
    in it of the first one at or after day d."""

    __slots__ = ("at", "days")

    def __init__(self, calendar: Workdays, base: int, horizon: int) -> None:
        self.days = [d for d in range(horizon) if calendar.works(base + d)]
        self.days.append(horizon)
        self.at: list[int] = []
        place = 0
        for d in range(horizon + 1):
            while self.days[place] < d:
                place += 1
            self.at.append(place)

    def run(self, day: int, duration: int) -> tuple[int, int]:
        """First and last day of a task of so many working days from a day on."""
        last = len(self.at) - 1
        place = self.at[min(day, last)]
        first = self.days[place]
        return first, self.days[min(place + max(duration, 1) - 1, len(self.days) - 1)]


class Grid:
    """All tasks of a plan as arrays; made once, read by every placement."""

    def __init__(self, model: PlanModel, horizon: int = 0) -> None:
        self.model, self.base = model, model.today
        tasks = list(model.tasks.values())
        self.tasks: Sequence[PlanTask] = tasks
        self.ids = [task.id for task in tasks]
        self.index = {id: n for n, id in enumerate(self.ids)}
        self.people = list(model.people)
        seats = {id: n for n, id in enumerate(self.people)}
        self.person = [seats.get(task.person, -1) for task in tasks]
        self.minutes = [task.minutes for task in tasks]
        self.done = [task.kind == "done" for task in tasks]
        self.begun = [task.kind == "doing" for task in tasks]
        self.start0 = [self._day(task.actual_start) for task in tasks]
        self.finish0 = [self._day(task.actual_finish) for task in tasks]
        self.floors = [0 if task.kind == "doing" else self._floor(task) for task in tasks]
        self.ends: dict[int, int] = {
            n: task.constraint[1] - self.base
            for n, task in enumerate(tasks)
            if task.constraint and task.constraint[0] in ("FNET", "MFO") and task.kind != "done"
        }
        self.before: list[tuple[int, ...]] = [()] * len(tasks)
        self.ties: list[tuple[Tie, ...]] = [()] * len(tasks)
        self._tie()
        self.order = self._ordered()
        self.grow(horizon or self._guess())

    def _day(self, day: int | None) -> int:
        return 0 if day is None else day - self.base

    def _floor(self, task: PlanTask) -> int:
        floor = 0 if task.floor is None else task.floor - self.base
        if task.constraint and task.constraint[0] in ("SNET", "MSO"):
            floor = max(floor, task.constraint[1] - self.base)
        return max(0, floor)

    def _tie(self) -> None:
        for n, task in enumerate(self.tasks):
            if not task.links or self.done[n]:
                continue
            plain: list[int] = []
            other: list[Tie] = []
            for link in task.links:
                first = self.index[link.before]
                if link.type in ("FS", "SS") and self.begun[n]:
                    continue  # it has started: nothing holds its start any more
                if link.type == "FS" and not link.lag:
                    if not self.done[first] or self.finish0[first] >= 0:
                        plain.append(first)
                else:
                    other.append((first, link.type, link.lag, link.elapsed))
            self.before[n], self.ties[n] = tuple(plain), tuple(other)

    def heads(self, n: int) -> list[int]:
        """All tasks that one waits for."""
        return [*self.before[n], *(tie[0] for tie in self.ties[n])]

    def _ordered(self) -> list[int]:
        """The tasks that are not done, each after those it waits for, the most urgent first:
        begun, urgent, then by the latest day that keeps every promise downstream."""
        after: list[list[int]] = [[] for _ in self.tasks]
        waits = [0] * len(self.tasks)
        for n in range(len(self.tasks)):
            for head in self.heads(n):
                if not self.done[head]:
                    after[head].append(n)
                    waits[n] += 1
        latest = self._latest(after, waits)
        heap = []
        keys: list[tuple[int, int, float, int, float, int]] = []
        for n, task in enumerate(self.tasks):
            key = (
                0 if self.begun[n] else 1,
                0 if task.priority == "urgent" else 1,
                latest[n],
                PRIORITIES.get(task.priority, 2),
                task.rank,
                n,
            )
            keys.append(key)
            if not waits[n] and not self.done[n]:
                heap.append(key)
        heapify(heap)
        order = []
        while heap:
            n = heappop(heap)[-1]
            order.append(n)
            for later in after[n]:
                waits[later] -= 1
                if not waits[later]:
                    heappush(heap, keys[later])
        return order

    def _latest(self, after: Sequence[Sequence[int]], waits: Sequence[int]) -> list[float]:
        """About the latest finish of every task, in days from today."""
        left = list(waits)
        stack = [n for n in range(len(self.tasks)) if not left[n] and not self.done[n]]
        walk = []
        while stack:
            n = stack.pop()
            walk.append(n)
            for later in after[n]:
                left[later] -= 1
                if not left[later]:
                    stack.append(later)
        latest = [float(min(task.cap, FAR) - self.base) for task in self.tasks]
        for n in reversed(walk):
            for later in after[n]:
                room = latest[later] - self.tasks[later].duration * PER_WORKDAY
                latest[n] = min(latest[n], room)
        return latest

    def _guess(self) -> int:
        """Days that the whole plan should fit into."""
        load: dict[int, int] = {}
        for n, minutes in enumerate(self.minutes):
            load[self.person[n]] = load.get(self.person[n], 0) + minutes
        weeks = [
            minutes / max(1, self.model.people[self.people[p]].weekly)
            for p, minutes in load.items()
            if p >= 0
        ]
        longest = max((task.duration for task in self.tasks), default=0)
        floor = max([*self.floors, *self.ends.values(), 0])
        return int(floor + max(weeks, default=0) * 10 + longest * 2 + 120)

    def grow(self, horizon: int) -> None:
        """Lay the rows out to a horizon."""
        self.horizon = min(max(horizon, 8), FURTHEST)
        self.rows = [
            [self.model.people[id].on(self.base + d) for d in range(self.horizon)] + [WALL]
            for id in self.people
        ]
        self._grounds: dict[int, Ground] = {}

    def ground(self, n: int) -> Ground:
        """The days a task is counted on when it has no person, or a calendar of its own."""
        calendar = self.tasks[n].calendar
        found = self._grounds.get(id(calendar))
        if found is None:
            found = self._grounds[id(calendar)] = Ground(calendar, self.base, self.horizon)
        return found

    def work(self, n: int, person: int) -> int:
        """Minutes of a task in the hands of a person: what is counted in days stays days."""
        task = self.tasks[n]
        if not task.by_days or person == self.person[n] or not task.minutes:
            return task.minutes
        return task.duration * (
            self.model.people[self.people[person]].daily if person >= 0 else self.model.daily
        )
