"""What the verbs on tasks come to: actions for one task or many. Pure; the desk does them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from worktui.app.plans.lookup import columns_of, first_column, open_blockers
from worktui.domain.actions.base import Action
from worktui.domain.actions.tasks import (
    ArchiveTask,
    CommentTask,
    LinkTasks,
    MoveTask,
    ReorderTask,
    UnlinkTasks,
    UpdateTask,
)
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.snapshot import Snapshot

Tasks = Sequence[Doc]


def to_kind(tasks: Tasks, work: Snapshot, kind: str) -> list[Action]:
    """Each into the first column of a kind (todo, doing, done) that its project has."""
    actions: list[Action] = []
    for task in tasks:
        target = first_column(work, task.get("project"), kind)
        if target != task.get("status"):
            actions.append(MoveTask(task=task["id"], to=target))
    return actions


def to_column(tasks: Tasks, column: str) -> list[Action]:
    """Each into a column."""
    return [MoveTask(task=task["id"], to=column) for task in tasks]


def beside(tasks: Tasks, work: Snapshot, step: int) -> list[Action]:
    """Each into the next (1) or former (-1) column of its project."""
    actions: list[Action] = []
    for task in tasks:
        ids = [column["id"] for column in columns_of(work, task.get("project"))]
        at = ids.index(task["status"]) if task.get("status") in ids else 0
        if 0 <= at + step < len(ids):
            actions.append(MoveTask(task=task["id"], to=ids[at + step]))
    return actions


def reorder(task: str, *, before: str = "", after: str = "") -> list[Action]:
    """A task before or after another one of its column."""
    return [ReorderTask(task=task, before=before or None, after=after or None)]


def in_order(ids: Sequence[str], *, before: str = "", after: str = "") -> list[Action]:
    """Several tasks of one column one after the other, the first before or after another one."""
    actions = reorder(ids[0], before=before, after=after) if before or after else []
    for last, id in pairwise(ids):
        actions += reorder(id, after=last)
    return actions


def place(task: Doc, column: str, *, before: str = "", after: str = "") -> list[Action]:
    """Into a column and there to a place."""
    actions: list[Action] = []
    if task.get("status") != column:
        actions.append(MoveTask(task=task["id"], to=column))
    if before or after:
        actions += reorder(task["id"], before=before, after=after)
    return actions


def set_fields(tasks: Tasks, **fields: Any) -> list[Action]:
    """Fields set anew on each; None takes one away. What was seen goes along."""
    return [
        UpdateTask.of(
            {"task": task["id"], "seen": {name: task.get(name) for name in fields}, **fields}
        )
        for task in tasks
        if any(task.get(name) != value for name, value in fields.items())
    ]


def tagged(tasks: Tasks, words: Iterable[str]) -> list[Action]:
    """Tags added; a word with a minus before it is taken away."""
    more, less = _parted(words)
    actions: list[Action] = []
    for task in tasks:
        old = list(task.get("tags") or ())
        new = [tag for tag in old if tag not in less] + [tag for tag in more if tag not in old]
        actions += set_fields([task], tags=new or None)
    return actions


def _parted(words: Iterable[str]) -> tuple[list[str], set[str]]:
    more: list[str] = []
    less: set[str] = set()
    for word in words:
        name = word.lstrip("-#")
        if name and word.startswith("-"):
            less.add(name)
        elif name and name not in more:
            more.append(name)
    return more, less


def blocked(tasks: Tasks, by: str, work: Snapshot) -> list[Action]:
    """Each waits for a task (by id: a link), else for what the words say."""
    other = work.get("tasks", by.strip().upper())
    if other is not None:
        return [LinkTasks(task=task["id"], after=other["id"]) for task in tasks]
    return set_fields(tasks, blocked=by.strip())


def freed(tasks: Tasks, work: Snapshot) -> list[Action]:
    """Each waits for nothing any more: words are taken away, links to open tasks cut."""
    actions: list[Action] = []
    for task in tasks:
        waiting = open_blockers(work, task)
        actions += [UnlinkTasks(task=task["id"], after=other) for other in waiting]
        said = {n: None for n in ("blocked", "waiting_for") if task.get(n)}
        if said:
            actions += set_fields([task], **said)
    return actions


def ticked(task: Doc, number: int) -> list[Action]:
    """One step of the checklist ticked, or its tick taken away. Raises BadInput."""
    items: list[dict[str, Any]] = [
        dict(item) if isinstance(item, dict) else {"text": str(item)}
        for item in task.get("checklist") or ()
    ]
    if not 0 <= number < len(items):
        raise BadInput(f"{task['id']} has no step {number + 1}; it has {len(items)}.")
    items[number]["done"] = not items[number].get("done")
    return set_fields([task], checklist=items)


def comments(tasks: Tasks, text: str) -> list[Action]:
    """The same words on each."""
    return [CommentTask(task=task["id"], text=text) for task in tasks]


def back(tasks: Tasks) -> list[Action]:
    """Each back on the board that was put away."""
    return set_fields([task for task in tasks if task.get("archived")], archived=None)


def away(tasks: Tasks) -> list[Action]:
    """Each off the board, kept."""
    return [ArchiveTask(task=task["id"]) for task in tasks]
