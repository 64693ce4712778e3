"""The shape of workspace JSON: which lists and fields there are, and how each is checked.

Reading and writing it is `worktui_json`; the kinds of values are those of `domain.fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from worktui.domain.errors import BadInput
from worktui.domain.fields import TASK_FIELDS, check, is_day, parse_day
from worktui.domain.settings import WEEKDAYS
from worktui.domain.text import clean_or
from worktui.domain.ties import TIES

VERSION = 1
DATE_ORDERS = ("DMY", "MDY", "YMD")
COLUMN_KINDS = ("todo", "doing", "done")
BOOKING_STATES = ("confirmed", "pending", "hold", "cancelled", "declined", "expired")
_DAYS = tuple(day[:3] for day in WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the workspace: its table, its field that is the id, its fields and kinds.

    `prefix` makes ids where none are given; `refs` names fields that point to a table;
    `solid` ids are one word; `unnumbered` entries carry no id in the format.
    """

    table: str
    key: str
    fields: Mapping[str, str]
    needs: tuple[str, ...] = ()
    prefix: str = ""
    refs: Mapping[str, str] | None = None
    solid: bool = True
    unnumbered: bool = False


def zone(where: str, value: Any) -> str:
    """An IANA zone name; raises BadInput."""
    name = check("line", where, value)
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


OWN_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "zone": zone,
    "clock": clock,
    "hours_of_week": hours,
    "days": days,
    "away": away,
    "moments": moments,
    "flexible": flexible,
    "links": links,
    "rule": rule,
    "column_kind": one_of(*COLUMN_KINDS),
    "booking_state": one_of(*BOOKING_STATES),
    "date_order": one_of(*DATE_ORDERS),
    "weekday": one_of(*WEEKDAYS),
    "hosts_mode": one_of("all", "any"),
}


def given(by: Callable[[str, str, Any], Any], kind: str, where: str, value: Any) -> Any:
    """A value inside another one: there, nothing is no value."""
    if value is None:
        raise BadInput(f"{where} holds nothing where something must stand.")
    return by(kind, where, value)


def checked(kind: str, where: str, value: Any) -> Any:
    """A value of a kind, of this format's own ones or of `domain.fields`."""
    own = OWN_CHECKS.get(kind)
    if value is None:
        return None
    return own(where, value) if own else check(kind, where, value)


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


LINK_FIELDS = {"task": "line", "type": "link_type", "lag_days": "number", "elapsed": "flag"}

SETTINGS: Mapping[str, str] = {
    "timezone": "zone",
    "week_starts": "weekday",
    "end_of_day": "clock",
    "date_order": "date_order",
    "working_hours": "hours_of_week",
    "holidays": "days",
    "me": "line",
    "name": "line",
    "public_address": "line",
}

PARTS: Mapping[str, Part] = {
    "people": Part(
        "people",
        "id",
        {
            "name": "line",
            "email": "email",
            "tz": "zone",
            "hours_per_week": "hours",
            "rate": "money",
            "role": "line",
            "away": "away",
            "working_hours": "hours_of_week",
        },
    ),
    "contacts": Part(
        "contacts",
        "email",
        {"name": "line", "tz": "zone", "project": "line", "away": "away"},
        refs=TIES["contacts"],
    ),
    "columns": Part(
        "columns",
        "id",
        {"name": "line", "kind": "column_kind", "limit": "whole", "rank": "number"},
        solid=False,
    ),
    "projects": Part(
        "projects",
        "key",
        {
            "name": "line",
            "lead": "line",
            "start": "day",
            "target": "day",
            "budget": "money",
            "currency": "line",
            "columns": "words",
            "archived": "flag",
            "notes": "block",
            "description": "block",
            "calendar": "line",
            "contact": "line",
        },
        refs=TIES["projects"],
    ),
    "milestones": Part(
        "milestones",
        "id",
        {
            "project": "line",
            "name": "line",
            "due": "day",
            "weight": "number",
            "status": "line",
            "notes": "block",
            "budget": "money",
            "override": "object",
        },
        needs=("project",),
        refs=TIES["milestones"],
    ),
    "tasks": Part(
        "tasks",
        "id",
        {**TASK_FIELDS, "depends_on": "links"},
        needs=("title",),
        prefix="T",
        refs=TIES["tasks"],
    ),
    "time": Part(
        "time",
        "id",
        {"task": "line", "person": "line", "day": "day", "hours": "hours"},
        needs=("task", "day", "hours"),
        prefix="TM",
        unnumbered=True,
        refs=TIES["time"],
    ),
    "costs": Part(
        "costs",
        "id",
        {
            "project": "line",
            "task": "line",
            "day": "day",
            "amount": "money",
            "what": "line",
            "currency": "line",
        },
        needs=("amount",),
        prefix="CO",
        unnumbered=True,
        refs=TIES["costs"],
    ),
    "baselines": Part(
        "baselines",
        "id",
        {"project": "line", "taken": "day", "tasks": "list"},
        needs=("project",),
        prefix="BL",
        unnumbered=True,
        refs=TIES["baselines"],
    ),
    "event_types": Part(
        "event_types",
        "slug",
        {
            "title": "line",
            "minutes": "whole",
            "hosts": "words",
            "hosts_mode": "hosts_mode",
            "buffer_before": "whole",
            "buffer_after": "whole",
            "step": "whole",
            "min_notice_hours": "number",
            "horizon_days": "whole",
            "max_per_day": "whole",
            "max_per_week": "whole",
            "location": "line",
        },
        refs=TIES["event_types"],
    ),
    "bookings": Part(
        "bookings",
        "id",
        {
            "event_type": "line",
            "start": "instant",
            "end": "instant",
            "invitee": "email",
            "name": "line",
            "hosts": "words",
            "uid": "line",
            "sequence": "whole",
            "generation": "whole",
            "status": "booking_state",
            "until": "instant",
            "display_tz": "zone",
            "created_at": "instant",
            "cancelled_at": "instant",
        },
        needs=("start", "end"),
        prefix="BK",
        refs=TIES["bookings"],
    ),
    "calendar": Part(
        "calendar",
        "uid",
        {
            "summary": "line",
            "person": "line",
            "start": "flexible",
            "end": "flexible",
            "rrule": "rule",
            "exdates": "moments",
            "sequence": "whole",
            "busy": "flag",
            "tz": "line",
            "attendees": "list",
            "organizer": "line",
            "location": "line",
            "recurrence_id": "when",
            "reply_to": "email",
        },
        needs=("start",),
        refs=TIES["calendar"],
        solid=False,
    ),
}
"""Lists in the order in which they are read: what is pointed to comes first."""
