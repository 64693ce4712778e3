"""The rules by which a milestone is judged, each giving its reason or nothing.

They hold for open milestones with tasks; the order in `judge` makes them a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worktui.domain.snapshot import Snapshot
from worktui.engine.forecast import Simulated
from worktui.engine.health.model import Reason
from worktui.engine.health.news import News
from worktui.engine.health.readings import Readings
from worktui.engine.health.words import (
    chained,
    counted,
    day,
    title,
    who,
    working,
)
from worktui.engine.load import Row
from worktui.engine.plan import MilestonePlan, Planned, PlanTask

UNESTIMATED = (1, 5)
"""More than this share of the tasks left without an estimate, and nobody can tell."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that rules may look at."""

    planned: Planned
    simulated: Simulated | None
    work: Snapshot
    news: News
    readings: Readings
    load: Mapping[str, Row]

    def chain(self, plan: MilestonePlan) -> list[PlanTask]:
        """The driving tasks of a milestone."""
        return [self.planned.model.tasks[id] for id in plan.chain]

    def percentile(self, key: str, p: int) -> int | None:
        """A percentile of the simulation, None where it says nothing."""
        if self.simulated is None or key not in self.simulated.finishes:
            return None
        return self.simulated.percentile(key, p)


def past(facts: Facts, plan: MilestonePlan, due: int) -> Iterator[Reason]:
    """`past_due`: the promise is over."""
    today = facts.planned.model.today
    if due < today:
        open_ones = [
            id
            for id in facts.planned.model.milestones[plan.id].tasks
            if facts.planned.model.tasks[id].kind != "done"
        ]
        late = facts.planned.model.calendar_of(plan.project).between(due + 1, today + 1)
        yield Reason(
            "past_due",
            f"{plan.name} was promised for {day(due, today)}, {working(late)} ago; "
            f"{counted(len(open_ones), 'task')} of it "
            f"{'is' if len(open_ones) == 1 else 'are'} open.",
            tuple(open_ones),
        )


def after_due(facts: Facts, plan: MilestonePlan, due: int) -> Iterator[Reason]:
    """`forecast_after_due`: planned to end after its promise."""
    if plan.forecast is not None and plan.forecast > due:
        today = facts.planned.model.today
        late = max(1, -(plan.slack or 0))
        yield Reason(
            "forecast_after_due",
            f"{plan.name} is forecast for {day(plan.forecast, today)}, {working(late)} after "
            f"{day(due, today)} as promised.{chained(facts.planned, plan.chain)}",
            plan.chain,
        )


def risks(facts: Facts, plan: MilestonePlan, due: int) -> Iterator[Reason]:
    """Everything that puts a milestone at risk whose plan keeps the promise."""
    yield from _safe_day(facts, plan, due)
    for task in facts.chain(plan):
        yield from _driving(facts, plan, task)
    yield from _overloaded(facts, plan)
    yield from _buffer(facts, plan, due)


def _safe_day(facts: Facts, plan: MilestonePlan, due: int) -> Iterator[Reason]:
    p80 = facts.percentile(plan.id, 80)
    if p80 is not None and p80 > due and facts.simulated is not None:
        today = facts.planned.model.today
        sure = int(facts.simulated.chance(plan.id, due) * 100)
        yield Reason(
            "p80_after_due",
            f"P80 of {plan.name} is {day(p80, today)}, due {day(due, today)}: the promise is kept "
            f"in {sure} % of the samples.{chained(facts.planned, plan.chain)}",
            plan.chain,
        )


def _driving(facts: Facts, plan: MilestonePlan, task: PlanTask) -> Iterator[Reason]:
    today, drives = facts.planned.model.today, f"and {plan.name} hangs on it."
    if task.blocked:
        yield Reason(
            "driving_task_blocked",
            f"{title(task)} ({who(task)}) is blocked, {drives} It waits for: {task.blocked[:80]}",
            (task.id,),
        )
    if not task.person:
        whose = f"{task.missing}'s, who is not there," if task.missing else "nobody's"
        yield Reason("driving_task_unowned", f"{title(task)} is {whose}, {drives}", (task.id,))
    latest = late_start(facts, task)
    if task.kind == "todo" and latest is not None and latest < today:
        yield Reason(
            "past_late_start",
            f"{title(task)} ({who(task)}) is not begun; it had to be by {day(latest, today)} at "
            f"the latest, {drives}",
            (task.id,),
        )


