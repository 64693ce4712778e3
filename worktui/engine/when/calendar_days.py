"""Days by the calendar: "3 March", "vom 3. bis 5. Mai", and by a number alone: "the 15th"."""

from __future__ import annotations

from worktui.engine.when.clock import ARTICLE
from worktui.engine.when.clock_ranges import numbers_days
from worktui.engine.when.forms import Day, Days
from worktui.engine.when.nodes import Grammar, Hit, Node, number_of
from worktui.engine.when.numeric_days import closed
from worktui.engine.when.reckoning import in_year, next_numbered

BY_MONTH = Grammar()
BY_NUMBER = Grammar()

_NTH = "[ORD SECOND NUM]"
_OF = "(?:DAYWORD|OF|COMMA|DASH|SLASH|DOT)"
_THEN_YEAR = "(?:[COMMA DASH SLASH]? OF? YEAR)?"


@BY_MONTH.rule(
    "MONTH",
    f"(?:[FROM BETWEEN OF] THE?)? {_NTH} DOT? [TO DASH AND UPTO IN AT] [THE ON]? {_NTH} DOT?"
    f" OF? MONTH OF? {_THEN_YEAR}",
)
@BY_MONTH.rule(
    "MONTH", f"(?:[FROM BETWEEN])? MONTH THE? {_NTH} (?:TO|DASH|AND|UPTO) THE? {_NTH} {_THEN_YEAR}"
)
def days_of_month(hit: Hit) -> Node | None:
    """ "3–5 March", "March 3-5", "du 3 au 5 mars"."""
    low, high = (number_of(node) for node in hit.nodes if node.sym in ("ORD", "SECOND", "NUM"))
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


@BY_MONTH.rule(
    "MONTH",
    "YEAR DASH MONTH DASH NUM",
    "MONTH DASH YEAR DASH NUM",
    "NUM DASH YEAR DASH MONTH",
    "YEAR COMMA? MONTH NUM",
)
def year_inside(hit: Hit) -> Node | None:
    return _month_day(hit, hit.value("NUM"), hit.value("YEAR"))


@BY_MONTH.rule("MONTH", "[ORD NUM] MONTH NUM")
def short_year(hit: Hit) -> Node | None:
    """ "14th April 15"."""
    first, last = hit.nodes[0].value, hit.nodes[-1].value
    if not 10 <= last <= 39 or (
        hit.after is not None and hit.after.sym not in ("DOT", "PUN", "BREAK", "COMMA", "RP")
    ):
        return None
    return _month_day(hit, first, last)


@BY_MONTH.rule("MONTH", f"THE? {_NTH} {_OF}{{0,2}} THE? MONTH {_THEN_YEAR}")
def day_then_month(hit: Hit) -> Node | None:
    """ "15 of February", "3. März 2026", "le 3 mars", "third day of October"."""
    if hit.has("COMMA") and hit.nodes[0].sym == "NUM":
        return None
    if hit.has("DASH") and hit.followed_by("NUM", "ORD"):
        return None  # "28 - August 4"
    return _month_day(
        hit,
        number_of(next(n for n in hit.nodes if n.sym in ("ORD", "SECOND", "NUM"))),
        hit.value("YEAR"),
    )


@BY_MONTH.rule("MONTH", f"MONTH [COMMA DASH SLASH]? THE? {_NTH} {_THEN_YEAR}")
def month_then_day(hit: Hit) -> Node | None:
    """ "March 3rd 2015", "October, 1st", "May/22", "february the 15th"."""
    if hit.has("DASH") and hit.value("YEAR") is None and hit.followed_by("X"):
        return None
    return _month_day(
        hit,
        number_of(next(n for n in hit.nodes if n.sym in ("ORD", "SECOND", "NUM"))),
        hit.value("YEAR"),
    )


def _month_day(hit: Hit, day: int, year: int | None) -> Node | None:
    found = in_year(hit.at, hit.value("MONTH"), day, year) if 1 <= day <= 31 else None
    return None if found is None else hit.make("DAY", found)


@BY_MONTH.rule("IDES", "THE? IDES MONTH")
def ides(hit: Hit) -> Node | None:
    """The Roman middle of a month."""
    return _month_day(hit, 15 if hit.value("MONTH") in (3, 5, 7, 10) else 13, None)


