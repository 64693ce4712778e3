"""Ways out that come by themselves: when a milestone's forecast falls behind its promise, the
plan of fewest changes stands in the inbox, once for each milestone and week of the forecast.

It is looked for before the commit, so that nobody waits for it at the lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from time import monotonic

from worktui.app.draft import Draft
from worktui.app.phrases import counted
from worktui.app.rescue import ways_out
from worktui.app.rescue_model import Look, late_of, look
from worktui.app.views.rescue import reason
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


def fallen(work: Snapshot, now: datetime) -> tuple[Look | None, tuple[Proposal, ...]]:
    """The plan of the work, None where nothing is promised, and at most one proposal: for the
    milestone that is latest of those nothing was said of yet."""
    if not promised(work):
        return None, ()
    seen = look(work, now)
    known = {doc.get("dedupe_key") for doc in work.all("suggestions")}
    late = [p for p in seen.planned.milestones.values() if late_of(p) and _key(p) not in known]
    begun = monotonic()
    for plan in sorted(late, key=lambda plan: (-late_of(plan), plan.id)):
        left = SECONDS - (monotonic() - begun)
        if left <= 0:
            break
        proposal = _proposed(seen, plan, left)
        if proposal is not None:
            return seen, (proposal,)
    return seen, ()


def _key(plan: MilestonePlan) -> str:
    year, week, _ = date.fromordinal(plan.forecast or 1).isocalendar()
    return f"rescue|{plan.id}|off_track|{year}-W{week:02}"


def _proposed(seen: Look, plan: MilestonePlan, seconds: float) -> Proposal | None:
    ways = ways_out(seen, plan.id, seconds=seconds)
    if not ways:
        return None
    way = ways[0]
    actions = [a for step in way.steps if step.ticked and not step.outward for a in step.actions]
    days = counted(way.late_before, "day")
    return Proposal(
        title=f"{plan.name} is {days} late",
        actions=tuple(actions),
        reason=reason(way),
        signals=(Signal("forecast_after_due", 3.0, f"the plan ends {days} after the promise"),),
        assumptions=tuple(seen.planned.assumptions),
        evidence=(),
        confidence=0.9,
        band="likely",
        dedupe_key=_key(plan),
        expires_at=None,
        origin=ORIGIN,
    )


def recovered(draft: Draft, seen: Look | None) -> Iterator[Doc]:
    """Open ways out that are for nothing now: the milestone is in time, gone, or its forecast
    fell into another week; each is closed here."""
    plans = seen.planned.milestones if seen is not None else {}
    for doc in list(draft.all("suggestions")):
        key = str(doc.get("dedupe_key") or "")
        if doc.get("origin") != ORIGIN or doc.get("state") not in OPEN or doc.get("done"):
            continue
        plan = plans.get(key.split("|")[1]) if key.startswith("rescue|") else None
        if plan is None or not late_of(plan) or _key(plan) != key:
            draft.update("suggestions", doc["id"], {"state": "superseded", "snoozed_until": None})
            yield doc
