"""Calendars of Microsoft Project: weeks, bases, exceptions of every kind written out as days."""

from __future__ import annotations

from datetime import date

import pytest

from worktui.formats.mspdi_calendars import Calendar, hours_of, read_calendars
from worktui.formats.mspdi_people import spans_of
from worktui.formats.mspdi_xml import read_xml

WEEK = {n: ("08:00-16:00",) if n < 5 else () for n in range(7)}


def read(*bodies: str) -> dict[int, Calendar]:
    """Calendars numbered from 1 by their elements."""
    rows = "".join(
        f"<Calendar><UID>{n}</UID><Name>C{n}</Name>{body}</Calendar>"
        for n, body in enumerate(bodies, 1)
    )
    return read_calendars(read_xml(f"<Calendars>{rows}</Calendars>".encode(), "x").kids)


def exception(first: str, last: str, more: str, working: int = 0) -> str:
    return (
        f"<Exceptions><Exception><TimePeriod><FromDate>{first}T00:00:00</FromDate><ToDate>{last}T23:59:00</ToDate>"
        f"</TimePeriod><Name>E</Name>{more}<DayWorking>{working}</DayWorking></Exception></Exceptions>"
    )


@pytest.mark.parametrize(
    ("first", "last", "more", "days"),
    [
        ("2026-03-02", "2026-03-04", "<Type>1</Type>", ["2026-03-02", "2026-03-03", "2026-03-04"]),
        ("2026-03-06", "2026-03-09", "", ["2026-03-06", "2026-03-09"]),
        ("2026-03-02", "2026-03-20", "<Type>6</Type><Period>2</Period><DaysOfWeek>34</DaysOfWeek>",
         ["2026-03-02", "2026-03-06", "2026-03-16", "2026-03-20"]),
        ("2026-01-01", "2026-06-30", "<Type>4</Type><Period>2</Period><MonthDay>13</MonthDay>",
         ["2026-01-13", "2026-03-13", "2026-05-13"]),
        ("2026-01-01", "2026-03-31", "<Type>5</Type><MonthItem>4</MonthItem><MonthPosition>4</MonthPosition>",
         ["2026-01-26", "2026-02-23", "2026-03-30"]),
        ("2026-01-01", "2028-12-31", "<Type>2</Type><Month>11</Month><MonthDay>24</MonthDay>",
         ["2026-12-24", "2027-12-24"]),  # in 2028 it is a Sunday
        ("2026-01-01", "2027-12-31", "<Type>3</Type><Month>10</Month><MonthItem>7</MonthItem>"
         "<MonthPosition>3</MonthPosition>", ["2026-11-26", "2027-11-25"]),
        ("2026-03-02", "2026-03-02", "<EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>3</Occurrences>"
         "<Type>7</Type><Period>3</Period>", ["2026-03-02", "2026-03-05"]),
    ],
)  # fmt: skip
def test_exceptions_of_every_kind_are_days_off(
    first: str, last: str, more: str, days: list[str]
) -> None:
    calendar = read(exception(first, last, more))[1]
    assert sorted(day.isoformat() for day in calendar.off) == days


def test_an_exception_that_works_makes_an_extra_day_and_other_hours_are_told() -> None:
    hours = ("<WorkingTimes><WorkingTime><FromTime>10:00:00</FromTime><ToTime>12:00:00</ToTime>"
             "</WorkingTime></WorkingTimes>")  # fmt: skip
    calendar = read(
        exception("2026-03-06", "2026-03-07", "", 1).replace(
            "</Exception>", hours + "</Exception>", 1
        )
    )[1]
    assert calendar.extra == {date(2026, 3, 7)}
    assert calendar.untold == ["other hours on 2026-03-06 (E)"]


def test_a_calendar_stands_on_its_base_and_says_what_differs() -> None:
    base = exception("2026-04-03", "2026-04-03", "")
    own = ("<BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking>"
           "</WeekDay></WeekDays>" + exception("2026-04-03", "2026-04-03", "", 1))  # fmt: skip
    first, second = read(base, own).values()
    assert first.off == {date(2026, 4, 3)}
    assert (second.off, second.extra) == (set(), {date(2026, 4, 3)})
    assert not second.week[4]


def test_a_ring_of_bases_and_a_base_that_is_not_there_are_the_usual_week() -> None:
    made = read("<BaseCalendarUID>2</BaseCalendarUID>", "<BaseCalendarUID>1</BaseCalendarUID>",
                "<BaseCalendarUID>9</BaseCalendarUID>")  # fmt: skip
    assert all(one.hours == {"mon-fri": ["08:00-12:00", "13:00-17:00"]} for one in made.values())


def test_the_older_way_of_exceptions_is_read_where_there_is_no_newer_one() -> None:
    older = ("<WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>"
             "<FromDate>2026-03-03T00:00:00</FromDate><ToDate>2026-03-03T23:59:00</ToDate></TimePeriod>"
             "</WeekDay></WeekDays>")  # fmt: skip
    assert read(older)[1].off == {date(2026, 3, 3)}


def test_a_series_without_end_ends_somewhere() -> None:
    calendar = read(exception("2026-01-01", "9998-12-31", "<Type>1</Type>"))[1]
    assert len(calendar.off) < 3700
    assert any("after" in what for what in calendar.untold)


def test_hours_of_a_week_are_ranges_of_days() -> None:
    week = {**WEEK, 2: ("08:00-12:00",)}
    assert hours_of(week) == {
        "mon-tue": ["08:00-16:00"],
        "wed": ["08:00-12:00"],
        "thu-fri": ["08:00-16:00"],
    }


def test_absences_run_over_weekends_on_which_nobody_works() -> None:
    days = [date(2026, 3, n) for n in (5, 6, 9, 12)]
    assert spans_of(days, WEEK) == [["2026-03-05", "2026-03-09"], ["2026-03-12", "2026-03-12"]]
