"""What to ask before a quick-add line is added: new tags, days that are full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from worktui.domain.settings import WEEKDAYS
from worktui.domain.snapshot import Snapshot
from worktui.engine.lengths import HOURS_A_DAY
from worktui.engine.spoken import Spoken

_WORKDAYS = 5


def doubts(fields: Mapping[str, Any], work: Snapshot, spoken: Spoken) -> Iterator[str]:
    """Plain sentences; none when all is as usual."""
    new = [tag for tag in fields.get("tags", ()) if not _used(tag, work)]
    if new and work.count("tasks"):
        yield f"new tag {', '.join('#' + tag for tag in new)}."
    yield from _full(fields, work, spoken)
    start, due = fields.get("start"), fields.get("due")
    if start and due and str(start)[:10] > str(due)[:10]:
        yield f"it would start on {start[:10]}, after it is due."


def _used(tag: str, work: Snapshot) -> bool:
    for task in work.all("tasks"):
        tags = task.get("tags")
        if tags and tag in tags:
            return True
    return False


def _full(fields: Mapping[str, Any], work: Snapshot, spoken: Spoken) -> Iterator[str]:
    who, due, hours = (fields.get(n) for n in ("assignee", "due", "estimate_hours"))
    person = work.get("people", str(who)) if who else None
    if not (person and due and hours):
        return
    day = spoken.settings.due_day(str(due))
    a_day = float(person.get("hours_per_week", HOURS_A_DAY * _WORKDAYS)) / _WORKDAYS
    total = float(hours) + sum(
        float(task.get("remaining_hours", task.get("estimate_hours", 0)))
        for task in work.all("tasks")
        if task.get("assignee") == who
        and _on(task.get("due"), day.isoformat(), spoken)
        and _open(task, work)
    )
    if total > a_day:
        name = WEEKDAYS[day.weekday()][:3]
        yield f"{name} is full for {who} ({total:g} of {a_day:g} h)."


def _on(due: Any, day: str, spoken: Spoken) -> bool:
    """Whether a due date falls on a day; bare days are compared as they are written."""
    if not due or len(due) == len(day):
        return bool(due == day)
    return spoken.settings.due_day(due).isoformat() == day


def _open(task: Mapping[str, Any], work: Snapshot) -> bool:
    column = work.get("columns", str(task.get("status", "")))
    return not task.get("archived") and (column or {}).get("kind") != "done"
