"""Workspace JSON: what comes in comes out again, and what is wrong is refused by name."""

from __future__ import annotations

import copy
import json
from datetime import datetime
from typing import Any

import pytest

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.actions import parse
from worktui.domain.errors import BadInput
from worktui.domain.ties import find_ring
from worktui.formats.worktui_json import export, import_into, lay_in
from worktui.store.memory import MemoryStore

NOW = datetime.fromisoformat("2026-03-04T14:02:00+01:00")
Json = dict[str, Any]

FULL: Json = {
    "worktui": 1,
    "timezone": "Europe/Berlin",
    "week_starts": "monday",
    "end_of_day": "17:00",
    "date_order": "DMY",
    "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:00"]},
    "holidays": ["2026-12-25"],
    "me": "mara",
    "people": [
        {
            "id": "mara",
            "name": "Mara Lindt",
            "email": "mara@studio.example",
            "tz": "Europe/Berlin",
            "hours_per_week": 35,
            "rate": "80",
            "role": "lead",
            "away": [["2026-03-23", "2026-03-25"]],
        },
        {"id": "ana", "name": "Ana"},
    ],
    "contacts": [
        {
            "email": "tom@northwind.example",
            "name": "Tom Hale",
            "tz": "Europe/London",
            "project": "NW",
        }
    ],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo"},
        {"id": "doing", "name": "Doing", "kind": "doing", "limit": 4},
        {"id": "done", "name": "Done", "kind": "done"},
    ],
    "projects": [
        {
            "key": "WEB",
            "name": "Website",
            "lead": "mara",
            "start": "2026-02-02",
            "target": "2026-04-10",
            "budget": "50000",
            "currency": "EUR",
            "columns": ["todo", "doing", "done"],
        },
        {"key": "NW", "name": "Northwind"},
    ],
    "milestones": [
        {"id": "WEB-M1", "project": "WEB", "name": "Beta", "due": "2026-03-19", "weight": 1}
    ],
    "tasks": [
        {
            "id": "WEB-12",
            "title": "Homepage hero copy",
            "status": "doing",
            "assignee": "ana",
            "project": "WEB",
            "milestone": "WEB-M1",
            "priority": "high",
            "due": "2026-03-06",
            "estimate_hours": 16,
            "remaining_hours": 6,
            "tags": ["copy"],
            "eligible": ["ana", "mara"],
            "constraint": {"type": "SNET", "date": "2026-03-02"},
            "actual_start": "2026-03-02",
            "depends_on": [{"task": "WEB-11", "type": "FS", "lag_days": 0, "elapsed": False}],
        },
        {"id": "WEB-11", "title": "Words", "status": "done", "project": "WEB"},
        {"id": "T-3", "title": "Loose", "status": "todo"},
    ],
    "time": [{"task": "WEB-12", "person": "ana", "day": "2026-03-03", "hours": 4}],
    "costs": [{"project": "WEB", "day": "2026-03-03", "amount": "120", "what": "photos"}],
    "baselines": [
        {
            "project": "WEB",
            "taken": "2026-02-02",
            "tasks": [{"task": "WEB-12", "start": "2026-02-23", "finish": "2026-03-04"}],
        }
    ],
    "event_types": [
        {"slug": "intro", "title": "Intro call", "minutes": 30, "hosts": ["mara"], "step": 30}
    ],
    "bookings": [
        {
            "id": "BK-4",
            "event_type": "intro",
            "start": "2026-03-10T15:00:00+01:00",
            "end": "2026-03-10T15:30:00+01:00",
            "invitee": "zoe@client.example",
            "uid": "bk-4@worktui",
            "sequence": 0,
            "status": "confirmed",
        }
    ],
    "calendar": [
        {
            "uid": "standup@x",
            "summary": "Stand-up",
            "person": "mara",
            "start": "2026-03-05T09:00:00+01:00",
            "end": "2026-03-05T09:15:00+01:00",
            "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        }
    ],
    "reminders": [{"id": "R-1", "at": "2026-03-06", "about": "call Tom", "person": "mara"}],
    "questions": [
        {"id": "Q-1", "who": "ana", "question": "Is it paid?", "by": "mara", "state": "open"}
    ],
}


