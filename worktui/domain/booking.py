"""What can be booked and what is: booking types, bookings, and busy times, as values.

They are read from stored documents (workspace JSON); what cannot be read as a time takes no
time. Instants are UTC, lengths and buffers whole minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

TAKES_TIME = ("confirmed", "pending", "hold")
"""States in which a booking makes its hosts busy; a hold only until its end."""


@dataclass(frozen=True, slots=True)
class EventType:
    """A booking type. `step` None counts starts every `minutes`; other None means no limit."""

    slug: str
    title: str
    minutes: int
    hosts: tuple[str, ...] = ()
    hosts_mode: str = "all"
    buffer_before: int = 0
    buffer_after: int = 0
    step: int | None = None
    min_notice_hours: float = 0
    horizon_days: int | None = None
    max_per_day: int | None = None

    @classmethod
    def of(cls, doc: Mapping[str, Any]) -> EventType:
        """From a document of `event_types`; absent fields take their defaults."""
        slug = str(doc.get("slug") or doc.get("id") or "")
        return cls(
            slug=slug,
            title=str(doc.get("title") or slug),
            minutes=int(doc.get("minutes") or 30),
            hosts=tuple(doc.get("hosts") or ()),
            hosts_mode=str(doc.get("hosts_mode") or "all"),
            buffer_before=int(doc.get("buffer_before") or 0),
            buffer_after=int(doc.get("buffer_after") or 0),
            step=int(doc["step"]) if doc.get("step") else None,
            min_notice_hours=float(doc.get("min_notice_hours") or 0),
            horizon_days=_whole(doc.get("horizon_days")),
            max_per_day=_whole(doc.get("max_per_day")),
        )

    @property
    def grid(self) -> timedelta:
        """Time from one start to the next."""
        return timedelta(minutes=self.step or self.minutes)

    @property
    def anyone(self) -> bool:
        """Whether one free host is enough."""
        return self.hosts_mode == "any"

    @property
    def before(self) -> timedelta:
        """Time kept free before a meeting of this type."""
        return timedelta(minutes=self.buffer_before)

    @property
    def after(self) -> timedelta:
        """Time kept free after a meeting of this type."""
        return timedelta(minutes=self.buffer_after)


@dataclass(frozen=True, slots=True)
class Booking:
    """A slot taken or held. `hosts` empty stands for all hosts of its type."""

    id: str
    event_type: str
    start: datetime
    end: datetime
    status: str
    hosts: tuple[str, ...] = ()
    until: datetime | None = None
    who: str = ""

    @classmethod
    def of(cls, doc: Mapping[str, Any]) -> Booking | None:
        """From a document of `bookings`; None when its times cannot be read."""
        start, end = instant(doc.get("start")), instant(doc.get("end"))
        if start is None or end is None:
            return None
        return cls(
            id=str(doc.get("id", "")),
            event_type=str(doc.get("event_type", "")),
            start=start,
            end=end,
            status=str(doc.get("status") or "confirmed"),
            hosts=tuple(doc.get("hosts") or ()),
            until=instant(doc.get("until")),
            who=str(doc.get("name") or doc.get("invitee") or ""),
        )

    def takes_time(self, now: datetime | None) -> bool:
        """Whether it keeps its hosts busy: confirmed, pending, or a hold that has not ended.

        Without a `now` every hold counts.
        """
        if self.status == "hold" and self.until is not None and now is not None:
            return now < self.until
        return self.status in TAKES_TIME


@dataclass(frozen=True, slots=True)
class Busy:
    """Time somebody is busy, and with what; buffers are not in it. `kind`: booking, calendar."""

    start: datetime
    end: datetime
    title: str
    kind: str
    id: str


def instant(value: Any) -> datetime | None:
    """ISO 8601 text with offset as UTC; None for a bare day, a wall time or no time at all."""
    if not isinstance(value, str) or len(value) <= 10:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
