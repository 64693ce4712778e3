"""A booking made, moved and called off by mail alone, with nothing hosted: what leaves is read
by others' parsers, what comes back moves booking, calendar and task."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.conftest import WORK, Run
from tests.end_to_end.guest import answered, calendar_of, event_of, text_of, written
from tests.end_to_end.servers import Calendars, Mailbox

pytestmark = pytest.mark.needs("aiosmtpd")
LATER = "2026-03-04T10:30:00+01:00"
BOOK = ("book", "intro", "thu 14:00", "--with", "zoe@client.example", "--name", "Zoe Ray")
Sense = Callable[[EmailMessage], Any]


@pytest.fixture
def smtp(mailbox: Mailbox, settings: Callable[[str], None]) -> Mailbox:
    settings(
        f'[mail]\ncarrier = "smtp"\nhost = "127.0.0.1"\nsecurity = "none"\nport = {mailbox.port}\n'
    )
    return mailbox


@pytest.fixture
def sense(run: Run, tmp_path: Path) -> Sense:
    """Takes a mail in, as the senses do with one that was delivered."""

    def take(mail: EmailMessage) -> Any:
        path = tmp_path / "arrived.eml"
        path.write_bytes(mail.as_bytes())
        return run("sense", str(path), "--kind", "eml", now=LATER)

    return take


@pytest.fixture
def invitation(smtp: Mailbox, run: Run) -> EmailMessage:
    """The invitation to a booking on Thursday at 14:00, as the guest got it."""
    run(*BOOK)
    run("deliver", "--now")
    (mail,) = smtp.taken
    return mail


def proposed(sensed: Any) -> list[Any]:
    """The steps that were suggested."""
    return [step for doc in sensed["suggestions"] for step in doc["actions"]]


def carried_out(run: Run, sensed: Any) -> Any:
    """Apply what was suggested, and send what it brings about; gives the booking."""
    (doc,) = sensed["suggestions"]
    run("inbox", "apply", doc["id"], "--yes", now=LATER)
    run("deliver", "--now", now=LATER)
    (booking,) = run("export", "worktui")["bookings"]
    return booking


def test_the_invitation_is_read_by_other_parsers(invitation: EmailMessage) -> None:
    vobject = pytest.importorskip("vobject")
    text = calendar_of(invitation)
    event = event_of(text)
    assert event["DTSTART"].dt == datetime(2026, 3, 5, 13, tzinfo=UTC)
    assert str(event["ORGANIZER"]) == "mailto:ana@acme.example"
    assert str(event["ATTENDEE"]) == "mailto:zoe@client.example"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    other = vobject.readOne(text)
    assert other.method.value == "REQUEST"
    assert other.vevent.dtstart.value == datetime(2026, 3, 5, 13, tzinfo=UTC)
    assert other.vevent.attendee.value == "mailto:zoe@client.example"
    other.serialize(validate=True)
    assert "Thursday 5 March, 08:00 (America/New_York)" in text_of(invitation)


@pytest.mark.needs("radicale")
def test_what_the_guest_declines_is_off_the_hosts_calendar(
    smtp: Mailbox,
    calendars: Calendars,
    settings: Callable[[str], None],
    sense: Sense,
    run: Run,
) -> None:
    for event in calendars.events():
        event.delete()
    settings(
        f'[mail]\ncarrier = "smtp"\nhost = "127.0.0.1"\nsecurity = "none"\nport = {smtp.port}\n'
        f'[caldav]\nurl = "{calendars.url}"\nuser = "{calendars.user}"\n'
        f"password_command = \"printf '{calendars.password}'\"\n"
    )
    run(*BOOK)
    run("deliver", "--now")
    assert len(calendars.events()) == 1
    assert carried_out(run, sense(answered(smtp.taken[0], "REPLY", state="DECLINED")))
    assert calendars.events() == []
    assert [doc["state"] for doc in run("export", "worktui", "--full")["outbox"]] == ["sent"] * 4


@pytest.mark.needs("radicale")
def test_the_guests_own_calendar_server_takes_the_event(
    invitation: EmailMessage, calendars: Calendars
) -> None:
    for event in calendars.events():
        event.delete()
    text = "\r\n".join(
        line for line in calendar_of(invitation).splitlines() if not line.startswith("METHOD")
    )
    calendars.calendar_object().save_event(text)
    (event,) = calendars.events()
    assert "SUMMARY:Intro call" in event.data


def test_accepted_in_their_calendar_nothing_has_to_be_done(
    invitation: EmailMessage, sense: Sense, run: Run
) -> None:
    sensed = sense(answered(invitation, "REPLY", state="ACCEPTED"))
    assert proposed(sensed) == []
    (booking,) = run("export", "worktui")["bookings"]
    assert booking["status"] == "confirmed"


def test_declined_in_their_calendar_it_is_called_off(
    invitation: EmailMessage, sense: Sense, run: Run, smtp: Mailbox
) -> None:
    sensed = sense(answered(invitation, "REPLY", state="DECLINED"))
    assert [step["type"] for step in proposed(sensed)] == ["cancel_booking"]
    assert carried_out(run, sensed)["status"] == "cancelled"
    event = event_of(calendar_of(smtp.taken[-1]))
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 1)
    assert str(event["UID"]) == str(event_of(calendar_of(invitation))["UID"])


def test_countered_in_their_calendar_it_moves(
    invitation: EmailMessage, sense: Sense, run: Run, smtp: Mailbox
) -> None:
    friday = datetime(2026, 3, 6, 14, tzinfo=UTC)
    sensed = sense(answered(invitation, "COUNTER", start=friday))
    (step,) = proposed(sensed)
    assert step["type"] == "reschedule_booking"
    assert datetime.fromisoformat(step["requested_start"]) == friday
    assert carried_out(run, sensed)["start"] == "2026-03-06T15:00:00+01:00"
    event = event_of(calendar_of(smtp.taken[-1]))
    assert (event["DTSTART"].dt, event["SEQUENCE"]) == (friday, 1)
    assert smtp.taken[-1]["In-Reply-To"] == invitation["Message-ID"]


def test_a_stranger_declines_nothing(invitation: EmailMessage, sense: Sense) -> None:
    mallory = "Mallory <mallory@evil.example>"
    sensed = sense(answered(invitation, "REPLY", state="DECLINED", sender=mallory))
    assert proposed(sensed) == []
    sensed = sense(
        answered(invitation, "COUNTER", start=datetime(2026, 3, 6, 14, tzinfo=UTC), sender=mallory)
    )
    assert proposed(sensed) == []


def test_an_answer_to_an_older_version_changes_nothing(
    invitation: EmailMessage, sense: Sense, run: Run
) -> None:
    run("reschedule", "BK-1", "fri 9:00", now=LATER)
    sensed = sense(answered(invitation, "REPLY", state="DECLINED"))
    assert proposed(sensed) == []


@pytest.mark.parametrize(
    ("words", "start"),
    [("I can't make it tomorrow, could we do Friday at 10am instead?", "2026-03-06T16:00:00+01:00"),
     ("Could we push it by an hour?", "2026-03-05T15:00:00+01:00"),
     ("Can we move our call to Monday 9:30?", "2026-03-09T14:30:00+01:00")],
)  # fmt: skip
def test_asked_in_words_it_moves(
    invitation: EmailMessage, sense: Sense, run: Run, smtp: Mailbox, words: str, start: str
) -> None:
    sensed = sense(written(words, subject=f"Re: {invitation['Subject']}", answers=invitation))
    (step,) = proposed(sensed)
    assert (step["type"], step["requested_start"]) == ("reschedule_booking", start)
    assert carried_out(run, sensed)["start"] == start
    assert event_of(calendar_of(smtp.taken[-1]))["SEQUENCE"] == 1


@pytest.mark.parametrize(
    "words",
    ["Sorry, I can't make it any more.", "We need to cancel our call, sorry.",
     "Je dois annuler notre rendez-vous, désolée."],
)  # fmt: skip
def test_called_off_in_words_it_is_cancelled(
    invitation: EmailMessage, sense: Sense, run: Run, words: str
) -> None:
    sensed = sense(written(words, subject=f"Re: {invitation['Subject']}", answers=invitation))
    assert [step["type"] for step in proposed(sensed)] == ["cancel_booking"]
    assert carried_out(run, sensed)["status"] == "cancelled"


def test_nothing_is_moved_by_a_thank_you(invitation: EmailMessage, sense: Sense) -> None:
    answer = written("Great, see you then!", subject="Re: Intro call", answers=invitation)
    assert proposed(sense(answer)) == []


def test_the_task_of_a_booking_follows_what_its_guest_does(
    smtp: Mailbox, sense: Sense, run: Run, tmp_path: Path
) -> None:
    work = {**WORK, "event_types": [{**WORK["event_types"][0], "task": True}]}
    (tmp_path / "more.json").write_text(json.dumps(work))
    run("import", "worktui", str(tmp_path / "more.json"), "--replace")
    run(*BOOK)
    run("deliver", "--now")
    (task,) = run("export", "worktui")["tasks"]
    assert same(task["due"], "2026-03-05T14:00:00+01:00")
    friday = datetime(2026, 3, 6, 14, tzinfo=UTC)
    carried_out(run, sense(answered(smtp.taken[0], "COUNTER", start=friday)))
    (task,) = run("export", "worktui")["tasks"]
    assert same(task["due"], friday.isoformat())
    carried_out(run, sense(answered(smtp.taken[1], "REPLY", state="DECLINED")))
    (task,) = run("export", "worktui")["tasks"]
    assert task["archived"] is True


@pytest.fixture
def offer(smtp: Mailbox, sense: Sense, run: Run) -> EmailMessage:
    """The offer of times that the guest got after asking for a call."""
    asked = "Hi Ana,\n\ncould we have an intro call tomorrow or on Friday?\n\nBest, Zoe"
    sensed = sense(written(asked, subject="Intro call"))
    (doc,) = sensed["suggestions"]
    run("inbox", "apply", doc["id"], "--yes", now=LATER)
    run("deliver", "--now", now=LATER)
    (mail,) = smtp.taken
    return mail


def offered(run: Run) -> list[str]:
    """The starts that stand in the offer."""
    doc = run("export", "worktui", "--full")["outbox"][0]
    return [str(start) for start in doc["starts"]]


def same(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


@pytest.mark.parametrize(
    ("words", "which"),
    [("The second one suits me.", 1), ("Let's take option 2.", 1), ("The first works, thanks!", 0),
     ("The third one is fine.", 2), ("Die zweite passt mir.", 1), ("Le deuxième me convient.", 1)],
)  # fmt: skip
def test_an_offered_time_is_chosen_in_words_and_booked(
    offer: EmailMessage, sense: Sense, run: Run, smtp: Mailbox, words: str, which: int
) -> None:
    start = offered(run)[which]
    sensed = sense(written(words, subject=f"Re: {offer['Subject']}", answers=offer))
    assert [step["type"] for step in proposed(sensed)] == ["book_slot"]
    booking = carried_out(run, sensed)
    assert booking["status"] == "confirmed"
    assert same(booking["start"], start)
    assert event_of(calendar_of(smtp.taken[-1]))["DTSTART"].dt == datetime.fromisoformat(start)


def test_an_answer_that_names_our_letter_only_is_understood(
    offer: EmailMessage, sense: Sense, run: Run
) -> None:
    answer = written("The second one suits me.", subject="Re: Times", answers=offer)
    del answer["References"]
    assert same(carried_out(run, sense(answer))["start"], offered(run)[1])


def test_another_time_instead_of_those_offered_is_looked_for(
    offer: EmailMessage, sense: Sense, run: Run
) -> None:
    words = "None of these; could we do Friday at 9:30am?"
    sensed = sense(written(words, subject=f"Re: {offer['Subject']}", answers=offer))
    kinds = {step["type"] for step in proposed(sensed)}
    assert kinds & {"book_slot", "offer_slots"}, proposed(sensed)


def test_an_offer_stands_in_the_thread_of_the_question(offer: EmailMessage) -> None:
    assert str(offer["In-Reply-To"]).endswith("@client.example>")
    for line in text_of(offer).splitlines():
        if "(America/New_York)" in line:
            hour = int(line.rpartition(", ")[2][:2])
            assert 8 <= hour < 20, "times at which people are awake, where they read it"
