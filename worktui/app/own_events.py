"""The busy time of one's own calendar, mirrored: its events as documents of the table `calendar`.

A mirrored event carries the sense it came from (`from`) and the object it stands in (`item`);
both stay out of exports. It goes when it goes there. An event that was here before under the
same UID is `shared`: it follows the calendar, and that it is gone there is for a person to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from worktui.app.draft import Draft
from worktui.domain.arrival import CalendarItem
from worktui.domain.change import Doc
from worktui.domain.documents import fitted
from worktui.domain.fields import LONGEST_EVENT

MOST = 5000
"""Events of one calendar that are mirrored."""
PAST = timedelta(days=7)
"""What was over so long ago when it came is not mirrored."""
LONGEST_UID = 255
MARKS = ("from", "item", "shared")
"""Fields of a mirrored event that say so."""

Moment = date | datetime


@dataclass(slots=True)
class Mirrored:
    """What was done: counts, and the shared events that are gone there."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    missing: list[Doc] = field(default_factory=list)

    def words(self) -> str:
        """`3 new, 1 changed`; "" when nothing was done."""
        told = (("new", self.new), ("changed", self.changed), ("gone", self.gone))
        return ", ".join(f"{count} {name}" for name, count in told if count)


class Mirror:
    """Lays changed objects of one calendar into a draft. `person` is whose it is."""

    def __init__(self, draft: Draft, source: str, person: str) -> None:
        self.draft, self.source, self.person = draft, source, person
        who = draft.get("people", person) or {}
        self.email = str(who.get("email") or "").lower()
        self.zone = ZoneInfo(str(who.get("tz") or draft.settings.timezone))
        self.done = Mirrored()
        self._items: dict[str, list[Doc]] = defaultdict(list)
        for doc in draft.all("calendar"):
            if doc.get("from") == source:
                self._items[str(doc.get("item"))].append(doc)
        self._count = sum(map(len, self._items.values()))

    def names(self) -> Iterable[str]:
        """The objects that events were mirrored from."""
        return tuple(self._items)

    def put(self, name: str, items: Iterable[CalendarItem]) -> None:
        """An object as it is now, instead of what was mirrored from it."""
        wanted = self._wanted(items)
        for doc in self._items.pop(name, []):
            if doc["id"] not in wanted:
                self._away(doc)
        for id, fields in wanted.items():
            self._lay(id, {**fields, "from": self.source, "item": name})

    def drop(self, name: str) -> None:
        """An object that is gone."""
        for doc in self._items.pop(name, []):
            self._away(doc)

    def _away(self, doc: Doc) -> None:
        if doc.get("shared"):
            self.done.missing.append(doc)  # what becomes of it is judged with the bookings
            return
        self.draft.delete("calendar", doc["id"])
        self._count -= 1
        self.done.gone += 1

    def _lay(self, id: str, fields: Mapping[str, Any]) -> None:
        old = self.draft.get("calendar", id)
        if old is None:
            if self._count < MOST and not _long_over(fields, self.draft.now, self.zone):
                self.draft.create("calendar", {"id": id, **fields})
                self._count += 1
                self.done.new += 1
            return
        names = {*fields, *(("rrule", "exdates", "busy") if old.get("from") else ())}
        changes: dict[str, Any] = {n: fields.get(n) for n in names if old.get(n) != fields.get(n)}
        if old.get("from") is None:
            changes["shared"] = True
        if changes:
            self.draft.update("calendar", id, changes)
            self.done.changed += 1

    def _wanted(self, items: Iterable[CalendarItem]) -> dict[str, dict[str, Any]]:
        """The documents an object comes to, by id."""
        found: dict[str, dict[str, Any]] = {}
        left_out: dict[str, list[str]] = defaultdict(list)
        for item in items:
            if item.component != "VEVENT" or not item.uid or len(item.uid) > LONGEST_UID:
                continue
            base = self._id(item.uid)
            one = _told(item.recurrence_id, self.zone)
            if one is not None:
                left_out[base].append(one)
            fields = self._fields(item)
            if fields is not None:
                found[f"{base}#{_as_utc(one)}" if one else base] = fields
        for base, moments in left_out.items():
            if "rrule" in found.get(base, {}):
                known = found[base].get("exdates") or []
                found[base]["exdates"] = [*known, *(m for m in moments if m not in known)]
        return found

    def _id(self, uid: str) -> str:
        """The UID, unless an event of somebody else has it: then marked by the source."""
        old = self.draft.get("calendar", uid)
        if old is None or old.get("from") == self.source:
            return uid
        mine = old.get("from") is None and old.get("person") == self.person
        return uid if mine else f"{uid}@{self.source.rpartition(':')[2]}"

    def _fields(self, item: CalendarItem) -> dict[str, Any] | None:
        """An event as a document; None where it takes no time or cannot be kept."""
        start, end = _told(item.start, self.zone), _told(item.end, self.zone)
        if item.status == "CANCELLED" or start is None or not _sound(item.start, item.end):
            return None
        given: dict[str, Any] = {
            "uid": item.uid,
            "summary": "Busy" if item.private else item.summary or "Busy",
            "person": self.person,
            "start": start,
            "end": end,
            "location": None if item.private else item.location or None,
            "sequence": item.sequence or None,
            "recurrence_id": _told(item.recurrence_id, self.zone),
            "tz": item.tz or None,
        }
        if item.rrule and item.recurrence_id is None:
            given["rrule"] = item.rrule
            given["exdates"] = [_told(one, self.zone) for one in item.exdates] or None
        if item.transparent or self._declined(item):
            given["busy"] = False
        doc = fitted("calendar", {n: value for n, value in given.items() if value is not None})
        return doc if "start" in doc else None

    def _declined(self, item: CalendarItem) -> bool:
        return any(p.email == self.email and s == "DECLINED" for p, s in item.attendees if p.email)


def _told(value: Moment | None, zone: tzinfo) -> str | None:
    """A day, or an instant with its offset; a time without zone is one of the person's clock."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=zone)).isoformat()
    return value.isoformat() if value is not None else None


def _as_utc(moment: str | None) -> str:
    """How the id of an occurrence says its moment (see `app/plans/events.py`)."""
    if moment is None or len(moment) == 10:
        return moment or ""
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat()


def _sound(start: Moment | None, end: Moment | None) -> bool:
    """Whether an event ends after it starts, and within years."""
    if start is None or end is None:
        return start is not None
    try:
        return timedelta(0) <= end - start <= timedelta(days=LONGEST_EVENT)
    except TypeError:  # a day and a time, or a time with and one without zone
        return False


def _long_over(fields: Mapping[str, Any], now: datetime, zone: tzinfo) -> bool:
    if "rrule" in fields:
        return False
    text = str(fields.get("end") or fields["start"])
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)) < now - PAST
