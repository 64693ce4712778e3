"""Numbers in words, and lengths of time ("an hour and a half", "2 Werktage")."""

from __future__ import annotations

import re

from worktui.engine.when.forms import Length
from worktui.engine.when.nodes import Grammar, Hit, Node

NUMBERS = Grammar()
LENGTHS = Grammar()

_AGE = re.compile(r"[ -]old\b")
_DAY = 86400
#: unit -> (months, days, working days, seconds, nominal seconds)
_UNITS: dict[str, tuple[int, int, int, int, int]] = {
    "second": (0, 0, 0, 1, 1),
    "minute": (0, 0, 0, 60, 60),
    "quarterhour": (0, 0, 0, 900, 900),
    "halfhour": (0, 0, 0, 1800, 1800),
    "threequarterhour": (0, 0, 0, 2700, 2700),
    "hour": (0, 0, 0, 3600, 3600),
    "halfday": (0, 0, 0, 14400, 14400),
    "day": (0, 1, 0, 0, _DAY),
    "night": (0, 1, 0, 0, _DAY),
    "bday": (0, 0, 1, 0, _DAY),
    "week": (0, 7, 0, 0, 7 * _DAY),
    "fortnight": (0, 14, 0, 0, 14 * _DAY),
    "month": (1, 0, 0, 0, 30 * _DAY),
    "quarter": (3, 0, 0, 0, 90 * _DAY),
    "year": (12, 0, 0, 0, 365 * _DAY),
    "decade": (120, 0, 0, 0, 3650 * _DAY),
    "century": (1200, 0, 0, 0, 36500 * _DAY),
    "weekend": (0, 7, 0, 0, 2 * _DAY),
    "weekday": (0, 0, 1, 0, _DAY),
}
_MOST = 100_000  # a count beyond this is no length of time


def length(unit: str, count: float) -> Length | None:
    """So many of a unit; a fraction of months or days becomes days or seconds."""
    if unit not in _UNITS or not 0 <= count < _MOST:
        return None
    months, days, working, seconds, nominal = (part * count for part in _UNITS[unit])
    if months % 1:
        days, months = days + (months % 1) * 30, months // 1
    if days % 1:
        seconds, days = seconds + (days % 1) * _DAY, days // 1
    if working % 1:
        seconds, working = seconds + (working % 1) * _DAY, working // 1
    return Length(unit, count, int(months), int(days), int(working), seconds, nominal)


# ---------------------------------------------------------------- numbers


@NUMBERS.rule("NUMW", "NUMW [AND DASH]? NUMW")
def tens_and_ones(hit: Hit) -> Node | None:
    tens, ones = (node.value for node in hit.all("NUMW"))
    if tens % 10 or not 20 <= tens <= 90 or not 1 <= ones <= 9:
        return None
    if hit.has("AND") and (hit.lang != "en" or hit.preceded_by("BETWEEN", "FROM")):
        return None
    return hit.make("NUMW", tens + ones)


@NUMBERS.rule("NUMW", "NUMW DASH? [ORDW SECOND]")
def tens_and_ordinal(hit: Hit) -> Node | None:
    tens, ones = hit.value("NUMW"), hit.value("ORDW", 2)
    if tens % 10 or not 20 <= tens <= 30 or not 1 <= ones <= 9:
        return None
    return hit.make("ORD", tens + ones)


@NUMBERS.rule("THOUSAND", "NUMW THOUSAND AND? NUMW", "NUMW THOUSAND")
def thousands(hit: Hit) -> Node | None:
    count = [node.value for node in hit.all("NUMW")]
    return hit.make("NUM", count[0] * 1000 + sum(count[1:])) if count[0] < 10 else None


@NUMBERS.rule("HUNDRED", "NUMW HUNDRED AND? NUMW", "NUMW HUNDRED")
def hundreds(hit: Hit) -> Node | None:
    count = [node.value for node in hit.all("NUMW")]
    return hit.make("NUM", count[0] * 100 + sum(count[1:]))


@NUMBERS.rule("NUMW", "NUMW NUMW")
def year_in_words(hit: Hit) -> Node | None:
    high, low = (node.value for node in hit.all("NUMW"))
    return hit.make("NUM", high * 100 + low) if high in (19, 20) and 10 <= low <= 99 else None


def plain_numbers(nodes: list[Node]) -> list[Node]:
    """Words become numbers (marked weak), ordinals one symbol, 1900 to 2100 a year."""
    for node in nodes:
        if node.sym == "NUMW":
            node.sym, node.weak = "NUM", True
        elif node.sym == "ORDW":
            node.sym, node.weak = "ORD", True
        if node.sym == "NUM" and 1900 <= node.value <= 2100:
            node.sym = "YEAR"
    return nodes


# ---------------------------------------------------------------- lengths

_COUNT = "[NUM DEC A FEW NDM]"


def _count(node: Node | None) -> float | None:
    """The number of a counting node; "1/2" and "3.5" are read here too."""
    if node is None:
        return None
    if node.sym != "NDM":
        return float(node.value)
    low, high, said = node.value
    if "/" in said:
        return low / high if high else None
    return float(said.rstrip(".")) if "." in said else None


def _unit(hit: Hit) -> str | None:
    unit: str | None = hit.value("UNIT")
    if unit is None and hit.has("PART"):  # "night" is also a part of the day
        said = hit.at.text[hit.nodes[-1].start : hit.nodes[-1].end].lower()
        return "night" if said == "night" else None
    return unit


