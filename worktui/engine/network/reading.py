"""A network by places instead of names, in columns, with everything checked but rings."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter, lt
from typing import Any

from worktui.engine.network.errors import (
    BadConstraint,
    Cycle,
    DuplicateTask,
    NegativeDuration,
    UnknownTask,
)
from worktui.engine.network.model import CONSTRAINTS, LINK_TYPES, Network
from worktui.engine.network.ring import ring

_TASK = (
    "id", "duration", "calendar", "constraint", "deadline",
    "actual_start", "actual_finish", "remaining",
)  # fmt: skip
_LINK = ("before", "after", "type", "lag", "elapsed")
_CODES = {name: code for code, name in enumerate(LINK_TYPES)}


class Reading:
    """Columns of the tasks and of the links; a link names its ends by place in `first` and
    `second`, its type by `code` (1 = from a start, 2 = to a finish).

    `plain` says that there is but one calendar, and neither elapsed lags nor constraints,
    deadlines or progress.
    """

    __slots__ = (
        "at", "base", "code", "elapsed", "first", "ids", "lag", "needs", "network", "plain",
        "second",
    )  # fmt: skip

    def __init__(self, network: Network) -> None:
        """Raises DuplicateTask, NegativeDuration, BadConstraint, UnknownTask."""
        self.network = network
        self.base = network.start if network.status is None else max(network.start, network.status)
        self.ids: list[str]
        self.needs: list[int]
        self.ids, self.needs, calendars, *lived = _columns(_TASK, network.tasks)
        self.at = dict(zip(self.ids, range(len(self.ids)), strict=True))
        before, after, types, self.lag, self.elapsed = _columns(_LINK, network.links)
        others = set(calendars) - {None, network.calendar}
        bare = not any(any(column) for column in lived)
        self.plain = bare and not others and not any(self.elapsed)
        if len(self.at) < len(self.ids) or min(self.needs, default=0) < 0 or not bare:
            _check(network)
        try:
            self.first = list(map(self.at.__getitem__, before))
            self.second = list(map(self.at.__getitem__, after))
            self.code = list(map(_CODES.__getitem__, types))
        except KeyError:
            raise _wrong_link(network, self.at) from None

    def order(self) -> Sequence[int]:
        """The tasks so that each stands behind what it waits for. Raises Cycle."""
        if all(map(lt, self.first, self.second)):
            return range(len(self.ids))
        out: list[list[int]] = [[] for _ in self.ids]
        waits = [0] * len(out)
        for first, second in zip(self.first, self.second, strict=True):
            out[first].append(second)
            waits[second] += 1
        order = [place for place, count in enumerate(waits) if not count]
        for place in order:
            for second in out[place]:
                waits[second] -= 1
                if not waits[second]:
                    order.append(second)
        if len(order) < len(out):
            raise Cycle([self.ids[place] for place in ring(out)])
        return order


def _columns(names: Sequence[str], rows: Sequence[object]) -> list[Any]:
    return [list(map(attrgetter(name), rows)) for name in names]


def _check(network: Network) -> None:
    """Raise what is wrong with the first task that is not right."""
    seen: set[str] = set()
    for task in network.tasks:
        if task.id in seen:
            raise DuplicateTask(task.id)
        seen.add(task.id)
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


def _wrong_link(network: Network, at: dict[str, int]) -> UnknownTask | BadConstraint:
    for link in network.links:
        for id in (link.before, link.after):
            if id not in at:
                return UnknownTask(id)
    link = next(link for link in network.links if link.type not in _CODES)
    return BadConstraint(
        link.after, f"“{link.type}” is no type of link.", "Write FS, SS, FF or SF."
    )
