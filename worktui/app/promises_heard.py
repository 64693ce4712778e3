"""What was promised in what was written since the last time: mails, notes, comments, letters.

Done before the lock, over the entries of the log that are new. Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from worktui.app.desk import Desk
from worktui.app.names import sender_of
from worktui.app.ports import Store
from worktui.app.promise_proofs import made_tasks
from worktui.domain.arrival import Arrival, Party, Zone
from worktui.domain.change import Doc, Edit, Entry
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.engine.promises import Heard, News, news_in, promises_in
from worktui.engine.reason.scene import Scene
from worktui.engine.zones import split

CURSOR = "promises"
"""Id of the counter that says up to which entry everything was heard."""
MOST_ENTRIES = 5_000
"""So far back one listens where nobody ever has."""
MOST_TEXTS, MOST_QUIET = 50, 500
"""Texts, or entries, without a promise after which the counter is moved all the same."""
OLDEST = timedelta(days=30)
"""What was said before is not held against anybody any more."""
GONE = timedelta(days=3)
"""A promise first heard so long after its day is history: an old mailbox brings no reproaches."""

NEW = "new:"
"""Before the number of a promise of the same pass, instead of its id."""

_looked: WeakKeyDictionary[Store, int] = WeakKeyDictionary()
"""How far this process has looked without finding anything worth an entry."""


@dataclass(frozen=True, slots=True)
class Said:
    """A promise heard: when, in which message (its id) or comment (its task), in which entry."""

    heard: Heard
    at: datetime
    source: str
    comment: str
    entry: int


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's later word on a promise of theirs: done, or taken back; when, and in what."""

    news: News
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Overheard:
    """What is new: promises, words on earlier ones, tasks made for them, and what it covers."""

    since: int = 0
    until: int = 0
    said: tuple[Said, ...] = ()
    tied: Mapping[str, str] = field(default_factory=dict)
    texts: int = 0
    news: tuple[Told, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether it is worth noting how far one has listened."""
        much = self.texts >= MOST_TEXTS or self.until - self.since >= MOST_QUIET
        return bool(self.said or self.news) or much


def overhear(desk: Desk) -> Overheard:
    """Listen to what was written since the last time. Reads the log, writes nothing."""
    work, store = desk.snapshot(), desk.store
    since, until = heard_until(work), work.seq
    begin = max(since, _looked.get(store, 0), until - MOST_ENTRIES)
    said: list[Said] = []
    told: list[Told] = []
    waiting = [doc for doc in work.all("promises") if doc.get("state") in ("open", "broken")]
    texts = 0
    for entry in store.entries(begin, until) if begin < until else ():
        if entry.through == "import":
            continue
        for scene, source, about, at in _texts(entry, work, desk):
            doubtful = bool(scene.arrival.warnings)  # as an answer that goes elsewhere
            texts += 1
            at = min(at, desk.now())
            if at >= desk.now() - OLDEST:
                found = [_own_task(h, scene, about) for h in promises_in(scene, about=about)]
                said += (
                    Said(h, at, source, about, entry.seq) for h in found if not _is_past(h, scene)
                )
                new = [_as_doc(n, each) for n, each in enumerate(said)]
                known = [doc for doc in (*waiting, *new) if parse_instant(doc["said_at"]) < at]
                heard = () if doubtful else news_in(scene, known, about=about)
                told += (Told(n, at, source or about) for n in heard)
    news = Overheard(since, until, tuple(said), made_tasks(work, store), texts, tuple(told))
    if not news.moves:
        _looked[store] = until
    return news


def _as_doc(number: int, said: Said) -> Doc:
    """A promise that is not written down yet, as `news_in` looks at it."""
    heard = said.heard
    names = {"who": heard.who, "what": heard.what, "task": heard.task}
    return {"id": f"{NEW}{number}", "said_at": said.at.isoformat(), **names}


def _own_task(heard: Heard, scene: Scene, about: str) -> Heard:
    """A promise between us and somebody outside is not about the task of somebody else, however
    much its title sounds like it; only a task that is named by its id is."""
    task = scene.work.get("tasks", heard.task) if heard.task and heard.task != about else None
    whose = str((task or {}).get("contact_email") or "").lower()
    if not whose or re.search(rf"\b{re.escape(heard.task)}\b", heard.quote, re.IGNORECASE):
        return heard
    sender = (scene.arrival.sender,) if scene.arrival.sender else ()
    parties = {party.email.lower() for party in (*sender, *scene.arrival.to, *scene.arrival.cc)}
    outside = any(email and not scene.mine(email) for email in parties)
    return replace(heard, task="") if outside and whose not in parties else heard


def _is_past(heard: Heard, scene: Scene) -> bool:
    return bool(heard.due) and scene.settings.past(heard.due, scene.now - GONE)


def heard_until(work: Snapshot) -> int:
    """The entry up to which everything was heard."""
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
        elif edit.table == "contacts" and edit.creates:
            yield from _earlier_words(edit.id, entry, work, desk)
        elif edit.table == "outbox" and edit.creates:
            yield from _letter(edit.after, entry, work, desk)
        elif edit.table == "tasks":
            yield from _comments(edit, work, desk)


def _earlier_words(
    email: str, entry: Entry, work: Snapshot, desk: Desk
) -> Iterator[tuple[Scene, str, str, datetime]]:
    """What somebody wrote before they were known: nobody was to be heard in it then."""
    for doc in work.all("arrivals"):
        if sender_of(doc) != email or parse_instant(doc["received_at"]) > parse_instant(entry.ts):
            continue
        arrival = _arrival(doc)
        if arrival is not None:
            at = arrival.sent_at or parse_instant(doc["received_at"])
            yield Scene(arrival, work, desk.now(), desk.me), str(doc["id"]), "", at


def _arrival(doc: Doc) -> Arrival | None:
    """A message as it was understood when it came; None where nobody is to be heard in it."""
    notes = " ".join(map(str, doc.get("notes") or ()))
    if (
        doc.get("kind") not in ("eml", "form", "text")
        or doc.get("state") not in ("reasoned", "closed", "parsed")
        or doc.get("duplicate_of")
        or doc.get("trust") == "bulk"
        or (doc.get("kind") == "form" and doc.get("trust") != "signed")  # anybody's claim to be it
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
        warnings=tuple(doc.get("warnings") or ()),
    )


def _letter(
    doc: Doc, entry: Entry, work: Snapshot, desk: Desk
) -> Iterator[tuple[Scene, str, str, datetime]]:
    """A letter that somebody here wrote and that waits to leave."""
    person = work.get("people", entry.by)
    body = str(doc.get("body") or "")
    if person is None or doc.get("action") != "send_message" or not body.strip():
        return
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
    for comment in new[len(old) :]:
        by, text = str(comment.get("by", "")), str(comment.get("text") or "")
        if work.get("people", by) is None or not text.strip() or not comment.get("at"):
            continue
        at = parse_instant(comment["at"])
        note = Arrival(kind="text", text=text, zones=split(text), sent_at=at)
        yield Scene(note, work, desk.now(), by), "", edit.id, at
