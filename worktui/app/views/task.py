"""One task as a page of frozen values: facts at the right, text at the left, what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worktui.app.plans.lookup import column_kind, open_blockers
from worktui.app.views.card import late_days
from worktui.app.views.promises import PromiseRow, on_task
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another task this one waits for or holds up."""

    id: str
    title: str
    who: str
    due: str
    done: bool


@dataclass(frozen=True, slots=True)
class CommentView:
    """What somebody said, when."""

    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task opened. `facts` are (label, value) pairs in the order they matter."""

    id: str
    title: str
    column: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    notes: str
    checklist: tuple[tuple[str, bool], ...]
    comments: tuple[CommentView, ...]
    waits_for: tuple[LinkView, ...]
    holds_up: tuple[LinkView, ...]
    blocked: bool
    late_days: int
    spent: float
    said: tuple[PromiseRow, ...] = ()
    """What was promised about it, and what became of that."""


def task(work: Snapshot, id: str, *, now: datetime) -> TaskView | None:
    """The page of a task, None when it is gone."""
    doc = work.get("tasks", id)
    if doc is None:
        return None
    settings = Settings.of(work)
    column = work.get("columns", str(doc.get("status", ""))) or {}
    spent = sum(row.get("hours", 0) for row in work.all("time") if row.get("task") == id)
    kind = column_kind(work, doc.get("status"))
    return TaskView(
        id=id,
        title=str(doc.get("title", "")),
        column=str(column.get("name", doc.get("status", ""))),
        kind=kind,
        facts=_facts(work, doc, spent),
        notes=str(doc.get("notes", "")),
        checklist=tuple(_check(item) for item in doc.get("checklist", ())),
        comments=tuple(_comment(item, settings) for item in doc.get("comments", ())),
        waits_for=_waits_for(work, doc),
        holds_up=_holds_up(work, id),
        blocked=bool(open_blockers(work, doc)) or bool(doc.get("blocked")),
        late_days=late_days(doc, kind, settings, now),
        spent=spent,
        said=on_task(work, id, now=now),
    )


def _facts(work: Snapshot, doc: Doc, spent: float) -> tuple[tuple[str, str], ...]:
    person = work.get("people", str(doc.get("assignee", ""))) or {}
    milestone = work.get("milestones", str(doc.get("milestone", ""))) or {}
    project = work.get("projects", str(doc.get("project", ""))) or {}
    hours = doc.get("estimate_hours")
    rows = [
        (
            "who",
            f"@{doc['assignee']} {person.get('name', '')}".strip() if "assignee" in doc else "",
        ),
        ("due", str(doc.get("due", ""))),
        ("priority", str(doc.get("priority", ""))),
        ("project", f"{project.get('id', '')} {project.get('name', '')}".strip()),
        ("milestone", str(milestone.get("name", doc.get("milestone", "")))),
        ("estimate", f"{hours:g} h" if hours else ""),
        ("spent", f"{spent:g} h" if spent else ""),
        ("tags", " ".join(f"#{tag}" for tag in doc.get("tags", ()))),
        ("started", str(doc.get("actual_start", ""))),
        ("finished", str(doc.get("actual_finish", ""))),
        ("contact", str(doc.get("contact_email", ""))),
        ("waits for", str(doc.get("waiting_for", doc.get("blocked", "")))),
    ]
    return tuple((label, value) for label, value in rows if value)


def _check(item: object) -> tuple[str, bool]:
    if isinstance(item, dict):
        return str(item.get("text", "")), bool(item.get("done"))
    return str(item), False


def _comment(item: Doc, settings: Settings) -> CommentView:
    at = item.get("at")
    moment = parse_instant(at).astimezone(settings.zone) if at else None
    shown = f"{moment.day} {moment:%b %H:%M}" if moment else ""
    return CommentView(str(item.get("by", "")), shown, str(item.get("text", "")))


def _link(work: Snapshot, doc: Doc) -> LinkView:
    return LinkView(
        doc["id"],
        str(doc.get("title", "")),
        str(doc.get("assignee", "")),
        str(doc.get("due", "")),
        column_kind(work, doc.get("status")) == "done",
    )


def _waits_for(work: Snapshot, doc: Doc) -> tuple[LinkView, ...]:
    others = (work.get("tasks", link["task"]) for link in doc.get("depends_on", ()))
    return tuple(_link(work, other) for other in others if other is not None)


def _holds_up(work: Snapshot, id: str) -> tuple[LinkView, ...]:
    return tuple(
        _link(work, other)
        for other in work.all("tasks")
        if any(link["task"] == id for link in other.get("depends_on", ()))
    )
