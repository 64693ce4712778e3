"""What workspace JSON points to must be there, and links must not go round in a ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from worktui.app.draft import Draft
from worktui.domain.errors import BadInput
from worktui.domain.settings import WORKSPACE
from worktui.domain.ties import find_ring, named
from worktui.formats.worktui_read import Read
from worktui.formats.worktui_schema import PARTS

_ONE = {
    "people": "person",
    "columns": "column",
    "projects": "project",
    "milestones": "milestone",
    "tasks": "task",
    "event_types": "event_type",
}


def check_ties(draft: Draft, placed: Mapping[str, Sequence[Read]]) -> None:
    """Raise BadInput for the first reference that leads nowhere, or the first ring."""
    for name, found in placed.items():
        for read in found:
            for field, table in (PARTS[name].refs or {}).items():
                _leads(draft, f"{read.where}: {field}", table, read.values.get(field))
    me = (draft.get("settings", WORKSPACE) or {}).get("me")
    if me and draft.count("people") and draft.get("people", me) is None:
        _refuse(draft, "me", "people", me)
    tasks = placed.get("tasks", ())
    for read in tasks:
        if not read.values.get("status"):
            _first_column(draft, read)
    if any(read.values.get("depends_on") for read in tasks):
        refuse_ring(draft)


def _leads(draft: Draft, where: str, table: str, value: Any) -> None:
    for id in named(value):
        if draft.get(table, id) is None:
            _refuse(draft, where, table, id)


def _refuse(draft: Draft, where: str, table: str, id: str) -> None:
    known = list(draft.ids(table))
    near = get_close_matches(id, known[:5000], n=1)
    some = f"There are {', '.join(known[:12])}." if known else "There are none yet."
    raise BadInput(
        f"{where}: there is no {_ONE.get(table, table)} “{id[:60]}”.",
        hint=f"Did you mean {near[0]}?" if near else some,
    )


def _first_column(draft: Draft, read: Read) -> None:
    """A task that names no column stands in the first one of its project."""
    task = draft.need("tasks", read.id, "task")
    if task.get("status"):
        return
    project = draft.get("projects", str(task.get("project", ""))) or {}
    ordered = sorted(draft.all("columns"), key=lambda doc: doc.get("rank", 0))
    first = (project.get("columns") or [ordered[0]["id"]])[0]
    draft.update("tasks", read.id, {"status": first})


def refuse_ring(draft: Draft) -> None:
    """Raise BadInput naming exactly the tasks of a ring of links, if there is one."""
    after = {
        doc["id"]: [link["task"] for link in doc["depends_on"]]
        for doc in draft.all("tasks")
        if doc.get("depends_on")
    }
    ring = find_ring(after)
    if ring:
        raise BadInput(
            f"The links go round in a ring: {' → '.join([*ring, ring[0]])}.",
            hint="Take one of them away.",
        )
