"""What flows through a project: scope, work begun and work done by day, and money against time.

Days are ordinals, work is hours. A snapshot holds no history of the board: work counts as begun
from its actual start and as done from its actual finish; both are told as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from worktui.engine.budget import Budget
from worktui.engine.plan import Planned, PlanTask

Steps = tuple[tuple[int, float], ...]
"""(day, value) at the end of each day, in order."""
HOUR = 60


@dataclass(frozen=True, slots=True)
class FlowView:
    """Hours of work by day: how much there is, how much of it is begun (with what is done), how
    much is done; `from_day` is the first day that says anything, `today` the last."""

    from_day: int
    today: int
    scope: float
    begun: Steps
    done: Steps
    ahead: Steps
    """What will be done by day as it is planned, from today on."""


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Planned, earned and spent by day, with what it may cost; `today` parts past and future."""

    today: int
    currency: str
    planned: Steps
    earned: Steps
    spent: Steps
    budget: float
    ends: float | None


def flow(planned: Planned, project: str, milestone: str = "") -> FlowView:
    """The flow of a project, or of one of its milestones."""
    tasks = [
        task
        for task in planned.model.tasks.values()
        if (task.milestone == milestone if milestone else task.project == project)
    ]
    today = planned.model.today
    done = [(task.actual_finish, hours_of(task)) for task in tasks if task.kind == "done"]
    begun = [(_begun(task), hours_of(task)) for task in tasks if task.kind != "todo"]
    known = [day for day, _ in (*done, *begun) if day is not None and day <= today]
    first = min(known, default=today)
    return FlowView(
        from_day=first,
        today=today,
        scope=sum(hours_of(task) for task in tasks),
        begun=_summed(begun, first, today),
        done=_summed(done, first, today),
        ahead=_ahead(planned, tasks, sum(hours for _, hours in done)),
    )


def hours_of(task: PlanTask) -> float:
    """The whole work of a task in hours."""
    return max(task.total, task.minutes) / HOUR


def _begun(task: PlanTask) -> int | None:
    return task.actual_start if task.actual_start is not None else task.actual_finish


def _summed(rows: Iterable[tuple[int | None, float]], first: int, today: int) -> Steps:
    """Sums at the end of every day on which something was added, and today."""
    by_day: dict[int, float] = {first: 0.0}
    for day, hours in rows:
        at = first if day is None else min(max(day, first), today)
        by_day[at] = by_day.get(at, 0.0) + hours
    total, steps = 0.0, []
    for day in sorted(by_day):
        total += by_day[day]
        steps.append((day, total))
    if steps[-1][0] != today:
        steps.append((today, total))
    return tuple(steps)


def _ahead(planned: Planned, tasks: Iterable[PlanTask], done: float) -> Steps:
    """Work done by day as it is planned: like what is done, a task counts on its last day."""
    today = planned.model.today
    by_day: dict[int, float] = {}
    for task in tasks:
        if task.kind != "done":
            day = max(planned.tasks[task.id].finish, today)
            by_day[day] = by_day.get(day, 0.0) + hours_of(task)
    total, steps = done, [(today, done)]
    for day in sorted(by_day):
        total += by_day[day]
        steps.append((day, total))
    return tuple(steps)


def money_flow(budget: Budget) -> MoneyView:
    """The S-curve of a budget: planned, earned and spent at the end of each week."""
    points = budget.curve

    def course(name: str) -> Steps:
        return tuple(
            (point.day.toordinal(), float(value))
            for point in points
            if (value := getattr(point, name)) is not None
        )

    eac: Fraction | None = budget.eac
    return MoneyView(
        today=budget.today.toordinal(),
        currency=budget.currency,
        planned=course("pv"),
        earned=course("ev"),
        spent=course("ac"),
        budget=float(budget.bac),
        ends=None if eac is None else float(eac),
    )
