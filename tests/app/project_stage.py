"""A project worth a forecast: three milestones, one of them too late, rates, a budget, a cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.domain.actions import parse
from worktui.store.memory import MemoryStore

NOW = datetime.fromisoformat("2026-11-23T14:02:00+01:00")  # a Monday

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) | `b` **c** www.evil.example @all"


def task(id: str, title: str, milestone: str, who: str, hours: int, **more: Any) -> dict[str, Any]:
    """A task of the project."""
    doc = {"id": id, "title": title, "status": "todo", "project": "WEB", "milestone": milestone,
           "assignee": who, "estimate_hours": hours, "rank": int(id.split("-")[1])}  # fmt: skip
    doc |= more
    return {name: value for name, value in doc.items() if value}


def link(id: str) -> dict[str, Any]:
    """After another task."""
    return {"task": id, "type": "FS", "lag_days": 0}


WORK: Mapping[str, list[dict[str, Any]]] = {
    "settings": [{"id": "workspace", "timezone": "Europe/Berlin", "me": "ana", "name": "acme",
                  "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]}, "uid": "w1"}],
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "email": "ana@acme.example", "rate": "80"},
        {"id": "bo", "name": "Bo Lind", "email": "bo@acme.example", "rate": "70"},
        {"id": "cy", "name": "Cy Park", "email": "cy@acme.example", "rate": "60"},
    ],
    "contacts": [{"id": "iva@novak.example", "email": "iva@novak.example", "name": "Iva Novak"}],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo", "rank": 1},
        {"id": "doing", "name": "Doing", "kind": "doing", "rank": 2},
        {"id": "done", "name": "Done", "kind": "done", "rank": 3},
    ],
    "projects": [{"id": "WEB", "key": "WEB", "name": "Website relaunch", "lead": "ana",
                  "budget": "12000", "currency": "EUR", "target": "2026-12-18"}],
    "milestones": [
        {"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-12-04"},
        {"id": "WEB-M2", "project": "WEB", "name": "Relaunch", "due": "2026-12-23"},
        {"id": "WEB-M0", "project": "WEB", "name": "Kick-off", "due": "2026-11-13"},
    ],
    "tasks": [
        task("WEB-1", "Logo", "WEB-M0", "ana", 7, status="done", actual_start="2026-11-09",
             actual_finish="2026-11-10"),
        task("WEB-2", "Import", "WEB-M0", "bo", 14, status="done", actual_start="2026-11-16",
             actual_finish="2026-11-19"),
        task("WEB-12", "Booking page", "WEB-M1", "bo", 49, status="doing",
             actual_start="2026-11-20", remaining_hours=42),
        task("WEB-31", "Price table", "WEB-M1", "bo", 21, depends_on=[link("WEB-12")],
             eligible=["bo", "cy"]),
        task("WEB-40", "Load test", "WEB-M1", "bo", 14, depends_on=[link("WEB-12")],
             eligible=["bo", "cy", "ana"]),
        task("WEB-50", "Move the data", "WEB-M2", "ana", 28, depends_on=[link("WEB-40")]),
        task("WEB-51", "Footer links", "WEB-M2", "", 7),
    ],
    "time": [{"id": "TM-1", "task": "WEB-2", "person": "bo", "day": "2026-11-17", "hours": 14},
             {"id": "TM-2", "task": "WEB-1", "person": "ana", "day": "2026-11-10", "hours": 7},
             {"id": "TM-3", "task": "WEB-12", "person": "bo", "day": "2026-11-20", "hours": 7}],
    "costs": [{"id": "CO-1", "project": "WEB", "amount": "120", "day": "2026-11-18",
               "what": "photos"}],
    "counters": [{"id": "WEB", "n": 60}],
}  # fmt: skip


def stage(now: datetime = NOW, work: Mapping[str, list[dict[str, Any]]] = WORK) -> Desk:
    """A desk over the project, at a moment."""
    store = MemoryStore()
    store.open()

    def fill(draft: Draft) -> None:
        for table, docs in work.items():
            for doc in docs:
                draft.create(table, doc)

    Desk(store, FixedClock(now), "ana", "sense").commit(fill)
    return Desk(store, FixedClock(now), "ana")


def later(desk: Desk, iso: str) -> Desk:
    """The same work at another moment."""
    return Desk(desk.store, FixedClock(datetime.fromisoformat(iso)), desk.me)


def do(desk: Desk, **fields: Any) -> None:
    """Carry one action out."""
    desk.do([parse(fields)])
