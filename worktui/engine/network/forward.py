"""The forward pass: the earliest dates that keep links, calendars and constraints."""

from __future__ import annotations

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
    """The earliest instants of all tasks, in the order of the links."""
    early = Early(len(ground.tasks))
    begin, finish, into = early.begin, early.finish, ground.into
    calendars, state = ground.calendars, ground.state
    for place in ground.order:
        if state[place]:
            _progress(ground, early, place)
            continue
        calendar = calendars[place]
        first, last = ground.base, NEVER
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
        if ground.tasks[place].constraint is not None:
            _constrained(ground, early, place, first, last)
            continue
        start = placed(calendar, ground.need[place], first, last)
        _set(ground, early, place, start)
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


def _progress(ground: Ground, early: Early, place: int) -> None:
    """What is done stays where it was; what is in progress has its rest from the status date."""
    task, calendar = ground.tasks[place], ground.calendars[place]
    if ground.state[place] == DONE:
        assert task.actual_finish is not None
        last = task.actual_finish
        first = task.actual_start
        if first is None:
            first = min(last, calendar.minus(last, task.duration or 1))
        whole = task.duration or ground.ending[place]
        early.start[place] = early.begin[place] = first
        early.finish[place] = last + 1 if whole else last
        if not task.duration:
            early.begin[place] = early.finish[place]
        return
    assert ground.state[place] == STARTED
    assert task.actual_start is not None
    begun = max(ground.base, task.actual_start)
    _set(ground, early, place, placed(calendar, ground.need[place], begun, NEVER))
    early.begin[place] = task.actual_start


def _constrained(ground: Ground, early: Early, place: int, first: int, last: int) -> None:
    task, calendar, need = ground.tasks[place], ground.calendars[place], ground.need[place]
    assert task.constraint is not None
    kind, day = task.constraint
    logic = placed(calendar, need, first, last)
    start = logic
    if kind == "SNET":
        if need:
            start = placed(calendar, need, max(first, day), last)
        elif logic <= day:
            start = day
            ground.ending[place] = False
    elif kind == "FNET":
        start = placed(calendar, need, first, max(last, day + 1))
    elif kind == "MSO":
        start = calendar.next(day)
    elif kind == "MFO":
        start = calendar.minus(day, need) if need else calendar.previous(day) + 1
    if kind in ("MSO", "MFO"):
        early.logic[place] = logic
    _set(ground, early, place, start)
