"""Times of day: "half past two", "halb drei", "14h30", "4pm CET", "between 2 and 4"."""

from __future__ import annotations

import re

from worktui.engine.when.forms import Clock
from worktui.engine.when.nodes import Grammar, Hit, Node

CLOCK = Grammar()

#: after "at 5" these may follow; after "at 5 locations" it was no time
_GOES_ON = frozenset(
    """COMMA DOT PUN BREAK ON WEEKDAY TODAY TONIGHT PART PARTS RP LP AND OR F BY FROM TO UPTO
    DASH IN DAY ZONE CITY EVERY FREQ NEXT THIS COMING FOR THE OF AMPM WEEKDAYS AT NOW
    LAST BETWEEN AFTER BEFORE""".split()
)
_DAYISH = "WEEKDAY|TODAY|TONIGHT"

#: limits that end with an article, as "bis zum", "avant le", "hasta el", "até o dia"
ARTICLE = re.compile(r"\b(?:le|au|du|el|del|al|o|do|ao|dia|dem|den|zum|am)$", re.IGNORECASE)


def plain(hit: Hit) -> bool:
    """May a time of day end here, by what follows?"""
    if hit.followed_by("DASH") and hit.rest[0].start == hit.nodes[-1].end:
        return len(hit.rest) > 1 and (
            hit.rest[1].sym == "CLOCK" or (hit.rest[1].sym == "NUM" and hit.rest[1].value <= 24)
        )
    return hit.after is None or hit.after.sym in _GOES_ON


def fuzzy(hour: int) -> bool:
    return 1 <= hour <= 12


def hour_of(node: Node) -> Clock | None:
    """The full hour a node names."""
    if node.sym == "CLOCK":
        found: Clock = node.value
        return found
    if node.sym == "NUM" and 0 <= node.value <= 24:
        return Clock(node.value, fuzzy=fuzzy(node.value))
    return None


def _half_of_day(clock: Clock, half: int) -> Clock | None:
    """a.m. (0) or p.m. (12) applied to an hour."""
    if not 0 <= clock.hour <= 12:
        return clock.but(fuzzy=False)
    return clock.but(hour=clock.hour % 12 + half, fuzzy=False)


@CLOCK.rule("HM", "HM OCLOCK? AMPM", "HM OCLOCK?")
def hours_and_minutes(hit: Hit) -> Node | None:
    hour, minute, second, sure = hit.value("HM")
    clock: Clock | None = Clock(hour, minute, second, fuzzy=not sure and not hit.has("OCLOCK"))
    half = hit.value("AMPM")
    if half is not None and clock is not None:
        clock = _half_of_day(clock, half)
    return None if clock is None else hit.make("CLOCK", clock)


@CLOCK.rule(
    "NDM",
    "NDM OCLOCK? AMPM",
    "NDM OCLOCK",
    "(?<=[AT BETWEEN]) NDM",
    "NDM (?=[TO DASH] NDM [AMPM OCLOCK])",
)
def dotted_time(hit: Hit) -> Node | None:
    """ "8.30 pm", "8.30 Uhr", "um 8.30"."""
    hour, minute, said = hit.value("NDM")
    if "." not in said or hour > 24 or minute > 59 or len(said.strip(".").partition(".")[2]) != 2:
        return None
    if not hit.has("AMPM", "OCLOCK") and (not plain(hit) and not hit.followed_by("AT")):
        return None
    clock: Clock | None = Clock(hour, minute, fuzzy=fuzzy(hour) and said[0] != "0")
    half = hit.value("AMPM")
    if half is not None and clock is not None:
        clock = _half_of_day(clock, half)
    made = None if clock is None else hit.make("CLOCK", clock)
    if made is not None and said.endswith(".") and not hit.has("AMPM", "OCLOCK"):
        made.end -= 1
    return made


