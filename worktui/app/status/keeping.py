"""What is kept of a status, so that the next one can say what changed: facts, no words.

A kept status is a small document in the table `statuses`: `project`, `at`, `by`, and `facts`
with the health and days of every milestone, the ids of open tasks, counts and money.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from worktui.app.status.page import StatusPage
from worktui.domain.actions.workspace import KeepStatus
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot


def facts_of(page: StatusPage, open_ids: Sequence[str]) -> dict[str, Any]:
    """The facts behind a page, as JSON without nulls."""
    return {
        "health": page.health,
        "entry": page.entry,
        "done": page.done,
        "tasks": page.tasks,
        "open": list(open_ids),
        "milestones": {
            stone.id: _without_nulls(
                {
                    "name": stone.name,
                    "health": stone.health,
                    "due": _day(stone.due),
                    "forecast": _day(stone.forecast),
                    "p80": _day(stone.p80),
                    "done": stone.done,
                    "tasks": stone.tasks,
                }
            )
            for stone in page.milestones
        },
        "money": {
            "currency": page.money.currency,
            "health": page.money.health,
            **dict(page.money.amounts),
        },
    }


def keep(page: StatusPage) -> KeepStatus:
    """The action that keeps a page as it was shown."""
    action = KeepStatus.of(
        {
            "project": page.project,
            "at": page.at.isoformat(),
            "facts": facts_of(page, page.open),
        }
    )
    assert isinstance(action, KeepStatus)
    return action


def last_kept(work: Snapshot, project: str) -> Doc | None:
    """The newest status kept of a project, None for none."""
    kept = [doc for doc in work.all("statuses") if doc.get("project") == project]
    return max(kept, key=lambda doc: parse_instant(str(doc["at"])), default=None)


def day_of(facts: Doc, name: str) -> date | None:
    """A day among kept facts; None where there is none or it cannot be read."""
    text = facts.get(name)
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _without_nulls(doc: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in doc.items() if value is not None}
