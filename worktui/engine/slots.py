"""Booking slots: when a booking type can be booked, as a pure function over UTC.

Wall-clock windows are made real time first, then stepped through in real time; a wall clock
is never stepped (the one-hour error of so many schedulers). What is offered here and what
is checked again inside the commit (`refuse_reason`) are asked of the same ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from worktui.domain.booking import Busy, EventType
from worktui.domain.errors import BadInput
from worktui.engine.slots_ground import Ground, ground
from worktui.engine.slots_hosts import hosts_for, hosts_free
from worktui.engine.slots_reason import refuse_reason
from worktui.engine.slots_work import SlotWork, as_utc, occupied
from worktui.engine.working import DAY, Span, midnight, windows, zone_of

PARTS = {"morning": range(12), "afternoon": range(12, 17), "evening": range(17, 24)}
"""Parts of a day by the hour in which a slot starts."""
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
    minutes: int | None = None,
) -> tuple[Slot, ...]:
    """Every start from day `first` to day `last` (in `tz`, both included) that can be booked.

    In order, none twice. `part` keeps to the morning (before 12), afternoon (12 to 17) or
    evening, in `tz`; `minutes` is another length than the type's, on the type's own grid, as
    `refuse_reason` has it. Two years are looked at, at most. Raises BadInput.
    """
    length = timedelta(minutes=event_type.minutes if minutes is None else minutes)
    if length <= timedelta(0):
        raise BadInput("A meeting lasts a minute at least.")
    if part is not None and part not in PARTS:
        raise BadInput(f"“{part[:40]}” is no part of a day.", hint=f"Use {', '.join(PARTS)}.")
    if not 1900 <= first.year <= 9000:
        raise BadInput(f"There is nothing to book in the year {first.year}.")
    zone, now = zone_of(tz), as_utc(now)
    high = midnight(min(last, first + LONGEST * DAY) + DAY, zone)
    low = max(midnight(first, zone), now + timedelta(hours=event_type.min_notice_hours))
    if low >= high:
        return ()
    names = dict.fromkeys(event_type.hosts)
    known = [host for host in map(work.host, names) if host is not None]
    if len(known) < len(names) and not event_type.anyone:
        return ()
    grounds = [ground(work, event_type, host, low, high, now=now, length=length) for host in known]
    listed = _anyone if event_type.anyone else _everyone
    found = listed(grounds, low, high, length)
    hours = PARTS.get(part or "")
    return tuple(s for s in found if hours is None or s.start.astimezone(zone).hour in hours)


def _everyone(
    grounds: Sequence[Ground], low: datetime, high: datetime, length: timedelta
) -> list[Slot]:
    """Slots that all hosts can take, on the grid of the host named first."""
    if not grounds:
        return []
    names = tuple(each.host.id for each in grounds)
    found = sorted(set(grounds[0].offers(length, low, high)))
    for each in grounds[1:]:
        found = list(each.taking(found, length))
    return [Slot(start, start + length, names) for start in found]


def _anyone(
    grounds: Sequence[Ground], low: datetime, high: datetime, length: timedelta
) -> list[Slot]:
    """Slots that some host can take, each on their own grid."""
    found: dict[datetime, list[str]] = {}
    for each in grounds:
        for start in set(each.offers(length, low, high)):
            found.setdefault(start, []).append(each.host.id)
    return [Slot(start, start + length, tuple(found[start])) for start in sorted(found)]


def busy_between(
    work: SlotWork, person: str, start: datetime, end: datetime, *, now: datetime | None = None
) -> tuple[Busy, ...]:
    """What makes a person busy between two instants, with titles, in order; without buffers.

    Without `now` every hold counts, also one that has ended. The titles are for colleagues,
    never for guests.
    """
    low, high = as_utc(start), as_utc(end)
    host = work.host(person)
    zone = host.zone if host else work.zone
    found = {item.busy for item in occupied(work, person, zone, low, high, now=now)}
    inside = (busy for busy in found if busy.start < high and low < busy.end)
    return tuple(sorted(inside, key=lambda busy: (busy.start, busy.end, busy.title, busy.id)))


def windows_on(work: SlotWork, person: str, day: date) -> tuple[Span, ...]:
    """A person's working windows on a day of their own calendar, in UTC; none when off."""
    host = work.host(person)
    return tuple(windows(host.week, host.zone, day, day, host.off)) if host else ()


__all__ = [
    "Slot", "SlotWork", "busy_between", "hosts_for", "hosts_free", "refuse_reason", "slots",
    "windows_on",
]  # fmt: skip
