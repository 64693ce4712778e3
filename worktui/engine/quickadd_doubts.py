"""What to ask before a quick-add line is added: new tags, days that are full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

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
    return any(tag in (task.get("tags") or ()) for task in work.all("tasks"))


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
        and task.get("due")
        and _open(task, work)
        and spoken.settings.due_day(task["due"]) == day
    )
    if total > a_day:
        yield f"{day:%a} is full for {who} ({total:g} of {a_day:g} h).".replace(
            f"{day:%a}", f"{day:%a}".lower(), 1
        )


def _open(task: Mapping[str, Any], work: Snapshot) -> bool:
    column = work.get("columns", str(task.get("status", "")))
    return not task.get("archived") and (column or {}).get("kind") != "done"
