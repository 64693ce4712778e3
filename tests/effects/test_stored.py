"""An event as a calendar keeps it, and how one that was changed there is told from one that was
only looked at."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.effects.letters import NOW, facts
from worktui.effects.carrier import Permanent
from worktui.effects.stored import as_stored, differs, kept_with


def test_it_has_no_method_and_no_server_invites_for_it() -> None:
    text = as_stored(facts(), NOW).replace("\r\n ", "")
    assert "METHOD" not in text
    assert "SCHEDULE-AGENT=CLIENT" in text
    assert "RSVP" not in text


@pytest.mark.parametrize("missing", [{"attendees": []}, {"organizer": {"name": "Mara"}}])
def test_without_guest_or_organizer_it_is_an_event_of_ones_own(missing: dict[str, object]) -> None:
    text = as_stored(facts(**missing), NOW)
    assert "ATTENDEE" not in text
    assert "BEGIN:VEVENT" in text


def test_a_booking_that_waits_for_a_yes_is_tentative() -> None:
    assert "STATUS:TENTATIVE" in as_stored(facts(status="TENTATIVE"), NOW)


def there(old: str = "", new: str = "") -> bytes:
    """What was written, changed there by somebody."""
    return as_stored(facts(), NOW).replace(old, new).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SUMMARY:Intro call\\, Mara Lindt", "SUMMARY:Intro!"),
        ("END:VEVENT", "X-MOZ-LASTACK:20260304T100000Z\r\nEND:VEVENT"),
        ("DTSTART:20260310T140000Z", "DTSTART;TZID=Europe/Berlin:20260310T150000"),
        ("DTEND:20260310T143000Z", "DURATION:PT30M"),
        ("SEQUENCE:0", "SEQUENCE:4"),
    ],
)
def test_what_leaves_the_time_as_it_was_is_no_difference(old: str, new: str) -> None:
    assert differs(there(old, new), facts()) is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("DTSTART:20260310T140000Z", "DTSTART:20260310T130000Z", "2026-03-10 13:00 UTC"),
        ("DTEND:20260310T143000Z", "DTEND:20260310T150000Z", "It begins"),
        ("STATUS:CONFIRMED", "STATUS:CANCELLED", "cancelled there"),
        ("UID:bk-1@worktui", "UID:other", "another event"),
        ("DTSTART:20260310T140000Z\r\nDTEND:20260310T143000Z", "DTSTART;VALUE=DATE:20260310",
         "2026-03-10"),
    ],
)  # fmt: skip
def test_what_was_moved_or_called_off_there_is_a_difference(old: str, new: str, says: str) -> None:
    assert old in there().decode()
    assert says in str(differs(there(old, new), facts()))


def test_what_is_no_calendar_is_told() -> None:
    with pytest.raises(Permanent, match="unreadable"):
        differs(b"\xff\xfe", facts())


def test_alarms_notes_and_colours_of_its_owner_are_kept() -> None:
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nDESCRIPTION:x\r\nEND:VALARM\r\n"
    more = f"COLOR:tomato\r\nDESCRIPTION:my notes\r\nTRANSP:TRANSPARENT\r\n{alarm}END:VEVENT"
    old = there("END:VEVENT", more).replace(b"TRANSP:OPAQUE\r\n", b"")
    moved = as_stored(facts(start="2026-03-11T15:00:00+01:00", sequence=1), NOW)
    (event,) = icalendar.Calendar.from_ical(kept_with(old, moved).decode()).walk("VEVENT")
    assert event["DTSTART"].dt.isoformat() == "2026-03-11T14:00:00+00:00"
    assert (event["SEQUENCE"], str(event["TRANSP"])) == (1, "TRANSPARENT")
    assert (str(event["COLOR"]), str(event["DESCRIPTION"])) == ("tomato", "my notes")
    assert len(event.walk("VALARM")) == 1


@pytest.mark.parametrize(
    "time",
    ["DTSTART:rubbish", "DTSTART;TZID=America/New_York:99991231T235959",
     "DTSTART;TZID=Asia/Tokyo:00010101T000000",
     "DTSTART:20260101T000000Z\r\nDURATION:P999999999D", "DTSTART;VALUE=DATE:rubbish", "SUMMARY:x",
     "DTSTART:20260101T000000Z\r\nDTSTART:20260102T000000Z"],
)  # fmt: skip
def test_a_time_that_cannot_be_read_there_is_a_difference_and_no_crash(time: str) -> None:
    body = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bk-1@worktui\r\n{time}\r\n"
    stored = f"{body}END:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    assert "there" in str(differs(stored, facts()))
    assert b"SUMMARY:Intro call" in kept_with(stored, as_stored(facts(), NOW))


@pytest.mark.parametrize(
    ("begin", "length", "end"),
    [("20260329T003000", "PT3H", "2026-03-29T02:30:00+00:00"),  # 00:30 to 04:30, clock forward
     ("20261025T013000", "PT3H", "2026-10-25T02:30:00+00:00"),  # 01:30 to 03:30, clock back
     ("20260328T120000", "P1D", "2026-03-29T10:00:00+00:00"),  # a day of the calendar
     ("20260328T120000", "P1DT1H", "2026-03-29T11:00:00+00:00")],
)  # fmt: skip
def test_hours_of_a_length_are_exact_and_days_are_those_of_the_calendar(
    begin: str, length: str, end: str
) -> None:
    """RFC 5545, section 3.8.2.5."""
    stored = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bk-1@worktui\r\n"
        f"DTSTART;TZID=Europe/Berlin:{begin}\r\nDURATION:{length}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()
    moment = datetime.strptime(begin, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert differs(stored, facts(start=moment.isoformat(), end=end)) is None
