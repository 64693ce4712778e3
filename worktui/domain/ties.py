"""What points to what: the fields by which one document names another, and who would be left.

One table, so that taking in, undoing and taking away agree on what must be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot

TIES: Mapping[str, Mapping[str, str]] = {
    "contacts": {"project": "projects"},
    "projects": {"lead": "people", "columns": "columns"},
    "milestones": {"project": "projects"},
    "tasks": {
        "project": "projects",
        "milestone": "milestones",
        "status": "columns",
        "assignee": "people",
        "eligible": "people",
        "depends_on": "tasks",
    },
    "time": {"task": "tasks", "person": "people"},
    "costs": {"project": "projects", "task": "tasks"},
    "baselines": {"project": "projects"},
    "event_types": {"hosts": "people"},
    "bookings": {"event_type": "event_types", "hosts": "people"},
    "calendar": {"person": "people"},
    "reminders": {"task": "tasks", "person": "people"},
    "questions": {"task": "tasks", "who": "people"},
    "statuses": {"project": "projects"},
    "forms": {"event_type": "event_types"},
}
"""For each table the fields that hold ids, and the table these are of."""


def named(value: Any) -> Iterator[str]:
    """The ids in a field: one, a list of them, or links that each name a task."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            id = item.get("task") if isinstance(item, Mapping) else item
            if isinstance(id, str):
                yield id


def leaning(work: Snapshot, gone: Set[tuple[str, str]]) -> Iterator[tuple[str, Doc, str, str]]:
    """(table, document, field, id) of everything in `work` that names what is gone."""
    tables = {table for table, _ in gone}
    for table, fields in TIES.items():
        watched = [(field, to) for field, to in fields.items() if to in tables]
        if not watched:
            continue
        for doc in work.all(table):
            for field, to in watched:
                value = doc.get(field)
                if value is None:
                    continue
                for id in named(value):
                    if (to, id) in gone:
                        yield table, doc, field, id


def find_ring(after: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids of one ring in a graph, [] if there is none. Depth first, without recursion."""
    done: set[str] = set()
    for root in after:
        path: list[str] = []
        on_path: set[str] = set()
        stack = [(root, iter(after.get(root, ())))] if root not in done else []
        if stack:
            path.append(root)
            on_path.add(root)
        while stack:
            here, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                path.pop()
                on_path.discard(here)
                done.add(here)
            elif step in on_path:
                return path[path.index(step) :]
            elif step not in done:
                stack.append((step, iter(after.get(step, ()))))
                path.append(step)
                on_path.add(step)
    return []
