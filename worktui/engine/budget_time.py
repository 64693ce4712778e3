"""Earned schedule of a project: how many working weeks of its baseline are done, against how
many have gone by. Only what the baseline plans counts; a period is one working day inside,
so that no week is rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from worktui.engine.budget_curve import Sums
from worktui.engine.budget_facts import Row
from worktui.engine.budget_model import NONE, Figure, Part
from worktui.engine.earned import on_time
from worktui.engine.plan import PlanTask
from worktui.engine.workdays import Workdays


@dataclass(frozen=True, slots=True)
class InTime:
    """Working weeks earned, gone by and planned, and the ratio of the first two."""

    earned: Fraction
    actual: Fraction
    planned: Fraction
    spi_t: Figure


def in_time(
    planned: Sums,
    rows: Mapping[str, Row],
    tasks: Sequence[PlanTask],
    parts: Sequence[Part],
    calendar: Workdays,
    today: int,
) -> InTime:
    """Earned schedule at the end of a day; time stops with the last task of the baseline."""
    inside = [
        (task, part)
        for task, part in zip(tasks, parts, strict=True)
        if part.pv is not None and task.id in rows
    ]
    days = range(planned.first, planned.last + 1)
    plan = [sum_ for day, sum_ in zip(days, planned.sums, strict=True) if calendar.works(day)]
    if plan:
        plan[-1] = planned.sums[-1]  # what ends on a day off belongs to the day before
    ev = sum((part.ev for _, part in inside), NONE)
    complete = all(part.done for _, part in inside)
    last = today
    if complete:
        last = min(today, max((task.actual_finish or today for task, _ in inside), default=today))
    gone = Fraction(max(0, calendar.between(planned.first, max(last + 1, planned.first))))
    found = on_time(plan, ev, gone, complete=complete)
    week = max(1, len(calendar.weekdays))
    return InTime(found.earned / week, gone / week, Fraction(len(plan), week), found.spi_t)
