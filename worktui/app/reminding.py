"""What was to be said at a moment, or to somebody: reminders and questions come to the inbox.

Each becomes a suggestion once, with a task as its step, so that it waits there until a
person has decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from worktui.app.by_itself import proposal
from worktui.app.draft import Draft
from worktui.app.following_up import unanswered
from worktui.app.phrases import counted
from worktui.app.undelivered import undelivered
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.text import clean_line
from worktui.engine.reason import Proposal


def reminded(draft: Draft) -> Iterator[Proposal]:
    """All that comes up by itself: reminders, meetings that are near, messages that could not
    be delivered, letters that nobody answered."""
    yield from _set_ones(draft)
    yield from _meetings(draft)
    yield from undelivered(draft)
    yield from unanswered(draft)


def _meetings(draft: Draft) -> Iterator[Proposal]:
    """A word to its host before a meeting, as long before as its type says last."""
    for doc in draft.all("bookings"):
        if doc.get("status") != "confirmed":
            continue
        kind = draft.get("event_types", str(doc.get("event_type", ""))) or {}
        ahead = min(kind.get("remind_minutes") or (), default=0)
        start = parse_instant(doc["start"])
        if not (ahead and start - timedelta(minutes=ahead) <= draft.now < start):
            continue
        hosts = doc.get("hosts") or (draft.settings.me,)
        who = clean_line(str(doc.get("name") or doc.get("invitee") or "somebody"))
        local = start.astimezone(draft.settings.zone)
        what = f"{kind.get('title') or doc.get('event_type')} with {who}"
        yield proposal(
            {"type": "create_task", "title": clean_line(f"Prepare {what}"), "assignee": hosts[0],
             "due": draft.settings.today(start).isoformat()},
            title=clean_line(f"At {local:%H:%M}: {what}"),
            reason=f"{doc['id']} begins in {minutes_words(start - draft.now)}.",
            key=f"meeting|{doc['id']}|{doc['start']}",
            contact=doc.get("invitee"),
            expires_at=start,
        )  # fmt: skip


def minutes_words(span: timedelta) -> str:
    """A short span in words: `20 minutes`, `3 hours`, `2 days`."""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < 120:
        return counted(minutes, "minute")
    hours = round(minutes / 60)
    return counted(hours, "hour") if hours < 48 else counted(round(hours / 24), "day")


def _set_ones(draft: Draft) -> Iterator[Proposal]:
    """The reminders whose moment has come; each is marked as told."""
    for doc in list(draft.all("reminders")):
        if doc.get("state", "waiting") == "waiting" and _moment(draft, str(doc["at"])) <= draft.now:
            draft.update("reminders", doc["id"], {"state": "told"})
            what = _about(draft, doc, str(doc.get("about") or ""))
            who = doc.get("person") or draft.settings.me or None
            today = draft.settings.today(draft.now).isoformat()
            yield proposal(
                {"type": "create_task", "title": what, "assignee": who, "due": today},
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
            ask = clean_line(f"Answer @{by}: {question}")
            yield proposal(
                {"type": "create_task", "title": ask, "assignee": who},
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
