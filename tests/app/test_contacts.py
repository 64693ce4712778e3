"""Somebody outside becomes known: by hand, and with what a person decides to do for them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.conftest import act
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.promises import keep, overhear
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.wiring import intake

KELLNER = "iva@kellner.example"
THU = "2026-03-05T10:00:00+01:00"


def mail(
    text: str, *, sender: str = f"Iva Kellner <{KELLNER}>", more: str = "", n: int = 1
) -> bytes:
    return (
        f"From: {sender}\nTo: Ana Ruiz <ana@acme.example>\nSubject: The shop\n"
        f"Message-ID: <m{n}@kellner.example>\nDate: Tue, 3 Mar 2026 09:0{n}:00 +0100\n{more}\n"
        f"{text}\n"
    ).encode()


ASKS = "Hello Ana,\n\nplease send me the price list by Friday.\n\nIva Kellner"


def sensed(desk: Desk, raw: bytes) -> tuple[Inbox, list[Any]]:
    box = Inbox(desk, intake)
    return box, list(box.sense(raw, "eml").suggestions)


def contact(desk: Desk, email: str = KELLNER) -> Any:
    return desk.snapshot().get("contacts", email)


def test_a_contact_is_made_changed_and_forgotten_each_with_its_undo(desk: Desk) -> None:
    desk.do([act("create_contact", email=KELLNER, name="Iva Kellner", tz="Europe/Vienna")])
    assert contact(desk)["name"] == "Iva Kellner"
    desk.do([act("update_contact", contact="kellner", project="web", tz="Asia/Tokyo")])
    assert (contact(desk)["project"], contact(desk)["tz"]) == ("WEB", "Asia/Tokyo")
    desk.do([act("delete_contact", contact=KELLNER)])
    assert contact(desk) is None
    for expected in ("Asia/Tokyo", "Europe/Vienna"):
        desk.undo()
        assert contact(desk)["tz"] == expected
    desk.undo()
    assert contact(desk) is None


def test_what_cannot_be_a_contact_is_said_with_the_way_out(desk: Desk) -> None:
    desk.do([act("create_contact", email=KELLNER, name="Iva Kellner")])
    with pytest.raises(Refused, match="already"):
        desk.do([act("create_contact", email=KELLNER)])
    with pytest.raises(Refused, match="in the team"):
        desk.do([act("create_contact", email="bo@acme.example")])
    with pytest.raises(NotFound, match="no contact"):
        desk.do([act("update_contact", contact="nobody", name="x")])
    with pytest.raises(BadInput, match=r"could be iva@.*, iva@"):
        desk.do([act("update_contact", contact="iva", name="x")])


def test_a_name_is_taken_from_the_address_where_nobody_said_one(desk: Desk) -> None:
    desk.do([act("create_contact", email="tom.de-lucca@x.example")])
    desk.do([act("create_contact", email="x99@x.example")])
    names = [contact(desk, who)["name"] for who in ("tom.de-lucca@x.example", "x99@x.example")]
    assert names == ["Tom De Lucca", "x99"]


def test_who_is_booked_by_command_is_known_in_the_same_entry_and_unknown_with_its_undo(
    desk: Desk,
) -> None:
    booked = act("book_slot", event_type="intro", invitee=KELLNER, start=THU, name="Iva Kellner",
                 display_tz="Asia/Tokyo")  # fmt: skip
    receipt = desk.do([booked])
    assert contact(desk)["name"] == "Iva Kellner"
    assert contact(desk)["tz"] == "Asia/Tokyo"
    assert "Iva Kellner is a contact now" in receipt.text
    desk.undo()
    assert contact(desk) is None
    desk.redo()
    assert contact(desk)["name"] == "Iva Kellner"


def test_who_books_on_a_page_is_known(desk: Desk) -> None:
    desk.through("web").do([act("book_slot", event_type="intro", invitee=KELLNER, start=THU)])
    assert contact(desk)["name"] == "Iva"


def test_who_is_written_to_is_known_but_no_teammate_and_nothing_that_nobody_reads(
    desk: Desk,
) -> None:
    for to in (KELLNER, "bo@acme.example", "no-reply@shop.example", "newsletter@shop.example"):
        desk.do([act("send_message", to=to, body="Hello.")])
    made = {doc["id"] for doc in desk.snapshot().all("contacts")}
    assert made == {"iva@novak.example", KELLNER}


def test_applying_what_somebody_asks_makes_them_known_and_undo_unknown(desk: Desk) -> None:
    box, [suggestion] = sensed(desk, mail(ASKS))
    assert contact(desk) is None
    box.apply(suggestion["id"])
    assert contact(desk)["name"] == "Iva Kellner"
    desk.undo()
    assert contact(desk) is None
    assert box.show(suggestion["id"])["state"] == "proposed"


def test_dismissing_makes_nobody_known(desk: Desk) -> None:
    box, [suggestion] = sensed(desk, mail(ASKS))
    box.dismiss(suggestion["id"])
    assert contact(desk) is None


def test_a_second_request_is_not_stale_because_the_first_made_its_sender_known(desk: Desk) -> None:
    offers = "Hello Ana,\n\ncould we have a call next week?\n\nIva Kellner"
    box, [first] = sensed(desk, mail(ASKS))
    _, [second] = sensed(desk, mail(offers, n=2))
    box.apply(first["id"])
    assert box.apply(second["id"], yes=True).effects


def test_undo_keeps_a_contact_whom_something_else_needs_or_who_was_changed(desk: Desk) -> None:
    box, [first] = sensed(desk, mail(ASKS))
    receipt = box.apply(first["id"])
    desk.do([act("create_task", title="Call her", contact_email=KELLNER)])
    assert receipt.entry is not None
    desk.undo(receipt.entry.seq)
    assert contact(desk)["name"] == "Iva Kellner"
    desk.do([act("book_slot", event_type="intro", invitee="zoe@x.example", start=THU)])
    desk.do([act("update_contact", contact="zoe@x.example", name="Zoe Park")])
    desk.undo(desk.store.seq - 1)
    assert contact(desk, "zoe@x.example")["name"] == "Zoe Park"


def test_whoever_sends_to_many_is_not_made_known(desk: Desk) -> None:
    more = "List-Unsubscribe: <https://x.example/u>\nPrecedence: bulk\n"
    box, _ = sensed(desk, mail(ASKS, more=more))
    arrival = next(iter(desk.snapshot().all("arrivals")))
    assert arrival["trust"] == "bulk"
    doc = {"id": "S-90", "arrivals": [arrival["id"]], "title": "x", "state": "proposed",
           "actions": [{"n": 1, "type": "create_task", "title": "x"}]}  # fmt: skip
    desk.commit(lambda draft: draft.create("suggestions", doc))
    box.apply("S-90")
    assert contact(desk) is None


def test_rules_agents_and_promises_know_whoever_became_known(desk: Desk) -> None:
    promised = (
        f"{ASKS.removesuffix('Iva Kellner')}I'll send you the texts on Monday.\n\nIva Kellner"
    )
    box, made = sensed(desk, mail(promised))
    heard = overhear(desk)
    desk.commit(lambda draft: keep(draft, heard))
    assert not list(desk.snapshot().all("promises"))
    box.apply(made[0]["id"])
    news = overhear(desk)
    desk.commit(lambda draft: keep(draft, news))
    assert [doc["who"] for doc in desk.snapshot().all("promises")] == [KELLNER]
    box, [second] = sensed(desk, mail("Please send the invoice by Friday.\n\nIva", n=3))
    arrival = desk.snapshot().get("arrivals", second["arrivals"][0])
    assert arrival is not None
    assert arrival["trust"] == "known"
    box.always(second["id"])
    assert [rule["source"] for rule in desk.snapshot().all("rules")] == [KELLNER]


def test_a_rule_can_be_made_on_the_very_mail_whose_sender_was_made_a_contact(desk: Desk) -> None:
    box, [suggestion] = sensed(desk, mail(ASKS))
    with pytest.raises(Refused, match="nobody you know"):
        box.always(suggestion["id"])
    desk.do([act("create_contact", email=KELLNER)])
    box.always(suggestion["id"])
    assert list(desk.snapshot().all("rules"))


@pytest.mark.parametrize(
    ("whose", "tied"), [("zoe@park.example", None), (KELLNER, "WEB-2"), (None, "WEB-2")]
)
def test_a_promise_to_somebody_is_not_about_the_task_of_somebody_else(
    desk: Desk, whose: str | None, tied: str | None
) -> None:
    desk.do([act("create_contact", email=KELLNER, name="Iva Kellner")])
    desk.do([act("update_task", task="WEB-2", title="Price list", contact_email=whose,
                 assignee="ana")])  # fmt: skip
    desk.do([act("send_message", to=KELLNER, subject="The shop",
                 body="Hello Iva,\n\nI will send you the price list on Friday.\n\nAna")])  # fmt: skip
    news = overhear(desk)
    desk.commit(lambda draft: keep(draft, news))
    assert [doc.get("task") for doc in desk.snapshot().all("promises")] == [tied]
