"""The end of a suggestion, whoever brings it about, and of the arrivals it came from.

What waits for nobody any more is closed, so that its raw bytes are forgotten in time.
"""

from __future__ import annotations

from typing import Any

from worktui.app.draft import Draft
from worktui.domain.change import Doc

OPEN = frozenset({"proposed", "snoozed"})
"""States of a suggestion that still wait for a decision."""


def close(draft: Draft, doc: Doc, state: str, **fields: Any) -> None:
    """End a suggestion in `state` (expired, withdrawn, superseded, …), with more of its fields."""
    draft.update("suggestions", doc["id"], {"state": state, **fields})
    close_arrivals(draft, doc)


def close_arrivals(draft: Draft, doc: Doc) -> None:
    """An arrival is closed when nothing it suggested waits any more."""
    for arrival in doc.get("arrivals", ()):
        waiting = any(
            arrival in other.get("arrivals", ()) and other.get("state") in OPEN
            for other in draft.all("suggestions")
        )
        if not waiting and draft.get("arrivals", arrival):
            draft.update("arrivals", arrival, {"state": "closed"})
