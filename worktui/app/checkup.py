"""Is everything in order? Reads all, changes nothing, says each thing in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from worktui.app.desk import Desk
from worktui.app.outages import outages
from worktui.app.outbox import dead
from worktui.app.phrases import counted
from worktui.app.unread import STUCK, waiting
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.ties import TIES, named

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` ok, note or error; `what` was looked at; `text` a sentence."""

    level: str
    what: str
    text: str


def checkup(desk: Desk) -> Iterator[Finding]:
    """Look at the workspace behind a desk."""
    store, work = desk.store, desk.snapshot()
    if store.readonly:
        yield Finding("error", "workspace", store.readonly)
    else:
        counts = f"{counted(work.count('tasks'), 'task')}, {counted(store.seq, 'entry', 'entries')}"
        yield Finding("ok", "workspace", f"It opens and can be written: {counts}.")
    yield _chain(desk)
    yield from _loose_ends(work)
    yield from _outbox(desk, work)
    yield from _arrivals(work)
    name = Settings.of(work).me
    if work.count("people") and work.get("people", desk.me) is None:
        yield Finding("note", "you", f"@{desk.me} is nobody here; the workspace is of @{name}.")


def _chain(desk: Desk) -> Finding:
    """Every entry follows the one before it."""
    last = None
    count = 0
    for entry in desk.store.entries():
        if last is not None and entry.seq != last + 1:
            text = f"Entry {entry.seq} follows {last}: some are missing between them."
            return Finding("error", "log", text)
        last, count = entry.seq, count + 1
    if last is not None and last != desk.store.seq:
        return Finding("error", "log", f"It ends with {last}, the work stands at {desk.store.seq}.")
    return Finding("ok", "log", f"{counted(count, 'entry', 'entries')}, none missing.")


def _loose_ends(work: Snapshot) -> Iterator[Finding]:
    loose = [
        f"{doc['id']} names {id} as its {field.replace('_', ' ')}"
        for table, fields in TIES.items()
        for doc in work.all(table)
        for field, target in fields.items()
        for id in named(doc.get(field))
        if work.get(target, id) is None
    ]
    if loose:
        more = f" and {len(loose) - SHOWN} more" if len(loose) > SHOWN else ""
        text = f"{'; '.join(loose[:SHOWN])}{more}, which is not here."
        yield Finding("note", "loose ends", text)
    else:
        yield Finding("ok", "links", "Everything that is named is here.")


def _outbox(desk: Desk, work: Snapshot) -> Iterator[Finding]:
    """What cannot leave since when and why, what was given up, what only waits for its time."""
    gone, down = dead(work), outages(work, desk.now())
    settings = Settings.of(work)
    for outage in down:
        yield Finding("error", "outbox", outage.told(settings, desk.now()))
    waiting = sum(1 for doc in work.all("outbox") if doc.get("state") == "pending")
    if gone:
        names = ", ".join(f"{doc['id']} to {doc.get('to')}" for doc in gone[:SHOWN])
        yield Finding("note", "outbox", f"{len(gone)} could not be delivered: {names}.")
    if not gone and not down:
        wait = "waits" if waiting == 1 else "wait"
        text = f"{waiting} {wait}{_whose(work)}." if waiting else "Nothing waits."
        yield Finding("ok", "outbox", text)


def _whose(work: Snapshot) -> str:
    """Whose calendars are waited for, where somebody's are."""
    pending = (doc for doc in work.all("outbox") if doc.get("state") == "pending")
    owners = {f"@{doc.get('to')}" for doc in pending if doc.get("kind") == "calendar"}
    return f", some for the calendar of {', '.join(sorted(owners))}" if owners else ""


def _arrivals(work: Snapshot) -> Iterator[Finding]:
    for state in STUCK:
        ids = [doc["id"] for doc in waiting(work) if doc.get("state") == state]
        if ids:
            yield Finding("note", "arrivals", f"{len(ids)} {state}: {', '.join(ids[:SHOWN])}.")
