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
    """`work` as it would be, and the `tasks` by id that would be made, changed or taken away."""

    work: Snapshot
    tasks: frozenset[str]


def would_be(work: Snapshot, actions: Iterable[Action], *, now: datetime, me: str) -> WouldBe:
    """The work after the actions that can be done. Pure; costs what they change."""
    after: Snapshot = work
    touched: set[str] = set()
    for action in actions:
        trial = Draft(after, now=now, actor=Actor(me))
        try:
            plan(action, trial)
        except WorktuiError:
            continue
        edits = trial.change().edits
        touched.update(edit.id for edit in edits if edit.table == "tasks")
        after = trial
    return WouldBe(after, frozenset(touched))
