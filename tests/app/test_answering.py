"""A question in a mail: its answer is drafted, waits for words, and settles what it answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import act
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.replying import answerable, reply_to, room_to_write
from worktui.app.tick import tick
from worktui.domain.errors import Refused
from worktui.wiring import intake

ASKS = {
    "en": "Hello Ana,\n\nwhat does the hosting of the shop cost per year?\n\nIva",
    "de": "Hallo Ana,\n\nwelche Technik benutzen Sie für den neuen Shop?\n\nIva",
    "fr": "Bonjour Ana,\n\nquel est le prix de la maintenance du site pour une année ?\n\nIva",
}


def mail(text: str, *, name: str = "Iva Novak", to: str = "iva@novak.example") -> bytes:
    return (
        f"From: {name} <{to}>\nTo: Ana Ruiz <ana@acme.example>\nSubject: Re: AW: The shop\n"
        "Message-ID: <q1@novak.example>\nIn-Reply-To: <b@acme.example>\n"
        "References: <a@novak.example> <b@acme.example>\n"
        "Content-Type: text/plain; charset=utf-8\n"
        f"Date: Wed, 4 Mar 2026 09:00:00 +0100\n\n{text}\n"
    ).encode()


def asked(desk: Desk, raw: bytes) -> tuple[Inbox, Any]:
    """The one suggestion of a mail, once time has passed over it."""
    box = Inbox(desk, intake)
    [doc] = box.sense(raw, "eml").suggestions
    tick(desk)
    return box, box.show(doc["id"])


@pytest.mark.parametrize(
    ("lang", "hello", "closing"),
    [("en", "Hello Iva,", "Best regards,"), ("de", "Hallo Iva,", "Viele Grüße"),
     ("fr", "Bonjour Iva,", "Bien cordialement,")],
)  # fmt: skip
def test_a_question_gets_a_drafted_answer_in_its_language(
    desk: Desk, lang: str, hello: str, closing: str
) -> None:
    _, doc = asked(desk, mail(ASKS[lang]))
    task, letter = doc["actions"]
    assert task["type"] == "create_task"
    assert (letter["to"], letter["subject"]) == ("iva@novak.example", "Re: The shop")
    assert letter["body"].startswith(hello)
    assert letter["body"].endswith(f"{closing}\nAna Ruiz")
    assert doc["unticked"] == [letter["n"]]
    assert tick(desk).entry is None  # drafted once


def test_a_question_of_which_nothing_was_made_comes_up_to_be_answered(desk: Desk) -> None:
    box = Inbox(desk, intake)
    box.sense(mail("Hello Ana,\n\nthank you for the nice call.\n\nIva"), "eml")
    note = "“When could you start?” asks for nothing that can be named."
    fields = {"text": "When could you start?", "notes": [note], "state": "closed"}
    desk.commit(lambda draft: draft.update("arrivals", "A-1", fields))
    tick(desk)
    [doc] = box.list()
    assert doc["title"] == "Iva Novak: When could you start?"
    [step] = doc["actions"]
    assert step["subject"] == "Re: The shop"
    box.edit(doc["id"], 1, {"body": "Hello Iva,\n\nOn Monday.\n\nAna"})
    box.apply(doc["id"], yes=True)
    assert desk.snapshot().count("outbox") == 1
    assert tick(desk).entry is None


def test_work_that_is_asked_for_by_a_question_has_an_answer_drafted_beside_it(desk: Desk) -> None:
    text = "Hello Ana,\n\nwhen could you start with the programming of the shop?\n\nIva"
    box, doc = asked(desk, mail(text))
    assert [step["type"] for step in doc["actions"]] == ["create_task", "send_message"]
    box.edit(doc["id"], 2, {"body": "Hello Iva,\n\nOn Monday.\n\nAna"})
    assert not box.show(doc["id"]).get("unticked")  # the work is still to be done


def test_what_is_only_asked_for_politely_gets_no_draft(desk: Desk) -> None:
    text = "Hello Ana,\n\ncould you please send me the price list by Friday?\n\nIva"
    _, doc = asked(desk, mail(text))
    assert [step["type"] for step in doc["actions"]] == ["create_task"]


def test_an_answer_that_says_nothing_cannot_leave(desk: Desk) -> None:
    box, doc = asked(desk, mail(ASKS["en"]))
    with pytest.raises(Refused, match="what you answer"):
        box.apply(doc["id"], [2], yes=True)
    box.apply(doc["id"])
    assert not list(desk.snapshot().all("outbox"))


def test_an_answer_that_was_written_takes_the_place_of_the_task(desk: Desk) -> None:
    box, doc = asked(desk, mail(ASKS["en"]))
    box.edit(doc["id"], 2, {"body": "Hello Iva,\n\nnext Monday.\n\nAna"})
    assert box.show(doc["id"])["unticked"] == [1]
    box.apply(doc["id"], yes=True)
    [letter] = desk.snapshot().all("outbox")
    assert letter["in_reply_to"] == "<q1@novak.example>"
    assert letter["references"] == ["<a@novak.example>", "<b@acme.example>", "<q1@novak.example>"]
    assert box.show(doc["id"])["state"] == "applied"
    assert not [t for t in desk.snapshot().all("tasks") if t["title"].startswith("Answer")]


def test_answering_by_hand_settles_what_was_suggested_as_an_answer(desk: Desk) -> None:
    box, doc = asked(desk, mail(ASKS["en"]))
    work = desk.snapshot()
    desk.do([reply_to(work, answerable(work, doc["id"]), "ana", "Next Monday.")])
    assert box.show(doc["id"])["state"] == "withdrawn"
    desk.undo()
    assert box.show(doc["id"])["state"] == "proposed"


def test_an_answer_goes_to_its_sender_only(desk: Desk) -> None:
    _, doc = asked(desk, mail(ASKS["en"]))
    arrival = doc["arrivals"][0]
    with pytest.raises(Refused, match="whoever sent it"):
        desk.do([act("send_message", to="eve@evil.example", body="x", answers=arrival)])


def test_who_reads_no_answers_gets_no_draft(desk: Desk) -> None:
    raw = mail(ASKS["en"], name="Shop", to="no-reply@shop.example")
    for doc in Inbox(desk, intake).sense(raw, "eml").suggestions:
        tick(desk)
        found = desk.snapshot().get("suggestions", doc["id"]) or {}
        assert all(step["type"] != "send_message" for step in found["actions"])


def test_a_draft_has_an_empty_line_to_write_in() -> None:
    body, (line, column) = room_to_write("Hello,\n\n\nBye\nAna")
    assert body.split("\n")[line - 1 : line + 2] == ["", "", ""]
    assert column == 0


def test_the_task_to_answer_is_done_with_the_answer(desk: Desk) -> None:
    box, doc = asked(desk, mail(ASKS["en"]))
    box.apply(doc["id"])
    [task] = [t for t in desk.snapshot().all("tasks") if t["title"].startswith("Answer")]
    work = desk.snapshot()
    desk.do([reply_to(work, answerable(work, doc["arrivals"][0]), "ana", "90 a year.")])
    assert (desk.snapshot().get("tasks", task["id"]) or {})["status"] == "done"
    desk.undo()
    assert (desk.snapshot().get("tasks", task["id"]) or {})["status"] == "todo"
