"""Days of the week: "next Friday", "Wednesday next week", "Mon 13th", "Monday week"."""

from __future__ import annotations

from datetime import date, timedelta

from worktui.engine.when.forms import Day, Days, add_months
from worktui.engine.when.nodes import Context, Grammar, Hit, Node
from worktui.engine.when.reckoning import coming, week_start, weekday_in_week

WEEKDAYS = Grammar()

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
    "(?:[THIS COMING NEXT]{0,2}) WEEKDAY [COMMA DASH LP ON DOT]{0,2} THE? DAY RP?",
    "DAY (?:COMMA|LP|OF|ON){0,2} WEEKDAY RP?",
)
def weekday_and_date(hit: Hit) -> Node | None:
    """ "Fri, Jul 18", "Friday 6 March": the year in which both hold, if one is near."""
    day: Day = hit.value("DAY")
    weekday = hit.value("WEEKDAY")
    if hit.has("LP") and not hit.has("RP"):
        return None
    if day.sort == "ordinal" and hit.nodes[0].sym == "WEEKDAY" and not hit.has("DASH"):
        return hit.make("DAY", _numbered_weekday(hit.at, weekday, day.value.day))
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


@WEEKDAYS.rule("DASH", "WEEKDAY DASH WEEKDAY")
def short_weekdays(hit: Hit) -> Node | None:
    """ "mon-wed": short names that are words elsewhere are weekdays beside one another."""
    first, last = hit.all("WEEKDAY")
    if not (first.weak or last.weak) or first.value == last.value:
        return None
    start = coming(hit.at, first.value)
    end = start + timedelta(days=(last.value - first.value) % 7)
    return hit.make("DAYS", Days(start, end, guess=True))


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
        (hit.has("COMMA") and not hit.has("THE"))
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
    """The coming one; on its own day that is in a week, and today is the other reading."""
    node = hit.nodes[0]
    if node.weak and not _date_like(hit):
        return None
    if hit.preceded_by("SINCE"):
        back = (hit.at.today.weekday() - node.value) % 7 or 7
        return hit.make("DAY", Day(hit.at.today - timedelta(days=back), "relative", guess=True))
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
    return (capital and (strong or beside or listed)) or (
        strong and before is not None and before.sym in ("ON", "BY", "EOD") and hit.lang == "en"
    )
