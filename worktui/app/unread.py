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
from worktui.domain.errors import NotFound
from worktui.domain.text import clean_or


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
    """Nothing comes of it; it is kept. Raises NotFound."""

    def fill(draft: Draft) -> None:
        _settle(draft, _need(draft, arrival), {"state": "dismissed", "actions": []})
        draft.say(f"{arrival} is put aside")

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
    doc = draft.get("arrivals", arrival)
    if doc is None:
        raise NotFound(f"There is no arrival {arrival[:40]} here.")
    return doc
