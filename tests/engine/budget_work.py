"""A small project with money, made for tests of budgets and load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from worktui.domain.snapshot import MappingSnapshot

Docs = list[dict[str, Any]]
TODAY = date(2026, 3, 4)  # a Wednesday

COLUMNS: Docs = [
    {"id": "todo", "kind": "todo"},
    {"id": "doing", "kind": "doing"},
    {"id": "done", "kind": "done"},
]
PEOPLE: Docs = [
    {"id": "ana", "name": "Ana", "rate": "80"},
    {"id": "bo", "name": "Bo", "rate": "75"},
    {"id": "cy", "name": "Cy"},
]
PROJECT = {"id": "WEB", "key": "WEB", "name": "Website", "budget": "6000", "currency": "EUR"}
DONE = {
    "id": "WEB-1",
    "title": "Booking page",
    "status": "done",
    "project": "WEB",
    "milestone": "WEB-M1",
    "assignee": "ana",
    "estimate_hours": 16,
    "actual_start": "2026-02-23",
    "actual_finish": "2026-02-27",
}
DOING = {
    "id": "WEB-2",
    "title": "Prices",
    "status": "doing",
    "project": "WEB",
    "milestone": "WEB-M1",
    "assignee": "bo",
    "estimate_hours": 30,
    "remaining_hours": 20,
    "actual_start": "2026-03-02",
}
TODO = {
    "id": "WEB-3",
    "title": "Photos",
    "status": "todo",
    "project": "WEB",
    "assignee": "ana",
    "estimate_hours": 20,
}
TIME: Docs = [
    {"id": "TM-1", "task": "WEB-1", "person": "ana", "day": "2026-02-25", "hours": 20},
    {"id": "TM-2", "task": "WEB-2", "person": "bo", "day": "2026-03-03", "hours": 18},
]
BASELINE: Docs = [
    {
        "id": "BL-1",
        "project": "WEB",
        "taken": "2026-02-20",
        "tasks": [
            {"task": "WEB-1", "start": "2026-02-23", "finish": "2026-02-25", "budget": "1280"},
            {"task": "WEB-2", "start": "2026-02-26", "finish": "2026-03-06", "budget": "2250"},
            {"task": "WEB-3", "start": "2026-03-09", "finish": "2026-03-11", "budget": "1600"},
        ],
    }
]
WORK: Mapping[str, Docs] = {
    "settings": [{"id": "workspace"}],
    "people": PEOPLE,
    "columns": COLUMNS,
    "projects": [PROJECT],
    "milestones": [{"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-03-19"}],
    "tasks": [DONE, DOING, TODO],
    "time": TIME,
    "baselines": BASELINE,
}


def work(**tables: Docs) -> MappingSnapshot:
    """The project, with whole tables put in place of its own."""
    docs = {**WORK, **tables}
    return MappingSnapshot({name: {doc["id"]: doc for doc in rows} for name, rows in docs.items()})
