"""Slack: how far a task can move, and tasks that shall be as late as they can."""

from __future__ import annotations

from worktui.engine.network.backward import Late, bounds
from worktui.engine.network.dates import shown
from worktui.engine.network.forward import Early
from worktui.engine.network.ground import OPEN, Ground


def total_slack(ground: Ground, early: Early, late: Late, place: int) -> int:
    """Working days from the early to the late start of what is left to do."""
    return _days(ground, place, early.start[place], late.start[place])


def free_slack(ground: Ground, early: Early, finishes: list[int], place: int, finish: int) -> int:
    """Working days that a task can start later without moving a successor or the finish.

    `finishes` are the instants up to which a finish is as good as the early one.
    """
    return max(
        0, _days(ground, place, early.start[place], _room(ground, early, finishes, place, finish))
    )


def same_finishes(ground: Ground, early: Early) -> list[int]:
    """For each task the last instant that is one with its early finish."""
    return [
        calendar.next(finish) if need else finish
        for calendar, finish, need in zip(ground.calendars, early.finish, ground.need, strict=True)
    ]


def _room(ground: Ground, early: Early, finishes: list[int], place: int, finish: int) -> int:
    """The latest start that moves no successor and not the finish."""
    start, end = bounds(ground, place, early.start, finishes)
    calendar, need = ground.calendars[place], ground.need[place]
    if need:
        latest = calendar.minus(min(end, finish + 1) - 1, need)
        return latest if latest <= start else calendar.previous(start)
    return min(start, end, finish + 1 if ground.ending[place] else finish)


def _days(ground: Ground, place: int, first: int, last: int) -> int:
    if ground.need[place]:
        return ground.calendars[place].between(first, last)
    calendar = ground.network.calendar
    return calendar.between(shown(ground, place, first), shown(ground, place, last))


def as_late_as_possible(ground: Ground, early: Early, late: Late, finish: int) -> None:
    """Move what shall be as late as possible, last ones first, so that nothing else moves
    and no late date is passed."""
    places = [
        place
        for place in reversed(ground.order)
        if ground.state[place] == OPEN
        and (constraint := ground.tasks[place].constraint) is not None
        and constraint[0] == "ALAP"
    ]
    if not places:
        return
    finishes = same_finishes(ground, early)
    for place in places:
        room = min(_room(ground, early, finishes, place, finish), late.start[place])
        if room <= early.start[place]:
            continue
        calendar, need = ground.calendars[place], ground.need[place]
        end = calendar.plus(room, need) + 1 if need else room
        early.start[place] = early.begin[place] = room
        early.finish[place] = end
        finishes[place] = calendar.next(end) if need else end
