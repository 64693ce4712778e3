"""The board as it would be: cards that would come, move, change or go, and nothing written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import NOW, act
from worktui.app.desk import Desk
from worktui.app.views.board import board
from worktui.app.views.board_ghosts import NOTHING, BoardGhosts, board_ghosts
from worktui.app.would_be import would_be


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


@pytest.mark.parametrize("type", ["comment_task", "nothing"])
def test_what_changes_no_card_has_no_ghost(desk: Desk, type: str) -> None:
    actions = [act("comment_task", task="WEB-1", text="Hello")] if type == "comment_task" else []
    assert ghosts(desk, *actions) == NOTHING
