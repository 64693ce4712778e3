"""Going through the inbox by keys: sources merged, put off in words, dismissed with a reason."""

from __future__ import annotations

from typing import Any

from tests.faces.tui.inbox_stage import CALL, REQUEST, Stage, shown, stage, states
from tests.faces.tui.test_inbox import QUOTE

FORM: dict[str, Any] = {
    "form": "contact",
    "id": "f-1",
    "submitted_at": "2026-11-23T13:55:00+01:00",
    "fields": {
        "name": "Iva Novak",
        "email": "iva@novak.example",
        "message": "Please send us the brochure by Friday.",
    },
}


def merged() -> Stage:
    """The same thing asked by mail and by form."""
    here = stage(QUOTE)
    here[1].sense(FORM, "form")
    return here


async def test_the_same_asked_on_two_ways_is_one_suggestion_with_both_messages_shown() -> None:
    here = merged()
    assert states(here[0]) == ["proposed"]
    async with shown(here, "inbox") as hands:
        seen = hands.seen()
        assert "mail 13:40 · form 13:55" in seen
        assert "“please send us the brochure by Friday.”" in seen
        await hands.press("o")
        assert "n p 1 of 2" in hands.seen()
        assert "Please send us" in hands.seen()
        await hands.press("n", "r")
        assert "Message-ID: <q@novak.example>" in hands.seen()
        await hands.press("p", "escape", "enter")
        assert states(here[0]) == ["applied"]


async def test_at_80_columns_every_source_is_named_too() -> None:
    async with shown(merged(), "inbox", (80, 24)) as hands:
        assert "mail 13:40 · form 13:55" in hands.seen()


async def test_later_is_said_in_words_and_what_has_passed_cannot_be_chosen() -> None:
    here = stage(CALL, REQUEST)
    async with shown(here, "inbox") as hands:
        await hands.press("z")
        assert "mon 23 Nov 15:02" in hands.seen()
        await hands.type("today")
        assert "at what time today?" in hands.seen()
        await hands.press("enter")
        assert states(here[0]) == ["proposed", "proposed"]
        await hands.press("ctrl+u")
        await hands.type("wed 10:30")
        await hands.press("enter")
        doc = here[0].snapshot().get("suggestions", "S-2") or {}
        assert doc["snoozed_until"] == "2026-11-25T09:30:00+00:00"


async def test_a_reason_is_kept_and_many_are_gone_through_with_keys_alone() -> None:
    here = stage(CALL, REQUEST, QUOTE)
    async with shown(here, "inbox", (80, 24)) as hands:
        await hands.press("D")
        await hands.type("we sent it in spring")
        await hands.press("enter")
        assert "2 left" in hands.seen()
        doc = here[0].snapshot().get("suggestions", "S-3") or {}
        assert (doc["state"], doc["closed_why"]) == ("dismissed", "we sent it in spring")
        await hands.press("enter", "d")
        assert "that was the last" in hands.seen()
        assert states(here[0]) == ["dismissed", "applied", "dismissed"]
        await hands.press("u")
        assert states(here[0]) == ["proposed", "applied", "dismissed"]


async def test_tab_completes_people_columns_and_days_and_goes_through_what_fits() -> None:
    here = stage(QUOTE)
    async with shown(here, "inbox", (80, 24)) as hands:
        await hands.press("e", "ctrl+u")
        await hands.type("who=")
        assert "tab   ana Ana Ruiz   bo" in hands.seen()
        await hands.press("tab", "tab")
        assert "who=bo" in hands.seen()
        await hands.type(" due=end")
        await hands.press("tab")
        assert "due=end of the month" in hands.seen()
        assert "mon 30 Nov" in hands.seen()
        await hands.press("enter")
        (action,) = (here[0].snapshot().get("suggestions", "S-1") or {})["actions"]
        assert (action["assignee"], action["due"]) == ("bo", "2026-11-30")


async def test_a_step_that_could_not_be_carried_out_says_so_while_it_is_edited() -> None:
    async with shown(stage(QUOTE), "inbox") as hands:
        await hands.press("e", "ctrl+u")
        await hands.type("who=nobody-here")
        assert "nobody-here" in hands.seen().split("who=")[1]
        assert "?" in hands.seen().split("who=")[1]