def late_start(facts: Facts, task: PlanTask) -> int | None:
    """The last day on which a task could start and keep its own promise and all that hang on
    it; None where nothing is promised."""
    calendar = task.calendar
    found = []
    slack, start = facts.planned.tasks[task.id].slack, facts.planned.tasks[task.id].start
    if slack is not None:
        found.append(
            calendar.plus(start, slack + 1) if slack >= 0 else calendar.minus(start - 1, -slack)
        )
    own = [one for one in (task.due, task.deadline) if one is not None]
    if own:
        found.append(calendar.minus(min(own), max(1, task.duration)))
    return min(found, default=None)


def _overloaded(facts: Facts, plan: MilestonePlan) -> Iterator[Reason]:
    told: set[str] = set()
    for task in facts.chain(plan):
        row = facts.load.get(task.person)
        if row is None or task.person in told:
            continue
        placed = facts.planned.tasks[task.id]
        for week in row.weeks:
            if week.start <= placed.finish and placed.start < week.start + 7 and week.over:
                told.add(task.person)
                short = max(week.short, week.planned - week.capacity)
                today = facts.planned.model.today
                yield Reason(
                    "overloaded",
                    f"{task.person} has {round(short / 60)} h more to do by "
                    f"{day(week.start + 6, today)} than there is time for, "
                    f"and does {title(task)}, on which {plan.name} hangs.",
                    (task.id,),
                )
                break


def _buffer(facts: Facts, plan: MilestonePlan, due: int) -> Iterator[Reason]:
    if plan.slack is None:
        return
    found = facts.readings.shrinking(plan.id, plan.slack, due)
    if found:
        values, gone = found
        today = facts.planned.model.today
        said = " → ".join(f"{value} d" for value in values)
        yield Reason(
            "buffer_gone",
            f"The buffer of {plan.name} shrank {said}; at this rate it is gone by "
            f"{day(gone, today)}, before {day(due, today)}.",
            plan.chain,
        )


def doubts(facts: Facts, plan: MilestonePlan) -> Iterator[Reason]:
    """Why nobody can tell, though nothing looks wrong."""
    model = facts.planned.model
    left = [
        model.tasks[id] for id in model.milestones[plan.id].tasks if model.tasks[id].kind != "done"
    ]
    bare = [task for task in left if not task.estimated]
    part, whole = UNESTIMATED
    if len(bare) * whole > len(left) * part:
        yield Reason(
            "unestimated",
            f"{len(bare)} of the {counted(len(left), 'task')} left in {plan.name} "
            f"{'has' if len(bare) == 1 else 'have'} no estimate: more than one in {whole}.",
            tuple(task.id for task in bare),
        )
    under_way = [
        t for t in left if t.kind == "doing" or facts.planned.tasks[t.id].start <= model.today
    ]
    silent = facts.news.silent(plan.project, model.milestones[plan.id].tasks) if under_way else None
    if silent:
        days, gap = silent
        yield Reason(
            "stale",
            f"No news of {plan.name} for {working(days)}; the team gives some every "
            f"{working(gap) if gap > 1 else 'working day'}.",
            tuple(task.id for task in under_way),
        )


def keeps(facts: Facts, plan: MilestonePlan, due: int) -> Reason:
    """Why all is well."""
    today = facts.planned.model.today
    p80 = facts.percentile(plan.id, 80)
    forecast = plan.forecast or due
    spare = max(0, plan.slack or 0)
    hand = f"{working(spare)} in hand" if spare else "with nothing to spare"
    if p80 is None:
        text = (
            f"{plan.name} is forecast for {day(forecast, today)}, promised {day(due, today)}: "
            f"{hand}; not simulated yet."
        )
    else:
        text = (
            f"P80 of {plan.name} is {day(p80, today)}, promised {day(due, today)}; forecast "
            f"{day(forecast, today)}, {hand}."
        )
    return Reason("p80_before_due" if p80 is not None else "forecast_before_due", text, plan.chain)
