"""The screens of what is done by itself and of the receipt, driven by keys."""

from __future__ import annotations

import pytest

from tests.app import clone
from tests.faces.tui.inbox_stage import CALL, shown, stage
from tests.faces.tui.test_inbox import PUSH, QUOTE
from worktui.domain.actions import parse

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_rules_are_listed_switched_off_taken_away_and_brought_back(
    size: tuple[int, int],
) -> None:
    here = stage(QUOTE)
    desk, inbox = here
    inbox.always("S-1")
    async with shown(here, "inbox", size) as hands:
        await hands.press("colon")
        await hands.type("always-rules")
        await hands.press("enter")
        assert "Iva Novak" in hands.seen()
        assert "makes a task" in hands.seen()
        assert "has not acted yet" in hands.seen()
        assert "Your own closing commits" in hands.seen()
        await hands.press("j", "space")
        assert "0 on, 2 off" in hands.seen()
        await hands.press("space")
        assert "1 on, 1 off" in hands.seen()
        await hands.press("d")
        assert desk.snapshot().count("rules") == 0
        await hands.press("u")
        assert desk.snapshot().count("rules") == 1
        await hands.press("escape")
        assert "Always" not in hands.seen()


async def test_the_built_in_rule_is_switched_on_and_cannot_be_taken_away() -> None:
    here = stage()
    desk, inbox = here
    async with shown(here, "inbox") as hands:
        hands.app.perform("app.rules")
        await hands.settle()
        await hands.press("d")
        assert "built-in rule stays" in hands.seen()
        await hands.press("space")
        assert "1 on, 0 off" in hands.seen()
    mine = {**PUSH, "commits": [{**PUSH["commits"][0], "author": "Ana Ruiz <ana@acme.example>"}]}
    clone.brought(inbox, mine)
    assert (desk.snapshot().get("tasks", "WEB-7") or {})["status"] == "done"


@pytest.mark.parametrize("size", SIZES)
async def test_the_receipt_says_numbers_as_words_and_undoes_what_is_stood_on(
    size: tuple[int, int],
) -> None:
    here = stage(CALL, QUOTE)
    desk, inbox = here
    inbox.apply("S-2")
    inbox.dismiss("S-1")
    desk.do([parse({"type": "move_task", "task": "WEB-7", "to": "doing"})])
    async with shown(here, "activity", size) as hands:
        await hands.press("v")
        seen = hands.seen()
        assert "2 suggestions, 1 is carried out." in seen
        assert "1 as suggested" in seen
        assert "0 of 1 task" in seen
        assert "WEB-8 Send the brochure to Iva" in seen
        await hands.press("d")
        assert "none carried out yet" in hands.seen()
        await hands.press("v")
        assert "mon 23 Nov" in hands.seen()
        await hands.press("p")
        assert "Nothing was suggested" in hands.seen()
        assert "mon 16 Nov to sun 22 Nov" in hands.seen()
        await hands.press("n", "n")
        assert "has not happened yet" in hands.seen()
        await hands.press("escape")
        assert "Activity" in hands.seen()
