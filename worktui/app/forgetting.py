"""Forgetting: the raw bytes of arrivals from which nothing waits. What was understood stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from worktui.app.closing import OPEN
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.phrases import counted
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot

AT_ONCE = 500
"""So many at most in one change."""


def forgettable(work: Snapshot, now: datetime, keep_days: int) -> Sequence[Doc]:
    """Arrivals older than so many days whose bytes are still kept, the oldest first; none from
    which something that waits for a decision came."""
    if keep_days <= 0:
        return ()
    limit = now - timedelta(days=keep_days)
    old = [
        doc
        for doc in work.all("arrivals")
        if doc.get("blob")
        and doc.get("received_at")
        and parse_instant(str(doc["received_at"])) < limit
    ]
    waiting = _waiting(work) if old else ()
    return [doc for doc in old if doc["id"] not in waiting]


def _waiting(work: Snapshot) -> Collection[str]:
    return {
        str(arrival)
        for doc in work.all("suggestions")
        if doc.get("state") in OPEN
        for arrival in doc.get("arrivals", ())
    }


def forget(desk: Desk, keep_days: int) -> int:
    """Forget what is old enough; returns how many. `keep_days` 0 keeps everything.

    Under the lock, so that nobody names the same bytes anew meanwhile, and the bytes go before
    their names: a crash in between leaves a name of what is gone, never bytes without a name.
    """
    if not forgettable(desk.snapshot(), desk.now(), keep_days):
        return 0
    count = 0

    def fill(draft: Draft) -> None:
        nonlocal count
        old = forgettable(draft, draft.now, keep_days)[:AT_ONCE]
        gone = {str(doc["id"]) for doc in old}
        needed = {doc.get("blob") for doc in draft.all("arrivals") if doc["id"] not in gone}
        for doc in old:
            if doc["blob"] not in needed:
                desk.store.drop_blob(str(doc["blob"]))
            draft.update("arrivals", doc["id"], {"blob": None})
        count = len(old)
        if old:
            draft.say(f"the raw bytes of {counted(count, 'arrival')} are forgotten")

    desk.through("tick").commit(fill)
    return count
