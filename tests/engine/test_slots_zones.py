"""Slots over changes of the clock, reckoned by hand: both directions, half hours, none at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from worktui.engine.slots import SlotWork, refuse_reason, slots

HOUR = {"slug": "call", "title": "Call", "minutes": 60, "step": 60, "hosts": ["mara"]}


def work(zone: str, hours: str, bookings: list[dict[str, Any]] | None = None) -> SlotWork:
    mara = {"id": "mara", "tz": zone, "working_hours": {"mon-sun": [hours]}}
    return SlotWork.of({"timezone": zone}, [mara], [HOUR], bookings or [], [])


def starts(given: SlotWork, day: str, tz: str) -> list[str]:
    """The starts offered on a day of a zone, as `DDTHH:MM` in UTC."""
    on = date.fromisoformat(day)
    now = datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(days=10)
    found = slots(given, given.event_types["call"], on, on, now=now, tz=tz)
    for slot in found:
        assert slot.end - slot.start == timedelta(hours=1)
        assert refuse_reason(given, given.event_types["call"], slot.start, now=now) is None
    return [f"{slot.start:%dT%H:%M}" for slot in found]


NIGHT = "00:00-04:00"
BY_HAND = [
    # forward: an hour of the night does not exist
    ("Europe/Berlin", "2026-03-29", NIGHT, "28T23:00 29T00:00 29T01:00"),
    ("America/New_York", "2026-03-08", NIGHT, "08T05:00 08T06:00 08T07:00"),
    ("America/Sao_Paulo", "2018-11-04", NIGHT, "04T03:00 04T04:00 04T05:00"),
    ("Australia/Adelaide", "2026-10-04", NIGHT, "03T14:30 03T15:30 03T16:30"),
    ("Australia/Lord_Howe", "2026-10-04", NIGHT, "03T13:30 03T14:30 03T15:30"),
    # back: an hour of the night is there twice
    ("Europe/Berlin", "2026-10-25", NIGHT, "24T22:00 24T23:00 25T00:00 25T01:00 25T02:00"),
    ("America/New_York", "2026-11-01", NIGHT, "01T04:00 01T05:00 01T06:00 01T07:00 01T08:00"),
    ("America/Sao_Paulo", "2019-02-16", "22:00-24:00", "17T00:00 17T01:00 17T02:00"),
    ("America/Sao_Paulo", "2019-02-17", NIGHT, "17T03:00 17T04:00 17T05:00 17T06:00"),
    ("Australia/Adelaide", "2026-04-05", NIGHT, "04T13:30 04T14:30 04T15:30 04T16:30 04T17:30"),
    ("Australia/Lord_Howe", "2026-04-05", NIGHT, "04T13:00 04T14:00 04T15:00 04T16:00"),
    # offsets that are no whole hours, and zones that never change
    ("Asia/Kolkata", "2026-03-29", NIGHT, "28T18:30 28T19:30 28T20:30 28T21:30"),
    ("Asia/Kathmandu", "2026-03-29", NIGHT, "28T18:15 28T19:15 28T20:15 28T21:15"),
    ("Africa/Lagos", "2026-03-29", NIGHT, "28T23:00 29T00:00 29T01:00 29T02:00"),
    ("America/Sao_Paulo", "2026-02-15", NIGHT, "15T03:00 15T04:00 15T05:00 15T06:00"),
    # what lies after the change is not moved by it
    ("Europe/Berlin", "2026-03-29", "09:00-11:00", "29T07:00 29T08:00"),
    ("Europe/Berlin", "2026-03-28", "09:00-11:00", "28T08:00 28T09:00"),
    ("America/New_York", "2026-11-01", "09:00-11:00", "01T14:00 01T15:00"),
]


@pytest.mark.parametrize(("zone", "day", "hours", "expected"), BY_HAND)
def test_a_window_is_as_long_as_the_clock_really_makes_it(
    zone: str, day: str, hours: str, expected: str
) -> None:
    assert starts(work(zone, hours), day, zone) == expected.split()


@pytest.mark.parametrize(
    ("reader", "day", "expected"),
    [
        # nine to eleven in Berlin, while only one of the two has changed its clock
        ("America/New_York", "2026-03-16", "16T08:00 16T09:00"),
        ("America/New_York", "2026-10-26", "26T08:00 26T09:00"),
        ("Asia/Kolkata", "2026-03-30", "30T07:00 30T08:00"),
        ("Pacific/Auckland", "2026-03-29", "29T07:00 29T08:00"),
        ("Pacific/Kiritimati", "2026-03-29", "29T07:00 29T08:00"),
    ],
)
def test_a_reader_elsewhere_sees_the_same_instants(reader: str, day: str, expected: str) -> None:
    assert starts(work("Europe/Berlin", "09:00-11:00"), day, reader) == expected.split()


def test_a_booking_in_the_hour_that_is_there_twice_takes_one_of_the_two() -> None:
    zone = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 0, tzinfo=zone, fold=0)
    taken = {"id": "BK-1", "event_type": "call", "status": "confirmed", "hosts": ["mara"],
             "start": first.isoformat(),
             "end": (first.astimezone(UTC) + timedelta(hours=1)).isoformat()}  # fmt: skip
    found = starts(work("Europe/Berlin", NIGHT, [taken]), "2026-10-25", "Europe/Berlin")
    assert found == ["24T22:00", "24T23:00", "25T01:00", "25T02:00"]
