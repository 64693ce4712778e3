"""Forgetting: the raw bytes of arrivals that are long closed. What was understood of them stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.phrases import counted
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot

CLOSED = frozenset({"closed", "failed", "quarantined"})
"""States of an arrival from which nothing is waited for."""
AT_ONCE = 500
"""So many at most in one change."""


def forgettable(work: Snapshot, now: datetime, keep_days: int) -> Sequence[Doc]:
    """Closed arrivals older than so many days whose bytes are still kept, the oldest first."""
    if keep_days <= 0:
        return ()
    limit = now - timedelta(days=keep_days)
    return [
        doc
        for doc in work.all("arrivals")
        if doc.get("blob")
        and doc.get("state") in CLOSED
        and doc.get("received_at")
        and parse_instant(str(doc["received_at"])) < limit
    ]


def forget(desk: Desk, keep_days: int) -> int:
    """Forget what is old enough; returns how many. `keep_days` 0 keeps everything.

    The bytes go first: a crash in between leaves a name of what is gone, never the bytes
    without a name.
    """
    work = desk.snapshot()
    old = forgettable(work, desk.now(), keep_days)[:AT_ONCE]
    if not old:
        return 0
    gone = {str(doc["id"]) for doc in old}
    needed = {doc.get("blob") for doc in work.all("arrivals") if doc["id"] not in gone}
    for doc in old:
        if doc["blob"] not in needed:
            desk.store.drop_blob(str(doc["blob"]))

    def fill(draft: Draft) -> None:
        for id in gone:
            if draft.get("arrivals", id) is not None:
                draft.update("arrivals", id, {"blob": None})
        draft.say(f"the raw bytes of {counted(len(gone), 'arrival')} are forgotten")

    desk.through("tick").commit(fill)
    return len(gone)
