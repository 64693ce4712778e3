"""A letter that waits for an answer and gets none comes to the inbox, with a chaser drafted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.app.conftest import NOW, act
from tests.app.test_outbox import Post
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.outbox import deliver
from worktui.app.tick import tick
from worktui.domain.change import Doc
from worktui.effects.mail import message_of
from worktui.wiring import intake

IVA = "iva@novak.example"
ASK: dict[str, Any] = {
    "to": IVA, "channel": "mail", "subject": "Logo", "body": "Hello Iva,\n\nwhich logo is it?\n",
}  # fmt: skip
REPLY = (
    "From: Iva Novak <{sender}>\r\nTo: ana@acme.example\r\nSubject: {subject}\r\n"
    "Message-ID: <{id}@novak.example>\r\nDate: Thu, 05 Mar 2026 09:00:00 +0000\r\n{more}\r\n"
    "The blue one.\r\n"
)


def sent(desk: Desk, **letter: Any) -> None:
    desk.do([act("send_message", **{**ASK, **letter})])
    deliver(desk, Post(), at_once=True)


def chasers(desk: Desk, state: str = "proposed") -> list[Doc]:
    tick(desk)
    found = desk.snapshot().all("suggestions")
    return [d for d in found if d["dedupe_key"].startswith("chase|") and d["state"] == state]


def reply(desk: Desk, *, sender: str = IVA, subject: str = "Logo", more: str = "") -> None:
    text = REPLY.format(sender=sender, subject=subject, more=more, id=f"m{desk.store.seq}")
    Inbox(desk, intake).sense(text, "eml")


def later(clock: FixedClock, day: int, hour: int = 11) -> None:
    clock.set(datetime.fromisoformat(f"2026-03-{day:02}T{hour:02}:00:00+01:00"))


def test_after_three_working_days_a_chaser_is_drafted(desk: Desk, clock: FixedClock) -> None:
    sent(desk)  # on a Wednesday
    for day in (5, 6, 7, 8):
        later(clock, day)
        assert chasers(desk) == [], f"on 2026-03-{day} it is too soon"
    later(clock, 9)
    (doc,) = chasers(desk)
    assert doc["title"] == "Iva Novak has not answered “Logo”"
    assert "3 working days" in doc["reason"]
    (step,) = doc["actions"]
    assert (step["type"], step["to"], step["subject"]) == ("send_message", IVA, "Re: Logo")
    assert step["reach"] == "outward"
    assert "Hello Iva" in step["body"]
    assert "wed 4 Mar" in step["body"]
    assert len(chasers(desk)) == 1, "it comes up once"


def test_holidays_and_days_off_do_not_count(desk: Desk, clock: FixedClock) -> None:
    desk.commit(lambda draft: draft.update("settings", "workspace", {"holidays": ["2026-03-09"]}))
    sent(desk)
    later(clock, 9)
    assert chasers(desk) == []
    later(clock, 10)
    assert len(chasers(desk)) == 1


@pytest.mark.parametrize("answer", ["same sender", "in reply to", "open chaser"])
def test_an_answer_closes_it(desk: Desk, clock: FixedClock, answer: str) -> None:
    sent(desk)
    letter = next(iter(desk.snapshot().all("outbox")))
    later(clock, 9)
    if answer == "open chaser":
        assert len(chasers(desk)) == 1
        reply(desk)
        assert len(chasers(desk, "withdrawn")) == 1
    elif answer == "in reply to":
        head = f"In-Reply-To: {letter['message_id']}\r\n"
        reply(desk, sender="office@novak.example", subject="Re: Logo", more=head)
    else:
        reply(desk, subject="Something else")
    assert chasers(desk) == []


def test_an_offer_is_answered_by_a_booking(desk: Desk, clock: FixedClock) -> None:
    desk.do([act("offer_slots", event_type="intro", to=IVA)])
    deliver(desk, Post(), at_once=True)
    later(clock, 9)
    assert len(chasers(desk)) == 1
    start = "2026-03-11T10:00:00+01:00"
    desk.do([act("book_slot", event_type="intro", invitee=IVA, start=start)])
    assert chasers(desk) == []


@pytest.mark.parametrize(
    "letter",
    [{"body": "Thank you, all is well.\n"}, {"body": "Yes.\n\n> which logo is it?\n"},
     {"channel": "webhook", "to": "team", "body": "Done?"}],
)  # fmt: skip
def test_what_asks_nothing_is_not_chased(
    desk: Desk, clock: FixedClock, letter: dict[str, Any]
) -> None:
    sent(desk, **letter)
    later(clock, 12)
    assert chasers(desk) == []


def test_an_automatic_answer_is_none(desk: Desk, clock: FixedClock) -> None:
    sent(desk)
    reply(desk, subject="Out of office", more="Auto-Submitted: auto-replied\r\n")
    later(clock, 10)
    assert len(chasers(desk)) == 1


def test_two_chasers_in_a_row_are_enough(desk: Desk, clock: FixedClock) -> None:
    sent(desk)
    inbox = Inbox(desk, intake)
    for day in (9, 12):
        later(clock, day)
        (doc,) = chasers(desk)
        inbox.apply(doc["id"], yes=True)
        deliver(desk, Post(), at_once=True)
    later(clock, 27)
    assert chasers(desk) == []
    letters = list(desk.snapshot().all("outbox"))
    assert len(letters) == 3
    assert letters[1]["in_reply_to"] == letters[0]["message_id"]


def test_an_answer_of_ours_is_threaded_under_the_letter_it_answers(desk: Desk) -> None:
    reply(desk, subject="Opening hours")
    (arrival,) = desk.snapshot().all("arrivals")
    sent(desk, subject="Re: Opening hours", body="From nine to five.")
    (letter,) = desk.snapshot().all("outbox")
    assert letter["in_reply_to"] == f"<{arrival['external_id']}>"
    assert message_of(letter, sender="ana@acme.example", now=NOW)["References"]


def test_one_reader_is_chased_for_the_last_letter_only(desk: Desk, clock: FixedClock) -> None:
    sent(desk)
    later(clock, 5)
    sent(desk, subject="Colours")
    later(clock, 9)
    assert chasers(desk) == []
    later(clock, 10)
    (doc,) = chasers(desk)
    assert "Colours" in doc["title"]


def test_no_more_than_five_wait_at_a_time_the_longest_waiting_first(
    desk: Desk, clock: FixedClock
) -> None:
    for n in range(7):
        clock.set(NOW + timedelta(minutes=n))
        sent(desk, to=f"c{n}@x.example")
    later(clock, 9)
    first = chasers(desk)
    assert [doc["contact"] for doc in first] == [f"c{n}@x.example" for n in range(5)]
    Inbox(desk, intake).dismiss(first[0]["id"])
    assert [doc["contact"] for doc in chasers(desk)][-1] == "c5@x.example"


def test_the_workspace_says_how_long_it_waits(desk: Desk, clock: FixedClock) -> None:
    sent(desk)

    def wait(days: int) -> None:
        desk.commit(lambda draft: draft.update("settings", "workspace", {"follow_up_days": days}))

    wait(0)
    later(clock, 27)
    assert chasers(desk) == []
    wait(1)
    clock.set(NOW + timedelta(days=1))
    assert len(chasers(desk)) == 1


def test_a_chaser_speaks_the_language_of_the_letter(desk: Desk, clock: FixedClock) -> None:
    body = "Guten Tag Frau Novak,\n\nwelches Logo sollen wir auf die Seite nehmen?\n"
    sent(desk, body=body)
    later(clock, 9)
    (doc,) = chasers(desk)
    assert doc["actions"][0]["body"].startswith("Guten Tag Iva,\n\nist meine Nachricht vom 4.3. (")


OLD = REPLY.replace("05 Mar 2026", "05 Mar 2025")
BULK = "List-Unsubscribe: <mailto:x@y.example>\r\nPrecedence: bulk\r\n"


def form(desk: Desk) -> None:
    fields = {"Name": "Iva", "Email": IVA, "Message": "Are you open on Monday?"}
    Inbox(desk, intake).sense({"form": "contact", "id": "f1", "fields": fields}, "form")


def old_mail(desk: Desk) -> None:
    text = OLD.format(sender=IVA, subject="Last year", more="", id="old")
    Inbox(desk, intake).sense(text, "eml")


def newsletter(desk: Desk) -> None:
    reply(desk, subject="Our news", more=BULK)


def aside(desk: Desk) -> None:
    reply(desk)
    (doc,) = desk.snapshot().all("arrivals")
    desk.commit(lambda draft: draft.update("arrivals", doc["id"], {"state": "quarantined"}))


@pytest.mark.parametrize("came", [form, old_mail, newsletter, aside])
def test_what_is_no_answer_silences_no_chaser(
    desk: Desk, clock: FixedClock, came: Callable[[Desk], None]
) -> None:
    sent(desk)
    later(clock, 5)
    came(desk)
    later(clock, 10)
    assert [doc["title"] for doc in chasers(desk)] == ["Iva Novak has not answered “Logo”"]


@pytest.mark.parametrize("more", ["", BULK])
def test_an_answer_to_that_very_letter_is_one_whatever_its_date_or_way(
    desk: Desk, clock: FixedClock, more: str
) -> None:
    sent(desk)
    head = f"In-Reply-To: {next(iter(desk.snapshot().all('outbox')))['message_id']}\r\n{more}"
    later(clock, 5)
    text = OLD.format(sender=IVA, subject="Re: Logo", more=head, id="slow-clock")
    Inbox(desk, intake).sense(text, "eml")
    later(clock, 10)
    assert chasers(desk) == []
