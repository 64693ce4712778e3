"""A mail answered with `r`, and somebody unknown made a contact, without leaving the keys."""

from __future__ import annotations

import pytest

from tests.faces.tui.inbox_stage import CALL, shown, stage
from tests.faces.tui.test_inbox import QUOTE
from worktui.domain.actions.meetings import BookSlot

STRANGE = CALL.replace("iva@novak.example", "zoe@park.example").replace("Iva Novak", "Zoe Park")
QUESTION = """From: Iva Novak <iva@novak.example>
To: Ana Ruiz <ana@acme.example>
Subject: AW: Start
Message-ID: <q7@novak.example>
In-Reply-To: <o1@acme.example>
References: <first@novak.example> <o1@acme.example>
Date: Mon, 23 Nov 2026 13:40:00 +0100

Hallo Ana,

wann könnten Sie mit der Programmierung der Startseite anfangen?

Viele Grüße
Iva Novak
"""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_r_drafts_an_answer_that_is_written_shown_and_sent_by_s_alone(
    size: tuple[int, int],
) -> None:
    here = stage(QUESTION)
    work = here[0].snapshot
    async with shown(here, "inbox", size) as hands:
        await hands.press("r")
        seen = hands.seen()
        assert "Answer Iva Novak" in seen
        assert "Re: Start" in seen
        assert "Hallo Iva," in seen
        assert "Viele Grüße" in seen
        await hands.type("Am Montag.")
        await hands.press("ctrl+g")
        assert "Am Montag." in hands.seen()
        assert work().count("outbox") == 0
        await hands.press("enter")
        assert work().count("outbox") == 0
        await hands.press("S")
    [letter] = work().all("outbox")
    assert (letter["to"], letter["subject"]) == ("iva@novak.example", "Re: Start")
    assert letter["body"] == "Hallo Iva,\n\nAm Montag.\n\nViele Grüße\nAna Ruiz"
    assert letter["in_reply_to"] == "<q7@novak.example>"
    thread = ["<first@novak.example>", "<o1@acme.example>", "<q7@novak.example>"]
    assert letter["references"] == thread


async def test_what_was_written_is_edited_again_from_where_it_is_shown() -> None:
    here = stage(QUESTION)
    async with shown(here, "inbox") as hands:
        await hands.press("r")
        await hands.type("Am Montag.")
        await hands.press("ctrl+g", "e")
        assert "Am Montag." in hands.seen()
        await hands.type("!")
        await hands.press("escape", "r")
        assert "Am Montag." in hands.seen()
        await hands.press("escape")
    assert here[0].snapshot().count("outbox") == 0


async def test_c_page_answers_the_message_and_writes_where_nothing_came() -> None:
    here = stage(CALL)
    async with shown(here, "board") as hands:
        hands.app.open_contact("iva@novak.example")
        await hands.settle()
        assert "r reply" in hands.seen()
        await hands.press("r")
        assert "Re: Prices" in hands.seen()
        await hands.press("escape", "escape")
    desk, inbox = stage()
    async with shown((desk, inbox), "board") as hands:
        hands.app.open_contact("iva@novak.example")
        await hands.settle()
        assert "r write" in hands.seen()
        await hands.press("r")
        assert "Write to Iva Novak" in hands.seen()
        await hands.press("tab")
        await hands.type("News")
        await hands.press("enter")
        await hands.type("All is well.")
        await hands.press("ctrl+g", "S")
    assert [doc["subject"] for doc in desk.snapshot().all("outbox")] == ["News"]


async def test_a_stranger_is_made_a_contact_in_the_inbox() -> None:
    here = stage(STRANGE)
    async with shown(here, "inbox", (120, 40)) as hands:
        assert "not known here" in hands.seen()
        assert "E contact" in hands.seen()
        await hands.press("E")
        assert "Zoe Park" in hands.seen()
        await hands.type(" tz=Asia/Tokyo project=WEB")
        await hands.press("enter")
        doc = here[0].snapshot().get("contacts", "zoe@park.example")
        assert doc is not None
        assert (doc["name"], doc["tz"], doc["project"]) == ("Zoe Park", "Asia/Tokyo", "WEB")
        assert "not known here" not in hands.seen()
        await hands.press("u")
        assert here[0].snapshot().get("contacts", "zoe@park.example") is None


async def test_the_chooser_of_c_makes_a_contact_of_a_new_address() -> None:
    here = stage()
    async with shown(here, "activity") as hands:
        await hands.press("C")
        await hands.type("Tom Lee tom@lee.example")
        assert "make a contact of Tom Lee" in hands.seen()
        await hands.press("enter")
        assert hands.app.screen.place == "contact"
        assert "tom@lee.example" in hands.seen()
    doc = here[0].snapshot().get("contacts", "tom@lee.example")
    assert doc is not None
    assert doc["name"] == "Tom Lee"


async def test_the_footer_of_a_contact_offers_task_verbs_only_on_a_task() -> None:
    here = stage(CALL)
    async with shown(here, "board", (120, 40)) as hands:
        hands.app.open_contact("iva@novak.example")
        await hands.settle()
        page = hands.app.screen
        offered = {True: False, False: False}
        for _ in range(12):
            on_task = page.rows_.key.startswith("task:")
            assert ("x done" in hands.seen()) == on_task
            offered[on_task] = True
            await hands.press("j")
        assert offered == {True: True, False: True}


async def test_a_contact_is_changed_on_their_page() -> None:
    here = stage(CALL)
    async with shown(here, "board") as hands:
        hands.app.open_contact("iva@novak.example")
        await hands.settle()
        await hands.press("E", "ctrl+u")
        await hands.type("Iva Nováková tz=Europe/Prague")
        await hands.press("enter")
    doc = here[0].snapshot().get("contacts", "iva@novak.example")
    assert doc is not None
    assert (doc["name"], doc.get("project")) == ("Iva Nováková", None)


async def test_a_guest_without_a_contact_has_a_page_named_once() -> None:
    desk, inbox = stage()
    start = "2026-11-26T14:00:00+01:00"
    desk.do(
        [BookSlot(event_type="intro", invitee="zoe@park.example", start=start, name="Zoe Park")]
    )
    desk.commit(lambda draft: draft.delete("contacts", "zoe@park.example"))
    async with shown((desk, inbox), "activity") as hands:
        await hands.press("C")
        await hands.type("park")
        await hands.press("enter")
        seen = hands.seen()
        assert seen.count("Zoe Park") == 1
        assert "E make a contact" in seen


async def test_a_task_shows_the_words_it_came_from_and_o_the_whole_message() -> None:
    here = stage(QUOTE)
    here[1].apply("S-1")
    [id] = here[1].show("S-1")["tasks"]
    async with shown(here, "board", (120, 40)) as hands:
        hands.app.open_task(id)
        await hands.settle()
        seen = hands.seen()
        assert "Iva Novak   mail   mon 23 Nov" in seen
        assert "o the whole" in seen
        await hands.press("o")
        assert "brochure" in hands.seen()
        await hands.press("escape")
        hands.app.open_task("WEB-1")
        await hands.settle()
        await hands.press("o")
        assert "came from no message" in hands.seen()
