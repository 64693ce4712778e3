"""From found changes to a way out in words: forecast again with the very facts that applying
would write, so that what is promised is what the plan says afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted
from worktui.app.rescue_load import cost_words, follows, load_words
from worktui.app.rescue_model import WAYS, WayOut, WayStep, facts, late_of
from worktui.app.rescue_over import over, rests_on
from worktui.app.rescue_steps import Steps, day_words, days_words
from worktui.engine.forecast import past_ratios, simulate
from worktui.engine.plan import Grid, MilestonePlan, Planned, plan_of
from worktui.engine.rescue import Found, Scope

P = 80


def named(found: Sequence[Found | None]) -> list[tuple[list[str], Found]]:
    """Each plan once, with all the names it goes by."""
    rows: list[tuple[list[str], Found]] = []
    for name, one in zip(WAYS, found, strict=True):
        same = next((names for names, other in rows if one and other.changes == one.changes), None)
        if same is not None:
            same.append(name)
        elif one is not None and one.changes:
            rows.append(([name], one))
    return rows


def forecast(outlook: Outlook, steps: Sequence[WayStep]) -> Planned:
    """The plan of the work with some steps."""
    model = outlook.planned.model
    return plan_of(over(outlook.work, steps), date.fromordinal(model.today))


@dataclass(slots=True)
class WayMaker:
    """Makes the ways out of one milestone. `samples` is 0 where nobody asks how sure it is."""

    outlook: Outlook
    plan: MilestonePlan
    samples: int = 0
    stop: Callable[[], bool] | None = None
    p80: int | None = None

    def __post_init__(self) -> None:
        self.p80 = self._sure(self.outlook.planned)

    def aim(self) -> int | None:
        """The day to aim at where the forecast is in time and its P80 is not: so much earlier
        as the P80 is too late; None to aim at the promise."""
        due = self.plan.due
        if due is None or self.p80 is None or late_of(self.plan) or self.p80 <= due:
            return None
        return max(self.outlook.planned.model.today, due - (self.p80 - due))

    def gentle(self, scope: Scope) -> tuple[WayOut, ...]:
        """For what is in time and yet at risk: somebody for what is nobody's, and questions to
        whoever a blocked task waits for."""
        health = self.outlook.judged_alike().milestones.get(self.plan.id)
        if health is None or health.derived != "at_risk":
            return ()
        found = scope.start
        for id in self.plan.chain:
            n = scope.grid.index[id]
            if scope.grid.person[n] < 0:
                some = [scope.tried(found.changes.given(n, s)) for s in scope.hands.get(n, ())]
                found = min((one for one in some), key=lambda one: one.score, default=found)
        way = self.way(scope, [WAYS[0]], found, gentle=True)
        return (way,) if way is not None and way.steps else ()

    def way(
        self, scope: Scope, names: Sequence[str], found: Found, *, gentle: bool = False
    ) -> WayOut | None:
        """A plan in words; None where the forecast with its facts is no better than now."""
        maker, plan, before = Steps(scope, self.outlook.work), self.plan, self.outlook.planned
        steps = tuple(maker.of(found))
        after = forecast(self.outlook, steps)
        then = after.milestones[plan.id]
        gained = gentle or (then.forecast or 0) < (plan.forecast or 0)
        if not gained or pain(after) > pain(before):
            return None
        steps = self._measured(steps, after)
        late = late_of(then)
        every = (*steps, *maker.extras(found, len(steps) + 1, late))
        then80 = self._sure(after)
        return WayOut(
            name=names[0],
            also=tuple(names[1:]),
            milestone=plan.id,
            title=plan.name,
            before=plan.forecast or 0,
            after=then.forecast or 0,
            due=plan.due or 0,
            p80_before=self.p80,
            p80_after=then80,
            steps=every,
            remains=_remains(after, before, plan, then80),
            late_before=late_of(plan),
            late_after=late,
            **told(self.outlook, plan.id, steps, after),
            saw={
                key: facts(self.outlook.work.get(*key)) for step in every for key in rests_on(step)
            },
        )

    def _measured(self, steps: Sequence[WayStep], after: Planned) -> tuple[WayStep, ...]:
        """The steps with the days they have in the plan that applying them makes, and what the
        milestone loses without each; those that gain most first."""
        before, id = self.outlook.planned, self.plan.id
        reached = after.milestones[id].slack or 0
        rows = []
        for step in steps:
            others = [other for other in steps if other is not step]
            without = forecast(self.outlook, others) if others else before
            gain = reached - (without.milestones[id].slack or 0)
            rows.append(
                replace(
                    step,
                    gain_days=gain,
                    was=_days(before, step.task),
                    now=_days(after, step.task),
                )
            )
        rows.sort(key=lambda step: (-step.gain_days, step.n))
        return tuple(replace(step, n=n) for n, step in enumerate(rows, 1))

    def _sure(self, after: Planned) -> int | None:
        """The P80 of a plan, before and with changes by as many samples with the same seed."""
        if not self.samples:
            return None
        found = simulate(
            Grid(after.model),
            samples=self.samples,
            seed=self.outlook.seed,
            ratios=past_ratios(self.outlook.work, self.outlook.planned.model),
            stop=self.stop,
        )
        return found.percentile(self.plan.id, P)


def chosen(outlook: Outlook, way: WayOut, ticked: Collection[int]) -> WayOut:
    """The same way out with other steps ticked, forecast again: every day, gain and consequence
    in it is of these steps. Its P80 is not simulated again."""
    if frozenset(ticked) == way.ticked:
        return way
    steps = [step for step in way.steps if step.n in ticked]
    before, after = outlook.planned, forecast(outlook, steps)
    plan, then = before.milestones[way.milestone], after.milestones[way.milestone]
    reached = then.slack or 0
    rows = []
    for step in way.steps:
        on = step in steps
        if on or step.kind != "chase":
            other = [s for s in steps if s is not step] if on else [*steps, step]
            slack = forecast(outlook, other).milestones[way.milestone].slack or 0
            step = replace(step, gain_days=reached - slack if on else slack - reached)
        now = _days(after, step.task) if on and step.task in after.tasks else step.now
        rows.append(replace(step, ticked=on, now=now))
    return replace(
        way,
        after=then.forecast or way.before,
        p80_after=None,
        steps=tuple(rows),
        remains=_remains(after, before, plan, None),
        late_after=late_of(then),
        **told(outlook, way.milestone, steps, after),
    )


class Consequences(TypedDict):
    """What some steps bring about, in the words of `WayOut`."""

    together: int
    follows: tuple[str, ...]
    load: tuple[str, ...]
    cost: str


def told(
    outlook: Outlook, milestone: str, steps: Sequence[WayStep], after: Planned
) -> Consequences:
    """What the steps come to between the plan as it is and the one with them."""
    before = outlook.planned
    slack = [(plan.milestones[milestone].slack or 0) for plan in (before, after)]
    return Consequences(
        together=slack[1] - slack[0],
        follows=follows(before, after, [step.task for step in steps]),
        load=load_words(before, after),
        cost=cost_words(outlook.work, before, after),
    )


def _days(planned: Planned, id: str) -> str:
    """The days of a task that are still to come, in words."""
    placed = planned.tasks[id]
    return days_words(max(placed.start, planned.model.today), placed.finish)


def pain(planned: Planned) -> int:
    """Weight x working days late over all milestones."""
    stones = planned.model.milestones
    return sum(stones[id].weight * late_of(plan) for id, plan in planned.milestones.items())


def _remains(after: Planned, before: Planned, target: MilestonePlan, p80: int | None) -> str:
    """What is late all the same, the milestone first, and what comes to be late by it."""
    said = []
    for id, plan in sorted(after.milestones.items(), key=lambda item: item[0] != target.id):
        late, was = late_of(plan), late_of(before.milestones[id])
        if plan.done:
            continue
        days = counted(late, "day")
        if id == target.id:
            if late:
                said.append(f"{plan.name} stays {days} late")
            elif p80 is not None and target.due is not None and p80 > target.due:
                said.append(f"the P80 of {plan.name} stays after its promise: {day_words(p80)}")
        elif late > was:
            said.append(f"{plan.name} comes to be {days} late" + (f", was {was}" if was else ""))
        elif late:
            said.append(f"{plan.name} is {days} late")
    return "; ".join(said)
