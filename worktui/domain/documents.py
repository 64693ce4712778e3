"""The documents of a workspace: which fields each table knows, and of what kind their values are.

Fields that are not named here are kept as they are by everything that keeps documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import TASK_FIELDS, check

FIELDS: Mapping[str, Mapping[str, str]] = {
    "settings": {
        "timezone": "zone",
        "week_starts": "weekday",
        "end_of_day": "clock",
        "date_order": "date_order",
        "working_hours": "hours_of_week",
        "holidays": "days",
        "extra_days": "days",
        "calendars": "calendars",
        "me": "line",
        "name": "line",
        "public_address": "line",
        "follow_up_days": "count",
    },
    "people": {
        "name": "line",
        "email": "email",
        "tz": "zone",
        "hours_per_week": "hours",
        "rate": "money",
        "role": "line",
        "away": "away",
        "working_hours": "hours_of_week",
        "extra_days": "days",
        "calendar_write": "flag",
        "mail_send": "flag",
        "posts": "words",
    },
    "contacts": {"name": "line", "tz": "zone", "project": "line", "away": "away"},
    "columns": {
        "name": "line",
        "kind": "column_kind",
        "limit": "count",
        "hard": "flag",
        "rank": "number",
    },
    "projects": {
        "name": "line",
        "lead": "line",
        "start": "day",
        "target": "day",
        "budget": "money",
        "currency": "line",
        "earning": "line",
        "columns": "words",
        "archived": "flag",
        "notes": "block",
        "description": "block",
        "calendar": "line",
        "contact": "line",
    },
    "milestones": {
        "project": "line",
        "name": "line",
        "due": "day",
        "weight": "number",
        "status": "line",
        "notes": "block",
        "budget": "money",
        "override": "object",
    },
    "tasks": TASK_FIELDS,
    "time": {"task": "line", "person": "line", "day": "day", "hours": "hours"},
    "costs": {
        "project": "line",
        "task": "line",
        "day": "day",
        "amount": "money",
        "what": "line",
        "currency": "line",
    },
    "baselines": {"project": "line", "taken": "day", "tasks": "list"},
    "event_types": {
        "title": "line",
        "minutes": "minutes",
        "hosts": "words",
        "hosts_mode": "hosts_mode",
        "buffer_before": "minutes",
        "buffer_after": "minutes",
        "step": "minutes",
        "min_notice_hours": "hours",
        "horizon_days": "count",
        "max_per_day": "count",
        "location": "line",
        "description": "block",
        "hidden": "flag",
        "task": "flag",
        "remind_minutes": "minutes_each",
    },
    "bookings": {
        "event_type": "line",
        "start": "instant",
        "end": "instant",
        "invitee": "email",
        "name": "line",
        "hosts": "words",
        "uid": "line",
        "sequence": "count",
        "generation": "count",
        "status": "booking_state",
        "until": "instant",
        "display_tz": "zone",
        "note": "block",
        "task": "line",
        "created_at": "instant",
        "cancelled_at": "instant",
    },
    "calendar": {
        "summary": "line",
        "person": "line",
        "start": "flexible",
        "end": "flexible",
        "rrule": "rule",
        "exdates": "moments",
        "sequence": "count",
        "busy": "flag",
        "tz": "line",
        "attendees": "list",
        "organizer": "line",
        "location": "line",
        "recurrence_id": "when",
        "reply_to": "email",
    },
    "reminders": {
        "at": "when",
        "about": "line",
        "task": "line",
        "person": "line",
        "state": "reminder_state",
    },
    "questions": {
        "who": "line",
        "question": "line",
        "task": "line",
        "by": "line",
        "at": "instant",
        "state": "question_state",
    },
    "statuses": {"project": "line", "at": "instant", "by": "line", "facts": "object"},
    "readings": {
        "milestone": "line",
        "day": "day",
        "forecast": "day",
        "p80": "day",
        "health": "line",
        "slack": "number",
    },
    "rules": {
        "source": "line",
        "sender": "line",
        "who": "line",
        "kinds": "words",
        "by": "line",
        "made_at": "instant",
        "off_at": "instant",
    },
    "senses": {
        "cursor": "object",
        "looked_at": "instant",
        "taken_at": "instant",
        "taken": "count",
        "problem": "line",
    },
    "promises": {
        "who": "line",
        "to": "line",
        "quote": "line",
        "what": "line",
        "kind": "line",
        "due": "when",
        "task": "line",
        "arrival": "line",
        "entry": "count",
        "state": "line",
        "said_at": "instant",
        "settled_at": "when",
        "settled_by": "line",
        "column": "line",
        "comment": "line",
        "told_at": "instant",
        "told_by": "line",
    },
    "forms": {
        "title": "line",
        "intro": "block",
        "thanks": "block",
        "questions": "list",
        "event_type": "line",
        "closed": "flag",
    },
    "links": {
        "purpose": "line",
        "about": "line",
        "generation": "count",
        "by": "line",
        "made_at": "instant",
        "expires_at": "instant",
        "revoked_at": "instant",
    },
    "counters": {"n": "count"},
}
"""For each table its fields and their kinds."""
RANK_STEP = 1024
"""Between the ranks of two neighbours: room to put others in between."""
FORMER = "former_"
"""Before the name of a field: a value that did not fit, kept for whoever wants it back."""


def fitted(table: str, doc: Doc) -> dict[str, Any]:
    """A document that somebody else wrote, with every value of the kind of its field.

    Text is cleaned; what does not fit its field is kept under `former_` and that name, so
    that nothing is lost and nothing that reads documents has to doubt them.
    """
    kinds = FIELDS.get(table, {})
    result: dict[str, Any] = {}
    for name, value in doc.items():
        kind = kinds.get(name)
        if kind is None:
            result[name] = value
            continue
        try:
            fit = check(kind, name, value)
        except BadInput:
            result[FORMER + name] = value
        else:
            if fit is not None:
                result[name] = fit
    return result
