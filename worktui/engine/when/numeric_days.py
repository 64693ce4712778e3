"""Days in figures: 12/03/2026, "12.03.", "on 3/12", "Friday 7-6"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from worktui.engine.when.forms import Day, valid
from worktui.engine.when.nodes import Grammar, Hit, Node
from worktui.engine.when.reckoning import full_year, in_year

NUMERIC = Grammar()

#: a date in figures may follow these words and be followed by those
_MARKED = frozenset(
    """ON BY UPTO BEFORE FROM TO SINCE BETWEEN AFTER VOR NACH AT WEEKDAY COMING THIS NEXT IN OR
    AND""".split()
)
_ENDS = frozenset(
    """COMMA DOT PUN BREAK RP AT F AND OR CLOCK CLOCKS PART IN BY LP DASH FROM TO UPTO FOR ON
    WEEKDAY TONIGHT OF THIS""".split()
)


@NUMERIC.rule("NDATE", "NDATE")
def numeric(hit: Hit) -> Node | None:
    """12/03/2026, 12.03.26, 2026-03-12, 20260312; the order of the parts is a habit."""
    one, two, three, shape = hit.value("NDATE")
    if shape in ("ymd", "eight"):
        return hit.make("DAY", Day(date(one, two, three)))
    order = hit.at.habits.date_order
    continental = hit.lang != "en" and (shape == "." or order == "DMY")
    if hit.lang != "en" and order == "MDY":
        order = "DMY"
    found = [Day(date(y, m, d)) for y, m, d in _orders(order, one, two, three) if valid(y, m, d)]
    if not found:
        return None
    return hit.make("DAY", _ambiguous(found, continental))


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


@NUMERIC.rule("NDM", "NDM COMMA? YEAR", "NDM")
def numeric_without_year(hit: Hit) -> Node | None:
    """ "3/12", "12.03.", "5.12" where the words around say that it is a date."""
    one, two, said = hit.value("NDM")
    year = hit.value("YEAR")
    if year is None and not _is_date(hit, one, two, said):
        return None
    habit = hit.at.habits.date_order
    dotted = (("." in said or habit == "DMY") and hit.lang != "en") or said.endswith(".")
    orders = [(two, one), (one, two)]
    if habit == "MDY" and not dotted and hit.lang == "en":
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


def closed(hit: Hit) -> bool:
    """Does nothing follow that the number would count ("on the 2nd floor")?"""
    return hit.after is None or hit.after.sym in _ENDS


#: more often parts of something than days
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (1, 10), (9, 11)})


def _is_date(hit: Hit, one: int, two: int, said: str) -> bool:
    marked = hit.before is not None and hit.before.sym in _MARKED
    if hit.preceded_by("IN", "AND", "OR", "TO", "FROM", "OF", "BETWEEN") and (
        "/" not in said or (one, two) in _FRACTIONS
    ):
        marked = False
    if marked and said.endswith(".") and hit.lang != "en":
        return True
    if not closed(hit) or ((one, two) == (24, 7) and not hit.preceded_by("ON", "BY", "UPTO")):
        return False
    if marked or hit.followed_by("CLOCK", "CLOCKS") or (hit.followed_by("AT") and hit.lang != "en"):
        return True
    if "/" in said:
        return ((one, two) not in _FRACTIONS and not hit.preceded_by("X")) or (len(said) == 5)
    if said.endswith("."):
        return hit.lang != "en" or len(said) == 6
    return hit.before is None and hit.after is None and "." in said and hit.lang != "en"


@NUMERIC.rule("DASH", "(?<=[ON BY UPTO BEFORE WEEKDAY]) NUM DASH NUM")
def dashed_without_year(hit: Hit) -> Node | None:
    """ "Friday 7-6"."""
    one, two = (node.value for node in hit.all("NUM"))
    if hit.nodes[0].end != hit.nodes[1].start or not closed(hit):
        return None
    month, day = (one, two) if hit.at.habits.date_order == "MDY" else (two, one)
    if not 1 <= month <= 12:
        month, day = day, month
    found = in_year(hit.at, month, day, None) if 1 <= month <= 12 else None
    other = in_year(hit.at, day, month, None) if 1 <= day <= 12 else None
    if found is None:
        return None
    return hit.make("DAY", _ambiguous([found] if other is None else [found, other], False))


@NUMERIC.rule("YEAR", "YEAR DASH? NUM DASH? NUM")
def spaced_iso(hit: Hit) -> Node | None:
    year, (month, day) = hit.value("YEAR"), (node.value for node in hit.all("NUM"))
    return hit.make("DAY", Day(date(year, month, day))) if valid(year, month, day) else None
