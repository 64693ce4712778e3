"""The plan and the forecast of a project as JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from worktui.app.outlook import Outlook
from worktui.engine.forecast import Simulated
from worktui.engine.health import Health
from worktui.engine.network import Computed, Times, chain
from worktui.engine.plan import MilestonePlan, Problem

Json = dict[str, Any]


def iso(day: int | None) -> str | None:
    """An ordinal as `2026-03-19`."""
    return None if day is None else date.fromordinal(day).isoformat()


def plan_json(outlook: Outlook, project: str) -> Json:
    """`worktui plan PROJECT --json`: dates by the network alone and as planned under people's
    capacity, milestones with health and its proof, and what is wrong with the facts."""
    found = outlook.network(project)
    planned = outlook.planned
    ids = {task.id for task in planned.model.of(project)}
    return {
        "project": project,
        "status_date": outlook.today.isoformat(),
        "finish": iso(planned.finish(project)),
        "errors": [
            error
            for problem in planned.problems
            if problem.project in ("", project)
            for error in _errors(outlook, problem)
        ],
        "conflicts": [
            {"task": one.task, "type": one.type, "working_days": one.working_days}
            for one in (found.conflicts if found else ())
            if one.task in ids
        ],
        "tasks": [
            {
                "id": id,
                **_times(found.times.get(id) if found else None),
                "planned_start": iso(planned.tasks[id].start),
                "planned_finish": iso(planned.tasks[id].finish),
            }
            for id in planned.tasks
            if id in ids
        ],
        "milestones": [
            _stone(health) | {"logic_chain": _chain(found, health.milestone)}
            for health in healths(outlook, project)
        ],
    }


def healths(outlook: Outlook, project: str) -> list[Health]:
    """The healths of a project's milestones, by promised day, then as they were made."""
    model = outlook.planned.model
    found = [
        health
        for health in outlook.judged.milestones.values()
        if model.milestones[health.milestone].project == project
    ]
    far = date.max.toordinal()
    return sorted(found, key=lambda health: far if health.due is None else health.due)


def _chain(found: Computed | None, milestone: str) -> list[Json]:
    """What drives a milestone by its links alone, without people's capacity."""
    if found is None or milestone not in found.times:
        return []
    steps = [step for step in chain(found, milestone) if step.task != milestone]
    return [
        {
            "task": step.task,
            "drives": step.link.after if step.link else None,
            "type": step.link.type if step.link else None,
            "lag_days": step.link.lag if step.link else None,
        }
        for step in steps
    ]


def _times(at: Times | None) -> Json:
    if at is None:
        return dict.fromkeys(
            (
                *("early_start", "early_finish", "late_start", "late_finish"),
                *("total_slack_days", "free_slack_days", "critical"),
            )
        )
    return {
        "early_start": iso(at.early_start),
        "early_finish": iso(at.early_finish),
        "late_start": iso(at.late_start),
        "late_finish": iso(at.late_finish),
        "total_slack_days": at.total,
        "free_slack_days": at.free,
        "critical": at.critical,
    }


def _errors(outlook: Outlook, problem: Problem) -> Iterable[Json]:
    """What is wrong, named exactly: the ring, the unknown task, else the tasks it is about."""
    said = {"message": problem.text, "hint": problem.hint}
    if problem.kind == "cycle":
        yield {"error": "cycle", "cycle": list(problem.ids), **said}
    elif problem.kind == "unknown_task":
        for id in problem.ids:
            for link in outlook.planned.model.tasks[id].doc.get("depends_on") or ():
                name = str(link.get("task"))
                if name in problem.text and not _known(outlook, name):
                    yield {"error": "unknown_task", "id": name, "task": id, **said}
                    return
    else:
        yield {"error": problem.kind, "tasks": list(problem.ids), **said}


def _known(outlook: Outlook, name: str) -> bool:
    model = outlook.planned.model
    stone = model.milestones.get(name)
    return name in model.tasks or (stone is not None and bool(stone.tasks))


def _stone(health: Health) -> Json:
    found: Json = {
        "id": health.milestone,
        "due": iso(health.due),
        "forecast": iso(health.forecast),
        "p80": iso(health.p80),
        "health": health.state,
        "why": [
            {"rule": reason.rule, "text": reason.text, "tasks": list(reason.tasks)}
            for reason in health.why
        ],
    }
    if health.override is not None:
        word = health.override
        found["derived"] = health.derived
        found["override"] = {
            "health": word.health,
            "reason": word.reason,
            "until": iso(word.until),
            "by": word.by,
        }
    return found


def forecast_json(outlook: Outlook, project: str, found: Simulated) -> Json:
    """`worktui forecast PROJECT --json`: the end of the project and of each of its milestones."""
    doc = outlook.work.get("projects", project) or {}
    target = doc.get("target")
    due = date.fromisoformat(str(target)[:10]).toordinal() if target else None
    last = outlook.planned.finish(project)
    whole = _end(found, project, last, due)
    return {
        "project": project,
        "status_date": outlook.today.isoformat(),
        "finish": whole.pop("forecast"),
        **whole,
        "samples": found.samples,
        "seed": found.seed,
        "assumption": found.assumption,
        "assumptions": list(outlook.planned.assumptions),
        "milestones": [
            {
                "id": health.milestone,
                "name": outlook.planned.milestones[health.milestone].name,
                **_milestone(found, outlook.planned.milestones[health.milestone]),
                "health": health.state,
            }
            for health in healths(outlook, project)
        ],
    }


def _milestone(found: Simulated, plan: MilestonePlan) -> Json:
    if plan.done:
        return {"due": iso(plan.due), "forecast": iso(plan.forecast), "done": True}
    return _end(found, plan.id, plan.forecast, plan.due)


def _end(found: Simulated, key: str, last: int | None, due: int | None) -> Json:
    known = key in found.finishes and last is not None
    return {
        "due": iso(due),
        "forecast": iso(last),
        "p50": iso(found.percentile(key, 50)) if known else None,
        "p80": iso(found.percentile(key, 80)) if known else None,
        "chance": round(found.chance(key, due), 3) if known and due is not None else None,
    }
