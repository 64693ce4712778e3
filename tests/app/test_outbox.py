"""The outbox: what may leave when, in which order, by whom; and what settings can carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import NOW, act
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.outbox import deliver, due, line_of, make_known, receiver_names
from worktui.app.ports import Outcome
from worktui.app.views.outgoing import outgoing_views
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.snapshot import MappingSnapshot
from worktui.effects.courier import Courier
from worktui.effects.maildir import MaildirCarrier
from worktui.effects.scripted import ScriptedCarrier
from worktui.formats.worktui_json import export, import_into

THU = "2026-03-05T14:00:00+01:00"
FRI = "2026-03-06T09:00:00+01:00"
BOOK = {"event_type": "intro", "invitee": "iva@novak.example", "start": THU}


class Post:
    """A courier that answers as told, by document; without a word everything is sent."""

    leaves = True

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.tried: list[str] = []

    def deliver(self, due: Sequence[Doc], now: datetime) -> Iterator[Outcome]:
        for doc in due:
            self.tried.append(doc["id"])
            state = self.answers.get(doc["id"].replace("-", ""), "sent")
            fields: dict[str, Any] = {"state": state, "attempts": int(doc.get("attempts", 0)) + 1}
            if state == "sent":
                fields |= {"sent_at": now.isoformat()}
            if state == "dead":
                fields |= {"last_error": "The mail server answered 550 no such user."}
            if state == "pending":
                fields |= {"next_at": (now + timedelta(hours=1)).isoformat()}
            yield Outcome(doc["id"], fields, f"{doc['id']} is {state}")


def outbox(desk: Desk) -> list[Doc]:
    return list(desk.snapshot().all("outbox"))


def writes(desk: Desk) -> None:
    """Ana's calendar is written from now on."""
    make_known(desk, calendar=True, posts=["team"])


def test_a_booking_puts_a_letter_and_an_event_into_the_outbox(desk: Desk) -> None:
    writes(desk)
    preview = desk.preview([act("book_slot", **BOOK)])
    assert [(doc["kind"], doc["to"]) for doc in preview.effects] == [
        ("mail", "iva@novak.example"), ("calendar", "ana"),
    ]  # fmt: skip
    assert preview.effects[1]["ics"]["summary"] == "Intro call, Iva Novak"
    assert preview.outward


def test_without_a_calendar_there_is_no_event(desk: Desk) -> None:
    desk.do([act("book_slot", **BOOK)])
    assert [doc["kind"] for doc in outbox(desk)] == ["mail"]


def test_a_hold_is_in_no_calendar(desk: Desk) -> None:
    writes(desk)
    desk.do([act("hold_slot", event_type="intro", start=THU, until="2026-03-04T12:00:00+01:00")])
    desk.do([act("reschedule_booking", booking="BK-1", requested_start=FRI)])
    desk.do([act("cancel_booking", booking="BK-1")])
    assert outbox(desk) == []


def test_each_way_has_an_order_of_its_own(desk: Desk, clock: FixedClock) -> None:
    writes(desk)
    desk.do([act("book_slot", **BOOK)])
    desk.do([act("cancel_booking", booking="BK-1")])
    post = Post(O1="pending")
    deliver(desk, post, at_once=True)
    assert post.tried == ["O-1", "O-2", "O-4"], "the event is put and taken off, the letter waits"
    clock.set(NOW + timedelta(hours=2))
    again = Post()
    deliver(desk, again)
    assert again.tried == ["O-1", "O-3"]


def test_what_a_courier_cannot_carry_is_not_touched(desk: Desk) -> None:
    writes(desk)
    desk.do([act("book_slot", **BOOK)])

    class MailOnly(Post):
        def carries(self, doc: Doc) -> bool:
            return doc["kind"] == "mail"

    seen = deliver(desk, MailOnly(), at_once=True)
    assert [outcome.id for outcome in seen.outcomes] == ["O-1"]
    assert seen.waiting == 1
    event = desk.snapshot().get("outbox", "O-2") or {}
    assert "on_its_way" not in event


