"""The course of a budget: what its baseline plans by each day, and what was earned and spent."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate

from worktui.engine.budget_facts import Row, Spent
from worktui.engine.budget_model import NONE, Part, Point
from worktui.engine.plan import PlanTask
from worktui.engine.workdays import Workdays

MOST_POINTS = 260
"""Points of a curve; a longer course has a point for every second week, every third …"""


class Course:
    """Sums of money that grow over the working days of a calendar.

    `add` spreads an amount evenly over the working days of a span, both ends included; a span
    without one gets it all on its last day.
    """

    def __init__(self, calendar: Workdays) -> None:
        self.calendar = calendar
        self._slope: dict[int, Fraction] = defaultdict(Fraction)
        self._lumps: dict[int, Fraction] = defaultdict(Fraction)
        self.first: int | None = None
        self.last: int | None = None

    def add(self, start: int, finish: int, amount: Fraction) -> None:
        """Spread an amount over a span of days."""
        finish = max(start, finish)
        days = self.calendar.between(start, finish + 1)
        if days:
            self._slope[start] += amount / days
            self._slope[finish + 1] -= amount / days
        else:
            self._lumps[finish] += amount
        self.first = start if self.first is None else min(self.first, start)
        self.last = finish if self.last is None else max(self.last, finish)

    def sums(self) -> tuple[int, list[Fraction]]:
        """The first day, and the sum at the end of each day from it to the last."""
        if self.first is None or self.last is None:
            return 0, []
        slope = sum_ = NONE
        sums = []
        for day in range(self.first, self.last + 1):
            slope += self._slope.get(day, NONE)
            if self.calendar.works(day):
                sum_ += slope
            sum_ += self._lumps.get(day, NONE)
            sums.append(sum_)
        return self.first, sums


class Sums:
    """A course read by the day."""

    def __init__(self, course: Course) -> None:
        self.first, self.sums = course.sums()

    def at(self, day: int) -> Fraction:
        """The sum at the end of a day."""
        if not self.sums or day < self.first:
            return NONE
        return self.sums[min(day - self.first, len(self.sums) - 1)]

    @property
    def last(self) -> int:
        """The last day on which it grows."""
        return self.first + len(self.sums) - 1


def planned_course(
    rows: Mapping[str, Row], parts: Iterable[Part], calendar: Workdays
) -> Course | None:
    """What the baseline plans by each day; None where it plans nothing."""
    course = Course(calendar)
    for part in parts:
        row = rows.get(part.id)
        if row is not None and row.start is not None and row.finish is not None:
            course.add(row.start, row.finish, part.budget)
    return None if course.first is None else course


def earned_course(
    tasks: Sequence[PlanTask], parts: Sequence[Part], calendar: Workdays, today: int
) -> Course:
    """What was earned by each day: each task's evenly over the days it has lived."""
    course = Course(calendar)
    for task, part in zip(tasks, parts, strict=True):
        if part.ev:
            last = min(today if task.actual_finish is None else task.actual_finish, today)
            first = last if task.actual_start is None else min(task.actual_start, last)
            course.add(first, last, part.ev)
    return course


def curve(
    planned: Sums | None, earned: Sums, spent: Sequence[Spent], today: int, week_starts: int
) -> tuple[Point, ...]:
    """The sums at the end of each week, and of today."""
    starts = [sums.first for sums in (planned, earned) if sums is not None and sums.sums]
    starts += [one.day for one in spent[:1]]
    if not starts:
        return ()
    first = min(*starts, today)
    last = max(today, planned.last if planned else today)
    end = first + (week_starts + 6 - (first - 1) % 7) % 7
    step = 7 * (1 + (last - first) // (7 * MOST_POINTS))
    days = sorted({first - 1, today, last, *range(end, last, step)})
    at, sums = [one.day for one in spent], list(accumulate(one.amount for one in spent))
    points = []
    for day in days:
        place = bisect_right(at, day)
        past = day <= today
        points.append(
            Point(
                date.fromordinal(day),
                planned.at(day) if planned else None,
                earned.at(day) if past else None,
                (sums[place - 1] if place else NONE) if past else None,
            )
        )
    return tuple(points)
