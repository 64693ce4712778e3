"""The columns of a table of tasks: the names they have here, and those they have elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS = (
    *("id", "title", "status", "assignee", "project", "milestone", "priority"),
    *("start", "due", "deadline", "estimate_hours", "remaining_hours", "duration_days"),
    *("constraint", "depends_on", "actual_start", "actual_finish", "tags", "blocked", "notes"),
)
"""Fields that come in as they go out."""
RECKONED = ("planned_start", "planned_finish", "slack_days")
"""What a plan says: written, and passed over when it comes back."""
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("key", "task id", "issue key", "uid", "nr", "no", "number"),
    "title": ("task", "name", "summary", "subject", "task name", "what", "titel",
              "aufgabe", "todo"),
    "status": ("state", "column", "list", "stage", "bucket"),
    "assignee": ("owner", "assigned to", "who", "person", "resource", "resource names",
                 "responsible", "assigned", "assignees"),
    "project": ("project key", "project name"),
    "milestone": ("phase", "section", "sprint", "version", "fix version", "epic"),
    "priority": ("prio", "importance"),
    "start": ("start date", "begin", "starts"),
    "due": ("due date", "due on", "finish", "finish date", "end", "end date", "target", "due by"),
    "deadline": ("hard deadline",),
    "estimate_hours": ("estimate", "hours", "estimated hours", "work", "effort", "work hours"),
    "remaining_hours": ("remaining", "hours left", "left", "remaining work"),
    "duration_days": ("duration", "days", "length"),
    "constraint": (),
    "depends_on": ("predecessors", "depends on", "after", "blocked by", "dependencies",
                   "waits for"),
    "actual_start": ("started", "started on", "actual start date"),
    "actual_finish": ("finished", "completed", "completed on", "done on", "closed", "resolved",
                      "actual finish date", "completed at"),
    "tags": ("labels", "tag", "label", "categories", "category"),
    "blocked": ("waiting for", "blocker"),
    "notes": ("note", "description", "comment", "details", "text", "body"),
}  # fmt: skip
"""For each field the headings that other tools give it."""


def plain(heading: str) -> str:
    """A heading as it is compared: small letters, one blank between words."""
    return re.sub(r"[\s_-]+", " ", heading.strip().strip("'\"﻿").lower()).strip(" :*")


_BY_NAME = {plain(name): name for name in (*FIELDS, *RECKONED)} | {
    name: field for field, names in NAMES.items() for name in names
}


def field_of(heading: str) -> str | None:
    """The field a heading means, None when it means none."""
    return _BY_NAME.get(plain(heading))
