"""Said and done: promises kept as documents, and what became of each.

They are heard before the lock (`promises_heard`); here they are written down and settled by what
the work itself shows: the task done, a mail to whom it was promised, or the day gone by.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from worktui.app.draft import Draft
from worktui.app.plans.lookup import column_kind
from worktui.app.promise_proofs import Mails, proofs, why_gone
from worktui.app.promise_words import closed, name_of
from worktui.app.promises_heard import (
    CURSOR,
    NEW,
    Overheard,
    Said,
    Told,
    heard_until,
    overhear,
)
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line
from worktui.engine.promises import verdict
from worktui.engine.reason.words import fold

WATCHED = timedelta(days=60)
"""A broken promise may still come late so long after its day."""
SAME = timedelta(days=3)
"""The same words of the same person within so many days are one promise."""


def keep(draft: Draft, news: Overheard) -> None:
    """Write down what was heard, unless another process has done so in the meantime."""
    if heard_until(draft) != news.since:
        return
    if news.moves:
        draft.create("counters", {"id": CURSOR, "n": news.until})
        if not (news.said or news.news):
            draft.say(f"promises are heard up to entry {news.until}")
    made = {f"{NEW}{number}": _keep(draft, said) for number, said in enumerate(news.said)}
    for told in news.news:
        id = told.news.promise
        _note(draft, made.get(id, id), told)
    for id, task in news.tied.items():
        doc = draft.get("promises", id)
        if doc is not None and not doc.get("task") and draft.get("tasks", task):
            draft.update("promises", id, {"task": task, "column": _column(draft, task)})
            draft.say(f"{id} “{_quote(doc)}” is about {task}")


def _keep(draft: Draft, said: Said) -> str:
    """Write a promise down; returns its id, or that of the very same one."""
    heard = said.heard
    for doc in draft.all("promises"):
        if _is_same(doc, said):
            return str(doc["id"])
    id = draft.next_id("PR", "promises")
    for old in list(draft.all("promises")):
        if _is_replaced(old, said, draft.now, draft.settings):
            fields = {"state": "withdrawn", "settled_at": said.at.isoformat(), "settled_by": id}
            draft.update("promises", old["id"], fields)
            draft.say(f"{old['id']} “{_quote(old)}” is settled: {id} takes its place")
    draft.create(
        "promises",
        {
            "id": id,
            "who": heard.who,
            "to": heard.to or None,
            "quote": clean_line(heard.quote),
            "what": clean_line(heard.what),
            "kind": heard.kind,
            "due": heard.due or None,
            "task": heard.task or None,
            "column": _column(draft, heard.task) or None,
            "arrival": said.source or None,
            "comment": said.comment or None,
            "entry": said.entry,
            "state": "open",
            "said_at": said.at.isoformat(),
        },
    )
    draft.say(f"{name_of(draft, heard.who)} said “{clean_line(heard.quote, 80)}”")
    return id


def _note(draft: Draft, id: str, told: Told) -> None:
    """Somebody's later word on a promise of theirs."""
    doc = draft.get("promises", id)
    if doc is None or doc.get("state") not in ("open", "broken"):
        return
    at = told.at.isoformat()
    if told.news.what == "done":
        draft.update("promises", doc["id"], {"told_at": at, "told_by": told.source or None})
        who = name_of(draft, str(doc["who"]))
        draft.say(f"{who} says it is done: “{_quote(doc)}”{_where(told.source)}")
        return
    fields = {"state": "withdrawn", "settled_at": at, "settled_by": told.source or None}
    draft.update("promises", doc["id"], fields)
    closed(draft, str(doc["id"]))
    draft.say(f"{name_of(draft, str(doc['who']))} takes back: “{_quote(doc)}”{_where(told.source)}")


def _quote(doc: Doc) -> str:
    return clean_line(str(doc["quote"]), 80)


def _where(source: str | None) -> str:
    """The message, task or person by which something is known, where there is one."""
    return f" ({source})" if source else ""


def _column(work: Snapshot, task: str) -> str:
    return str((work.get("tasks", task) or {}).get("status", ""))


def _is_same(doc: Doc, said: Said) -> bool:
    return (
        doc.get("who") == said.heard.who
        and fold(str(doc.get("quote", ""))) == fold(clean_line(said.heard.quote))
        and abs(parse_instant(doc["said_at"]) - said.at) <= SAME
    )


def _is_replaced(doc: Doc, said: Said, now: datetime, settings: Settings) -> bool:
    """A new day for the same task, said before the old one had gone by, takes its place."""
    due = doc.get("due")
    return bool(
        doc.get("state") == "open"
        and said.heard.task
        and doc.get("task") == said.heard.task
        and doc.get("who") == said.heard.who
        and parse_instant(doc["said_at"]) < said.at
        and not (due and settings.past(due, min(said.at, now)))
    )


def settle(draft: Draft) -> None:
    """What became of each promise that is still watched; said in the log where that changed."""
    watched = [doc for doc in draft.all("promises") if _watched(doc, draft)]
    if not watched:
        return
    mails = Mails(draft, min(parse_instant(doc["said_at"]) for doc in watched))
    for doc in watched:
        if why := why_gone(draft, doc):
            fields = {"state": "withdrawn", "settled_at": draft.now.isoformat()}
            draft.update("promises", doc["id"], fields)
            closed(draft, str(doc["id"]))
            draft.say(f"{doc['id']} “{_quote(doc)}” is watched no longer: {why}")
            continue
        state = str(doc["state"])
        found = verdict(
            str(doc.get("due") or ""),
            proofs(draft, doc, mails, draft.now),
            draft.settings,
            draft.now,
            state,
        )
        if found.state != state:
            settled = {"settled_at": found.at or None, "settled_by": found.by or None}
            draft.update("promises", doc["id"], {"state": found.state, **settled})
            if found.state != "broken":
                closed(draft, str(doc["id"]))
            who = name_of(draft, str(doc["who"]))
            draft.say(f"{who} {_BECAME[found.state]}: “{_quote(doc)}”{_where(found.by)}")


_BECAME = {"kept": "kept it", "late": "did it late", "broken": "has not done it yet"}


def _watched(doc: Doc, draft: Draft) -> bool:
    if doc.get("state") == "open":
        return True
    due = doc.get("due")
    return bool(
        doc.get("state") == "broken"
        and due
        and draft.settings.due_instant(due) > draft.now - WATCHED
    )


def is_silent(work: Snapshot, doc: Doc) -> bool:
    """Whether nothing was heard of its task since: same column, no comment, not done."""
    task = work.get("tasks", str(doc.get("task") or ""))
    if task is None or column_kind(work, task.get("status")) == "done":
        return False
    since = parse_instant(doc["said_at"])
    spoke = any(c.get("at") and parse_instant(c["at"]) > since for c in task.get("comments") or ())
    return not spoke and doc.get("column", task.get("status")) == task.get("status")


__all__ = [
    "Overheard", "Said", "is_silent", "keep", "overhear", "settle",
]  # fmt: skip
