"""A person's own word on a promise: kept though nothing here shows it, or no promise at all."""

from __future__ import annotations

from worktui.app.desk import Desk, Receipt
from worktui.app.draft import Draft
from worktui.app.promise_words import closed, name_of
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.text import clean_line

STATES = {"kept": "kept", "withdrawn": "is watched no longer"}


def mark(desk: Desk, id: str, state: str) -> Receipt:
    """Settle a promise by hand: `kept` or `withdrawn`. Undone like any change.

    Raises NotFound, and BadInput for another state.
    """
    if state not in STATES:
        raise BadInput(f"A promise can be {' or '.join(STATES)}, not {clean_line(state)}.")

    def fill(draft: Draft) -> None:
        doc = draft.get("promises", id) or draft.get("promises", id.strip().upper())
        if doc is None:
            raise NotFound(
                f"There is no promise “{clean_line(id[:40] or '?')}” here.",
                hint="`worktui promises` lists them.",
            )
        fields = {"state": state, "settled_at": draft.now.isoformat()}
        draft.update("promises", doc["id"], {**fields, "settled_by": draft.actor.by})
        closed(draft, str(doc["id"]))
        quote = clean_line(str(doc["quote"]), 80)
        draft.say(f"{name_of(draft, str(doc['who']))}: “{quote}” {STATES[state]}")

    return desk.commit(fill)
