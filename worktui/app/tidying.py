"""Old finished work put away: which tasks, and how it is done as one change."""

from __future__ import annotations

from datetime import datetime, timedelta

from worktui.app.desk import Desk
from worktui.app.phrases import counted
from worktui.app.plans.lookup import column_kind
from worktui.domain.actions.tasks import ArchiveTask
from worktui.domain.change import Doc
from worktui.domain.errors import Refused
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

AGES = (7, 14, 30, 90, 365)
"""Days that are offered."""


def finished_before(work: Snapshot, days: int, now: datetime, project: str = "") -> list[Doc]:
    """Tasks finished more than so many days ago that still stand on the board. One of which
    nobody noted when it was finished counts as old."""
    last = (Settings.of(work).today(now) - timedelta(days=days)).isoformat()
    return [
        task
        for task in work.all("tasks")
        if not task.get("archived")
        and column_kind(work, task.get("status")) == "done"
        and str(task.get("actual_finish") or "")[:10] < last
        and (not project or task.get("project") == project)
    ]


def tidy(desk: Desk, days: int, project: str = "") -> str:
    """Put them away as one change; returns what was done in words. Raises Refused where there
    is nothing to do."""
    tasks = finished_before(desk.snapshot(), days, desk.now(), project)
    if not tasks:
        raise Refused("No finished work is as old as that.")
    words = f"{counted(len(tasks), 'finished task')} put away"
    desk.do([ArchiveTask(task=task["id"]) for task in tasks], why=words)
    return words
