"""Values with an inner shape: zones, spans of hours, absences, links, windows, rules.

They join the kinds of `domain.fields`, which loads this when one of them is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from worktui.domain.errors import BadInput
from worktui.domain.fields import check, is_day, parse_day, shown
from worktui.domain.settings import WEEKDAYS
from worktui.domain.text import clean_or

_DAYS = tuple(day[:3] for day in WEEKDAYS)
LINK_FIELDS = {"task": "line", "type": "link_type", "lag_days": "number", "elapsed": "flag"}


def unknown(what: str, given: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Refuse keys that are not known, by name."""
    known = dict.fromkeys(allowed)
    for name in given:
        if name not in known:
            near = get_close_matches(str(name), list(known), n=1)
            raise BadInput(
                f"{what} has no key “{clean_or(name, '?')[:60]}”.",
                hint=f"Did you mean {near[0]}?" if near else f"It has {', '.join(known)}.",
            )


def zone(where: str, value: Any) -> str:
    """An IANA zone name; raises BadInput."""
    name = str(check("line", where, value))
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise BadInput(
            f"{where}: “{name[:60]}” is not a time zone.", hint="Write it as Europe/Berlin."
        ) from error
    return str(name)


def clock(where: str, value: Any) -> str:
    """A time of day `HH:MM`; raises BadInput."""
    text = check("line", where, value)
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError as error:
        raise BadInput(
            f"{where}: “{text[:40]}” is not a time of day.", hint="Write it as 17:00."
        ) from error


def one_of(*choices: str) -> Callable[[str, Any], str]:
    """A check that a word is one of these."""

    def checked(where: str, value: Any) -> str:
        text = str(check("line", where, value))
        if text not in choices:
            raise BadInput(f"{where}: “{text[:40]}” is not one of {', '.join(choices)}.")
        return text

    return checked


def hours(where: str, value: Any) -> dict[str, list[str]]:
    """Working hours: `{"mon-fri": ["09:00-12:00", …]}`; raises BadInput."""
    result: dict[str, list[str]] = {}
    for days, spans in check("object", where, value).items():
        ends = [part.strip() for part in str(days).lower().split("-")]
        if len(ends) > 2 or any(end[:3] not in _DAYS for end in ends):
            raise BadInput(
                f"{where}: “{clean_or(days, '?')[:40]}” does not name days.",
                hint="Write mon, or mon-fri.",
            )
        result[str(days)] = [
            _span(where, given(check, "line", where, span))
            for span in given(check, "list", where, spans)
        ]
    return result


def _span(where: str, value: Any) -> str:
    first, dash, last = str(value).partition("-")
    if not dash:
        raise BadInput(f"{where}: “{value}” is not a span of hours.", hint="As in 09:00-12:00.")
    if last.strip() == "24:00":
        return f"{clock(where, first.strip())}-24:00"
    begin, end = clock(where, first.strip()), clock(where, last.strip())
    if begin >= end:
        raise BadInput(f"{where}: {begin}-{end} ends before it begins.")
    return f"{begin}-{end}"


def days(where: str, value: Any) -> list[str]:
    """A list of days."""
    return [given(check, "day", where, item) for item in check("list", where, value)]


def away(where: str, value: Any) -> list[list[str]]:
    """Absences `[first day, last day]`, both included."""
    spans = []
    for item in check("list", where, value):
        pair = days(where, [] if item is None else item)
        if len(pair) != 2 or pair[0] > pair[1]:
            raise BadInput(
                f"{where}: an absence is a first and a last day.",
                hint='As in ["2026-03-23", "2026-03-25"].',
            )
        spans.append(pair)
    return spans


def moments(where: str, value: Any) -> list[str]:
    """Days or instants, as in `exdates`."""
    return [given(check, "when", where, item) for item in check("list", where, value)]


def flexible(where: str, value: Any) -> str:
    """A day, an instant, or a wall time without offset (calendars of people have all three)."""
    text = str(check("line", where, value))
    if is_day(text):
        parse_day_or_refuse(where, text)
        return text
    return str(check("when", where, text))


CALENDAR = {"working_hours": "hours_of_week", "holidays": "days", "extra_days": "days"}


def calendars(where: str, value: Any) -> dict[str, dict[str, Any]]:
    """Named calendars: for each its working hours, its holidays and its extra days."""
    return {
        given(check, "line", where, name): _parts(f"{where}: {name}", CALENDAR, parts)
        for name, parts in check("object", where, value).items()
    }


def parse_day_or_refuse(where: str, text: str) -> None:
    """Raise BadInput unless it is a day of the calendar."""
    try:
        parse_day(text)
    except ValueError as error:
        raise BadInput(f"{where}: “{text}” is not a day of the calendar.") from error


