"""A booking is an event on a real calendar server (Radicale), read back by another library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.servers import Calendars

pytestmark = [pytest.mark.needs("radicale"), pytest.mark.needs("caldav")]
BOOK = ("book", "intro", "thu 14:00", "--with", "zoe@client.example", "--name", "Zoe Ray")


@pytest.fixture
def server(calendars: Calendars, settings: Callable[[str], None]) -> Calendars:
    for event in calendars.events():
        event.delete()
    settings(
        f'[caldav]\nurl = "{calendars.url}"\nuser = "{calendars.user}"\n'
        f"password_command = \"printf '{calendars.password}'\"\n"
    )
    return calendars


def outbox(run: Run, kind: str = "calendar") -> list[Any]:
    """The outbox documents of a kind, in order."""
    work = run("export", "worktui", "--full")
    return [doc for doc in work["outbox"] if doc["kind"] == kind]


def test_a_booking_is_put_moved_and_taken_away(server: Calendars, run: Run) -> None:
    run(*BOOK)
    assert server.events() == []
    run("deliver", "--now")
    (event,) = server.events()
    (component,) = event.icalendar_instance.walk("VEVENT")
    assert str(component["SUMMARY"]) == "Intro call, Zoe Ray"
    assert component["DTSTART"].dt.isoformat() == "2026-03-05T13:00:00+00:00"
    assert "METHOD" not in event.icalendar_instance
    assert component["ATTENDEE"].params["SCHEDULE-AGENT"] == "CLIENT"

    run("reschedule", "BK-1", "fri 9:00", now="2026-03-04T10:05:00+01:00")
    run("deliver", "--now", now="2026-03-04T10:05:00+01:00")
    (event,) = server.events()
    (component,) = event.icalendar_instance.walk("VEVENT")
    assert component["DTSTART"].dt.isoformat() == "2026-03-06T08:00:00+00:00"
    assert component["SEQUENCE"] == 1

    run("cancel", "BK-1", now="2026-03-04T10:10:00+01:00")
    run("deliver", "--now", now="2026-03-04T10:10:00+01:00")
    assert server.events() == []
    assert [doc["state"] for doc in outbox(run)] == ["sent"] * 3


LATER = "2026-03-04T10:05:00+01:00"


def component(server: Calendars) -> Any:
    """The only event on the server."""
    (event,) = server.events()
    (found,) = event.icalendar_instance.walk("VEVENT")
    return found


def booked(run: Run) -> None:
    run(*BOOK)
    run("deliver", "--now")


def moved(run: Run) -> None:
    run("reschedule", "BK-1", "fri 9:00", now=LATER)
    run("deliver", "--now", now=LATER)


def test_an_alarm_that_the_host_sets_there_stays_when_the_booking_moves(
    server: Calendars, run: Run
) -> None:
    booked(run)
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\n"
    server.change("END:VEVENT", f"COMMENT:bring the plan\r\n{alarm}END:VEVENT")
    moved(run)
    found = component(server)
    assert found["DTSTART"].dt.isoformat() == "2026-03-06T08:00:00+00:00"
    assert str(found["COMMENT"]) == "bring the plan"
    assert len(found.walk("VALARM")) == 1
    assert [doc["state"] for doc in outbox(run)] == ["sent", "sent"]


def test_what_the_host_moved_there_is_not_overwritten_but_comes_to_the_inbox(
    server: Calendars, run: Run
) -> None:
    booked(run)
    server.change("20260305T130000Z", "20260305T150000Z")
    server.change("20260305T133000Z", "20260305T153000Z")
    moved(run)
    assert component(server)["DTSTART"].dt.isoformat() == "2026-03-05T15:00:00+00:00"
    assert outbox(run)[-1]["state"] == "dead"
    (asked,) = run("inbox", "list", now=LATER)["suggestions"]
    assert asked["title"].startswith("Calendar event of Ana Ruiz could not be delivered")
    assert "begins 2026-03-05 15:00 UTC there" in asked["title"]
    run("inbox", "apply", asked["id"], "--yes", now=LATER)
    run("deliver", "--now", now=LATER)
    assert component(server)["DTSTART"].dt.isoformat() == "2026-03-06T08:00:00+00:00"


def test_a_cancelled_booking_that_the_host_had_moved_there_is_left_for_the_host(
    server: Calendars, run: Run
) -> None:
    booked(run)
    server.change("20260305T130000Z", "20260305T123000Z")
    run("cancel", "BK-1", now=LATER)
    run("deliver", "--now", now=LATER)
    assert len(server.events()) == 1
    last = outbox(run)[-1]
    assert last["state"] == "dead"
    run("deliver", "--again", last["id"], now=LATER)
    run("deliver", "--now", now=LATER)
    assert server.events() == []


def test_what_is_gone_there_already_needs_no_taking_away(server: Calendars, run: Run) -> None:
    booked(run)
    server.events()[0].delete()
    run("cancel", "BK-1", now=LATER)
    run("deliver", "--now", now=LATER)
    assert [doc["state"] for doc in outbox(run)] == ["sent", "sent"]


def test_a_put_whose_note_was_lost_is_found_done(server: Calendars, run: Run) -> None:
    booked(run)
    there = server.events()[0].data
    server.events()[0].delete()
    run("undo", "--yes")  # takes the first one away, and a second one is made
    run("deliver", "--now", now=LATER)
    run(*BOOK, now=LATER)
    name = there.replace("bk-1-", "bk-2-")
    server.calendar_object().save_event(name)  # as if it had been put by a program that then ended
    run("deliver", "--now", now=LATER)
    assert outbox(run)[-1]["state"] == "sent"
    assert len(server.events()) == 1


def test_a_booking_undone_is_out_of_the_calendar(server: Calendars, run: Run) -> None:
    booked(run)
    run("undo", "--yes", now=LATER)
    run("deliver", "--now", now=LATER)
    assert server.events() == []
    run("redo", "--yes", now=LATER)
    run("deliver", "--now", now=LATER)
    assert str(component(server)["STATUS"]) == "CONFIRMED"


def test_a_wrong_password_is_told_at_once(
    server: Calendars, run: Run, settings: Callable[[str], None]
) -> None:
    run(*BOOK)
    settings(f'[caldav]\nurl = "{server.url}"\nuser = "ana"\npassword_command = "printf canary7"\n')
    run("deliver", "--now")
    (doc,) = outbox(run)
    assert doc["state"] == "dead"
    assert "does not let this user" in doc["last_error"]
    assert "canary7" not in str(run("export", "worktui", "--full"))


def test_a_server_that_is_away_is_waited_for(
    run: Run, settings: Callable[[str], None], free_url: str
) -> None:
    settings(f'[caldav]\nurl = "{free_url}"\n')
    run(*BOOK)
    run("deliver", "--now")
    (doc,) = outbox(run)
    assert (doc["state"], doc["attempts"]) == ("pending", 1)
    assert "cannot be reached" in doc["last_error"]


def test_a_calendar_of_somebody_else_waits_for_them(
    server: Calendars, run: Run, settings: Callable[[str], None]
) -> None:
    run("list")  # the workspace learns that ana's calendar is written
    settings("")
    run(*BOOK)
    run("deliver", "--now")
    (doc,) = outbox(run)
    assert (doc["state"], doc["attempts"]) == ("pending", 0)
    assert server.events() == []
