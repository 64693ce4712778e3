"""What each task of a project may cost, has earned, has cost and will cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from worktui.engine.budget_facts import Facts, Row, amount
from worktui.engine.budget_model import NONE, Part
from worktui.engine.earned import Progress, earned_share, planned_share
from worktui.engine.earned.rules import chosen
from worktui.engine.plan import PlanTask
from worktui.engine.workdays import Workdays

NO_ROW = Row(None, None, None)
LEAST_STEPS = 2
"""A checklist of one step says no more than done or not."""


@dataclass(frozen=True, slots=True)
class Costed:
    """The parts of a project by task, and the ids that needed an assumption."""

    parts: tuple[Part, ...]
    guessed_hours: tuple[str, ...]
    """Open tasks without an estimate."""
    guessed_rate: tuple[str, ...]
    """Tasks whose hours were priced at the mean rate."""
    guessed_progress: tuple[str, ...]
    """Begun tasks whose progress is taken from the hours spent on them."""
    added: tuple[str, ...]
    """Tasks that the baseline does not have."""


class Costing:
    """Prices the tasks of a project at the end of a day by one rule for what they earn.

    `rule` is "" for the default: what remains of the estimate where that is said, else the
    steps done of a checklist, else the hours spent of the estimate. Else one of the methods of
    `engine.earned`; raises BadInput for any other.
    """

    def __init__(self, facts: Facts, calendar: Workdays, today: int, rule: str = "") -> None:
        self.facts, self.calendar, self.today, self.rule = facts, calendar, today, rule
        if rule:
            chosen(rule)
        self.spent: dict[str, Fraction] = defaultdict(Fraction)
        for one in facts.spent:
            self.spent[one.task] += one.amount
        self.rate_of_nobody = facts.average
        self.notes: Mapping[str, list[str]] = defaultdict(list)

    def all(self, tasks: Sequence[PlanTask]) -> Costed:
        """Every task priced."""
        if self.rate_of_nobody is None:
            self.rate_of_nobody = self._implied(tasks)
        parts = tuple(self._part(task) for task in tasks)
        notes = self.notes
        return Costed(
            parts,
            tuple(notes["hours"]),
            tuple(notes["rate"]),
            tuple(notes["progress"]),
            tuple(notes["added"]),
        )

    def _implied(self, tasks: Sequence[PlanTask]) -> Fraction | None:
        """Where nobody has a rate: the budget of the project over all hours of its tasks."""
        minutes = sum(task.total for task in tasks)
        if not minutes or not self.facts.budget:
            return None
        return self.facts.budget * 60 / minutes

    def _part(self, task: PlanTask) -> Part:
        row = self.facts.rows.get(task.id, NO_ROW)
        rate = self._rate(task)
        done = task.kind == "done"
        hours = Fraction(task.total, 60) if row.hours is None else row.hours
        budget = hours * rate if row.budget is None else row.budget
        source = "estimate" if row.budget is None and row.hours is None else "baseline"
        if source == "estimate" and not task.estimated:
            source = "assumed"
        if not task.estimated and not done:
            self.notes["hours"].append(task.id)
        if self.facts.rows and task.id not in self.facts.rows:
            self.notes["added"].append(task.id)
        planned = self._planned(row)
        ac = self.spent[task.id]
        return Part(
            task.id,
            task.title,
            budget,
            None if planned is None else budget * planned,
            budget * self._share(task, planned or NONE),
            ac,
            ac + Fraction(task.minutes, 60) * rate,
            done,
            source,
        )

    def _rate(self, task: PlanTask) -> Fraction:
        known = self.facts.rates.get(task.person)
        if known is not None:
            return known
        self.notes["rate"].append(task.id)
        return self.rate_of_nobody or NONE

    def _planned(self, row: Row) -> Fraction | None:
        if row.start is None or row.finish is None:
            return None
        return planned_share(row.start, row.finish, self.today, self.calendar)

    def _share(self, task: PlanTask, planned: Fraction) -> Fraction:
        """The share of its budget that a task has earned."""
        done, begun = task.kind == "done", task.kind != "todo"
        steps = tuple((Fraction(1), _ticked(step)) for step in task.doc.get("checklist") or ())
        left, whole = amount(task.doc.get("remaining_hours")), Fraction(task.total, 60)
        percent = None
        if begun and left is not None and whole:  # nothing is earned before it begins
            percent = 100 - left / whole * 100
        at = Progress(begun, done, percent, steps if begun else (), None, planned)
        if self.rule:
            return earned_share(self.rule, at)
        if done or not begun or percent is not None:
            return earned_share("percent", at)
        if len(steps) >= LEAST_STEPS:
            return earned_share("milestones", at)
        self.notes["progress"].append(task.id)
        return 1 - Fraction(task.minutes, task.total) if task.total else NONE


def _ticked(step: Any) -> bool:
    return isinstance(step, Mapping) and bool(step.get("done"))


def milestone_parts(
    tasks: Sequence[PlanTask], parts: Sequence[Part], names: Mapping[str, str]
) -> tuple[Part, ...]:
    """The parts of each milestone added up, in the order of `names`."""
    members: dict[str, list[Part]] = defaultdict(list)
    for task, part in zip(tasks, parts, strict=True):
        members[task.milestone].append(part)
    return tuple(_added(id, name, members[id]) for id, name in names.items() if members[id])


def _added(id: str, name: str, parts: Sequence[Part]) -> Part:
    planned = [part.pv for part in parts if part.pv is not None]
    sources = {part.source for part in parts}
    return Part(
        id,
        name,
        sum((part.budget for part in parts), NONE),
        sum(planned, NONE) if planned else None,
        sum((part.ev for part in parts), NONE),
        sum((part.ac for part in parts), NONE),
        sum((part.eac for part in parts), NONE),
        all(part.done for part in parts),
        sources.pop() if len(sources) == 1 else "mixed",
    )
