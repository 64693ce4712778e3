"""The shape of workspace JSON: which lists and fields there are, and how each is checked.

Reading and writing it is `worktui_json`; the kinds of values are those of `domain.fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from worktui.domain.fields import TASK_FIELDS, check
from worktui.domain.settings import WEEKDAYS
from worktui.domain.shapes import one_of
from worktui.domain.ties import TIES

VERSION = 1
DATE_ORDERS = ("DMY", "MDY", "YMD")
COLUMN_KINDS = ("todo", "doing", "done")
BOOKING_STATES = ("confirmed", "pending", "hold", "cancelled", "declined", "expired")


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


OWN_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "column_kind": one_of(*COLUMN_KINDS),
    "booking_state": one_of(*BOOKING_STATES),
    "date_order": one_of(*DATE_ORDERS),
    "weekday": one_of(*WEEKDAYS),
}


def checked(kind: str, where: str, value: Any) -> Any:
    """A value of a kind, of this format's own ones or of `domain.fields`."""
    own = OWN_CHECKS.get(kind)
    return own(where, value) if own and value is not None else check(kind, where, value)


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
