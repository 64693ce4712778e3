"""What a workspace decides for everybody in it: zone, hours, date order, end of day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from worktui.domain.change import Doc
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.snapshot import Snapshot

WORKSPACE = "workspace"
"""Id of the one document in the table `settings`."""

DEFAULT_HOURS: Mapping[str, list[str]] = {"mon-fri": ["09:00-12:00", "13:00-17:00"]}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings with their defaults filled in. `week_starts` counts from Monday = 0."""

    timezone: str = "UTC"
    week_starts: int = 0
    end_of_day: time = time(17)
    date_order: str = "DMY"
    working_hours: Mapping[str, Any] = field(default_factory=lambda: dict(DEFAULT_HOURS))
    holidays: tuple[str, ...] = ()
    me: str = ""
    name: str = ""
    uid: str = "local"
    public_address: str = ""

    @classmethod
    def of(cls, snapshot: Snapshot) -> Settings:
        """The settings of a workspace as they stand in a snapshot."""
        return cls.of_doc(snapshot.get("settings", WORKSPACE) or {})

    @classmethod
    def of_doc(cls, doc: Doc) -> Settings:
        """From the stored document; absent fields take their defaults."""
        start = str(doc.get("week_starts", "monday")).lower()
        return cls(
            timezone=doc.get("timezone") or "UTC",
            week_starts=WEEKDAYS.index(start) if start in WEEKDAYS else 0,
            end_of_day=time.fromisoformat(doc.get("end_of_day") or "17:00"),
            date_order=doc.get("date_order") or "DMY",
            working_hours=doc.get("working_hours") or dict(DEFAULT_HOURS),
            holidays=tuple(doc.get("holidays") or ()),
            me=doc.get("me") or "",
            name=doc.get("name") or "",
            uid=doc.get("uid") or "local",
            public_address=doc.get("public_address") or "",
        )

    @property
    def zone(self) -> ZoneInfo:
        """The workspace's time zone."""
        return ZoneInfo(self.timezone)

    def today(self, now: datetime) -> date:
        """The day it is in the workspace."""
        return now.astimezone(self.zone).date()

    def due_instant(self, due: str) -> datetime:
        """When a due date ends: a bare day at `end_of_day` in workspace time."""
        if is_day(due):
            return datetime.combine(parse_day(due), self.end_of_day, self.zone)
        return parse_instant(due)

    def past(self, due: str, now: datetime) -> bool:
        """Whether a due date has gone by."""
        return self.due_instant(due) < now

    def due_day(self, due: str) -> date:
        """The day of a due date as the workspace counts days."""
        return parse_day(due) if is_day(due) else parse_instant(due).astimezone(self.zone).date()
