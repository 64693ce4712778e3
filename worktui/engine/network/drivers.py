"""What fixes the early start of each task, worked out when it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worktui.engine.network.forward import Early, forward, placed
from worktui.engine.network.ground import DONE, OPEN, STARTED, Edge, Ground
from worktui.engine.network.lags import after
from worktui.engine.network.model import Driver
from worktui.engine.network.reading import Reading


class Drivers(Mapping[str, tuple[Driver, ...]]):
    """Drivers by the id of a task: the links that bind, else its constraint, else the start of
    the project or the status date; `actual` for what has begun and does not wait.

    A task that shall be as late as it can is told by its constraint, and by the links that
    would have bound it.
    """

    __slots__ = ("_passed", "_reading")

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._passed: tuple[Ground, Early] | None = None

    def __len__(self) -> int:
        return len(self._reading.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._reading.ids)

    def __getitem__(self, id: str) -> tuple[Driver, ...]:
        if self._passed is None:
            ground = Ground(self._reading)
            self._passed = ground, forward(ground)
        ground, early = self._passed
        place = self._reading.at[id]
        constraint = ground.tasks[place].constraint
        kind = constraint[0] if constraint else ""
        if ground.state[place] == DONE:
            return (Driver("actual"),)
        if place in early.logic:
            return (Driver("constraint"),)
        pinned = (Driver("constraint"),) if kind == "ALAP" and not ground.state[place] else ()
        return (*pinned, *(_links(ground, early, place) or (_rest(ground, early, place),)))


def _links(ground: Ground, early: Early, place: int) -> tuple[Driver, ...]:
    """The links without which a task could start earlier, or could if others gave way too.

    A link from what is done drives nothing that the start or the status date holds as well.
    """
    start = early.start[place]
    free = start > _first(ground, place)
    return tuple(
        Driver("link", ground.network.links[edge[5]])
        for edge in ground.into[place]
        if (free or ground.state[edge[0]] == OPEN) and _asks(ground, early, edge) == start
    )


def _rest(ground: Ground, early: Early, place: int) -> Driver:
    if early.start[place] != _first(ground, place):
        return Driver("constraint")
    if ground.state[place] == STARTED:
        return Driver("actual")
    network = ground.network
    status = network.status is not None and network.status > network.start
    return Driver("status" if status else "start")


def _first(ground: Ground, place: int) -> int:
    """The start if there were neither links nor a constraint."""
    begun = ground.tasks[place].actual_start
    base = ground.base if begun is None else max(ground.base, begun)
    return ground.calendars[place].next(base)


def _asks(ground: Ground, early: Early, edge: Edge) -> int:
    """The start that one link alone asks for."""
    first, second, code, lag, elapsed, _ = edge
    calendar, need = ground.calendars[second], ground.need[second]
    instant = early.begin[first] if code & 1 else early.finish[first]
    instant = after(calendar, instant, lag, elapsed)
    if code < 2 or not need:
        return placed(calendar, need, instant, instant)
    return calendar.minus(instant - 1, need)
