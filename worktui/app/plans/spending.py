"""How time spent and costs are booked."""

from __future__ import annotations

from decimal import Decimal

from worktui.app.draft import Draft
from worktui.app.plans.lookup import find_person, find_project, find_task
from worktui.domain.actions.tasks import LogCost, LogTime
from worktui.domain.errors import BadInput

HOURS_OF_DAY = 24


def log_time(action: LogTime, draft: Draft) -> None:
    task = find_task(draft, action.task)
    if action.hours <= 0:
        raise BadInput("Time spent must be more than nothing.")
    if action.hours > HOURS_OF_DAY:
        raise BadInput(
            f"A day has no {action.hours:g} hours.", hint="Book each day by itself, with --day."
        )
    person = find_person(draft, action.person or "me", draft.actor.by)["id"]
    day = action.day or draft.settings.today(draft.now).isoformat()
    id = draft.next_id("TM", "time")
    _ahead(day, draft)
    draft.create(
        "time",
        {"id": id, "task": task["id"], "person": person, "day": day, "hours": action.hours},
    )
    draft.say(f"{action.hours:g} h on {task['id']} booked for @{person}, {day}")


def log_cost(action: LogCost, draft: Draft) -> None:
    task = find_task(draft, action.task) if action.task else None
    project = find_project(draft, action.project)["id"] if action.project else None
    if task and project and task.get("project") != project:
        raise BadInput(f"{task['id']} is not a task of {project}.", hint="Name one of the two.")
    project = project or (task or {}).get("project")
    if project is None:
        raise BadInput("A cost belongs to a project or a task.", hint="Say which one.")
    if Decimal(action.amount) <= 0:
        raise BadInput(
            f"A cost must be more than nothing, not {action.amount}.",
            hint="What was booked by mistake is taken back with `worktui undo`.",
        )
    day = action.day or draft.settings.today(draft.now).isoformat()
    _ahead(day, draft)
    draft.create(
        "costs",
        {
            "id": draft.next_id("CO", "costs"),
            "project": project,
            "task": task["id"] if task else None,
            "day": day,
            "amount": action.amount,
            "what": action.what,
            "currency": action.currency.strip().upper() if action.currency else None,
        },
    )
    currency = action.currency or (draft.get("projects", project) or {}).get("currency") or ""
    said = f"{action.amount} {currency.strip().upper()}".rstrip()
    draft.say(f"{said} for {action.what or 'a cost'} booked on {project}, {day}")


def _ahead(day: str, draft: Draft) -> None:
    """Tell of a day that has not come yet."""
    if day > draft.settings.today(draft.now).isoformat():
        draft.warnings.append(f"{day} has not come yet: it counts from that day on")
