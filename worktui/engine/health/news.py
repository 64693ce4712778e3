"""How fresh what is known of the work is: days on which something was said of it.

A snapshot has no history; news are actual starts and finishes, time logged and comments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise

from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.plan import PlanModel
from worktui.engine.workdays import Workdays

STALE = 2
"""Times the team's usual gap between news after which there should have been some."""
_ENOUGH = 4
"""Days of news from which on a team has a usual gap."""
_LEAST = 2
"""Working days of silence that are never too long."""


class News:
    """The days with news of every task, and the usual gap of every project's team."""

    def __init__(self, work: Snapshot, model: PlanModel) -> None:
        self.model = model
        settings = Settings.of(work)
        days: dict[str, set[int]] = defaultdict(set)
        for task in model.tasks.values():
            for field in ("actual_start", "actual_finish"):
                if task.doc.get(field):
                    found = getattr(task, field)
                    days[task.id].add(found)
            for comment in task.doc.get("comments") or ():
                if isinstance(comment, Mapping) and (at := comment.get("at")):
                    days[task.id].add(settings.due_day(str(at)).toordinal())
        for entry in work.all("time"):
            if (id := str(entry.get("task"))) in model.tasks and entry.get("day"):
                days[id].add(settings.due_day(str(entry["day"])).toordinal())
        self.days: Mapping[str, set[int]] = days

    def newest(self, tasks: Collection[str]) -> int | None:
        """The last day up to today on which something was said of any of these."""
        today = self.model.today
        found = (day for id in tasks for day in self.days.get(id, ()) if day <= today)
        return max(found, default=None)

    def gap(self, project: str) -> int | None:
        """The median of working days between two days with news in a project; None where there
        are too few to tell."""
        today = self.model.today
        calendar = self.model.calendar_of(project)
        known = sorted(
            {
                day
                for id, days in self.days.items()
                if self.model.tasks[id].project == project
                for day in days
                if day <= today
            }
        )
        if len(known) < _ENOUGH:
            return None
        gaps = sorted(calendar.between(a, b) for a, b in pairwise(known))
        return max(1, gaps[len(gaps) // 2])

    def silent(self, project: str, tasks: Collection[str]) -> tuple[int, int] | None:
        """(working days without news, the team's usual gap) where that is too long."""
        newest, gap = self.newest(tasks), self.gap(project)
        if newest is None or gap is None:
            return None
        calendar: Workdays = self.model.calendar_of(project)
        silence = calendar.between(newest, self.model.today)
        return (silence, gap) if silence > max(STALE * gap, _LEAST) else None
