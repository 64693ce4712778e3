"""Both passes where one calendar rules all and nothing is pinned: plain arithmetic.

Each instant is counted in working days from the first one of the project, so that every
link of every type is a distance between two starts. Dates are made only where they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import add, le, sub

from worktui.domain.errors import BadInput
from worktui.engine.network.errors import TooFar
from worktui.engine.network.model import Times
from worktui.engine.network.reading import Reading

Edges = list[tuple[int, int, int]]
"""Before, after and the least distance from start to start, in an order in which all that
leads to a task stands before all that leads on from it."""


class PlainTimes(Mapping[str, Times]):
    """Dates by the id of a task, made of the working days counted in both passes."""

    __slots__ = ("_early", "_edges", "_ending", "_last", "_late", "_origin", "_reading", "_room")

    def __init__(self, reading: Reading) -> None:
        """Raises Cycle."""
        self._reading = reading
        self._edges = _edges(reading)
        self._ending = _endings(reading)
        self._early = early = [0] * len(reading.ids)
        for first, second, distance in self._edges:
            start = early[first] + distance
            if start > early[second]:  # noqa: PLR1730 - quicker than a call
                early[second] = start
        self._last = max(map(add, early, self._spans()), default=0) - 1
        self._late = late = self._latest()
        for first, second, distance in reversed(self._edges):
            start = late[second] - distance
            if start < late[first]:  # noqa: PLR1730 - quicker than a call
                late[first] = start
        self._room: list[int] = []
        self._origin = reading.network.calendar.next(reading.base)

    @property
    def finish(self) -> int:
        """The last day of the project; its start where there are no tasks. Raises TooFar."""
        if not self._early:
            return self._reading.base
        try:
            return self._day(self._last)
        except BadInput as error:
            needs = self._reading.needs
            raise TooFar(self._reading.ids[needs.index(max(needs))]) from error

    def slack(self) -> list[int]:
        """Total slack of every task, in working days."""
        return list(map(sub, self._late, self._early))

    def __len__(self) -> int:
        return len(self._early)

    def __iter__(self) -> Iterator[str]:
        return iter(self._reading.ids)

    def __getitem__(self, id: str) -> Times:
        place = self._reading.at[id]
        early, late, need = self._early[place], self._late[place], self._reading.needs[place]
        total, free = late - early, self._rooms()[place] - early
        if need:
            begun, more = early, need - 1
        else:
            begun, more = early - (place in self._ending), 0
        first, last = self._day(begun), self._day(begun + more)
        late_first, late_last = self._day(begun + total), self._day(begun + total + more)
        return Times(first, last, late_first, late_last, total, free, total <= 0, False)

    def _day(self, count: int) -> int:
        calendar = self._reading.network.calendar
        if count < 0:
            return calendar.minus(self._origin - 1, -count)
        return calendar.plus(self._origin, count + 1)

    def _spans(self) -> list[int]:
        """Durations; a milestone that ends nothing stands on a day of its own."""
        return [need or place not in self._ending for place, need in enumerate(self._reading.needs)]

    def _latest(self) -> list[int]:
        """The latest starts that keep the finish of the project."""
        end = self._last + 1
        return [end - span for span in self._spans()]

    def _rooms(self) -> list[int]:
        """The latest starts that move no successor, worked out when first asked."""
        if not self._room:
            early, room = self._early, self._latest()
            for first, second, distance in self._edges:
                start = early[second] - distance
                if start < room[first]:  # noqa: PLR1730 - quicker than a call
                    room[first] = start
            self._room = room
        return self._room


def _edges(reading: Reading) -> Edges:
    first, second, needs = reading.first, reading.second, reading.needs
    distances = [
        lag + needs[one]
        if not code
        else lag - (needs[two] if code > 1 else 0) + (0 if code & 1 else needs[one])
        for one, two, code, lag in zip(first, second, reading.code, reading.lag, strict=True)
    ]
    edges = list(zip(first, second, distances, strict=True))
    order = reading.order()
    if isinstance(order, range):
        ranks = second
    else:
        rank = [0] * len(order)
        for place, task in enumerate(order):
            rank[task] = place
        ranks = [rank[task] for task in second]
    if all(map(le, ranks, ranks[1:])):
        return edges
    return [edges[place] for place in sorted(range(len(edges)), key=ranks.__getitem__)]


def _endings(reading: Reading) -> set[int]:
    """Milestones that end something: dated by the day before their instant."""
    nothing = {place for place, need in enumerate(reading.needs) if not need}
    if not nothing:
        return nothing
    return {
        second
        for second, code in zip(reading.second, reading.code, strict=True)
        if not code & 1 and second in nothing
    }
