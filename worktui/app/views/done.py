"""What became of a suggestion: done when and by whom, what left the house, how to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from worktui.app.outbox import written_here
from worktui.app.phrases import moment_words
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

_STATES: Mapping[str, str] = {
    "pending": "waits to leave",
    "sent": "has left",
    "failed": "was given up",
    "dead": "could not be delivered",
}


@dataclass(frozen=True, slots=True)
class LeftView:
    """One message that came of it: to whom, about what, and whether it has left."""

    to: str
    subject: str
    state: str
    failed: bool


@dataclass(frozen=True, slots=True)
class DoneView:
    """The receipt of a suggestion: a sentence each, who and when, in which entry."""

    lines: tuple[str, ...]
    who: str
    clock: str
    entry: int
    rule: str
    left: tuple[LeftView, ...]

    @property
    def told(self) -> str:
        """`14:02 by ana`, `14:02 by rule RU-1, made by ana`."""
        by = f"by rule {self.rule}, which is {self.who}’s" if self.rule else f"by {self.who}"
        return " ".join(filter(None, (self.clock, by)))


def done_view(
    work: Snapshot, doc: Doc, settings: Settings, now: datetime | None = None
) -> DoneView | None:
    """The receipt of a suggestion; None where nothing of it was carried out. Without `now` its
    moment is told by the clock alone."""
    receipt = doc.get("receipt")
    if not receipt:
        return None
    at = parse_instant(receipt["at"]) if receipt.get("at") else None
    return DoneView(
        lines=tuple(part for part in str(receipt.get("text", "")).split("; ") if part),
        who=str(receipt.get("by", "")),
        clock=moment_words(at, settings, now or at) if at else "",
        entry=int(receipt.get("entry", 0)),
        rule=str(receipt.get("rule", "")),
        left=tuple(_left(work, id) for id in receipt.get("letters", ())),
    )


def _left(work: Snapshot, id: str) -> LeftView:
    doc = work.get("outbox", id)
    if doc is None:
        return LeftView("", "", "was taken back before it left", failed=False)
    contact = work.get("contacts", str(doc.get("to", ""))) or {}
    state = str(doc.get("state", ""))
    words = _STATES.get(state, state)
    if written_here(doc):
        words = "is written here, not sent"
    elif state == "pending" and doc.get("attempts"):
        words = "did not leave yet, is tried again"
    return LeftView(
        str(contact.get("name") or doc.get("to", "")),
        str(doc.get("subject", "")),
        words,
        failed=state in ("failed", "dead"),
    )
