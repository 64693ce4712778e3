"""Periods by name: "next week", "the week after next", "end of March", "Q2", "KW 12"."""

from __future__ import annotations

from datetime import date, timedelta

from worktui.engine.when.forms import Day, Days, last_of_month
from worktui.engine.when.nodes import Grammar, Hit, Node
from worktui.engine.when.reckoning import (
    month_days,
    period,
    shift_working,
    week_of,
    working_week,
)

PERIODS = Grammar()

_STEP = {"NEXT": 1, "LAST": -1, "THIS": 0, "COMING": 1, "AFTERNEXT": 2}
_WHICH = "NEXT LAST THIS COMING AFTERNEXT"


@PERIODS.rule("NEXT", "[NEXT COMING] LENGTH", "THE? NEXT FEW UNIT")
@PERIODS.rule("COMING", "LENGTH COMING", "NUM COMING UNIT", "COMING LENGTH")
def next_days(hit: Hit) -> Node | None:
    """ "next 3 days"; "upcoming 2 days" names the last of them."""
    found = hit.value("LENGTH")
    days = (
        found.days
        if found is not None and found.whole_days and not found.months and not found.working
        else None
    )
    if hit.has("UNIT") and hit.value("UNIT") == "day":
        days = hit.value("NUM", hit.value("FEW"))
    if not days or days > 3660:
        return None
    last = hit.at.today + timedelta(days=days)
    if hit.has("COMING"):
        return hit.make("DAY", Day(last, "relative", guess=True))
    return hit.make("DAYS", Days(hit.at.today + timedelta(days=1), last))


@PERIODS.rule(
    "UNIT",
    f"THE? [{_WHICH}] UNIT AFTERNEXT?",
    "THE? UNIT [NEXT LAST AFTERNEXT]",
    "THE? UNIT AFTER NEXT",
    "THE? UNIT BEFORE LAST",
)
def relative_period(hit: Hit) -> Node | None:
    """ "next week", "la semana que viene", "the week after next"."""
    if hit.has("AFTER") and hit.followed_by("UNIT", "WEEKDAY", "MONTH"):
        return None
    which = next(node.sym for node in hit.nodes if node.sym in _STEP)
    unit = hit.value("UNIT")
    step = 2 if hit.has("AFTERNEXT", "AFTER") else -2 if hit.has("BEFORE") else _STEP[which]
    if unit in ("day", "bday") and which in ("NEXT", "COMING"):
        if hit.text.lower().endswith("days"):
            return None
        tomorrow = hit.at.today + timedelta(days=1)
        found_day = shift_working(hit.at, hit.at.today, 1) if unit == "bday" else tomorrow
        return hit.make("DAY", Day(found_day, "relative"))
    if unit == "weekend" and which == "COMING":
        step = 0
    found = period(hit.at, unit, step)
    return None if found is None else hit.make("DAYS", found)


@PERIODS.rule("MONTH", f"THE? [{_WHICH}] MONTH", "MONTH [NEXT LAST]")
def relative_month(hit: Hit) -> Node | None:
    """ "next March" is the next one to come after this month, "last March" the one before."""
    if hit.followed_by("NUM", "ORD") or not _proper(hit):
        return None
    month, back = hit.value("MONTH"), hit.has("LAST")
    found = month_days(hit.at, month, None, back)
    if hit.has("NEXT") and month == hit.at.today.month:
        found = month_days(hit.at, month, hit.at.today.year + 1)
    return hit.make("DAYS", found)


def _proper(hit: Hit) -> bool:
    """A month that is also a word or a name ("may", "April") has to be written like a month."""
    month = hit.one("MONTH")
    return month is not None and (not month.weak or hit.at.text[month.start].isupper())


@PERIODS.rule("MID", "(?<=MID DASH) MONTH")
def mid_month(hit: Hit) -> Node | None:
    """ "mid-March"."""
    return hit.make("DAYS", month_days(hit.at, hit.value("MONTH"), None))


@PERIODS.rule("MONTH", "MONTH OF? YEAR")
def month_of_year(hit: Hit) -> Node | None:
    return hit.make("DAYS", month_days(hit.at, hit.value("MONTH"), hit.value("YEAR")))


@PERIODS.rule("MONTH", "MONTH OF DAYS")
def month_of_next_year(hit: Hit) -> Node | None:
    """ "February of next year"."""
    days: Days = hit.value("DAYS")
    return (
        hit.make("DAYS", month_days(hit.at, hit.value("MONTH"), days.first.year))
        if days.unit == "year"
        else None
    )


@PERIODS.rule(
    "MONTH", "(?<=[IN BY UPTO END START MID EARLY LATE BEFORE SINCE VOR DANS]) THE? MONTH"
)
def month_said(hit: Hit) -> Node | None:
    """ "in November", "by March", "end of May"."""
    if not _proper(hit) or (hit.followed_by("NUM", "ORD", "X") and hit.preceded_by("BY")):
        return None
    return hit.make(
        "DAYS", month_days(hit.at, hit.value("MONTH"), None, back=hit.preceded_by("SINCE"))
    )


