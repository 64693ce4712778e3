"""The forward pass: the earliest dates that keep links, calendars and constraints."""

from __future__ import annotations

from worktui.domain.errors import BadInput
from worktui.engine.network.errors import TooFar
from worktui.engine.network.ground import DONE, STARTED, Ground
from worktui.engine.network.lags import after
from worktui.engine.workdays import Workdays

NEVER = -(10**9)


class Early:
    """Instants by place: `start` of what is left to do, `begin` as links see the start,
    `finish`; `logic` is what the links alone would say of a start that is held."""

    __slots__ = ("begin", "finish", "logic", "start")

    def __init__(self, size: int) -> None:
        self.start = [0] * size
        self.begin = [0] * size
        self.finish = [0] * size
        self.logic: dict[int, int] = {}


def forward(ground: Ground) -> Early:
    """The earliest instants of all tasks, in the order of the links. Raises TooFar."""
    early = Early(len(ground.tasks))
    begin, finish, into = early.begin, early.finish, ground.into
    calendars, state = ground.calendars, ground.state
    place = 0
    try:
        for place in ground.order:
            if state[place] == DONE:
                _done(ground, early, place)
                continue
            calendar = calendars[place]
            first, last = ground.base if ground.need[place] else calendar.next(ground.base), NEVER
            for edge in into[place]:
                code, lag = edge[2], edge[3]
                instant = begin[edge[0]] if code & 1 else finish[edge[0]]
                if lag:
                    instant = after(calendar, instant, lag, edge[4])
                if code < 2:
                    if instant > first:  # noqa: PLR1730 - quicker than a call
                        first = instant
                elif instant > last:
                    last = instant
            if state[place] == STARTED:
                _rest(ground, early, place, first, last)
            elif ground.tasks[place].constraint is not None:
                _constrained(ground, early, place, first, last)
            else:
                _set(ground, early, place, placed(calendar, ground.need[place], first, last))
    except BadInput as error:
        raise TooFar(ground.ids[place]) from error
    return early


def placed(calendar: Workdays, need: int, first: int, last: int) -> int:
    """The earliest start at or after `first` whose finish is at or after `last`, where Friday
    evening and Monday morning are one."""
    if not need:
        return max(first, last)
    start = calendar.next(first)
    return start if last == NEVER else max(start, calendar.minus(last - 1, need))


def _set(ground: Ground, early: Early, place: int, start: int) -> None:
    need = ground.need[place]
    early.start[place] = early.begin[place] = start
    early.finish[place] = ground.calendars[place].plus(start, need) + 1 if need else start


def _done(ground: Ground, early: Early, place: int) -> None:
    """What is done stays where it was."""
    task, calendar = ground.tasks[place], ground.calendars[place]
    assert task.actual_finish is not None
    last = task.actual_finish
    first = task.actual_start
    if first is None:
        first = min(last, calendar.minus(last, task.duration)) if task.duration else last
    if task.duration or first < last:
        early.start[place] = early.begin[place] = first
        early.finish[place] = last + 1
    else:
        instant = last + 1 if ground.ending[place] else last
        early.start[place] = early.begin[place] = early.finish[place] = instant


def _rest(ground: Ground, early: Early, place: int, first: int, last: int) -> None:
    """What is left of a task in progress begins at the status date, or later where its links
    say so; seen from its successors it began when it did."""
    task, calendar, need = ground.tasks[place], ground.calendars[place], ground.need[place]
    assert task.actual_start is not None
    first = max(first, task.actual_start)
    if task.constraint is not None and task.constraint[0] in ("FNET", "MFO"):
        last = max(last, _end_of(calendar, task.constraint))
    _set(ground, early, place, placed(calendar, need, first, last))
    early.begin[place] = task.actual_start


def _end_of(calendar: Workdays, constraint: tuple[str, int]) -> int:
    """The instant at which a finish constraint is kept: the end of its day, or of the next
    working day for what may not be earlier, the previous one for what is held."""
    kind, day = constraint
    return (calendar.next(day) if kind == "FNET" else calendar.previous(day)) + 1


def _constrained(ground: Ground, early: Early, place: int, first: int, last: int) -> None:
    task, calendar, need = ground.tasks[place], ground.calendars[place], ground.need[place]
    assert task.constraint is not None
    kind, day = task.constraint
    logic = start = placed(calendar, need, first, last)
    if kind == "SNET":
        start = placed(calendar, need, max(first, day), last)
        if not need and ground.ending[place] and calendar.previous(start - 1) < day:
            ground.ending[place] = False
    elif kind == "FNET":
        start = placed(calendar, need, first, max(last, _end_of(calendar, task.constraint)))
    elif kind == "MSO":
        start = calendar.next(day)
    elif kind == "MFO":
        end = _end_of(calendar, task.constraint)
        start = calendar.minus(end - 1, need) if need else end
    if kind in ("MSO", "MFO"):
        early.logic[place] = logic
    _set(ground, early, place, start)
