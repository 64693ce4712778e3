"""Why a task presses, in a few words: who waits for it, how it stands, where it leads."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from worktui.app.names import short_name
from worktui.app.phrases import due_words, moment_words
from worktui.app.plans.lookup import column_kind
from worktui.app.views.waiting import Waiting
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot


class Reasons:
    """Words on the tasks of a person; who waits for what is looked up once for all."""

    def __init__(self, work: Snapshot, who: str, settings: Settings, now: datetime) -> None:
        self.work, self.settings, self.now = work, settings, now
        self._held: dict[str, list[str]] = defaultdict(list)
        for task in work.all("tasks"):
            person = task.get("assignee")
            if not person or person == who or task.get("archived"):
                continue
            if column_kind(work, task.get("status")) != "done":
                for link in task.get("depends_on") or ():
                    self._held[str(link.get("task"))].append(str(person))
        self._waiting = Waiting(work)

    def of(self, task: Doc) -> tuple[str, bool]:
        """(the words, whether a teammate waits for it)."""
        held = list(dict.fromkeys(self._held.get(task["id"], ())))
        parts = [f"{' and '.join(held[:2])} wait{'s' if len(held) == 1 else ''} for it"] * any(held)
        parts += [self._contact(task), self._standing(task), self._leads(task)]
        return " · ".join(filter(None, parts)), bool(held)

    def _contact(self, task: Doc) -> str:
        email = self._waiting.who(task)
        if not email:
            return ""
        name = short_name(self.work, email)
        asked = self._waiting.since(task)
        if not asked:
            return f"{name} waits"
        return f"{name} waits since {moment_words(parse_instant(asked), self.settings, self.now)}"

    def _standing(self, task: Doc) -> str:
        steps = task.get("checklist") or ()
        ticked = sum(1 for item in steps if isinstance(item, dict) and item.get("done"))
        share = f"{ticked}/{len(steps)}" if steps else ""
        if column_kind(self.work, task.get("status")) != "doing":
            return share
        begun = task.get("actual_start")
        words = f"started {due_words(str(begun), self.settings, self.now)}" if begun else "in hand"
        return f"{words}, {share}" if share else words

    def _leads(self, task: Doc) -> str:
        milestone = self.work.get("milestones", str(task.get("milestone", ""))) or {}
        if milestone.get("name"):
            return f"on the way to {milestone['name']}"
        waits = task.get("priority")
        return f"priority {waits}" if waits == "low" else ""
