"""Ghosts of ticked steps on the board: seen in their column, gone with the pane, never in the way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.faces.tui.inbox_stage import CALL, Hands, Stage, shown, stage
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.sensing import suggestion_doc
from worktui.domain.actions import parse
from worktui.engine.reason import Proposal
from worktui.faces.tui.screens.board import Board


def board(hands: Hands) -> Board:
    screen = hands.app.screen
    assert isinstance(screen, Board)
    return screen


def proposed(desk: Desk, *given: dict[str, Any]) -> None:
    """A suggestion with these steps waits in the inbox."""
    proposal = Proposal(
        title="Bo Lind: something", actions=tuple(map(parse, given)), reason="", signals=(),
        assumptions=(), evidence=(), confidence=0.9, band="high", dedupe_key="x", expires_at=None,
    )  # fmt: skip

    def fill(draft: Draft) -> None:
        id = draft.next_id("S", "suggestions")
        draft.create("suggestions", suggestion_doc(draft, proposal, id, [], []))

    desk.through("tick").commit(fill)


def moving(desk: Desk) -> None:
    proposed(
        desk,
        {"type": "move_task", "task": "WEB-3", "to": "doing"},
        {"type": "update_task", "task": "WEB-2", "due": "2026-12-04", "assignee": "bo"},
    )


async def test_the_task_of_a_mail_stands_as_a_ghost_in_its_column_while_its_step_is_ticked() -> (
    None
):
    here = stage(CALL)
    async with shown(here, "board", (80, 40)) as hands:
        assert "further down" not in hands.seen()
        await hands.press("i")
        assert any(word in hands.seen() for word in ("would be here", "further down"))
        assert board(hands).columns[0].marks.ghosts[0].card.id == "WEB-8"
        await hands.press("tab", "space")
        assert board(hands).columns[0].marks.ghosts == ()
        await hands.press("space")
        assert len(board(hands).columns[0].marks.ghosts) == 1
        await hands.press("escape", "i")
        assert board(hands).columns[0].marks.ghosts == ()
        assert here[0].snapshot().get("tasks", "WEB-8") is None


@pytest.mark.parametrize(
    ("size", "theme", "ascii"),
    [((80, 24), "dusk", False), ((120, 40), "paper", True), ((200, 60), "ansi", True)],
)
async def test_a_move_and_another_day_are_told_in_words_and_signs_everywhere(
    size: tuple[int, int], theme: str, *, ascii: bool
) -> None:
    here = stage()
    moving(here[0])
    async with shown(here, "board", size, theme, ascii=ascii) as hands:
        await hands.press("i")
        text = hands.seen()
        assert (":" if ascii else "┆") in text
        assert any(word in text for word in ("would land here", "further"))
        arrow = ">" if ascii else "→"
        assert f"fri {arrow} 4 Dec" in text
        assert all(len(line) <= size[0] for line in text.splitlines())


async def test_the_cursor_walks_over_cards_and_never_onto_a_ghost() -> None:
    here = stage()
    moving(here[0])
    async with shown(here, "board", (120, 40)) as hands:
        await hands.press("i", "l")
        column = board(hands).columns[1]
        assert [ghost.row for ghost in column.marks.ghosts] == [1]
        assert board(hands).current() == "WEB-1"
        assert column.id_at(0) == "WEB-1"
        assert column.card_at(1) == -1
        await hands.press("j")
        assert board(hands).current() == "WEB-1"
        x, y = hands.app.cursor_position
        assert hands.seen().splitlines()[y][x:].startswith("Booking page")


async def test_applying_turns_the_ghost_into_the_card() -> None:
    here = stage()
    moving(here[0])
    async with shown(here, "board", (120, 40)) as hands:
        await hands.press("i", "tab", "enter")
        assert (here[0].snapshot().get("tasks", "WEB-3") or {})["status"] == "doing"
        assert all(column.marks.ghosts == () for column in board(hands).columns)
        assert "would" not in hands.seen()


async def test_a_move_begun_by_hand_hides_the_others_until_it_ends() -> None:
    here = stage()
    moving(here[0])
    async with shown(here, "board", (120, 40)) as hands:
        await hands.press("i", "m")
        assert "lands here" in hands.seen()
        assert "would land here" not in hands.seen()
        await hands.press("escape")
        assert "would land here" in hands.seen()


async def test_a_ghost_out_of_sight_is_pinned_and_the_cards_are_still_counted(
    long_column: Stage,
) -> None:
    async with shown(long_column, "board", (120, 40)) as hands:
        await hands.press("i")
        text = hands.seen()
        assert "further down" in text
        assert "In line" in text
        column = board(hands).columns[0]
        seen = [column.card_at(n) for n in range(column.room)]
        assert f"{40 - len(seen)} more" in text
        await hands.press("G")
        assert "would be here" in hands.seen()
        assert board(hands).current() == "T-40"


@pytest.mark.parametrize(("size", "ascii"), [((80, 24), False), ((120, 40), True)])
async def test_the_plan_shows_the_milestones_new_day_and_the_ghosts_of_what_moves(
    size: tuple[int, int], *, ascii: bool
) -> None:
    here = stage()
    proposed(here[0], {"type": "update_task", "task": "WEB-1", "estimate_hours": 40})
    async with shown(here, "projects", size, ascii=ascii) as hands:
        await hands.press("enter")
        assert "If applied" not in hands.seen()
        await hands.press("i")
        text = hands.seen()
        assert f"If applied  Beta today {'>' if ascii else '→'} 30 Nov, 3 tasks move" in text
        plan = hands.app.screen.views["plan"]  # type: ignore[attr-defined]
        assert {"WEB-M1", "WEB-1"} <= set(plan.gantt.ghosts)
        await hands.press("tab", "space")
        assert "If applied" not in hands.seen()
        assert plan.gantt.ghosts == {}
        await hands.press("space")
        assert {"WEB-M1", "WEB-1"} <= set(plan.gantt.ghosts)
        await hands.press("escape", "i")
        assert plan.gantt.ghosts == {}
        assert (here[0].snapshot().get("tasks", "WEB-1") or {})["estimate_hours"] == 6


async def test_a_date_moved_by_hand_goes_before_the_steps_beside() -> None:
    here = stage()
    here[0].do([parse({"type": "update_task", "task": "WEB-7", "milestone": "WEB-M1",
                       "project": "WEB", "estimate_hours": 3})])  # fmt: skip
    proposed(here[0], {"type": "update_task", "task": "WEB-1", "estimate_hours": 40})
    async with shown(here, "projects", (120, 40)) as hands:
        await hands.press("enter", "i")
        assert hands.app.screen.goto("WEB-7")  # type: ignore[attr-defined]
        await hands.press("t", "l")
        assert "starts" in hands.seen()
        assert "If applied" not in hands.seen()
        await hands.press("escape")
        assert "If applied" in hands.seen()


@pytest.fixture
def long_column() -> Stage:
    """Forty cards to do, and a step that would make one more."""
    here = stage()
    desk = here[0]
    for doc in list(desk.snapshot().ids("tasks")):
        desk.do([parse({"type": "delete_task", "task": doc})])
    desk.do([parse({"type": "create_task", "title": f"Card {n}"}) for n in range(1, 41)])
    proposed(desk, {"type": "create_task", "title": "In line"})
    return here
