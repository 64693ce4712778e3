"""Delivering the outbox: what was committed with a change leaves after it, and is noted.

Only the process that holds the lease delivers. Each try is committed at once, so that a
crash repeats at most one message, under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.ports import Courier, Outcome
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Delivered:
    """One pass through the outbox: what became of each try, and who else holds it."""

    outcomes: tuple[Outcome, ...]
    waiting: int
    held_elsewhere: bool = False


def leaves_at(doc: Doc) -> datetime:
    """The instant from which an outbox document may leave."""
    moment = doc.get("next_at")
    if moment:
        return parse_instant(moment)
    made = parse_instant(doc["created_at"])
    return made + timedelta(seconds=float(doc.get("delay", 0)))


def due(work: Snapshot, now: datetime, *, at_once: bool = False) -> list[Doc]:
    """Outbox documents to try now, in the order they were made.

    Of what speaks of one thing to one person only the oldest may go, so that a cancellation
    never overtakes its invitation. `at_once` skips the seconds that a message waits for an
    undo, never a retry's pause.
    """
    ready: list[Doc] = []
    behind: set[tuple[str, str]] = set()
    for doc in work.all("outbox"):
        if doc.get("state") != "pending":
            continue
        line = (str(doc.get("to")), str(doc.get("entity", doc["id"])))
        free = leaves_at(doc) <= now or (at_once and not doc.get("attempts"))
        if free and line not in behind:
            ready.append(doc)
        behind.add(line)
    return ready


def deliver(desk: Desk, courier: Courier, *, at_once: bool = False) -> Delivered:
    """Go once through the outbox, one message after the other."""
    with desk.store.lease("outbox") as mine:
        if not mine:
            return Delivered((), _waiting(desk.snapshot()), held_elsewhere=True)
        noted: list[Outcome] = []
        tried: set[str] = set()
        while True:
            ready = due(desk.snapshot(), desk.now(), at_once=at_once)
            doc = next((doc for doc in ready if doc["id"] not in tried), None)
            if doc is None:
                return Delivered(tuple(noted), _waiting(desk.snapshot()))
            tried.add(doc["id"])
            if not _take(desk, doc["id"]):
                continue
            for outcome in courier.deliver([doc], desk.now()):
                _note(desk, outcome)
                noted.append(outcome)


def _take(desk: Desk, id: str) -> bool:
    """Mark a message as on its way, so that an undo no longer withdraws it; False if gone."""
    there = False

    def fill(draft: Draft) -> None:
        nonlocal there
        doc = draft.get("outbox", id)
        there = doc is not None and doc.get("state") == "pending"
        if there:
            draft.update("outbox", id, {"on_its_way": draft.now.isoformat()})
            draft.say(f"{id} is on its way")

    desk.through("tick").commit(fill)
    return there  # not "whether it was written": after a crash the mark may be there already


def _note(desk: Desk, outcome: Outcome) -> None:
    def fill(draft: Draft) -> None:
        if draft.get("outbox", outcome.id) is not None:
            draft.update("outbox", outcome.id, {**outcome.fields, "on_its_way": None})
            draft.say(outcome.told)

    desk.through("tick").commit(fill)


def _waiting(work: Snapshot) -> int:
    return sum(1 for doc in work.all("outbox") if doc.get("state") == "pending")


def dead(work: Snapshot) -> Sequence[Doc]:
    """Messages given up, for the inbox."""
    return [doc for doc in work.all("outbox") if doc.get("state") == "dead"]
