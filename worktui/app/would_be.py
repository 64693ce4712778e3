"""What the work would be if some actions were carried out: planned over a picture, never written.

Each action stands alone here: one that cannot be done is left out, so that the rest still shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from worktui.app.draft import Draft
from worktui.app.plans import plan
from worktui.domain.actions import Action
from worktui.domain.change import Actor
from worktui.domain.errors import WorktuiError
from worktui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class WouldBe:
    """`work` as it would be, and all that would be `touched`: (table, id) of what would be made,
    changed or taken away."""

    work: Snapshot
    touched: frozenset[tuple[str, str]]

    @property
    def tasks(self) -> frozenset[str]:
        """The ids of the tasks among it."""
        return frozenset(id for table, id in self.touched if table == "tasks")


def would_be(work: Snapshot, actions: Iterable[Action], *, now: datetime, me: str) -> WouldBe:
    """The work after the actions that can be done. Pure; costs what they change."""
    after: Snapshot = work
    touched: set[tuple[str, str]] = set()
    for action in actions:
        trial = Draft(after, now=now, actor=Actor(me))
        try:
            plan(action, trial)
        except WorktuiError:
            continue
        touched.update((edit.table, edit.id) for edit in trial.change().edits)
        after = trial
    return WouldBe(after, frozenset(touched))
