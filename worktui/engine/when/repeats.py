"""Repetitions: "every other Friday", "montags um 9", "cada dos semanas"."""

from __future__ import annotations

from worktui.engine.when.forms import Clock, Length, Repeat
from worktui.engine.when.nodes import Grammar, Hit, Node, number_of

REPEATS = Grammar()
TIMED = Grammar()

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_GROUPS = {"w": DAYS[:5], "e": DAYS[5:]}
_FREQS: dict[str, tuple[str, int]] = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "monthly": ("MONTHLY", 1),
    "yearly": ("YEARLY", 1),
    "hourly": ("HOURLY", 1),
    "quarterly": ("MONTHLY", 3),
    "biweekly": ("WEEKLY", 2),
    "bimonthly": ("MONTHLY", 2),
    "semiannual": ("MONTHLY", 6),
    "biennial": ("YEARLY", 2),
}
_UNITS: dict[str, tuple[str, int]] = {
    "second": ("SECONDLY", 1),
    "minute": ("MINUTELY", 1),
    "hour": ("HOURLY", 1),
    "day": ("DAILY", 1),
    "night": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
    "decade": ("YEARLY", 10),
}


def _of_unit(unit: str, count: int) -> Repeat | None:
    if unit in ("bday", "weekday"):
        return Repeat("WEEKLY", count, DAYS[:5])
    if unit == "weekend":
        return Repeat("WEEKLY", count, DAYS[5:])
    if unit not in _UNITS or not 1 <= count <= 1000:
        return None
    freq, size = _UNITS[unit]
    return Repeat(freq, size * count)


def _byday(values: list[int | str]) -> tuple[str, ...]:
    found: set[str] = set()
    for value in values:
        found.update(_GROUPS[value] if isinstance(value, str) else (DAYS[value],))
    return tuple(day for day in DAYS if day in found)


def _interval(hit: Hit) -> int:
    if hit.has("OTHER", "SECOND"):
        return 2
    return int(hit.value("NUM", hit.value("ORD", 1)))


@REPEATS.rule("EVERY", "(?:THE|ON)* [ORD SECOND LAST] (?:WEEKDAY|UNIT) (?:OF|IN|ON)? EVERY UNIT")
def nth_weekday_of_month(hit: Hit) -> Node | None:
    """ "the last Friday of every month"."""
    units = hit.all("UNIT")
    if units[-1].value != "month" or not hit.has("WEEKDAY"):
        return None
    place = -1 if hit.has("LAST") else 2 if hit.has("SECOND") else hit.value("ORD")
    return hit.make("REPEAT", Repeat("MONTHLY", 1, (f"{place}{DAYS[hit.value('WEEKDAY')]}",)))


@REPEATS.rule("EVERY", "EVERY [ORD SECOND LAST] WEEKDAY (?:OF|IN) THE? (?:UNIT|[THIS NEXT] UNIT)")
def every_nth_weekday(hit: Hit) -> Node | None:
    """ "every first Monday of the month"."""
    if hit.value("UNIT") != "month":
        return None
    place = -1 if hit.has("LAST") else 2 if hit.has("SECOND") else hit.value("ORD")
    return hit.make("REPEAT", Repeat("MONTHLY", 1, (f"{place}{DAYS[hit.value('WEEKDAY')]}",)))


@REPEATS.rule(
    "EVERY",
    "THE? [ORD NUM] DOT? (?:DAYWORD|OF|IN|ON|DAY)* THE? EVERY UNIT",
    "EVERY THE? ORD OF THE? UNIT",
    "(?<=ON) THE? [NUM ORD] DOT? OF? EVERY UNIT",
)
def day_of_month(hit: Hit) -> Node | None:
    """ "on the 19th of every month"."""
    number = next(n.value for n in hit.nodes if n.sym in ("ORD", "NUM"))
    if hit.value("UNIT") != "month" or not 1 <= number <= 31:
        return None
    return hit.make("REPEAT", Repeat("MONTHLY", monthday=number))


@REPEATS.rule("EVERY", "EVERY THE? [ORD SECOND] [AND COMMA] THE? [ORD SECOND]")
def days_of_month(hit: Hit) -> Node | None:
    """ "every 1st and 15th"."""
    low, high = (number_of(node) for node in hit.nodes if node.sym in ("ORD", "SECOND"))
    if not 1 <= low < high <= 31 or hit.followed_by("WEEKDAY", "UNIT", "MONTH", "X"):
        return None
    return hit.make("REPEAT", Repeat("MONTHLY", monthday=low, monthdays=(low, high)))


@REPEATS.rule("A", "A WEEKDAY [ON X F OF IN AT] NUM")
def one_of_two(hit: Hit) -> Node | None:
    """ "un lundi sur deux", "um em cada dois" counts the weeks."""
    count = hit.value("NUM")
    between = hit.at.text[hit.nodes[1].end : hit.nodes[3].start].strip()
    if between != "sur" or not 2 <= count <= 4:
        return None
    return hit.make("REPEAT", Repeat("WEEKLY", count, (DAYS[hit.value("WEEKDAY")],)))


_MORE = "(?:[COMMA AND OR]{1,2} THE? (?:WEEKDAY|WEEKDAYS))"


@REPEATS.rule(
    "EVERY", f"EVERY THE? (?:OTHER|[NUM ORD SECOND LAST])? (?:WEEKDAY|WEEKDAYS) {_MORE}{{0,6}}"
)
def every_weekday(hit: Hit) -> Node | None:
    if hit.nodes[0].weak and hit.has("NUM"):
        return None
    values = [n.value for n in hit.nodes if n.sym in ("WEEKDAY", "WEEKDAYS")]
    nth = -1 if hit.has("LAST") else hit.value("ORD")
    if nth is not None and nth != 2 and len(values) == 1 and isinstance(values[0], int):
        return hit.make("REPEAT", Repeat("MONTHLY", 1, (f"{nth}{DAYS[values[0]]}",)))
    return hit.make("REPEAT", Repeat("WEEKLY", _interval(hit), _byday(values)))


