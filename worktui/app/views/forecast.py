"""When a project and its milestones end: as planned, likely (P50), safely (P80), and how sure the
promised day is; with the course of the work to draw it from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from worktui.app.outlook import Outlook
from worktui.app.phrases import MONTHS
from worktui.app.views.flow import FlowView, flow
from worktui.engine.forecast import past_ratios, simulate
from worktui.engine.plan import Grid, Planned

TROUBLE = ("late", "off_track", "at_risk")
"""Healths that ask for a way out, the most pressing first."""
SAMPLES = 1000
"""Of a plan that is only tried: enough for a day."""
_THIS_YEAR = 180
"""Days from today up to which a day is said without its year."""


@dataclass(frozen=True, slots=True)
class EndView:
    """When one thing ends. Days are ordinals; `id` is a milestone's, or the project's key.

    `sure` is how likely the promised day is kept, 0 to 1; None without a promise or while the
    simulation runs. `done` has nothing left to forecast.
    """

    id: str
    name: str
    state: str
    planned: int | None
    p50: int | None
    p80: int | None
    due: int | None
    sure: float | None
    done: bool

    @property
    def late(self) -> bool:
        """Whether it is planned to end after its promise."""
        return not self.done and None not in (self.planned, self.due) and self.planned > self.due  # type: ignore[operator]  # neither is None


@dataclass(frozen=True, slots=True)
class ForecastView:
    """All ends of a project, the project itself first; `ready` once the simulation has run."""

    project: str
    today: int
    ends: tuple[EndView, ...]
    assumption: str
    notes: tuple[str, ...]
    ready: bool


def forecast(outlook: Outlook, project: str) -> ForecastView:
    """The forecast as far as it is known: without the simulation where that has not run yet."""
    planned = outlook.planned
    ready = outlook.simulated_ready
    ends = [_whole(outlook, project, ready=ready)]
    stones = [one for one in planned.milestones.values() if one.project == project]
    stones.sort(key=lambda one: (one.done, one.due or one.forecast or date.max.toordinal()))
    for stone in stones:
        health = outlook.judged.milestones.get(stone.id)
        state = health.state if health else "unknown"
        ends.append(
            _end(
                outlook,
                (stone.id, stone.name, state),
                stone.forecast,
                stone.due,
                done=stone.done,
                ready=ready,
            )
        )
    return ForecastView(
        project=project,
        today=planned.model.today,
        ends=tuple(ends),
        assumption=outlook.simulated().assumption if ready else "",
        notes=planned.assumptions,
        ready=ready,
    )


def _whole(outlook: Outlook, project: str, *, ready: bool) -> EndView:
    doc = outlook.work.get("projects", project) or {}
    planned = outlook.planned
    tasks = [task for task in planned.model.tasks.values() if task.project == project]
    last = planned.finish(project)
    target = doc.get("target")
    due = date.fromisoformat(str(target)[:10]).toordinal() if target else None
    verdict = outlook.judged.projects.get(project)
    done = bool(tasks) and all(task.kind == "done" for task in tasks)
    names = (project, "all of it", verdict.state if verdict else "unknown")
    return _end(outlook, names, last, due, done=done, ready=ready)


def _end(
    outlook: Outlook,
    names: tuple[str, str, str],
    last: int | None,
    due: int | None,
    *,
    done: bool,
    ready: bool,
) -> EndView:
    id, name, state = names
    p50 = p80 = None
    sure = None
    if ready and last is not None and not done:
        found = outlook.simulated()
        p50, p80 = found.percentile(id, 50), found.percentile(id, 80)
        if due is not None:
            sure = found.chance(id, due)
    return EndView(id, name, state, last, p50, p80, due, sure, done)


def course(planned: Planned, view: ForecastView, end: EndView) -> FlowView:
    """The course of the work that one end is about."""
    return flow(planned, view.project, "" if end.id == view.project else end.id)


def day_text(day: int | None, today: int) -> str:
    """`16 Dec`, with the year where that is far; a dash for none."""
    if day is None:
        return "–"
    when = date.fromordinal(day)
    short = f"{when.day} {MONTHS[when.month - 1]}"
    return short if abs(day - today) <= _THIS_YEAR else f"{short} {when.year % 100:02}"


def sure_text(end: EndView, today: int) -> str:
    """`64 % sure by 11 Dec`; "" where there is nothing to be sure of."""
    if end.sure is None or end.due is None:
        return ""
    share = round(end.sure * 100)
    share = min(99, share) if end.sure < 1 else share
    share = max(1, share) if end.sure > 0 else share
    return f"{share:>2} % sure by {day_text(end.due, today)}"


def troubled(outlook: Outlook, project: str) -> tuple[str, ...]:
    """The milestones of a project that are late, off track or at risk, the most pressing first."""
    found = [
        health
        for health in outlook.judged.milestones.values()
        if outlook.planned.model.milestones[health.milestone].project == project
        and health.state in TROUBLE
    ]
    found.sort(key=lambda h: (TROUBLE.index(h.state), h.slack or 0, h.due or 0, h.milestone))
    return tuple(health.milestone for health in found)


def p80_of(
    outlook: Outlook, planned: Planned, milestone: str, stop: Callable[[], bool] | None = None
) -> int | None:
    """The P80 of a milestone in a plan that was only tried; None where it was stopped."""
    found = simulate(
        Grid(planned.model),
        samples=SAMPLES,
        seed=outlook.seed,
        ratios=past_ratios(outlook.work, outlook.planned.model),
        stop=stop,
    )
    if (stop is not None and stop()) or milestone not in found.finishes:
        return None
    return found.percentile(milestone, 80)
