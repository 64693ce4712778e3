"""The list of projects: a row each, with its three answers in words."""

from __future__ import annotations

from dataclasses import dataclass

from worktui.app.outlook import Outlook
from worktui.app.phrases import counted, near_day
from worktui.app.views.answers import Answer, answers
from worktui.domain.fields import parse_day

ORDER = ("late", "off_track", "at_risk", "unknown", "on_track", "done")
"""The most pressing state first."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project. `target` in words, `left` how many tasks are to be done."""

    key: str
    name: str
    lead: str
    target: str
    left: str
    state: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ProjectsView:
    """All projects that are not archived, the most pressing first."""

    rows: tuple[ProjectRow, ...]


def projects_view(outlook: Outlook) -> ProjectsView:
    """The rows of all projects."""
    rows = [
        _row(outlook, str(doc["id"])) for doc in outlook.work.all("projects")
        if not doc.get("archived")
    ]  # fmt: skip
    return ProjectsView(tuple(sorted(rows, key=lambda row: ORDER.index(row.state))))


def _row(outlook: Outlook, key: str) -> ProjectRow:
    doc = outlook.work.get("projects", key) or {}
    left = sum(1 for task in outlook.planned.model.of(key) if task.kind != "done")
    target = doc.get("target")
    health = outlook.judged.projects.get(key)
    return ProjectRow(
        key,
        str(doc.get("name") or key),
        str(doc.get("lead") or ""),
        near_day(parse_day(target), outlook.today) if target else "",
        f"{counted(left, 'task')} to go",
        health.state if health else "unknown",
        answers(outlook, key),
    )
