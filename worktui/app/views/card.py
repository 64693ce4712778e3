"""A task as a card: what it is, the one thing that presses, and who has it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from worktui.app.phrases import due_words, late_words, near_day
from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.domain.change import Doc
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

_WORD = 12
"""Cells a word about what blocks may take on a card."""


class CardView(NamedTuple):
    """One card. `state` is late, blocked, urgent, today, date, done or ""; `mark` says it in
    words (`2 d`, `WEB-12`, `fri`); `who` a handle, "" when nobody has it; `steps` `3/5`."""

    id: str
    title: str
    state: str
    mark: str
    who: str
    project: str
    steps: str

    @property
    def done(self) -> bool:
        """Whether it stands in a column for done work."""
        return self.state == "done"

    @property
    def stated(self) -> bool:
        """Whether its edge tells something."""
        return self.state in ("late", "blocked", "urgent")


def card(task: Doc, work: Snapshot, settings: Settings, now: datetime) -> CardView:
    """The card of a task as it stands at `now`."""
    state, mark = _state(task, work, settings, now)
    return CardView(
        str(task["id"]),
        str(task.get("title", "")),
        state,
        mark,
        str(task.get("assignee", "")),
        str(task.get("project", "")),
        _steps(task),
    )


def _state(task: Doc, work: Snapshot, settings: Settings, now: datetime) -> tuple[str, str]:
    """The most pressing of late, blocked, urgent, today and a date; done comes first of all."""
    kind = column_kind(work, task.get("status"))
    due = task.get("due")
    if kind == "done":
        finish = task.get("actual_finish")
        return "done", due_words(str(finish), settings, now) if finish else ""
    if late := late_days(task, kind, settings, now):
        return "late", late_words(late)
    if blocker := blocked_by(task, work):
        return "blocked", blocker
    when = near_day(settings.due_day(due), settings.today(now)) if due else ""
    if task.get("priority") == "urgent":
        return "urgent", when or "urgent"
    if when:
        return ("today" if when == "today" else "date"), when
    return "", ""


def late_days(doc: Doc, kind: str, settings: Settings, now: datetime) -> int:
    """Whole days past due, at least 1 once it is late, 0 when it is not."""
    due = doc.get("due")
    if not due or kind == "done" or not settings.past(due, now):
        return 0
    return max(1, (settings.today(now) - settings.due_day(due)).days)


def blocked_by(task: Doc, work: Snapshot) -> str:
    """What a task waits for, in a word: the first task, whom, or `waits`; "" when nothing."""
    waiting = open_blockers(work, task)
    if waiting:
        return waiting[0]
    said = str(task.get("blocked") or task.get("waiting_for") or "")
    if not said:
        return ""
    return said if len(said) <= _WORD else "waits"


def _steps(task: Doc) -> str:
    items = task.get("checklist") or ()
    if not items:
        return ""
    ticked = sum(1 for item in items if isinstance(item, dict) and item.get("done"))
    return f"{ticked}/{len(items)}"