@PERIODS.rule("QUARTERNO", "THE? QUARTERNO [OF SLASH DASH COMMA]? (?:YEAR|DAYS)?")
def quarter(hit: Hit) -> Node | None:
    if hit.nodes[-1].sym in ("OF", "SLASH", "DASH", "COMMA"):
        return None
    number, year = hit.value("QUARTERNO"), hit.value("YEAR")
    days = hit.value("DAYS")
    if days is not None:
        if days.unit != "year":
            return None
        year = days.first.year
    now = (hit.at.today.month - 1) // 3 + 1
    year = year if year is not None else hit.at.today.year + (number < now)
    last = last_of_month(year, number * 3)
    return hit.make("DAYS", Days(date(year, number * 3 - 2, 1), last, unit="quarter"))


@PERIODS.rule("WEEKNO", "WEEKNO NUM (?:SLASH? YEAR)?")
def week_number(hit: Hit) -> Node | None:
    """ISO 8601 week: "KW 12"."""
    number, year = hit.value("NUM"), hit.value("YEAR", hit.at.today.year)
    if not 1 <= number <= 53:
        return None
    start = date.fromisocalendar(year, min(number, 52), 1) + timedelta(
        days=7 * (number - min(number, 52))
    )
    if start + timedelta(days=6) < hit.at.today and not hit.has("YEAR"):
        start = date.fromisocalendar(year + 1, min(number, 52), 1)
    return hit.make("DAYS", Days(*working_week(hit.at, start), unit="week"))


@PERIODS.rule("INENG", "INENG THE? DAY")
def week_with(hit: Hit) -> Node | None:
    return hit.make("DAYS", week_of(hit.at, hit.value("DAY").value))


@PERIODS.rule("UNIT", "THE? [ORD SECOND LAST] UNIT (?:OF|IN) (?:DAYS|MONTH)")
@PERIODS.rule("INENG", "THE? [ORD SECOND LAST] INENG THE? (?:DAYS|MONTH)")
def nth_week(hit: Hit) -> Node | None:
    """ "first week of October", the week with its first day."""
    month = hit.value("MONTH")
    days, nth = hit.value("DAYS") or month_days(hit.at, month, None), hit.value("ORD", 2)
    if hit.value("UNIT", "week") != "week" or days.unit != "month" or not 1 <= nth <= 5:
        return None
    start = days.last if hit.has("LAST") else days.first + timedelta(days=7 * (nth - 1))
    return hit.make("DAYS", week_of(hit.at, start))


@PERIODS.rule("UNIT", "(?<=[BY UPTO IN ON AT BEFORE FOR VOR]) THE? UNIT")
def this_weekend(hit: Hit) -> Node | None:
    """ "at the weekend", "am Wochenende"."""
    found = period(hit.at, "weekend", 0) if hit.value("UNIT") == "weekend" else None
    return None if found is None else hit.make("DAYS", found)


@PERIODS.rule("UNIT", "(?<=[END START MID EARLY LATE BY UPTO]) THE? UNIT")
def this_period(hit: Hit) -> Node | None:
    """The bare unit of "end of the month" is the current one."""
    unit = hit.value("UNIT")
    if unit not in ("week", "month", "year", "quarter") or hit.followed_by("NUM"):
        return None
    found = period(hit.at, unit, 0)
    return None if found is None else hit.make("DAYS", found)


@PERIODS.rule("DAYS", "END DASH? OF? DAYS", "DAYS END")
@PERIODS.rule("YEAR", "END YEAR")
def end_of(hit: Hit) -> Node | None:
    """The last working day of a week, the last day of a month."""
    days = hit.value("DAYS") or Days(date(hit.value("YEAR"), 1, 1), date(hit.value("YEAR"), 12, 31))
    return hit.make("DAY", Day(days.last, "relative", guess=True))


@PERIODS.rule("EOP", "EOP")
def end_by_acronym(hit: Hit) -> Node | None:
    found = period(hit.at, hit.nodes[0].value, 0)
    return (
        None
        if found is None
        else hit.make("DAY", Day(found.last, "relative", guess=True, limit=True))
    )


@PERIODS.rule("DAYS", "[START MID EARLY LATE] DASH? OF? THE? DAYS", "HENCE DAYS")
def part_of_period(hit: Hit) -> Node | None:
    """ "early next week", "mid March", "later this week"."""
    days: Days = hit.value("DAYS")
    size = (days.last - days.first).days + 1
    third = max(1, size // 3)
    first, last = days.first, days.last
    if hit.has("START", "EARLY"):
        last = first + timedelta(days=third if size < 10 else third - 1)
    elif hit.has("MID"):
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    elif days.first <= hit.at.today <= days.last:
        first = min(hit.at.today + timedelta(days=1), last)
    else:
        first = last - timedelta(days=third)
    return hit.make("DAYS", days.but(first=first, last=last, unit="days"))
