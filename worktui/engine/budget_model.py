"""The budget of a project as values: its figures, its parts, its course, and why it is judged so.

Money is a Fraction of the unit named beside it, never rounded and never a float; days are
proleptic ordinals. A figure that is not defined is None, and `undefined` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Figure = Fraction | None
Health = Literal["on_budget", "watch", "over", "unknown"]
Forecast = Literal["done", "bottom_up", "index", "budget_rate", ""]
NONE = Fraction(0)
HOURS = "h"
"""The unit where nobody has a rate and there is no money: hours are counted."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a judgement: the rule's name, the sentence with its numbers, its tasks."""

    rule: str
    text: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The money of one task or milestone.

    `budget` comes from `source`: the baseline, an estimate (hours × rate) or an assumption
    (a day where nobody estimated); `mixed` for a milestone of several. `pv` is None where no
    baseline plans it; `eac` is what it has cost and what is left of it.
    """

    id: str
    name: str
    budget: Fraction
    pv: Figure
    ev: Fraction
    ac: Fraction
    eac: Fraction
    done: bool
    source: str

    @property
    def cpi(self) -> Figure:
        """Earned for each unit of money spent; None where nothing was spent."""
        return self.ev / self.ac if self.ac else None

    @property
    def spi(self) -> Figure:
        """Earned of what was planned by now; None where nothing was planned."""
        return self.ev / self.pv if self.pv else None


@dataclass(frozen=True, slots=True)
class Point:
    """The sums at the end of a day; planned is None without a baseline, the others are None
    after today."""

    day: date
    pv: Figure
    ev: Figure
    ac: Figure


@dataclass(frozen=True, slots=True)
class Budget:
    """What a project may cost, has cost and will cost, at the end of one day.

    `bac` is the project's own budget, else the sum of its tasks' budgets, which is always in
    `tasks_budget`. `eac` by the rule `eac_rule`; `etc` = EAC - AC, `vac` = BAC - EAC. `tcpi` is
    what each unit of money still there must earn. `es_periods` and `at_periods` are earned and
    actual time in working weeks of the plan. `burn_per_week` is the mean of the last four
    weeks, `runs_out` the day on which all of the budget is spent at that rate.
    """

    project: str
    name: str
    today: date
    currency: str
    bac: Fraction
    tasks_budget: Fraction
    pv: Figure
    ev: Fraction
    ac: Fraction
    cv: Fraction
    sv: Figure
    cpi: Figure
    spi: Figure
    eac: Figure
    eac_rule: Forecast
    etc: Figure
    vac: Figure
    tcpi: Figure
    es_periods: Figure
    at_periods: Figure
    planned_periods: Figure
    spi_t: Figure
    health: Health
    why: tuple[Reason, ...]
    undefined: Mapping[str, str]
    burn_per_week: Figure
    runs_out: date | None
    by_milestone: tuple[Part, ...]
    by_task: tuple[Part, ...]
    curve: tuple[Point, ...]
    assumptions: tuple[str, ...]
    baseline_taken: date | None

    @property
    def share_done(self) -> Figure:
        """How much of the tasks' budget is earned."""
        return self.ev / self.tasks_budget if self.tasks_budget else None

    @property
    def share_spent(self) -> Figure:
        """How much of the budget is spent."""
        return self.ac / self.bac if self.bac else None