def links(where: str, value: Any) -> list[dict[str, Any]]:
    """`depends_on`: ids or objects with task, type, lag_days, elapsed."""
    result = []
    for item in check("list", where, value):
        parts = {"task": item} if isinstance(item, str) else given(check, "object", where, item)
        unknown("depends_on", parts, LINK_FIELDS)
        if not parts.get("task"):
            raise BadInput(f"{where}: a link names the task it waits for.")
        fields = {name: check(LINK_FIELDS[name], where, v) for name, v in parts.items()}
        link = {"type": "FS", "lag_days": 0, **{k: v for k, v in fields.items() if v is not None}}
        result.append(link)
    return result


def rule(where: str, value: Any) -> Any:
    """RRULE text, or an object of its parts."""
    return dict(value) if isinstance(value, Mapping) else check("line", where, value)


def given(by: Callable[[str, str, Any], Any], kind: str, where: str, value: Any) -> Any:
    """A value inside another one: there, nothing is no value."""
    if value is None:
        raise BadInput(f"{where} holds nothing where something must stand.")
    return by(kind, where, value)


def windows(where: str, value: Any) -> list[list[str]]:
    """Spans `[first, last]` of days or instants, also as `{"start", "end"}`."""
    found = []
    for item in check("list", where, value):
        ends = [item.get("start"), item.get("end")] if isinstance(item, Mapping) else item
        pair = moments(where, ends if isinstance(ends, list | tuple) else [])
        if len(pair) != 2:
            raise BadInput(f"{where}: a window has a beginning and an end, not {shown(item)}.")
        found.append(pair)
    return found


COMMENT = {"by": "line", "at": "instant", "ts": "instant", "text": "block"}
STEP = {"text": "line", "done": "flag"}
CONSTRAINT = {"type": "line", "date": "when"}


def comments(where: str, value: Any) -> list[dict[str, Any]]:
    """What people said on a task: `{"by", "at", "text"}` each."""
    return [_parts(where, COMMENT, item) for item in check("list", where, value)]


def checklist(where: str, value: Any) -> list[Any]:
    """The steps of a task: text, or `{"text", "done"}`."""
    return [
        check("line", where, item) if isinstance(item, str) else _parts(where, STEP, item)
        for item in check("list", where, value)
    ]


def constraint(where: str, value: Any) -> dict[str, Any]:
    """A bound on the plan of a task: `{"type": "SNET", "date"}`."""
    return _parts(where, CONSTRAINT, value)


def _parts(where: str, kinds: Mapping[str, str], value: Any) -> dict[str, Any]:
    found = given(check, "object", where, value)
    unknown(where, found, kinds)
    return {n: check(kinds[n], f"{where}: {n}", v) for n, v in found.items() if v is not None}


def instants(where: str, value: Any) -> list[str]:
    """A list of instants."""
    return [given(check, "instant", where, item) for item in check("list", where, value)]


MOST_REMINDERS = 5


def minutes_each(where: str, value: Any) -> list[int]:
    """One length in minutes or several of them, the longest first: 60, [1440, 60], "1440 60"."""
    if isinstance(value, str):
        words = value.replace(",", " ").split()
        value = [int(word) if word.isascii() and word.isdigit() else word for word in words]
    given_ones = [value] if isinstance(value, int | float) else check("list", where, value)
    found = {given(check, "minutes", where, one) for one in given_ones}
    if len(found) > MOST_REMINDERS:
        raise BadInput(f"{where} has more than {MOST_REMINDERS} reminders.", hint="Fewer will do.")
    return sorted(found - {0}, reverse=True)


SHAPES: Mapping[str, Callable[[str, Any], Any]] = {
    "zone": zone,
    "clock": clock,
    "hours_of_week": hours,
    "calendars": calendars,
    "days": days,
    "away": away,
    "moments": moments,
    "instants": instants,
    "minutes_each": minutes_each,
    "windows": windows,
    "flexible": flexible,
    "links": links,
    "comments": comments,
    "checklist": checklist,
    "constraint": constraint,
    "rule": rule,
    "hosts_mode": one_of("all", "any"),
    "column_kind": one_of("todo", "doing", "done"),
    "booking_state": one_of("confirmed", "pending", "hold", "cancelled", "declined", "expired"),
    "reminder_state": one_of("waiting", "told"),
    "question_state": one_of("open", "shown"),
    "date_order": one_of("DMY", "MDY", "YMD"),
    "weekday": one_of(*WEEKDAYS),
}
"""Each kind of inner shape by its name."""
