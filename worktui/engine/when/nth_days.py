"""Days counted in a period, and feasts: "last Friday of October", "Easter 2027"."""

from __future__ import annotations

from datetime import date, timedelta

from worktui.engine.when.feasts import feast
from worktui.engine.when.forms import Day, add_months, last_of_month, valid
from worktui.engine.when.nodes import Grammar, Hit, Node, number_of

NTH = Grammar()

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


@NTH.rule(
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


@NTH.rule(
    "UNIT", f"THE? [ORD SECOND] LAST? UNIT [OF IN] {_PERIOD}", f"THE? LAST UNIT [OF IN] {_PERIOD}"
)
@NTH.rule(
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


@NTH.rule(
    "UNIT",
    "THE? [ORD SECOND NUM] [OF IN DAYWORD DOT]{0,2} THE?"
    " (?:[THIS NEXT LAST COMING] UNIT|UNIT [NEXT LAST]?)",
)
def nth_of_month(hit: Hit) -> Node | None:
    """ "the 21st this month", "20 of next month"."""
    if hit.value("UNIT") != "month" or (
        hit.nodes[-1].sym == "UNIT" and not hit.has("OF", "THIS", "NEXT", "LAST", "COMING")
    ):
        return None
    period = _month_said(hit)
    day = number_of(next(n for n in hit.nodes if n.sym in ("ORD", "SECOND", "NUM")))
    if period is None or not valid(period[0].year, period[0].month, day):
        return None
    return hit.make("DAY", Day(period[0].replace(day=day), guess=True))


@NTH.rule(
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