def test_undo_before_anything_left_takes_both_back(desk: Desk) -> None:
    writes(desk)
    desk.do([act("book_slot", **BOOK)])
    desk.undo()
    assert outbox(desk) == []
    desk.redo()
    assert [doc["kind"] for doc in outbox(desk)] == ["mail", "calendar"]


def test_undo_takes_off_an_event_though_its_letter_had_not_left(desk: Desk) -> None:
    writes(desk)
    desk.do([act("book_slot", **BOOK)])
    deliver(desk, Post(O1="dead"), at_once=True)  # the letter was tried, so it may have come
    desk.undo(yes=True)
    kinds = [(doc["kind"], (doc.get("ics") or {})["method"]) for doc in outbox(desk)[2:]]
    assert kinds == [("mail", "CANCEL"), ("calendar", "CANCEL")]


def test_undo_needs_no_yes_where_only_ones_own_calendar_has_it(desk: Desk) -> None:
    writes(desk)
    desk.do([act("book_slot", **BOOK)])

    class CalendarOnly(Post):
        def carries(self, doc: Doc) -> bool:
            return doc["kind"] == "calendar"

    deliver(desk, CalendarOnly(), at_once=True)
    desk.undo()
    assert desk.snapshot().get("bookings", "BK-1") is None
    event, gone = outbox(desk)
    assert (event["id"], gone["ics"]["method"]) == ("O-2", "CANCEL")
    assert gone["ics"]["uid"] == event["ics"]["uid"]


def test_undo_of_a_move_puts_the_event_back_to_its_time(desk: Desk) -> None:
    writes(desk)
    desk.do([act("book_slot", **BOOK)])
    deliver(desk, Post(), at_once=True)
    desk.do([act("reschedule_booking", booking="BK-1", requested_start=FRI)])
    deliver(desk, Post(), at_once=True)
    desk.undo(yes=True)
    last = outbox(desk)[-1]
    assert (last["kind"], last["ics"]["start"], last["ics"]["sequence"]) == ("calendar", THU, 2)


def test_a_hosts_event_is_kept_up_though_the_settings_are_gone(desk: Desk) -> None:
    writes(desk)
    desk.do([act("book_slot", **BOOK)])
    desk.commit(lambda draft: draft.update("people", "ana", {"calendar_write": None}))
    desk.do([act("cancel_booking", booking="BK-1")])
    assert [doc["kind"] for doc in outbox(desk)] == ["mail", "calendar"] * 2


def test_settings_are_made_known_once_and_nothing_is_taken_back(desk: Desk) -> None:
    before = desk.store.seq
    make_known(desk, calendar=False, posts=[])
    assert desk.store.seq == before
    make_known(desk, calendar=True, posts=["crm", "team"])
    make_known(desk, calendar=True, posts=["team"])
    make_known(desk, calendar=False, posts=[])
    assert desk.store.seq == before + 1
    person = desk.snapshot().get("people", "ana") or {}
    assert (person["calendar_write"], person["posts"]) == (True, ["crm", "team"])
    assert receiver_names({"team": "", "team_secret": "", "a_allow_private": ""}) == ["team"]


def test_mail_does_not_end_in_a_folder_while_a_colleague_can_send_it(
    desk: Desk, tmp_path: Path
) -> None:
    desk.do([act("book_slot", **BOOK)])
    folder = MaildirCarrier(tmp_path / "mail")
    courier = Courier(folder, owner="ana", work=desk.snapshot)
    make_known(Desk(desk.store, desk.clock, "bo"), mail=True)
    assert deliver(desk, courier, at_once=True).outcomes == ()
    sends = Courier(ScriptedCarrier(), sender="bo@acme.example", owner="bo", work=desk.snapshot)
    assert len(deliver(desk, sends, at_once=True).outcomes) == 1
    desk.do([act("cancel_booking", booking="BK-1")])
    own = Courier(folder, owner="bo", work=desk.snapshot)
    assert len(deliver(desk, own, at_once=True).outcomes) == 1, "one's own settings may change"


