"""What is in the outbox and has not left: what waits and for what, what could not be delivered."""

from __future__ import annotations

from dataclasses import dataclass

from worktui.app.outbox import leaves_at
from worktui.app.undelivered import named
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class OutgoingView:
    """One document of the outbox. `at` is when it may leave (ISO 8601), "" when nothing will
    be tried; `why` the last failure."""

    id: str
    what: str
    subject: str
    state: str
    at: str
    attempts: int
    why: str


def outgoing_views(work: Snapshot) -> list[OutgoingView]:
    """What waits (pending) and what was given up by its carrier (dead), oldest first."""
    return [_view(work, doc) for doc in work.all("outbox") if doc.get("state") in _OPEN]


_OPEN = ("pending", "dead")


def _view(work: Snapshot, doc: Doc) -> OutgoingView:
    waits = doc.get("state") == "pending"
    return OutgoingView(
        id=str(doc["id"]),
        what=named(work, doc),
        subject=str(doc.get("subject") or ""),
        state=str(doc.get("state")),
        at=leaves_at(doc).isoformat() if waits else "",
        attempts=int(doc.get("attempts") or 0),
        why=str(doc.get("last_error") or ""),
    )
