"""Working windows: wall-clock hours as real time, through changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from worktui.domain.errors import BadInput
from worktui.engine.working import days_off, first_instant, midnight, week_of, windows, zone_of

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def length(hours: str, day: date, zone: ZoneInfo = BERLIN) -> timedelta:
    found = list(windows(week_of({"mon-sun": [hours]}), zone, day, day))
    return sum((end - start for start, end in found), timedelta(0))


@pytest.mark.parametrize(
    ("day", "hours", "real"),
    [
        (SPRING, "01:00-05:00", 3.0),
        (AUTUMN, "01:00-05:00", 5.0),
        (date(2026, 6, 1), "01:00-05:00", 4.0),
        (SPRING, "02:10-02:50", 0.0),
        (SPRING, "02:30-03:30", 0.5),
        (AUTUMN, "02:10-02:50", 40 / 60),
        (AUTUMN, "02:30-03:00", 1.5),
        (SPRING, "00:00-24:00", 23.0),
        (AUTUMN, "00:00-24:00", 25.0),
    ],
)
def test_windows_over_a_gap_are_shorter_and_over_a_repeated_hour_longer(
    day: date, hours: str, real: float
) -> None:
    assert length(hours, day) == timedelta(hours=real)


def test_a_day_that_a_zone_leaves_out_has_no_windows() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert length("00:00-24:00", date(2011, 12, 30), apia) == timedelta(0)
    assert length("00:00-24:00", date(2011, 12, 29), apia) == timedelta(hours=24)


def test_a_day_begins_after_a_gap_at_midnight_and_after_a_repeated_hour_before_it() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    assert midnight(SPRING, beirut) == datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert midnight(AUTUMN, beirut) == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert midnight(AUTUMN, beirut) - midnight(date(2026, 10, 24), beirut) == timedelta(hours=25)


def test_a_skipped_time_is_the_first_after_the_gap_to_the_second() -> None:
    found = first_instant(datetime(2026, 3, 29, 2, 17, 31), BERLIN)
    assert found == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_days_and_ranges_name_hours_and_one_day_replaces_a_range() -> None:
    week = week_of({"fri": ["09:00-12:00"], "mon-fri": ["08:00-16:00"], "wed": []})
    assert week[0] == ((480, 960),)
    assert week[4] == ((540, 720),)
    assert week[2] == week[5] == ()
    assert week_of({"fri-mon": ["10:00-11:00"]})[1:4] == ((), (), ())
    assert week_of({"Saturday": ["10:00-24:00"]})[5] == ((600, 1440),)


@pytest.mark.parametrize(
    "hours",
    [{"someday": ["09:00-12:00"]}, {"mon": ["9"]}, {"mon": ["09:00-25:00"]},
     {"mon-tue-wed": []}, {"mon": ["24:30-24:40"]}],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_refused_in_a_sentence(hours: dict[str, list[str]]) -> None:
    with pytest.raises(BadInput):
        week_of(hours)


def test_a_zone_that_does_not_exist_is_refused() -> None:
    for name in ("Mars/Dome", "../etc/passwd", ""):
        with pytest.raises(BadInput, match="time zone"):
            zone_of(name)


def test_holidays_and_absences_include_both_ends_and_never_run_on() -> None:
    off = days_off(
        ["2026-12-25", "no day"], [["2026-03-23", "2026-03-25"], ["2026-01-01", "9999-12-31"]]
    )
    assert {date(2026, 12, 25), date(2026, 3, 23), date(2026, 3, 25)} <= off
    assert len(off) < 4000
    assert days_off([], ["2026-03-23"]) == {date(2026, 3, 23)}
    assert days_off([], [["2026-03-25", "2026-03-23"]]) == frozenset()
