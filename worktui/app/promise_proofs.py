"""What shows that a promise was kept: its task done, or a mail to whom it was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from weakref import WeakKeyDictionary

from worktui.app.outbox import has_left
from worktui.app.plans.lookup import column_kind
from worktui.app.ports import Store
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.engine.promises import Proof
from worktui.engine.reason.matching import content, widened
from worktui.engine.reason.words import stem

_EMPTY_WORDS = frozenset(
    stem(w)
    for w in "send sent it them this that share get give bring forward deliver let know back come "
    "check look schicke sende liefere melde bescheid envoie enverrai envio enviare mando vou "
    "dear hello thanks regards".split()
)


class Mails:
    """The mails of a workspace by who sent them, looked through once for all promises: what came
    since `since`, and letters of this house that have left."""

    def __init__(self, work: Snapshot, since: datetime) -> None:
        self.came: dict[str, list[tuple[datetime, Doc]]] = {}
        self.left: dict[str, list[tuple[datetime, Doc]]] = {}
        for mail in work.all("arrivals"):
            at = mail.get("sent_at") or mail.get("received_at")
            sender = str((mail.get("sender") or {}).get("email", "")).lower()
            if at and sender and _is_theirs(mail) and parse_instant(at) > since:
                self.came.setdefault(sender, []).append((parse_instant(at), mail))
        for letter in work.all("outbox"):
            at, to = letter.get("sent_at"), str(letter.get("to", "")).lower()
            sent = letter.get("kind") == "mail" and has_left(letter)
            if at and sent and not letter.get("ics") and parse_instant(at) > since:
                self.left.setdefault(to, []).append((parse_instant(at), letter))


def _is_theirs(mail: Doc) -> bool:
    """Whether it is known to be its sender's own: a form without a signature is anybody's, and
    so may be a mail whose answer goes elsewhere."""
    form = mail.get("kind") == "form" and mail.get("trust") != "signed"
    doubtful = mail.get("warnings") or mail.get("state") == "quarantined"
    return not (form or doubtful or mail.get("duplicate_of"))


def proofs(work: Snapshot, doc: Doc, mails: Mails, now: datetime) -> list[Proof]:
    """All that shows it, in no order. A mail counts for what is to be sent or answered."""
    found = []
    task = work.get("tasks", str(doc.get("task") or ""))
    if task is not None and column_kind(work, task.get("status")) == "done":
        # a task that was done on a day nobody noted was done now, as far as one can tell
        found.append(Proof(str(task.get("actual_finish") or now.isoformat()), str(task["id"])))
    if doc.get("told_at"):
        found.append(Proof(str(doc["told_at"]), str(doc.get("told_by") or doc["who"])))
    if doc.get("kind") in ("send", "answer"):
        found += _by_mail(work, doc, mails)
    return found


def _by_mail(work: Snapshot, doc: Doc, mails: Mails) -> Iterator[Proof]:
    said, who, to = parse_instant(doc["said_at"]), str(doc["who"]), str(doc.get("to") or "")
    theirs = _addresses(work, to) if to else set()
    inside = work.get("people", to) is not None
    for sender in _addresses(work, who):
        for at, mail in mails.came.get(sender, ()):
            parties = (*(mail.get("to") or ()), *(mail.get("cc") or ()))
            got = {str(party.get("email", "")).lower() for party in parties}
            elsewhere = theirs and got and not got & theirs and not inside
            later = at > said and mail["id"] != doc.get("arrival")
            if later and not elsewhere and _is_it(work, doc, mail):
                yield Proof(at.isoformat(), str(mail["id"]))
    if work.get("people", who) is None:
        return
    for address in theirs:
        for at, letter in mails.left.get(address, ()):
            if at > said and letter["id"] != doc.get("arrival") and _is_it(work, doc, letter):
                yield Proof(at.isoformat(), str(letter["id"]))


def _addresses(work: Snapshot, who: str) -> set[str]:
    person = work.get("people", who)
    email = str((person or {}).get("email") or ("" if person else who)).lower()
    return {email} - {""}


def _is_it(work: Snapshot, doc: Doc, mail: Doc) -> bool:
    """Whether a mail may be the thing itself: an answer to the same, the same words, or the
    thing attached; any word back is an answer where a word was promised."""
    words = content(str(doc.get("what", ""))) - _EMPTY_WORDS
    text = f"{mail.get('subject') or ''} {mail.get('text') or mail.get('body') or ''}"
    same = bool(words & widened(content(text)))
    if same or _in_thread(work, doc, mail):
        return True
    if doc.get("kind") == "answer":
        return True
    return bool(mail.get("attachments")) and not words


def _in_thread(work: Snapshot, doc: Doc, mail: Doc) -> bool:
    came = work.get("arrivals", str(doc.get("arrival") or "")) or {}
    known = {came.get("external_id"), *(came.get("in_reply_to") or ())} - {None, ""}
    named = {mail.get("external_id"), *(mail.get("in_reply_to") or ())}
    return bool(known & named)


def why_gone(work: Snapshot, doc: Doc) -> str:
    """Why there is nothing left to keep, "" where there is: the task or the comment taken away,
    or the letter never left."""
    if doc.get("comment") and not _still_said(work, doc):
        return f"the comment on {doc['comment']} is gone"
    if doc.get("task"):
        task = work.get("tasks", str(doc["task"]))
        if task is None:
            return f"{doc['task']} is gone"
        undone = column_kind(work, task.get("status")) != "done"
        return f"{doc['task']} was put away undone" if task.get("archived") and undone else ""
    source = str(doc.get("arrival") or "")
    if source.startswith("O-"):
        letter = work.get("outbox", source)
        if letter is None or letter.get("state") in ("failed", "dead"):
            return f"{source} never left"
    return ""


def _still_said(work: Snapshot, doc: Doc) -> bool:
    """Whether the comment it was said in stands on its task, whoever wrote it: a note tells what
    others said, too."""
    said = parse_instant(doc["said_at"])
    task = work.get("tasks", str(doc["comment"])) or {}
    return any(
        comment.get("at") and parse_instant(comment["at"]) == said
        for comment in task.get("comments") or ()
    )


_tried: WeakKeyDictionary[Store, set[tuple[str, int]]] = WeakKeyDictionary()
"""Promises and entries, neither of which changes, that had nothing to do with each other."""


def made_tasks(work: Snapshot, store: Store) -> dict[str, str]:
    """Promise → the task that was made of it, where its message's suggestion made one."""
    untied: dict[str, list[Doc]] = {}
    for doc in work.all("promises"):
        if doc.get("state") == "open" and doc.get("arrival") and not doc.get("task"):
            untied.setdefault(str(doc["arrival"]), []).append(doc)
    found: dict[str, str] = {}
    if not untied:
        return found
    tried = _tried.setdefault(store, set())
    for made in work.all("suggestions"):
        number = int((made.get("receipt") or {}).get("entry") or 0)
        docs = [
            doc
            for arrival in made.get("arrivals", ())
            for doc in untied.get(str(arrival), ())
            if number and (str(doc["id"]), number) not in tried
        ]
        entry = store.entry(number) if docs else None
        edits = entry.edits if entry is not None else ()
        tasks = [e.after for e in edits if e.table == "tasks" and e.creates and e.after]
        for doc in docs:
            task = _likeliest(doc, tasks) if tasks else None
            if task is not None:
                found[str(doc["id"])] = str(task["id"])
            else:
                tried.add((str(doc["id"]), number))
    return found


def _likeliest(doc: Doc, tasks: list[Doc]) -> Doc | None:
    """The task whose title shares most words with the promise; a single one needs only one."""
    words = widened(content(f"{doc.get('what', '')} {doc.get('quote', '')}"))
    ranked = sorted(tasks, key=lambda t: -len(words & content(str(t.get("title", "")))))
    best = ranked[0]
    return best if words & content(str(best.get("title", ""))) else None
