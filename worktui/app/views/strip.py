"""The day a suggestion speaks of: who works when, who is busy, which times are on offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from worktui.app.desk import Preview
from worktui.app.plans.meetings import slot_work
from worktui.domain.fields import is_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import busy_between, windows_on


@dataclass(frozen=True, slots=True)
class StripRow:
    """One person's day in hours from midnight: when they work, when they are busy."""

    person: str
    open: tuple[tuple[float, float], ...]
    busy: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class DayStrip:
    """A day of the people concerned, and the times on offer (hour, label)."""

    day: date
    first: int
    last: int
    rows: tuple[StripRow, ...]
    offered: tuple[tuple[float, str], ...]


def day_strip(work: Snapshot, preview: Preview, settings: Settings) -> DayStrip | None:
    """The day of the first time concerned: who works when, who is busy, what is on offer."""
    starts = _starts(preview)
    if not starts:
        return None
    zone = settings.zone
    day = starts[0].astimezone(zone).date()
    people = _hosts(work, preview)
    begin = datetime.combine(day, datetime.min.time(), zone)
    engine = slot_work(work)

    def hour(moment: datetime) -> float:
        return (moment - begin) / timedelta(hours=1)

    rows = []
    for person in people:
        busy = busy_between(engine, person, begin, begin + timedelta(days=1))
        spans = windows_on(engine, person, day)
        rows.append(
            StripRow(
                person,
                tuple((hour(a), hour(b)) for a, b in spans),
                tuple((max(0.0, hour(b.start)), hour(b.end), b.title) for b in busy),
            )
        )
    hours = [h for row in rows for span in row.open for h in span] or [9, 17]
    offered = tuple(
        (hour(start), str(n))
        for n, start in enumerate(starts, 1)
        if start.astimezone(zone).date() == day
    )
    return DayStrip(day, int(min(hours)), int(-(-max(hours) // 1)), tuple(rows), offered)


def _starts(preview: Preview) -> list[datetime]:
    found = [
        parse_instant(str(edit.after["start"]))
        for edit in preview.edits
        if edit.table in ("bookings", "calendar")
        and edit.after is not None
        and edit.after.get("start")
        and not is_day(str(edit.after["start"]))
    ]
    for doc in preview.effects:
        found += [parse_instant(start) for start in doc.get("starts", ())]
    return sorted(found)


def _hosts(work: Snapshot, preview: Preview) -> list[str]:
    hosts: list[str] = []
    for edit in preview.edits:
        doc: Any = preview.work.get(edit.table, edit.id) or {}
        if edit.table == "bookings":
            hosts += doc.get("hosts") or ()
        elif edit.table == "calendar":
            hosts.append(doc.get("person", ""))
    for effect in preview.effects:
        hosts += effect.get("hosts", ())
    known = [host for host in dict.fromkeys(hosts) if work.get("people", host)]
    return known[:4]
