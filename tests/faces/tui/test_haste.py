"""Hands quicker than the screen: each of these once ended the app or did a thing twice."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events

from tests.faces.tui.inbox_stage import CALL, NOW, WORK, Hands, Stage, shown, stage
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.domain.actions import parse
from worktui.domain.errors import StoreProblem
from worktui.faces.tui.widgets.line import pasted
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox


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


class Full(MemoryStore):
    """A disk that is full until it is not."""

    full = False

    def commit(self, *args: Any, **named: Any) -> Any:
        if self.full:
            raise StoreProblem("work.json could not be written: the disk is full.", cause="full")
        return super().commit(*args, **named)


def filled() -> tuple[Full, Stage]:
    store = Full()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    import_workspace(desk, WORK)
    return store, (desk, make_inbox(desk))


@pytest.mark.parametrize(
    ("key", "words", "enter"),
    [("a", "Call Iva", "enter"), ("a", "Call Iva", "alt+enter"), ("c", "Asked twice", "enter"),
     ("e", " ~4h", "enter")],
)  # fmt: skip
async def test_typed_words_are_kept_when_they_could_not_be_written(
    key: str, words: str, enter: str
) -> None:
    store, here = filled()
    async with shown(here, "board") as hands:
        store.full = True
        await hands.press(key)
        hands.app.post_message(events.Paste(words))
        await hands.settle()
        await hands.press(enter)
        assert "the disk is full" in [text for _, text in hands.app.seen][-1]
        if enter == "alt+enter":
            assert "the disk is full" in hands.seen()
            await hands.press("escape")
        await hands.press(key)
        assert words.strip() in hands.seen()
        store.full, seq = False, store.seq
        await hands.press("enter")
        assert store.seq == seq + 1
        await hands.press(key)
        assert hands.app.screen.text.count(words.strip()) == (key == "e")  # type: ignore[attr-defined]


async def test_a_megabyte_pasted_into_a_line_is_cut() -> None:
    async with shown(stage(), "board") as hands:
        await hands.press("a")
        hands.app.post_message(events.Paste("word " * 200_000))
        await hands.settle()
        assert "word word" in hands.seen()
        assert len(hands.app.screen.text) <= 502  # type: ignore[attr-defined]
