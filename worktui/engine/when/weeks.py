"""Days and periods by name: "next Friday", "the week after next", "end of March"."""

from __future__ import annotations

from datetime import date, timedelta

from worktui.engine.when.forms import Day, Days, add_months, last_of_month
from worktui.engine.when.nodes import Context, Grammar, Hit, Node

PERIODS = Grammar()
WEEKDAYS = Grammar()

_STEP = {"NEXT": 1, "LAST": -1, "THIS": 0, "COMING": 1, "AFTERNEXT": 2}
_WHICH = "NEXT LAST THIS COMING AFTERNEXT"


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


# ------------------------------------------------------------ periods


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
)
def relative_period(hit: Hit) -> Node | None:
    """ "next week", "la semana que viene", "the week after next"."""
    if hit.has("AFTER") and hit.followed_by("UNIT", "WEEKDAY", "MONTH"):
        return None
    which = next(node.sym for node in hit.nodes if node.sym in _STEP)
    unit = hit.value("UNIT")
    step = 2 if hit.has("AFTERNEXT", "AFTER") else _STEP[which]
    said = (
        hit.at.text[hit.one("UNIT").start : hit.one("UNIT").end].lower() if hit.one("UNIT") else ""
    )  # type: ignore[union-attr]
    if unit in ("day", "bday") and which in ("NEXT", "COMING") and not said.endswith("s"):
        return hit.make(
            "DAY",
            Day(
                shift_working(hit.at, hit.at.today, 1)
                if unit == "bday"
                else hit.at.today + timedelta(days=1),
                "relative",
            ),
        )
    if unit == "weekend" and which == "COMING":
        step = 0
    found = period(hit.at, unit, step)
    return None if found is None else hit.make("DAYS", found)


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


@PERIODS.rule("DAYS", "[START MID EARLY LATE] DASH? OF? THE? DAYS")
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


# ------------------------------------------------------------ weekdays

_LINK = "(?:OF|FROM|IN|ON|THE|AT)"


@WEEKDAYS.rule(
    "WEEKDAY", f"WEEKDAY {_LINK}{{0,2}} DAYS", f"DAYS (?:COMMA|POSS|{_LINK}){{0,2}} WEEKDAY"
)
def weekday_of_week(hit: Hit) -> Node | None:
    """ "Wednesday next week", "nächste Woche Mittwoch", "last week's Sunday"."""
    days: Days = hit.value("DAYS")
    if days.unit != "week":
        return None
    if hit.has("COMMA") and days.first <= hit.at.today:
        return None
    start = week_start(hit.at, days.first)
    found = start + timedelta(days=(hit.value("WEEKDAY") - start.weekday()) % 7)
    return hit.make("DAY", Day(found, "week", guess=True))


@WEEKDAYS.rule(
    "WEEKDAY",
    "(?:[THIS COMING NEXT]{0,2}) WEEKDAY (?:COMMA|DASH|LP|ON|DOT)? THE? DAY RP?",
    "DAY (?:COMMA|LP|OF|ON){0,2} WEEKDAY RP?",
)
def weekday_and_date(hit: Hit) -> Node | None:
    """ "Fri, Jul 18", "Friday 6 March": the year in which both hold, if one is near."""
    day: Day = hit.value("DAY")
    weekday = hit.value("WEEKDAY")
    if hit.has("LP") and not hit.has("RP"):
        return None
    if day.sort in ("relative", "counted", "week"):
        return _near_weekday(hit, day, weekday)
    if (
        day.sort != "date"
        or (hit.nodes[0].sym == "DAY" and hit.has("ON"))
        or (hit.nodes[0].sym == "DAY" and hit.has("COMMA") and not day.loose)
    ):
        return None
    if day.value.weekday() == weekday:
        return hit.make("DAY", day.but(guess=False, others=(), issue=None) if day.issue else day)
    for other in day.others:
        if other.weekday() == weekday:
            return hit.make(
                "DAY", day.but(value=other, others=(day.value,), guess=True, issue=None)
            )
    if day.loose:
        for years in (1, -1):
            moved = add_months(day.value, 12 * years)
            if moved.weekday() == weekday and moved.day == day.value.day:
                return hit.make("DAY", day.but(value=moved, others=(day.value,), guess=True))
    return hit.make(
        "DAY",
        day.but(
            issue="ambiguous_date", guess=True, others=(*day.others, _nearest(day.value, weekday))
        ),
    )


