"""What could not be delivered comes to the inbox, with sending it again as its step.

Dismissed there, the message is given up for good. It comes up once for each time it was
given up by the carrier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worktui.app.by_itself import proposal
from worktui.app.draft import Draft
from worktui.app.outbox import dead
from worktui.app.plans.again import UNDELIVERED
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line, clean_or
from worktui.engine.reason import Proposal

_KINDS: Mapping[str, str] = {"mail": "Mail", "webhook": "Message", "calendar": "Calendar event"}


def undelivered(draft: Draft) -> Iterator[Proposal]:
    """A suggestion for each message given up; those dismissed are closed for good."""
    asked = {str(doc.get("dedupe_key")): doc for doc in draft.all("suggestions")}
    for doc in list(dead(draft)):
        key = f"{UNDELIVERED}|{doc['id']}"
        known = asked.get(key)
        if known is None:
            yield _asked(draft, doc, key)
        elif known.get("state") in ("dismissed", "expired"):
            draft.update("outbox", doc["id"], {"state": "failed"})
            draft.say(f"{doc['id']} to {doc.get('to')} is given up")


def _asked(draft: Draft, doc: Doc, key: str) -> Proposal:
    why = clean_or(doc.get("last_error") or "", "nobody took it", 160)
    tries = int(doc.get("attempts") or 0)
    tried = {0: "It was not tried.", 1: "It was tried once."}
    return proposal(
        {"type": "retry_message", "message": doc["id"]},
        title=clean_line(f"{named(draft, doc)} could not be delivered: {why}"),
        reason=f"{tried.get(tries, f'It was tried {tries} times.')} Dismissed, it is given up.",
        key=key,
        says="undelivered",
        contact=str(doc["to"]) if "@" in str(doc.get("to")) else None,
    )


def named(work: Snapshot, doc: Doc) -> str:
    """A message by its kind and its reader: `Mail to Iva Novak`."""
    to = str(doc.get("to") or "?")
    kind = str(doc.get("kind", "mail"))
    known = work.get("people" if kind == "calendar" else "contacts", to) or {}
    what = _KINDS.get(kind, "Message")
    return clean_line(f"{what} {'of' if kind == 'calendar' else 'to'} {known.get('name') or to}")
