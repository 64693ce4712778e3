"""Finding what people name: a person, a project, a column, a task, with near names offered."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line


def find_task(work: Snapshot, id: str) -> Doc:
    """A task by id, whatever its case."""
    doc = work.get("tasks", id) or work.get("tasks", id.strip().upper())
    if doc is None:
        shown = clean_line(id[:80]) if id.strip() else "(nothing)"
        raise NotFound(
            f"There is no task “{shown}” here.", hint="`worktui list` shows what there is."
        )
    return doc


def find_person(work: Snapshot, name: str, me: str = "") -> Doc:
    """A teammate by handle, mail address, name or first name; “me” is whoever acts."""
    wanted = name.strip().lstrip("@").casefold()
    people = list(work.all("people"))
    if wanted == "me":
        settings = work.get("settings", "workspace") or {}
        wanted = str(me or settings.get("me", "")).casefold()
    for doc in people:
        if wanted in (doc["id"].casefold(), str(doc.get("email", "")).casefold()):
            return doc
    named = [doc for doc in people if _is_called(doc, wanted)]
    if len(named) == 1:
        return named[0]
    if named:
        handles = ", ".join("@" + doc["id"] for doc in named)
        raise BadInput(f"“{clean_line(name)}” could be {handles}.", hint="Use the handle.")
    raise NotFound(
        f"There is no person “{clean_line(name or '?')}” here.",
        hint=_near(wanted, (doc["id"] for doc in people), "People here"),
    )


def _is_called(doc: Doc, wanted: str) -> bool:
    name = str(doc.get("name", "")).casefold()
    return bool(wanted) and (name == wanted or name.split(" ")[0] == wanted)


def find_project(work: Snapshot, name: str) -> Doc:
    """A project by key or by its name."""
    doc = work.get("projects", name) or work.get("projects", name.strip().lstrip("+").upper())
    if doc is not None:
        return doc
    wanted = name.strip().lstrip("+").casefold()
    for candidate in work.all("projects"):
        if str(candidate.get("name", "")).casefold() == wanted:
            return candidate
    raise NotFound(
        f"There is no project “{clean_line(name or '?')}” here.",
        hint=_near(name.upper(), work.ids("projects"), "Projects here"),
    )


def find_milestone(work: Snapshot, name: str, project: str | None = None) -> Doc:
    """A milestone by id, or by its name in a project; without one, where only one has it."""
    wanted = name.strip()
    doc = work.get("milestones", wanted) or work.get("milestones", wanted.upper())
    if doc is not None:
        return doc
    named = [
        each
        for each in work.all("milestones")
        if str(each.get("name", "")).casefold() == wanted.casefold()
    ]
    mine = [each for each in named if each.get("project") == project] or named
    if len(mine) == 1:
        return mine[0]
    if mine:
        ids = ", ".join(str(each["id"]) for each in mine[:5])
        raise NotFound(f"Several milestones are called “{clean_line(wanted)}”.", hint=f"Say {ids}.")
    raise NotFound(
        f"There is no milestone “{clean_line(wanted or '?')}” here.",
        hint=_near(wanted.upper(), work.ids("milestones"), "Milestones here"),
    )


def columns_of(work: Snapshot, project: str | None) -> list[Doc]:
    """The columns a project uses, in order; those of the workspace when it names none."""
    every = sorted(work.all("columns"), key=lambda doc: doc.get("rank", 0))
    named = (work.get("projects", project) or {}).get("columns") if project else None
    if not named:
        return every
    by_id = {doc["id"]: doc for doc in every}
    return [by_id[id] for id in named if id in by_id] or every


def first_column(work: Snapshot, project: str | None, kind: str) -> str:
    """The id of the first column of a kind (todo, doing, done) that a project uses."""
    for column in columns_of(work, project):
        if column.get("kind") == kind:
            return str(column["id"])
    raise BadInput(f"There is no column for {kind} work here.", hint="Make one first.")


def find_column(work: Snapshot, name: str, project: str | None = None) -> Doc:
    """A column by id, name, or kind (to do, doing, done: the first of that kind)."""
    wanted = name.strip().casefold()
    columns = columns_of(work, project)
    for doc in columns:
        if wanted in (doc["id"].casefold(), str(doc.get("name", "")).casefold()):
            return doc
    kind = {"to do": "todo", "todo": "todo", "doing": "doing", "done": "done"}.get(wanted)
    for doc in columns:
        if kind and doc.get("kind") == kind:
            return doc
    raise NotFound(
        f"There is no column “{clean_line(name or '?')}”"
        + (f" in {project}." if project else " here."),
        hint=_near(wanted, (doc["id"] for doc in columns), "Columns"),
    )


def column_kind(work: Snapshot, status: str | None) -> str:
    """todo, doing or done for the column a task stands in; todo when it is unknown."""
    doc = work.get("columns", status or "")
    return str(doc.get("kind", "todo")) if doc else "todo"


def open_blockers(work: Snapshot, task: Doc) -> list[str]:
    """Ids of the tasks this one waits for (FS links) that are not done."""
    waiting = []
    for link in task.get("depends_on") or ():
        other = work.get("tasks", link.get("task", ""))
        if (
            other is not None
            and link.get("type", "FS") == "FS"
            and column_kind(work, other.get("status")) != "done"
        ):
            waiting.append(other["id"])
    return waiting


def _near(wanted: str, known: Iterable[str], label: str) -> str:
    names = list(known)
    near = get_close_matches(wanted, names, n=1)
    if near:
        return f"Did you mean {near[0]}?"
    return f"{label}: {', '.join(names[:20])}." if names else "There are none yet."
