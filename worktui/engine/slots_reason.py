"""Why a start cannot be booked, in one plain sentence; None when it can.

Asked again inside the commit, it agrees exactly with the list of slots: both ask the same
ground. Its sentences name colleagues' appointments and are for the people of the workspace;
a guest is told no more than that the time is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from worktui.domain.booking import EventType
from worktui.engine.slots_ground import Ground, ground
from worktui.engine.slots_work import SlotWork, as_utc, occupied

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def refuse_reason(
    work: SlotWork,
    event_type: EventType,
    start: datetime,
    *,
    now: datetime,
    hosts: Sequence[str] | None = None,
    ignore_booking: str | None = None,
    minutes: int | None = None,
) -> str | None:
    """None when a meeting at `start` can be booked at `now`; else one sentence that says why.

    `hosts` must all take it (without, those of the type in its mode); `ignore_booking` is
    the booking being moved; `minutes` another length than the type's. Times in the sentence
    are in the workspace's zone.
    """
    asked = _Asked(work, event_type, as_utc(start), as_utc(now), minutes)
    if sentence := asked.before_hosts():
        return sentence
    names = tuple(dict.fromkeys(event_type.hosts if hosts is None else hosts))
    if not names:
        return f"{event_type.title} has no host yet"
    if event_type.anyone and hosts is None:
        reasons = [asked.of_hosts((name,), ignore_booking) for name in names]
        told = [reason for reason in reasons if reason is not None]
        if len(told) < len(reasons):
            return None
        return told[0] if len(told) == 1 else f"nobody is free then: {'; '.join(told[:4])}"
    return asked.of_hosts(names, ignore_booking)


class _Asked:
    """One question: this type, at this start, seen now."""

    def __init__(
        self, work: SlotWork, kind: EventType, start: datetime, now: datetime, minutes: int | None
    ) -> None:
        self.work, self.kind, self.start, self.now = work, kind, start, now
        self.length = timedelta(minutes=kind.minutes if minutes is None else minutes)
        self.end = start + self.length
        self.zone = work.zone

    def before_hosts(self) -> str | None:
        """What no host could help."""
        if self.length <= timedelta(0):
            return "a meeting lasts a minute at least"
        if self.start < self.now:
            return f"{day_and_time(self.start, self.zone)} is past"
        notice = timedelta(hours=self.kind.min_notice_hours)
        if self.start < self.now + notice:
            hours = f"{self.kind.min_notice_hours:g}"
            first = day_and_time(self.now + notice, self.zone)
            return f"{self.kind.title} needs {hours} h notice, so {first} is the earliest"
        return None

    def of_hosts(self, names: Sequence[str], ignore: str | None) -> str | None:
        """Why these hosts, all of them, cannot."""
        grounds = []
        for name in names:
            host = self.work.host(name)
            if host is None:
                return f"nobody here is called {name[:40]}"
            grounds.append(
                ground(
                    self.work, self.kind, host, self.start, self.start,
                    now=self.now, ignore=ignore, length=self.length,
                )
            )  # fmt: skip
        for own in grounds:
            if sentence := self._of_one(own, ignore):
                return sentence
        return self._off_grid(grounds[0])

    def _of_one(self, own: Ground, ignore: str | None) -> str | None:
        if own.takes(self.start, self.end):
            return None
        who, host = own.host.id, own.host
        day = self.start.astimezone(host.zone).date()
        if own.last_day is not None and day > own.last_day:
            return f"{self.kind.title} can be booked until {_day(own.last_day)}, not later"
        if day in host.holidays:
            return f"{_day(day)} is a holiday"
        if day in host.away:
            return f"{who} is away on {_day(day)}"
        if not own.open(self.start, self.end):
            return self._closed(own)
        if day in own.full:
            limit = self.kind.max_per_day
            return f"{who} takes {limit} of {self.kind.title} a day, and {_day(day)} is full"
        return self._busy(own, ignore)

    def _closed(self, own: Ground) -> str:
        zone = own.host.zone
        day = self.start.astimezone(zone).date()
        spans = [s for s in own.spans if s[0].astimezone(zone).date() == day]
        if not spans:
            return f"{own.host.id} does not work on {_day(day)}"
        told = " and ".join(f"{clock(a, self.zone)}–{clock(b, self.zone)}" for a, b in spans)
        return f"{own.host.id} works {told} on {_day(day)}"

    def _busy(self, own: Ground, ignore: str | None) -> str:
        low, high = self.start - self.kind.before, self.end + self.kind.after
        found = occupied(
            self.work, own.host.id, own.host.zone, low, high, now=self.now, ignore=ignore
        )
        first = min(found, key=lambda item: (item.start, item.end, item.busy.title))
        busy = first.busy
        span = f"{clock(busy.start, self.zone)}–{clock(busy.end, self.zone)}"
        what = f": {busy.title}" if busy.title else ""
        if busy.start < self.end and self.start < busy.end:
            return f"{own.host.id} is busy {span}{what}"
        return f"{own.host.id} needs time free around {span}{what}"

    def _off_grid(self, own: Ground) -> str | None:
        near: list[datetime] = []
        for begin, close in own.spans:
            if begin <= self.start and self.end <= close:
                steps, off = divmod(self.start - begin, self.kind.grid)
                if not off:
                    return None
                near.append(begin + steps * self.kind.grid)
                if near[-1] + self.kind.grid + self.length <= close:
                    near.append(near[-1] + self.kind.grid)
        told = " or ".join(clock(start, self.zone) for start in sorted(set(near)))
        at = clock(self.start, self.zone)
        return f"{self.kind.title} can start at {told}, not at {at}"


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """`14:00`."""
    return f"{moment.astimezone(zone):%H:%M}"


def day_and_time(moment: datetime, zone: ZoneInfo) -> str:
    """`Thu 5 Mar 14:00`."""
    local = moment.astimezone(zone)
    return f"{_day(local)} {local:%H:%M}"


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
