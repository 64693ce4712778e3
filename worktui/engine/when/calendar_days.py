"""Days by the calendar: "3 March", "12.03.", "the 15th", "last Friday of October"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from worktui.engine.when.feasts import feast
from worktui.engine.when.forms import Day, Days, add_months, last_of_month
from worktui.engine.when.nodes import Context, Grammar, Hit, Node
from worktui.engine.when.tokens import valid

CALENDAR = Grammar()

_MARKED = frozenset(
    "ON BY UPTO BEFORE FROM TO SINCE BETWEEN AFTER VOR NACH AT WEEKDAY COMING THIS NEXT DUE IN OR AND".split()
)
_ENDS = frozenset(
    "COMMA DOT PUN BREAK RP AT F AND OR CLOCK CLOCKS PART IN BY LP DASH FROM TO UPTO FOR ON WEEKDAY TONIGHT OF THIS".split()
)
_NTH = "[ORD SECOND NUM]"


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


# ------------------------------------------------------------ by numbers


@CALENDAR.rule("NDATE", "NDATE")
def numeric(hit: Hit) -> Node | None:
    """12/03/2026, 12.03.26, 2026-03-12, 20260312; the order of the parts is a habit."""
    one, two, three, shape = hit.value("NDATE")
    if shape in ("ymd", "eight"):
        return hit.make("DAY", Day(date(one, two, three)))
    dotted = shape == "." and hit.lang != "en"
    order = "DMY" if dotted else hit.at.habits.date_order
    found = [Day(date(y, m, d)) for y, m, d in _orders(order, one, two, three) if valid(y, m, d)]
    if not found:
        return None
    return hit.make("DAY", _ambiguous(found, dotted))


def _orders(order: str, one: int, two: int, three: int) -> Iterator[tuple[int, int, int]]:
    year = full_year(three)
    dmy, mdy = (year, two, one), (year, one, two)
    if order == "YMD":
        yield (full_year(one), two, three)
    yield from (mdy, dmy) if order == "MDY" else (dmy, mdy)


def _ambiguous(found: list[Day], sure: bool) -> Day:
    """The first reading; the others as alternatives unless the form settles it."""
    first = found[0]
    others = tuple(dict.fromkeys(day.value for day in found[1:] if day.value != first.value))
    if sure or not others:
        return first
    return first.but(others=first.others + others, issue="ambiguous_date", guess=True)


@CALENDAR.rule("NDM", "NDM COMMA? YEAR", "NDM")
def numeric_without_year(hit: Hit) -> Node | None:
    """ "3/12", "12.03.", "5.12" where the words around say that it is a date."""
    one, two, said = hit.value("NDM")
    year = hit.value("YEAR")
    if year is None and not _is_date(hit, one, two, said):
        return None
    dotted = "." in said and (hit.lang != "en" or said.endswith("."))
    orders = [(two, one), (one, two)]
    if hit.at.habits.date_order == "MDY" and not dotted:
        orders.reverse()
    found = [
        day
        for month, number in orders
        if 1 <= month <= 12 and (day := in_year(hit.at, month, number, year))
    ]
    if not found:
        return None
    made = hit.make("DAY", _ambiguous(found, dotted))
    if said.endswith(".") and hit.at.text[made.end - 1 : made.end] == "." and hit.after is None:
        made.end -= 1
    return made


#: more often parts of something than days
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (1, 10), (9, 11)})


def _is_date(hit: Hit, one: int, two: int, said: str) -> bool:
    marked = hit.before is not None and hit.before.sym in _MARKED
    closed = hit.after is None or hit.after.sym in _ENDS
    if hit.preceded_by("IN", "AND", "OR", "TO", "FROM", "OF", "BETWEEN") and (
        "/" not in said or (one, two) in _FRACTIONS
    ):
        marked = False
    if marked and said.endswith(".") and hit.lang != "en":
        return True
    if not closed or ((one, two) == (24, 7) and not hit.preceded_by("ON", "BY", "UPTO")):
        return False
    if marked or hit.followed_by("CLOCK", "CLOCKS"):
        return True
    if "/" in said:
        return ((one, two) not in _FRACTIONS and not hit.preceded_by("X")) or (len(said) == 5)
    if said.endswith("."):
        return hit.lang != "en" or len(said) == 6
    return hit.before is None and hit.after is None and "." in said and hit.lang != "en"


@CALENDAR.rule("DASH", "(?<=[ON BY UPTO BEFORE WEEKDAY]) NUM DASH NUM")
def dashed_without_year(hit: Hit) -> Node | None:
    """ "Friday 7-6"."""
    one, two = (node.value for node in hit.all("NUM"))
    if hit.nodes[0].end != hit.nodes[1].start or not (hit.after is None or hit.after.sym in _ENDS):
        return None
    month, day = (one, two) if hit.at.habits.date_order == "MDY" else (two, one)
    if not 1 <= month <= 12:
        month, day = day, month
    found = in_year(hit.at, month, day, None) if 1 <= month <= 12 else None
    other = in_year(hit.at, day, month, None) if 1 <= day <= 12 else None
    if found is None:
        return None
    return hit.make("DAY", _ambiguous([found] if other is None else [found, other], False))


@CALENDAR.rule("YEAR", "YEAR DASH? NUM DASH? NUM")
def spaced_iso(hit: Hit) -> Node | None:
    year, (month, day) = hit.value("YEAR"), (node.value for node in hit.all("NUM"))
    return hit.make("DAY", Day(date(year, month, day))) if valid(year, month, day) else None


# ------------------------------------------------------------ by month

_OF = "(?:DAYWORD|OF|COMMA|DASH|SLASH|DOT)"
_THEN_YEAR = "(?:[COMMA DASH SLASH]? OF? YEAR)?"


@CALENDAR.rule(
    "MONTH",
    f"(?:[FROM BETWEEN OF] THE?)? {_NTH} DOT? (?:TO|DASH|AND|UPTO|IN|AT) [THE ON]? {_NTH} DOT? OF? MONTH OF? {_THEN_YEAR}",
)
@CALENDAR.rule(
    "MONTH", f"(?:[FROM BETWEEN])? MONTH THE? {_NTH} (?:TO|DASH|AND|UPTO) THE? {_NTH} {_THEN_YEAR}"
)
def days_of_month(hit: Hit) -> Node | None:
    """ "3–5 March", "March 3-5", "du 3 au 5 mars"."""
    low, high = (_nth(node) for node in hit.nodes if node.sym in ("ORD", "SECOND", "NUM"))
    if (hit.has("AND") and not hit.has("BETWEEN")) or (
        hit.has("IN", "AT") and (hit.lang == "en" or hit.nodes[0].sym == "NUM")
    ):
        return None
    first = in_year(hit.at, hit.value("MONTH"), low, hit.value("YEAR"))
    last = in_year(hit.at, hit.value("MONTH"), high, hit.value("YEAR"))
    if first is None or last is None or high < low:
        return None
    start = last.value.replace(day=low)  # a range that has begun is not a year away
    return hit.make("DAYS", Days(start, last.value, guess=last.guess))


def _nth(node: Node) -> int:
    return 2 if node.sym == "SECOND" else int(node.value)


@CALENDAR.rule(
    "MONTH",
    "YEAR DASH MONTH DASH NUM",
    "MONTH DASH YEAR DASH NUM",
    "NUM DASH YEAR DASH MONTH",
    "YEAR COMMA? MONTH NUM",
)
def year_inside(hit: Hit) -> Node | None:
    return _month_day(hit, hit.value("NUM"), hit.value("YEAR"))


@CALENDAR.rule("MONTH", "[ORD NUM] MONTH NUM")
def short_year(hit: Hit) -> Node | None:
    """ "14th April 15"."""
    first, last = hit.nodes[0].value, hit.nodes[-1].value
    if (
        not 10 <= last <= 39
        or (hit.after is not None
        and hit.after.sym not in ("DOT", "PUN", "BREAK", "COMMA", "RP"))
    ):
        return None
    return _month_day(hit, first, last)


@CALENDAR.rule("MONTH", f"THE? {_NTH} {_OF}{{0,2}} THE? MONTH {_THEN_YEAR}")
def day_then_month(hit: Hit) -> Node | None:
    """ "15 of February", "3. März 2026", "le 3 mars", "third day of October"."""
    if hit.has("COMMA") and hit.nodes[0].sym == "NUM":
        return None
    if hit.has("DASH") and hit.followed_by("NUM", "ORD"):
        return None  # "28 - August 4"
    return _month_day(
        hit,
        _nth(next(n for n in hit.nodes if n.sym in ("ORD", "SECOND", "NUM"))),
        hit.value("YEAR"),
    )


@CALENDAR.rule("MONTH", f"MONTH [COMMA DASH SLASH]? THE? {_NTH} {_THEN_YEAR}")
def month_then_day(hit: Hit) -> Node | None:
    """ "March 3rd 2015", "October, 1st", "May/22", "february the 15th"."""
    if hit.has("DASH") and hit.value("YEAR") is None and hit.followed_by("X"):
        return None
    return _month_day(
        hit,
        _nth(next(n for n in hit.nodes if n.sym in ("ORD", "SECOND", "NUM"))),
        hit.value("YEAR"),
    )


def _month_day(hit: Hit, day: int, year: int | None) -> Node | None:
    found = in_year(hit.at, hit.value("MONTH"), day, year) if 1 <= day <= 31 else None
    return None if found is None else hit.make("DAY", found)


@CALENDAR.rule("IDES", "THE? IDES MONTH")
def ides(hit: Hit) -> Node | None:
    """The Roman middle of a month."""
    return _month_day(hit, 15 if hit.value("MONTH") in (3, 5, 7, 10) else 13, None)


# ------------------------------------------------------------ nth of a period

_PERIOD = "(?:MONTH OF? YEAR?|THE? [NEXT LAST THIS COMING] UNIT|THE? UNIT [NEXT LAST]?|YEAR)"


def _month_said(hit: Hit) -> tuple[date, date] | None:
    """First and last day of the month, quarter or year that ends the match."""
    month, year, unit = hit.value("MONTH"), hit.value("YEAR"), hit.nodes[-1].value
    today = hit.at.today
    if month is not None:
        if year is None:
            year = today.year + (month < today.month)
        return date(year, month, 1), last_of_month(year, month)
    if year is not None:
        return date(year, 1, 1), date(year, 12, 31)
    units = hit.all("UNIT")
    unit = units[-1].value if units else None
    step = -1 if hit.nodes[-2].sym == "LAST" or hit.nodes[-1].sym == "LAST" else 0
    step = 1 if hit.nodes[-2].sym in ("NEXT", "COMING") or hit.nodes[-1].sym == "NEXT" else step
    if unit == "month":
        first = add_months(today.replace(day=1), step)
        return first, last_of_month(first.year, first.month)
    if unit == "year":
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    return None


@CALENDAR.rule(
    "WEEKDAY",
    f"THE? [ORD SECOND] LAST? WEEKDAY [OF IN] {_PERIOD}",
    f"THE? LAST WEEKDAY [OF IN] {_PERIOD}",
    f"THE? WEEKDAY LAST OF {_PERIOD}",
)
def nth_weekday(hit: Hit) -> Node | None:
    """ "second Wednesday of October 2014", "last Friday of the month"."""
    period = _month_said(hit)
    if period is None:
        return None
    first, last = period
    wanted = hit.value("WEEKDAY")
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return _pick(hit, [day for day in days if day.weekday() == wanted])


@CALENDAR.rule(
    "UNIT", f"THE? [ORD SECOND] LAST? UNIT [OF IN] {_PERIOD}", f"THE? LAST UNIT [OF IN] {_PERIOD}"
)
@CALENDAR.rule(
    "DAYWORD",
    f"THE? [ORD SECOND] LAST? DAYWORD THE? {_PERIOD}",
    f"THE? LAST DAYWORD THE? {_PERIOD}",
)
def nth_day(hit: Hit) -> Node | None:
    """ "last working day of the month", "fifth last day of May"."""
    period = _month_said(hit)
    unit = "day" if hit.has("DAYWORD") else hit.value("UNIT")
    if period is None or unit not in ("day", "bday", "weekday"):
        return None
    first, last = period
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if unit != "day":
        habits = hit.at.habits
        days = [
            day
            for day in days
            if day.weekday() in habits.working_days and day not in habits.holidays
        ]
    return _pick(hit, days)


def _pick(hit: Hit, days: list[date]) -> Node | None:
    count = hit.value("ORD", 2 if hit.has("SECOND") else 1)
    lasts = [
        node for node in hit.all("LAST") if node.start < hit.nodes[len(hit.nodes) // 2 + 1].end
    ]
    place = -count if lasts and hit.nodes.index(lasts[0]) <= 2 else count - 1
    if not -len(days) <= place < len(days):
        return None
    return hit.make("DAY", Day(days[place], guess=True))


@CALENDAR.rule(
    "UNIT",
    f"THE? {_NTH} (?:OF|IN|DAYWORD|DOT){{0,2}} THE? (?:[THIS NEXT LAST COMING] UNIT|UNIT [NEXT LAST]?)",
)
def nth_of_month(hit: Hit) -> Node | None:
    """ "the 21st this month", "20 of next month"."""
    if hit.value("UNIT") != "month" or (
        hit.nodes[-1].sym == "UNIT" and not hit.has("OF", "THIS", "NEXT", "LAST", "COMING")
    ):
        return None
    period = _month_said(hit)
    day = _nth(next(n for n in hit.nodes if n.sym in ("ORD", "SECOND", "NUM")))
    if period is None or not valid(period[0].year, period[0].month, day):
        return None
    return hit.make("DAY", Day(period[0].replace(day=day), guess=True))


# ------------------------------------------------------------ feasts


@CALENDAR.rule(
    "HOLIDAY", "[NEXT LAST THIS COMING]? HOLIDAY (?:OF|IN)? THE? (?:YEAR|[THIS NEXT LAST] UNIT)?"
)
def holiday(hit: Hit) -> Node | None:
    today, year = hit.at.today, hit.value("YEAR")
    which = next((n.sym for n in hit.nodes if n.sym in ("NEXT", "LAST", "THIS", "COMING")), None)
    unit = hit.value("UNIT")
    if unit not in (None, "year") or hit.nodes[-1].sym in ("OF", "IN", "THE"):
        return None
    if year is None and unit == "year":
        year = today.year + {"NEXT": 1, "LAST": -1}.get(which or "", 0)
    rule = str(hit.value("HOLIDAY"))
    if year is not None:
        return hit.make("DAY", Day(feast(rule, year), guess=True))
    days = [feast(rule, y) for y in range(today.year - 1, today.year + 2)]
    coming = min((day for day in days if day >= today), default=None)
    gone = max((day for day in days if day < today), default=None)
    if coming is None or gone is None:
        return None
    found = gone if which == "LAST" else coming
    return hit.make(
        "DAY",
        Day(
            found,
            guess=True,
            loose=which is None,
            others=(gone,) if found.year != today.year and which is None else (),
        ),
    )


# ------------------------------------------------------------ a number alone


def _clear(hit: Hit) -> bool:
    return hit.after is None or hit.after.sym in _ENDS


@CALENDAR.rule("ORD", "(?:THE)? ORD")
def ordinal_alone(hit: Hit) -> Node | None:
    """ "on the 15th", "by the 21st"; not "the 2nd floor"."""
    order = hit.one("ORD")
    if order is None or not 1 <= order.value <= 31 or not _clear(hit) or hit.preceded_by("WEEKDAY"):
        return None
    digits = hit.at.text[order.start].isdigit()
    marked = hit.preceded_by(
        "ON", "BY", "UPTO", "BEFORE", "FROM", "SINCE", "AFTER", "BETWEEN", "AT"
    )
    if not (
        (marked
        and (digits or hit.has("THE")))
        or (digits and hit.has("THE") and hit.followed_by("AT", "CLOCK", "CLOCKS"))
    ):
        return None
    if hit.followed_by("OF", "AND", "FOR") and not digits:
        return None
    found = next_numbered(hit.at, order.value)
    return None if found is None else hit.make("DAY", found)


@CALENDAR.rule("NUM", "(?<=ON) (?:THE)? NUM DOT?")
def numbered_day(hit: Hit) -> Node | None:
    """ "am 15.", "le 15", "el 15", "dia 15"."""
    number = hit.value("NUM")
    if hit.lang == "en" or hit.nodes[-1].weak or not 1 <= number <= 31 or not _clear(hit):
        return None
    found = next_numbered(hit.at, number)
    return None if found is None else hit.make("DAY", found)
