"""Zones that calendar programs name in their own way keep their wall time over clock changes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from worktui.domain.arrival import CalendarItem
from worktui.engine.recur import starts
from worktui.engine.recur_rule import Rule
from worktui.senses.ics import read_ics

DATA = Path(__file__).parent.parent / "data" / "calendars"
CASES = [
    case
    for case in json.loads((DATA / "manifest.json").read_text("utf-8"))
    if case.get("occurrences")
]
FILE = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//T//EN\r
BEGIN:VTIMEZONE\r
TZID:{name}\r
BEGIN:STANDARD\r
DTSTART:19701025T030000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
BEGIN:DAYLIGHT\r
DTSTART:19700329T020000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
END:DAYLIGHT\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:1@t.example\r
DTSTART;TZID="{name}":20260323T093000\r
RRULE:FREQ=WEEKLY\r
SUMMARY:Round\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
        ("Customized Time Zone", None),
    ],
)
def test_a_zone_of_another_name_is_known_by_its_clock(name: str, zone: str | None) -> None:
    item = read_ics(FILE.format(name=name).encode()).calendar[0]
    assert isinstance(item.start, datetime)
    assert isinstance(item.start.tzinfo, ZoneInfo)
    assert zone is None or item.start.tzinfo.key == zone
    assert item.start.replace(month=4).utcoffset() == item.start.replace(month=7).utcoffset()
    assert item.start.utcoffset() != item.start.replace(month=7).utcoffset()


def test_a_city_whose_clock_runs_otherwise_is_not_believed() -> None:
    item = read_ics(FILE.format(name="Tokyo, Osaka").encode()).calendar[0]
    assert isinstance(item.start, datetime)
    assert item.start.astimezone(UTC) == datetime(2026, 3, 23, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_repeats_come_when_two_other_programs_say(case: dict[str, Any]) -> None:
    arrival = read_ics((DATA / case["file"]).read_bytes())
    window = case["occurrences"]
    low, high = (datetime.fromisoformat(window[end]) for end in ("from", "to"))
    moved = {(i.uid, _utc(i.recurrence_id)) for i in arrival.calendar if i.recurrence_id}
    found = {
        (_told(moment, item), item.uid)
        for item in arrival.calendar
        if item.component == "VEVENT" and item.start is not None
        for moment in _times(item, low, high)
        if item.recurrence_id or (item.uid, moment) not in moved
    }
    assert found == {(start, uid) for start, uid in window["starts"]}


def _utc(moment: date | datetime | None) -> datetime:
    assert moment is not None
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _times(item: CalendarItem, low: datetime, high: datetime) -> list[datetime]:
    start = _utc(item.start)
    more = [_utc(moment) for moment in item.rdates]
    zone = getattr(item.start, "tzinfo", None)
    if item.rrule and item.recurrence_id is None:
        rule, gone = Rule.of(item.rrule), [moment.isoformat() for moment in item.exdates]
        zone = zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")
        more += starts(rule, start, zone, low, high, exdates=gone)
    else:
        more.append(start)
    return [moment for moment in more if low <= moment < high]


def _told(moment: datetime, item: CalendarItem) -> str:
    if item.all_day:
        return moment.date().isoformat()
    floating = isinstance(item.start, datetime) and item.start.tzinfo is None
    return f"{moment:%Y-%m-%dT%H:%M:%S}" + ("" if floating else "Z")
