"""The time a repeat takes: as its times, one by one, where anybody fits between, and bounded always."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from worktui.engine import recur_busy
from worktui.engine.recur import Meter, Rule, starts, walls
from worktui.engine.recur_busy import spans
from worktui.engine.slots import SlotWork, slots
from worktui.engine.slots_work import MOST, calendar_times

BERLIN = ZoneInfo("Europe/Berlin")
LOW = datetime(2026, 3, 2, tzinfo=UTC)
HIGH = LOW + timedelta(days=9)
START = datetime(2026, 3, 3, 8, 10, 5, tzinfo=UTC)
EVERY = [",".join(map(str, range(n))) for n in (24, 60)]
DENSE = [
    "FREQ=MINUTELY", "FREQ=MINUTELY;COUNT=30", "FREQ=MINUTELY;INTERVAL=7", "FREQ=SECONDLY;INTERVAL=100",
    "FREQ=MINUTELY;BYHOUR=9,10", "FREQ=SECONDLY;BYMINUTE=3,20;BYDAY=TU",
    "FREQ=DAILY;BYMINUTE=0,5,10,15,20", "FREQ=HOURLY;INTERVAL=3;BYMINUTE=1,2,3,4,59",
    "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=8;BYMINUTE=0,10,20,30,40", "FREQ=MINUTELY;COUNT=5000",
    "FREQ=MINUTELY;UNTIL=20260305T101500Z", "FREQ=MINUTELY;INTERVAL=30;BYSECOND=0,10,20,30",
]  # fmt: skip
SPARSE = [
    "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=9", "FREQ=HOURLY;INTERVAL=5",
    "FREQ=MINUTELY;INTERVAL=90", "FREQ=DAILY;BYHOUR=8,12;BYMINUTE=0,30", "FREQ=MINUTELY;INTERVAL=25;COUNT=30",
    "FREQ=HOURLY;BYHOUR=8,9;BYDAY=WE", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=HOURLY;COUNT=20000",
    "FREQ=SECONDLY;INTERVAL=86400", "FREQ=DAILY;UNTIL=20260310",
]  # fmt: skip
Span = tuple[datetime, datetime]


def taken(text: str, minutes: int = 5, exdates: tuple[str, ...] = ()) -> list[Span]:
    return spans(text, START, timedelta(minutes=minutes), BERLIN, (LOW, HIGH), exdates)[0]


def one_by_one(text: str, minutes: int = 5, exdates: tuple[str, ...] = ()) -> list[Span]:
    length = timedelta(minutes=minutes)
    meter = Meter(4_000_000)
    found = starts(Rule.of(text), START, BERLIN, LOW - length, HIGH, exdates=exdates, meter=meter)
    return [(one, one + length) for one in found if one < HIGH and one + length > LOW]


@pytest.mark.parametrize("text", SPARSE)
@pytest.mark.parametrize("exdates", [(), ("2026-03-04",)])
def test_where_anybody_fits_between_each_time_is_one(text: str, exdates: tuple[str, ...]) -> None:
    assert taken(text, exdates=exdates) == one_by_one(text, exdates=exdates)


@pytest.mark.parametrize("text", DENSE)
def test_close_times_are_one_that_covers_all_of_them_and_little_else(text: str) -> None:
    every, found = one_by_one(text), taken(text)
    assert len(found) <= 24 * 10
    for start, end in every[:: len(every) // 500 + 1]:
        assert any(a <= start and end <= b for a, b in found)
    hours = {moment.replace(minute=0, second=0) for span in every for moment in span}
    for start, end in found:
        middle = start.replace(minute=0, second=0) + timedelta(hours=1)
        while middle < min(end, HIGH):
            assert middle in hours
            middle += timedelta(hours=1)


def test_a_repeat_as_long_as_its_own_step_is_one_block() -> None:
    assert taken("FREQ=HOURLY", 50) == [(START, HIGH + timedelta(days=1))]
    assert taken("FREQ=HOURLY", 60, ("2026-03-04",)) == one_by_one(
        "FREQ=HOURLY", 60, ("2026-03-04",)
    )
    count = 5 * 24 * 60
    end = START + timedelta(minutes=count + 4)
    assert taken(f"FREQ=MINUTELY;COUNT={count}") == [(START, end)]


@settings(max_examples=60)
@given(
    st.sampled_from(["HOURLY", "MINUTELY", "SECONDLY"]),
    st.integers(1, 100),
    st.sets(st.integers(0, 23), max_size=3),
    st.sets(st.sampled_from(["MO", "WE", "SU"]), max_size=2),
    st.integers(0, 40),
    st.sampled_from(["", ";COUNT=40", ";COUNT=90"]),
)
def test_the_same_small_times_as_dateutil_though_closed_days_and_hours_are_skipped(
    freq: str, interval: int, hours: set[int], days: set[str], after: int, count: str
) -> None:
    text = f"FREQ={freq};INTERVAL={interval if freq != 'HOURLY' or not hours else 1}{count}"
    text += f";BYHOUR={','.join(map(str, hours))}" if hours else ""
    text += f";BYDAY={','.join(sorted(days))}" if days else ""
    begin = datetime(2026, 3, 2, 9, 15)
    low, high = begin + timedelta(hours=after), begin + timedelta(hours=after, days=9)
    told = text
    if count and next(iter(rrulestr(text, dtstart=begin)), None) != begin:
        told = text.replace(count, f";COUNT={int(count[7:]) - 1}")  # RFC 5545 counts the start
    expected: list[datetime] = []
    for wall in rrulestr(told, dtstart=begin):
        if wall > high or len(expected) == 30:
            break
        if wall >= low:
            expected.append(wall)
    assert list(islice(walls(Rule.of(text), begin, low, high), 30)) == expected


def entry(number: int, rule: str, minutes: int = 5) -> dict[str, Any]:
    start = START + timedelta(minutes=number)
    return {"id": f"e{number}", "uid": f"e{number}", "person": "ana", "summary": "x",
            "start": start.isoformat(), "end": (start + timedelta(minutes=minutes)).isoformat(),
            "rrule": rule}  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31",
     "FREQ=MINUTELY;BYHOUR=0,1,2,3,4,5,6,7,8", "FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=15",
     f"FREQ=DAILY;BYHOUR={EVERY[0]};BYMINUTE={EVERY[1]};BYSECOND={EVERY[1]}",
     f"FREQ=YEARLY;BYDAY=MO,TU;BYHOUR={EVERY[0]};BYMINUTE={EVERY[1]};BYSECOND={EVERY[1]}",
     f"FREQ=DAILY;BYMINUTE={EVERY[1]};BYSECOND={EVERY[1]};BYSETPOS=7",
     "FREQ=MINUTELY;COUNT=9999999;BYDAY=MO", "FREQ=YEARLY;COUNT=9999999;BYMONTH=2;BYMONTHDAY=30"],
)  # fmt: skip
def test_a_page_of_slots_waits_for_no_calendar_full_of_repeats(rule: str) -> None:
    hours = {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    work = SlotWork.of(
        {"timezone": "Europe/Berlin", "working_hours": hours},
        [{"id": "ana", "name": "Ana"}],
        [{"slug": "intro", "title": "Intro", "minutes": 30, "hosts": ["ana"]}],
        [],
        [entry(number, rule) for number in range(200)],
    )
    begun = time.thread_time()
    kind = work.event_types["intro"]
    slots(work, kind, date(2026, 3, 2), date(2026, 4, 6), now=LOW, tz="Europe/Berlin")
    assert time.thread_time() - begun < 4  # 17 s for twenty of the worst of them before


def test_beyond_the_budget_of_all_repeats_an_entry_takes_its_first_time() -> None:
    entries = [entry(number, "FREQ=HOURLY;INTERVAL=2") for number in range(MOST // 100)]
    entries.append(entry(7, "FREQ=DAILY") | {"id": "last"})
    times = calendar_times(entries, BERLIN, LOW, HIGH)
    assert sum(doc["id"] == "last" for doc, _, _ in times) == 1


def test_what_was_worked_out_is_not_worked_out_again() -> None:
    entries = [entry(number, "FREQ=HOURLY;INTERVAL=2") for number in range(60)]
    recur_busy._spans.cache_clear()
    first = list(calendar_times(entries, BERLIN, LOW + timedelta(minutes=3), HIGH))
    made = recur_busy._spans.cache_info().misses
    second = list(calendar_times(entries, BERLIN, LOW + timedelta(minutes=9), HIGH))
    assert recur_busy._spans.cache_info().misses == made == len(entries)
    assert len(first) == len(second)
