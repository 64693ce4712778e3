"""Tasks with budgets added up: planned, earned and spent at the end of one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from worktui.engine.earned.indices import Standing
from worktui.engine.earned.rules import UNKNOWN, Progress, earned_share
from worktui.engine.workdays import Workdays

NONE, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Package:
    """A piece of work with a budget.

    `start` and `finish` are the days of its baseline (ordinals, both worked on), None where
    it has none: then nothing of it is planned on any day. `actual` is what it cost so far.
    """

    id: str
    budget: Fraction
    start: int | None = None
    finish: int | None = None
    method: str = "percent"
    progress: Progress = UNKNOWN
    actual: Fraction = NONE


@dataclass(frozen=True, slots=True)
class Total:
    """What packages come to. `unplanned` names those without a baseline."""

    standing: Standing
    unplanned: tuple[str, ...] = ()


def planned_share(start: int, finish: int, day: int, calendar: Workdays) -> Fraction:
    """The share of a baseline that is planned to be done at the end of a day.

    Linear over the working days from `start` to `finish`, both included. A baseline without
    a working day is done with its last day; one that ends before it starts lies on its start.
    """
    finish = max(start, finish)
    if day >= finish:
        return ALL
    if day < start:
        return NONE
    days = calendar.between(start, finish + 1)
    return Fraction(calendar.between(start, day + 1), days) if days else NONE


def planned_value(package: Package, day: int, calendar: Workdays) -> Fraction:
    """The part of a package's budget that is planned to be done at the end of a day."""
    if package.start is None or package.finish is None:
        return NONE
    return package.budget * planned_share(package.start, package.finish, day, calendar)


def total(packages: Iterable[Package], day: int, calendar: Workdays) -> Total:
    """All packages together at the end of a day; raises BadInput for an unknown method."""
    bac = pv = ev = ac = NONE
    unplanned = []
    for package in packages:
        planned = planned_value(package, day, calendar)
        bac, pv, ac = bac + package.budget, pv + planned, ac + package.actual
        ev += package.budget * _earned(package, planned)
        if package.start is None or package.finish is None:
            unplanned.append(package.id)
    return Total(Standing(bac, pv, ev, ac), tuple(unplanned))


def _earned(package: Package, planned: Fraction) -> Fraction:
    at = package.progress
    if package.budget:
        share = planned / package.budget
        at = Progress(at.started, at.finished, at.percent, at.steps, at.units, share)
    return earned_share(package.method, at)
