"""What fixes the early start of each task, worked out when it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worktui.engine.network.forward import NEVER, Early, placed
from worktui.engine.network.ground import OPEN, Edge, Ground
from worktui.engine.network.lags import after
from worktui.engine.network.model import Driver


class Drivers(Mapping[str, tuple[Driver, ...]]):
    """Drivers by the id of a task: the links that bind, then a constraint; the start of the
    project or the status date where nothing else does; `actual` for what has begun."""

    __slots__ = ("_at", "_early", "_ground")

    def __init__(self, ground: Ground, early: Early) -> None:
        self._ground, self._early = ground, early
        self._at = {id: place for place, id in enumerate(ground.ids)}

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __getitem__(self, id: str) -> tuple[Driver, ...]:
        ground, early, place = self._ground, self._early, self._at[id]
        if ground.state[place] != OPEN:
            return (Driver("actual"),)
        start = early.start[place]
        found = [
            Driver("link", ground.network.links[edge[5]])
            for edge in ground.into[place]
            if self._asks(edge) == start
        ]
        constraint = ground.tasks[place].constraint
        kind = constraint[0] if constraint else ""
        if kind in ("MSO", "MFO"):
            return (Driver("constraint"),)
        network = ground.network
        base = network.calendar if ground.need[place] == 0 else ground.calendars[place]
        first = placed(base, ground.need[place], ground.base, NEVER)
        if found or start == first:
            status = network.status is not None and network.status >= network.start
            return tuple(found) or (Driver("status" if status else "start"),)
        return (Driver("constraint"),)

    def _asks(self, edge: Edge) -> int:
        """The start that one link alone asks for."""
        ground, early, place = self._ground, self._early, edge[1]
        calendar, need = ground.calendars[place], ground.need[place]
        instant = (early.begin if edge[2] & 1 else early.finish)[edge[0]]
        instant = after(calendar, instant, edge[3], edge[4])
        if not need:
            return instant
        return calendar.next(instant) if edge[2] < 2 else calendar.minus(instant - 1, need)
