"""From a network to the dates, slack, conflicts and drivers of all its tasks."""

from __future__ import annotations

from itertools import compress

from worktui.engine.network.backward import backward
from worktui.engine.network.dates import early_dates, shown
from worktui.engine.network.drivers import Drivers
from worktui.engine.network.forward import forward
from worktui.engine.network.ground import DONE, STARTED, Ground
from worktui.engine.network.model import (
    Computed,
    ConstraintConflict,
    DeadlineKept,
    Network,
    Times,
)
from worktui.engine.network.plain import PlainTimes
from worktui.engine.network.reading import Reading
from worktui.engine.network.slack import (
    Same,
    as_late_as_possible,
    free_slack,
    total_slack,
)


def compute(network: Network) -> Computed:
    """Both passes over a network (critical path method with precedence links).

    Raises DuplicateTask, NegativeDuration, BadConstraint, UnknownTask, Cycle or TooFar.
    """
    reading = Reading(network)
    return _plainly(reading) if reading.plain else _fully(reading)


def _plainly(reading: Reading) -> Computed:
    times, near = PlainTimes(reading), reading.network.near
    slack = times.slack()
    critical = tuple(compress(reading.ids, map((0).__ge__, slack)))
    nearly = tuple(id for id, days in zip(reading.ids, slack, strict=True) if 0 < days <= near)
    return Computed(times.finish, times, (), (), critical, nearly, Drivers(reading))


def _fully(reading: Reading) -> Computed:
    ground = Ground(reading)
    early = forward(ground)
    places = range(len(ground.tasks))
    finish = max((early_dates(ground, early, place)[1] for place in places), default=ground.base)
    late = backward(ground, early, finish)
    as_late_as_possible(ground, early, late, finish)
    same = Same(ground, early)
    times: dict[str, Times] = {}
    for place in places:
        first, last = early_dates(ground, early, place)
        if ground.state[place] == DONE:
            times[ground.ids[place]] = Times(first, last, None, None, None, None, False, True)
            continue
        total = total_slack(ground, early, late, place)
        free = free_slack(ground, early, same, place, finish)
        latest = late.start[place]
        if ground.need[place]:
            end = ground.calendars[place].plus(latest, ground.need[place])
        else:
            latest = end = shown(ground, place, latest)
        begun = ground.state[place] == STARTED
        times[ground.ids[place]] = Times(
            first, last, None if begun else latest, end, total, free, total <= 0, False
        )
    critical = tuple(id for id, at in times.items() if at.critical)
    near = tuple(
        id
        for id, at in times.items()
        if at.total is not None and 0 < at.total <= reading.network.near
    )
    return Computed(
        finish,
        times,
        _conflicts(ground, early.logic, times),
        _deadlines(ground, times),
        critical,
        near,
        Drivers(reading),
    )


def _conflicts(
    ground: Ground, logic: dict[int, int], times: dict[str, Times]
) -> tuple[ConstraintConflict, ...]:
    found = []
    for place, task in enumerate(ground.tasks):
        if task.constraint is None or ground.state[place] == DONE:
            continue
        kind, day = task.constraint
        calendar, at = ground.calendars[place], times[task.id]
        if kind in ("SNLT", "FNLT") or (kind in ("MSO", "MFO") and ground.state[place]):
            date = at.early_start if kind in ("SNLT", "MSO") else at.early_finish
            missing = calendar.between(calendar.previous(day), date) if date > day else 0
        elif kind in ("MSO", "MFO"):
            start = logic[place]
            if not ground.need[place]:
                start = shown(ground, place, start)
            missing = calendar.between(at.early_start, start)
        else:
            continue
        if missing > 0:
            found.append(ConstraintConflict(task.id, kind, missing))
    return tuple(found)


def _deadlines(ground: Ground, times: dict[str, Times]) -> tuple[DeadlineKept, ...]:
    found = []
    for place, task in enumerate(ground.tasks):
        if task.deadline is not None:
            calendar, finish = ground.calendars[place], times[task.id].early_finish
            late = calendar.between(calendar.previous(task.deadline), finish)
            met = finish <= task.deadline
            found.append(
                DeadlineKept(task.id, task.deadline, met, 0 if met else late, -late if met else 0)
            )
    return tuple(found)
