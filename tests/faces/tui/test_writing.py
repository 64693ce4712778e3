"""Drafts edited inside: subject and body, kept when left, shown again as they would leave."""

from __future__ import annotations

import pytest
from textual import events

from tests.faces.tui.inbox_stage import CALL, Stage, shown, stage
from tests.faces.tui.test_inbox import QUOTE
from worktui.domain.actions import parse

MESSAGE = {
    "type": "send_message",
    "channel": "mail",
    "to": "iva@novak.example",
    "subject": "Your brochure",
    "body": "Hello Iva,\n\nit comes on Friday.\n\nAna",
}


def drafted() -> Stage:
    """A suggestion with a mail to Iva as its only step."""
    here = stage(QUOTE)
    action = {"n": 1, **parse(MESSAGE).to_doc()}
    here[0].commit(
        lambda draft: draft.update("suggestions", "S-1", {"actions": [action], "saw": None})
    )
    return here


def step(here: Stage) -> dict[str, str]:
    doc = here[0].snapshot().get("suggestions", "S-1") or {}
    return dict(doc["actions"][0])


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_body_and_subject_of_a_draft_are_edited_over_several_lines(
    size: tuple[int, int],
) -> None:
    here = drafted()
    async with shown(here, "inbox", size) as hands:
        await hands.press("e")
        seen = hands.seen()
        assert "Your brochure" in seen
        assert "it comes on Friday." in seen
        await hands.press("enter")
        await hands.type("and Bo")
        await hands.press("tab", "end")
        await hands.type(" and map")
        await hands.press("ctrl+g")
        assert step(here)["subject"] == "Your brochure and map"
        assert step(here)["body"].endswith("Ana\nand Bo")
        assert here[0].snapshot().count("outbox") == 0


async def test_words_left_with_esc_wait_until_the_same_step_is_edited_again() -> None:
    here = drafted()
    async with shown(here, "inbox") as hands:
        await hands.press("e")
        await hands.type(" PS")
        await hands.press("escape")
        assert step(here)["body"] == MESSAGE["body"]
        await hands.press("e")
        assert "Ana PS" in hands.seen()
        await hands.press("ctrl+g")
        assert step(here)["body"].endswith("Ana PS")


async def test_a_letter_edited_from_where_it_is_shown_is_shown_again_before_it_can_leave() -> None:
    here = drafted()
    async with shown(here, "inbox") as hands:
        await hands.press("enter", "e")
        await hands.type("!")
        await hands.press("ctrl+g")
        assert "Ana!" in hands.seen()
        assert "S write it" in hands.seen()
        assert here[0].snapshot().count("outbox") == 0
        await hands.press("S")
        (letter,) = here[0].snapshot().all("outbox")
        assert letter["body"].strip().endswith("Ana!")


async def test_the_whole_letter_of_an_offer_is_ones_own_and_the_times_stay() -> None:
    here = stage(CALL)
    async with shown(here, "inbox") as hands:
        await hands.press("enter", "e")
        seen = hands.seen()
        assert "Re: Prices" in seen
        assert "Hello Iva," in seen
        assert "{times}" in seen
        pad = hands.app.screen.pad
        pad.text = "Dear Iva,\n\nany of these suits me:\n\n{times}\n\nYours, Ana"
        await hands.press("ctrl+g")
        seen = hands.seen()
        assert "Dear Iva," in seen
        assert "1. Thursday 26 November" in seen
        assert "Yours, Ana" in seen
        assert "these times are free" not in seen
        assert "Answer with the one" not in seen


async def test_an_offer_without_its_times_cannot_leave() -> None:
    here = stage(CALL)
    async with shown(here, "inbox") as hands:
        await hands.press("enter", "e")
        hands.app.screen.pad.text = "Dear Iva, call me."
        await hands.press("ctrl+g")
        assert "has lost its times" in hands.seen()
        await hands.press("S")
        assert here[0].snapshot().count("outbox") == 0


async def test_what_is_pasted_into_a_draft_can_only_be_seen() -> None:
    here = drafted()
    async with shown(here, "inbox") as hands:
        await hands.press("e")
        hands.app.screen.focused.post_message(  # type: ignore[union-attr]
            events.Paste("[b]one[/]\x1b]52;c;eA==\x07\r\ntwo\u202e")
        )
        await hands.settle()
        await hands.press("ctrl+g")
        body = step(here)["body"]
        assert "[b]one[/]" in body
        assert "\x1b" not in body
        assert "\u202e" not in body
