"""What the work asks for by itself: set free, late, silent, too full, out of reach."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.reason import Proposal, from_state
from worktui.engine.reason.standing import still_called_for

NOW = datetime.fromisoformat("2026-03-18T10:00:00+01:00")  # a Wednesday
COLUMNS = [
    {"id": "todo", "name": "To do", "kind": "todo"},
    {"id": "doing", "name": "Doing", "kind": "doing", "limit": 2},
    {"id": "done", "name": "Done", "kind": "done"},
]
PEOPLE = [
    {"id": "ana", "name": "Ana", "tz": "Europe/Berlin"},
    {"id": "bo", "name": "Bo", "tz": "Europe/Berlin", "away": [["2026-03-19", "2026-03-20"]]},
]


def task(id: str = "T-1", **fields: Any) -> dict[str, Any]:
    return {"id": id, "title": "Quote", "status": "doing", "assignee": "bo", **fields}


def work(*tasks: dict[str, Any], **more: Any) -> MappingSnapshot:
    settings = [{"id": "workspace", "timezone": "Europe/Berlin", "me": "ana"}]
    tables = {
        "settings": settings,
        "columns": COLUMNS,
        "people": PEOPLE,
        "tasks": list(tasks),
        **more,
    }
    return MappingSnapshot({name: {str(d["id"]): d for d in docs} for name, docs in tables.items()})


def made(*tasks: dict[str, Any], now: datetime = NOW, **more: Any) -> list[Proposal]:
    return list(from_state(work(*tasks, **more), now=now, me="ana"))


def kinds(found: list[Proposal]) -> list[str]:
    return [one.dedupe_key.partition("|")[0] for one in found]


def step(found: list[Proposal]) -> dict[str, Any]:
    [one] = found
    [action] = one.actions
    return action.to_doc()


OLD, FRESH = "2026-03-02", "2026-03-12"


def test_a_task_under_way_without_news_for_working_days_is_asked_about() -> None:
    asked = step(made(task(actual_start=OLD)))
    assert (asked["type"], asked["who"], asked["task"]) == ("ask_person", "bo", "T-1")
    assert kinds(made(task(actual_start=OLD))) == ["stale"]


@pytest.mark.parametrize(
    "fields",
    [
        {"actual_start": FRESH},
        {
            "actual_start": OLD,
            "comments": [{"by": "bo", "at": "2026-03-17T09:00:00+01:00", "text": "on it"}],
        },
        {"actual_start": OLD, "blocked": {"by": "Iva"}},
        {"actual_start": OLD, "assignee": None},
        {"actual_start": OLD, "status": "todo"},
        {},
    ],
    ids=["begun lately", "spoken of", "blocked", "nobody's", "not under way", "nothing known"],
)
def test_what_has_news_or_cannot_have_any_is_left_alone(fields: dict[str, Any]) -> None:
    assert made(task(**fields)) == []


def test_time_logged_is_news() -> None:
    time = [{"id": "TM-1", "task": "T-1", "person": "bo", "day": "2026-03-17", "hours": 2}]
    assert made(task(actual_start=OLD), time=time) == []


def test_days_off_are_no_silence() -> None:
    away = [{**PEOPLE[1], "away": [["2026-03-03", "2026-03-16"]]}]
    assert made(task(actual_start=OLD), people=away) == []


def test_ones_own_silent_task_may_go_back_to_what_is_to_do() -> None:
    assert step(made(task(actual_start=OLD, assignee="ana")))["to"] == "todo"


def test_an_overdue_task_is_late_and_not_silent() -> None:
    assert kinds(made(task(actual_start=OLD, due="2026-03-10"))) == ["overdue"]


def test_a_column_over_its_limit_gives_back_what_presses_least() -> None:
    tasks = [
        task("T-1", actual_start=FRESH, priority="high"),
        task("T-2", actual_start=FRESH, due="2026-03-30"),
        task("T-3", actual_start=FRESH, due="2026-04-30"),
    ]
    found = made(*tasks)
    assert kinds(found) == ["over"]
    assert found[0].title == "Doing holds 3 of 2"
    assert step(found) | {"reach": 0, "undo": 0} == {
        "type": "move_task", "task": "T-3", "to": "todo", "reach": 0, "undo": 0,
    }  # fmt: skip
    assert made(*tasks[:2]) == []


def test_archived_tasks_fill_no_column() -> None:
    tasks = [task(f"T-{n}", actual_start=FRESH, archived=n == 3) for n in (1, 2, 3)]
    assert made(*tasks) == []


def test_more_work_than_working_time_until_a_date_is_told() -> None:
    risky = task(actual_start=FRESH, due="2026-03-20", estimate_hours=8)
    asked = step(made(risky))  # bo is away on both days before it is due: six hours are left
    assert (asked["type"], asked["who"]) == ("ask_person", "bo")
    assert "8 h of work are left and 6.0 h" in asked["question"]


def test_ones_own_date_is_moved_to_where_it_fits() -> None:
    risky = task(assignee="ana", actual_start=FRESH, due="2026-03-19", estimate_hours=16)
    assert step(made(risky))["due"] == "2026-03-20"


@pytest.mark.parametrize(
    "fields",
    [
        {"estimate_hours": 5},
        {"estimate_hours": 8, "remaining_hours": 2},
        {},
        {"estimate_hours": 40, "milestone": "M1"},
        {"estimate_hours": 400, "due": "2026-05-20"},
        {"estimate_hours": 40, "status": "done"},
    ],
    ids=["fits", "mostly done", "nobody knows", "in a plan", "far off", "done"],
)
def test_a_date_that_holds_or_that_the_plan_looks_after_is_no_risk(fields: dict[str, Any]) -> None:
    assert made(task(**{"actual_start": FRESH, "due": "2026-03-20", **fields})) == []


def test_time_logged_counts_as_work_done() -> None:
    time = [{"id": "TM-1", "task": "T-1", "person": "bo", "day": "2026-03-17", "hours": 3}]
    assert made(task(actual_start=FRESH, due="2026-03-20", estimate_hours=8), time=time) == []


def test_what_was_suggested_before_is_not_again_and_room_is_made_for_others() -> None:
    tasks = [task(f"T-{n}", actual_start=OLD, status="doing", assignee="bo") for n in range(1, 3)]
    first = made(*tasks)
    known = [{"id": "S-1", "dedupe_key": first[0].dedupe_key, "state": "dismissed"}]
    again = made(*tasks, suggestions=known)
    assert [p.dedupe_key for p in again] == [first[1].dedupe_key]
    waiting = [
        {"id": f"S-{n}", "dedupe_key": f"stale|X-{n}", "state": "proposed"} for n in range(3)
    ]
    assert made(*tasks, suggestions=waiting) == []


def test_what_is_no_longer_so_is_no_longer_called_for() -> None:
    silent = work(task(actual_start=OLD))
    spoken = work(
        task(
            actual_start=OLD,
            comments=[{"by": "bo", "at": "2026-03-17T09:00:00+01:00", "text": "x"}],
        )
    )
    assert still_called_for(silent, now=NOW, me="ana") == {"stale|T-1|2026-03-02"}
    assert still_called_for(spoken, now=NOW, me="ana") == frozenset()
