"""When a tick has nothing to do: nothing was written since the last one, which found nothing, and
no moment that was waited for has come.

Moments that somebody set (a reminder, a hold, a snooze) are kept to the tick; what follows from
days gone by (an unanswered letter, a silent task) comes up within `SOON`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from weakref import WeakKeyDictionary

from worktui.app.closing import OPEN
from worktui.app.desk import Desk
from worktui.app.ports import Store
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

SOON = timedelta(minutes=5)
"""So long at most a tick may be left out."""


@dataclass(frozen=True, slots=True)
class _Quiet:
    """A tick at `since` found nothing at entry `seq`, and nothing is due before `until`."""

    seq: int
    me: str
    since: datetime
    until: datetime


_quiet: WeakKeyDictionary[Store, _Quiet] = WeakKeyDictionary()


def is_quiet(desk: Desk) -> bool:
    """Whether a tick would find nothing now."""
    known = _quiet.get(desk.store)
    return (
        known is not None
        and (known.seq, known.me) == (desk.store.seq, desk.me)
        and known.since <= desk.now() < known.until
    )


def note(desk: Desk, now: datetime) -> None:
    """A tick that began at `now` found nothing to do."""
    work = desk.snapshot()
    until = min((m for m in _moments(work) if m > now), default=now + SOON)
    _quiet[desk.store] = _Quiet(work.seq, desk.me, now, min(until, now + SOON))


def _moments(work: Snapshot) -> Iterator[datetime]:
    """What is waited for, come or not."""
    settings = Settings.of(work)
    for doc in work.all("bookings"):
        if doc.get("status") == "hold" and doc.get("until"):
            yield parse_instant(str(doc["until"]))
        elif doc.get("status") == "confirmed":
            kind = work.get("event_types", str(doc.get("event_type", ""))) or {}
            ahead = min(kind.get("remind_minutes") or (), default=0)
            yield parse_instant(str(doc["start"])) - timedelta(minutes=ahead)
    for doc in work.all("suggestions"):
        if doc.get("state") in OPEN:
            told = (doc.get("snoozed_until"), doc.get("expires_at"))
            yield from (parse_instant(str(moment)) for moment in told if moment)
    for doc in work.all("reminders"):
        if doc.get("state", "waiting") == "waiting":
            at = str(doc["at"])
            day = datetime.combine(parse_day(at), time(), settings.zone) if is_day(at) else None
            yield day or parse_instant(at)
    for doc in work.all("promises"):
        if doc.get("state") == "open" and doc.get("due"):
            yield settings.due_instant(str(doc["due"])) + timedelta(seconds=1)
