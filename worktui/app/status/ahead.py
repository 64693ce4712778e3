"""What comes next: promises, and the tasks that begin or end in the days to come."""

from __future__ import annotations

from datetime import date

from worktui.app.outlook import Outlook
from worktui.app.status.page import Coming

PROMISES = 42
"""Days ahead in which promises are told."""
WORK = 14
"""Days ahead in which tasks are told."""
MOST = 10
"""Things that are told."""


def ahead(outlook: Outlook, project: str) -> tuple[Coming, ...]:
    """At most ten things, in the order of their days: promises first, then what drives them."""
    today = outlook.today
    found: list[tuple[int, Coming]] = []
    for stone in outlook.planned.milestones.values():
        if stone.project != project or stone.done:
            continue
        if stone.due is not None and 0 <= stone.due - today.toordinal() <= PROMISES:
            found.append((0, Coming(date.fromordinal(stone.due), "is promised", stone.name)))
    for task in outlook.planned.model.tasks.values():
        if task.project == project and task.kind != "done":
            found += _of_task(outlook, task.id, today.toordinal())
    found.sort(key=lambda pair: (pair[0], pair[1].day, pair[1].text))
    kept = [coming for _, coming in found[:MOST]]
    return tuple(sorted(kept, key=lambda coming: coming.day))


def _of_task(outlook: Outlook, id: str, today: int) -> list[tuple[int, Coming]]:
    task, placed = outlook.planned.model.tasks[id], outlook.planned.tasks[id]
    text, who = f"{id} {task.title}", task.person or "nobody"
    weight = 1 if placed.on_chain else 2
    if 0 <= placed.finish - today <= WORK:
        starts = task.kind == "todo" and placed.start == placed.finish
        what = "starts and ends" if starts else "ends"
        return [(weight, Coming(date.fromordinal(placed.finish), what, text, who))]
    if task.kind == "todo" and 0 <= placed.start - today <= WORK:
        return [(weight + 1, Coming(date.fromordinal(placed.start), "starts", text, who))]
    return []