def fresh() -> Desk:
    store = MemoryStore()
    store.open()
    return Desk(store, FixedClock(NOW), "mara", "import")


def taken(work: Json) -> Desk:
    desk = fresh()
    import_into(desk, work)
    return desk


def test_export_of_an_import_gives_the_same_work_back() -> None:
    out = export(taken(FULL).snapshot())
    assert json.loads(json.dumps(out)) == FULL


def test_an_export_taken_in_again_is_the_same_export() -> None:
    once = export(taken(FULL).snapshot())
    assert export(taken(once).snapshot()) == once


def test_importing_the_same_twice_changes_nothing() -> None:
    desk = taken(FULL)
    assert import_into(desk, FULL).entry is None


def test_an_import_is_one_entry_through_import_and_undone_as_one() -> None:
    desk = taken(FULL)
    assert desk.store.seq == 1
    entry = desk.store.entry(1)
    assert entry is not None
    assert entry.through == "import"
    desk.undo(1)
    work = desk.snapshot()
    assert [work.count(name) for name in ("tasks", "people", "bookings", "columns")] == [0] * 4


def test_null_is_the_same_as_nothing_and_takes_a_field_away() -> None:
    desk = taken(FULL)
    import_into(desk, {"tasks": [{"id": "WEB-12", "title": "Hero", "due": None}]})
    task = desk.snapshot().get("tasks", "WEB-12")
    assert task is not None
    assert "due" not in task
    assert task["title"] == "Hero"
    assert task["assignee"] == "ana"


def test_new_ids_start_above_those_that_came_in() -> None:
    desk = taken(FULL)
    make = [
        {"type": "create_task", "title": "x", "project": "WEB"},
        {"type": "create_task", "title": "y"},
    ]
    assert desk.do([parse(action) for action in make]).ids == ("WEB-13", "T-4")


def test_tasks_without_ids_get_one_that_no_other_has() -> None:
    desk = taken(
        {
            "projects": [{"key": "WEB"}],
            "tasks": [
                {"title": "first", "project": "WEB"},
                {"id": "WEB-1", "title": "second", "project": "WEB"},
                {"title": "third"},
            ],
        }
    )
    titles = {doc["id"]: doc["title"] for doc in desk.snapshot().all("tasks")}
    assert titles == {"WEB-1": "second", "WEB-2": "first", "T-1": "third"}
    ranked = sorted(desk.snapshot().all("tasks"), key=lambda doc: doc["rank"])
    assert [doc["title"] for doc in ranked] == ["first", "second", "third"]


def test_a_workspace_without_columns_gets_the_usual_ones() -> None:
    work = taken({"tasks": [{"title": "x"}]}).snapshot()
    assert work.get("columns", "done") is not None
    assert next(iter(work.all("tasks")))["status"] == "todo"


def test_replace_takes_away_what_is_not_named() -> None:
    desk = taken(FULL)
    less = copy.deepcopy(FULL)
    less["bookings"] = []
    del less["tasks"][0]["due"]
    import_into(desk, less, replace=True)
    assert export(desk.snapshot()) == {k: v for k, v in less.items() if v != []}


def test_laying_into_a_draft_writes_nothing() -> None:
    desk = fresh()
    draft = desk.draft()
    lay_in(draft, FULL)
    assert draft.count("tasks") == 3
    assert desk.store.seq == 0