@BY_NUMBER.rule("DAY", "THE? [ORD NUM] (?=[AND OR] DAY)")
def numbered_like_next(hit: Hit) -> Node | None:
    """ "9th and 10th of March": the first takes its month from the second."""
    day: Day = hit.rest[1].value
    number = next(node.value for node in hit.nodes if node.sym in ("ORD", "NUM"))
    if day.sort != "date" or not 1 <= number < day.value.day or hit.nodes[-1].weak:
        return None
    if hit.nodes[-1].sym == "NUM" and hit.at.text[hit.rest[1].start].isalpha():
        return None
    return hit.make("DAY", day.but(value=day.value.replace(day=number), others=()))


@BY_NUMBER.rule("ORD", "[FROM BETWEEN] THE? ORD [TO UPTO DASH AND] THE? ORD")
def numbered_days(hit: Hit) -> Node | None:
    """ "from the 9th to the 11th"."""
    low, high = (node.value for node in hit.all("ORD"))
    last = next_numbered(hit.at, high) if 1 <= low < high <= 31 and closed(hit) else None
    if last is None or (hit.has("AND") and not hit.has("BETWEEN")):
        return None
    return hit.make("DAYS", Days(last.value.replace(day=low), last.value))


@BY_NUMBER.rule("NUM", "[FROM OF] DAYWORD? NUM DOT? [TO UPTO AT IN] [THE DAYWORD]? NUM DOT?")
def numbered_span(hit: Hit) -> Node | None:
    """ "del 12 al 14", "du 12 au 14", "vom 12. bis 14."."""
    low, high = (node.value for node in hit.all("NUM"))
    if not (numbers_days(hit) and 1 <= low < high <= 31):
        return None
    last = next_numbered(hit.at, high)
    return None if last is None else hit.make("DAYS", Days(last.value.replace(day=low), last.value))


@BY_NUMBER.rule("ORD", "(?:THE)? ORD")
def ordinal_alone(hit: Hit) -> Node | None:
    """ "on the 15th", "by the 21st"; not "the 2nd floor"."""
    order = hit.one("ORD")
    if order is None or not 1 <= order.value <= 31 or hit.preceded_by("WEEKDAY"):
        return None
    digits = hit.at.text[order.start].isdigit()
    goes_on = digits and order.value > 3 and hit.has("THE") and hit.followed_by("F")
    if not closed(hit) and not goes_on:
        return None
    marked = hit.preceded_by(
        "ON", "BY", "UPTO", "BEFORE", "FROM", "SINCE", "AFTER", "BETWEEN", "AT"
    )
    ended = hit.after is None or hit.followed_by("DOT", "PUN", "COMMA", "RP")
    alone = digits and hit.before is None and (hit.after is None or hit.followed_by("DOT", "PUN"))
    if digits and hit.has("THE") and hit.lang == "en":
        # "make that the 28th", "the 11th doesn't work", "move it to the 17th"
        told = hit.preceded_by("TO") or (
            order.value > 3 and (ended or hit.followed_by("F", "OR", "AND"))
        )
        alone = alone or told
    if not alone and not (
        (marked and (digits or hit.has("THE")))
        or (digits and hit.has("THE") and hit.followed_by("AT", "CLOCK", "CLOCKS"))
    ):
        return None
    if hit.followed_by("OF", "AND", "FOR") and not digits:
        return None
    found = next_numbered(hit.at, order.value)
    return None if found is None else hit.make("DAY", found)


@BY_NUMBER.rule("THE", "THE NUM")
def spanish_number(hit: Hit) -> Node | None:
    """ "un hueco el 22", "el 22 por la mañana": the article alone tells the day."""
    number = hit.value("NUM")
    article = hit.at.text[hit.nodes[0].start : hit.nodes[0].end].lower()
    if hit.lang != "es" or article != "el" or hit.nodes[1].weak or not 1 <= number <= 31:
        return None
    found = next_numbered(hit.at, number) if closed(hit) else None
    return None if found is None else hit.make("DAY", found)


@BY_NUMBER.rule("NUM", "(?<=[ON BY UPTO AFTER BEFORE FROM SINCE VOR]) (?:THE)? NUM DOT?")
def numbered_day(hit: Hit) -> Node | None:
    """ "am 15.", "le 15", "el 15", "dia 15"."""
    number = hit.value("NUM")
    mark = hit.done[-1]
    if (
        mark.sym != "ON"
        and not hit.has("THE")
        and not ARTICLE.search(hit.at.text, mark.start, mark.end)
    ):
        return None
    if hit.lang == "en" or hit.nodes[-1].weak or not 1 <= number <= 31:
        return None
    if not closed(hit) and not (hit.lang == "de" and hit.has("DOT")):
        return None
    found = next_numbered(hit.at, number)
    return None if found is None else hit.make("DAY", found)
