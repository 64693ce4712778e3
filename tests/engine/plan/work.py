"""A small workspace for planning, built from what a test wants to say."""

from __future__ import annotations

from datetime import date
from typing import Any

from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.plan import Planned, plan_of

MONDAY = date(2026, 3, 2)
COLUMNS = {
    id: {"id": id, "name": id, "kind": id} for id in ("todo", "doing", "done")
}  # fmt: skip


def task(id: str, **fields: Any) -> dict[str, Any]:
    """A task of project P, a day's work for nobody unless said otherwise."""
    doc = {"id": id, "title": id, "status": "todo", "project": "P", "estimate_hours": 7}
    doc.update(fields)
    return {name: value for name, value in doc.items() if value is not None}


def after(*ids: str, **fields: Any) -> list[dict[str, Any]]:
    """Links to these tasks."""
    return [{"task": id, "type": "FS", "lag_days": 0, **fields} for id in ids]


def work(*tasks: dict[str, Any], **tables: Any) -> MappingSnapshot:
    """A snapshot: tasks, and any of people, milestones, projects, settings, time."""
    people = tables.get("people", [{"id": "ana"}, {"id": "bo"}])
    projects = tables.get("projects", [{"id": "P", "key": "P", "name": "P"}])
    return MappingSnapshot(
        {
            "settings": {"workspace": {"id": "workspace", **tables.get("settings", {})}},
            "columns": COLUMNS,
            "people": {doc["id"]: doc for doc in people},
            "projects": {doc["id"]: doc for doc in projects},
            "milestones": {doc["id"]: doc for doc in tables.get("milestones", [])},
            "tasks": {doc["id"]: doc for doc in tasks},
            "time": {str(n): doc for n, doc in enumerate(tables.get("time", []))},
        }
    )


def dates(plan: Planned, id: str) -> tuple[str, str]:
    """Planned first and last day of a task, `03-02` each."""
    start, finish = plan.dates()[id]
    return start.isoformat()[5:], finish.isoformat()[5:]


def planned(*tasks: dict[str, Any], **tables: Any) -> Planned:
    """The plan of such a workspace on Monday 2 March 2026."""
    return plan_of(work(*tasks, **tables), MONDAY)
