"""A booking written into a host's calendar and changed there comes back as a suggestion, and
once that is applied both say the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.end_to_end.conftest import Run
from tests.end_to_end.servers import Calendars

pytestmark = [pytest.mark.needs("radicale"), pytest.mark.needs("caldav")]
LATER = "2026-03-04T10:05:00+01:00"
DENTIST = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nBEGIN:VEVENT\r\nUID:dentist@home\r\n"
    "DTSTAMP:20260301T000000Z\r\nSUMMARY:Dentist\r\nDTSTART:20260305T090000Z\r\n"
    "DTEND:20260305T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def server(calendars: Calendars, settings: Callable[[str], None]) -> Calendars:
    for event in calendars.events():
        event.delete()
    settings(
        f'[caldav]\nurl = "{calendars.url}"\nuser = "{calendars.user}"\n'
        f"password_command = \"printf '{calendars.password}'\"\n"
    )
    return calendars


def booked(run: Run) -> None:
    run("book", "intro", "thu 14:00", "--with", "zoe@client.example", "--name", "Zoe Ray")
    run("deliver", "--now")
    assert run("watch", "--once")["problems"] == []
    assert run("inbox", "list")["suggestions"] == []


def calendar_letters(run: Run) -> list[str]:
    work = run("export", "worktui", "--full")
    return [str(doc["state"]) for doc in work["outbox"] if doc["kind"] == "calendar"]


def test_moved_there_it_is_moved_here_by_one_yes(server: Calendars, run: Run) -> None:
    booked(run)
    server.change("20260305T130000Z", "20260305T150000Z")
    server.change("20260305T133000Z", "20260305T153000Z")
    run("watch", "--once", now=LATER)
    [one] = run("inbox", "list", now=LATER)["suggestions"]
    assert one["title"] == "Move BK-1 with Zoe Ray to thu 5 Mar 16:00"
    run("inbox", "apply", one["id"], "--yes", now=LATER)
    run("deliver", "--now", now=LATER)
    [booking] = run("export", "worktui")["bookings"]
    assert booking["start"] == "2026-03-05T16:00:00+01:00"
    assert set(calendar_letters(run)) == {"sent"}
    run("watch", "--once", now=LATER)
    assert run("inbox", "list", now=LATER)["suggestions"] == []


def test_deleted_there_it_is_cancelled_here_by_one_yes(server: Calendars, run: Run) -> None:
    booked(run)
    [event] = server.events()
    event.delete()
    run("watch", "--once", now=LATER)
    [one] = run("inbox", "list", now=LATER)["suggestions"]
    assert one["title"] == "Cancel BK-1 with Zoe Ray"
    run("inbox", "apply", one["id"], "--yes", now=LATER)
    run("deliver", "--now", now=LATER)
    assert set(calendar_letters(run)) == {"sent"}
    run("watch", "--once", now=LATER)
    assert run("inbox", "list", now=LATER)["suggestions"] == []


def test_a_private_hour_there_is_no_free_slot_here(server: Calendars, run: Run) -> None:
    run("watch", "--once")
    before = run("slots", "intro", "--from", "2026-03-05", "--to", "2026-03-05")["slots"]
    server.calendar_object().save_event(DENTIST)
    run("watch", "--once")
    after = run("slots", "intro", "--from", "2026-03-05", "--to", "2026-03-05")["slots"]
    assert len(before) - len(after) == 2
    assert run("inbox", "list")["suggestions"] == []
