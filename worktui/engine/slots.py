"""Booking slots: when a booking type can be booked, as a pure function over UTC.

Wall-clock windows are made real time first, then stepped through in real time; a wall clock
is never stepped (that is the one-hour error of so many schedulers). What is offered and what
is checked again inside the commit are asked of the same ground (`slots_ground`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from worktui.domain.booking import Busy, EventType
from worktui.domain.errors import BadInput
from worktui.engine.slots_ground import (
    Ground,
    busy_between,
    grid,
    ground,
    length_of,
    windows_on,
)
from worktui.engine.slots_reason import refuse_reason
from worktui.engine.slots_work import SlotWork, as_utc
from worktui.engine.working import DAY, midnight, zone_of

PARTS = {"morning": (0, 12), "afternoon": (12, 17), "evening": (17, 24)}
"""Parts of a day by the hour in which a slot starts: from, and before."""
LONGEST = 366 * 2
"""Days that one question may span."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time, in UTC. `hosts` are all who take part, or in mode `any` all who are free."""

    start: datetime
    end: datetime
    hosts: tuple[str, ...]


def slots(
    work: SlotWork,
    event_type: EventType,
    first: date,
    last: date,
    *,
    now: datetime,
    tz: str,
    part: str | None = None,
) -> tuple[Slot, ...]:
    """Every start from day `first` to day `last` (in `tz`, both included) that can be booked.

    In order, none twice. `part` keeps to morning (before 12), afternoon (12 to 17) or
    evening, in `tz`. At most two years are looked at. Raises BadInput.
    """
    if part is not None and part not in PARTS:
        raise BadInput(f"“{part[:40]}” is no part of a day.", hint=f"Use {', '.join(PARTS)}.")
    zone, now = zone_of(tz), as_utc(now)
    last = min(last, first + LONGEST * DAY)
    earliest = now + timedelta(hours=event_type.min_notice_hours)
    low = max(midnight(first, zone), earliest)
    high = midnight(last + DAY, zone)
    if low >= high:
        return ()
    found: dict[datetime, Slot] = {}
    for slot in _offered(work, event_type, low, high, now):
        if low <= slot.start < high:
            found.setdefault(slot.start, slot)
    hours = PARTS.get(part or "")
    if hours is not None:
        inside = range(*hours)
        found = {s: slot for s, slot in found.items() if s.astimezone(zone).hour in inside}
    return tuple(found[start] for start in sorted(found))


def _offered(
    work: SlotWork, kind: EventType, low: datetime, high: datetime, now: datetime
) -> Iterator[Slot]:
    grounds = _grounds(work, kind, kind.hosts, low, high, now)
    if not grounds:
        return
    if not kind.anyone:
        if len(grounds) == len(kind.hosts):
            yield from _common(kind, grounds, grounds[0], kind.hosts)
        return
    for own in grounds:
        for slot in _common(kind, [own], own, (own.host.id,)):
            free = tuple(g.host.id for g in grounds if can(kind, g, slot.start, slot.end))
            yield Slot(slot.start, slot.end, free)


def _grounds(
    work: SlotWork,
    kind: EventType,
    hosts: Sequence[str],
    low: datetime,
    high: datetime,
    now: datetime,
) -> list[Ground]:
    known = [host for host in map(work.host, hosts) if host is not None]
    return [ground(work, kind, host, low, high, now=now) for host in known]
