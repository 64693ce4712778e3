"""Undo and redo: any entry turned round, refused where it would overwrite later work.

Fields go back by the inverse edits, and the store refuses when someone changed them since.
Ids are never used again, so counters stay. What has left the house cannot be unsaid: a
booking that was told is cancelled or told anew under a higher SEQUENCE (RFC 5546).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from worktui.app.draft import Draft
from worktui.app.outbox import has_left, written_here
from worktui.app.plans.again import refuse_outdated
from worktui.app.plans.contacts import names_any
from worktui.app.plans.letters import cancellation, invitation
from worktui.app.plans.telling import calendar_writes
from worktui.app.ports import Store
from worktui.app.undo_checks import check_whole, newest
from worktui.domain.change import Doc, Edit, Entry
from worktui.domain.errors import Conflict, NotFound, Refused

_TAKEN_BACK = "It was taken back; what was written stays in the mail folder."
UNDOABLE = frozenset({"key", "cli", "suggestion", "import", "external", "rule", "agent"})
"""What somebody did who is here; a visitor's booking on a page is nobody's last change."""
_OWN_ACCORD = frozenset({"tick"})
"""What came about by itself: time passing, mail leaving, a workspace beginning."""


def last_to_undo(store: Store, me: str) -> int:
    """Number of my newest change that stands; raises Refused when there is none."""
    undone: set[int] = set()
    for entry in newest(store):
        if entry.seq in undone:
            continue
        if entry.undoes is not None:
            undone.add(entry.undoes)
        elif entry.by == me and entry.through in UNDOABLE:
            return entry.seq
    raise Refused("There is nothing of yours to undo.")


def last_to_redo(store: Store, me: str) -> int:
    """Number of my newest undo that stands, with no newer change of mine after it."""
    undone: set[int] = set()
    for entry in newest(store):
        if entry.seq in undone:
            continue
        if entry.undoes is not None:
            undone.add(entry.undoes)
            turned = store.entry(entry.undoes)
            if entry.by == me and turned is not None and turned.undoes is None:
                return entry.seq
        elif entry.by == me and entry.through in UNDOABLE:
            break
    raise Refused("There is nothing to redo.")


def plan_undo(draft: Draft, store: Store, seq: int, *, yes: bool) -> None:
    """Turn entry `seq` round in a draft. `yes` allows what somebody outside would see."""
    entry = store.entry(seq)
    if entry is None:
        raise NotFound(f"There is no entry {seq}.", hint="`worktui log` shows what there is.")
    if entry.through in _OWN_ACCORD and entry.undoes is None:
        what = entry.why or "time passed"
        raise Refused(f"Entry {seq} came about by itself and is nobody's to undo: {what}.")
    _refuse_twice(store, entry)
    kept = _in_calendars(draft, entry)
    told, written = _withdraw(draft, entry)
    along = _came_along(entry)
    for edit in reversed(entry.edits):
        if not _stays(edit) and edit not in along:
            _turn_back(draft, edit, told)
    for edit in along:
        _turn_known(draft, edit, _standing_since(store, entry.seq) if edit.creates else ())
    _rewrite_calendars(draft, kept)
    check_whole(draft, store, entry)
    outside = [booking for booking in told if draft.get("bookings", booking)]
    if outside and not yes:
        raise _needs_yes(draft, seq, outside)
    draft.lines[:] = [
        f"undone: {entry.why}" if entry.undoes is None else f"redone: {_first(store, entry)}",
        *(
            f"what was written to {to} was never sent; it stays in the mail folder"
            for to in written
        ),
    ]


def _needs_yes(draft: Draft, seq: int, bookings: Collection[str]) -> Refused:
    """Somebody outside was told of these bookings, or letters to them lie in the folder here."""
    names, hint = ", ".join(bookings), f"`worktui undo {seq} --yes`"
    letters = [doc for doc in draft.all("outbox")
               if doc.get("entity") in bookings and doc.get("kind", "mail") == "mail"]  # fmt: skip
    if not all(written_here(doc) or _still_here(doc) for doc in letters):
        sentence = f"{names} was told outside already; undoing it sends another message."
        return Refused(sentence, hint=f"{hint} sends it.")
    sentence = f"A letter on {names} was written here, not sent; undoing it writes another one."
    return Refused(sentence, hint=f"{hint} writes it.")


def _stays(edit: Edit) -> bool:
    """What undo never turns back: ids used, that something arrived; the outbox has its own way."""
    return edit.table in ("counters", "outbox") or (
        edit.table == "arrivals" and (edit.creates or edit.deletes)
    )


def _came_along(entry: Entry) -> list[Edit]:
    """Contacts that were made, or forgotten, by the way of something else."""
    known = [e for e in entry.edits if e.table == "contacts" and (e.creates or e.deletes)]
    others = any(e.table not in ("contacts", "counters") for e in entry.edits)
    return known if others else []


def _standing_since(store: Store, seq: int) -> set[tuple[str, str]]:
    """(table, id) of what was written after an entry, by entries that were not undone."""
    undone: set[int] = set()
    found: set[tuple[str, str]] = set()
    for later in newest(store):
        if later.seq <= seq:
            break
        if later.seq in undone:
            continue
        if later.undoes is not None:
            undone.add(later.undoes)
        else:
            found |= {(edit.table, edit.id) for edit in later.edits}
    return found


def _turn_known(draft: Draft, edit: Edit, since: Collection[tuple[str, str]]) -> None:
    """Somebody who became known by the way is forgotten again, unless they were changed, or
    something since then names them."""
    doc = draft.get(edit.table, edit.id)
    if edit.creates and doc == edit.after and not names_any(draft, edit.id, since):
        draft.delete(edit.table, edit.id)
    elif edit.deletes and doc is None:
        draft.create(edit.table, edit.before or {})


def _first(store: Store, entry: Entry) -> str:
    turned = store.entry(entry.undoes or 0)
    return turned.why if turned else entry.why


def _refuse_twice(store: Store, entry: Entry) -> None:
    """An entry can be taken back once; taking it back again is redo's work."""
    standing: set[int] = set()
    for later in newest(store):
        if later.seq <= entry.seq:
            return
        if later.seq in standing:
            continue
        if later.undoes is not None:
            standing.add(later.undoes)
            if later.undoes == entry.seq:
                raise Refused(f"Entry {entry.seq} is undone already (by entry {later.seq}).")


