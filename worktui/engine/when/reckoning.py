"""Reckoning with days: the weeks, months and working days of a workspace."""

from __future__ import annotations

from datetime import date, timedelta

from worktui.engine.when.forms import Day, Days, add_months, last_of_month, valid
from worktui.engine.when.nodes import Context


def week_start(at: Context, day: date) -> date:
    """The first day of the calendar week of a day."""
    return day - timedelta(days=(day.weekday() - at.habits.week_starts) % 7)


def weekday_in_week(at: Context, weekday: int, weeks: int) -> date:
    """A weekday in this calendar week (0), the next (1), the last (-1)."""
    start = week_start(at, at.today) + timedelta(days=7 * weeks)
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def coming(at: Context, weekday: int, today_counts: bool = False) -> date:
    """The next such weekday after today."""
    ahead = (weekday - at.today.weekday()) % 7
    return at.today + timedelta(days=ahead if ahead or today_counts else 7)


def working_week(at: Context, start: date) -> tuple[date, date]:
    """First and last working day of the week that begins at `start`."""
    days = [start + timedelta(days=n) for n in range(7)]
    work = [day for day in days if day.weekday() in at.habits.working_days] or days
    return work[0], work[-1]


def week_of(at: Context, day: date) -> Days:
    return Days(*working_week(at, week_start(at, day)), unit="week")


def period(at: Context, unit: str, step: int) -> Days | None:
    """This (0), the next (1) or another week, month, quarter, year or week-end."""
    today = at.today
    if unit == "week":
        return Days(
            *working_week(at, week_start(at, today) + timedelta(days=7 * step)), unit="week"
        )
    if unit == "weekend":
        start = week_start(at, today) + timedelta(days=7 * step)
        saturday = start + timedelta(days=(5 - start.weekday()) % 7)
        return Days(saturday, saturday + timedelta(days=1), unit="weekend")
    if unit in ("month", "quarter"):
        size = 1 if unit == "month" else 3
        first = add_months(date(today.year, (today.month - 1) // size * size + 1, 1), step * size)
        end = add_months(first, size - 1)
        return Days(first, last_of_month(end.year, end.month), unit=unit)
    if unit == "year":
        return Days(date(today.year + step, 1, 1), date(today.year + step, 12, 31), unit="year")
    if unit == "fortnight":
        start = week_start(at, today) + timedelta(days=7 * step)
        return Days(start, start + timedelta(days=11), unit="week")
    return None


def month_days(at: Context, month: int, year: int | None, back: bool = False) -> Days:
    """A whole month; without a year the next to come, this one included."""
    if year is None:
        year = at.today.year + (-(month >= at.today.month) if back else month < at.today.month)
    return Days(date(year, month, 1), last_of_month(year, month), unit="month")


def shift_working(at: Context, day: date, count: int) -> date:
    """So many working days on (or back)."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = min(abs(count), 5000)
    if not at.habits.working_days:
        return day + step * left
    while left:
        day += step
        if day.weekday() in at.habits.working_days and day not in at.habits.holidays:
            left -= 1
    return day


def full_year(year: int) -> int:
    """Two digits: 00 to 39 are this century, 40 to 99 the last."""
    if year >= 100:
        return year
    return year + (2000 if year < 40 else 1900)


def in_year(at: Context, month: int, day: int, year: int | None) -> Day | None:
    """A month and day; without a year it is the next one to come."""
    if year is not None:
        year = full_year(year)
        return Day(date(year, month, day)) if valid(year, month, day) else None
    around = [
        date(y, month, day)
        for y in range(at.today.year - 4, at.today.year + 5)
        if valid(y, month, day)
    ]
    coming = [one for one in around if one >= at.today]
    if not coming:
        return None
    gone = [one for one in around if one < at.today]
    late = coming[0].year != at.today.year
    return Day(coming[0], loose=True, guess=late, others=(gone[-1],) if late and gone else ())


def next_numbered(at: Context, day: int) -> Day | None:
    """The next "15th": of this month, or of the first month that still has one to come."""
    first = at.today.replace(day=1)
    for month in range(12):
        start = add_months(first, month)
        if valid(start.year, start.month, day):
            found = start.replace(day=day)
            if found >= at.today:
                others = ()
                return Day(found, "ordinal", guess=True, loose=True, others=others)
    return None