def _nearest(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _near_weekday(hit: Hit, day: Day, weekday: int) -> Node | None:
    """ "in 3 days on Friday", "Thursday, two years from now": the weekday nearest to that."""
    if hit.has("THIS", "NEXT", "COMING") or day.sort != "counted":
        if day.value.weekday() == weekday:
            return hit.make("DAY", day)
        return None
    return hit.make("DAY", day.but(value=_nearest(day.value, weekday), guess=True))


@WEEKDAYS.rule("WEEKDAY", "WEEKDAY COMMA? THE? [ORD NUM] DOT?", "THE? ORD COMMA WEEKDAY")
def weekday_and_number(hit: Hit) -> Node | None:
    """ "Mon 13th", "Friday the 26th": the nearest month where both hold."""
    number = (
        hit.nodes[0]
        if hit.nodes[0].sym == "ORD"
        else next(n for n in hit.nodes if n.sym in ("ORD", "NUM"))
    )
    if not 1 <= number.value <= 31 or hit.followed_by("X", "UNIT", "LENGTH", "WEEKDAY", "MONTH"):
        return None
    if number.sym == "NUM" and (
        hit.has("COMMA")
        or number.weak
        or (hit.lang != "de" and hit.has("DOT") and hit.after is not None)
    ):
        return None
    found = _numbered_weekday(hit.at, hit.value("WEEKDAY"), number.value)
    made = hit.make("DAY", found)
    if hit.has("DOT") and hit.lang != "de":
        made.end -= 1
    return made


def _numbered_weekday(at: Context, weekday: int, number: int) -> Day:
    days = [at.today + timedelta(days=n) for n in range(-400, 801)]
    fits = [day for day in days if day.day == number and day.weekday() == weekday]
    ahead = next((day for day in fits if day >= at.today), None)
    gone = next((day for day in reversed(fits) if day < at.today), None)
    if ahead is None or gone is None:
        found = ahead or gone or at.today
        return Day(found, guess=True)
    near = (at.today - gone).days <= 31 and (ahead - at.today).days > 92
    value, other = (gone, ahead) if near else (ahead, gone)
    return Day(value, guess=True, others=(other,))


@WEEKDAYS.rule(
    "WEEKDAY",
    "[NEXT LAST THIS COMING AFTERNEXT] [COMING THIS]? WEEKDAY AFTERNEXT?",
    "[PAST] WEEKDAY",
    "WEEKDAY [NEXT LAST AFTERNEXT COMING]",
    "WEEKDAY AFTER NEXT",
)
def named_weekday(hit: Hit) -> Node | None:
    """ "next X" is the X of the next calendar week; "this X" the coming one."""
    at, weekday = hit.at, hit.value("WEEKDAY")
    if hit.has("AFTER") and hit.followed_by("WEEKDAY", "UNIT", "MONTH"):
        return None
    soon = coming(at, weekday, today_counts=hit.has("THIS") and not hit.has("COMING"))
    if hit.has("AFTERNEXT", "AFTER"):
        found, other = coming(at, weekday) + timedelta(days=7), None
        if hit.nodes[0].sym == "AFTERNEXT":
            found = weekday_in_week(at, weekday, 2)
    elif hit.has("NEXT"):
        found, other = weekday_in_week(at, weekday, 1), soon
    elif hit.has("PAST"):
        found, other = at.today - timedelta(days=(at.today.weekday() - weekday) % 7 or 7), None
    elif hit.has("LAST"):
        found = weekday_in_week(at, weekday, -1)
        back = (at.today.weekday() - weekday) % 7 or 7
        other = at.today - timedelta(days=back)
    else:
        found, other = soon, None
    others = (other,) if other is not None and other != found else ()
    return hit.make("DAY", Day(found, "relative", guess=True, others=others))


@WEEKDAYS.rule("WEEKDAY", "WEEKDAY UNIT")
def weekday_week(hit: Hit) -> Node | None:
    """British "Monday week": a week after the coming Monday."""
    if hit.value("UNIT") != "week" or hit.lang != "en":
        return None
    found = coming(hit.at, hit.value("WEEKDAY")) + timedelta(days=7)
    return hit.make("DAY", Day(found, "relative", guess=True))


@WEEKDAYS.rule("WEEKDAY", "WEEKDAY")
def weekday_alone(hit: Hit) -> Node | None:
    """The coming one; today's own name is read as a week from now, today being the other reading."""
    node = hit.nodes[0]
    if node.weak and not _date_like(hit):
        return None
    week = _shared_week(hit)
    if week is not None:
        return hit.make(
            "DAY",
            Day(week + timedelta(days=(node.value - week.weekday()) % 7), "relative", guess=True),
        )
    found = coming(hit.at, node.value)
    earlier = _listed_after(hit)
    if earlier is not None:
        found = earlier + timedelta(days=(node.value - earlier.weekday()) % 7 or 7)
    others = (hit.at.today,) if (found - hit.at.today).days == 7 else ()
    return hit.make("DAY", Day(found, "weekday", guess=True, others=others))


_LISTED = ("OR", "AND", "SLASH", "COMMA")


def _shared_week(hit: Hit) -> date | None:
    """Start of the week said after a list of days: "Tue and Wed next week"."""
    rest = [node for node in hit.rest if node.sym not in ("ON", "THE")]
    while len(rest) >= 2 and rest[0].sym in _LISTED and rest[1].sym in ("WEEKDAY", "DAY"):
        if rest[1].sym == "DAY":
            return week_start(hit.at, rest[1].value.value) if rest[1].value.sort == "week" else None
        rest = rest[2:]
        while rest and rest[0].sym in ("OF", "IN"):
            rest = rest[1:]
        if rest and rest[0].sym == "DAYS" and rest[0].value.unit == "week":
            return week_start(hit.at, rest[0].value.first)
    return None


def _listed_after(hit: Hit) -> date | None:
    """The day before it in a list: in "Friday or Monday" the Monday comes after the Friday."""
    done = [node for node in hit.done if node.sym not in ("ON", "THE", "PART")]
    if (
        len(done) >= 2
        and done[-1].sym in _LISTED
        and done[-2].sym == "DAY"
        and done[-2].value.sort in ("weekday", "relative", "week")
    ):
        day: date = done[-2].value.value
        return (
            day
            if day >= hit.at.today and (done[-1].sym != "COMMA" or done[-2].value.sort == "weekday")
            else None
        )
    return None


def _portuguese(hit: Hit) -> bool:
    """ "sexta" is a Friday, but "a sexta vez" is the sixth time."""
    if not hit.followed_by("X", "LABEL", "NUM", "UNIT", "PART"):
        return True
    if hit.followed_by("PART"):
        return True
    second = hit.nodes[0].value == 0
    return hit.preceded_by("BY", "UPTO") or (hit.preceded_by("ON", "IN") and not second)


def _date_like(hit: Hit) -> bool:
    """Do the neighbours of "sat", "sun", "wed", "mar" say that it is a day?"""
    before, after = hit.before, hit.after
    if hit.lang == "pt" and hit.nodes[0].end - hit.nodes[0].start > 4:
        return _portuguese(hit)
    if before is None and (
        after is None or (after.sym in ("DOT", "PUN") and after.end >= len(hit.at.text.rstrip()))
    ):
        return True
    if after is not None and after.sym in ("CLOCK", "CLOCKS"):
        return True
    capital = hit.at.text[hit.nodes[0].start].isupper()
    strong = (
        before is not None
        and before.sym in ("ON", "BY", "UPTO", "BEFORE", "BETWEEN", "DAY", "DASH", "EOD")
        and before.lang == hit.lang
    )
    beside = after is not None and after.sym in ("DASH", "DAY", "WEEKDAY", "AT", "PART")
    beside = beside or (
        len(hit.rest) > 1 and hit.rest[0].sym in _LISTED and hit.rest[1].sym in ("WEEKDAY", "DAY")
    )
    listed = len(hit.done) > 1 and hit.done[-1].sym in _LISTED and hit.done[-2].sym == "DAY"
    return (
        (capital
        and (strong or beside or listed))
        or (
            strong and before is not None and before.sym in ("ON", "BY", "EOD") and hit.lang == "en"
        )
    )
