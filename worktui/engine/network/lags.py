"""Lags from one instant to another. An instant is the beginning of its day, so the finish of
a task is the instant of the day after its last."""

from __future__ import annotations

from worktui.engine.workdays import Workdays


def after(calendar: Workdays, instant: int, lag: int, elapsed: bool) -> int:
    """Where a lag from an instant leads: the end of the lag-th working day at or after it;
    for a lead the start of the working day that lies so far before."""
    if elapsed:
        return instant + lag
    if lag > 0:
        return calendar.plus(instant, lag) + 1
    if lag < 0:
        return calendar.minus(instant - 1, -lag)
    return instant


def before(calendar: Workdays, instant: int, lag: int, elapsed: bool) -> int:
    """The latest instant from which a lag leads to no later than `instant`."""
    if elapsed:
        return instant - lag
    if lag > 0:
        return calendar.minus(instant - 1, lag)
    if lag < 0:
        return calendar.next(calendar.plus(calendar.previous(instant), -lag) + 1)
    return instant
