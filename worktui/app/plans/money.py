"""How a baseline is taken: what each task of a project was planned to take and to cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from worktui.app.draft import Draft
from worktui.app.phrases import counted, near_day
from worktui.app.plans.lookup import find_project, find_task
from worktui.domain.actions.workspace import TakeBaseline
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, Refused
from worktui.domain.fields import check, parse_day
from worktui.domain.snapshot import Snapshot
from worktui.engine.budget_facts import read_facts
from worktui.engine.budget_model import HOURS
from worktui.engine.budget_tasks import Costing
from worktui.engine.budget_words import decimal_text, money
from worktui.engine.plan import plan_of, read_plan

Dates = Mapping[str, tuple[date, date]]
"""Planned start and finish of tasks by id."""
ROW = {"task": "line", "start": "day", "finish": "day", "budget": "money", "hours": "hours"}


def take_baseline(action: TakeBaseline, draft: Draft) -> None:
    """Keep the plan of a project as it stands; the newest one is what is compared with."""
    project = find_project(draft, action.project)
    today = draft.settings.today(draft.now)
    if action.tasks:
        rows = [_given(item, draft, project["id"]) for item in action.tasks]
    else:
        rows = planned_rows(draft, project, today, plan_of(draft, today).dates())
    if not rows:
        raise Refused(
            f"{project['id']} has no tasks, so there is no plan to keep.",
            hint=f"Add some: `worktui add … +{project['id']}`.",
        )
    draft.create(
        "baselines",
        {
            "id": (id := draft.next_id("BL", "baselines")),
            "project": project["id"],
            "taken": today.isoformat(),
            "tasks": rows,
        },
    )
    draft.made.append(id)
    draft.say(_said(project, rows, today))


def planned_rows(work: Snapshot, project: Doc, today: date, dates: Dates) -> list[dict[str, Any]]:
    """A row of a baseline for each task of a project that has planned dates.

    The budget is the whole work at its person's rate, or at the mean rate where they have none;
    left out where nothing costs money, where the hours tell.
    """
    model = read_plan(work, today)
    id = str(project["id"])
    facts = read_facts(work, project, today, bare=True)
    tasks = model.of(id)
    priced = Costing(facts, model.calendar_of(id), today.toordinal()).all(tasks)
    rows = []
    for task, part in zip(tasks, priced.parts, strict=True):
        if task.id not in dates:
            continue
        start, finish = dates[task.id]
        row: dict[str, Any] = {
            "task": task.id,
            "start": start.isoformat(),
            "finish": finish.isoformat(),
            "hours": check("hours", "hours", task.total / 60),
        }
        if facts.unit != HOURS and part.budget:
            row["budget"] = decimal_text(part.budget, facts.unit)
        rows.append(row)
    return rows


def _given(item: Any, draft: Draft, project: str) -> dict[str, Any]:
    """One row as somebody wrote it, checked."""
    if not isinstance(item, Mapping) or not item.get("task"):
        raise BadInput(
            "Each row of a baseline names its task.",
            hint='As in {"task": "WEB-12", "start": …, "finish": …, "budget": "1280"}.',
        )
    if strange := [str(name) for name in item if name not in ROW]:
        raise BadInput(f"A row of a baseline has no {', '.join(strange)[:60]}.")
    row = {
        name: check(kind, name, item[name])
        for name, kind in ROW.items()
        if item.get(name) is not None
    }
    task = find_task(draft, str(row["task"]))
    if task.get("project") != project:
        raise BadInput(f"{task['id']} is not a task of {project}.")
    if row.get("start") and row.get("finish") and row["finish"] < row["start"]:
        raise BadInput(f"{task['id']} would end on {row['finish']}, before it starts.")
    if row.get("budget") and Decimal(row["budget"]) < 0:
        raise BadInput(f"The budget of {task['id']} is less than nothing.")
    return {**row, "task": task["id"]}


def _said(project: Doc, rows: Sequence[Mapping[str, Any]], today: date) -> str:
    """`The plan of WEB is kept: 12 tasks, 2 Mar to 3 Apr, 18,400 EUR`."""
    parts = [counted(len(rows), "task")]
    days = [parse_day(row[name]) for row in rows for name in ("start", "finish") if row.get(name)]
    if days:
        parts.append(f"{near_day(min(days), today)} to {near_day(max(days), today)}")
    cost = sum((Fraction(row["budget"]) for row in rows if row.get("budget")), Fraction(0))
    if cost:
        parts.append(money(cost, str(project.get("currency") or "")))
    return f"The plan of {project['id']} is kept: {', '.join(parts)}"
