"""Hostile text on the pages of the day: facts, notes, steps, workload, time; none of it acts."""

from __future__ import annotations

import pytest

from tests.faces.tui.inbox_stage import NOW, shown
from tests.faces.tui.test_hostile import HOSTILE, check, hostile
from worktui.domain.actions import parse


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 13))
async def test_nothing_hostile_acts_on_the_pages_of_the_day(start: int) -> None:
    here = hostile(start)
    desk = here[0]
    desk.clock.set(NOW.replace(hour=10, minute=0))  # type: ignore[attr-defined]
    for id in ("WEB-3", "WEB-4"):
        desk.do([parse({"type": "comment_task", "task": id, "text": "x"})])
        desk.do([parse({"type": "move_task", "task": id, "to": "doing"})])
    desk.clock.set(NOW.replace(hour=16, minute=30))  # type: ignore[attr-defined]
    async with shown(here, "today", (80, 24)) as hands:
        check(hands)
        for keys in (("E", "space", "l", "escape"), ("W", "enter", "j", "escape", "escape"),
                     ("at", "escape"), ("w", "escape")):  # fmt: skip
            for key in keys:
                await hands.press(key)
                check(hands)
        await hands.press("enter")
        for size in ((80, 24), (60, 15), (200, 60)):
            await hands.pilot.resize_terminal(*size)
            await hands.settle()
            check(hands)
            keys = ("home", "j", "j", "tab", "G", "tab", "N", "escape", "A", "escape", "n", "p")
            for key in keys:
                await hands.press(key)
                check(hands)
        assert hands.app.crash is None
        assert hands.app.is_running
