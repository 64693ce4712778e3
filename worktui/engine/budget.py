"""The budget of a project at the end of a day: a pure function of stored facts.

Planned value is linear over the working days of the newest baseline, earned value by the rule
of the project (see `budget_tasks`), actual cost is hours at people's rates and costs. Where the
project has a budget of its own that is what it may cost; what its tasks were to cost is told
beside it.
"""

from __future__ import annotations

from datetime import date

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.budget_curve import Sums, curve, earned_course, planned_course
from worktui.engine.budget_facts import Facts, read_facts
from worktui.engine.budget_model import NONE, Budget, Figure, Health, Part, Point, Reason
from worktui.engine.budget_notes import assumptions, undefined
from worktui.engine.budget_rate import burn, runs_out
from worktui.engine.budget_tasks import Costing, milestone_parts
from worktui.engine.budget_time import in_time
from worktui.engine.budget_verdict import (
    exhausted_reason,
    forecast,
    forecast_reason,
    judge,
    over_reason,
)
from worktui.engine.budget_words import sentence
from worktui.engine.earned import Standing, indices
from worktui.engine.plan import PlanModel, read_plan

__all__ = ["Budget", "Part", "Point", "Reason", "budget", "sentence"]


def budget(
    work: Snapshot, project: str, today: date, *, model: PlanModel | None = None, rule: str = ""
) -> Budget:
    """The budget of a project by its key.

    `model` is the plan's picture of the same snapshot and day, where there is one already.
    `rule` takes the place of the project's own `earning` rule. Raises NotFound for an unknown
    project, BadInput for an unknown rule.
    """
    doc = work.get("projects", project)
    if doc is None:
        raise NotFound(f"There is no project “{project[:40]}” here.")
    return _Reckoning(work, doc, model or read_plan(work, today), today, rule).budget()


class _Reckoning:
    """One budget being worked out."""

    def __init__(self, work: Snapshot, doc: Doc, model: PlanModel, today: date, rule: str) -> None:
        self.doc, self.model, self.today, self.now = doc, model, today, today.toordinal()
        self.id = str(doc["id"])
        self.week_starts = Settings.of(work).week_starts
        self.facts: Facts = read_facts(work, doc, today)
        self.calendar = model.calendar_of(self.id)
        self.tasks = model.of(self.id)
        self.bad_rule = ""
        self.costed = self._costing(rule, str(doc.get("earning") or "")).all(self.tasks)
        self.parts = parts = self.costed.parts
        course = planned_course(self.facts.rows, parts, self.calendar)
        self.planned = Sums(course) if course else None
        self.whole = sum((part.budget for part in parts), NONE)
        self.ev = sum((part.ev for part in parts), NONE)
        self.ac = sum((one.amount for one in self.facts.spent), NONE)
        self.bac = self.whole if self.facts.budget is None else self.facts.budget
        self.eac, self.eac_rule = forecast(parts, self.costed.guessed_hours, self.ac)
        self.burn = burn(self.facts.spent, self.now)
        self.out = runs_out(self.facts.spent, self.bac, self.burn, self.now)

    def _costing(self, asked: str, own: str) -> Costing:
        """By the rule asked for, else the project's own, where that is one."""
        try:
            return Costing(self.facts, self.calendar, self.now, asked or own)
        except BadInput:
            if asked:
                raise
            self.bad_rule = f"“{own[:40]}” is not a rule for what a task has earned: not used."
            return Costing(self.facts, self.calendar, self.now)

    def budget(self) -> Budget:
        """All of it."""
        figures, facts = self._figures(), self.facts
        left = self.whole - self.ev
        notes = assumptions(self.id, facts, self.costed, self.model, self.whole)
        health, why = self._why()
        return Budget(
            project=self.id,
            name=str(self.doc.get("name") or self.id),
            today=self.today,
            currency=facts.unit,
            bac=self.bac,
            tasks_budget=self.whole,
            ev=self.ev,
            ac=self.ac,
            cv=self.ev - self.ac,
            **figures,
            eac_rule=self.eac_rule,
            health=health,
            why=why,
            undefined=undefined(self.id, figures, self.out, bac=self.bac, ac=self.ac, left=left),
            runs_out=self.out,
            by_milestone=milestone_parts(self.tasks, self.parts, self._milestones()),
            by_task=self.parts,
            curve=self._curve(),
            assumptions=tuple(filter(None, (self.bad_rule, *notes))),
            baseline_taken=None if facts.taken is None else date.fromordinal(facts.taken),
        )

    def _figures(self) -> dict[str, Figure]:
        """The figures that may be undefined."""
        pv = None if self.planned is None else self.planned.at(self.now)
        found = indices(Standing(self.whole, pv or NONE, self.ev, self.ac))
        left, money = self.whole - self.ev, self.bac - self.ac
        eac = self.eac
        time = None
        if self.planned is not None:
            rows = self.facts.rows
            time = in_time(self.planned, rows, self.tasks, self.parts, self.calendar, self.now)
        return {
            "pv": pv,
            "sv": None if pv is None else self.ev - pv,
            "cpi": found.cpi,
            "spi": None if pv is None else found.spi,
            "eac": eac,
            "etc": None if eac is None else eac - self.ac,
            "vac": None if eac is None or self.bac <= 0 else self.bac - eac,
            "tcpi": left / money if left > 0 and money > 0 else None,
            "es_periods": time.earned if time else None,
            "at_periods": time.actual if time else None,
            "planned_periods": time.planned if time else None,
            "spi_t": time.spi_t if time else None,
            "burn_per_week": self.burn,
        }

    def _why(self) -> tuple[Health, tuple[Reason, ...]]:
        """The health and every step that led to it, the verdict first."""
        unit = self.facts.unit
        health, verdict = judge(self.id, self.facts, self.bac, self.ac, self.eac, self.costed)
        steps = (
            verdict,
            forecast_reason(self.eac, self.eac_rule, unit, self.costed),
            exhausted_reason(self.bac, self.ac, self.ev, self.whole, unit),
            over_reason(self.parts, unit) if health in ("over", "watch") else None,
        )
        return health, tuple(step for step in steps if step is not None)

    def _milestones(self) -> dict[str, str]:
        stones = self.model.milestones.values()
        return {one.id: one.name for one in stones if one.project == self.id}

    def _curve(self) -> tuple[Point, ...]:
        earned = Sums(earned_course(self.tasks, self.parts, self.calendar, self.now))
        return curve(self.planned, earned, self.facts.spent, self.now, self.week_starts)
