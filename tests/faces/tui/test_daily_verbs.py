"""Every verb of the day's pages by its name in the palette, and by a click on its key."""

from __future__ import annotations

import pytest
from textual import events

from tests.faces.tui.inbox_stage import Hands, shown, stage
from worktui.app.verbs import FOOTERS, VERBS, verb
from worktui.domain.actions import parse
from worktui.faces.tui.dialogs.chooser import Chooser
from worktui.faces.tui.keys import shown as shown_key

OPENING = {"task": ("enter",), "today": (), "workload": ("W",)}
MINE = [
    (place, each.id)
    for place in OPENING
    for each in VERBS
    if place in each.places and each.id.startswith(("task.", "today.", "workload."))
]


async def at(hands: Hands, place: str) -> None:
    """To a place, from Today."""
    await hands.press(*OPENING[place])
    assert hands.app.screen.place == place  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", OPENING)
async def test_each_verb_is_done_by_its_name_or_says_why_not(place: str) -> None:
    here = stage()
    here[0].do([parse({"type": "update_task", "task": "WEB-1", "checklist": ["a", "b"]})])
    async with shown(here, "today", (120, 40)) as hands:
        await at(hands, place)
        home = hands.app.screen
        for each in (verb(id) for where, id in MINE if where == place):
            if each.id == "workload.person":
                continue  # it leaves the place, and has a test of its own
            await hands.press("colon")
            hands.app.post_message(events.Paste(each.title))
            await hands.settle()
            palette = hands.app.screen
            assert isinstance(palette, Chooser)
            row = next(choice for choice in palette.choices if choice.value == ("verb", each.id))
            assert row.possible or row.note.startswith("not now: ")
            before = hands.seen()
            await hands.press("enter" if row.possible else "escape")
            assert hands.seen() != before
            while hands.app.screen is not home:
                await hands.press("escape")
            if getattr(home, "task_id", "WEB-1") != "WEB-1":
                await hands.press("p")
            if each.reach == "local":
                await hands.press("u")
        assert hands.app.crash is None


@pytest.mark.parametrize("place", OPENING)
async def test_each_key_in_the_footer_can_be_clicked(place: str) -> None:
    async with shown(stage(), "today", (200, 60)) as hands:
        await at(hands, place)
        done: list[str] = []
        home = hands.app.screen
        home.action_verb = done.append  # type: ignore[attr-defined, method-assign]
        line = hands.seen().splitlines()[-1]
        for id in FOOTERS[place]:
            label = home.label(verb(id))  # type: ignore[attr-defined]
            at_ = line.find(f" {shown_key(verb(id).key)} {label}")
            if at_ >= 0:
                await hands.pilot.click(offset=(at_ + 1, 59))
                await hands.settle()
                assert done[-1] == id
        assert len(done) > 3
