"""A desk over a memory store, with a small team and a clock turned by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.domain.actions import Action, parse
from worktui.store.memory import MemoryStore

NOW = datetime.fromisoformat("2026-03-04T10:00:00+01:00")

TEAM: Mapping[str, list[dict[str, Any]]] = {
    "settings": [
        {
            "id": "workspace",
            "timezone": "Europe/Berlin",
            "me": "ana",
            "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]},
            "uid": "w1",
        }
    ],
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "email": "ana@acme.example", "tz": "Europe/Berlin"},
        {"id": "bo", "name": "Bo Lind", "email": "bo@acme.example", "tz": "Europe/Berlin"},
    ],
    "contacts": [
        {
            "id": "iva@novak.example",
            "email": "iva@novak.example",
            "name": "Iva Novak",
            "tz": "Europe/Prague",
        }
    ],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo", "rank": 1},
        {"id": "doing", "name": "Doing", "kind": "doing", "rank": 2, "limit": 1},
        {"id": "done", "name": "Done", "kind": "done", "rank": 3},
    ],
    "projects": [{"id": "WEB", "key": "WEB", "name": "Website"}],
    "tasks": [
        {"id": "WEB-1", "title": "Booking page", "status": "doing", "project": "WEB", "rank": 1024},
        {"id": "WEB-2", "title": "Photos", "status": "todo", "project": "WEB", "rank": 2048},
    ],
    "event_types": [
        {
            "id": "intro",
            "slug": "intro",
            "title": "Intro call",
            "minutes": 30,
            "hosts": ["ana"],
            "step": 30,
        }
    ],
    "counters": [{"id": "WEB", "n": 2}],
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.open()
    return store


@pytest.fixture
def desk(store: MemoryStore, clock: FixedClock) -> Desk:
    def fill(draft: Draft) -> None:
        for table, docs in TEAM.items():
            for doc in docs:
                draft.create(table, doc)

    Desk(store, clock, "ana", "sense").commit(fill)
    return Desk(store, clock, "ana")


def act(type: str, **fields: Any) -> Action:
    return parse({"type": type, **fields})