def _withdraw(draft: Draft, entry: Entry) -> tuple[set[str], list[str]]:
    """Take back messages that have not left; return the bookings whose people were told, and to
    whom something was written here that was never sent."""
    told, written = set[str](), list[str]()
    for edit in entry.edits:
        if edit.table != "outbox":
            continue
        doc = draft.get("outbox", edit.id)
        if doc is None:
            if edit.before is not None and edit.deletes:  # an undo withdrew it: bring it back,
                made = draft.now.isoformat()  # with its seconds of grace counted anew
                draft.create("outbox", {**edit.before, "created_at": made})
        elif edit.creates and _still_here(doc):
            draft.delete("outbox", edit.id)
        elif edit.creates and doc.get("kind") == "calendar":
            continue  # written anew as the booking then is
        elif edit.creates and str(doc.get("entity", "")).startswith("BK-"):
            told.add(doc["entity"])
        elif edit.creates and written_here(doc):
            draft.update("outbox", edit.id, {"state": "failed", "last_error": _TAKEN_BACK})
            written.append(str(doc.get("to")))
        elif edit.creates and has_left(doc):
            raise Refused(f"The message to {doc.get('to')} has left; it cannot be unsaid.")
        elif edit.creates:
            _give_up(draft, doc)
        elif not edit.deletes:
            _state_back(draft, doc, edit)
    return told, written


def _give_up(draft: Draft, doc: Doc) -> None:
    """A message that was tried in vain is tried no more; Refused where it may have left."""
    to, id = doc.get("to"), doc["id"]
    if doc.get("state") == "pending":
        raise Refused(
            f"The message to {to} was tried already and may have left.",
            hint=f"`worktui deliver --drop {id}` ends trying; then this can be undone.",
        )
    stands = (d["id"] for d in draft.all("outbox")
              if d.get("again_of") == id and d.get("state") in ("pending", "sent"))  # fmt: skip
    if again := next(stands, None):
        raise Refused(f"The message to {to} was sent again as {again}; undo that first.")
    if doc.get("state") == "dead":
        draft.update("outbox", id, {"state": "failed", "last_error": "It was taken back."})


