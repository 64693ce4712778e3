"""Which project a Microsoft Project file is: its name, its key, the ids of its tasks.

A plan that came from here comes back under its own ids; another one gets a key from its name
and ids from its UIDs. The same file read again is the same project.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.formats.keys import free_key, project_key
from worktui.formats.mspdi_outline import STONE, Outline, Row
from worktui.formats.mspdi_xml import Node

GENERIC = ("", "project", "project1", "msproj11", "untitled")
"""Titles that programs give and nobody chose."""


@dataclass(slots=True)
class Identity:
    """The name and key of the project, and the id of each task by its UID. `ours` is whether
    the file was written here."""

    title: str
    key: str
    ours: bool
    ids: dict[int, str] = field(default_factory=dict)


def identify(root: Node, outline: Outline, work: Snapshot, file: str) -> Identity:
    """Who the project is."""
    title = _title(root, outline, file)
    written = _written(outline)
    identity = Identity(title, _key(title, written, outline, work), bool(written))
    _name_tasks(identity, outline, work)
    return identity


def _written(outline: Outline) -> str:
    """The key it was written under here, "" for a foreign file."""
    return outline.root.ours.get("project", "") if outline.root else ""


def _title(root: Node, outline: Outline, file: str) -> str:
    """What the project is called: as somebody called it, else as the file."""
    choices = [
        clean_or(root.get("Title")),
        outline.whole.name if outline.whole and outline.whole.node.get("Name") else "",
        clean_or(root.get("Name")).rsplit(".", 1)[0],
        clean_or(file.rsplit(".", 1)[0]),
    ]
    return next((c for c in choices if c.lower() not in GENERIC), choices[-1] or "Project")


def _key(title: str, written: str, outline: Outline, work: Snapshot) -> str:
    """The key: that of the same project if it is here, else a new one."""
    for project in work.all("projects"):
        id = str(project["id"])
        same = str(project.get("name", "")).casefold() == title.casefold()
        if (same or id == written) and _is_same(id, outline, work):
            return id
    return free_key(project_key(written or title), work)


def _is_same(key: str, outline: Outline, work: Snapshot) -> bool:
    """Whether most tasks that the file and a project here have in common are called alike."""
    both = [
        (row.name, doc.get("title"))
        for row in outline.tasks
        if (doc := work.get("tasks", row.ours.get("id") or f"{key}-{row.uid}"))
    ]
    if not both:
        return not any(doc.get("project") == key for doc in work.all("tasks"))
    return sum(1 for name, title in both if name == title) * 2 >= len(both)


def _name_tasks(identity: Identity, outline: Outline, work: Snapshot) -> None:
    used: set[str] = set()
    key = identity.key
    for row in outline.tasks:
        own = row.ours.get("id", "")
        here = work.get("tasks", own) if own else None
        ours = here.get("project") == key if here else own.startswith(f"{key}-")
        if not ours or own in used or any(char.isspace() for char in own):
            own = f"{key}-{row.uid}"
        while own in used:
            own = f"{own}-2"
        used.add(own)
        identity.ids[row.uid] = own


def stone_id(row: Row, key: str, work: Snapshot) -> str:
    """The id of the milestone a row is: the one it had here, else made from its UID."""
    own = row.ours.get("milestone") or row.ours.get("id", "")
    own = own.removeprefix(STONE)
    here = work.get("milestones", own) if own else None
    known = here.get("project") == key if here else own.startswith(f"{key}-M")
    return own if known else f"{key}-M{row.uid}"
