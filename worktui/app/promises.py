"""Said and done: promises heard in what was written, kept as documents, and what became of them.

Hearing is done before the lock, over the entries that are new since the last time; under the
lock only documents are written. Each promise is settled by what the work itself shows: the task
done, a mail to whom it was promised, or its day gone by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.plans.lookup import column_kind
from worktui.app.ports import Store
from worktui.app.promise_proofs import is_gone, made_tasks, proofs
from worktui.app.promise_words import closed, name_of
from worktui.domain.change import Doc, Edit, Entry
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line
from worktui.engine.promises import Heard, promises_in, verdict
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import fold

if TYPE_CHECKING:
    from worktui.domain.arrival import Arrival

CURSOR = "promises"
"""Id of the counter that says up to which entry everything was heard."""
MOST_ENTRIES = 5_000
"""So far back one listens where nobody ever has."""
MOST_TEXTS = 50
"""Texts without a promise after which the counter is moved all the same."""
OLDEST = timedelta(days=30)
WATCHED = timedelta(days=60)
"""A broken promise may still come late so long after its day."""
SAME = timedelta(days=3)
"""The same words of the same person within so many days are one promise."""

_looked: WeakKeyDictionary[Store, int] = WeakKeyDictionary()
"""How far this process has looked without finding anything worth an entry."""


@dataclass(frozen=True, slots=True)
class Said:
    """A promise heard, where and when it was said, and in which entry that came."""

    heard: Heard
    at: datetime
    source: str
    entry: int


@dataclass(frozen=True, slots=True)
class Overheard:
    """What is new: promises, tasks made for earlier ones, and the entries it covers."""

    since: int = 0
    until: int = 0
    said: tuple[Said, ...] = ()
    tied: Mapping[str, str] = field(default_factory=dict)
    texts: int = 0


def overhear(desk: Desk) -> Overheard:
    """Listen to what was written since the last time. Reads the log, writes nothing."""
    work, store = desk.snapshot(), desk.store
    since, until = _cursor(work), work.seq
    begin = max(since, _looked.get(store, 0), until - MOST_ENTRIES)
    said: list[Said] = []
    texts = 0
    for entry in store.entries(begin, until):
        if entry.through == "import":
            continue
        for scene, source, about, at in _texts(entry, work, desk):
            texts += 1
            if at >= desk.now() - OLDEST:
                said += (Said(h, at, source, entry.seq) for h in promises_in(scene, about=about))
    if not said and texts < MOST_TEXTS:
        _looked[store] = until
    return Overheard(since, until, tuple(said), made_tasks(work, store), texts)


def _cursor(work: Snapshot) -> int:
    return int((work.get("counters", CURSOR) or {}).get("n", 0))


def _texts(entry: Entry, work: Snapshot, desk: Desk) -> Iterator[tuple[Scene, str, str, datetime]]:
    """(scene, id it came in, task it is about, when) of everything somebody wrote in an entry."""
    for edit in entry.edits:
        if edit.after is None:
            continue
        if edit.table == "arrivals" and edit.creates:
            doc = work.get("arrivals", edit.id) or edit.after
            arrival = _arrival(doc)
            if arrival is not None:
                at = arrival.sent_at or parse_instant(entry.ts)
                me = entry.by if work.get("people", entry.by) else desk.me
                yield Scene(arrival, work, desk.now(), me), edit.id, "", at
        elif edit.table == "outbox" and edit.creates:
            yield from _letter(edit.after, entry, work, desk)
        elif edit.table == "tasks":
            yield from _comments(edit, work, desk)


def _arrival(doc: Doc) -> Arrival | None:
    """A message as it was understood when it came; None where nobody is to be heard in it."""
    from worktui.domain.arrival import Arrival, Party, Zone

    notes = " ".join(map(str, doc.get("notes") or ()))
    if (
        doc.get("kind") not in ("eml", "form", "text")
        or doc.get("state") not in ("reasoned", "closed", "parsed")
        or doc.get("duplicate_of")
        or doc.get("trust") == "bulk"
        or "by a program" in notes
    ):
        return None
    text = str(doc.get("text") or "")
    told = doc.get("sent_at") or doc.get("received_at")

    def party(each: Any) -> Party:
        return Party(str(each.get("name", "")), str(each.get("email", "")))

    return Arrival(
        kind=str(doc["kind"]),
        source=str(doc.get("source") or ""),
        sender=party(doc["sender"]) if doc.get("sender") else None,
        to=tuple(party(each) for each in doc.get("to") or ()),
        cc=tuple(party(each) for each in doc.get("cc") or ()),
        subject=str(doc.get("subject") or ""),
        sent_at=parse_instant(told) if told else None,
        in_reply_to=tuple(doc.get("in_reply_to") or ()),
        text=text,
        zones=tuple(
            Zone(z["kind"], z["start"], z["end"], text[z["start"] : z["end"]])
            for z in doc.get("zones") or ()
        ),
        fields=dict(doc.get("fields") or {}),
    )


def _letter(
    doc: Doc, entry: Entry, work: Snapshot, desk: Desk
) -> Iterator[tuple[Scene, str, str, datetime]]:
    """A letter that somebody here wrote and that waits to leave."""
    from worktui.domain.arrival import Arrival, Party

    person = work.get("people", entry.by)
    body = str(doc.get("body") or "")
    if person is None or doc.get("action") != "send_message" or not body.strip():
        return
    from worktui.engine.zones import split

    letter = Arrival(
        kind="eml",
        sender=Party(str(person.get("name", "")), str(person.get("email") or person["id"])),
        to=(Party("", str(doc.get("to", ""))),),
        subject=str(doc.get("subject") or ""),
        sent_at=parse_instant(entry.ts),
        text=body,
        zones=split(body),
    )
    scene = Scene(letter, work, desk.now(), entry.by)
    if scene.sender is not None:
        yield scene, str(doc["id"]), "", parse_instant(entry.ts)


def _comments(edit: Edit, work: Snapshot, desk: Desk) -> Iterator[tuple[Scene, str, str, datetime]]:
    """The comments that an edit added to a task."""
    new = (edit.after or {}).get("comments") or ()
    old = (edit.before or {}).get("comments") or ()
    if edit.creates or len(new) <= len(old):
        return
    from worktui.domain.arrival import Arrival
    from worktui.engine.zones import split

    for comment in new[len(old) :]:
        by, text = str(comment.get("by", "")), str(comment.get("text") or "")
        if work.get("people", by) is None or not text.strip() or not comment.get("at"):
            continue
        at = parse_instant(comment["at"])
        note = Arrival(kind="text", text=text, zones=split(text), sent_at=at)
        yield Scene(note, work, desk.now(), by), "", edit.id, at


# under the lock


def keep(draft: Draft, news: Overheard) -> None:
    """Write down what was heard, unless another process has done so in the meantime."""
    if _cursor(draft) != news.since:
        return
    if news.said or news.texts >= MOST_TEXTS:
        draft.create("counters", {"id": CURSOR, "n": news.until})
    for said in news.said:
        _keep(draft, said)
    for id, task in news.tied.items():
        doc = draft.get("promises", id)
        if doc is not None and not doc.get("task") and draft.get("tasks", task):
            draft.update("promises", id, {"task": task, "column": _column(draft, task)})


def _keep(draft: Draft, said: Said) -> None:
    heard = said.heard
    if any(_is_same(doc, said) for doc in draft.all("promises")):
        return
    id = draft.next_id("PR", "promises")
    for old in list(draft.all("promises")):
        if _is_replaced(old, said, draft.now, draft.settings):
            fields = {"state": "withdrawn", "settled_at": said.at.isoformat(), "settled_by": id}
            draft.update("promises", old["id"], fields)
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
            "entry": said.entry,
            "state": "open",
            "said_at": said.at.isoformat(),
        },
    )
    draft.say(f"{name_of(draft, heard.who)} said “{clean_line(heard.quote, 80)}”")


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
    for doc in list(draft.all("promises")):
        if not _watched(doc, draft):
            continue
        if is_gone(draft, doc):
            fields = {"state": "withdrawn", "settled_at": draft.now.isoformat()}
            draft.update("promises", doc["id"], fields)
            closed(draft, str(doc["id"]))
            continue
        state = str(doc["state"])
        found = verdict(
            str(doc.get("due") or ""), proofs(draft, doc), draft.settings, draft.now, state
        )
        if found.state != state:
            settled = {"settled_at": found.at or None, "settled_by": found.by or None}
            draft.update("promises", doc["id"], {"state": found.state, **settled})
            if found.state != "broken":
                closed(draft, str(doc["id"]))
            quote = clean_line(str(doc["quote"]), 80)
            draft.say(f"{name_of(draft, str(doc['who']))} {_BECAME[found.state]}: “{quote}”")


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
