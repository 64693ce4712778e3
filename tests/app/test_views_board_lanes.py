"""Lanes of the board: one run of ids each, in the order people know, followed as work changes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.conftest import NOW, act
from worktui.app.desk import Desk
from worktui.app.views.board import BoardView, board, follow, in_lanes
from worktui.app.views.board_ghosts import board_ghosts
from worktui.app.views.board_lanes import FIELDS, KINDS
from worktui.app.views.board_tabs import board_tabs
from worktui.app.would_be import would_be
from worktui.domain.errors import WorktuiError
from worktui.domain.fields import PRIORITIES
from worktui.domain.snapshot import MappingSnapshot

COLUMNS = {
    "todo": {"id": "todo", "name": "To do", "kind": "todo", "rank": 1},
    "doing": {"id": "doing", "name": "Doing", "kind": "doing", "rank": 2, "limit": 2},
    "done": {"id": "done", "name": "Done", "kind": "done", "rank": 3},
}
PEOPLE: dict[str, dict[str, Any]] = {
    "cy": {"id": "cy", "name": "Cy O"},
    "ana": {"id": "ana", "name": "Ana R"},
}
PROJECTS: dict[str, dict[str, Any]] = {
    "WEB": {"id": "WEB", "name": "Website"},
    "OPS": {"id": "OPS", "columns": ["todo"]},
}


def work(*tasks: dict[str, Any]) -> MappingSnapshot:
    filled = [{"title": "x", "status": "todo", "rank": n, **t} for n, t in enumerate(tasks, 1)]
    return MappingSnapshot(
        {
            "settings": {"workspace": {"id": "workspace", "timezone": "Europe/Berlin"}},
            "columns": COLUMNS, "people": PEOPLE, "projects": PROJECTS,
            "tasks": {doc["id"]: doc for doc in filled},
        }
    )  # fmt: skip


def lanes(view: BoardView) -> dict[str, list[list[str]]]:
    return {
        lane.lead: [[column.ids[row] for row in column.lane(n)] for column in view.columns]
        for n, lane in enumerate(view.lanes)
    }


def test_lanes_by_person_stand_in_the_order_of_the_team_and_nobody_last() -> None:
    picture = work(
        {"id": "A", "assignee": "ana"}, {"id": "B"}, {"id": "C", "assignee": "cy"},
        {"id": "D", "assignee": "gone"}, {"id": "E", "assignee": "ana", "status": "doing"},
    )  # fmt: skip
    assert lanes(board(picture, now=NOW, by="person")) == {
        "cy": [["C"], [], []],
        "ana": [["A"], ["E"], []],
        "gone": [["D"], [], []],
        "Nobody": [["B"], [], []],
    }


def test_lanes_by_priority_begin_with_what_is_urgent_and_what_says_none_is_normal() -> None:
    picture = work({"id": "A"}, {"id": "B", "priority": "urgent"}, {"id": "C", "priority": "low"})
    assert list(lanes(board(picture, now=NOW, by="priority"))) == ["Urgent", "Normal", "Low"]


def test_lanes_by_project_have_its_name() -> None:
    view = board(work({"id": "A", "project": "WEB"}, {"id": "B"}), now=NOW, by="project")
    assert [(lane.lead, lane.name, lane.value) for lane in view.lanes] == [
        ("WEB", "Website", "WEB"),
        ("No project", "", None),
    ]


def test_the_board_of_a_project_has_its_columns_and_its_tasks_alone() -> None:
    picture = work({"id": "A", "project": "OPS"}, {"id": "B", "project": "WEB"})
    view = board(picture, now=NOW, project="OPS")
    assert [column.id for column in view.columns] == ["todo"]
    assert view.columns[0].ids == ("A",)


def test_a_limit_counts_what_stands_there_and_not_what_is_shown() -> None:
    doing = [{"id": f"T{n}", "status": "doing", "project": "WEB"} for n in range(3)]
    view = board(
        work(*doing, {"id": "X", "project": "OPS"}), now=NOW, fits=lambda t: t["id"] == "T1"
    )
    assert view.columns[1].counted == "1, 3 of 2"
    assert view.columns[1].over


def test_what_was_put_away_is_shown_only_where_it_is_asked_for() -> None:
    picture = work({"id": "A", "archived": True}, {"id": "B"})
    assert board(picture, now=NOW).columns[0].ids == ("B",)
    assert board(picture, now=NOW, archived=True).columns[0].ids == ("A", "B")


@pytest.mark.parametrize("by", KINDS)
def test_every_card_is_found_in_its_lane(by: str) -> None:
    rng = Random(3)
    tasks = [
        {
            "id": f"T{n}", "rank": n % 5, "status": rng.choice(list(COLUMNS)),
            "assignee": rng.choice(["ana", "cy", "", "x"]), "project": rng.choice(["WEB", "OPS", ""]),
            "priority": rng.choice([*PRIORITIES, ""]), "actual_finish": "2026-03-03",
        }
        for n in range(60)
    ]  # fmt: skip
    view = board(work(*tasks), now=NOW, by=by)
    for number, column in enumerate(view.columns):
        for row, id in enumerate(column.ids):
            assert view.find(id) == (number, row)
            if by:
                value = (view.work.get("tasks", id) or {}).get(FIELDS[by]) or None
                usual = "normal" if by == "priority" else None
                assert view.lanes[column.lane_at(row)].value == (value or usual)
    assert (
        sum(len(column.lane(n)) for column in view.columns for n in range(max(1, len(view.lanes))))
        == 60
    )


@pytest.mark.parametrize("by", KINDS[1:])
def test_following_changes_through_lanes_comes_to_the_same_as_looking_anew(
    desk: Desk, by: str
) -> None:
    rng = Random(11)
    desk.do([act("create_project", key="OPS", name="Operations")])
    project = rng.choice(["", "WEB"])
    view = board(desk.snapshot(), now=desk.now(), by=by, project=project)
    for step in range(80):
        before, known = desk.store.seq, list(desk.snapshot().ids("tasks"))
        id, other = rng.choice(known), rng.choice(known)
        wish: dict[str, Any] = rng.choice(
            [
                {"type": "create_task", "title": f"New {step}", "project": "WEB"},
                {"type": "move_task", "task": id, "to": rng.choice(["todo", "doing", "done"])},
                {"type": "reorder_task", "task": id, "before": other},
                {"type": "update_task", "task": id, "assignee": rng.choice(["ana", "bo", None])},
                {"type": "update_task", "task": id, "priority": rng.choice(PRIORITIES)},
                {"type": "update_task", "task": id, "project": rng.choice(["WEB", "OPS", None])},
                {"type": "archive_task", "task": id},
            ]
        )
        try:
            desk.do([act(wish.pop("type"), **wish)])
        except WorktuiError:
            continue
        touched = {
            edit.id
            for entry in desk.store.entries(before)
            for edit in entry.edits
            if edit.table == "tasks"
        }
        view = follow(view, desk.snapshot(), touched, desk.now())
        assert view == board(desk.snapshot(), now=desk.now(), by=by, project=project), wish


def test_a_step_that_gives_a_task_away_shows_it_in_the_lane_of_whom_it_goes_to(desk: Desk) -> None:
    view = board(desk.snapshot(), now=NOW, by="person")
    then = would_be(
        desk.snapshot(), [act("update_task", task="WEB-2", assignee="bo")], now=NOW, me="ana"
    )
    (ghost,) = board_ghosts(view, then.work, then.tasks).columns["todo"]
    assert ghost.words == "would land here"
    assert ghost.lane is not None
    wider = in_lanes(view, [ghost.lane])
    assert [lane.lead for lane in wider.lanes] == ["bo", "Nobody"]
    assert wider.columns[0].lane(0) == range(0)


@given(
    st.lists(
        st.tuples(st.sampled_from([*COLUMNS]), st.sampled_from(["ana", "cy", ""])), max_size=12
    )
)
@settings(max_examples=60, deadline=None)
def test_lanes_part_every_column_without_gaps_and_without_mixing(
    given: list[tuple[str, str]],
) -> None:
    tasks = [
        {"id": f"T{n}", "status": status, "assignee": who, "actual_finish": "2026-03-03"}
        for n, (status, who) in enumerate(given)
    ]
    view = board(work(*tasks), now=NOW, by="person")
    for column in view.columns:
        rows = [row for n in range(len(view.lanes)) for row in column.lane(n)]
        assert rows == list(range(len(column.ids)))


def test_there_are_tabs_for_projects_and_kept_filters_and_none_for_one_project_alone() -> None:
    assert [tab.id for tab in board_tabs(work(), {"late": "is:late"})] == [
        "",
        "+WEB",
        "+OPS",
        "/late",
    ]
    alone = MappingSnapshot({"projects": {"WEB": {"id": "WEB", "name": "Website"}}})
    assert [tab.id for tab in board_tabs(alone, {})] == [""]
