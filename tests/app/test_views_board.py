"""The board as a value: order, window, limits; cards made when seen; following what changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from worktui.app.desk import Desk
from worktui.app.views.board import BoardView, board, follow
from worktui.app.views.card import CardView, card
from worktui.domain.actions import parse
from worktui.domain.errors import WorktuiError
from worktui.domain.settings import Settings
from worktui.domain.snapshot import MappingSnapshot

NOW = datetime.fromisoformat("2026-11-23T14:02+01:00")
COLUMNS = [
    {"id": "todo", "name": "To do", "kind": "todo", "rank": 1},
    {"id": "doing", "name": "Doing", "kind": "doing", "rank": 2, "limit": 2},
    {"id": "done", "name": "Done", "kind": "done", "rank": 3},
]


def work(*tasks: dict[str, Any]) -> MappingSnapshot:
    filled = [
        {"title": f"Task {n}", "status": "todo", "rank": n, **task}
        for n, task in enumerate(tasks, 1)
    ]
    return MappingSnapshot(
        {
            "settings": {"workspace": {"id": "workspace", "timezone": "Europe/Berlin"}},
            "columns": {doc["id"]: doc for doc in COLUMNS},
            "tasks": {doc["id"]: doc for doc in filled},
        }
    )


def one(**task: Any) -> CardView:
    picture = work({"id": "T-1", **task}, {"id": "T-2"})
    doc = picture.get("tasks", "T-1")
    assert doc is not None
    return card(doc, picture, Settings.of(picture), NOW)


def ids(view: BoardView) -> list[list[str]]:
    return [list(column.ids) for column in view.columns]


def test_cards_stand_by_rank_and_what_has_no_known_column_in_the_first() -> None:
    view = board(work({"id": "A", "rank": 9}, {"id": "B"}, {"id": "C", "status": "gone"}), now=NOW)
    assert ids(view) == [["B", "C", "A"], [], []]


def test_done_shows_seven_days_newest_first_and_says_so() -> None:
    finished = [
        {"id": f"D{n}", "status": "done", "actual_finish": f"{NOW - timedelta(days=n):%Y-%m-%d}"}
        for n in (3, 0, 6, 7, 30)
    ]
    view = board(work(*finished), now=NOW)
    assert ids(view)[2] == ["D0", "D3", "D6"]
    assert view.columns[2].counted == "3 in 7 d"
    assert ids(board(work(*finished), now=NOW, all_done=True))[2][-1] == "D30"


def test_a_column_over_its_limit_says_how_far() -> None:
    view = board(work(*({"id": f"T{n}", "status": "doing"} for n in range(3))), now=NOW)
    assert view.columns[1].counted == "3 of 2"
    assert view.columns[1].over


def test_archived_tasks_are_not_on_the_board() -> None:
    assert board(work({"id": "A", "archived": True}), now=NOW).count == 0


@pytest.mark.parametrize(
    ("task", "state", "mark"),
    [
        ({"due": "2026-11-21", "depends_on": [{"task": "T-2"}]}, "late", "2 d"),
        ({"due": "2026-11-23"}, "today", "today"),
        ({"due": "2026-11-27"}, "date", "fri"),
        ({"due": "2026-12-10"}, "date", "10 Dec"),
        ({"due": "2027-12-10"}, "date", "10 Dec 27"),
        ({"due": "2026-11-27", "priority": "urgent"}, "urgent", "fri"),
        ({"due": "2026-11-27", "depends_on": [{"task": "T-2"}]}, "blocked", "T-2"),
        ({"blocked": "the lawyer"}, "blocked", "the lawyer"),
        ({"blocked": "an answer from the town hall"}, "blocked", "waits"),
        ({"status": "done", "actual_finish": "2026-11-20", "due": "2026-11-01"}, "done", "fri"),
        ({}, "", ""),
    ],
)
def test_a_card_says_the_one_thing_that_presses_most(
    task: dict[str, Any], state: str, mark: str
) -> None:
    made = one(**task)
    assert (made.state, made.mark) == (state, mark)


def test_a_due_date_of_today_is_late_once_the_day_has_ended() -> None:
    picture = work({"id": "T-1", "due": "2026-11-23"})
    doc = picture.get("tasks", "T-1")
    assert doc is not None
    evening = NOW.replace(hour=17, minute=1)
    assert card(doc, picture, Settings.of(picture), evening).state == "late"


def test_a_board_of_a_hundred_thousand_makes_no_card_before_it_is_seen() -> None:
    view = board(work(*({"id": f"T-{n}"} for n in range(100_000))), now=NOW)
    assert view._cards == {}
    assert view.card("T-77") is view.card("T-77")
    assert list(view._cards) == ["T-77"]


def test_every_card_is_found_where_it_stands() -> None:
    tasks = [{"id": f"T{n}", "rank": n % 7, "status": COLUMNS[n % 2]["id"]} for n in range(50)]
    view = board(work(*tasks), now=NOW)
    for number, column in enumerate(view.columns):
        for row, id in enumerate(column.ids):
            assert view.find(id) == (number, row)
    assert view.find("nobody") is None


def test_following_changes_comes_to_the_same_as_looking_anew(desk: Desk) -> None:
    rng = Random(7)
    view = board(desk.snapshot(), now=desk.now())
    for step in range(120):
        before = desk.store.seq
        known = list(desk.snapshot().ids("tasks"))
        id, other = rng.choice(known), rng.choice(known)
        wish = rng.choice(
            [
                {"type": "create_task", "title": f"New {step}", "project": "WEB"},
                {"type": "move_task", "task": id, "to": rng.choice(["todo", "doing", "done"])},
                {"type": "reorder_task", "task": id, "before": other},
                {"type": "update_task", "task": id, "due": "2026-03-06"},
                {"type": "archive_task", "task": id},
                {"type": "delete_task", "task": id},
            ]
        )
        try:
            desk.do([parse(wish)])
        except WorktuiError:
            continue
        touched = {
            edit.id
            for entry in desk.store.entries(before)
            for edit in entry.edits
            if edit.table == "tasks"
        }
        view = follow(view, desk.snapshot(), touched, desk.now())
        assert view == board(desk.snapshot(), now=desk.now()), wish
        assert {id: view.card(id) for c in view.columns for id in c.ids} == {
            id: board(desk.snapshot(), now=desk.now()).card(id)
            for c in view.columns
            for id in c.ids
        }
        if not list(desk.snapshot().ids("tasks")):
            break
