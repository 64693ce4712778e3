"""The work as agents are told it: small objects of ids, words of ours, dates and numbers.

Whatever people or strangers wrote, be it only a title, stands under the key `untrusted` and
nowhere else, so that a reader can tell data from what worktui says.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.app.sensing import OPEN
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

Json = dict[str, Any]
LONGEST = 500
"""Characters of a long text in a list; `get_task` and `get_suggestion` tell more."""
WHOLE = 4_000
_FACTS = (
    *("status", "assignee", "project", "milestone", "priority", "start", "due", "deadline"),
    *("estimate_hours", "remaining_hours", "duration_days", "actual_start", "actual_finish"),
)
_IDS = frozenset(
    {
        *("n", "type", "reach", "undo", "task", "after", "project", "milestone", "assignee"),
        *("priority", "due", "start", "at", "from", "until", "day", "hours", "booking", "needs"),
        *("requested_start", "window_start", "window_end", "minutes", "needs_clarification"),
        *("estimate_hours", "remaining_hours", "link_type", "lag_days", "event_type"),
    }
)
"""Fields of steps that hold ids, dates and numbers, never free words."""
WITHHELD = "It came by mail, which agents are not shown (`mail` in [model] of the settings)."


def card(task: Doc, work: Snapshot, now: datetime) -> Json:
    """A task in a list."""
    return {
        "id": task["id"],
        **{name: task[name] for name in _FACTS if task.get(name) is not None},
        "late": is_late(task, work, now),
        "blocked_by": open_blockers(work, task),
        "untrusted": {"title": str(task.get("title", ""))[:LONGEST]},
    }


def whole_task(task: Doc, work: Snapshot, now: datetime) -> Json:
    """A task with its notes, comments, checklist and links."""
    told = card(task, work, now)
    words: Json = {"title": str(task.get("title", ""))}
    for name in ("notes", "waiting_for", "blocked", "contact"):
        if task.get(name):
            words[name] = str(task[name])[:WHOLE]
    for name in ("tags", "checklist"):
        if task.get(name):
            words[name] = list(task[name])[:50]
    comments = list(task.get("comments") or ())[-20:]
    if comments:
        words["comments"] = [
            {"by": c.get("by"), "at": c.get("at"), "text": str(c.get("text", ""))[:LONGEST]}
            for c in comments
        ]
    links = [
        {
            "after": link.get("task"),
            "type": link.get("type", "FS"),
            "lag_days": link.get("lag_days"),
        }
        for link in task.get("depends_on") or ()
    ]
    return {**told, "depends_on": links, "archived": bool(task.get("archived")), "untrusted": words}


def is_late(task: Doc, work: Snapshot, now: datetime) -> bool:
    """Whether an open task is past its due day or moment."""
    due = task.get("due")
    if not due or column_kind(work, task.get("status")) == "done":
        return False
    if is_day(str(due)):
        return parse_day(str(due)) < Settings.of(work).today(now)
    return parse_instant(str(due)) < now


def suggestion(doc: Doc, work: Snapshot, *, mail: bool, agent: str, whole: bool = False) -> Json:
    """A suggestion: where it came from, how it stands, its steps; the words of others apart."""
    told: Json = {
        "id": doc["id"],
        "state": doc.get("state"),
        "origin": doc.get("origin"),
        "band": doc.get("band"),
        "made_at": doc.get("made_at"),
        "channels": channels(doc, work),
        "steps": [_step(step, doc) for step in doc.get("actions", ())],
    }
    if whole:
        told |= {"waits": doc.get("state") in OPEN, "expires_at": doc.get("expires_at"),
                 "snoozed_until": doc.get("snoozed_until"), **_outcome(doc)}  # fmt: skip
    if _hidden(doc, work, mail=mail, agent=agent):
        return {**told, "withheld": WITHHELD}
    told["untrusted"] = _words(doc, whole=whole)
    return told


def channels(doc: Doc, work: Snapshot) -> list[str]:
    """By what it came: eml, form, text, ics, git, webhook; none for the work itself."""
    kinds = [(work.get("arrivals", id) or {}).get("kind") for id in doc.get("arrivals", ())]
    return sorted({str(kind) for kind in kinds if kind})


def _hidden(doc: Doc, work: Snapshot, *, mail: bool, agent: str) -> bool:
    """Whether the words come out of a mailbox that agents are not shown."""
    return not mail and doc.get("origin") != agent and "eml" in channels(doc, work)


def _step(step: Doc, doc: Doc) -> Json:
    n = step.get("n")
    return {
        **{name: value for name, value in step.items() if name in _IDS},
        "done": n in (doc.get("done") or ()),
        "chosen": n not in (doc.get("unticked") or ()),
    }


def _words(doc: Doc, *, whole: bool) -> Json:
    limit = WHOLE if whole else LONGEST
    words: Json = {"title": doc.get("title"), "reason": str(doc.get("reason", ""))[:limit]}
    quotes = [str(item.get("text", ""))[:limit] for item in doc.get("evidence", ())]
    if quotes:
        words["quotes"] = quotes[:5]
    steps = {
        str(step.get("n")): {
            name: value if not isinstance(value, str) else value[:limit]
            for name, value in step.items()
            if name not in _IDS
        }
        for step in doc.get("actions", ())
    }
    return {**words, "steps": {n: said for n, said in steps.items() if said}}


def _outcome(doc: Doc) -> Json:
    """What people made of it."""
    receipt = doc.get("receipt") or {}
    outcome: Json = {
        "entry": receipt.get("entry"),
        "decided_by": receipt.get("by"),
        "decided_at": receipt.get("at"),
        "closed_by": doc.get("closed_by"),
    }
    return {name: value for name, value in outcome.items() if value is not None}
