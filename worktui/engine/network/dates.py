"""Instants as the dates that people read."""

from __future__ import annotations

from worktui.engine.network.forward import Early
from worktui.engine.network.ground import DONE, STARTED, Ground


def shown(ground: Ground, place: int, instant: int) -> int:
    """The date of a milestone at an instant: the last working day before it where it ends
    something, else the first working day from it on."""
    calendar = ground.calendars[place]
    return calendar.previous(instant - 1) if ground.ending[place] else calendar.next(instant)


def in_time(ground: Ground, place: int, day: int) -> int:
    """The last instant at which the date of a milestone is not after a day."""
    calendar = ground.calendars[place]
    return calendar.next(day + 1) if ground.ending[place] else calendar.previous(day)


def early_dates(ground: Ground, early: Early, place: int) -> tuple[int, int]:
    """Early start and finish as days, both included."""
    task = ground.tasks[place]
    if ground.state[place] == DONE:
        assert task.actual_finish is not None
        first = task.actual_start
        return (early.start[place] if first is None else first), task.actual_finish
    if ground.need[place]:
        first, last = early.start[place], early.finish[place] - 1
    else:
        first = last = shown(ground, place, early.start[place])
    if ground.state[place] == STARTED:
        assert task.actual_start is not None
        return task.actual_start, max(last, task.actual_start)
    return first, last
