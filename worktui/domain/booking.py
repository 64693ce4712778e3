"""What can be booked, and what is taken: booking types and busy times as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant

BUSY_STATES = frozenset({"confirmed", "pending", "hold"})


@dataclass(frozen=True, slots=True)
class EventType:
    """A booking type. Minutes unless the name says otherwise; 0 means no limit."""

    slug: str
    title: str
    minutes: int
    hosts: tuple[str, ...]
    any_host: bool = False
    buffer_before: int = 0
    buffer_after: int = 0
    step: int = 0
    min_notice_hours: float = 0
    horizon_days: int | None = None
    max_per_day: int = 0
    max_per_week: int = 0

    @classmethod
    def of(cls, doc: Doc) -> EventType:
        """From a document of the table `event_types`."""
        slug = str(doc.get("slug") or doc["id"])
        minutes = int(doc.get("minutes") or 30)
        return cls(
            slug=slug,
            title=str(doc.get("title") or slug),
            minutes=minutes,
            hosts=tuple(doc.get("hosts") or ()),
            any_host=doc.get("hosts_mode") == "any",
            buffer_before=int(doc.get("buffer_before") or 0),
            buffer_after=int(doc.get("buffer_after") or 0),
            step=int(doc.get("step") or minutes),
            min_notice_hours=float(doc.get("min_notice_hours") or 0),
            horizon_days=doc.get("horizon_days"),
            max_per_day=int(doc.get("max_per_day") or 0),
            max_per_week=int(doc.get("max_per_week") or 0),
        )


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """A time a person is not free, [start, end) in UTC, and what it is."""

    start: datetime
    end: datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A free time on offer, in UTC, and who would host it."""

    start: datetime
    end: datetime
    hosts: tuple[str, ...]


def is_busy(booking: Doc, now: datetime) -> bool:
    """Whether a booking takes its time: confirmed, pending, or a hold that has not ended."""
    status = booking.get("status")
    if status == "hold" and booking.get("until"):
        return now < parse_instant(booking["until"])
    return status in BUSY_STATES