@pytest.mark.parametrize(
    "to", ["https://hooks.example/x", "http://127.0.0.1/", "team/../x", "file:///etc/passwd"]
)
def test_a_webhook_goes_to_no_address_from_a_text(desk: Desk, to: str) -> None:
    with pytest.raises(BadInput, match="never to an address"):
        desk.do([act("send_message", channel="webhook", to=to, body="x")])


def test_a_receiver_that_settings_name_is_sent_to_without_a_warning(desk: Desk) -> None:
    writes(desk)
    preview = desk.preview([act("send_message", channel="webhook", to="team", body="Done.")])
    assert preview.warnings == ()
    assert [doc["kind"] for doc in preview.effects] == ["webhook"]


def test_what_has_to_wait_holds_up_its_own_line_only() -> None:
    made = NOW.isoformat()
    docs = [
        {"id": "O-1", "kind": "mail", "to": "A@x.example", "entity": "BK-1"},
        {"id": "O-2", "kind": "calendar", "to": "a@x.example", "entity": "BK-1"},
        {"id": "O-3", "kind": "mail", "to": "a@x.example", "entity": "BK-1"},
        {"id": "O-4", "kind": "mail", "to": "a@x.example", "entity": "BK-2"},
    ]
    table = {
        doc["id"]: {**doc, "state": "pending", "created_at": made, "attempts": 0} for doc in docs
    }
    table["O-1"] |= {"attempts": 1, "next_at": (NOW + timedelta(hours=1)).isoformat()}
    work = MappingSnapshot({"outbox": table})
    assert [doc["id"] for doc in due(work, NOW)] == ["O-2", "O-4"]
    assert line_of(docs[0]) == line_of(docs[2])


# what could not be delivered


def refused(desk: Desk) -> Doc:
    """A booking whose invitation the mail server refused."""
    desk.do([act("book_slot", **BOOK)])
    deliver(desk, Post(O1="dead"), at_once=True)
    return desk.snapshot().get("outbox", "O-1") or {}


def test_sent_again_a_message_keeps_its_identity(desk: Desk) -> None:
    old = refused(desk)
    desk.do([act("retry_message", message="o-1")])
    fresh = outbox(desk)[-1]
    assert (fresh["id"], fresh["state"], fresh["attempts"]) == ("O-2", "pending", 0)
    assert (fresh["message_id"], fresh["key"]) == (old["message_id"], old["key"])
    assert (fresh["ics"], fresh["body"]) == (old["ics"], old["body"])
    assert (desk.snapshot().get("outbox", "O-1") or {})["state"] == "failed"


def test_sent_again_to_another_address_it_invites_that_one(desk: Desk) -> None:
    refused(desk)
    desk.do([act("retry_message", message="O-1", to="iva@work.example")])
    fresh = outbox(desk)[-1]
    assert fresh["to"] == "iva@work.example"
    assert [guest["email"] for guest in fresh["ics"]["attendees"]] == ["iva@work.example"]


def test_an_old_word_is_not_sent_after_a_newer_one(desk: Desk) -> None:
    refused(desk)
    desk.do([act("cancel_booking", booking="BK-1")])
    with pytest.raises(Refused, match="would contradict"):
        desk.do([act("retry_message", message="O-1")])


def test_sending_again_can_be_undone_until_it_left(desk: Desk) -> None:
    refused(desk)
    again = desk.do([act("retry_message", message="O-1")])
    desk.undo()
    assert [(doc["id"], doc["state"]) for doc in outbox(desk)] == [("O-1", "dead")]
    desk.redo()
    deliver(desk, Post(), at_once=True)
    assert again.entry is not None
    with pytest.raises(Refused, match=r"told outside|has left"):
        desk.undo()