@CLOCK.rule("AMPM", "NUM (?:DASH? NUM)? ISH? OCLOCK? AMPM", "YEAR AMPM")
def said_half(hit: Hit) -> Node | None:
    """ "3pm", "nine fifty nine a m", "330 p.m.", "3ish pm"."""
    numbers = [node.value for node in hit.nodes if node.sym in ("NUM", "YEAR")]
    if len(numbers) == 1 and 100 <= numbers[0] <= 2359:
        numbers = [numbers[0] // 100, numbers[0] % 100]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if hour > 24 or minute > 59 or (hit.has("DASH") and minute < 13):
        return None
    ampm = hit.one("AMPM")
    if ampm is not None and len(hit.at.text[ampm.start : ampm.end]) == 1:
        number = hit.nodes[-2]
        if number.end != ampm.start or hour == 0 or hour > 12:  # "3p", never "3 a"
            return None
    clock = _half_of_day(Clock(hour, minute, fuzzy=True), hit.value("AMPM"))
    return None if clock is None else hit.make("CLOCK", clock)


@CLOCK.rule("OCLOCK", "NUM OCLOCK (?:NUM|AND? A? (?:HALF|QUARTER)|MOINS (?:QUARTER|NUM))?")
def o_clock(hit: Hit) -> Node | None:
    """ "3 o'clock", "15 Uhr 30", "deux heures et demie", "trois heures moins le quart"."""
    hour = hit.nodes[0].value
    if not 0 <= hour <= 24:
        return None
    numbers = hit.all("NUM")
    extra = numbers[1].value if len(numbers) > 1 else 0
    minutes = 30 if hit.has("HALF") else 15 if hit.has("QUARTER") else extra
    if minutes > 59:
        return None
    return hit.make(
        "CLOCK", _shift(Clock(hour, fuzzy=fuzzy(hour)), -minutes if hit.has("MOINS") else minutes)
    )


def _shift(clock: Clock, minutes: int) -> Clock:
    total = (clock.hour * 60 + clock.minute + minutes) % 1440
    hour = total // 60
    if clock.fuzzy and hour == 0:
        hour = 12
    return clock.but(hour=hour, minute=total % 60)


@CLOCK.rule(
    "NOON", "A? (?:HALF|QUARTER|NUM|LENGTH) [PAST TO MOINS AFTER BEFORE VOR NACH FROM] NOON"
)
def around_noon(hit: Hit) -> Node | None:
    return _relative(hit, Clock(hit.value("NOON") % 24))


@CLOCK.rule("NOON", "NOON")
def noon(hit: Hit) -> Node | None:
    """Midnight is the end of the day it is said of."""
    return hit.make("CLOCK", Clock(12) if hit.nodes[0].value == 12 else Clock(0, over=1))


def _relative(hit: Hit, clock: Clock) -> Node | None:
    """So many minutes past or to a time."""
    minutes = 15 if hit.has("QUARTER") else 30 if hit.has("HALF") else None
    if minutes is None and hit.has("LENGTH"):
        total = hit.value("LENGTH").total / 60
        minutes = int(total) if total % 1 == 0 and total < 60 else None
    if minutes is None:
        minutes = hit.nodes[0].value if hit.nodes[0].sym == "NUM" else None
    if minutes is None or not 0 < minutes < 60:
        return None
    if hit.has("HALF") and not hit.has("PAST", "NACH", "AFTER"):
        return None
    back = hit.has("TO", "MOINS", "BEFORE", "VOR")
    return hit.make("CLOCK", _shift(clock, -minutes if back else minutes))


@CLOCK.rule(
    "PAST",
    "A? (?:HALF|QUARTER|NUM) PAST (?:NUM OCLOCK?|CLOCK)",
    "LENGTH PAST (?:NUM|CLOCK)",
)
@CLOCK.rule("TO", "A? (?:QUARTER|NUM) TO (?:NUM OCLOCK?|CLOCK)", "LENGTH TO (?:NUM|CLOCK)")
@CLOCK.rule("MOINS", "(?:QUARTER|NUM) MOINS NUM", "(?:QUARTER|NUM) MOINS CLOCK")
@CLOCK.rule("NACH", "(?:QUARTER|NUM|LENGTH) NACH (?:NUM|CLOCK|HALB NUM)")
@CLOCK.rule("VOR", "(?:QUARTER|NUM|LENGTH) VOR (?:NUM|CLOCK|HALB NUM)")
@CLOCK.rule("AFTER", "A? (?:QUARTER|HALF|NUM|LENGTH) AFTER (?:CLOCK|NUM)")
@CLOCK.rule("FROM", "LENGTH FROM CLOCK")
@CLOCK.rule("BEFORE", "A? (?:QUARTER|LENGTH) BEFORE CLOCK")
def minutes_around(hit: Hit) -> Node | None:
    """ "quarter past 8pm", "twenty to five", "Viertel nach drei"."""
    target = next(node for node in reversed(hit.nodes) if node.sym in ("NUM", "CLOCK"))
    clock = hour_of(target)
    if clock is None or (target.sym == "NUM" and target.value == 0):
        return None
    if hit.has("TO") and hit.lang != "en":
        return None
    if hit.has("TO") and hit.nodes[0].sym == "NUM" and _is_range(hit, target):
        return None
    if hit.has("HALB"):
        clock = _shift(clock, -30)
    return _relative(hit, clock)


def _is_range(hit: Hit, target: Node) -> bool:
    """ "2 to 4pm", "from 10 to 12", "5 to 7 people"; but "ten to five", "at 10 to 5"."""
    first = hit.nodes[0]
    if hit.preceded_by("FROM", "BETWEEN"):
        return True
    if first.value not in (5, 10, 20, 25) or not plain(hit):
        return True
    spoken = first.weak and (target.weak or target.sym == "CLOCK")
    return not spoken and not (hit.preceded_by("AT") and target.sym == "NUM")


@CLOCK.rule("HALB", "HALB NUM OCLOCK?")
def halb(hit: Hit) -> Node | None:
    """German: half of the hour that is coming."""
    clock = hour_of(hit.nodes[1])
    if clock is None or not 1 <= clock.hour <= 12:
        return None
    return hit.make("CLOCK", _shift(clock, -30))


@CLOCK.rule("HALF", "HALF CLOCK")
def half_past_clock(hit: Hit) -> Node | None:
    """ "half past ten pm"."""
    clock: Clock = hit.value("CLOCK")
    if hit.nodes[0].value != "past" or clock.minute:
        return None
    return hit.make("CLOCK", clock.but(minute=30))


@CLOCK.rule("HALF", "HALF NUM")
def halfhour_of(hit: Hit) -> Node | None:
    """British: "half three" is 3:30."""
    hour = hit.nodes[1].value
    if (
        hit.lang != "en"
        or not 1 <= hour <= 12
        or not plain(hit)
        or hit.followed_by("OF", "AND", "OR", "FOR")
    ):
        return None
    return hit.make("CLOCK", Clock(hour, 30, fuzzy=True))


@CLOCK.rule("AT", "(?<=AT) NUM AND (?:HALF|QUARTER|NUM)", "(?<=AT) NUM MOINS QUARTER")
@CLOCK.rule("THE", "(?<=THE) NUM AND (?:HALF|QUARTER)", "(?<=THE) NUM MOINS QUARTER")
def romance_halves(hit: Hit) -> Node | None:
    """ "a las dos y media", "às duas e meia", "a las tres menos cuarto"."""
    clock = hour_of(hit.nodes[0])
    if clock is None or hit.lang == "en":
        return None
    minutes = 30 if hit.has("HALF") else 15 if hit.has("QUARTER") else hit.nodes[-1].value
    if not 0 < minutes < 60 or (hit.nodes[-1].sym == "NUM" and not hit.nodes[-1].weak):
        return None
    return hit.make("CLOCK", _shift(clock, -minutes if hit.has("MOINS") else minutes))


@CLOCK.rule(
    "NUM", f"NUM DASH? NUM (?=(?:{_DAYISH}))", "NUM DASH? NUM (?=IN? PART)", "(?<=AT) NUM DASH NUM"
)
def words_before_day(hit: Hit) -> Node | None:
    """ "five-thirty tomorrow evening"."""
    hour, minute = (node for node in hit.all("NUM"))
    if not (hour.weak and minute.weak) or not 1 <= hour.value <= 12 or not 10 <= minute.value <= 59:
        return None
    return hit.make("CLOCK", Clock(hour.value, minute.value, fuzzy=True))


@CLOCK.rule("AT", "(?<=AT) [NUM YEAR]")
@CLOCK.rule("UNIT", "[NUM YEAR] UNIT")
def four_digits(hit: Hit) -> Node | None:
    """ "at 1530", "0730 hours"."""
    number = hit.nodes[0]
    if hit.preceded_by("AT") and (hit.done[-1].weak or hit.followed_by("DASH")):
        return None
    if number.end - number.start != 4 or not hit.at.text[number.start].isdigit():
        return None
    if hit.value("UNIT", "hour") != "hour" or (not hit.has("UNIT") and not plain(hit)):
        return None
    hour, minute = divmod(number.value, 100)
    return hit.make("CLOCK", Clock(hour, minute)) if hour < 24 and minute < 60 else None


@CLOCK.rule("AT", "(?<=(?:TODAY|TONIGHT|WEEKDAY|PART)AT) NUM")
@CLOCK.rule("AFTER", "(?<=(?:TODAY|TONIGHT|WEEKDAY|PART)AFTER) NUM")
def abouthour_of(hit: Hit) -> Node | None:
    """ "tonight around 7"."""
    clock = hour_of(hit.nodes[0])
    return (
        None
        if clock is None or hit.followed_by("UNIT", "LENGTH", "NUM", "DEC", "MONTH")
        else hit.make("CLOCK", clock)
    )


@CLOCK.rule("AT", "(?<=AT) NUM LENGTH", "(?<=AT) NUM NUM", "(?<=AT) NUM")
def athour_of(hit: Hit) -> Node | None:
    """ "at 5", "at three twenty", "um 10", "a las 10"."""
    clock = hour_of(hit.nodes[0])
    if clock is None or hit.before is None or hit.before.weak:
        return None
    if hit.has("LENGTH"):
        minutes = hit.value("LENGTH")
        if minutes.unit != "minute" or minutes.total >= 3600:
            return None
        return hit.make("CLOCK", clock.but(minute=int(minutes.total // 60)))
    if len(hit.nodes) == 2:
        minute = hit.nodes[1].value
        return (
            hit.make("CLOCK", clock.but(minute=minute))
            if 10 <= minute <= 59 and plain(hit)
            else None
        )
    return hit.make("CLOCK", clock) if plain(hit) and not hit.followed_by("OF") else None


@CLOCK.rule("UPTO", "(?<=UPTO) NUM")
@CLOCK.rule("BEFORE", "(?<=BEFORE) NUM")
def limit_hour(hit: Hit) -> Node | None:
    """ "until 6", "before 10" at the end of a clause."""
    limit = hit.done[-1]
    said = hit.at.text[limit.start : limit.end].lower()
    if said.startswith("up ") or (hit.lang != "en" and ARTICLE.search(said)):
        return None  # "bis zum 12.", "hasta el 12": a day
    if (
        hit.lang == "de"
        and hit.followed_by("DOT")
        and len(hit.rest) > 1
        and (hit.rest[0].start == hit.nodes[0].end)
    ):
        return None  # "bis 12. Juni"
    clock = hour_of(hit.nodes[0])
    if clock is None or not (hit.after is None or hit.followed_by("DOT", "PUN", "COMMA", "BREAK")):
        return None
    return hit.make("CLOCK", clock) if clock.fuzzy and hit.nodes[0].value <= 12 else None


@CLOCK.rule("NUM", "NUM (?=IN THE? PART)", "NUM (?=COMMA? TONIGHT)", "NUM (?=TODAY)")
def number_before_part(hit: Hit) -> Node | None:
    """ "8 in the evening", "eight tonight", "9 tomorrow"."""
    clock = hour_of(hit.nodes[0])
    if (
        clock is None
        or not 1 <= clock.hour <= 12
        or hit.preceded_by("MONTH", "WEEKDAY", "DASH", "LENGTH")
    ):
        return None
    if hit.followed_by("TODAY") and hit.preceded_by("X", "F", "AND", "ALL"):
        return None
    if hit.followed_by("PART") and hit.lang != "en":
        return None
    return hit.make("CLOCK", clock)


@CLOCK.rule("AMPM", "(?<=WEEKDAY) AMPM", "(?<=TODAY) AMPM")
def half_as_part(hit: Hit) -> Node | None:
    """ "Thursday a.m."."""
    return hit.make("PART", "afternoon" if hit.nodes[0].value else "morning")


@CLOCK.rule("PART", "CLOCK [IN ON OF COMMA]? THE? PART")
def clock_in_part(hit: Hit) -> Node | None:
    if hit.has("COMMA", "ON") and not hit.value("CLOCK").fuzzy:
        return None
    return hit.make("CLOCK", hit.value("CLOCK").in_part(hit.value("PART")))


@CLOCK.rule("PART", "[IN ON]? THE? PART AT CLOCK")
def part_then_clock(hit: Hit) -> Node | None:
    if hit.preceded_by("WEEKDAY", "TODAY", "DAY", "LAST", "NEXT", "THIS", "EVERY", "NUM", "ORD"):
        return None
    return hit.make("CLOCK", hit.value("CLOCK").in_part(hit.value("PART")))


@CLOCK.rule("ZONE", "CLOCK LP? ZONE RP?")
def in_zone(hit: Hit) -> Node | None:
    if hit.has("RP") and not hit.has("LP"):
        return None
    return hit.make("CLOCK", hit.value("CLOCK").but(zone=hit.value("ZONE")))


@CLOCK.rule("CITY", "CLOCK LP? CITY TIMEWORD RP?", "CLOCK LP? TIMEWORD CITY RP?")
def city_time(hit: Hit) -> Node | None:
    return hit.make("CLOCK", hit.value("CLOCK").but(zone=(hit.value("CITY"), None)))


@CLOCK.rule("QUARTER", "(?<=[EVERY NEXT LAST THIS COMING END START MID EARLY LATE OF THE]) QUARTER")
def calendar_quarter(hit: Hit) -> Node | None:
    """What is left over after the times of day: three months."""
    if hit.followed_by("TO", "PAST", "AFTER", "OF", "DASH", "X") and not hit.preceded_by(
        "NEXT", "THIS", "LAST"
    ):
        return None
    return hit.make("UNIT", "quarter")
