"""What of a project's status is shown to whoever has its link: names, days and counts.

Nothing else: no task, no person, no money, no reason, no note. What is public is listed
here by name, so that a new field of a project is private until somebody writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from worktui.app.status.page import SCALE, StatusPage, Stone

PUBLIC: Mapping[str, tuple[str, ...]] = {"projects": ("name",), "milestones": ("name", "due")}
"""The fields of documents that are shown as they stand; all else is counted or derived."""


@dataclass(frozen=True, slots=True)
class PublicStone:
    """A milestone; `state` is late, ask, good or "" and says what `words` say."""

    name: str
    words: str
    state: str
    due: date | None
    forecast: date | None
    done: int
    tasks: int


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """A project at a moment, in the workspace's zone."""

    name: str
    at: datetime
    words: str
    state: str
    done: int
    tasks: int
    milestones: tuple[PublicStone, ...]


def public_status(page: StatusPage) -> PublicStatus:
    """The public part of a status."""
    return PublicStatus(
        page.name,
        page.at,
        page.words,
        _state(page.health),
        page.done,
        page.tasks,
        tuple(map(_stone, page.milestones)),
    )


def _stone(stone: Stone) -> PublicStone:
    return PublicStone(
        stone.name,
        stone.words,
        _state(stone.health),
        stone.due,
        stone.forecast,
        stone.done,
        stone.tasks,
    )


def _state(health: str) -> str:
    return SCALE.get(health, "good" if health in ("on_track", "done") else "")


def as_json(status: PublicStatus) -> dict[str, Any]:
    """The same as JSON: days `YYYY-MM-DD`, the moment with its offset."""
    return {
        "name": status.name,
        "at": status.at.isoformat(timespec="minutes"),
        "status": status.words,
        "done": status.done,
        "tasks": status.tasks,
        "milestones": [
            {
                "name": stone.name,
                "status": stone.words,
                "due": stone.due.isoformat() if stone.due else None,
                "forecast": stone.forecast.isoformat() if stone.forecast else None,
                "done": stone.done,
                "tasks": stone.tasks,
            }
            for stone in status.milestones
        ],
    }
