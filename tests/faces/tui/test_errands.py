"""Beside the screens: senses look by themselves, and what comes shows without a key."""

from __future__ import annotations

import asyncio
import re
import threading
from pathlib import Path
from typing import Any

from textual.message import Message

from tests.faces.tui.inbox_stage import REQUEST, Hands, shown, stage
from worktui.app.watching import Watching
from worktui.faces.tui.errands import Errands
from worktui.faces.tui.messages import JobDone, SenseTrouble
from worktui.senses.maildir import Maildir


async def test_mail_that_comes_while_the_app_is_open_raises_the_count(tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    here = stage()
    desk, inbox = here[0], here[1]
    async with shown(here, "board") as hands:
        sense = Maildir(tmp_path)
        errands = Errands(
            lambda: None,
            hands.app.post_message,
            lambda hear: Watching(inbox, [sense], hear, pause=0.01),
            first=0.0,
        )
        errands.start()
        try:
            await _until(hands, lambda: desk.snapshot().get("senses", sense.name))
            (tmp_path / "tmp" / "1.host").write_text(REQUEST)
            (tmp_path / "tmp" / "1.host").rename(tmp_path / "new" / "1.host")
            await _until(hands, lambda: desk.snapshot().count("suggestions"))
            await _until(hands, lambda: re.search(r"inbox\W+1\b", hands.seen(), re.I))
        finally:
            errands.stop()


def test_trouble_is_said_and_what_came_is_not(tmp_path: Path) -> None:
    heard: list[Message] = []
    told = threading.Event()

    def hear(message: Message) -> None:
        heard.append(message)
        if isinstance(message, SenseTrouble):
            told.set()

    here = stage()
    sense = Maildir(tmp_path / "none")
    errands = Errands(lambda: None, hear, lambda hear: Watching(here[1], [sense], hear), first=0.0)
    errands.start()
    assert told.wait(10)
    errands.stop()
    assert [type(message) for message in heard] == [JobDone, SenseTrouble]
    assert "Maildir" in str(heard[0].error)  # type: ignore[attr-defined]


async def _until(hands: Hands, fits: Any) -> None:
    """Wait for a condition, ten seconds at most."""
    async with asyncio.timeout(10):
        while not fits():
            await hands.pilot.pause(0.01)


def test_a_chore_that_fails_in_an_unforeseen_way_is_told_once_and_the_round_goes_on() -> None:
    heard: list[Message] = []
    rounds = threading.Semaphore(0)
    errors = [ValueError("a"), None, ValueError("b"), OverflowError("c"), None]

    def chores() -> None:
        rounds.release()
        error = errors.pop(0) if errors else None
        if error is not None:
            raise error

    errands = Errands(chores, heard.append, first=0.0, every=0.0)
    errands.start()
    for _ in range(8):
        assert rounds.acquire(timeout=10), "the thread has ended"
    errands.stop()
    told = [str(message.error) for message in heard]  # type: ignore[attr-defined]
    assert ["ValueError" in told[0], "OverflowError" in told[1], len(told)] == [True, True, 2]


async def test_a_place_that_cannot_be_looked_at_stands_before_the_keys_until_it_can() -> None:
    async with shown(stage(), "board", (120, 24)) as hands:
        hands.app.post_message(SenseTrouble("~/Mail", "There is no Maildir here."))
        await _until(hands, lambda: "! ~/Mail cannot be looked at: There is no" in hands.seen())
        hands.app.post_message(SenseTrouble("~/Mail", ""))
        await _until(hands, lambda: "cannot be looked at" not in hands.seen())
