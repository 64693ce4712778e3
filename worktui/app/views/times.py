"""Other times for a step: free slots of its booking type, in the order they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from worktui.app.phrases import full_day
from worktui.app.plans.meetings import need_type, slot_work
from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import slots

DAYS = 21
"""So many days ahead are looked at."""


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A slot: `start` as stored, `day` and `clock` as people read them, `hosts` who is free."""

    start: str
    day: str
    clock: str
    hosts: str


def free_times(
    work: Snapshot, action: Doc, *, now: datetime, most: int = 200
) -> tuple[FreeTime, ...]:
    """Free times for a step that books, holds, moves or offers; from the day it speaks of,
    if that is still to come. Raises NotFound when its booking type is gone."""
    settings = Settings.of(work)
    zone = settings.zone
    booking = work.get("bookings", str(action.get("booking", ""))) or {}
    slug = str(action.get("event_type") or booking.get("event_type") or "")
    engine = slot_work(work)
    kind = need_type(engine, slug)
    today = settings.today(now)
    first = max(today, _day_meant(action, settings) or today)
    last = max(first, today) + timedelta(days=DAYS)
    minutes = _minutes(action, booking)
    found = slots(engine, kind, first, last, now=now, tz=settings.timezone, minutes=minutes)
    return tuple(
        FreeTime(
            local.isoformat(),
            full_day(local.date()),
            f"{local:%H:%M}",
            ", ".join(slot.hosts),
        )
        for slot in found[:most]
        for local in (slot.start.astimezone(zone),)
    )


def _minutes(action: Doc, booking: Doc) -> int | None:
    """The length a step asks for, else that of the booking it moves; None for its type's."""
    if action.get("minutes"):
        return int(action["minutes"])
    if not (booking.get("start") and booking.get("end")):
        return None
    length = parse_instant(booking["end"]) - parse_instant(booking["start"])
    return int(length.total_seconds() // 60) or None


def _day_meant(action: Doc, settings: Settings) -> date | None:
    """The day a step speaks of, None when it names none."""
    for name in ("start", "requested_start", "window_start"):
        value = str(action.get(name) or "")
        if value:
            instant = None if is_day(value) else parse_instant(value)
            return parse_day(value) if instant is None else instant.astimezone(settings.zone).date()
    chosen = action.get("slots") or ()
    return parse_instant(str(chosen[0])).astimezone(settings.zone).date() if chosen else None
