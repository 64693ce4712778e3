"""Repeats: equal to dateutil where that is right, and bounded where that is not."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import growth
from worktui.domain.errors import BadInput
from worktui.engine.recur import Rule, starts, walls

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 2, 9, 15)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def shown(moments: list[datetime]) -> list[str]:
    return [f"{moment.astimezone(BERLIN):%m-%d %H:%M}" for moment in moments]


def between(
    rule: str, low: str, high: str, start: str = "2026-03-02T09:00", **more: list[str]
) -> list[str]:
    return shown(starts(Rule.of(rule), local(start), BERLIN, local(low), local(high), **more))


DAY = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
NTH = st.builds("{}{}".format, st.sampled_from(["1", "2", "-1", "-2"]), DAY)


def few(values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[str]:
    lists = st.lists(values, min_size=1, max_size=most, unique=True)
    return lists.map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that have a time every few years at least: dateutil searches for ever else."""
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 4))}"]
    choices = [["BYDAY"], ["BYMONTH"], []]
    if freq in ("YEARLY", "MONTHLY"):
        choices += [["BYDAY", "BYMONTH"], ["BYMONTHDAY"], ["BYMONTHDAY", "BYMONTH"]]
    if freq == "YEARLY":
        choices += [["BYYEARDAY"]]
    if freq == "MONTHLY":
        parts[1] = "INTERVAL=1"
    # Never both kinds in one rule: dateutil then asks for both at once, RFC 5545 for either.
    days = NTH if freq in ("YEARLY", "MONTHLY") and draw(st.booleans()) else DAY
    values = {
        "BYDAY": few(days),
        "BYMONTH": few(st.integers(1, 12)),
        "BYMONTHDAY": few(st.sampled_from([1, 13, 15, 28, -1, -3, 31])).map("28,{}".format),
        "BYYEARDAY": few(st.sampled_from([1, 60, 200, -1, -60, 366])).map("100,{}".format),
    }
    by_day = draw(st.sampled_from(choices))
    parts += [f"{name}={draw(values[name])}" for name in by_day]
    if freq != "HOURLY":
        if draw(st.booleans()):
            parts.append(f"BYHOUR={draw(few(st.integers(0, 23), 2))}")
        if by_day and freq in ("YEARLY", "MONTHLY") and draw(st.booleans()):
            parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '1,-2']))}")
    if draw(st.booleans()):
        parts.append(f"BYMINUTE={draw(few(st.integers(0, 59), 2))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(DAY)}")
    return ";".join(parts)


def counted(text: str) -> str:
    """The rule with the start counted also where it is off the rule, which dateutil leaves out."""
    count = re.search(r"COUNT=(\d+)", text)
    if count is None or next(iter(rrulestr(text, dtstart=START))) == START:
        return text
    return text.replace(count[0], f"COUNT={int(count[1]) - 1}")


@settings(max_examples=150)
@given(rules(), st.integers(0, 400))
def test_the_same_times_as_dateutil_in_any_window(text: str, after: int) -> None:
    low = START + timedelta(days=after)
    high = low + timedelta(days=500)
    expected = []
    for wall in rrulestr(counted(text), dtstart=START):
        if wall > high or len(expected) == 50:
            break
        if wall >= low:
            expected.append(wall)
    assert list(islice(walls(Rule.of(text), START, low, high), 50)) == expected


@pytest.mark.parametrize("wkst", ["MO", "SU"])
@pytest.mark.parametrize("weeks", ["1", "20", "53", "-1", "1,-1"])
def test_weeks_of_the_year_are_counted_from_the_first_with_four_days(weeks: str, wkst: str) -> None:
    text = f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY=MO,SU;WKST={wkst}"
    high = START + timedelta(days=3000)
    expected = [wall for wall in rrulestr(f"{text};COUNT=40", dtstart=START) if wall <= high]
    assert list(walls(Rule.of(text), START, START, high))[:40] == expected[:40]


def test_a_repeat_keeps_its_wall_time_through_a_change_of_the_clock() -> None:
    rule = Rule.of("FREQ=WEEKLY;BYDAY=FR,MO")
    found = starts(
        rule,
        local("2026-03-02T09:00"),
        BERLIN,
        local("2026-03-27T00:00"),
        local("2026-03-31T00:00"),
    )
    assert found == [datetime(2026, 3, 27, 8, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)]


