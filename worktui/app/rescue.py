"""Ways out of a milestone that is late or at risk: found, tried step by step, applied.

The search runs in the engine over numbers; what is said here comes from forecasting the work
again with the very facts that applying would write.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.phrases import counted
from worktui.app.plans import plan_all
from worktui.app.ports import Solver
from worktui.app.rescue_load import cost_words, follows, load_words
from worktui.app.rescue_model import WAYS, Seen, Tried, WayOut, WayStep, facts, late_of
from worktui.app.rescue_over import over, touched
from worktui.app.rescue_search import Hunt, Progress
from worktui.app.rescue_steps import Steps, day_words
from worktui.domain.errors import NotFound, Refused
from worktui.engine.plan import MilestonePlan, Planned, plan_of
from worktui.engine.rescue import Found, Scope


def ways_out(
    outlook: Seen,
    milestone: str,
    *,
    seconds: float = 3.0,
    solver: Solver | None = None,
    stop: Callable[[], bool] | None = None,
    progress: Progress | None = None,
) -> tuple[WayOut, ...]:
    """Up to three plans, none later than doing nothing; () where nothing is late or nothing
    helps. May be asked from a worker thread; `stop` ends it with what was found so far;
    with a `solver` a part of the time is its, and what it proves better is taken.
    Raises NotFound for a milestone that is not there."""
    plan = _milestone(outlook, milestone)
    if plan.due is None or plan.forecast is None or plan.done:
        return ()
    aim = _aim(outlook, plan)
    scope = Scope(outlook.grid, milestone, aim=aim)
    if not scope.start.score.pain:
        return ()
    hunt = Hunt(scope, seconds, stop=stop, progress=progress, solver=solver)
    found = hunt.found()
    ways: list[WayOut] = []
    for names, one in _named(found):
        way = _way(outlook, scope, names, one, plan)
        if way is not None:
            ways.append(way)
    return tuple(ways)


def _named(found: Sequence[Found | None]) -> list[tuple[list[str], Found]]:
    """Each plan once, with all the names it goes by."""
    rows: list[tuple[list[str], Found]] = []
    for name, one in zip(WAYS, found, strict=True):
        same = next((names for names, other in rows if one and other.changes == one.changes), None)
        if same is not None:
            same.append(name)
        elif one is not None and one.changes:
            rows.append(([name], one))
    return rows


def _aim(outlook: Seen, plan: MilestonePlan) -> int | None:
    """The day to aim at where the forecast is in time and its P80 is not: so much earlier as
    the P80 is too late."""
    simulated = getattr(outlook, "simulated", None)
    ready = getattr(outlook, "simulated_ready", False)
    if simulated is None or not ready or plan.due is None or plan.slack is None or plan.slack < 0:
        return None
    p80 = int(simulated().percentile(plan.id, 80))
    return plan.due - (p80 - plan.due) if p80 > plan.due else None


def _milestone(outlook: Seen, id: str) -> MilestonePlan:
    plan = outlook.planned.milestones.get(id)
    if plan is None:
        raise NotFound(
            f"There is no milestone “{id[:40]}”.", hint="`worktui milestone` lists them."
        )
    return plan


def _way(
    outlook: Seen, scope: Scope, names: Sequence[str], found: Found, plan: MilestonePlan
) -> WayOut | None:
    """A plan in words; None where the forecast with its facts is no better than now."""
    maker = Steps(scope, outlook.work)
    steps = tuple(maker.of(found))
    before = outlook.planned
    after = _forecast(outlook, steps)
    then = after.milestones[plan.id]
    gained = (then.forecast or 0) < (plan.forecast or 0)
    if not gained or _pain(after) > _pain(before):
        return None
    late = late_of(then)
    extras = maker.extras(found, len(steps) + 1, late)
    forecast, due = plan.forecast or 0, plan.due or 0
    every = (*steps, *extras)
    return WayOut(
        name=names[0],
        also=tuple(names[1:]),
        milestone=plan.id,
        title=plan.name,
        before=forecast,
        after=then.forecast or forecast,
        due=due,
        p80_before=None,
        p80_after=None,
        steps=every,
        follows=follows(before, after, [step.task for step in steps]),
        load=load_words(before, after),
        cost=cost_words(outlook.work, before, after),
        remains=_remains(after, before, plan.id),
        late_before=late_of(plan),
        late_after=late,
        together=(then.slack or 0) - (plan.slack or 0),
        saw=_saw(outlook, every),
    )


def _forecast(outlook: Seen, steps: Sequence[WayStep]) -> Planned:
    model = outlook.planned.model
    return plan_of(over(outlook.work, steps), date.fromordinal(model.today))


def _pain(planned: Planned) -> int:
    """Weight x working days late over all milestones."""
    stones = planned.model.milestones
    return sum(stones[id].weight * late_of(plan) for id, plan in planned.milestones.items())


def _remains(after: Planned, before: Planned, milestone: str) -> str:
    """What is late all the same, the milestone first, and what comes to be late by it."""
    said = []
    for id, plan in sorted(after.milestones.items(), key=lambda item: item[0] != milestone):
        late, was = late_of(plan), late_of(before.milestones[id])
        if not late:
            continue
        days = counted(late, "day")
        if id == milestone:
            said.append(f"{plan.name} stays {days} late")
        elif late > was:
            said.append(f"{plan.name} comes to be {days} late" + (f", was {was}" if was else ""))
        else:
            said.append(f"{plan.name} is {days} late")
    return "; ".join(said)


def _saw(outlook: Seen, steps: Sequence[WayStep]) -> dict[tuple[str, str], dict[str, object]]:
    keys = [key for step in steps for action in step.actions if (key := touched(action))]
    return {key: facts(outlook.work.get(*key)) for key in keys}


def tried(outlook: Seen, way: WayOut, ticked: Collection[int]) -> Tried:
    """The forecast with some of the steps: what a screen shows while one is ticked."""
    planned = _forecast(outlook, [step for step in way.steps if step.n in ticked])
    plan = planned.milestones[way.milestone]
    others = []
    for id, other in planned.milestones.items():
        late = late_of(other)
        if id != way.milestone and late > late_of(outlook.planned.milestones[id]):
            others.append(f"{other.name} {counted(late, 'day')} late")
    late = late_of(plan)
    return Tried(plan.forecast or way.before, late, tuple(others), planned)


def apply(desk: Desk, way: WayOut, ticked: Collection[int]) -> Receipt:
    """Carry out the ticked steps as one change with one undo. What leaves the house is only
    taken alone, never beside steps that stay here. Raises Refused where a touched task moved
    since the plan was made, and for a choice of nothing."""
    steps = [step for step in way.steps if step.n in ticked]
    if strange := set(ticked) - {step.n for step in steps}:
        raise NotFound(f"There is no step {min(strange)}; there are {len(way.steps)}.")
    if not steps:
        raise Refused("No step is ticked.", hint="Choose at least one.")
    if len(steps) > 1 and any(step.outward for step in steps):
        raise Refused(
            "A message to somebody outside is sent by itself.",
            hint="Apply the steps that stay here first, then the message alone.",
        )

    def fill(draft: Draft) -> None:
        _unmoved(draft, way, steps)
        plan_all([action for step in steps for action in step.actions], draft)

    return desk.commit(fill, why=why(way, steps))


def _unmoved(draft: Draft, way: WayOut, steps: Sequence[WayStep]) -> None:
    for table, id in {key for step in steps for action in step.actions if (key := touched(action))}:
        now, seen = facts(draft.get(table, id)), way.saw.get((table, id), {})
        changed = [name for name in {**now, **seen} if now.get(name) != seen.get(name)]
        if changed:
            field = sorted(changed)[0].replace("_", " ")
            raise Refused(
                f"{id} changed since this plan was made ({field}). Nothing was written.",
                hint="Look for ways out again.",
            )


def why(way: WayOut, steps: Sequence[WayStep]) -> str:
    """The line of the log, with the numbers before and after where all of the plan is taken."""
    numbers = f"{day_words(way.before)} → {day_words(way.after)}, promised {day_words(way.due)}"
    if {step.n for step in steps} == way.ticked:
        return f"{way.name} for {way.title}: {numbers}; {counted(len(steps), 'step')}"
    said = "; ".join(step.text for step in steps)
    return f"{counted(len(steps), 'step')} of {way.name} for {way.title}: {said}"


def helps(outlook: Seen, milestone: str) -> tuple[str, ...]:
    """What would help if no plan does: the days, the work or the scope that is missing."""
    from worktui.app.rescue_helps import helping  # few ask

    return helping(outlook, _milestone(outlook, milestone))


__all__ = [
    "Tried", "WayOut", "WayStep", "apply", "helps", "tried", "ways_out", "why"
]  # fmt: skip
