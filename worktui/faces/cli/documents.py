"""Documents as JSON that others read: tasks, arrivals, suggestions, in the published shape."""

from __future__ import annotations

from typing import Any

from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken
from worktui.faces.cli.words import is_late

_TASK_ALWAYS = ("title", "status", "assignee", "project", "milestone", "priority", "start", "due")


def task_json(task: Doc, work: Snapshot, spoken: Spoken) -> dict[str, Any]:
    """A task as in workspace JSON, with what follows from it: kind, late, blocked_by."""
    return {
        "id": task["id"],
        **{name: task.get(name) for name in _TASK_ALWAYS},
        **{name: value for name, value in task.items() if name not in ("id", *_TASK_ALWAYS)},
        "column_kind": column_kind(work, task.get("status")),
        "late": is_late(task, work, spoken),
        "blocked_by": open_blockers(work, task),
    }


def arrival_json(doc: Doc) -> dict[str, Any]:
    """An arrival as `sense --json` tells it."""
    return {
        "id": doc["id"],
        "kind": doc.get("kind"),
        "source": doc.get("source"),
        "trust": doc.get("trust"),
        "duplicate_of": doc.get("duplicate_of"),
        "state": doc.get("state"),
        "why": doc.get("why"),
        "subject": doc.get("subject"),
        "received_at": doc.get("received_at"),
    }


def suggestion_json(doc: Doc) -> dict[str, Any]:
    """A suggestion as `sense --json` tells it."""
    return {
        "id": doc["id"],
        "arrivals": list(doc.get("arrivals", ())),
        "title": doc.get("title"),
        "state": doc.get("state"),
        "confidence": doc.get("confidence"),
        "band": doc.get("band"),
        "reason": doc.get("reason"),
        "assumptions": list(doc.get("assumptions", ())),
        "origin": doc.get("origin"),
        "expires_at": doc.get("expires_at"),
        "dedupe_key": doc.get("dedupe_key"),
        "evidence": [dict(item) for item in doc.get("evidence", ())],
        "actions": [dict(action) for action in doc.get("actions", ())],
        "unticked": list(doc.get("unticked", ())),
        "snoozed_until": doc.get("snoozed_until"),
        "edited": list(doc.get("edited", ())),
        "changed": [dict(row) for row in doc.get("changed") or ()],
        "held": doc.get("held"),
        "closed_why": doc.get("closed_why"),
        "receipt": doc.get("receipt"),
    }
