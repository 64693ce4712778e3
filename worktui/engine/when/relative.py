"""Days counted from now or from another day: "in 3 Werktagen", "a week from Thursday"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from worktui.engine.when.forms import Day, Length, Moment, add_months
from worktui.engine.when.nodes import Context, Grammar, Hit, Node
from worktui.engine.when.numbers import length as unit_length
from worktui.engine.when.reckoning import shift_working

RELATIVE = Grammar()


def shifted(at: Context, day: date, length: Length, sign: int) -> date | None:
    """A day and a length of whole days; None beyond the calendar."""
    try:
        moved = add_months(day, sign * length.months) + timedelta(days=sign * length.days)
    except (ValueError, OverflowError):
        return None
    if not 1 < moved.year < 9990:
        return None
    return shift_working(at, moved, sign * length.working) if length.working else moved


def from_now(hit: Hit, length: Length, sign: int, limit: bool = False) -> Node | None:
    day = shifted(hit.at, hit.at.today, length, sign)
    if day is None:
        return None
    if length.whole_days:
        return hit.make("DAY", Day(day, "counted", guess=True, limit=limit))
    moment = datetime.combine(day, hit.at.now.time()) + sign * timedelta(seconds=length.seconds)
    return hit.make("MOMENT", Moment(moment, limit=limit, guess=True))


@RELATIVE.rule("TODAY", "TODAY")
def today(hit: Hit) -> Node | None:
    if hit.nodes[0].weak and (
        (hit.before is not None and hit.before.sym != "X")
        or (hit.after is not None and hit.after.sym not in ("DOT", "PUN"))
    ):
        return None
    return hit.make(
        "DAY",
        Day(
            hit.at.today + timedelta(days=hit.nodes[0].value),
            "relative",
            guess=hit.nodes[0].value != 0,
        ),
    )


@RELATIVE.rule("TONIGHT", "TONIGHT")
def tonight(hit: Hit) -> Node | None:
    return hit.make("DAY", Day(hit.at.today, "relative", guess=True, part=hit.nodes[0].value))


@RELATIVE.rule("PART", "LAST PART", "TODAY PART")
def last_night(hit: Hit) -> Node | None:
    back = -1 if hit.has("LAST") else 0
    return (
        hit.make(
            "DAY",
            Day(
                hit.at.today + timedelta(days=back), "relative", guess=True, part=hit.value("PART")
            ),
        )
        if back
        else None
    )


@RELATIVE.rule("NOW", "NOW")
def right_now(hit: Hit) -> Node | None:
    if hit.nodes[0].weak and (hit.before is not None or hit.after is not None):
        return None
    return hit.make("MOMENT", Moment(hit.at.now))


@RELATIVE.rule(
    "LENGTH", "LENGTH (?:FROM|AFTER|ON|NACH|SINCE|OF) THE? DAY", "THE? DAY (?:IN|DANS) LENGTH"
)
def after_day(hit: Hit) -> Node | None:
    """ "a week from Thursday", "3 weeks after Christmas", "Montag in einer Woche"."""
    length: Length = hit.value("LENGTH")
    day: Day = hit.value("DAY")
    if hit.has("OF") and hit.lang == "en":
        return None
    if hit.has("ON") and not (
        hit.lang == "en" and length.days == 7 and not hit.preceded_by("IN", "DANS", "WITHIN", "FOR")
    ):
        return None
    if not length.whole_days:
        if day.value == hit.at.today and hit.nodes[-1].sym == "LENGTH":
            return from_now(hit, length, 1)
        return None
    if hit.nodes[-1].sym == "LENGTH" and day.sort == "date":
        return None
    found = shifted(hit.at, day.value, length, 1)
    return (
        None if found is None else hit.make("DAY", Day(found, "counted", guess=True, part=day.part))
    )


@RELATIVE.rule("LENGTH", "LENGTH (?:BEFORE|VOR) THE? DAY")
def before_day(hit: Hit) -> Node | None:
    length: Length = hit.value("LENGTH")
    found = shifted(hit.at, hit.value("DAY").value, length, -1) if length.whole_days else None
    return None if found is None else hit.make("DAY", Day(found, "counted", guess=True))


@RELATIVE.rule("UNIT", "THE? UNIT (?:AFTER|BEFORE|NACH|VOR) THE? DAY")
def next_to_day(hit: Hit) -> Node | None:
    """ "the day after Christmas", "the week before Easter"."""
    length = unit_length(hit.value("UNIT"), 1)
    if length is None or not length.whole_days:
        return None
    found = shifted(hit.at, hit.value("DAY").value, length, -1 if hit.has("BEFORE", "VOR") else 1)
    return None if found is None else hit.make("DAY", Day(found, "counted", guess=True))


@RELATIVE.rule("LENGTH", "(?:IN|DANS)? LENGTH (?:SINCE|FROM|AFTER) YEAR")
def after_year(hit: Hit) -> Node | None:
    found = shifted(hit.at, date(hit.value("YEAR"), 1, 1), hit.value("LENGTH"), 1)
    return None if found is None else hit.make("DAY", Day(found, "relative", guess=True))


@RELATIVE.rule("LENGTH", "LENGTH AGO", "AGOPRE LENGTH", "VOR LENGTH", "LENGTH LAST")
def back(hit: Hit) -> Node | None:
    return from_now(hit, hit.value("LENGTH"), -1)


@RELATIVE.rule("LENGTH", "(?:IN|DANS)? LENGTH HENCE", "[IN DANS] AT? LENGTH")
def ahead(hit: Hit) -> Node | None:
    """ "in 3 days", "two weeks from now", "dans deux semaines"."""
    if hit.nodes[0].sym == "IN" and hit.lang == "fr":
        return None
    hence = hit.one("HENCE")
    length_said = hit.one("LENGTH")
    if length_said is not None and hit.at.text[length_said.start :][:3].lower() == "all":
        return None
    if hence is not None and hence.weak:
        return None
    said = hit.at.text[hit.nodes[0].start : hit.nodes[0].end].lower()
    if hit.nodes[0].sym == "IN" and said not in ("in", "en", "em"):
        return None
    length: Length = hit.value("LENGTH")
    if hence is not None and hence.value == "now" and length.whole_days:
        day = shifted(hit.at, hit.at.today, length, 1)
        return (
            None
            if day is None
            else hit.make("MOMENT", Moment(datetime.combine(day, hit.at.now.time()), guess=True))
        )
    return from_now(hit, length, 1)


@RELATIVE.rule("LENGTH", "WITHIN LENGTH", "BY LENGTH")
def within(hit: Hit) -> Node | None:
    if hit.has("BY") and not hit.text.lower().startswith(("d'ici", "d’ici")):
        return None
    return from_now(hit, hit.value("LENGTH"), 1, limit=True)


@RELATIVE.rule("IN", "IN NUM PRIME", "IN NUM")
def in_minutes(hit: Hit) -> Node | None:
    """ "in 15" and nothing else; "in 1'" and 'in 1"'."""
    unit, count = hit.value("PRIME", "minute"), hit.value("NUM")
    if not hit.has("PRIME") and (hit.before is not None or hit.after is not None):
        return None
    moment = hit.at.now + timedelta(seconds=count * (60 if unit == "minute" else 1))
    return hit.make("MOMENT", Moment(moment, guess=True))


@RELATIVE.rule("NUM", "(?:NUM|FEW) (?:WEEKDAY|WEEKDAYS) (?:HENCE|AGO)")
def weekdays_on(hit: Hit) -> Node | None:
    """ "2 Sundays from now", "3 Fridays ago"."""
    weekday = next(n.value for n in hit.nodes if n.sym in ("WEEKDAY", "WEEKDAYS"))
    count = hit.nodes[0].value
    if not isinstance(weekday, int) or not 1 <= count <= 60:
        return None
    today = hit.at.today
    if hit.has("AGO"):
        found = today - timedelta(days=((today.weekday() - weekday) % 7 or 7) + 7 * (count - 1))
    else:
        found = today + timedelta(days=((weekday - today.weekday()) % 7 or 7) + 7 * (count - 1))
    return hit.make("DAY", Day(found, "relative", guess=True))


@RELATIVE.rule(
    "WEEKDAY", "[ORD SECOND] WEEKDAY AFTER DAY", "CLOSEST WEEKDAY TO THE? DAY", "WEEKDAY AFTER DAY"
)
def weekday_near_day(hit: Hit) -> Node | None:
    """ "third Tuesday after Christmas 2014", "the closest Monday to Oct 5th"."""
    day, weekday = hit.value("DAY").value, hit.value("WEEKDAY")
    ahead_days = (weekday - day.weekday()) % 7
    if hit.has("CLOSEST"):
        found = day + timedelta(days=ahead_days if ahead_days <= 3 else ahead_days - 7)
    else:
        found = day + timedelta(
            days=(ahead_days or 7) + 7 * (hit.value("ORD", 2 if hit.has("SECOND") else 1) - 1)
        )
    return hit.make("DAY", Day(found, "relative", guess=True))
