"""Ways out of a milestone that is late or at risk: found, tried step by step, applied.

The search runs in the engine over numbers; what is said here comes from forecasting the work
again with the very facts that applying would write.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from time import monotonic

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.outlook import Outlook
from worktui.app.phrases import counted
from worktui.app.plans import plan_all
from worktui.app.ports import Solver
from worktui.app.rescue_model import Tried, WayOut, WayStep, facts, late_of
from worktui.app.rescue_over import rests_on
from worktui.app.rescue_search import Hunt, Progress
from worktui.app.rescue_steps import day_words
from worktui.app.rescue_way import WayMaker, chosen, forecast, named, told
from worktui.domain.errors import NotFound, Refused
from worktui.engine.plan import Grid, MilestonePlan, plan_of
from worktui.engine.rescue import Scope

LEAST, WORDS, RESERVE = 0.5, 5, 0.1
"""The least part of the time that is searched; how many times as long as the first look the
forecasts and simulations of all plans take, and seconds for their words."""


def ways_out(
    outlook: Outlook,
    milestone: str,
    *,
    seconds: float = 3.0,
    solver: Solver | None = None,
    stop: Callable[[], bool] | None = None,
    progress: Progress | None = None,
    sure: bool = True,
) -> tuple[WayOut, ...]:
    """Up to three plans, none later than doing nothing; () for a milestone on track and where
    nothing helps.

    May be asked from a worker thread; `stop` ends it with what was found so far. With a
    `solver` a part of the time is its, and what it proves better is taken. `sure` simulates for
    the P80 before and after, and aims earlier where only the P80 is late. Raises NotFound for a
    milestone that is not there.
    """
    begun = monotonic()
    plan = milestone_of(outlook, milestone)
    if plan.due is None or plan.forecast is None or plan.done:
        return ()
    maker = WayMaker(outlook, plan, samples=samples(outlook) if sure else 0, stop=stop)
    aim = maker.aim()
    grid = Grid(outlook.planned.model, outlook.grid.horizon)  # others read the outlook's
    scope = Scope(grid, milestone, aim=aim)
    if not late_of(plan) and aim is None:
        return maker.gentle(scope)
    spent = monotonic() - begun
    left = max(seconds * LEAST, seconds - spent * WORDS - RESERVE * sure)
    hunt = Hunt(scope, left, aim, stop=stop, progress=progress, solver=solver)
    ways = [maker.way(scope, names, one) for names, one in named(hunt.found())]
    made = tuple(way for way in ways if way is not None)
    return made if made or late_of(plan) else maker.gentle(scope)


def samples(outlook: Outlook) -> int:
    """Samples for a P80 that does not keep anybody waiting."""
    return max(60, min(400, 80_000 // max(1, len(outlook.grid.ids))))


def milestone_of(outlook: Outlook, id: str) -> MilestonePlan:
    """The plan of a milestone. Raises NotFound."""
    plan = outlook.planned.milestones.get(id)
    if plan is None:
        raise NotFound(
            f"There is no milestone “{id[:40]}”.", hint="`worktui milestone` lists them."
        )
    return plan


def tried(outlook: Outlook, way: WayOut, ticked: Collection[int]) -> Tried:
    """The forecast with some of the steps: what a screen shows while one is ticked."""
    steps = [step for step in way.steps if step.n in ticked]
    planned = forecast(outlook, steps)
    plan = planned.milestones[way.milestone]
    others = []
    for id, other in planned.milestones.items():
        late = late_of(other)
        if (
            id != way.milestone
            and not other.done
            and late > late_of(outlook.planned.milestones[id])
        ):
            others.append(f"{other.name} {counted(late, 'day')} late")
    late = late_of(plan)
    return Tried(
        plan.forecast or way.before,
        late,
        tuple(others),
        planned,
        **told(outlook, way.milestone, steps, planned),
    )


def apply(desk: Desk, way: WayOut, ticked: Collection[int], *, day: int | None = None) -> Receipt:
    """Carry out the ticked steps as one change with one undo. What leaves the house is only
    taken alone, never beside steps that stay here. Raises Refused where a touched task moved
    since the plan was made, where the milestone would no longer end on the day that was shown
    (`day`, else the way's own where all of it is taken), and for a choice of nothing."""
    steps = [step for step in way.steps if step.n in ticked]
    known(way, ticked)
    if day is None and set(ticked) == way.ticked:
        day = way.after
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
        _as_shown(draft, way, day)

    return desk.commit(fill, why=why(way, steps))


def _as_shown(draft: Draft, way: WayOut, day: int | None) -> None:
    """Refuse where other work changed so that the milestone would end on another day."""
    if day is None:
        return
    plan = plan_of(draft, draft.settings.today(draft.now)).milestones.get(way.milestone)
    if plan is not None and plan.forecast is not None and plan.forecast != day:
        raise Refused(
            f"The work changed since this plan was made: {way.title} would end "
            f"{day_words(plan.forecast)}, not {day_words(day)}. Nothing was written.",
            hint="Look for ways out again.",
        )


def known(way: WayOut, ticked: Collection[int]) -> None:
    """Raise NotFound for a step that is not in a way out."""
    if strange := set(ticked) - {step.n for step in way.steps}:
        raise NotFound(
            f"There is no step {min(strange)}.", hint=f"There are steps 1 to {len(way.steps)}."
        )


def _unmoved(draft: Draft, way: WayOut, steps: Sequence[WayStep]) -> None:
    for table, id in sorted({key for step in steps for key in rests_on(step)}):
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
        return f"{way.kinds[0]} for {way.title}: {numbers}; {counted(len(steps), 'step')}"
    said = "; ".join(step.text for step in steps)
    return f"{counted(len(steps), 'step')} of {way.kinds[0]} for {way.title}: {said}"


def helps(outlook: Outlook, milestone: str) -> tuple[str, ...]:
    """What would help if no plan does: the days, the work or the scope that is missing."""
    from worktui.app.rescue_helps import helping  # few ask

    return helping(outlook, milestone_of(outlook, milestone))


__all__ = [
    "Tried", "WayOut", "WayStep", "apply", "chosen", "helps", "known", "tried", "ways_out", "why"
]  # fmt: skip
