"""From one time of day to another: "2-4pm", "between 2 and 4", "de 9h à 11h"."""

from __future__ import annotations

import re
from datetime import date

from worktui.engine.when.clock import hour_of, plain
from worktui.engine.when.forms import Clock, Clocks
from worktui.engine.when.nodes import Grammar, Hit, Node

CLOCK_RANGES = Grammar()

_TO = "[TO DASH UPTO]"
_UP_TO = "[AND TO DASH UPTO AT IN]"


@CLOCK_RANGES.rule(
    "CLOCK",
    f"[BETWEEN FROM OF] [AT THE]? (?:NUM|CLOCK) {_UP_TO} [AT THE]? CLOCK",
    f"[BETWEEN FROM OF] [AT THE]? CLOCK {_UP_TO} [AT THE]? NUM",
    f"(?:NUM|CLOCK) {_TO} AT? CLOCK",
    f"CLOCK {_TO} NUM",
)
@CLOCK_RANGES.rule("BETWEEN", "BETWEEN [AT THE]? NUM AND [AT THE]? NUM")
@CLOCK_RANGES.rule("FROM", f"FROM [AT THE]? NUM {_UP_TO} [AT THE]? NUM")
@CLOCK_RANGES.rule("OF", "OF [AT THE]? NUM [TO UPTO AT] [AT THE]? NUM")
@CLOCK_RANGES.rule("DASH", "(?<=[AT WEEKDAY TODAY TONIGHT PART]) NUM DASH NUM")
@CLOCK_RANGES.rule("TO", "(?<=[AT WEEKDAY TODAY TONIGHT PART]) NUM TO NUM")
def clock_range(hit: Hit) -> Node | None:
    """ "2-4pm", "between 2 and 4", "von 9 bis 11 Uhr", "14:00–15:30"."""
    low, high = (node for node in hit.nodes if node.sym in ("NUM", "CLOCK"))
    start, end = hour_of(low), hour_of(high)
    if start is None or end is None or (hit.has("AND") and not hit.has("BETWEEN")):
        return None
    if hit.nodes[0].sym == "OF" and hit.lang == "en":
        return None
    if (
        hit.nodes[0].sym == "NUM"
        and hit.has("DASH")
        and hit.preceded_by("WEEKDAY")
        and low.sym == high.sym == "NUM"
        and _is_dated(hit, low.value, high.value)
    ):
        return None
    if any(node.sym == "MONTH" for node in hit.rest[:3]) and high.sym == "NUM":
        return None  # "del 16 al 18 de marzo"
    if low.sym == high.sym == "NUM" and numbers_days(hit):
        return None
    by_day = hit.nodes[0].sym == "NUM" and low.sym == high.sym == "NUM" and hit.has("DASH")
    by_day = by_day and 7 <= low.value < high.value <= 20  # "tomorrow 9-11 site visit"
    if high.sym == "NUM" and not plain(hit) and not by_day:
        return None
    if low.sym == high.sym == "NUM" and not (
        (plain(hit) or by_day) and 1 <= low.value <= 24 and 1 <= high.value <= 24
    ):
        return None
    return hit.make("CLOCKS", _range(start, end))


_DAYS = re.compile(r"(?:del|du|vom|do|do dia)$", re.IGNORECASE)


def numbers_days(hit: Hit) -> bool:
    """Is "del 12 al 14", "du 12 au 14", "vom 12. bis 14." about days, by its first word?"""
    first = hit.nodes[0]
    return hit.lang != "en" and bool(_DAYS.search(hit.at.text[first.start : first.end].strip()))


def _is_dated(hit: Hit, one: int, two: int) -> bool:
    """Is "Friday 7-6" a date, because 7 June or 6 July is a Friday?"""
    weekday, year = hit.done[-1].value, hit.at.today.year
    pairs = ((one, two), (two, one))
    found = [date(year, month, day) for month, day in pairs if 1 <= month <= 12 and 1 <= day <= 28]
    return any(day.weekday() == weekday for day in found)


def _range(start: Clock, end: Clock) -> Clocks:
    """Settle both ends: "2-4pm" are both after noon, "9-5" is a working day."""
    if start.fuzzy and not end.fuzzy:
        late = start.but(hour=start.hour % 12 + 12, fuzzy=False)
        start = (
            late
            if end.hour >= 12
            and late.hour <= (end.hour or 24)
            and start.hour != 12
            and late.hour - end.hour <= 0
            and not (late.hour == end.hour and late.minute >= end.minute)
            else start.but(fuzzy=False)
        )
    start = start.settled()
    if end.fuzzy:
        after = end.hour * 60 + end.minute > start.hour * 60 + start.minute
        end = end.but(hour=end.hour if after or end.hour >= 12 else end.hour + 12, fuzzy=False)
    return Clocks(start, end.but(zone=end.zone or start.zone))


@CLOCK_RANGES.rule("CLOCKS", "CLOCKS LP? ZONE RP?")
def range_in_zone(hit: Hit) -> Node | None:
    found: Clocks = hit.value("CLOCKS")
    zone = hit.value("ZONE")
    return hit.make("CLOCKS", Clocks(found.start.but(zone=zone), found.end.but(zone=zone)))
