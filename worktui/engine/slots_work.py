"""What the slot engine reads: people, booking types, bookings and calendar of a workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from worktui.domain.booking import Booking, Busy, EventType, instant
from worktui.domain.errors import BadInput
from worktui.engine.recur_busy import Span, spans
from worktui.engine.recur_rule import as_text
from worktui.engine.working import Week, days_off, week_of, zone_of

Doc = Mapping[str, Any]
MOST = 60_000
"""How much is looked at of all repeats together for one answer, as `recur.Meter` counts it: eighty
times a day for two years. A repeat beyond it takes its first time only."""


@dataclass(frozen=True, slots=True)
class Host:
    """A person as slots see them: zone, hours of the week, days without windows."""

    id: str
    name: str
    zone: ZoneInfo
    week: Week
    holidays: frozenset[date]
    away: frozenset[date]

    @property
    def off(self) -> frozenset[date]:
        """All days without windows."""
        return self.holidays | self.away


@dataclass(frozen=True, slots=True)
class SlotWork:
    """The documents that slots are worked out from; nothing of them is changed."""

    settings: Doc
    people: Mapping[str, Doc]
    event_types: Mapping[str, EventType]
    bookings: tuple[Doc, ...]
    calendar: tuple[Doc, ...]

    @classmethod
    def of(
        cls,
        workspace: Doc,
        people: Iterable[Doc],
        event_types: Iterable[Doc],
        bookings: Iterable[Doc],
        calendar: Iterable[Doc],
    ) -> SlotWork:
        """From plain documents in the shapes of workspace JSON."""
        kinds = [EventType.of(doc) for doc in event_types]
        return cls(
            workspace,
            {str(doc["id"]): doc for doc in people},
            {kind.slug: kind for kind in kinds},
            tuple(bookings),
            tuple(calendar),
        )

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the workspace."""
        return zone_of(str(self.settings.get("timezone") or "UTC"))

    def host(self, id: str) -> Host | None:
        """A person by handle, None when there is nobody of that name."""
        doc = self.people.get(id)
        if doc is None:
            return None
        hours = doc.get("working_hours")
        if hours is None:
            hours = self.settings.get("working_hours") or {}
        return Host(
            id,
            str(doc.get("name") or id),
            zone_of(str(doc["tz"])) if doc.get("tz") else self.zone,
            week_of(hours),
            days_off(self.settings.get("holidays") or (), ()),
            days_off((), doc.get("away") or ()),
        )

    def hosts_of(self, booking: Booking) -> tuple[str, ...]:
        """Who a booking takes: its own hosts, without them all of its type."""
        kind = self.event_types.get(booking.event_type)
        return booking.hosts or (kind.hosts if kind else ())

    def taken(
        self,
        now: datetime | None,
        ignore: str | None = None,
        between: tuple[datetime, datetime] | None = None,
    ) -> Iterator[Booking]:
        """The bookings that take time, but for the one ignored; with `between` at least those
        that reach, buffers included, into the span."""
        nearby = self._nearby(between) if between else None
        for doc in self.bookings:
            if ignore is not None and doc.get("id") == ignore:
                continue
            if nearby is not None and not nearby(doc):
                continue
            booking = Booking.of(doc)
            if booking is not None and booking.takes_time(now):
                yield booking

    def _nearby(self, between: tuple[datetime, datetime]) -> Callable[[Doc], bool]:
        """A quick look at the written days, so that years of bookings need not be read."""
        widest = max((k.buffer_before + k.buffer_after for k in self.event_types.values()),
                     default=0)  # fmt: skip
        reach = timedelta(days=2 + widest // 1440)
        first = (between[0] - reach).date().isoformat()
        last = (between[1] + reach).date().isoformat()

        def near(doc: Doc) -> bool:
            start, end = str(doc.get("start")), str(doc.get("end"))
            if not start[4:5] == start[7:8] == end[4:5] == end[7:8] == "-":
                return True
            return start[:10] <= last and end[:10] >= first

        return near


@dataclass(frozen=True, slots=True)
class Taken:
    """Busy time of somebody with the buffers around it: what a new meeting must not overlap."""

    start: datetime
    end: datetime
    busy: Busy


def occupied(
    work: SlotWork,
    host: str,
    zone: ZoneInfo,
    low: datetime,
    high: datetime,
    *,
    now: datetime | None,
    ignore: str | None = None,
) -> Iterator[Taken]:
    """All that keeps a person busy somewhere between two instants, in no order.

    A booking is widened by the buffers of its own type; an entry of the calendar has none.
    """
    for booking in work.taken(now, ignore, (low, high)):
        if host not in work.hosts_of(booking):
            continue
        kind = work.event_types.get(booking.event_type)
        start = booking.start - kind.before if kind else booking.start
        end = booking.end + kind.after if kind else booking.end
        if start < end and start < high and low < end:
            title = kind.title if kind else booking.event_type or "Booking"
            title = f"{title}, {booking.who}" if booking.who else title
            busy = Busy(booking.start, booking.end, title, "booking", booking.id)
            yield Taken(start, end, busy)
    mine = (doc for doc in work.calendar if doc.get("person") == host)
    for doc, start, end in calendar_times(mine, zone, low, high):
        title, uid = str(doc.get("summary") or ""), str(doc.get("uid") or "")
        yield Taken(start, end, Busy(start, end, title, "calendar", uid))


def calendar_times(
    entries: Iterable[Doc], zone: ZoneInfo, low: datetime, high: datetime
) -> Iterator[tuple[Doc, datetime, datetime]]:
    """When entries of a calendar take time between two instants: each with a start and an end,
    repeats expanded. What is free, all-day, cancelled or of no length takes none."""
    left = MOST
    for doc in entries:
        times, cost = _times(doc, zone, low, high, repeats=left > 0)
        left -= cost
        for start, end in times:
            yield doc, start, end


def _times(
    doc: Doc, zone: ZoneInfo, low: datetime, high: datetime, *, repeats: bool = True
) -> tuple[list[Span], int]:
    """The times of one entry and what it cost; without `repeats` only the first time."""
    if doc.get("busy") is False or doc.get("cancelled") or doc.get("status") == "cancelled":
        return [], 0
    start, end = instant(doc.get("start")), instant(doc.get("end"))
    if start is None or end is None or end <= start:
        return [], 0
    rule = doc.get("rrule")
    if not rule or not repeats:
        return ([(start, end)] if start < high and low < end else []), 0
    text = rule if isinstance(rule, str) else as_text(rule)
    exdates = tuple(str(item) for item in doc.get("exdates") or ())
    return spans(text, start, end - start, zone, (low, high), exdates)


def as_utc(moment: datetime) -> datetime:
    """An aware instant in UTC; a wall time is refused, since it names no instant."""
    if moment.tzinfo is None:
        raise BadInput(f"{moment.isoformat()} names no instant.", hint="Give it an offset.")
    return moment.astimezone(UTC)
