"""The board as it would be: cards that would come, move, change or go, and nothing written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.conftest import NOW, TEAM, act
from worktui.app.desk import Desk
from worktui.app.views.board import board
from worktui.app.views.board_ghosts import NOTHING, BoardGhosts, board_ghosts
from worktui.app.would_be import would_be
from worktui.domain.snapshot import MappingSnapshot


def ghosts(desk: Desk, *actions: Any, fits: Any = None) -> BoardGhosts:
    work = desk.snapshot()
    view = board(work, now=NOW, fits=fits)
    then = would_be(work, actions, now=NOW, me="ana")
    return board_ghosts(view, then.work, then.tasks)


def test_a_task_to_be_made_stands_last_in_its_column(desk: Desk) -> None:
    found = ghosts(desk, act("create_task", title="Quote", project="WEB", due="2026-03-06"))
    ((column, (ghost,)),) = found.columns.items()
    assert (column, ghost.row, ghost.words) == ("todo", 1, "would be here")
    assert (ghost.card.id, ghost.card.title, ghost.card.mark) == ("WEB-3", "Quote", "fri")
    assert desk.snapshot().count("tasks") == 2


def test_two_tasks_to_be_made_stand_behind_each_other(desk: Desk) -> None:
    found = ghosts(desk, act("create_task", title="One"), act("create_task", title="Two"))
    assert [(g.row, g.card.title) for g in found.columns["todo"]] == [(1, "One"), (2, "Two")]


def test_a_move_shows_where_the_card_would_land_and_leaves_it_where_it_is(desk: Desk) -> None:
    found = ghosts(desk, act("move_task", task="WEB-2", to="done"))
    (ghost,) = found.columns["done"]
    assert (ghost.row, ghost.card.id, ghost.words) == (0, "WEB-2", "would land here")
    assert found.cards == {}


def test_another_day_is_told_on_the_card_itself(desk: Desk) -> None:
    found = ghosts(desk, act("update_task", task="WEB-1", due="2026-03-10", assignee="bo"))
    card = found.cards["WEB-1"]
    assert card is not None
    assert (card.mark, card.who) == ("tue", "bo")
    assert found.columns == {}


def test_another_place_in_its_own_column_has_a_ghost_too(desk: Desk) -> None:
    desk.do([act("create_task", title="Third", project="WEB")])
    found = ghosts(desk, act("reorder_task", task="WEB-3", before="WEB-2"))
    assert [(g.row, g.card.id, g.words) for g in found.columns["todo"]] == [
        (0, "WEB-3", "would land here")
    ]


def test_what_would_be_taken_away_is_marked_so(desk: Desk) -> None:
    assert ghosts(desk, act("archive_task", task="WEB-2")).cards == {"WEB-2": None}


def test_steps_build_on_each_other_and_one_that_cannot_be_done_is_left_out(desk: Desk) -> None:
    found = ghosts(
        desk,
        act("move_task", task="WEB-9", to="done"),
        act("create_task", title="Quote", project="WEB"),
        act("move_task", task="WEB-3", to="doing"),
    )
    assert [(g.row, g.card.id) for g in found.columns["doing"]] == [(1, "WEB-3")]


def test_what_a_filter_hides_has_no_ghost(desk: Desk) -> None:
    hidden = ghosts(
        desk, act("create_task", title="Quote"), fits=lambda doc: doc["title"] == "Photos"
    )
    assert not hidden


COLUMNS = ("todo", "doing", "done")


@given(
    st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=9),
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from((*COLUMNS, "new"))), max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_cards_with_ghosts_read_as_the_board_will(
    start: list[str], steps: list[tuple[int, str]]
) -> None:
    tasks = {
        f"T-{n}": {"id": f"T-{n}", "title": f"Card {n}", "status": column, "rank": n * 1024,
                   "actual_finish": "2026-03-04" if column == "done" else "2026-03-03"}
        for n, column in enumerate(start, 1)
    }  # fmt: skip
    tables = {name: {doc["id"]: doc for doc in docs} for name, docs in TEAM.items()}
    work = MappingSnapshot({**tables, "tasks": tasks, "counters": {"T": {"id": "T", "n": 9}}})
    actions = [
        act("create_task", title="More")
        if to == "new"
        else act("move_task", task=f"T-{(n - 1) % len(start) + 1}", to=to)
        for n, to in steps
    ]
    view = board(work, now=NOW)
    then = would_be(work, actions, now=NOW, me="ana")
    found, after = board_ghosts(view, then.work, then.tasks), board(then.work, now=NOW)
    for column, will in zip(view.columns, after.columns, strict=True):
        drawn = [(id, False) for id in column.ids]
        ghosts = found.columns.get(column.id, ())
        for ghost in ghosts:
            drawn.insert(ghost.row, (ghost.card.id, True))
        moving = {ghost.card.id for ghost in ghosts}
        then_there = [id for id, new in drawn if id in will.ids and (new or id not in moving)]
        assert then_there == list(will.ids)


@pytest.mark.parametrize("type", ["comment_task", "nothing"])
def test_what_changes_no_card_has_no_ghost(desk: Desk, type: str) -> None:
    actions = [act("comment_task", task="WEB-1", text="Hello")] if type == "comment_task" else []
    assert ghosts(desk, *actions) == NOTHING
