"""The backward pass: the latest dates that keep the finish, deadlines and constraints."""

from __future__ import annotations

from worktui.domain.errors import BadInput
from worktui.engine.network.dates import in_time
from worktui.engine.network.errors import TooFar
from worktui.engine.network.forward import Early
from worktui.engine.network.ground import DONE, STARTED, Ground
from worktui.engine.network.lags import before

EVER = 10**9


class Late:
    """Instants by place: latest `start` (of the rest), and the instant at which a finish is
    still in time, as links see it; both EVER for what is done."""

    __slots__ = ("finish", "start")

    def __init__(self, size: int) -> None:
        self.start = [EVER] * size
        self.finish = [EVER] * size


def backward(ground: Ground, early: Early, finish: int) -> Late:
    """The latest instants of all tasks that keep `finish`, the last day of the project.

    Raises TooFar.
    """
    late = Late(len(ground.tasks))
    place = 0
    try:
        for place in reversed(ground.order):
            if ground.state[place] == DONE:
                continue
            start, end = bounds(ground, place, late.start, late.finish)
            start, end = _capped(ground, early, place, start, end, finish)
            calendar, need = ground.calendars[place], ground.need[place]
            if need:
                latest = calendar.minus(end - 1, need)
                if start < latest:
                    latest = calendar.previous(start)
                late.start[place] = latest
                late.finish[place] = calendar.plus(latest, need + 1)
            else:
                late.start[place] = late.finish[place] = min(start, end)
    except BadInput as error:
        raise TooFar(ground.ids[place]) from error
    return late


def bounds(ground: Ground, place: int, starts: list[int], finishes: list[int]) -> tuple[int, int]:
    """The latest instants at which a task may start and finish so that no successor starts
    after `starts` or finishes after `finishes`. Links into what is done bind nothing, nor does
    the start of what has begun."""
    first = last = EVER
    state, begun = ground.state, ground.state[place] == STARTED
    for edge in ground.out[place]:
        second, code, lag = edge[1], edge[2], edge[3]
        if state[second] == DONE or (begun and code & 1):
            continue
        instant = starts[second] if code < 2 else finishes[second]
        if lag:
            instant = before(ground.calendars[second], instant, lag, edge[4])
        if code & 1:
            if instant < first:  # noqa: PLR1730 - quicker than a call
                first = instant
        elif instant < last:
            last = instant
    return first, last


def _capped(
    ground: Ground, early: Early, place: int, start: int, end: int, finish: int
) -> tuple[int, int]:
    """Bounds that also keep the project's finish, the deadline and the constraint."""
    task, need = ground.tasks[place], ground.need[place]
    if place in early.logic:  # held: neither links nor the finish of the project move it
        start, end, days = early.start[place], early.finish[place], []
    else:
        days = [finish]
        kind, day = task.constraint or ("", 0)
        if kind == "SNLT" and ground.state[place] == STARTED:
            kind = ""
        if kind in ("FNLT", "MFO") or (kind == "SNLT" and not need):
            days.append(day)
        elif kind == "SNLT":
            start = min(start, day)
    if task.deadline is not None:
        days.append(task.deadline)
    if need:
        return start, min(end, *(day + 1 for day in days)) if days else end
    return start, min(end, *(in_time(ground, place, day) for day in days)) if days else end
