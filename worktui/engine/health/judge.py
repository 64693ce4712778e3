"""The verdict on every milestone and project: a pure function of stored facts and the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.engine.forecast import Simulated
from worktui.engine.health.blockers import blockers
from worktui.engine.health.fragile import fragile
from worktui.engine.health.model import (
    ORDER,
    Health,
    Judged,
    Override,
    ProjectHealth,
    Reason,
    State,
)
from worktui.engine.health.news import News
from worktui.engine.health.readings import Readings
from worktui.engine.health.rules import Facts, after_due, doubts, keeps, past, risks
from worktui.engine.health.words import chained, counted, day, working
from worktui.engine.load import Row, load
from worktui.engine.plan import Grid, MilestonePlan, Planned

_WEEKS = 26
"""Weeks ahead in which somebody's load is looked at."""

Verdict = tuple[State, tuple[Reason, ...]]


def judge(
    planned: Planned,
    simulated: Simulated | None,
    work: Snapshot,
    today: date,
    *,
    grid: Grid | None = None,
) -> Judged:
    """Judge everything. `grid` is the one of the plan, where it is at hand."""
    model = planned.model
    facts = Facts(
        planned=planned,
        simulated=simulated,
        work=work,
        news=News(work, model),
        readings=Readings(work, today.toordinal()),
        load=_load(planned, work, today),
    )
    healths = {id: _health(facts, plan) for id, plan in planned.milestones.items()}
    found = blockers(planned, grid or Grid(model))
    return Judged(
        healths,
        {
            key: ProjectHealth(
                key,
                *_project(facts, key, doc, healths),
                found.get(key, ()),
                fragile(planned, simulated, key),
            )
            for key, doc in model.projects.items()
        },
        simulated is not None,
    )


def _load(planned: Planned, work: Snapshot, today: date) -> Mapping[str, Row]:
    driving = [planned.tasks[id] for plan in planned.milestones.values() for id in plan.chain]
    if not driving:
        return {}
    last = max(placed.finish for placed in driving)
    weeks = min(_WEEKS, (last - planned.model.today) // 7 + 2)
    rows = load(work, today, weeks, planned.spread, model=planned.model).rows
    return {row.id: row for row in rows if row.id}


def _health(facts: Facts, plan: MilestonePlan) -> Health:
    derived, why = _verdict(facts, plan)
    word = _override(facts, plan.id)
    return Health(
        milestone=plan.id,
        state=derived if word is None else word.health,
        derived=derived,
        why=why,
        forecast=plan.forecast,
        p50=None if plan.done else facts.percentile(plan.id, 50),
        p80=None if plan.done else facts.percentile(plan.id, 80),
        due=plan.due,
        slack=plan.slack,
        age_days=facts.readings.age(plan.id, derived),
        override=word,
    )


def _verdict(facts: Facts, plan: MilestonePlan) -> Verdict:
    today = facts.planned.model.today
    count = len(facts.planned.model.milestones[plan.id].tasks)
    if plan.done:
        last = f", the last on {day(plan.forecast, today)}" if plan.forecast else ""
        every = "Its task is" if count == 1 else f"All {count} tasks are"
        return "done", (Reason("all_done", f"{every} done{last}."),)
    if not count or plan.forecast is None:
        return "unknown", (Reason("no_tasks", f"{plan.name} has no tasks yet."),)
    if plan.due is None:
        text = (
            f"{plan.name} has no promised day; it is forecast for {day(plan.forecast, today)}."
            f"{chained(facts.planned, plan.chain)}"
        )
        return "unknown", (Reason("no_due", text, plan.chain),)
    return _promised(facts, plan, plan.due)


def _promised(facts: Facts, plan: MilestonePlan, due: int) -> Verdict:
    """An open milestone with tasks and a promised day."""
    over, after = list(past(facts, plan, due)), list(after_due(facts, plan, due))
    risky, unsure = list(risks(facts, plan, due)), list(doubts(facts, plan))
    if over:
        return "late", (*over, *after, *_told(risky), *unsure)
    if after:
        return "off_track", (*after, *_told(risky), *unsure)
    if risky:
        return "at_risk", (*risky, *unsure)
    if unsure:
        return "unknown", (*unsure, keeps(facts, plan, due))
    return "on_track", (keeps(facts, plan, due),)


def _told(risky: Iterable[Reason]) -> list[Reason]:
    """What a milestone that is late anyway has besides: not that its P80 is late too."""
    return [reason for reason in risky if reason.rule not in ("p80_after_due", "buffer_gone")]


def _override(facts: Facts, milestone: str) -> Override | None:
    """The word of a person, while it stands."""
    given = facts.planned.model.milestones[milestone].doc.get("override")
    if not isinstance(given, Mapping):
        return None
    word = str(given.get("health") or "").replace(" ", "_")
    state = next((one for one in ORDER if one == word), None)
    try:
        until = date.fromisoformat(str(given.get("until"))[:10]).toordinal()
    except ValueError:
        return None
    if state is None or until < facts.planned.model.today:
        return None
    return Override(state, str(given.get("reason") or ""), until, str(given.get("by") or ""))


def _project(facts: Facts, key: str, doc: Doc, healths: Mapping[str, Health]) -> Verdict:
    """The worst of a project's milestones and of its own target."""
    model = facts.planned.model
    tasks = model.of(key)
    found: list[Verdict] = [
        (health.state, health.why)
        for health in healths.values()
        if model.milestones[health.milestone].project == key
    ]
    if tasks and all(task.kind == "done" for task in tasks):
        every = "Its task is" if len(tasks) == 1 else f"All {len(tasks)} tasks are"
        return "done", (Reason("all_done", f"{every} done."),)
    target = _day(doc.get("target"))
    if target is not None and tasks:
        found.append(_whole(facts, key, target))
    if not found:
        rule, text = (
            ("no_due", "no milestone and no target day") if tasks else ("no_tasks", "no tasks yet")
        )
        return "unknown", (Reason(rule, f"{key} has {text}."),)
    open_ones = [one for one in found if one[0] != "done"]
    if not open_ones:
        left = [task for task in tasks if task.kind != "done"]
        text = f"{counted(len(left), 'task')} of {key} {'is' if len(left) == 1 else 'are'} open"
        return "unknown", (
            Reason("no_due", f"{text}, in no milestone.", tuple(t.id for t in left)),
        )
    return min(open_ones, key=lambda one: ORDER.index(one[0]))


def _whole(facts: Facts, key: str, target: int) -> Verdict:
    """A project against its own target day."""
    model = facts.planned.model
    today, last = model.today, facts.planned.finish(key) or model.today
    p80 = facts.percentile(key, 80)
    calendar = model.calendar_of(key)
    said = f"{key} is forecast for {day(last, today)}"
    if target < today:
        return "late", (Reason("past_due", f"{key} was to be done by {day(target, today)}."),)
    if last > target:
        late = max(1, calendar.between(target + 1, last + 1))
        text = f"{said}, {working(late)} after its target {day(target, today)}."
        return "off_track", (Reason("forecast_after_due", text),)
    if p80 is not None and p80 > target:
        text = f"P80 of {key} is {day(p80, today)}, its target {day(target, today)}."
        return "at_risk", (Reason("p80_after_due", text),)
    text = f"{said}, its target is {day(target, today)}."
    return "on_track", (Reason("forecast_before_due", text),)


def _day(value: object) -> int | None:
    try:
        return date.fromisoformat(str(value)[:10]).toordinal() if value else None
    except ValueError:
        return None
