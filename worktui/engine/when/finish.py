"""Found nodes as `When` values: zones, clock changes, notes, limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from worktui.engine.when.forms import Day, Days, Length, Moment, Moments, Repeat
from worktui.engine.when.nodes import Context, Node
from worktui.engine.when.values import When
from worktui.engine.when.zones import zone_at

_LIMITS = frozenset({"BY", "UPTO", "BEFORE", "VOR", "EOD"})
_SKIPPED = frozenset({"THE", "ON", "AT", "IN", "OF"})
#: may stand between "due" and its date ("due to the publisher 7 August")
_BETWEEN = frozenset({"TO", "X", "F", "THE", "ON", "A", "OF", "AND"})
_NOT = re.compile(r"(?:\bnot|\bnicht|\bpas|\bno|\bnão)\s+$", re.IGNORECASE)
#: "stop by at 6:30" is no limit
_PASSING = re.compile(
    r"(?:stop|stopp\w+|come|coming|came|drop|dropp\w+|swing|pop|pass)\s+$", re.IGNORECASE
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FOUND = frozenset({"DAY", "DAYS", "MOMENT", "MOMENTS", "LENGTH", "REPEAT"})


def spoken(value: date, at: Context) -> str:
    """A day (and time) for a sentence: "Fri 6 March", with the year if it is another."""
    text = f"{_WEEKDAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    if value.year != at.today.year:
        text += f" {value.year}"
    return f"{text} {value:%H:%M}" if isinstance(value, datetime) else text


def finish(nodes: Sequence[Node], at: Context) -> tuple[When, ...]:
    """Every node that is a time, in order of the text."""
    out = []
    for place, node in enumerate(nodes):
        if (
            node.sym == "LENGTH"
            and node.weak
            and place
            and nodes[place - 1].sym in ("LENGTH", "REPEAT", "TIMES", "NUM")
        ):
            continue  # "24 hours a day"
        if node.sym in FOUND:
            limit, start = _limit(nodes, place, at.text)
            try:
                made = _when(node, at, limit, start)
            except (ValueError, OverflowError):  # beyond the ends of the calendar
                made = None
            if made is not None:
                out.append(made)
    return tuple(out)


def _limit(nodes: Sequence[Node], place: int, text: str) -> tuple[bool, int]:
    """Was it said as a limit, and where does the phrase begin with the limiting word?"""
    here = place - 1
    if here > 0 and nodes[here].value in (":", "-", "–") and nodes[here - 1].sym == "BY":
        return True, nodes[here - 1].start  # "Deadline: 20.03."
    while here >= 0 and place - here <= 3 and nodes[here].sym in _SKIPPED:
        here -= 1
    if here >= 0 and nodes[here].sym in _LIMITS and nodes[place].sym != "LENGTH":
        said = text[nodes[here].start : nodes[here].end].lower()
        if said.startswith(("before", "vor", "avant", "antes")) and _NOT.search(
            text, max(0, nodes[here].start - 8), nodes[here].start
        ):
            return False, nodes[place].start
        if said == "by" and _PASSING.search(
            text, max(0, nodes[here].start - 12), nodes[here].start
        ):
            return False, nodes[place].start
        return True, nodes[here].start
    while here >= 0 and place - here <= 6 and nodes[here].sym in _BETWEEN:
        here -= 1
    due = here >= 0 and nodes[here].sym == "BY" and nodes[here].value == "due"
    return due, nodes[place].start


def _when(node: Node, at: Context, limit: bool, start: int) -> When | None:
    span = (start, node.end)
    value = node.value
    if isinstance(value, str):
        return _instant(value, at, limit, span)
    if isinstance(value, Day):
        return _day(value, at, limit, span)
    if isinstance(value, Days):
        return _days(value, at, limit, span)
    if isinstance(value, Moment):
        return _moment(value, at, limit, span)
    if isinstance(value, Moments):
        return _moments(value, at, span)
    if isinstance(value, Length):
        total = round(value.total)
        minutes, seconds = divmod(total, 60)
        return When("duration", span, at.text[slice(*span)], minutes=minutes, seconds=seconds)
    if isinstance(value, Repeat):
        return When("recurrence", span, at.text[slice(*span)], rrule=value.rule(), part=value.part)
    return None


def _said(span: tuple[int, int], at: Context) -> str:
    return " ".join(at.text[slice(*span)].split())


def _day(day: Day, at: Context, limit: bool, span: tuple[int, int]) -> When:
    notes = day.notes
    if day.guess:
        notes = (f"“{_said(span, at)}” read as {spoken(day.value, at)}", *notes)
    return When(
        "date",
        span,
        at.text[slice(*span)],
        value=day.value,
        part=day.part,
        deadline=limit or day.limit,
        assumptions=notes,
        alternatives=day.others,
        issue=day.issue,
        past=day.value < at.today,
    )


def _days(days: Days, at: Context, limit: bool, span: tuple[int, int]) -> When:
    notes = days.notes
    if days.guess:
        notes = (
            f"“{_said(span, at)}” read as {spoken(days.first, at)} to {spoken(days.last, at)}",
            *notes,
        )
    return When(
        "range",
        span,
        at.text[slice(*span)],
        start=days.first,
        end=days.last,
        part=days.part,
        deadline=limit or days.limit,
        assumptions=notes,
        past=days.last < at.today,
    )


def _instant(said: str, at: Context, limit: bool, span: tuple[int, int]) -> When | None:
    """ISO 8601 text: with an offset an instant, without one a wall time."""
    value = datetime.fromisoformat(said)
    if value.tzinfo is None:
        return _moment(Moment(value), at, limit, span)
    return When(
        "datetime", span, at.text[slice(*span)], value=value, deadline=limit, past=_gone(value, at)
    )


def _gone(value: datetime, at: Context) -> bool:
    return value < at.now.replace(tzinfo=ZoneInfo(at.habits.tz))


def _moment(moment: Moment, at: Context, limit: bool, span: tuple[int, int]) -> When:
    zone = None if moment.zone is None else zone_at(moment.zone, moment.value)
    value, others, issue = localise(moment.value, zone or at.habits.tz)
    elsewhere = tuple(localise(other, zone or at.habits.tz)[0] for other in moment.others)
    notes = moment.notes
    if moment.guess:
        notes = (f"“{_said(span, at)}” read as {spoken(moment.value, at)}", *notes)
    if issue is not None:
        notes = (*notes, _clock_change(issue, moment.value))
    return When(
        "datetime",
        span,
        at.text[slice(*span)],
        value=value,
        part=moment.part,
        deadline=limit or moment.limit,
        zone=zone,
        assumptions=notes,
        alternatives=others + elsewhere,
        issue=issue or moment.issue,
        past=_gone(value, at),
    )


def _clock_change(issue: str, wall: datetime) -> str:
    if issue == "ambiguous_local_time":
        return f"{wall:%H:%M} comes twice on that day, the first was taken"
    return f"{wall:%H:%M} does not exist on that day, the clocks go forward over it"


def _moments(moments: Moments, at: Context, span: tuple[int, int]) -> When:
    first, last = moments.start, moments.end
    zone = None if first.zone is None else zone_at(first.zone, first.value)
    start, others, issue = localise(first.value, zone or at.habits.tz)
    end = localise(last.value, zone or at.habits.tz)[0]
    notes = first.notes
    if first.guess:
        notes = (
            f"“{_said(span, at)}” read as {spoken(first.value, at)} to {last.value:%H:%M}",
            *notes,
        )
    return When(
        "range",
        span,
        at.text[slice(*span)],
        start=start,
        end=end,
        zone=zone,
        assumptions=notes,
        alternatives=others,
        issue=issue or first.issue,
        past=_gone(end, at),
        part=first.part,
    )


def localise(wall: datetime, zone: str) -> tuple[datetime, tuple[datetime, ...], str | None]:
    """A wall time in a zone, the two instants it may be, and what is wrong with it.

    A time that comes twice is read as the first; one that is skipped is moved on
    by the length of the gap, as RFC 5545 (3.3.5) reads it.
    """
    where = ZoneInfo(zone)
    early, late = wall.replace(tzinfo=where, fold=0), wall.replace(tzinfo=where, fold=1)
    before, after = early.utcoffset(), late.utcoffset()
    if before == after or before is None or after is None:
        return early, (), None
    utc = UTC
    if before > after:
        return early, (early, late), "ambiguous_local_time"
    both = tuple(one.astimezone(utc).astimezone(where) for one in (early, late))
    return both[0], both, "nonexistent_local_time"