def test_a_skipped_time_is_read_with_the_offset_before_and_a_repeated_one_is_the_first() -> None:
    daily = Rule.of("FREQ=DAILY")
    spring = starts(
        daily,
        local("2026-03-27T02:30"),
        BERLIN,
        local("2026-03-29T00:00"),
        local("2026-03-29T23:00"),
    )
    assert spring == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]
    autumn = starts(
        daily,
        local("2026-10-23T02:30"),
        BERLIN,
        local("2026-10-25T00:00"),
        local("2026-10-25T23:00"),
    )
    assert autumn == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_count_counts_what_is_taken_out() -> None:
    found = between(
        "FREQ=DAILY;COUNT=4", "2026-03-01T00:00", "2026-04-01T00:00",
        exdates=["2026-03-03", "2026-03-05T08:00:00Z", "rubbish"],
    )  # fmt: skip
    assert found == ["03-02 09:00", "03-04 09:00"]


@pytest.mark.parametrize(
    "until",
    ["20260304", "2026-03-04", "20260304T080000Z", "20260304T090000", "2026-03-04T09:00:00+01:00"],
)
def test_until_is_included_in_every_way_it_is_written(until: str) -> None:
    found = between(f"RRULE:FREQ=DAILY;UNTIL={until}", "2026-03-01T00:00", "2026-04-01T00:00")
    assert found == ["03-02 09:00", "03-03 09:00", "03-04 09:00"]


def test_the_start_is_always_one_even_off_its_rule_and_not_when_taken_out() -> None:
    window = ("2026-03-01T00:00", "2026-03-10T00:00")
    assert between("FREQ=WEEKLY;BYDAY=WE", *window) == ["03-02 09:00", "03-04 09:00"]
    assert between("FREQ=DAILY;BYDAY=WE,TH;COUNT=2", *window) == ["03-02 09:00", "03-04 09:00"]
    assert between("FREQ=DAILY;BYDAY=WE,TH;COUNT=1", *window) == ["03-02 09:00"]
    assert between("FREQ=WEEKLY;BYDAY=WE", *window, exdates=["2026-03-02"]) == ["03-04 09:00"]


def test_a_rule_may_be_an_object_of_its_parts() -> None:
    assert Rule.of(
        {"freq": "weekly", "byday": ["MO", "-1FR"], "interval": 2, "count": None}
    ) == Rule.of("freq=weekly;interval=2;byday=mo,-1fr")


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=SOMETIMES", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;BYMONTH=13",
     "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;BYDAY=+-1MO", "FREQ=DAILY;UNTIL=soon",
     "FREQ=DAILY;BYHOUR=x", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=DAILY;COUNT=99999999999999",
     "BYDAY=MO", "FREQ=DAILY;WKST=9"],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadInput):
        Rule.of(text)


@pytest.mark.parametrize(
    "text",
    ["FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=31",
     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
     "FREQ=SECONDLY;COUNT=9999999", "FREQ=YEARLY;INTERVAL=9999999", "FREQ=WEEKLY;INTERVAL=9999999"],
)  # fmt: skip
def test_no_rule_keeps_anybody_waiting(text: str) -> None:
    def search(years: int) -> None:
        until = local(f"{2026 + years}-01-01T00:00")
        starts(Rule.of(text), local("1971-01-01T00:00"), BERLIN, local("2026-01-01T00:00"), until)

    assert growth(search, 7900) < 9


def test_a_window_far_from_the_start_is_reached_at_once() -> None:
    found = between("FREQ=DAILY", "9000-01-01T00:00", "9000-01-03T00:00", start="1971-01-01T07:00")
    assert found == ["01-01 07:00", "01-02 07:00"]


def test_a_plain_day_and_a_counted_one_in_one_rule_are_both_meant() -> None:
    times = between("FREQ=MONTHLY;BYDAY=1TH,TU", "2026-03-01T00:00", "2026-03-12T00:00")
    assert times == ["03-02 09:00", "03-03 09:00", "03-05 09:00", "03-10 09:00"]
