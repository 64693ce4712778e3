"""What undo must not leave behind: gaps, rings of links, a time that two bookings take.

Fields are guarded by comparing them; this guards what lies between documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime

from worktui.app.draft import Draft
from worktui.app.ports import Store
from worktui.domain.booking import TAKES_TIME
from worktui.domain.change import Doc, Edit, Entry
from worktui.domain.errors import Refused
from worktui.domain.fields import parse_instant
from worktui.domain.ties import TIES, find_ring, leaning, named

PAGE = 200


def newest(store: Store) -> Iterator[Entry]:
    """All entries, newest first, read a page at a time."""
    before: int | None = None
    while page := store.latest(PAGE, before):
        yield from page
        before = page[-1].seq


def check_whole(draft: Draft, store: Store, entry: Entry) -> None:
    """Raise Refused when `entry`, turned round in the draft, would leave the work in pieces."""
    _refuse_orphans(draft, entry)
    for edit in entry.edits:
        _refuse_lost(draft, store, entry, edit)
    back = {(e.table, e.id) for e in entry.edits if _comes_back(draft, e.table, e.id)}
    _refuse_ring(draft, {id for table, id in back if table == "tasks"})
    _refuse_doubly_booked(draft, {id for table, id in back if table == "bookings"})


def _comes_back(draft: Draft, table: str, id: str) -> bool:
    """Whether a document is there and is not what it was before this undo."""
    doc = draft.get(table, id)
    return doc is not None and doc != draft.base.get(table, id)


def _refuse_orphans(draft: Draft, entry: Entry) -> None:
    """Refuse when something that stays names what would be gone."""
    gone = {(e.table, e.id) for e in entry.edits if draft.get(e.table, e.id) is None}
    left = next(leaning(draft, gone), None)
    if left is not None:
        table, doc, field, id = left
        raise Refused(
            f"{doc['id']} ({table.replace('_', ' ')}) still names {id} as its "
            f"{field.replace('_', ' ')}, so undoing entry {entry.seq} would leave a gap.",
            hint=f"Change {doc['id']} first; `worktui log {doc['id']}` shows how it came about.",
        )


def _refuse_lost(draft: Draft, store: Store, entry: Entry, edit: Edit) -> None:
    """Refuse when what comes back names something that was taken away since."""
    if not _comes_back(draft, edit.table, edit.id):
        return
    doc = draft.need(edit.table, edit.id, edit.table)
    for field, table in TIES.get(edit.table, {}).items():
        for id in named(doc.get(field)):
            if draft.get(table, id) is not None:
                continue
            taker = _taken_away(store, entry.seq, table, id)
            if taker:  # a name that never led anywhere, as in adopted work, is no reason
                raise Refused(
                    f"{id}, which {edit.id} names as its {field.replace('_', ' ')}, "
                    f"was taken away since (entry {taker}).",
                    hint=f"`worktui undo {taker}` brings it back; then try again.",
                )


def _taken_away(store: Store, since: int, table: str, id: str) -> int:
    """The newest entry after `since` that took a document away, 0 when there is none."""
    for later in newest(store):
        if later.seq <= since:
            break
        if any(e.deletes and e.id == id and e.table == table for e in later.edits):
            return later.seq
    return 0


def _refuse_ring(draft: Draft, tasks: Set[str]) -> None:
    """Refuse when links that come back close a ring with later ones."""
    if not any((draft.get("tasks", id) or {}).get("depends_on") for id in tasks):
        return
    ring = find_ring({doc["id"]: list(named(doc.get("depends_on"))) for doc in draft.all("tasks")})
    if not tasks.isdisjoint(ring):
        raise Refused(
            f"With later links that makes a ring: {' → '.join([*ring, ring[0]])}.",
            hint="Take one of these links away first.",
        )


def _refuse_doubly_booked(draft: Draft, ids: Set[str]) -> None:
    """Refuse when a booking that comes back meets one that took its time since."""
    if not ids:
        return
    latest: dict[str, tuple[datetime, str]] = {}
    taking = [(*_span(doc), doc) for doc in draft.all("bookings") if _takes_time(doc, draft)]
    for start, end, doc in sorted(taking, key=lambda item: (item[0], item[1], item[2]["id"])):
        for host in doc.get("hosts") or ():
            until, other = latest.get(host, (start, ""))
            if start < until and (doc["id"] in ids) != (other in ids):
                mine, theirs = (doc["id"], other) if doc["id"] in ids else (other, doc["id"])
                raise Refused(
                    f"{theirs} has taken the time of {mine} meanwhile.",
                    hint=f"Move or cancel {theirs} first, or book another time.",
                )
            latest[host] = max((until, other), (end, doc["id"]))


def _takes_time(booking: Doc, draft: Draft) -> bool:
    if booking.get("status") == "hold" and booking.get("until"):
        return parse_instant(booking["until"]) > draft.now
    return booking.get("status") in TAKES_TIME


def _span(booking: Doc) -> tuple[datetime, datetime]:
    return parse_instant(booking["start"]), parse_instant(booking["end"])