def _state_back(draft: Draft, doc: Doc, edit: Edit) -> None:
    """A message that a person gave up or sent again stands as before, if it still can."""
    before, after = edit.before or {}, edit.after or {}
    if "state" in after and all(doc.get(name) == value for name, value in after.items()):
        if before.get("state") == "pending":
            refuse_outdated(draft, doc)
        draft.update("outbox", edit.id, before)


def _in_calendars(draft: Draft, entry: Entry) -> dict[str, Doc]:
    """The bookings whose event this entry wrote into calendars, each as it is before."""
    found: dict[str, Doc] = {}
    for edit in entry.edits:
        doc = draft.get("outbox", edit.id) if edit.table == "outbox" and edit.creates else None
        if doc is not None and doc.get("kind") == "calendar" and not _still_here(doc):
            booking = draft.get("bookings", str(doc.get("entity")))
            if booking is not None:
                found[booking["id"]] = booking
    return found


def _still_here(doc: Doc) -> bool:
    """Whether a message has surely not left."""
    return doc.get("state") == "pending" and not (doc.get("attempts") or doc.get("on_its_way"))


def _rewrite_calendars(draft: Draft, kept: Mapping[str, Doc]) -> None:
    """Put each booking into its calendars as it is now; one that is gone is taken off."""
    for id, was in kept.items():
        now = draft.get("bookings", id) or {**was, "status": "cancelled"}
        for effect in calendar_writes(draft, now):
            draft.effect(effect)


def _turn_back(draft: Draft, edit: Edit, told: set[str]) -> None:
    if edit.table == "bookings" and edit.id in told:
        _tell_anew(draft, edit)
        return
    doc = draft.get(edit.table, edit.id)
    if edit.creates:
        _check_same(doc, edit, edit.after or {}, whole=True)
        draft.delete(edit.table, edit.id)
    elif edit.deletes:
        if doc is not None:
            raise Conflict(f"{edit.id} is there again; undoing would overwrite it.")
        draft.create(edit.table, edit.before or {})
    else:
        before, after = edit.before or {}, edit.after or {}
        _check_same(doc, edit, after, whole=False)
        draft.update(edit.table, edit.id, before)


def _check_same(
    doc: Any, edit: Edit, wanted: Any, *, whole: bool, but: Collection[str] = ()
) -> None:
    """Refuse when somebody changed what this entry wrote, `but` some fields."""
    if doc is None:
        raise Conflict(f"{edit.id} is no longer there, so this cannot be undone.")
    names = {*doc, *wanted} if whole else set(wanted)
    for name in sorted(names.difference(but)):
        if doc.get(name) != wanted.get(name):
            raise Conflict(
                f"{name.replace('_', ' ')} of {edit.id} was changed afterwards; "
                "undoing would overwrite that.",
                hint=f"`worktui log {edit.id}` shows by whom; undo that first.",
            )


def _tell_anew(draft: Draft, edit: Edit) -> None:
    """Give a booking its earlier state under a higher SEQUENCE and tell its people.

    A link that was revoked stays revoked: `generation` rises too, and never goes back.
    """
    doc = draft.need("bookings", edit.id, "booking")
    _check_same(doc, edit, edit.after or {}, whole=edit.creates, but=("sequence", "generation"))
    fields: dict[str, Any] = {"status": "cancelled"} if edit.creates else dict(edit.before or {})
    fields["sequence"] = int(doc.get("sequence", 0)) + 1
    if "generation" in fields:
        fields["generation"] = int(doc.get("generation", 0)) + 1
    draft.update("bookings", edit.id, fields)
    now = draft.need("bookings", edit.id, "booking")
    letter = cancellation if now.get("status") == "cancelled" else invitation
    draft.effect(letter(draft, now))


__all__ = ["last_to_redo", "last_to_undo", "newest", "plan_undo"]
