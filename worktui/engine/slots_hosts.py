"""Which host takes a slot that any of several can take."""

from __future__ import annotations

from datetime import UTC, datetime

from worktui.domain.booking import EventType
from worktui.engine.slots_reason import refuse_reason
from worktui.engine.slots_work import SlotWork, as_utc

NEVER = datetime.min.replace(tzinfo=UTC)


def hosts_free(
    work: SlotWork,
    event_type: EventType,
    start: datetime,
    *,
    now: datetime,
    ignore_booking: str | None = None,
    minutes: int | None = None,
) -> tuple[str, ...]:
    """The hosts of a type who could each take a meeting at `start`, in the type's order."""
    return tuple(
        host
        for host in dict.fromkeys(event_type.hosts)
        if refuse_reason(
            work, event_type, start, now=now, hosts=(host,),
            ignore_booking=ignore_booking, minutes=minutes,
        ) is None
    )  # fmt: skip


def hosts_for(
    work: SlotWork,
    event_type: EventType,
    start: datetime,
    *,
    now: datetime,
    ignore_booking: str | None = None,
    minutes: int | None = None,
) -> tuple[str, ...]:
    """Who takes a meeting at `start`: all hosts, or the one whose turn it is in mode `any`.

    Turn: fewest bookings to come, then longest idle, then name. Empty when nobody can.
    """
    if not event_type.anyone:
        return event_type.hosts
    free = hosts_free(
        work, event_type, start, now=now, ignore_booking=ignore_booking, minutes=minutes
    )
    coming = dict.fromkeys(free, 0)
    last = dict.fromkeys(free, NEVER)
    now = as_utc(now)
    for booking in work.taken(now, ignore_booking):
        for host in set(work.hosts_of(booking)) & coming.keys():
            if booking.end > now:
                coming[host] += 1
            else:
                last[host] = max(last[host], booking.end)
    return tuple(sorted(free, key=lambda host: (coming[host], last[host], host))[:1])
