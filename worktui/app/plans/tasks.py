"""How actions on tasks are carried out: edits in a draft."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from worktui.app.draft import Draft
from worktui.app.plans.lookup import (
    column_kind,
    columns_of,
    find_column,
    find_milestone,
    find_person,
    find_project,
    find_task,
    open_blockers,
)
from worktui.app.plans.places import take_in
from worktui.app.plans.spending import log_cost, log_time
from worktui.domain.actions import Action
from worktui.domain.actions.tasks import (
    ArchiveTask,
    CommentTask,
    CreateTask,
    DeleteTask,
    LinkTasks,
    LogCost,
    LogTime,
    MoveTask,
    ReorderTask,
    SetReminder,
    UnlinkTasks,
    UpdateTask,
)
from worktui.domain.change import Doc
from worktui.domain.documents import RANK_STEP
from worktui.domain.errors import BadInput, Refused


def create_task(action: CreateTask, draft: Draft) -> None:
    fields = _resolved(draft, dict(action.fields))
    project = fields.get("project")
    if not fields.get("status"):
        columns = columns_of(draft, project)
        fields["status"] = columns[0]["id"] if columns else "todo"
    elif column := draft.get("columns", fields["status"]):
        take_in(draft, column)
    id = draft.next_id(project or "T", "tasks")
    draft.create(
        "tasks",
        {"id": id, "title": action.title, **fields, "rank": fields.get("rank") or _last(draft)},
    )
    for link in fields.get("depends_on") or ():
        _check_cycle(draft, id, link["task"])
    draft.made.append(id)
    draft.say(f"{id} {action.title} is on the board")


def _last(draft: Draft) -> int:
    """A rank below all others: order of making until somebody orders by hand."""
    counter = draft.get("counters", "rank")
    number = (counter["n"] if counter else 0) + RANK_STEP
    if counter is None:
        ranks = [doc.get("rank", 0) for doc in draft.all("tasks")]
        number = (int(max(ranks, default=0)) // RANK_STEP + 1) * RANK_STEP
    draft.create("counters", {"id": "rank", "n": number})
    return number


def _resolved(draft: Draft, fields: dict[str, Any], project: str | None = None) -> dict[str, Any]:
    """Names people use turned into ids: assignee, project, milestone, column, links. `project`
    is the one the task is in already."""
    if fields.get("assignee"):
        fields["assignee"] = find_person(draft, fields["assignee"], draft.actor.by)["id"]
    if fields.get("project"):
        fields["project"] = find_project(draft, fields["project"])["id"]
    if fields.get("milestone"):
        milestone = find_milestone(draft, fields["milestone"], fields.get("project") or project)
        fields["milestone"] = milestone["id"]
        home = milestone.get("project")
        if fields.setdefault("project", home) != home:
            raise BadInput(
                f"{milestone['id']} is a milestone of {home}, not of {fields['project']}."
            )
    if fields.get("status"):
        fields["status"] = find_column(draft, fields["status"], fields.get("project"))["id"]
    if fields.get("eligible"):
        fields["eligible"] = [
            find_person(draft, name, draft.actor.by)["id"] for name in fields["eligible"]
        ]
    if fields.get("depends_on"):
        fields["depends_on"] = [_link(draft, link) for link in fields["depends_on"]]
    if fields.get("repeat"):
        from worktui.engine.recur_rule import Rule  # few tasks repeat

        Rule.of(fields["repeat"])
    start, due = fields.get("start"), fields.get("due")
    if start and due and draft.settings.due_day(start) > draft.settings.due_day(due):
        raise BadInput(f"It would start on {start}, after it is due on {due}.")
    return fields


def _link(draft: Draft, link: Any) -> dict[str, Any]:
    given = {"task": link} if isinstance(link, str) else dict(link)
    given["task"] = find_task(draft, str(given.get("task", "")))["id"]
    return {"type": "FS", "lag_days": 0, **given}


def update_task(action: UpdateTask, draft: Draft) -> None:
    task = find_task(draft, action.task)
    fields = dict(action.fields)
    if "title" in fields and not fields["title"]:
        raise BadInput(f"{task['id']} needs a title.")
    project = fields.get("project") or task.get("project")
    status = fields.pop("status", None)
    resolved = _resolved(draft, fields, task.get("project"))
    if resolved.get("project") == task.get("project"):
        resolved.pop("project", None)
    for link in resolved.get("depends_on") or ():
        _check_cycle(draft, task["id"], link["task"])
    if "project" in resolved and "milestone" not in resolved and task.get("milestone"):
        milestone = draft.get("milestones", task["milestone"]) or {}
        if milestone.get("project") != resolved["project"]:
            resolved["milestone"] = None  # it stays with the project that promised it
    if resolved:
        draft.update("tasks", task["id"], resolved, seen=action.seen)
        draft.say(f"{task['id']}: {_said(task, resolved)}")
    if status:
        _move(draft, task["id"], find_column(draft, status, project))


LONG = frozenset({"notes"})
"""Fields whose value is nothing to repeat in a sentence."""


def _said(task: Doc, fields: dict[str, Any]) -> str:
    parts = []
    for name, value in fields.items():
        label = name.replace("_", " ")
        if value is None or value == []:
            parts.append(f"{label} taken away")
        elif isinstance(value, list | dict) or name in LONG:
            parts.append(f"{label} changed")
        elif name in task:
            parts.append(f"{label} {str(task[name])[:40]} → {str(value)[:60]}")
        else:
            parts.append(f"{label} {str(value)[:60]}")
    return ", ".join(parts)


def move_task(action: MoveTask, draft: Draft) -> None:
    task = find_task(draft, action.task)
    column = find_column(draft, action.to, task.get("project"))
    _move(draft, task["id"], column, over=bool(action.over))


def _move(draft: Draft, id: str, column: Doc, *, over: bool = False) -> None:
    task = draft.need("tasks", id, "task")
    if task.get("status") == column["id"]:
        return
    kind = column.get("kind", "todo")
    today = draft.settings.today(draft.now).isoformat()
    fields: dict[str, Any] = {"status": column["id"], "rank": _last(draft), "blocked": None}
    if kind in ("doing", "done") and not task.get("actual_start"):
        fields["actual_start"] = today
    fields["actual_finish"] = today if kind == "done" else None
    if kind == "doing" and (waiting := open_blockers(draft, task)):
        draft.warn(f"{id} still waits for {', '.join(waiting)}.")
    take_in(draft, column, over=over)
    draft.update("tasks", id, fields)
    done = kind == "done"
    draft.say(f"{id} is done" if done else f"{id} is in {column.get('name', column['id'])}")
    if done and task.get("repeat"):
        from worktui.app.plans.repeating import make_next  # rules of repeats, seldom needed

        make_next(draft, draft.need("tasks", id, "task"), _last(draft))


def comment_task(action: CommentTask, draft: Draft) -> None:
    task = find_task(draft, action.task)
    if not action.text.strip():
        raise BadInput("A comment needs some words.")
    comment = {"by": draft.actor.by, "at": draft.now.isoformat(), "text": action.text}
    draft.update("tasks", task["id"], {"comments": [*(task.get("comments") or ()), comment]})
    draft.say(f"{task['id']} has a comment")


def link_tasks(action: LinkTasks, draft: Draft) -> None:
    task, after = find_task(draft, action.task), find_task(draft, action.after)
    _check_cycle(draft, task["id"], after["id"])
    link = {"task": after["id"], "type": action.link_type or "FS", "lag_days": action.lag_days or 0}
    others = [old for old in task.get("depends_on") or () if old.get("task") != after["id"]]
    draft.update("tasks", task["id"], {"depends_on": [*others, link]})
    draft.say(f"{task['id']} comes after {after['id']}")


def _check_cycle(draft: Draft, task: str, after: str) -> None:
    """Refuse a link that closes a ring, naming the ring."""
    if task == after:
        raise Refused(f"{task} cannot wait for itself.")
    path = _path(draft, after, task)
    if path:
        ring = " → ".join([task, *path])
        raise Refused(
            f"{task} cannot come after {after}: that makes a ring, {ring}.",
            hint="Take one of these links away first.",
        )


def _path(draft: Draft, start: str, goal: str) -> list[str]:
    """Ids from start to goal along `depends_on`, [] when there is no way."""
    came: dict[str, str] = {start: ""}
    queue = [start]
    while queue:
        here = queue.pop()
        if here == goal:
            path = [here]
            while came[path[-1]]:
                path.append(came[path[-1]])
            return path[::-1]
        for link in (draft.get("tasks", here) or {}).get("depends_on") or ():
            if link["task"] not in came:
                came[link["task"]] = here
                queue.append(link["task"])
    return []


def unlink_tasks(action: UnlinkTasks, draft: Draft) -> None:
    task, after = find_task(draft, action.task), find_task(draft, action.after)
    old = task.get("depends_on") or []
    kept = [link for link in old if link.get("task") != after["id"]]
    if len(kept) == len(old):
        raise Refused(f"{task['id']} does not wait for {after['id']}.")
    draft.update("tasks", task["id"], {"depends_on": kept or None})
    draft.say(f"{task['id']} no longer waits for {after['id']}")


def delete_task(action: DeleteTask, draft: Draft) -> None:
    task = find_task(draft, action.task)
    for other in list(draft.all("tasks")):
        links = other.get("depends_on")
        if links and any(link.get("task") == task["id"] for link in links):
            kept = [link for link in links if link.get("task") != task["id"]]
            draft.update("tasks", other["id"], {"depends_on": kept or None})
    _without_booked(draft, task["id"])
    draft.delete("tasks", task["id"])
    draft.say(f"{task['id']} {task.get('title', '')} is taken away".replace("  ", " "))


def _without_booked(draft: Draft, task: str) -> None:
    """What names a task that goes: hours go with it, money and questions stay without it."""
    spent = [doc for doc in draft.all("time") if doc.get("task") == task]
    for doc in spent:
        draft.delete("time", doc["id"])
    if spent:
        hours = sum(doc.get("hours", 0) for doc in spent)
        draft.warn(f"{hours:g} h booked on {task} go with it; archiving it would keep them.")
    for table in ("costs", "reminders", "questions"):
        for doc in list(draft.all(table)):
            if doc.get("task") == task:
                draft.update(table, doc["id"], {"task": None})


def archive_task(action: ArchiveTask, draft: Draft) -> None:
    task = find_task(draft, action.task)
    draft.update("tasks", task["id"], {"archived": True})
    draft.say(f"{task['id']} is archived")


def reorder_task(action: ReorderTask, draft: Draft) -> None:
    task = find_task(draft, action.task)
    if bool(action.before) == bool(action.after):
        raise BadInput("Say either before or after which task.")
    side = "before" if action.before else "after"
    mark = find_task(draft, action.before or action.after or "")
    if mark["id"] == task["id"]:
        raise Refused(f"{task['id']} cannot stand {side} itself.")
    if mark.get("status") != task.get("status"):
        raise Refused(f"{mark['id']} stands in another column.", hint="Move it there first.")
    column = [
        doc
        for doc in draft.all("tasks")
        if doc.get("status") == mark.get("status") and doc["id"] != task["id"]
    ]
    column.sort(key=_place)
    at = next(n for n, doc in enumerate(column) if doc["id"] == mark["id"])
    at = at if action.before else at + 1
    rank = _between(column, at)
    if rank is None:  # halved until floats have no room left: give everybody a place anew
        for number, doc in enumerate(column, 1):
            draft.update("tasks", doc["id"], {"rank": (number + (number > at)) * RANK_STEP})
        rank = (at + 1) * RANK_STEP
    draft.update("tasks", task["id"], {"rank": rank})
    draft.say(f"{task['id']} stands {side} {mark['id']}")


def _place(task: Doc) -> float:
    """Where a task stands in its column; those without a rank stand last, as they were made."""
    return float(task.get("rank", float("inf")))


def _between(column: Sequence[Doc], at: int) -> float | None:
    """A rank for what comes to stand at place `at` of an ordered column; None without room."""
    low = _place(column[at - 1]) if at else _place(column[0]) - 2 * RANK_STEP
    high = _place(column[at]) if at < len(column) else low + 2 * RANK_STEP
    middle = (low + high) / 2
    return middle if low < middle < high and math.isfinite(middle) else None


def set_reminder(action: SetReminder, draft: Draft) -> None:
    task = find_task(draft, action.task)["id"] if action.task else None
    draft.create(
        "reminders",
        {
            "id": draft.next_id("R", "reminders"),
            "at": action.at,
            "about": action.about,
            "task": task,
            "person": draft.actor.by,
            "state": "waiting",
        },
    )
    draft.say(f"A reminder is set for {action.at}")


TASK_PLANS: Mapping[type[Action], Callable[[Any, Draft], None]] = {
    CreateTask: create_task,
    UpdateTask: update_task,
    MoveTask: move_task,
    CommentTask: comment_task,
    LinkTasks: link_tasks,
    UnlinkTasks: unlink_tasks,
    DeleteTask: delete_task,
    ArchiveTask: archive_task,
    ReorderTask: reorder_task,
    LogTime: log_time,
    LogCost: log_cost,
    SetReminder: set_reminder,
}

__all__ = ["TASK_PLANS", "column_kind"]
