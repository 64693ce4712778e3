"""Days, times and parts of the day put together: moments and ranges."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from worktui.engine.when.forms import Clock, Clocks, Day, Days, Moment, Moments, Repeat, add_months
from worktui.engine.when.nodes import Context, Grammar, Hit, Node

JOINS = Grammar()

_LINK = "[COMMA AT ON IN THE BY DASH FOR OF FROM BEFORE UPTO VOR]{0,2}"
_PART = "(?:PART|PARTS)"


def at_clock(day: Day, clock: Clock) -> Moment:
    """A time on a day; hours that may be either half of the day are settled, and told."""
    settled = clock.in_part(day.part)
    others: tuple[datetime, ...] = ()
    notes = day.notes
    firm = settled.settled()
    value = _combine(day.value, firm)
    if settled.fuzzy and settled.hour <= 8:
        others = (value - timedelta(hours=12) if firm.hour >= 12 else value + timedelta(hours=12),)
        notes = (*notes, f"“{settled.hour}” read as {firm.time:%H:%M}")
    others += tuple(_combine(other, firm) for other in day.others)
    return Moment(value, clock.zone, others, notes, day.issue, day.part, day.limit, day.guess)


def _combine(day: date, clock: Clock) -> datetime:
    extra = clock.over + clock.hour // 24
    return datetime.combine(day, clock.time) + timedelta(days=extra)


@JOINS.rule(
    "PART", f"DAY (?:COMMA|IN|ON|THE|OF|AT|FOR){{0,2}} {_PART}", "THE? PART (?:OF|ON) THE? DAY"
)
@JOINS.rule("PARTS", "DAY COMMA? PARTS")
def part_of_day(hit: Hit) -> Node | None:
    day: Day = hit.value("DAY")
    if day.part is not None and hit.has("COMMA"):
        return None
    return hit.make("DAY", day.but(part=hit.value("PART", hit.value("PARTS"))))


@JOINS.rule("DAY", "DAY (?=COMMA? [AND OR] DAY)")
def part_of_both(hit: Hit) -> Node | None:
    """ "Thursday or Friday afternoon": the part is of both days."""
    day: Day = hit.value("DAY")
    follows = next(node.value for node in hit.rest if node.sym == "DAY")
    if day.part is not None or follows.part is None or day.sort not in ("weekday", "date"):
        return None
    return hit.make("DAY", day.but(part=follows.part))


@JOINS.rule(
    "DAYS",
    f"DAYS (?:COMMA|IN|ON|THE|AT|DASH|LP){{0,2}} {_PART}",
    f"{_PART} (?:COMMA|OF|IN|ON|THE){{0,2}} DAYS",
)
def part_of_days(hit: Hit) -> Node | None:
    return hit.make("DAYS", hit.value("DAYS").but(part=hit.value("PART", hit.value("PARTS"))))


# ------------------------------------------------------------ ends of days


@JOINS.rule(
    "EOD",
    "EOD (?:OF|ON|COMMA|THE|IN|FOR){0,2} DAY",
    "DAY (?:COMMA|BY|AT|UPTO|ON|THE){0,2} EOD",
)
@JOINS.rule("END", "END (?:OF|THE){0,2} DAY")
def end_of_day(hit: Hit) -> Node | None:
    """ "EOD Friday", "end of tomorrow"."""
    day: Day = hit.value("DAY")
    return hit.make("MOMENT", _closing(hit, day))


@JOINS.rule("EOD", "EOD")
def end_of_today(hit: Hit) -> Node | None:
    return hit.make("MOMENT", _closing(hit, Day(hit.at.today, guess=True)))


def _closing(hit: Hit, day: Day) -> Moment:
    end = hit.at.habits.end_of_day
    others = tuple(datetime.combine(other, end) for other in day.others)
    notes = (*day.notes, f"end of day read as {end:%H:%M}")
    return Moment(
        datetime.combine(day.value, end), None, others, notes, day.issue, None, True, day.guess
    )


# ------------------------------------------------------------ ranges of days


@JOINS.rule("DAY", "(?:FROM|BETWEEN|OF)? DAY (?:TO|DASH|UPTO|AND|IN|AT) (?:THE|ON)? DAY")
def day_range(hit: Hit) -> Node | None:
    first, last = (node.value for node in hit.all("DAY"))
    if (hit.has("AND") and not hit.has("BETWEEN")) or (
        hit.has("IN", "AT") and (hit.lang == "en" or hit.nodes[0].sym == "DAY")
    ):
        return None
    if hit.has("UPTO") and not hit.has("FROM") and hit.lang == "en":
        return None
    end: date = last.value
    start: date = first.value
    if first.loose and not last.loose and last.sort == "date":  # the year was said once, at the end
        start = add_months(start, 12 * (end.year - start.year))
        if start > end:
            start = add_months(start, -12)
        first = first.but(value=start)
    if end < first.value and last.sort == "weekday":
        end += timedelta(days=7 * ((first.value - end).days // 7 + 1))
    if end < first.value and last.loose:
        end = end.replace(year=end.year + 1) if (end.month, end.day) != (2, 29) else end
    if end < first.value:
        return None
    made = Days(first.value, end, guess=first.guess or last.guess, part=last.part or first.part)
    node = hit.make("DAYS", made)
    if hit.nodes[0].sym == "FROM":
        node.start = hit.nodes[0].start
    return node


@JOINS.rule("NUM", "(?:FROM|BETWEEN)? THE? [NUM ORD] DOT? (?:TO|DASH|UPTO|AND) (?:THE|ON)? DAY")
def short_first_day(hit: Hit) -> Node | None:
    """ "the 3rd to 5 March" where only the end names the month."""
    number = next(n.value for n in hit.nodes if n.sym in ("NUM", "ORD"))
    day: Day = hit.value("DAY")
    if (
        day.sort not in ("date", "ordinal")
        or not 1 <= number < day.value.day
        or (hit.has("AND") and not hit.has("BETWEEN"))
    ):
        return None
    return hit.make("DAYS", Days(day.value.replace(day=number), day.value, guess=day.guess))


@JOINS.rule("DAYS", "DAYS COMMA? (?:FROM|BETWEEN)? CLOCKS")
def hours_on_days(hit: Hit) -> Node | None:
    """ "Mon-Thu 9am-5pm": the days; hours on many days are no one range."""
    return hit.make("DAYS", hit.value("DAYS"))


# ------------------------------------------------------------ days with times


@JOINS.rule("AFTER", "DAY AFTER CLOCK", "AFTER CLOCK ON? DAY")
def rest_of_day(hit: Hit) -> Node | None:
    """ "Thursday after 3pm": until the end of the working day, or of the day."""
    if hit.preceded_by("LENGTH"):
        return None
    day: Day = hit.value("DAY")
    start = at_clock(day, hit.value("CLOCK"))
    end = datetime.combine(day.value, hit.at.habits.end_of_day)
    if end <= start.value:
        end = datetime.combine(day.value, datetime.min.time()) + timedelta(days=1)
    return hit.make("MOMENTS", Moments(start.but(others=()), start.but(value=end, others=())))


@JOINS.rule("EARLY", "EARLY THE? DAY")
@JOINS.rule("LATE", "LATE THE? DAY")
def early_that_day(hit: Hit) -> Node | None:
    """ "first thing Monday", "late Friday"."""
    day: Day = hit.value("DAY")
    part = "morning" if hit.has("EARLY") else "afternoon"
    return hit.make("DAY", day.but(part=day.part or part))


@JOINS.rule("CLOCKS", f"DAY {_LINK} BETWEEN? CLOCKS", f"CLOCKS {_LINK} DAY", "DAY BETWEEN CLOCKS")
def day_with_range(hit: Hit) -> Node | None:
    day: Day = hit.value("DAY")
    clocks: Clocks = hit.value("CLOCKS")
    start = at_clock(day, clocks.start)
    end = at_clock(day, clocks.end)
    if end.value <= start.value:
        end = end.but(value=end.value + timedelta(days=1))
    return hit.make("MOMENTS", Moments(start.but(others=()), end.but(others=())))


@JOINS.rule("CLOCK", f"DAY {_LINK} CLOCK", f"CLOCK {_LINK} DAY")
def day_with_clock(hit: Hit) -> Node | None:
    limit = hit.has("BY", "BEFORE", "UPTO", "VOR")
    if limit and hit.nodes[0].sym == "CLOCK":
        return None
    if (
        hit.has("FROM")
        and hit.nodes[0].sym == "CLOCK"
        and hit.value("DAY").sort == "date"
        and hit.has("COMMA")
    ):
        return None
    moment = at_clock(hit.value("DAY"), hit.value("CLOCK"))
    return hit.make("MOMENT", moment.but(limit=moment.limit or limit))


@JOINS.rule("DAY", "DAY NUM NUM")
def spoken_clock(hit: Hit) -> Node | None:
    """ "March eighteenth nine thirty"."""
    hour, minute = hit.all("NUM")
    if not (hour.weak and minute.weak and 1 <= hour.value <= 12 and 10 <= minute.value <= 59):
        return None
    return hit.make(
        "MOMENT", at_clock(hit.value("DAY"), Clock(hour.value, minute.value, fuzzy=True))
    )


@JOINS.rule("MOMENT", "MOMENT [COMMA IN ON]? THE? PART")
def moment_in_part(hit: Hit) -> Node | None:
    moment = hit.value("MOMENT")
    if isinstance(moment, str) or hit.has("COMMA"):
        return None
    hour = moment.value.hour
    part = hit.value("PART")
    if part != "morning" and hour < 12:
        moment = moment.but(value=moment.value + timedelta(hours=12))
    return hit.make("MOMENT", moment.but(part=part, others=()))


@JOINS.rule("CLOCKS", "CLOCKS")
def range_today(hit: Hit) -> Node | None:
    """A range of times without a day: today, or tomorrow if it is over."""
    clocks: Clocks = hit.value("CLOCKS")
    start = _coming(hit.at, clocks.start)
    end = at_clock(Day(start.value.date()), clocks.end)
    if end.value <= start.value:
        end = end.but(value=end.value + timedelta(days=1))
    return hit.make("MOMENTS", Moments(start.but(others=()), end.but(others=())))


@JOINS.rule("CLOCK", "CLOCK")
def clock_alone(hit: Hit) -> Node | None:
    return hit.make("MOMENT", _coming(hit.at, hit.value("CLOCK")))


def _coming(at: Context, clock: Clock) -> Moment:
    """The next time the clock shows this."""
    today = at_clock(Day(at.today, guess=True), clock)
    if today.value > at.now or clock.zone is not None:
        return today
    return at_clock(Day(at.today + timedelta(days=1), guess=True, others=(at.today,)), clock)


@JOINS.rule("MOMENT", "LENGTH [BEFORE AFTER FROM VOR NACH] MOMENT")
def around_moment(hit: Hit) -> Node | None:
    """ "two hours after 3pm tomorrow"."""
    length, moment = hit.value("LENGTH"), hit.value("MOMENT")
    if isinstance(moment, str) or not length.seconds or length.days or length.months:
        return None
    shift = timedelta(seconds=length.seconds * (-1 if hit.has("BEFORE", "VOR") else 1))
    return hit.make("MOMENT", moment.but(value=moment.value + shift, others=(), guess=True))


# ------------------------------------------------------------ ranges of moments


@JOINS.rule("MOMENT", "(?:FROM|BETWEEN)? MOMENT (?:TO|DASH|UPTO|AND) MOMENT")
def moment_range(hit: Hit) -> Node | None:
    start, end = (node.value for node in hit.all("MOMENT"))
    if (
        isinstance(start, str)
        or isinstance(end, str)
        or (hit.has("AND") and not hit.has("BETWEEN"))
    ):
        return None
    if hit.has("UPTO") and not hit.has("FROM"):
        return None
    if not start.value < end.value:
        return None
    return hit.make("MOMENTS", Moments(start, end))


@JOINS.rule("REPEAT", "REPEAT (?:COMMA)? UPTO DAY")
def repeat_until(hit: Hit) -> Node | None:
    found: Repeat = hit.value("REPEAT")
    return hit.make("REPEAT", found.but(until=hit.value("DAY").value))
