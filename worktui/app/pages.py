"""What a visitor may see of bookings: types, free times by day in their zone, one booking.

Nothing here tells a guest why a time is not free: that is the business of colleagues.
Instants are UTC, days are those of the visitor's zone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from worktui.app.plans.meetings import need_type, slot_work
from worktui.domain import token
from worktui.domain.booking import EventType
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import SlotWork, slots

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
AHEAD = 366
"""Days that are looked ahead where a type sets no horizon."""
NEAREST = 6
"""Other times named where one is gone."""
LINGERS = timedelta(days=7)
"""So long after its end a booking can still be looked at by its link."""


class Gone(NotFound):
    """A link that was true once: replaced by a newer one, or of something that is over."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A booking type as visitors see it. `hosts` are names, in the type's order."""

    slug: str
    title: str
    minutes: int
    hosts: tuple[str, ...]
    anyone: bool
    location: str
    about: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the visitor's zone with its free starts."""

    day: date
    starts: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `first`: those with free times, and where to look further.

    `earlier` and `later` begin the weeks beside, None where nothing can be booked there;
    `next_free` is the first later day with a free time, told only where this week has none.
    """

    first: date
    last: date
    days: tuple[Day, ...]
    earlier: date | None
    later: date | None
    next_free: date | None


@dataclass(frozen=True, slots=True)
class Search:
    """What free times are looked for: a type, over the work as it counts for that."""

    work: SlotWork
    kind: EventType

    def free(self, first: date, last: date, *, now: datetime, tz: str) -> list[datetime]:
        """Free starts from day to day (in `tz`, both included), in order."""
        return [s.start for s in slots(self.work, self.kind, first, last, now=now, tz=tz)]

    def last_day(self, today: date) -> date:
        """The last day that may have a free time, a day of leeway for zones included."""
        horizon = self.kind.horizon_days
        return today + (min(AHEAD, horizon) if horizon is not None else AHEAD) * DAY + DAY


def new_search(work: Snapshot, slug: str) -> Search:
    """To book a type; raises NotFound."""
    found = slot_work(work)
    return Search(found, need_type(found, slug))


def move_search(work: Snapshot, booking: Doc) -> Search:
    """To move a booking: its own hosts and length, its present time not in the way."""
    found = slot_work(work)
    kind = need_type(found, str(booking.get("event_type")))
    others = tuple(doc for doc in found.bookings if doc.get("id") != booking["id"])
    start, end = parse_instant(booking["start"]), parse_instant(booking["end"])
    own = replace(
        kind,
        minutes=int((end - start).total_seconds() // 60),
        step=kind.step or kind.minutes,
        hosts=tuple(booking.get("hosts") or kind.hosts),
        hosts_mode="all" if booking.get("hosts") else kind.hosts_mode,
    )
    return Search(replace(found, bookings=others), own)


def public_kinds(work: Snapshot) -> tuple[Kind, ...]:
    """The types that the first page names: those with a host, and not hidden."""
    return tuple(
        kind_of(work, doc)
        for doc in work.all("event_types")
        if doc.get("hosts") and not doc.get("hidden")
    )


def need_kind(work: Snapshot, slug: str) -> Kind:
    """A type by its slug; raises NotFound without naming others."""
    doc = work.get("event_types", slug)
    if doc is None:
        raise NotFound("There is nothing to book under this address.")
    return kind_of(work, doc)


def kind_of(work: Snapshot, doc: Doc) -> Kind:
    """A type as visitors see it."""
    kind = EventType.of(doc)
    names = [str((work.get("people", host) or {}).get("name") or host) for host in kind.hosts]
    return Kind(
        kind.slug,
        kind.title,
        kind.minutes,
        tuple(names),
        kind.anyone,
        str(doc.get("location") or ""),
        str(doc.get("description") or ""),
    )


def week_of(
    search: Search, wanted: date | None, *, now: datetime, tz: str, week_starts: int = 0
) -> Week:
    """The week that holds the wanted day; without one, the week of the first free time."""
    zone = ZoneInfo(tz)
    today = now.astimezone(zone).date()
    end = search.last_day(today)
    day = wanted or _first_free(search, today, end, now=now, tz=tz) or today
    day = min(max(day, today), end)
    first = day - (day.weekday() - week_starts) % 7 * DAY
    last = first + WEEK - DAY
    free = search.free(max(first, today), min(last, end), now=now, tz=tz)
    later = first + WEEK if first + WEEK <= end else None
    return Week(
        first,
        last,
        by_day(free, zone),
        first - WEEK if first > today else None,
        later,
        _first_free(search, later, end, now=now, tz=tz) if later and not free else None,
    )


def _first_free(search: Search, first: date, end: date, *, now: datetime, tz: str) -> date | None:
    """The first day with a free time, looked for in growing steps, as most are near."""
    step = 14
    while first <= end:
        last = min(first + step * DAY, end)
        if free := search.free(first, last, now=now, tz=tz):
            return free[0].astimezone(ZoneInfo(tz)).date()
        first, step = last + DAY, step * 4
    return None


def by_day(starts: Sequence[datetime], zone: ZoneInfo) -> tuple[Day, ...]:
    """Starts under the days of a zone."""
    days = groupby(starts, lambda start: start.astimezone(zone).date())
    return tuple(Day(day, tuple(found)) for day, found in days)


def nearest(search: Search, wanted: datetime, *, now: datetime, tz: str) -> tuple[datetime, ...]:
    """The free starts nearest to one that is gone, in order of time."""
    zone = ZoneInfo(tz)
    today = now.astimezone(zone).date()
    end = search.last_day(today)
    day = min(max(wanted.astimezone(zone).date(), today), end)
    for reach in (4, 14, 60):
        first, last = max(day - reach * DAY, today), min(day + reach * DAY, end)
        found = search.free(first, last, now=now, tz=tz)
        if len(found) >= NEAREST or reach == 60:
            break
    close = sorted(found, key=lambda start: (abs(start - wanted), start))[:NEAREST]
    return tuple(sorted(close))


def booking_by(work: Snapshot, secret: bytes, text: str, now: datetime) -> Doc:
    """The booking that a manage token opens. Raises NotFound for a false token and Gone for
    one that is replaced or over; a cancelled booking is returned as it is."""
    claim = token.check(secret, text, token.MANAGE)
    booking = work.get("bookings", claim[0]) if claim else None
    if claim is None or booking is None:
        raise NotFound("This link does not open anything.")
    if int(booking.get("generation") or 0) != claim[1]:
        raise Gone("This link has been replaced: the newest mail about it has the one that works.")
    if booking.get("status") == "hold" or parse_instant(booking["end"]) + LINGERS < now:
        raise Gone("This booking is over, and its link with it.")
    return booking


def zone_or(name: str | None, work: Snapshot) -> str:
    """A zone that was asked for, else the workspace's."""
    try:
        return ZoneInfo(name).key if name else Settings.of(work).timezone
    except (ValueError, OSError, KeyError):
        return Settings.of(work).timezone


_REACHED = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
"""Addresses that any mail server takes: dot-atoms (RFC 5322) at a name with a dot (RFC 1035)."""


def reachable(address: str) -> str:
    """An address that mail can be sent to from anywhere; raises BadInput. A visitor is told at
    the field, where they can mend it; a letter that dies later reaches nobody."""
    if not _REACHED.fullmatch(address):
        raise BadInput("That is no address mail can be sent to.")
    return address


def asked_start(text: str) -> datetime:
    """The instant that a page's field names; raises BadInput.

    A blank stands for the plus sign that a careless sender did not encode.
    """
    for spelling in (text.strip(), text.strip().replace(" ", "+")):
        try:
            return parse_instant(spelling)
        except ValueError:
            continue
    raise BadInput("Choose one of the times.")
