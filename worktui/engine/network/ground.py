"""A network with all that there can be, ready for both passes."""

from __future__ import annotations

from worktui.engine.network.model import Task
from worktui.engine.network.reading import Reading
from worktui.engine.workdays import Workdays

OPEN, STARTED, DONE = 0, 1, 2

Edge = tuple[int, int, int, int, bool, int]
"""Before, after, code of the type (1 = from a start, 2 = to a finish), lag, elapsed, place."""


class Ground:
    """Lists by the place of a task; `into` and `out` are its links in both directions."""

    __slots__ = (
        "base", "calendars", "ending", "ids", "into", "need", "network", "order", "out", "state",
        "tasks",
    )  # fmt: skip

    def __init__(self, reading: Reading) -> None:
        """Raises Cycle."""
        self.network = network = reading.network
        self.tasks = tasks = list(network.tasks)
        self.base = reading.base
        self.ids = reading.ids
        self.calendars: list[Workdays] = [task.calendar or network.calendar for task in tasks]
        self.state = [_state(task) for task in tasks]
        self.need = [
            _rest(task, calendar, self.base) if state == STARTED else task.duration
            for task, calendar, state in zip(tasks, self.calendars, self.state, strict=True)
        ]
        self.into: list[list[Edge]] = [[] for _ in tasks]
        self.out: list[list[Edge]] = [[] for _ in tasks]
        edges = zip(
            reading.first, reading.second, reading.code, reading.lag, reading.elapsed,
            range(len(reading.lag)), strict=True,
        )  # fmt: skip
        for edge in edges:
            self.into[edge[1]].append(edge)
            self.out[edge[0]].append(edge)
        self.order = reading.order()
        self.ending = [self._ends(place) for place in range(len(tasks))]

    def _ends(self, place: int) -> bool:
        """Whether a milestone is dated by the day that ends at its instant: it ends something
        that was linked to it by a finish, or it has a finish constraint of its own."""
        if self.need[place]:
            return False
        if self.state[place] == STARTED:
            return True
        kind = self.tasks[place].constraint
        if kind is not None and kind[0] in ("FNET", "MFO"):
            return True
        if kind is not None and kind[0] == "MSO":
            return False
        return any(not edge[2] & 1 for edge in self.into[place])


def _state(task: Task) -> int:
    if task.actual_finish is not None:
        return DONE
    return STARTED if task.actual_start is not None else OPEN


def _rest(task: Task, calendar: Workdays, base: int) -> int:
    """Working days left of what is in progress; where nobody said, what the duration has left
    after the days that passed, at least one."""
    if task.remaining is not None:
        return task.remaining
    began = base if task.actual_start is None else task.actual_start
    passed = calendar.between(began, base) if began < base else 0
    return max(min(1, task.duration), task.duration - passed)
