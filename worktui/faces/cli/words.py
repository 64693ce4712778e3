"""Days, people and states of tasks in the few words that fit a line."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.app.views.card import late_days
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken
from worktui.faces.cli.paper import Cell

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date, today: date) -> str:
    """`today`, `tomorrow`, `fri`, `10 Dec`, `10 Dec 2027`."""
    ahead = (day - today).days
    if ahead in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[ahead + 1]
    if 1 < ahead < 7:
        return DAYS[day.weekday()]
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def moment_words(value: str, spoken: Spoken) -> str:
    """A stored day or instant in words, with its time when it has one."""
    if is_day(value):
        return day_words(parse_day(value), spoken.today)
    return instant_words(parse_instant(value), spoken)


def instant_words(moment: datetime, spoken: Spoken) -> str:
    """`fri 14:00` in the reader's zone."""
    local = moment.astimezone(ZoneInfo(spoken.tz))
    return f"{day_words(local.date(), spoken.today)} {local:%H:%M}"


def due_cell(task: Doc, work: Snapshot, spoken: Spoken) -> Cell:
    """When a task is due, or how late it is."""
    due = task.get("due")
    if not due:
        return Cell("")
    if column_kind(work, task.get("status")) == "done":
        return Cell("")
    if is_late(task, work, spoken):
        days = (spoken.today - spoken.settings.due_day(due)).days
        return Cell(f"! {days} d late" if days else "! late", "late")
    return Cell(moment_words(due, spoken))


def is_late(task: Doc, work: Snapshot, spoken: Spoken) -> bool:
    """Whether it is not done and its time has passed."""
    kind = column_kind(work, task.get("status"))
    return late_days(task, kind, spoken.settings, spoken.now) > 0


def sign_cell(task: Doc, work: Snapshot, spoken: Spoken) -> Cell:
    """The one most pressing state of a task."""
    if column_kind(work, task.get("status")) == "done":
        return Cell("✓")
    if is_late(task, work, spoken):
        return Cell("!", "late")
    if task.get("blocked") or open_blockers(work, task):
        return Cell("⊘", "ask")
    if task.get("priority") == "urgent":
        return Cell("▲", "ask")
    due = task.get("due")
    if due and spoken.settings.due_day(due) == spoken.today:
        return Cell("●")
    return Cell("")
