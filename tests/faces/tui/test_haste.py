"""Hands quicker than the screen: each of these once ended the app or did a thing twice."""

from __future__ import annotations

import pytest
from textual import events

from tests.faces.tui.inbox_stage import CALL, Hands, shown, stage
from worktui.domain.actions import parse
from worktui.faces.tui.widgets.line import pasted


def at_once(hands: Hands, *keys: str) -> None:
    """Keys that are all there before the first is answered."""
    for key in keys:
        char = {"enter": "\r", "escape": "\x1b"}.get(key, key)
        hands.app.post_message(events.Key(key, char))


@pytest.mark.parametrize("key", ["a", "at", "colon", "g", "t"])
async def test_enter_twice_answers_a_dialog_once(key: str) -> None:
    here = stage()
    async with shown(here, "board") as hands:
        await hands.press("enter")  # a page under the dialog, which must stay
        await hands.press(key)
        if key == "a":
            hands.app.post_message(events.Paste("Call Iva"))
        seq = here[0].store.seq
        at_once(hands, "enter", "enter", "enter")
        await hands.settle()
        assert here[0].store.seq <= seq + 1
        assert hands.app.crash is None
        assert hands.app.is_running


async def test_keys_after_the_one_that_leaves_do_nothing() -> None:
    here = stage()
    async with shown(here, "board") as hands:
        at_once(hands, "ctrl+c", "2", "enter", "x", "a", "enter")
        await hands.settle()
    assert hands.app.crash is None
    assert hands.app.return_code == 0


@pytest.mark.parametrize("key", ["enter", "o"])
async def test_leaving_while_a_message_is_being_opened_is_no_crash(key: str) -> None:
    async with shown(stage(CALL), "inbox") as hands:
        at_once(hands, key)
        hands.app.exit(return_code=0)
        await hands.settle()
    assert hands.app.crash is None


async def test_leaving_while_a_place_opens_in_a_tiny_terminal_is_no_crash() -> None:
    async with shown(stage(), "board", (20, 5)) as hands:
        at_once(hands, "2")
        hands.app.exit(return_code=0)
        await hands.settle()
    assert hands.app.crash is None


async def test_a_task_with_nothing_but_a_title_has_a_page() -> None:
    here = stage()
    made = here[0].do([parse({"type": "create_task", "title": "Bare"})])
    async with shown(here, "board") as hands:
        hands.app.open_task(made.ids[0])
        await hands.settle()
        assert "Bare" in hands.seen()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (" ~4h", " ~4h"),
        ("two\r\nlines\t\there", "two lines here"),
        ("\x1b]52;c;cm0=\x07\x1b[2Jclean", "clean"),
        ("\x00\x9b", ""),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "ab"),
    ],
)
def test_a_paste_into_a_line_is_clean(text: str, stands: str) -> None:
    assert pasted(text) == stands


async def test_a_megabyte_pasted_into_a_line_is_cut() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("a")
        hands.app.post_message(events.Paste("word " * 200_000))
        await hands.settle()
        assert "word word" in hands.seen()
        assert len(hands.app.screen.text) <= 502  # type: ignore[attr-defined]
