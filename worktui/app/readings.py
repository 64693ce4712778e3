"""Daily readings: what each milestone looked like on a day, kept so that change can be told.

A reading is derived and therefore nobody's doing: the tick writes it, at most once a day and
milestone, and only where there is something planned.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from worktui.app.draft import Draft
from worktui.app.phrases import counted
from worktui.domain.change import Doc
from worktui.domain.fields import is_day
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from worktui.engine.health import Health

TABLE = "readings"
KEPT_DAYS = 400
"""Readings older than this are thrown away."""


def reading_id(milestone: str, day: date) -> str:
    """`WEB-M1@2026-11-25`."""
    return f"{milestone}@{day.isoformat()}"


def readings_due(work: Snapshot, now: datetime) -> tuple[Doc, ...]:
    """Today's reading of every open milestone with a promised day and tasks that has none yet.

    Made before anything is locked: it plans, and simulates a little.
    """
    today = Settings.of(work).today(now)
    wanted = {
        str(doc["id"])
        for doc in work.all("milestones")
        if doc.get("due") and work.get(TABLE, reading_id(str(doc["id"]), today)) is None
    }
    if wanted:
        wanted &= {str(doc.get("milestone")) for doc in work.all("tasks")}
    return _read(work, now, wanted) if wanted else ()


def _read(work: Snapshot, now: datetime, wanted: set[str]) -> tuple[Doc, ...]:
    from worktui.app.outlook import outlook  # planning, which those with only tasks never load

    seen = outlook(work, now)
    stones = seen.planned.milestones
    open_ones = [id for id in stones if id in wanted and not stones[id].done]
    if not open_ones:
        return ()
    judged = seen.judged_alike()
    return tuple(_doc(judged.milestones[id], seen.today) for id in open_ones)


def _doc(health: Health, today: date) -> Doc:
    return {
        "id": reading_id(health.milestone, today),
        "milestone": health.milestone,
        "day": today.isoformat(),
        "forecast": _iso(health.forecast),
        "p80": _iso(health.p80),
        "health": health.derived,
        "slack": health.slack,
    }


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def keep_readings(draft: Draft, readings: Sequence[Doc]) -> None:
    """Keep readings that nobody else has kept meanwhile, and forget the oldest ones."""
    kept = 0
    for doc in readings:
        if draft.get(TABLE, doc["id"]) is None and draft.get("milestones", doc["milestone"]):
            draft.create(TABLE, doc)
            kept += 1
    if kept:
        _forget(draft, str(readings[0]["day"]))
        draft.say(f"{counted(kept, 'forecast')} of the day {'is' if kept == 1 else 'are'} kept")


def _forget(draft: Draft, today: str) -> None:
    oldest = (date.fromisoformat(today) - timedelta(days=KEPT_DAYS)).isoformat()
    for doc in list(draft.all(TABLE)):
        day = str(doc.get("day") or "")
        if is_day(day) and day < oldest:
            draft.delete(TABLE, doc["id"])
