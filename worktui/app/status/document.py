"""The status page as one JSON document, for scripts and other faces."""

from __future__ import annotations

from datetime import date
from typing import Any

from worktui.app.status.page import StatusPage, Stone


def as_document(page: StatusPage) -> dict[str, Any]:
    """The page with days as `YYYY-MM-DD`, its moment with offset, undefined figures as null."""
    since = page.since
    return {
        "status": 1,
        "project": page.project,
        "name": page.name,
        "lead": page.lead or None,
        "at": page.at.isoformat(),
        "entry": page.entry,
        "health": page.health,
        "tasks": {"done": page.done, "all": page.tasks},
        "answers": [
            {"about": told.label.lower(), "state": told.state, "text": told.text}
            for told in page.answers
        ],
        "milestones": [_stone(stone) for stone in page.milestones],
        "since": {
            "status": since.kept or None,
            "day": since.start.isoformat(),
            "by": since.by or None,
            "changes": [{"kind": moved.kind, "text": moved.text} for moved in since.changes],
            "finished": list(since.finished),
            "more_finished": since.more,
        },
        "blocked": list(page.blocked),
        "fragile": list(page.fragile),
        "money": {
            "text": page.money.sentence,
            "health": page.money.health,
            "currency": page.money.currency,
            "why": list(page.money.reasons),
            "figures": [
                {"name": f.name, "label": f.label, "value": None if f.value == "–" else f.value,
                 "note": f.note or None}
                for f in page.money.figures
            ],
        },
        "next": [
            {"day": c.day.isoformat(), "what": c.what, "text": c.text, "who": c.who or None}
            for c in page.ahead
        ],
        "problems": list(page.problems),
        "assumptions": list(page.assumptions),
    }  # fmt: skip


def _stone(stone: Stone) -> dict[str, Any]:
    return {
        "id": stone.id,
        "name": stone.name,
        "health": stone.health,
        "derived": stone.derived or stone.health,
        "due": _day(stone.due),
        "forecast": _day(stone.forecast),
        "p50": _day(stone.p50),
        "p80": _day(stone.p80),
        "slack_days": stone.slack,
        "tasks": {"done": stone.done, "all": stone.tasks},
        "why": list(stone.reasons),
        "override": stone.override or None,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
