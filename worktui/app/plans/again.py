"""How a message that could not be delivered, or was only written here, is sent once more, or
given up for good.

Sent again it is a document of its own with the identity of the first: the same Message-ID or
webhook-id, so that a receiver who had it after all has it once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from worktui.app.draft import Draft
from worktui.app.outbox import has_left, line_of, stale, written_here
from worktui.app.plans.letters import HOLD_BACK
from worktui.domain.actions import Action
from worktui.domain.actions.meetings import DropMessage, RetryMessage
from worktui.domain.change import Doc
from worktui.domain.errors import NotFound, Refused
from worktui.domain.fields import check

UNDELIVERED = "undelivered"
"""The first part of the key under which an undelivered message is in the inbox."""
_OF_THE_TRY = (
    *("attempts", "first_tried", "next_at", "last_error", "on_its_way", "sent_at", "via"),
    *("delay", "etag", "state", "created_at", "id"),
)
"""What belongs to one try of a message and not to the message."""


def retry_message(action: RetryMessage, draft: Draft) -> None:
    old = find_message(draft, action.message)
    to = str(old.get("to") or "")
    if has_left(old):
        raise Refused(f"{old['id']} to {to} is sent already.")
    if old.get("on_its_way"):
        raise Refused(f"{old['id']} to {to} is on its way just now.", hint="Look again later.")
    if stale(old, draft.now):
        raise Refused(f"{old['id']} to {to} has come too late: its moment has passed.")
    refuse_outdated(draft, old)
    kept = {name: value for name, value in old.items() if name not in _OF_THE_TRY}
    if action.to and old.get("kind", "mail") == "mail":
        to = str(check("email", "to", action.to))
        kept |= _readdressed(old, to)
    id = draft.next_id("O", "outbox")
    fresh = {"state": "pending", "attempts": 0, "created_at": draft.now.isoformat()}
    more = {"delay": HOLD_BACK, "again_of": old["id"], "over": old.get("kind") == "calendar"}
    draft.create("outbox", {**kept, "id": id, "to": to, **fresh, **more})
    _close(draft, old, f"It is sent again as {id}.")
    draft.say(f"{old['id']} is sent to {to} once more, as {id}")


def _readdressed(old: Doc, to: str) -> dict[str, Any]:
    """The calendar part of a message that goes to another address of its guest."""
    facts = old.get("ics")
    if not facts:
        return {}
    was = str(old.get("to") or "").lower()
    guests = [
        {**guest, "email": to} if str(guest.get("email", "")).lower() == was else guest
        for guest in facts.get("attendees") or ()
    ]
    return {"ics": {**facts, "attendees": guests}}


def drop_message(action: DropMessage, draft: Draft) -> None:
    doc = find_message(draft, action.message)
    to = str(doc.get("to") or "")
    if written_here(doc):
        raise Refused(f"{doc['id']} to {to} is written here, not sent: nothing tries it any more.")
    if has_left(doc):
        raise Refused(f"{doc['id']} to {to} is sent already; it cannot be unsaid.")
    if doc.get("on_its_way"):
        raise Refused(f"{doc['id']} to {to} is on its way just now.", hint="Look again later.")
    if doc.get("state") == "failed":
        raise Refused(f"{doc['id']} to {to} is given up already.")
    _close(draft, doc, "Somebody gave it up.")
    draft.say(f"{doc['id']} to {to} is given up")


def find_message(draft: Draft, id: str) -> Doc:
    """A message of the outbox by its id, whatever its case; raises NotFound."""
    doc = draft.get("outbox", id) or draft.get("outbox", id.strip().upper())
    if doc is None:
        raise NotFound(
            f"There is no message “{id[:40]}” in the outbox.", hint="`worktui doctor` names them."
        )
    return doc


def refuse_outdated(draft: Draft, old: Doc) -> None:
    """Raise Refused where a later word on the same thing has gone, or goes, to the same one."""
    newer = next((doc for doc in draft.all("outbox") if _after(doc, old)), None)
    if newer is not None:
        raise Refused(
            f"{newer['id']} to {old.get('to')} speaks of the same and is newer; "
            f"{old['id']} after it would contradict it."
        )


def _after(doc: Doc, old: Doc) -> bool:
    """Whether a document is a later word than `old` on the same thing to the same one."""
    number, before = (int(d["id"].rpartition("-")[2]) for d in (doc, old))
    stands = doc.get("state") in ("pending", "sent")
    return stands and number > before and line_of(doc) == line_of(old)


def _close(draft: Draft, doc: Doc, why: str) -> None:
    """A message that nobody tries any more, and nobody is asked about."""
    draft.update("outbox", doc["id"], {"state": "failed", "last_error": why, "next_at": None})
    for asked in list(draft.all("suggestions")):
        mine = str(asked.get("dedupe_key", "")).split("|")[:2] == [UNDELIVERED, doc["id"]]
        if mine and asked.get("state") in ("proposed", "snoozed"):
            draft.update("suggestions", asked["id"], {"state": "withdrawn"})


AGAIN_PLANS: Mapping[type[Action], Callable[[Any, Draft], None]] = {
    RetryMessage: retry_message,
    DropMessage: drop_message,
}
