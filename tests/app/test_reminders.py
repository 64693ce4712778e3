"""Before a meeting its guest is reminded by mail and its host in the inbox, never in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.app.conftest import NOW, act
from tests.app.test_outbox import Post
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.outbox import deliver, due
from worktui.app.tick import tick
from worktui.app.views.letters import drafted
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import check
from worktui.effects.courier import Courier
from worktui.effects.scripted import ScriptedCarrier

THU, FRI = "2026-03-05T14:00:00+01:00", "2026-03-06T09:00:00+01:00"
THU_START, FRI_START = datetime.fromisoformat(THU), datetime.fromisoformat(FRI)


@pytest.fixture
def booked(desk: Desk) -> Desk:
    """A booking on Thursday at 14:00 of a type that reminds a day and an hour before."""

    def fill(draft: Any) -> None:
        draft.update("event_types", "intro", {"remind_minutes": [1440, 60]})

    desk.through("external").commit(fill)
    desk.do([act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)])
    return desk


def reminders(desk: Desk) -> list[Doc]:
    found = desk.snapshot().all("outbox")
    return [doc for doc in found if doc.get("action") == "remind_meeting"]


def moments(desk: Desk) -> list[datetime]:
    return [datetime.fromisoformat(doc["next_at"]) for doc in reminders(desk)]


def test_each_reminder_waits_for_its_moment(booked: Desk) -> None:
    assert moments(booked) == [THU_START - timedelta(days=1), THU_START - timedelta(hours=1)]
    first, last = reminders(booked)
    assert first["to"] == "iva@novak.example"
    assert "Thursday 5 March, 14:00 (Europe/Prague)" in first["body"]
    assert "{manage_link}" in first["body"]
    early = due(booked.snapshot(), NOW, at_once=True)
    assert [doc["action"] for doc in early] == ["book_slot"], "at once means no reminder"
    at = datetime.fromisoformat(last["next_at"])
    assert last["id"] in [doc["id"] for doc in due(booked.snapshot(), at)]


def test_a_reminder_whose_moment_is_over_is_not_made(desk: Desk) -> None:
    def fill(draft: Any) -> None:
        draft.update("event_types", "intro", {"remind_minutes": [2 * 1440, 60]})

    desk.commit(fill)
    desk.do([act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)])
    assert moments(desk) == [THU_START - timedelta(hours=1)]


def test_a_moved_booking_is_reminded_of_at_its_new_time(booked: Desk) -> None:
    booked.do([act("reschedule_booking", booking="BK-1", requested_start=FRI)])
    assert moments(booked) == [FRI_START - timedelta(days=1), FRI_START - timedelta(hours=1)]
    assert {doc["not_after"] for doc in reminders(booked)} == {FRI}
    booked.undo()
    assert moments(booked) == [THU_START - timedelta(days=1), THU_START - timedelta(hours=1)]


def test_a_cancelled_booking_is_not_reminded_of(booked: Desk) -> None:
    deliver(booked, Post(), at_once=True)
    booked.do([act("cancel_booking", booking="BK-1")])
    assert reminders(booked) == []
    deliver(booked, Post(), at_once=True)
    booked.undo(yes=True)
    assert len(reminders(booked)) == 2


def test_a_waiting_reminder_holds_no_later_letter_up(booked: Desk) -> None:
    deliver(booked, Post(), at_once=True)
    booked.do([act("reschedule_booking", booking="BK-1", requested_start=FRI)])
    later = NOW + timedelta(minutes=1)
    assert [doc["action"] for doc in due(booked.snapshot(), later)] == ["reschedule_booking"]


def test_a_reminder_never_leaves_once_the_meeting_has_begun(
    booked: Desk, clock: FixedClock
) -> None:
    deliver(booked, Post(), at_once=True)
    clock.set(THU_START + timedelta(minutes=1))
    carrier = ScriptedCarrier()
    courier = Courier(carrier, sender="ana@acme.example", work=booked.snapshot)
    deliver(booked, courier)
    assert [mail["Subject"] for mail in carrier.sent if "Reminder" in mail["Subject"]] == []
    assert {doc["state"] for doc in reminders(booked)} == {"failed"}
    tick(booked)
    titles = [doc["title"] for doc in booked.snapshot().all("suggestions")]
    assert not any("delivered" in title for title in titles), "nobody is asked about it"


def test_a_booking_that_an_import_moved_is_not_reminded_of_at_its_old_time(
    booked: Desk, clock: FixedClock
) -> None:
    booked.through("external").commit(
        lambda draft: draft.update("bookings", "BK-1", {"start": FRI, "sequence": 1})
    )
    clock.set(THU_START - timedelta(minutes=30))
    carrier = ScriptedCarrier()
    deliver(booked, Courier(carrier, sender="ana@acme.example", work=booked.snapshot))
    assert not any("Reminder" in mail["Subject"] for mail in carrier.sent)


def test_a_preview_says_when_a_reminder_leaves(desk: Desk) -> None:
    desk.commit(lambda draft: draft.update("event_types", "intro", {"remind_minutes": [60]}))
    book = act("book_slot", event_type="intro", invitee="iva@novak.example", start=THU)
    view = drafted(desk.snapshot(), desk.preview([book]), me="ana", leaves=True)
    assert [letter.how for letter in view.letters] == ["by mail", "by mail, thu 5 Mar 13:00"]


def suggested(desk: Desk) -> Iterator[Doc]:
    tick(desk)
    for doc in desk.snapshot().all("suggestions"):
        if doc["dedupe_key"].startswith("meeting|"):
            yield doc


def test_its_host_is_told_in_the_inbox_and_only_until_it_begins(
    booked: Desk, clock: FixedClock
) -> None:
    assert list(suggested(booked)) == []
    clock.set(THU_START - timedelta(minutes=40))
    (doc,) = suggested(booked)
    assert doc["title"] == "At 14:00: Intro call with Iva Novak"
    assert "in 40 minutes" in doc["reason"]
    assert len(list(suggested(booked))) == 1
    clock.set(THU_START)
    (doc,) = suggested(booked)
    assert doc["state"] == "expired"


@pytest.mark.parametrize(
    ("given", "kept"), [(60, [60]), ([60, 1440], [1440, 60]), ("1440, 60 60", [1440, 60]), (0, [])]
)
def test_how_long_before_is_read(given: Any, kept: list[int]) -> None:
    assert check("minutes_each", "remind_minutes", given) == kept


@pytest.mark.parametrize("given", [-5, "soon", [None], [1.5], list(range(1, 9)), True, 10**9])
def test_no_length_is_refused(given: Any) -> None:
    with pytest.raises(BadInput, match="remind_minutes"):
        check("minutes_each", "remind_minutes", given)