@REPEATS.rule("WEEKDAYS", f"(?:ON)? WEEKDAYS {_MORE}{{0,6}}")
def weekdays(hit: Hit) -> Node | None:
    if (
        hit.followed_by("HENCE", "AGO")
        or hit.preceded_by("NUM", "LAST", "NEXT", "LENGTH", "THIS", "FEW")
        or hit.nodes[-1].weak
    ):
        return None
    values = [n.value for n in hit.nodes if n.sym in ("WEEKDAY", "WEEKDAYS")]
    made = hit.make("REPEAT", Repeat("WEEKLY", 1, _byday(values)))
    if hit.nodes[0].sym == "ON":
        made.start = hit.nodes[1].start
    return made


@REPEATS.rule("THE", f"THE WEEKDAY {_MORE}{{0,6}}")
def spanish_plural(hit: Hit) -> Node | None:
    """ "los lunes": the article alone tells the plural."""
    if hit.nodes[0].value != "p" or hit.followed_by("NUM", "NEXT", "LAST"):
        return None
    return hit.make("REPEAT", Repeat("WEEKLY", 1, _byday([n.value for n in hit.all("WEEKDAY")])))


@REPEATS.rule("EVERY", "EVERY LENGTH", "EVERY THE? (?:OTHER|[NUM ORD SECOND])? UNIT")
def every_unit(hit: Hit) -> Node | None:
    length: Length | None = hit.value("LENGTH")
    if length is not None:
        if length.count % 1 or hit.nodes[0].weak:
            return None
        made = _of_unit(length.unit, int(length.count))
    else:
        unit = hit.value("UNIT")
        if hit.nodes[0].weak and unit not in ("weekend", "weekday"):
            return None
        made = _of_unit(unit, _interval(hit))
    return None if made is None else hit.make("REPEAT", made)


@REPEATS.rule("EVERY", "EVERY THE? OTHER? (?:PART|PARTS)")
def every_part(hit: Hit) -> Node | None:
    part = hit.nodes[-1].value
    return hit.make("REPEAT", Repeat("DAILY", 2 if hit.has("OTHER") else 1, part=part))


@REPEATS.rule("FREQ", "FREQ")
def frequency(hit: Hit) -> Node | None:
    known = _FREQS.get(hit.nodes[0].value)
    if known is None or hit.nodes[0].weak:
        return None
    return hit.make("REPEAT", Repeat(known[0], known[1]))


_LINK = "(?:COMMA|ON|IN|THE|AT){0,2}"


@TIMED.rule(
    "REPEAT",
    f"REPEAT {_LINK} (?:PART|PARTS) {_LINK} CLOCK",
    f"CLOCK {_LINK} REPEAT {_LINK} (?:PART|PARTS)",
    f"REPEAT {_LINK} CLOCK",
    f"CLOCK {_LINK} REPEAT",
)
def repeat_at(hit: Hit) -> Node | None:
    found: Repeat = hit.value("REPEAT")
    clock: Clock = hit.value("CLOCK")
    if found.freq in ("HOURLY", "MINUTELY", "SECONDLY"):
        return None
    part = hit.value("PART", hit.value("PARTS", found.part))
    return hit.make("REPEAT", found.but(clock=clock.in_part(part).settled(), part=part))


@TIMED.rule("REPEAT", f"REPEAT {_LINK} (?:PART|PARTS)")
def repeat_part(hit: Hit) -> Node | None:
    found: Repeat = hit.value("REPEAT")
    return hit.make("REPEAT", found.but(part=hit.value("PART", hit.value("PARTS"))))


@TIMED.rule("REPEAT", "REPEAT [ON COMMA]? REPEAT")
def repeat_and_days(hit: Hit) -> Node | None:
    """ "weekly on Mondays"."""
    often, days = (node.value for node in hit.all("REPEAT"))
    if often.freq != "WEEKLY" or often.byday or not days.byday or days.freq != "WEEKLY":
        return None
    return hit.make("REPEAT", days.but(interval=often.interval * days.interval))


@TIMED.rule(
    "REPEAT",
    "REPEAT ON? (?:WEEKDAY|WEEKDAYS)",
    "(?:WEEKDAY|WEEKDAYS) REPEAT",
    "REPEAT ON? THE? ORD",
)
def repeat_on(hit: Hit) -> Node | None:
    """ "weekly on Tuesday", "monthly on the 5th"."""
    found: Repeat = hit.value("REPEAT")
    if found.byday or found.monthday:
        return None
    if hit.has("ORD"):
        return (
            hit.make("REPEAT", found.but(monthday=hit.value("ORD")))
            if found.freq == "MONTHLY"
            else None
        )
    if found.freq != "WEEKLY":
        return None
    return hit.make(
        "REPEAT", found.but(byday=_byday([hit.value("WEEKDAY", hit.value("WEEKDAYS"))]))
    )


@TIMED.rule("PARTS", "PARTS")
def bare_parts(hit: Hit) -> Node | None:
    """ "mornings" alone: every day."""
    if (
        hit.preceded_by("DAYS", "DAY", "COMMA", "WEEKDAY", "UNIT", "NEXT", "LAST")
        or hit.followed_by("DAYS", "NEXT", "THIS")
        or hit.nodes[0].weak
    ):
        return None
    return hit.make("REPEAT", Repeat("DAILY", part=hit.nodes[0].value))
