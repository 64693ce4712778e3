"""Ways out that come by themselves: when a milestone's forecast falls behind its promise, the
plan of fewest changes stands in the inbox, once for each milestone and week of the forecast.

It is looked for before the commit, so that nobody waits for it at the lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from time import monotonic

from worktui.app.closing import close
from worktui.app.draft import Draft
from worktui.app.outlook import Outlook, outlook
from worktui.app.phrases import counted
from worktui.app.rescue import helps, ways_out
from worktui.app.rescue_model import late_of
from worktui.app.rescue_steps import day_words
from worktui.app.views.rescue import reason
from worktui.domain.actions.workspace import UpdateMilestone
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.engine.plan import MilestonePlan
from worktui.engine.reason import Proposal, Signal

ORIGIN = "plan"
SECONDS = 0.4
"""Time a tick may spend on looking for a way out."""
OPEN = ("proposed", "snoozed")


def promised(work: Snapshot) -> bool:
    """Whether anything is promised at all: a milestone with a day, and tasks of it."""
    if not any(doc.get("due") for doc in work.all("milestones")):
        return False
    return any(doc.get("milestone") for doc in work.all("tasks"))


def fallen(work: Snapshot, now: datetime) -> tuple[Outlook | None, tuple[Proposal, ...]]:
    """The plan of the work, None where nothing is promised, and at most one proposal: for the
    milestone that is latest of those nothing was said of yet."""
    if not promised(work):
        return None, ()
    seen = outlook(work, now)
    known = {doc.get("dedupe_key") for doc in work.all("suggestions")}
    begun = monotonic()
    for plan in _worst(seen):
        left = SECONDS - (monotonic() - begun)
        if left <= 0:
            break
        if _key(seen, plan) not in known:
            proposal = _proposed(seen, plan, left)
            if proposal is not None:
                return seen, (proposal,)
    return seen, ()


def _worst(seen: Outlook) -> list[MilestonePlan]:
    """What is late or at risk, the latest first."""
    plans = [plan for plan in seen.planned.milestones.values() if fell(seen, plan)]
    return sorted(plans, key=lambda plan: (-late_of(plan), plan.id))


def fell(seen: Outlook, plan: MilestonePlan) -> str:
    """`off_track` or `at_risk`, "" for neither."""
    if plan.due is None or plan.done or plan.forecast is None:
        return ""
    if late_of(plan):
        return "off_track"
    return "at_risk" if seen.judged_alike().milestones[plan.id].derived == "at_risk" else ""


def _key(seen: Outlook, plan: MilestonePlan) -> str:
    year, week, _ = date.fromordinal(plan.forecast or 1).isocalendar()
    return f"rescue|{plan.id}|{fell(seen, plan)}|{year}-W{week:02}"


def _proposed(seen: Outlook, plan: MilestonePlan, seconds: float) -> Proposal | None:
    ways = ways_out(seen, plan.id, seconds=seconds, sure=not late_of(plan))
    if not ways:
        return _helpless(seen, plan) if late_of(plan) else None
    way = ways[0]
    taken = [step for step in way.steps if step.ticked and not step.outward]
    steps = taken or [step for step in way.steps if step.kind == "chase"]
    if not steps:
        return None
    late = counted(way.late_before, "day")
    why = seen.judged_alike().milestones[plan.id].why
    says = why[0].text if why else f"the plan ends {late} after the promise"
    return Proposal(
        title=f"{plan.name} is {late} late" if way.late_before else f"{plan.name} is at risk",
        actions=tuple(action for step in steps for action in step.actions),
        reason=reason(way) if way.late_before else says,
        signals=(Signal(why[0].rule if why else "forecast_after_due", 3.0, says),),
        assumptions=tuple(seen.planned.assumptions),
        evidence=(),
        confidence=0.9,
        band="likely",
        dedupe_key=_key(seen, plan),
        expires_at=None,
        origin=ORIGIN,
    )


def _helpless(seen: Outlook, plan: MilestonePlan) -> Proposal:
    """No plan helps: what would, and the promise itself as a step that wants a word first."""
    day = date.fromordinal(plan.forecast or 1)
    late = counted(late_of(plan), "day")
    says = (
        f"{plan.name} is forecast for {day_words(day.toordinal())}, {late} after its promise. No "
        f"change of hands or order helps; {', or '.join(helps(seen, plan.id))} would."
    )
    issue = "it is a promise to somebody"
    step = {"milestone": plan.id, "due": day.isoformat(), "needs_clarification": True}
    return Proposal(
        title=f"{plan.name} is {late} late",
        actions=(UpdateMilestone.of({**step, "issue": issue}),),
        reason=says,
        signals=(Signal("forecast_after_due", 3.0, says),),
        assumptions=tuple(seen.planned.assumptions),
        evidence=(),
        confidence=0.6,
        band="guess",
        dedupe_key=_key(seen, plan),
        expires_at=None,
        origin=ORIGIN,
    )


def recovered(draft: Draft, seen: Outlook | None) -> Iterator[Doc]:
    """Open ways out that are for nothing now: the milestone is in time, gone, or its forecast
    fell into another week; each is closed here."""
    plans = seen.planned.milestones if seen is not None else {}
    for doc in list(draft.all("suggestions")):
        key = str(doc.get("dedupe_key") or "")
        if doc.get("origin") != ORIGIN or doc.get("state") not in OPEN or doc.get("done"):
            continue
        plan = plans.get(key.split("|")[1]) if key.startswith("rescue|") else None
        if seen is None or plan is None or _key(seen, plan) != key:
            close(draft, doc, "superseded", snoozed_until=None)
            yield doc
