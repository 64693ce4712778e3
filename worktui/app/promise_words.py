"""Who promised and when, in words; and what was suggested about a promise, closed with it."""

from __future__ import annotations

from datetime import datetime

from worktui.app.closing import close
from worktui.app.draft import Draft
from worktui.app.phrases import MONTHS
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

PREFIX = "promise|"
"""Before the id of a promise in the key of its suggestion."""
_FAR = 180
"""Days beyond which the year is said too."""


def name_of(work: Snapshot, who: str) -> str:
    """First name of a person or contact, else the handle or address."""
    doc = work.get("people", who) or work.get("contacts", who) or {}
    name = str(doc.get("name") or "")
    return name.split(maxsplit=1)[0] if name.strip() else who


def said_on(work: Snapshot, doc: Doc, now: datetime) -> str:
    """When a promise was made, in words: `on 20 Nov`, `on 20 Nov 25`, `today`."""
    settings = Settings.of(work)
    day = parse_instant(doc["said_at"]).astimezone(settings.zone).date()
    today = settings.today(now)
    if day == today:
        return "today"
    year = f" {day.year % 100:02}" if abs((day - today).days) > _FAR else ""
    return f"on {day.day} {MONTHS[day.month - 1]}{year}"


def closed(draft: Draft, id: str) -> None:
    """What was suggested about a promise is for nothing now."""
    for made in list(draft.all("suggestions")):
        waits = made.get("state") in ("proposed", "snoozed")
        if waits and made.get("dedupe_key") == f"{PREFIX}{id}":
            close(draft, made, "superseded", closed_by=id)