def test_giving_up_can_be_undone(desk: Desk) -> None:
    refused(desk)
    desk.do([act("drop_message", message="O-1")])
    assert outgoing_views(desk.snapshot()) == []
    with pytest.raises(Refused, match="given up already"):
        desk.do([act("drop_message", message="O-1")])
    desk.undo()
    (view,) = outgoing_views(desk.snapshot())
    assert (view.state, view.what) == ("dead", "Mail to Iva Novak")
    assert "550" in view.why


def test_what_was_sent_is_neither_sent_again_nor_given_up(desk: Desk) -> None:
    desk.do([act("book_slot", **BOOK)])
    deliver(desk, Post(), at_once=True)
    for name in ("retry_message", "drop_message"):
        with pytest.raises(Refused, match="sent already"):
            desk.do([act(name, message="O-1")])
    with pytest.raises(NotFound):
        desk.do([act("drop_message", message="O-77")])


def test_a_full_export_with_all_of_this_comes_back_the_same(desk: Desk, clock: FixedClock) -> None:
    from worktui.store.memory import MemoryStore

    writes(desk)
    refused(desk)
    desk.do([act("retry_message", message="O-1")])
    given = export(desk.snapshot(), desk.store.entries())
    store = MemoryStore()
    store.open()
    other = Desk(store, clock, "ana")
    import_into(other, given)
    assert {doc["id"] for doc in outbox(other)} == {doc["id"] for doc in outbox(desk)}


def test_a_workspace_that_does_not_know_this_person_is_left_alone(desk: Desk) -> None:
    stranger = Desk(desk.store, desk.clock, "nobody")
    before = desk.store.seq
    make_known(stranger, calendar=True, posts=["x"])
    assert desk.store.seq == before


def test_letters_to_one_reader_that_speak_of_different_things_do_not_wait_for_each_other(
    desk: Desk, clock: FixedClock
) -> None:
    for subject in ("Invoice 7", "Photos"):
        letter = {"to": "iva@novak.example", "subject": subject, "body": "Here it is."}
        desk.do([act("send_message", channel="mail", **letter)])
    post = Post(O1="pending")
    assert [outcome.id for outcome in deliver(desk, post, at_once=True).outcomes] == ["O-1", "O-2"]
    post.answers["O1"] = "dead"
    clock.set(clock.now() + timedelta(hours=2))
    deliver(desk, post)
    desk.do([act("retry_message", message="O-1")])
    assert outbox(desk)[-1]["subject"] == "Invoice 7", "what went since speaks of something else"


def test_letters_of_older_workspaces_that_name_their_reader_are_no_line_either() -> None:
    old = {"kind": "mail", "to": "iva@x", "entity": "mail:iva@x", "action": "send_message"}
    assert line_of({**old, "id": "O-1"}) != line_of({**old, "id": "O-2"})


def test_offers_of_one_booking_type_keep_their_order_and_those_of_two_do_not_wait() -> None:
    offer = {"kind": "mail", "to": "iva@x", "entity": "offer:iva@x", "action": "offer_slots"}
    intro, later = ({**offer, "id": id, "event_type": "intro"} for id in ("O-1", "O-2"))
    assert line_of(intro) == line_of(later)
    assert line_of(intro) != line_of({**offer, "id": "O-3", "event_type": "visit"})


@pytest.mark.parametrize("delay", [1e308, -1e308, float("inf"), float("nan"), -5, None])
def test_no_time_of_holding_that_was_brought_in_stops_what_leaves(
    desk: Desk, delay: float | None
) -> None:
    for subject in ("One", "Two"):
        letter = {"to": "iva@novak.example", "subject": subject, "body": "Here it is."}
        desk.do([act("send_message", channel="mail", **letter)])
    desk.commit(lambda draft: draft.update("outbox", "O-1", {"delay": delay}))
    assert len(deliver(desk, Post(), at_once=True).outcomes) == 2
