"""Calendar files of many programs, whole and broken."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from worktui.domain.arrival import Arrival, Party
from worktui.senses.ics import read_ics

DATA = Path(__file__).parent.parent / "data" / "calendars"
CASES = json.loads((DATA / "manifest.json").read_text("utf-8"))


def calendar(*lines: str, method: str = "REQUEST") -> Arrival:
    """A calendar of one event with these lines, read."""
    inner = "\r\n".join(lines)
    return read_ics(
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n{inner}\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n".encode()
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_every_file_is_read_whole_or_refused_with_a_sentence(case: dict[str, Any]) -> None:
    arrival = read_ics((DATA / case["file"]).read_bytes())
    if arrival.state == "failed":
        assert arrival.why
        assert "bad" in case["file"]
        return
    events = [i for i in arrival.calendar if i.component == "VEVENT"]
    assert len(events) == case["events"]
    assert len(arrival.calendar) - len(events) == case["todos"]
    assert all(item.method in (case["method"] or "").split("/") for item in arrival.calendar)


def test_an_invitation_tells_all_that_a_booking_needs() -> None:
    arrival = calendar(
        "UID:k@n", "SEQUENCE:2", "DTSTART;TZID=Europe/London:20260311T140000",
        "DURATION:PT45M", "SUMMARY:Kick-off\\, again", "LOCATION:Room 1", "TRANSP:TRANSPARENT",
        "ORGANIZER;CN=Tom Hale:MAILTO:Tom@Northwind.example",
        "ATTENDEE;CN=Mara;PARTSTAT=ACCEPTED:mailto:mara@studio.example",
        "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=4", "EXDATE;TZID=Europe/London:20260318T140000",
    )  # fmt: skip
    (item,) = arrival.calendar
    london = ZoneInfo("Europe/London")
    assert (item.uid, item.method, item.sequence) == ("k@n", "REQUEST", 2)
    assert item.start == datetime(2026, 3, 11, 14, tzinfo=london)
    assert item.end == datetime(2026, 3, 11, 14, 45, tzinfo=london)
    assert (item.tz, item.all_day, item.transparent) == ("Europe/London", False, True)
    assert item.rrule == "FREQ=WEEKLY;COUNT=4;BYDAY=WE"
    assert item.exdates == (datetime(2026, 3, 18, 14, tzinfo=london),)
    assert item.organizer == Party("Tom Hale", "tom@northwind.example")
    assert item.attendees == ((Party("Mara", "mara@studio.example"), "ACCEPTED"),)
    assert (arrival.subject, arrival.source) == ("Kick-off, again", "tom@northwind.example")


def test_days_end_on_the_next_day_and_floating_times_have_no_zone() -> None:
    (day,) = calendar("UID:a", "DTSTART;VALUE=DATE:20260311").calendar
    assert (day.start, day.end, day.all_day) == (date(2026, 3, 11), date(2026, 3, 12), True)
    (floating,) = calendar("UID:a", "DTSTART:20260311T090000").calendar
    assert floating.start == datetime(2026, 3, 11, 9)
    assert floating.tz == ""


def test_windows_zones_and_unknown_zones_are_read() -> None:
    (item,) = calendar("UID:a", "DTSTART;TZID=W. Europe Standard Time:20260311T090000").calendar
    assert item.start == datetime(2026, 3, 11, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    (odd,) = calendar("UID:a", "DTSTART;TZID=Nowhere/At All:20260311T090000").calendar
    assert odd.start is not None
    assert odd.tz == "Nowhere/At All"


def test_an_answer_comes_from_its_attendee() -> None:
    lines = ("UID:k@n", "ORGANIZER:mailto:mara@studio.example",
             "ATTENDEE;PARTSTAT=DECLINED:mailto:tom@northwind.example",
             "DTSTART:20260311T140000Z", "COMMENT:Sorry\\, ill")  # fmt: skip
    arrival = calendar(*lines, method="REPLY")
    assert arrival.source == "tom@northwind.example"
    assert arrival.text == "Sorry, ill"
    assert arrival.calendar[0].start == datetime(2026, 3, 11, 14, tzinfo=UTC)


def test_the_same_invitation_has_the_same_identity_a_new_version_another() -> None:
    one = calendar("UID:a", "SEQUENCE:0", "DTSTART:20260311T140000Z")
    again = calendar("UID:a", "SEQUENCE:0", "DTSTART:20260311T140000Z", "DTSTAMP:20260301T000000Z")
    moved = calendar("UID:a", "SEQUENCE:1", "DTSTART:20260312T140000Z")
    assert one.external_id == again.external_id != moved.external_id


def test_one_occurrence_is_told_from_the_series() -> None:
    (item,) = calendar(
        "UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260311T140000Z", "STATUS:cancelled",
        "DTSTART:20260311T150000Z", method="CANCEL",
    ).calendar  # fmt: skip
    assert item.recurrence_id == datetime(2026, 3, 11, 14, tzinfo=UTC)
    assert item.this_and_future
    assert item.status == "CANCELLED"


@pytest.mark.parametrize(
    "raw",
    [b"", b"BEGIN:", b"BEGIN:VCALENDAR", b"BEGIN:VEVENT\nEND:VEVENT", b"\xff\xfe\x00", b"hello",
     b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:nonsense\nEND:VEVENT\nEND:VCALENDAR"],
)  # fmt: skip
def test_what_has_no_event_is_failed_with_a_sentence(raw: bytes) -> None:
    arrival = read_ics(raw)
    assert arrival.state == "failed"
    assert arrival.why


def test_one_broken_event_does_not_take_the_others_along() -> None:
    arrival = read_ics(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:good\nDTSTART:20260311T140000Z\nEND:VEVENT\n"
        b"BEGIN:VEVENT\n;;;broken\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert [i.summary for i in arrival.calendar] == ["good"]


@pytest.mark.parametrize("name", ["DTSTART", "DTEND", "RECURRENCE-ID"])
@pytest.mark.parametrize("when", ["99991231T235959Z", "00010101T000000Z", "00010101T000000"])
def test_an_event_at_the_ends_of_the_calendar_cannot_be_read(name: str, when: str) -> None:
    start = "" if name == "DTSTART" else "DTSTART:20260311T140000Z\n"
    far = f"BEGIN:VEVENT\nUID:b\nSUMMARY:far\n{start}{name}:{when}\nEND:VEVENT\n"
    near = "BEGIN:VEVENT\nUID:a\nSUMMARY:near\nDTSTART:20260311T140000Z\nEND:VEVENT\n"
    both = read_ics(f"BEGIN:VCALENDAR\n{far}{near}END:VCALENDAR\n".encode())
    assert [item.summary for item in both.calendar] == ["near"]
    assert both.warnings == ("1 broken part(s) of the calendar left out",)
    assert read_ics(f"BEGIN:VCALENDAR\n{far}END:VCALENDAR\n".encode()).state == "failed"


def test_text_of_events_is_cleaned() -> None:
    (item,) = calendar("UID:a\x1b[2J", "SUMMARY:x\x1b]0;y\x07\u202ez", "DTSTART:20260311").calendar
    assert (item.uid, item.summary) == ("a", "xz")


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("PT3H", "2026-10-25T03:00:00+01:00"),  # three hours that one lives through
        ("P1D", "2026-10-26T01:00:00+01:00"),  # the next day at the same time
        ("P1DT1H", "2026-10-26T02:00:00+01:00"),
        ("P1W", "2026-11-01T01:00:00+01:00"),
    ],
)
def test_hours_are_exact_time_and_days_are_days_of_the_calendar(length: str, end: str) -> None:
    event = f"UID:x\nDTSTART;TZID=Europe/Berlin:20261025T010000\nDURATION:{length}\n"
    (item,) = read_ics(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\n".encode()).calendar
    assert isinstance(item.end, datetime)
    assert item.end.isoformat() == end
