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
