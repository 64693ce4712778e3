"""Said and done on screen: those who owe first, the quote, one key to settle, undo."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faces.tui.inbox_stage import NOW, Stage, shown, stage
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.tick import tick
from worktui.domain.actions import parse


def said(*comments: tuple[str, str, str], days: int = 0) -> Stage:
    """Comments (who, task, words), heard, and so many days later."""
    here = stage()
    desk = here[0]
    for by, task, text in comments:
        own = Desk(desk.store, desk.clock, by)
        own.do([parse({"type": "comment_task", "task": task, "text": text})])
    tick(desk)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.set(NOW + timedelta(days=days))
    if days:
        tick(desk)
    return here


TALK = (
    ("ana", "WEB-3", "I'll fix the retry by friday"),
    ("bo", "WEB-5", "I'll have the price table by wed"),
)


@pytest.mark.parametrize(
    ("size", "theme", "ascii"),
    [((80, 24), "dusk", False), ((120, 40), "paper", True), ((60, 15), "ansi", True)],
)
async def test_those_who_owe_come_first_with_the_quote(
    size: tuple[int, int], theme: str, *, ascii: bool
) -> None:
    async with shown(said(*TALK, days=3), "board", size, theme, ascii=ascii) as hands:
        hands.app.perform("app.promises")
        await hands.settle()
        text = hands.seen()
        assert "2 promises: 1 not yet, 1 to come" in text
        assert text.index("Bo Lind") < text.index("Ana Ruiz")
        assert "I'll have the price table by wed" in text
        assert "! not yet, 1 d over" in text
        assert "said on 23 Nov · WEB-5 Price table" in text or ascii
        assert all(len(line) <= size[0] for line in text.splitlines())


async def test_enter_opens_the_task_where_it_stands_again() -> None:
    async with shown(said(*TALK, days=3), "board") as hands:
        hands.app.perform("app.promises")
        await hands.settle()
        await hands.press("enter")
        text = hands.seen()
        assert "WEB-5" in text
        assert "Said" in text
        assert "not yet, 1 d over" in text


async def test_x_says_that_it_was_kept_and_undo_takes_that_back() -> None:
    here = said(*TALK, days=3)
    async with shown(here, "board") as hands:
        hands.app.perform("app.promises")
        await hands.settle()
        await hands.press("x")
        assert (here[0].snapshot().get("promises", "PR-2") or {})["state"] == "kept"
        told = [
            d["state"]
            for d in here[0].snapshot().all("suggestions")
            if "promise" in d["dedupe_key"]
        ]
        assert told == ["superseded"]
        await hands.press("u")
        assert (here[0].snapshot().get("promises", "PR-2") or {})["state"] == "broken"


async def test_d_says_that_it_was_none_and_v_shows_it_again() -> None:
    here = said(*TALK)
    async with shown(here, "board") as hands:
        hands.app.perform("app.promises")
        await hands.settle()
        await hands.press("d", "k", "d")
        assert {d["state"] for d in here[0].snapshot().all("promises")} == {"withdrawn"}
        assert "taken back" in hands.seen()


async def test_an_empty_list_says_what_would_be_in_it() -> None:
    async with shown(stage(), "board", (80, 24)) as hands:
        hands.app.perform("app.promises")
        await hands.settle()
        assert "Nobody has promised anything yet." in hands.seen()
        await hands.press("enter")
        assert "not now, nothing is under the cursor" in hands.seen()
        await hands.press("escape")
        assert "To do" in hands.seen()
