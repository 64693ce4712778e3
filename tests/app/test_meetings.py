"""Booking types, slots and offers through the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.app.conftest import NOW
from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.inbox import Inbox
from worktui.app.views.times import free_times
from worktui.domain.actions import parse
from worktui.domain.errors import BadInput
from worktui.formats.worktui_json import import_into
from worktui.store.memory import MemoryStore
from worktui.wiring import intake

IVA = "iva@novak.example"
PERSON = {"id": "mara", "name": "Mara Lindt", "email": "mara@studio.example"}
TYPE = {"slug": "intro", "title": "Intro", "minutes": 30, "hosts": ["mara"]}


@pytest.mark.parametrize("name", ["minutes", "step", "buffer_before", "buffer_after"])
@pytest.mark.parametrize("value", [-30, 10**12])
def test_a_length_that_no_calendar_can_step_through_is_refused(
    desk: Desk, name: str, value: int
) -> None:
    given: dict[str, Any] = {
        "worktui": 1,
        "people": [PERSON],
        "event_types": [TYPE | {name: value}],
    }
    with pytest.raises(BadInput, match=name):
        import_into(desk, given)


def test_notice_below_nothing_would_offer_the_past_and_is_refused(desk: Desk) -> None:
    given = {"people": [PERSON], "event_types": [TYPE | {"min_notice_hours": -48}]}
    with pytest.raises(BadInput, match="min_notice_hours"):
        import_into(desk, given)


def test_a_workspace_that_names_no_hours_has_the_usual_ones(clock: FixedClock) -> None:
    store = MemoryStore()
    store.open()
    desk = Desk(store, clock, "mara", "cli")
    import_into(desk, {"timezone": "Europe/Berlin", "people": [PERSON], "event_types": [TYPE]})
    book = {"type": "book_slot", "event_type": "intro", "invitee": "zoe@client.example"}
    desk.do([parse(book | {"start": "2026-03-05T10:00:00+01:00"})])
    sunday = desk.preview([parse(book | {"start": "2026-03-08T10:00:00+01:00"})])
    assert "does not work on Sun 8 Mar" in sunday.problem


def test_an_offer_keeps_to_the_hours_of_each_window(desk: Desk) -> None:
    windows = [
        ["2026-03-05T14:00:00+01:00", "2026-03-05T15:00:00+01:00"],
        ["2026-03-06T09:00:00+01:00", "2026-03-06T09:30:00+01:00"],
    ]
    offer = {"type": "offer_slots", "event_type": "intro", "to": "iva@novak.example"}
    (letter,) = desk.preview([parse(offer | {"windows": windows})]).effects
    assert letter["starts"] == [
        "2026-03-05T13:00:00+00:00", "2026-03-05T13:30:00+00:00", "2026-03-06T08:00:00+00:00",
    ]  # fmt: skip


def test_an_invitation_says_where_the_meeting_is(desk: Desk) -> None:
    place = {"slug": "visit", "title": "Visit", "hosts": ["ana"], "location": "Hafenweg 4"}
    desk.do([parse({"type": "create_event_type", **place})])
    book = {"type": "book_slot", "event_type": "visit", "invitee": "iva@novak.example"}
    preview = desk.preview([parse(book | {"start": "2026-03-05T10:00:00+01:00"})])
    assert preview.effects[0]["ics"]["location"] == "Hafenweg 4"


def test_a_milestone_stays_with_the_project_that_promised_it(desk: Desk) -> None:
    desk.do([parse({"type": "create_project", "key": "APP"})])
    desk.do([parse({"type": "create_milestone", "project": "WEB", "id": "WEB-M1"})])
    with pytest.raises(BadInput, match="a milestone of WEB"):
        desk.do(
            [parse({"type": "create_task", "title": "x", "project": "APP", "milestone": "WEB-M1"})]
        )
    desk.do([parse({"type": "update_task", "task": "WEB-2", "milestone": "WEB-M1"})])
    desk.do([parse({"type": "update_task", "task": "WEB-2", "project": "APP"})])
    task = desk.snapshot().get("tasks", "WEB-2") or {}
    assert (task["project"], task.get("milestone")) == ("APP", None)


def test_a_message_that_nothing_can_carry_says_so_before_it_is_applied(desk: Desk) -> None:
    say = {"type": "send_message", "channel": "webhook", "to": "crm", "body": "done"}
    assert "would not leave" in desk.preview([parse(say)]).warnings[0]


def test_the_id_of_a_milestone_that_was_undone_is_not_used_again(desk: Desk) -> None:
    make = parse({"type": "create_milestone", "project": "WEB", "name": "Beta"})
    assert desk.do([make]).ids == ("WEB-M1",)
    desk.undo()
    assert desk.do([make]).ids == ("WEB-M2",)


@pytest.mark.parametrize("minutes", [45, 90, 180])
def test_every_time_that_is_offered_is_free_for_the_length_that_is_offered(
    desk: Desk, minutes: int
) -> None:
    """Half an hour is free between any two appointments of that day."""
    busy = [
        {"type": "create_event", "uid": f"e{hour}", "person": "ana", "summary": "Busy",
         "start": f"2026-03-05T{hour:02}:30:00+01:00", "end": f"2026-03-05T{hour + 1:02}:00:00+01:00"}
        for hour in range(9, 17)
    ]  # fmt: skip
    desk.do([parse(event) for event in busy])
    offer = {"type": "offer_slots", "event_type": "intro", "to": IVA, "minutes": minutes}
    packed = desk.preview([parse(offer | {"windows": [["2026-03-05", "2026-03-05"]]})])
    assert "Nothing is free" in packed.problem
    chosen = desk.preview([parse(offer | {"slots": ["2026-03-05T09:00:00+01:00"]})])
    assert "Nothing is free" in chosen.problem
    (letter,) = desk.preview([parse(offer | {"windows": [["2026-03-05", "2026-03-06"]]})]).effects
    assert letter["minutes"] == minutes
    assert f"({minutes} minutes)" in letter["body"]
    for start in letter["starts"]:
        book = {"type": "book_slot", "event_type": "intro", "invitee": IVA, "start": start}
        assert desk.preview([parse(book | {"minutes": minutes})]).problem == ""
        times = [
            free.start for free in free_times(desk.snapshot(), book | {"minutes": minutes}, now=NOW)
        ]
        assert datetime.fromisoformat(start) in [datetime.fromisoformat(time) for time in times]
        assert "2026-03-05T09:00:00+01:00" not in times


def test_a_time_that_is_chosen_is_booked_for_the_length_that_was_offered(desk: Desk) -> None:
    offer = {"type": "offer_slots", "event_type": "intro", "to": IVA, "minutes": 90}
    desk.do([parse(offer)])
    desk.commit(lambda draft: draft.update("outbox", "O-1", {"state": "sent", "via": "smtp"}))
    letter = desk.snapshot().get("outbox", "O-1") or {}
    answer = (
        f"From: Iva Novak <{IVA}>\r\nTo: ana@acme.example\r\nSubject: Re: {letter['subject']}\r\n"
        f"Message-ID: <a1@novak.example>\r\nIn-Reply-To: {letter['message_id']}\r\n"
        "Date: Wed, 04 Mar 2026 10:00:00 +0100\r\n\r\nThe second one works for me.\r\n\r\nIva\r\n"
    )
    sensed = Inbox(desk, intake).sense(answer, "eml")
    (step,) = [s for doc in sensed.suggestions for s in doc["actions"]]
    assert (step["type"], step["minutes"]) == ("book_slot", 90)
    assert datetime.fromisoformat(step["start"]) == datetime.fromisoformat(letter["starts"][1])
