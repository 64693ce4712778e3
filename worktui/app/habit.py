"""What was decided in the inbox so far, and the order that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.engine.reason.habit import Decision, Habits, Leaning, standing

_DECIDED = ("applied", "dismissed")


class Order:
    """Counts the decisions of a snapshot once; then says how each suggestion stands."""

    def __init__(self, work: Snapshot) -> None:
        self.work = work
        decided = [doc for doc in work.all("suggestions") if doc.get("state") in _DECIDED]
        self.habits = Habits.of(
            Decision(source_of(work, doc), types_of(doc), doc["state"] == "applied")
            for doc in decided
            if not (doc.get("receipt") or {}).get("rule")  # a rule did that, nobody decided it
        )

    def leaning(self, doc: Doc) -> Leaning:
        """What usually becomes of suggestions like this one."""
        return self.habits.leaning(source_of(self.work, doc), types_of(doc))

    def stands(self, doc: Doc, now: datetime) -> datetime:
        """When it counts as made; one without that moment is new."""
        made = parse_instant(doc["made_at"]) if doc.get("made_at") else now
        return standing(made, self.leaning(doc))

    def sorted(self, docs: Sequence[Doc], now: datetime) -> list[Doc]:
        """Newest first, as habit has it; what stands alike keeps the order given."""
        return sorted(docs, key=lambda doc: self.stands(doc, now), reverse=True)


def source_of(work: Snapshot, doc: Doc) -> str:
    """Whom or what a suggestion came from: its contact, else what its arrival came from."""
    arrivals = doc.get("arrivals") or ()
    arrival = (work.get("arrivals", arrivals[0]) if arrivals else None) or {}
    return str(doc.get("contact") or arrival.get("source") or doc.get("origin") or "rules")


def types_of(doc: Doc) -> tuple[str, ...]:
    """The types of a suggestion's steps."""
    return tuple(str(action.get("type", "")) for action in doc.get("actions", ()))
