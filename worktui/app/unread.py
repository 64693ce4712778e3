"""Arrivals that could not be read: a person makes a task of one, or puts it aside.

Either is kept as a suggestion of the person's own, so that undo brings the arrival back.
"""

from __future__ import annotations

from typing import Any

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.plans import plan
from worktui.domain.actions.tasks import CreateTask
from worktui.domain.change import Doc
from worktui.domain.errors import NotFound, Refused
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or

STUCK = ("quarantined", "failed")
"""The states of an arrival that nobody's judgement reached."""


def waiting(work: Snapshot) -> list[Doc]:
    """The arrivals that could not be read and that no person has decided about, oldest first."""
    decided = {id for doc in work.all("suggestions") for id in doc.get("arrivals") or ()}
    return [
        doc
        for doc in work.all("arrivals")
        if doc.get("state") in STUCK and doc["id"] not in decided
    ]


def task_of(desk: Desk, arrival: str) -> Receipt:
    """A task that names the arrival, which then waits no longer. Raises NotFound."""

    def fill(draft: Draft) -> None:
        doc = _need(draft, arrival)
        title = clean_or(doc.get("subject")) or f"Look at {arrival}"
        notes = f"From {arrival}. {clean_or(doc.get('why'))}".strip()
        action = CreateTask.of({"title": title, "notes": notes, "assignee": desk.me})
        plan(action, draft)
        receipt = {
            "entry": draft.base.seq + 1,
            "by": draft.actor.by,
            "at": draft.now.isoformat(),
            "steps": [1],
            "text": "; ".join(draft.lines),
        }
        actions = [{"n": 1, **action.to_doc()}]
        _settle(draft, doc, {"state": "applied", "receipt": receipt, "actions": actions})

    return desk.commit(fill)


def put_aside(desk: Desk, arrival: str) -> Receipt:
    """Nothing comes of it; it is kept. Raises NotFound, and Refused for one that was read or
    decided about."""

    def fill(draft: Draft) -> None:
        doc = _need(draft, arrival)
        if all(doc["id"] != other["id"] for other in waiting(draft)):
            raise Refused(
                f"{doc['id']} does not wait for anybody.", hint="`worktui inbox` lists what does."
            )
        _settle(draft, doc, {"state": "dismissed", "actions": []})
        draft.say(f"{doc['id']} is put aside")

    return desk.commit(fill)


def _settle(draft: Draft, arrival: Doc, fields: dict[str, Any]) -> None:
    said = {
        "arrivals": [arrival["id"]],
        "title": clean_or(arrival.get("subject")) or str(arrival["id"]),
        "origin": "person",
        "band": "high",
        "confidence": 1.0,
        "reason": "It could not be read; a person decided.",
        "made_at": draft.now.isoformat(),
    }
    id = draft.next_id("S", "suggestions")
    draft.create("suggestions", {"id": id, **said, **fields})


def _need(draft: Draft, arrival: str) -> Doc:
    doc = draft.get("arrivals", arrival) or draft.get("arrivals", arrival.strip().upper())
    if doc is None:
        raise NotFound(f"There is no arrival {arrival[:40]} here.")
    return doc
