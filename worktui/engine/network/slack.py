"""Slack: how far a task can move, and tasks that shall be as late as they can."""

from __future__ import annotations

from worktui.engine.network.backward import Late, bounds
from worktui.engine.network.dates import in_time, shown
from worktui.engine.network.forward import Early
from worktui.engine.network.ground import OPEN, Ground


def total_slack(ground: Ground, early: Early, late: Late, place: int) -> int:
    """Working days from the early to the late start of what is left to do."""
    return _days(ground, place, early.start[place], late.start[place])


class Same:
    """For each task the last instants whose dates are those of its early start and finish;
    with `exact` a milestone keeps its very instant."""

    __slots__ = ("finishes", "starts")

    def __init__(self, ground: Ground, early: Early, exact: bool = False) -> None:
        self.starts, self.finishes = list(early.start), list(early.finish)
        for place, (calendar, need) in enumerate(zip(ground.calendars, ground.need, strict=True)):
            if need:
                self.finishes[place] = calendar.next(self.finishes[place])
            elif not exact:
                self.starts[place] = self.finishes[place] = calendar.next(self.starts[place])


def free_slack(ground: Ground, early: Early, same: Same, place: int, finish: int) -> int:
    """Working days that a task can start later without moving the date of a successor or
    the finish of the project."""
    room = _room(ground, same, place, finish)
    return max(0, _days(ground, place, early.start[place], room))


def _room(ground: Ground, same: Same, place: int, finish: int) -> int:
    """The latest start that moves no successor and not the finish."""
    start, end = bounds(ground, place, same.starts, same.finishes)
    calendar, need = ground.calendars[place], ground.need[place]
    if need:
        latest = calendar.minus(min(end, finish + 1) - 1, need)
        return latest if latest <= start else calendar.previous(start)
    return min(start, end, in_time(ground, place, finish))


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
    same = Same(ground, early, exact=True)
    for place in places:
        room = min(_room(ground, same, place, finish), late.start[place])
        if room <= early.start[place]:
            continue
        calendar, need = ground.calendars[place], ground.need[place]
        end = calendar.plus(room, need) + 1 if need else room
        early.start[place] = early.begin[place] = same.starts[place] = room
        early.finish[place] = end
        same.finishes[place] = calendar.next(end) if need else end