def put(path: str, value: Any) -> Json:
    """The sample with one place changed: `tasks.0.due`."""
    work = copy.deepcopy(FULL)
    *way, last = path.split(".")
    here: Any = work
    for step in way:
        here = here[int(step)] if step.isdigit() else here[step]
    if last.isdigit():
        here[int(last)] = value
    else:
        here[last] = value
    return work


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("taks", [], "has no key “taks”. Did you mean tasks?"),
        ("tasks.0.dues", "x", "tasks[0] (WEB-12) has no key “dues”. Did you mean due?"),
        ("worktui", 2, "version 2"),
        ("timezone", "Berlin", "timezone: “Berlin” is not a time zone"),
        ("people.0.tz", "Mars/Base", "people[0] (mara): tz"),
        ("end_of_day", "25:00", "end_of_day"),
        ("week_starts", "someday", "week_starts"),
        ("working_hours", {"mon-fri": ["12:00-09:00"]}, "ends before it begins"),
        ("working_hours", {"mon-xyz": []}, "does not name days"),
        ("holidays", ["2026-02-30"], "not a day of the calendar"),
        ("tasks.0.due", "2026-02-30", "tasks[0] (WEB-12): due: “2026-02-30” is not a day"),
        ("tasks.0.due", "2026-03-06T14:00:00", "tasks[0] (WEB-12): due"),
        ("tasks.0.title", "\u200b", "nothing readable"),
        ("tasks.0.status", "dooing", "no column “dooing”. Did you mean doing?"),
        ("tasks.0.assignee", "anna", "no person “anna”. Did you mean ana?"),
        ("tasks.0.project", "WOB", "no project “WOB”"),
        ("tasks.0.milestone", "WEB-M2", "no milestone “WEB-M2”"),
        ("tasks.0.eligible", ["zoe"], "eligible: there is no person “zoe”"),
        ("tasks.0.depends_on", [{"task": "WEB-99"}], "no task “WEB-99”"),
        ("tasks.0.depends_on", [{"task": "WEB-11", "type": "XX"}], "not one of FS, SS, FF, SF"),
        ("tasks.0.estimate_hours", "many", "estimate_hours must be a number"),
        ("tasks.0.priority", "hot", "not one of low, normal, high, urgent"),
        ("tasks.1.id", "WEB-12", "there twice"),
        ("tasks.1.id", "WEB 1", "one short word"),
        ("tasks.1", "x", "tasks[1] must be an object"),
        ("tasks", {}, "tasks must be a list"),
        ("columns.0.kind", "later", "not one of todo, doing, done"),
        ("bookings.0.end", "2026-03-10T14:00:00+01:00", "before it starts"),
        ("bookings.0.event_type", "outro", "no event_type “outro”"),
        ("bookings.0.status", "maybe", "not one of"),
        ("people.0.away", [["2026-03-25", "2026-03-23"]], "first and a last day"),
        ("contacts.0.email", "nobody", "not a mail address"),
        ("me", "zoe", "me: there is no person “zoe”"),
        ("time.0.task", "WEB-99", "time[0]: task"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_nothing_is_written(
    path: str, value: Any, words: str
) -> None:
    desk = fresh()
    with pytest.raises(BadInput) as caught:
        import_into(desk, put(path, value))
    assert words in str(caught.value)
    assert desk.store.seq == 0


def test_links_in_a_ring_are_refused_naming_exactly_its_tasks() -> None:
    work = put("tasks.1.depends_on", [{"task": "WEB-12"}])
    with pytest.raises(BadInput) as caught:
        import_into(fresh(), work)
    assert "WEB-11" in str(caught.value)
    assert "WEB-12" in str(caught.value)
    assert "T-3" not in str(caught.value)


@pytest.mark.parametrize(
    ("after", "ring"),
    [
        ({}, set()),
        ({"a": ["b"], "b": ["c"]}, set()),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, {"b", "c"}),
        ({"a": ["a"]}, {"a"}),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, set()),
    ],
)
def test_a_ring_is_found_without_what_leads_to_it(
    after: dict[str, list[str]], ring: set[str]
) -> None:
    assert set(find_ring(after)) == ring


def test_a_chain_of_ten_thousand_links_is_no_trouble() -> None:
    after = {str(n): [str(n + 1)] for n in range(10_000)}
    assert find_ring(after) == []


@pytest.mark.parametrize("given", [None, [], "x", 3, {"worktui": "1"}, {"worktui": 0}])
def test_what_is_not_a_workspace_is_refused(given: Any) -> None:
    with pytest.raises(BadInput):
        import_into(fresh(), given)


def test_a_full_export_carries_log_inbox_and_outbox_and_sends_nothing_twice() -> None:
    desk = taken(FULL)
    desk.do([parse({"type": "cancel_booking", "booking": "BK-4"})])
    full = export(desk.snapshot(), desk.store.entries())
    assert len(full["log"]) == 2
    assert [doc["state"] for doc in full["outbox"]] == ["pending"]
    other = taken(full)
    assert [doc["state"] for doc in other.snapshot().all("outbox")] == ["dead"]
    assert other.snapshot().get("bookings", "BK-4") == desk.snapshot().get("bookings", "BK-4")
