"""Whether something proposed is there already: waiting, dismissed lately, done, or on the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from worktui.app.draft import Draft
from worktui.app.plans.lookup import column_kind
from worktui.app.sensing import OPEN
from worktui.domain.actions import Action
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.engine.reason.assemble import alike, changes
from worktui.engine.reason.matching import content

_REMEMBERED = timedelta(days=30)
"""So long a dismissed proposal is not taken a second time."""
_NOTES = frozenset({"n", "reach", "undo", "evidence", "issue", "candidates", "needs_clarification"})
_SAME = 0.75
"""Share of words that two texts have in common when they say the same."""


@dataclass(frozen=True, slots=True)
class Twin:
    """What says the same already, and what became of it."""

    id: str
    why: str


def twin_of(draft: Draft, action: Action) -> Twin | None:
    """The suggestion, else the open task, that an action would only repeat."""
    for doc in draft.all("suggestions"):
        state = str(doc.get("state"))
        if state in OPEN:
            says = "waits in the inbox already"
        elif state == "dismissed" and _lately(draft, doc):
            says = "was dismissed: people do not want it"
        else:
            continue
        if any(_repeats(action, old, doc) for old in doc.get("actions", ())):
            return Twin(str(doc["id"]), f"{doc['id']} says the same and {says}.")
    if action.type == "create_task":
        return _on_the_board(draft, action.to_doc())
    return None


def _lately(draft: Draft, doc: Doc) -> bool:
    return parse_instant(str(doc["made_at"])) > draft.now - _REMEMBERED


def _repeats(action: Action, old: Doc, doc: Doc) -> bool:
    """Whether an action is an old one again: the same, or the same in other words."""
    mine = action.to_doc()
    if mine["type"] != old.get("type"):
        return False
    if _bare(mine) == _bare(old):
        return True
    if mine["type"] == "create_task":
        return _alike(mine.get("title"), old.get("title")) and not changes(action, doc)
    if mine["type"] == "comment_task":
        return alike(action, old)
    if mine["type"] == "book_slot":
        same = ("event_type", "invitee", "start")
        return all(mine.get(name) == old.get(name) for name in same)
    if mine["type"] == "send_message":
        here, there = (f"{d.get('subject', '')} {d.get('body', '')}" for d in (mine, old))
        return mine.get("to") == old.get("to") and _alike(here, there)
    return False


def _alike(one: object, other: object) -> bool:
    """Whether two texts say the same in much the same words (Jaccard's measure of their stems)."""
    a, b = content(str(one or "")), content(str(other or ""))
    return len(a & b) >= _SAME * len(a | b) if a and b else one == other


def _bare(doc: Doc) -> dict[str, Any]:
    return {name: value for name, value in doc.items() if name not in _NOTES}


def _on_the_board(draft: Draft, mine: Mapping[str, Any]) -> Twin | None:
    """An open task of the same title."""
    wanted = str(mine.get("title", "")).casefold()
    for task in draft.all("tasks"):
        if str(task.get("title", "")).casefold() != wanted or task.get("archived"):
            continue
        here = mine.get("project") in (None, task.get("project"))
        if here and column_kind(draft, task.get("status")) != "done":
            return Twin(str(task["id"]), f"{task['id']} is on the board already.")
    return None
