"""A second, slow way to find slots: a walk over every minute, with no interval arithmetic.

Shares nothing with the engine but the words of the rules; repeats go through dateutil.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

MINUTE = timedelta(minutes=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Walk:
    """One workspace and one booking type, seen at `now`."""

    def __init__(self, data: Mapping[str, Any], slug: str, now: datetime) -> None:
        self.data, self.now = data, now
        self.types = {kind["slug"]: kind for kind in data["event_types"]}
        self.kind = self.types[slug]
        self.people = {person["id"]: person for person in data["people"]}

    def starts(self, first: date, last: date, tz: str) -> list[datetime]:
        """All starts on offer from day `first` to `last` in `tz`."""
        begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=2)
        end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=3)
        minutes = [begin + n * MINUTE for n in range(int((end - begin) / MINUTE))]
        hosts = self.kind["hosts"]
        windows = {host: list(self._windows(host, minutes)) for host in hosts}
        busy = {host: self._busy(host) for host in hosts}
        anyone = self.kind.get("hosts_mode") == "any"
        found = set()
        for leader in hosts if anyone else hosts[:1]:
            for start in self._grid(windows[leader]):
                day = start.astimezone(ZoneInfo(tz)).date()
                team = [leader] if anyone else hosts
                if first <= day <= last and all(
                    self._can(host, start, windows[host], busy[host]) for host in team
                ):
                    found.add(start)
        return sorted(found)

    def _zone(self, host: str) -> ZoneInfo:
        return ZoneInfo(self.people[host].get("tz") or self.data["timezone"])

    def _windows(self, host: str, minutes: list[datetime]) -> Iterator[set[datetime]]:
        """Each window as the set of its minutes."""
        zone, person = self._zone(host), self.people[host]
        hours = person.get("working_hours") or self.data["working_hours"]
        clock = [(m, m.astimezone(zone).replace(tzinfo=None)) for m in minutes]
        away = [tuple(map(date.fromisoformat, pair)) for pair in person.get("away", [])]
        for day in sorted({wall.date() for _, wall in clock})[1:-1]:
            if day.isoformat() in self.data.get("holidays", []):
                continue
            if any(a <= day <= b for a, b in away):
                continue
            zero = datetime(day.year, day.month, day.day)
            for key, spans in hours.items():
                ends = key.split("-")
                if not DAYS.index(ends[0]) <= day.weekday() <= DAYS.index(ends[-1]):
                    continue
                for span in spans:
                    a, b = (self._at(zero, part) for part in span.split("-"))
                    opened = next(m for m, wall in clock if wall >= a)
                    closed = next(m for m, wall in clock if wall >= b)
                    yield {m for m in minutes if opened <= m < closed}

    @staticmethod
    def _at(zero: datetime, text: str) -> datetime:
        hour, minute = text.split(":")
        return zero + timedelta(hours=int(hour), minutes=int(minute))

    def _grid(self, windows: list[set[datetime]]) -> Iterator[datetime]:
        step = (self.kind.get("step") or self.kind["minutes"]) * MINUTE
        for window in windows:
            if window:
                start = min(window)
                while start in window:
                    yield start
                    start += step

    def _busy(self, host: str) -> set[datetime]:
        """The minutes that are busy, own buffers included."""
        found: set[datetime] = set()
        for booking in self.data["bookings"]:
            kind = self.types[booking["event_type"]]
            if host in (booking.get("hosts") or kind["hosts"]) and self._counts(booking):
                start = datetime.fromisoformat(booking["start"]).astimezone(UTC)
                end = datetime.fromisoformat(booking["end"]).astimezone(UTC)
                start -= kind.get("buffer_before", 0) * MINUTE
                end += kind.get("buffer_after", 0) * MINUTE
                found |= span(start, end)
        for entry in self.data["calendar"]:
            if entry["person"] == host and entry.get("busy") is not False:
                for start, end in self._times(entry, self._zone(host)):
                    found |= span(start, end)
        return found

    def _counts(self, booking: Mapping[str, Any]) -> bool:
        if booking["status"] == "hold":
            return self.now < datetime.fromisoformat(booking["until"])
        return booking["status"] in ("confirmed", "pending")

    @staticmethod
    def _times(entry: Mapping[str, Any], zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        if len(entry["start"]) == 10:
            return
        start, end = (datetime.fromisoformat(entry[name]) for name in ("start", "end"))
        if not entry.get("rrule"):
            yield start.astimezone(UTC), end.astimezone(UTC)
            return
        wall = start.astimezone(zone).replace(tzinfo=None)
        times = list(rrulestr(entry["rrule"], dtstart=wall))
        if wall not in times:  # the start is the first, also off its rule
            times = [wall, *times[:-1]]
        for each in times:
            moment = each.replace(tzinfo=zone).astimezone(UTC)
            gone = entry.get("exdates", [])
            if each.date().isoformat() not in gone and moment.isoformat() not in gone:
                yield moment, moment + (end - start)

    def _can(
        self, host: str, start: datetime, windows: list[set[datetime]], busy: set[datetime]
    ) -> bool:
        kind, zone = self.kind, self._zone(host)
        end = start + kind["minutes"] * MINUTE
        meeting = span(start, end)
        if not any(meeting <= window for window in windows):
            return False
        around = span(
            start - kind.get("buffer_before", 0) * MINUTE,
            end + kind.get("buffer_after", 0) * MINUTE,
        )
        if around & busy or start < self.now + timedelta(hours=kind.get("min_notice_hours", 0)):
            return False
        day = start.astimezone(zone).date()
        horizon = kind.get("horizon_days")
        if horizon is not None and (day - self.now.astimezone(zone).date()).days > horizon:
            return False
        return self._on(host, day, zone) < kind.get("max_per_day", 10_000)

    def _on(self, host: str, day: date, zone: ZoneInfo) -> int:
        return sum(
            datetime.fromisoformat(booking["start"]).astimezone(zone).date() == day
            for booking in self.data["bookings"]
            if booking["event_type"] == self.kind["slug"]
            and host in (booking.get("hosts") or self.kind["hosts"])
            and self._counts(booking)
        )


def span(start: datetime, end: datetime) -> set[datetime]:
    """The minutes from start to end, without the end."""
    return {start + n * MINUTE for n in range(max(0, int((end - start) / MINUTE)))}
