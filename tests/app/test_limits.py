"""Limits of columns: soft ones warn, hard ones are passed only when that is meant; what is asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import NOW, TEAM, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.doubts import doubts, meant
from worktui.app.draft import Draft
from worktui.domain.errors import Refused
from worktui.store.memory import MemoryStore


def team(*tasks: dict[str, Any], hard: bool = True) -> Desk:
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")

    def fill(draft: Draft) -> None:
        for table, docs in TEAM.items():
            for doc in docs:
                if table == "columns" and doc["id"] == "doing":
                    draft.create(table, {**doc, "hard": hard})
                elif table != "tasks":
                    draft.create(table, doc)
        for n, task in enumerate(tasks, 1):
            draft.create("tasks", {"status": "todo", "title": f"Task {n}", "rank": n, **task})

    desk.commit(fill)
    return desk


BUSY = {"id": "T-1", "status": "doing"}


def test_a_hard_limit_refuses_with_a_way_out_and_lets_in_what_is_meant() -> None:
    desk = team(BUSY, {"id": "T-2"})
    with pytest.raises(Refused, match=r"Doing is full: it holds 1 of 1\..*--yes"):
        desk.do([act("move_task", task="T-2", to="doing")])
    receipt = desk.do([act("move_task", task="T-2", to="doing", over=True)])
    assert receipt.warnings == ("Doing now holds 2 of 1.",)
    desk.undo()
    assert (desk.snapshot().get("tasks", "T-2") or {})["status"] == "todo"


def test_a_soft_limit_warns_only() -> None:
    desk = team(BUSY, {"id": "T-2"}, hard=False)
    receipt = desk.do([act("move_task", task="T-2", to="doing")])
    assert receipt.warnings == ("Doing now holds 2 of 1.",)


@pytest.mark.parametrize(
    "step",
    [
        {"type": "update_task", "task": "T-2", "status": "doing"},
        {"type": "create_task", "title": "New", "status": "doing"},
    ],
)
def test_there_is_no_other_way_round_a_hard_limit(step: dict[str, Any]) -> None:
    desk = team(BUSY, {"id": "T-2"})
    with pytest.raises(Refused, match="full"):
        desk.do([act(**step)])


def test_what_was_put_away_takes_no_place() -> None:
    desk = team({**BUSY, "archived": True}, {"id": "T-2"})
    assert desk.do([act("move_task", task="T-2", to="doing")]).warnings == ()


def test_undo_goes_back_over_a_hard_limit() -> None:
    desk = team(BUSY, {"id": "T-2"})
    desk.do([act("move_task", task="T-1", to="todo")])
    seq = desk.store.seq
    desk.do([act("move_task", task="T-2", to="doing")])
    desk.undo(seq)
    assert (desk.snapshot().get("tasks", "T-1") or {})["status"] == "doing"


def test_moving_what_waits_into_work_in_hand_names_what_it_waits_for() -> None:
    waits = {"id": "T-2", "depends_on": [{"task": "T-1", "type": "FS"}]}
    desk = team({**BUSY, "assignee": "bo", "title": "Booking page"}, waits, hard=False)
    work = desk.snapshot()
    assert doubts([act("move_task", task="T-2", to="doing")], work) == (
        "T-2 waits for T-1 Booking page (@bo)",
    )
    assert doubts([act("move_task", task="T-2", to="done")], work) == ()
    assert doubts([act("update_task", task="T-2", due="2026-03-06")], work) == ()


def test_words_that_block_are_said_and_those_that_go_along_do_not_count() -> None:
    linked = {"id": "T-3", "depends_on": [{"task": "T-2", "type": "FS"}]}
    desk = team({"id": "T-1", "blocked": "the lawyer"}, {"id": "T-2"}, linked, hard=False)
    moves = [act("move_task", task=id, to="doing") for id in ("T-1", "T-2", "T-3")]
    assert doubts(moves, desk.snapshot()) == ("T-1 waits for the lawyer",)


def test_a_full_column_is_told_before_and_one_that_is_left_at_once_is_not() -> None:
    desk = team(BUSY, {"id": "T-2"}, {"id": "T-3"})
    work = desk.snapshot()
    into = [act("move_task", task="T-2", to="doing")]
    assert doubts(into, work) == ("Doing holds 1 task, its limit is 1",)
    assert doubts([act("move_task", task="T-1", to="todo"), *into], work) == ()
    desk.do(meant(into))


def test_many_that_wait_are_counted() -> None:
    tasks = [{"id": f"T-{n}", "blocked": "x"} for n in range(1, 8)]
    desk = team(*tasks, hard=False)
    moves = [act("move_task", task=t["id"], to="doing") for t in tasks]
    assert doubts(moves, desk.snapshot())[-1] == "5 more wait"
