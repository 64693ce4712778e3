"""The three answers that stand above every project: the schedule, the money, what blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted, near_day
from worktui.engine.health import ORDER, Blocker, Health
from worktui.engine.plan import MilestonePlan, PlanTask

Label = Literal["Schedule", "Budget", "Blocked"]
Ask = Literal["late", "ask", "good", "quiet", "unknown"]
LONGEST = 70
"""Cells that an answer should fit in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `state` is late (red), ask (a person has to decide), good, quiet (nothing to
    say) or unknown."""

    label: Label
    state: Ask
    text: str


def answers(outlook: Outlook, project: str) -> tuple[Answer, Answer, Answer]:
    """Schedule, budget and blocked of a project, in words, the most pressing milestone first.

    Without the simulation (`outlook.simulated_ready`) they say what is known so far.
    """
    return _schedule(outlook, project), _budget(outlook, project), _blocked(outlook, project)


def _schedule(outlook: Outlook, project: str) -> Answer:
    planned = outlook.planned
    healths = [
        health
        for health in outlook.judged.milestones.values()
        if planned.model.milestones[health.milestone].project == project
    ]
    open_ones = [health for health in healths if health.derived != "done"]
    if not open_ones:
        return _bare(outlook, project, bool(healths))
    far = date.max.toordinal()
    first = min(
        open_ones,
        key=lambda h: (
            *(ORDER.index(h.state), 0 if h.slack is None else min(h.slack, 0)),
            *(h.due or far, h.forecast or far, h.milestone),
        ),
    )
    answer = _stone(outlook, first)
    others = sum(1 for h in open_ones if h is not first and h.state in ("late", "off_track"))
    more = f"; {others} more late"
    if others and len(answer.text + more) <= LONGEST:
        return Answer("Schedule", answer.state, answer.text + more)
    return answer


def _bare(outlook: Outlook, project: str, stones: bool) -> Answer:
    """A project without open milestones."""
    tasks = outlook.planned.model.of(project)
    left = [task for task in tasks if task.kind != "done"]
    if not tasks:
        return Answer("Schedule", "quiet", "no tasks yet")
    if not left:
        return Answer("Schedule", "good", f"done: all {counted(len(tasks), 'task')}")
    verdict = outlook.judged.projects[project]
    last = outlook.planned.finish(project)
    ends = _day(outlook, last) if last else "–"
    target = (outlook.work.get("projects", project) or {}).get("target")
    if not target:
        what = "nothing else promised" if stones else "no promised day"
        return Answer("Schedule", "quiet", f"forecast {ends}; {what}")
    state: Ask = {"late": "late", "off_track": "late", "at_risk": "ask"}.get(verdict.state, "good")  # type: ignore[assignment]  # all are of Ask
    promised = near_day(date.fromisoformat(str(target)[:10]), outlook.today)
    return Answer("Schedule", state, f"ends {ends}, target {promised}")


def _stone(outlook: Outlook, health: Health) -> Answer:
    plan = outlook.planned.milestones[health.milestone]
    forecast = _day(outlook, plan.forecast) if plan.forecast is not None else "–"
    rule = health.why[0].rule if health.why else ""
    if rule == "no_tasks":
        return Answer("Schedule", "quiet", f"{plan.name} has no tasks yet")
    if plan.due is None:
        return Answer("Schedule", "unknown", f"{plan.name} {forecast}, nothing promised")
    head = f"{plan.name} {forecast}, promised {_day(outlook, plan.due)}"
    tail, state = _tail(outlook, health, plan)
    if health.override is not None:
        told = health.state.replace("_", " ")
        tail = f"{tail}; {health.override.by or 'someone'} says {told}"
    return Answer("Schedule", state, f"{head}: {tail}")


def _tail(outlook: Outlook, health: Health, plan: MilestonePlan) -> tuple[str, Ask]:
    slack = plan.slack or 0
    state = health.state
    if state in ("late", "off_track") or slack < 0:
        return _late(outlook, plan, -slack), "late"
    if state == "at_risk":
        return _risk(outlook, health), "ask"
    if state == "unknown":
        return _doubt(health), "unknown"
    return (f"{counted(slack, 'day')} in hand" if slack else "to the day"), "good"


def _late(outlook: Outlook, plan: MilestonePlan, days: int) -> str:
    """Why it is late: the driving task that is past its own day, else whoever drives."""
    model, today = outlook.planned.model, outlook.planned.model.today
    chain = [model.tasks[id] for id in plan.chain]
    overdue = [task for task in chain if task.due is not None and task.due < today]
    if overdue:
        task = min(overdue, key=lambda one: one.due or 0)
        late = max(1, task.calendar.between((task.due or today) + 1, today + 1))
        return f"{task.id} is {counted(late, 'day')} late"
    if not chain:
        return f"{counted(max(1, days), 'day')} late"
    whose = _drives(chain)
    return f"{counted(max(1, days), 'day')} late, {whose}"


def _drives(chain: Sequence[PlanTask]) -> str:
    """`ana's 3 tasks drive it`, `WEB-12 drives it`."""
    people = {task.person for task in chain}
    if len(chain) > 1 and len(people) == 1 and (one := next(iter(people))):
        return f"{one}'s {counted(len(chain), 'task')} drive it"
    longest = max(chain, key=lambda task: (task.minutes, task.id))
    return f"{longest.id} drives it"


_RISKS = {
    "driving_task_blocked": "{task} is blocked",
    "driving_task_unowned": "{task} is nobody's",
    "past_late_start": "{task} is not begun",
    "overloaded": "{who} has too much",
    "buffer_gone": "the buffer shrinks",
}


def _risk(outlook: Outlook, health: Health) -> str:
    for reason in health.why:
        if reason.rule == "p80_after_due" and health.p80 is not None:
            found = outlook.simulated() if outlook.simulated_ready else None
            if found is None or health.due is None:
                return f"safe only by {_day(outlook, health.p80)}"
            sure = max(1, round(found.chance(health.milestone, health.due) * 100))
            return f"only {sure} % sure"
        if reason.rule in _RISKS:
            task = reason.tasks[0] if reason.tasks else ""
            who = outlook.planned.model.tasks[task].person if task else ""
            return _RISKS[reason.rule].format(task=task, who=who)
    return "at risk"


def _doubt(health: Health) -> str:
    for reason in health.why:
        if reason.rule == "unestimated":
            return f"{counted(len(reason.tasks), 'task')} without an estimate"
        if reason.rule == "stale":
            return "no news for too long"
    return "nobody can tell"


def _budget(outlook: Outlook, project: str) -> Answer:
    from worktui.engine.budget import sentence

    if not outlook.keeps_money(project):
        return Answer("Budget", "quiet", "–")
    found = outlook.budget(project)
    state: Ask = {"on_budget": "good", "watch": "ask", "over": "late"}.get(found.health, "unknown")  # type: ignore[assignment]  # all are of Ask
    return Answer("Budget", state, sentence(found))


def _blocked(outlook: Outlook, project: str) -> Answer:
    found = outlook.judged.projects[project].blockers
    model = outlook.planned.model
    stuck = [b for b in found if model.tasks[b.task].blocked or b.gains > 0]
    if not stuck:
        return Answer("Blocked", "quiet", "nothing")
    first = stuck[0]
    state: Ask = "late" if model.tasks[first.task].blocked else "ask"
    text = _blocker(outlook, first)
    more = f"; {len(stuck) - 1} more"
    if len(stuck) > 1 and len(text + more) <= LONGEST:
        text += more
    return Answer("Blocked", state, text)


def _blocker(outlook: Outlook, blocker: Blocker) -> str:
    """`WEB-12 (bo) holds 2 tasks: waits for the printer; 3 days to win`."""
    task = outlook.planned.model.tasks[blocker.task]
    text = f"{task.id} ({blocker.by or 'nobody'})"
    text += f" holds {counted(len(blocker.holds), 'task')}" if blocker.holds else ""
    parts = []
    if task.blocked:
        parts.append(f"waits for {task.blocked}")
    elif task.due is not None and task.due < outlook.planned.model.today:
        parts.append(f"was due {_day(outlook, task.due)}")
    elif not task.person:
        parts.append("needs someone")
    win = f"{counted(blocker.gains, 'day')} to win" if blocker.gains else ""
    room = LONGEST - len(text) - len(win) - 4
    said = "; ".join(parts)
    if len(said) > room:
        said = said[: max(8, room - 1)].rstrip() + "…"
    tail = "; ".join(filter(None, (said, win)))
    return f"{text}: {tail}" if tail else text


def _day(outlook: Outlook, day: int) -> str:
    return near_day(date.fromordinal(day), outlook.today)
