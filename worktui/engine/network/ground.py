"""A network by places instead of names, checked and in an order in which it can be computed."""

from __future__ import annotations

from worktui.engine.network.errors import (
    BadConstraint,
    Cycle,
    DuplicateTask,
    NegativeDuration,
    UnknownTask,
)
from worktui.engine.network.model import CONSTRAINTS, LINK_TYPES, Network, Task
from worktui.engine.network.ring import ring
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

    def __init__(self, network: Network) -> None:
        """Raises DuplicateTask, NegativeDuration, BadConstraint, UnknownTask, Cycle."""
        self.network = network
        self.tasks = tasks = list(network.tasks)
        self.base = network.start if network.status is None else max(network.start, network.status)
        at = _places(tasks)
        self.ids = list(at)
        self.calendars: list[Workdays] = [task.calendar or network.calendar for task in tasks]
        self.state = [_state(task) for task in tasks]
        self.need = [task.duration for task in tasks]
        for place, task in enumerate(tasks):
            if self.state[place] == STARTED:
                self.need[place] = self._rest(task, self.calendars[place])
        self.into: list[list[Edge]] = [[] for _ in tasks]
        self.out: list[list[Edge]] = [[] for _ in tasks]
        self._join(at)
        self.order = self._ordered()
        self.ending = [self._ends(place) for place in range(len(tasks))]

    def _rest(self, task: Task, calendar: Workdays) -> int:
        if task.remaining is not None:
            return task.remaining
        began = task.actual_start if task.actual_start is not None else self.base
        passed = max(0, calendar.between(began, max(self.base, began)))
        return max(min(1, task.duration), task.duration - passed)

    def _join(self, at: dict[str, int]) -> None:
        codes = {name: code for code, name in enumerate(LINK_TYPES)}
        into, out = self.into, self.out
        for place, link in enumerate(self.network.links):
            try:
                first, second = at[link.before], at[link.after]
                edge = (first, second, codes[link.type], link.lag, link.elapsed, place)
            except KeyError:
                for id in (link.before, link.after):
                    if id not in at:
                        raise UnknownTask(id) from None
                raise BadConstraint(
                    link.after, f"“{link.type}” is no type of link.", "Write FS, SS, FF or SF."
                ) from None
            into[second].append(edge)
            out[first].append(edge)

    def _ordered(self) -> list[int]:
        waits = [len(edges) for edges in self.into]
        order = [place for place, count in enumerate(waits) if not count]
        for place in order:
            for edge in self.out[place]:
                second = edge[1]
                waits[second] -= 1
                if not waits[second]:
                    order.append(second)
        if len(order) < len(waits):
            found = ring([[edge[1] for edge in edges] for edges in self.out])
            raise Cycle([self.ids[place] for place in found])
        return order

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


def _places(tasks: list[Task]) -> dict[str, int]:
    at: dict[str, int] = {}
    for place, task in enumerate(tasks):
        if task.id in at:
            raise DuplicateTask(task.id)
        at[task.id] = place
        if task.duration < 0 or (task.remaining is not None and task.remaining < 0):
            raise NegativeDuration(task.id)
        if task.constraint is not None and task.constraint[0] not in CONSTRAINTS:
            raise BadConstraint(
                task.id,
                f"“{task.constraint[0]}” is no constraint.",
                f"Write one of {', '.join(CONSTRAINTS)}.",
            )
        first, last = task.actual_start, task.actual_finish
        if first is not None and last is not None and last < first:
            raise BadConstraint(
                task.id, "it was finished before it was started.", "Exchange the two dates."
            )
    return at


def _state(task: Task) -> int:
    if task.actual_finish is not None:
        return DONE
    return STARTED if task.actual_start is not None else OPEN