def _made(hit: Hit, unit: str | None, count: float | None) -> Node | None:
    made = length(unit, count) if unit is not None and count is not None else None
    if made is None or _AGE.match(hit.at.text, hit.nodes[-1].end):
        return None
    return hit.make("LENGTH", made, weak=hit.nodes[0].sym in ("A", "ALL") and len(hit.nodes) == 2)


@LENGTHS.rule(
    "UNIT",
    f"{_COUNT} UNIT AND A? [HALF QUARTER]",
    "UNIT AND A? [HALF QUARTER]",
    f"{_COUNT} AND A? [HALF QUARTER] OF? A? UNIT",
)
def and_a_half(hit: Hit) -> Node | None:
    first = hit.nodes[0]
    count = 1.0 if first.sym == "UNIT" else _count(first)
    if count is None:
        return None
    return _made(hit, hit.value("UNIT"), count + (0.5 if hit.has("HALF") else 0.25))


@LENGTHS.rule("UNIT", "A? HALF A? UNIT")
def half_a(hit: Hit) -> Node | None:
    return _made(hit, hit.value("UNIT"), 0.5)


@LENGTHS.rule("QUARTER", "[A NUM]? DASH? QUARTER OF A? UNIT", "[A NUM] DASH? QUARTER UNIT")
def quarters_of(hit: Hit) -> Node | None:
    return _made(hit, hit.value("UNIT"), 0.25 * hit.value("NUM", 1))


@LENGTHS.rule("OCLOCK", "[NUM DEC FEW NDM A] OCLOCK (?:AND A? HALF)?")
def hours(hit: Hit) -> Node | None:
    """ "2 heures", "3 h": a length, unless the words around make it a time."""
    clock = hit.one("OCLOCK")
    if (
        clock is None
        or clock.value != "u"
        or hit.followed_by("NUM", "AMPM", "ZONE", "QUARTER", "MOINS")
    ):
        return None
    if hit.before is not None and hit.before.sym in _BEFORE_CLOCK and hit.nodes[0].sym != "A":
        return None
    if hit.preceded_by("OF") and hit.lang != "en" and hit.followed_by("AT", "TO", "UPTO"):
        return None  # "de 9h à 11h"
    count = _count(hit.nodes[0])
    if count is None or (
        12 < count < 24 and count % 1 == 0 and not hit.preceded_by(*_BEFORE_LENGTH)
    ):
        return None
    if hit.followed_by("WEEKDAY", "TODAY", "TONIGHT", "PART"):
        return None
    return _made(hit, "hour", count + (0.5 if hit.has("HALF") else 0))


_BEFORE_CLOCK = frozenset(
    """AT ON WEEKDAY TODAY TONIGHT BETWEEN FROM TO UPTO DASH PART BY ORD MONTH AND OR AFTER
    NDM NDATE""".split()
)
_BEFORE_LENGTH = ("DANS", "WITHIN", "AGOPRE", "FOR", "IN", "VOR", "EVERY")


@LENGTHS.rule("UNIT", "NUM [DASH OR TO] NUM DASH? UNIT")
def from_to(hit: Hit) -> Node | None:
    """ "2-3 days", "two or three weeks": the longer one."""
    low, high = (node.value for node in hit.all("NUM"))
    return _made(hit, hit.value("UNIT"), float(high)) if low < high else None


@LENGTHS.rule("UNIT", "A DEC UNIT", f"{_COUNT} DASH? OTHER? UNIT", "ALL UNIT")
def counted(hit: Hit) -> Node | None:
    first = hit.nodes[0]
    if first.sym == "A" and hit.preceded_by("TIMES"):
        return None
    if hit.at.text[first.start] == "0" and first.end - first.start == 4:  # "0730 hours"
        return None
    return _made(hit, _unit(hit), 1.0 if first.sym == "ALL" else _count(hit.one("DEC") or first))


@LENGTHS.rule("UNIT", "UNIT")
def own_count(hit: Hit) -> Node | None:
    """ "media hora", "meia hora", "Viertelstunde": the word says how many."""
    unit = hit.nodes[0].value
    return _made(hit, unit, 1.0) if str(unit).endswith("hour") and unit != "hour" else None


@LENGTHS.rule("SECOND", "NUM SECOND", "(?<=IN) A SECOND")
def one_second(hit: Hit) -> Node | None:
    """The ordinal is also a unit."""
    return _made(hit, "second", 1.0) if hit.nodes[0].value == 1 else None


@LENGTHS.rule("PART", "[NUM A FEW] PART")
def nights(hit: Hit) -> Node | None:
    return _made(hit, _unit(hit), _count(hit.nodes[0]))


@LENGTHS.rule("LENGTH", "LENGTH [COMMA AND]? LENGTH (?:[COMMA AND]? LENGTH)?")
def compound(hit: Hit) -> Node | None:
    found = [node.value for node in hit.all("LENGTH")]
    totals = [one.total / one.count if one.count else 0 for one in found]
    if len(set(totals)) < len(totals) or (
        hit.all("LENGTH")[1].weak and hit.nodes[1].sym == "LENGTH"
    ):
        return None  # "30 minutes a day"
    return hit.make("LENGTH", sum(found[1:], start=found[0]))
