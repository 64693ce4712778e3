"""What was to be said at a moment, or to somebody: reminders and questions come to the inbox.

Each becomes a suggestion once, with a task as its step, so that it waits there until a
person has decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from worktui.app.draft import Draft
from worktui.domain.actions import parse
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.text import clean_line
from worktui.engine.reason import Proposal, Signal


def reminded(draft: Draft) -> Iterator[Proposal]:
    """The reminders whose moment has come; each is marked as told."""
    for doc in list(draft.all("reminders")):
        if doc.get("state", "waiting") == "waiting" and _moment(draft, str(doc["at"])) <= draft.now:
            draft.update("reminders", doc["id"], {"state": "told"})
            what = _about(draft, doc, str(doc.get("about") or ""))
            who = doc.get("person") or draft.settings.me or None
            today = draft.settings.today(draft.now).isoformat()
            yield _proposal(
                {"title": what, "assignee": who, "due": today},
                title=f"Reminder: {what}",
                reason="A reminder was set for this time.",
                key=f"reminder|{doc['id']}",
            )


def asked(draft: Draft) -> Iterator[Proposal]:
    """The questions to teammates that nobody has shown yet; each is marked as shown."""
    for doc in list(draft.all("questions")):
        if doc.get("state", "open") == "open":
            draft.update("questions", doc["id"], {"state": "shown"})
            question, who = str(doc["question"]), doc.get("who")
            by = doc.get("by") or draft.settings.me
            yield _proposal(
                {"title": clean_line(f"Answer @{by}: {question}"), "assignee": who},
                title=clean_line(f"@{by} asks @{who}: {question}"),
                reason=f"@{by} wants to know it of @{who}.",
                key=f"question|{doc['id']}",
            )


def _moment(draft: Draft, at: str) -> datetime:
    """When a reminder is due: a bare day from its beginning on."""
    if is_day(at):
        return datetime.combine(parse_day(at), time(), draft.settings.zone)
    return parse_instant(at)


def _about(draft: Draft, doc: Doc, about: str) -> str:
    """What it reminds of: its words, and the task it names."""
    task = draft.get("tasks", str(doc.get("task", "")))
    named = f"{task['id']} {task.get('title', '')}" if task else ""
    return clean_line(f"{about} ({named})" if about and named else about or named or doc["id"])


def _proposal(given: dict[str, object], *, title: str, reason: str, key: str) -> Proposal:
    return Proposal(
        title=title,
        actions=(parse({"type": "create_task", **given}),),
        reason=reason,
        signals=(Signal("asked for", 3.0, "somebody asked for it"),),
        assumptions=(),
        evidence=(),
        confidence=0.95,
        band="high",
        dedupe_key=key,
        expires_at=None,
    )
