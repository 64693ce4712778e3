"""Actions that touch calendars and people outside: bookings, events, messages, questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from worktui.domain.actions.base import Action, opt, req


@dataclass(frozen=True, kw_only=True)
class OfferSlots(Action):
    """One mail with free times of a booking type; holds nothing."""

    type: ClassVar[str] = "offer_slots"
    reach: ClassVar[str] = "outward"
    undo: ClassVar[str] = "none"
    event_type: str = req("line")
    to: str = req("email")
    window_start: str | None = opt("when")
    window_end: str | None = opt("when")
    windows: list[Any] | None = opt("windows")
    part_of_day: str | None = opt("line")
    display_tz: str | None = opt("zone")
    minutes: int | None = opt("minutes")
    slots: list[Any] | None = opt("instants")
    text: str | None = opt("block")
    """Words before the times, in place of the usual sentence."""
    subject: str | None = opt("line")
    body: str | None = opt("block")
    """The whole letter, with `{times}` where the times stand."""


@dataclass(frozen=True, kw_only=True)
class BookSlot(Action):
    """A slot really taken: re-checked inside the commit, with an invitation and cancel link."""

    type: ClassVar[str] = "book_slot"
    reach: ClassVar[str] = "outward"
    undo: ClassVar[str] = "compensate"
    event_type: str = req("line")
    invitee: str = req("email")
    start: str = req("instant")
    minutes: int | None = opt("minutes")
    host: str | None = opt("line")
    name: str | None = opt("line")
    display_tz: str | None = opt("zone")
    note: str | None = opt("block")
    """What the invitee wrote when they booked."""


@dataclass(frozen=True, kw_only=True)
class HoldSlot(Action):
    """A slot kept until a moment."""

    type: ClassVar[str] = "hold_slot"
    reach: ClassVar[str] = "calendar"
    undo: ClassVar[str] = "compensate"
    event_type: str = req("line")
    invitee: str | None = opt("email")
    start: str = req("instant")
    until: str = req("instant")
    minutes: int | None = opt("minutes")
    host: str | None = opt("line")


@dataclass(frozen=True, kw_only=True)
class RescheduleBooking(Action):
    """A booking to another time; `alternatives` are free times when that one is not."""

    type: ClassVar[str] = "reschedule_booking"
    reach: ClassVar[str] = "outward"
    undo: ClassVar[str] = "compensate"
    booking: str = req("line")
    requested_start: str | None = opt("instant")
    conflict_with: str | None = opt("line")
    alternatives: list[Any] | None = opt("list")
    window_start: str | None = opt("when")
    window_end: str | None = opt("when")


@dataclass(frozen=True, kw_only=True)
class CancelBooking(Action):
    """A booking given back, its people told."""

    type: ClassVar[str] = "cancel_booking"
    reach: ClassVar[str] = "outward"
    undo: ClassVar[str] = "compensate"
    booking: str = req("line")
    reason: str | None = opt("line")
    told: bool | None = opt("flag")
    """True when the invitee cancelled: a receipt goes out, no question."""


EVENT_FIELDS: Mapping[str, str] = {
    "summary": "line",
    "date": "day",
    "start": "when",
    "end": "when",
    "rrule": "rule",
    "exdates": "moments",
    "attendees": "list",
    "assignee": "line",
    "person": "line",
    "sequence": "count",
    "recurrence_id": "when",
    "scope": "line",
    "location": "line",
    "busy": "flag",
    "tz": "line",
    "organizer": "line",
    "reply_to": "email",
}


@dataclass(frozen=True, kw_only=True)
class CreateEvent(Action):
    """An event into a person's calendar here."""

    type: ClassVar[str] = "create_event"
    reach: ClassVar[str] = "calendar"
    known: ClassVar[Mapping[str, str] | None] = EVENT_FIELDS
    uid: str | None = opt("line")


@dataclass(frozen=True, kw_only=True)
class UpdateEvent(Action):
    """An event changed: the whole `series` or `one` occurrence (`recurrence_id`)."""

    type: ClassVar[str] = "update_event"
    reach: ClassVar[str] = "calendar"
    known: ClassVar[Mapping[str, str] | None] = EVENT_FIELDS
    uid: str = req("line")


@dataclass(frozen=True, kw_only=True)
class CancelEvent(Action):
    """An event, or one occurrence of it, taken off."""

    type: ClassVar[str] = "cancel_event"
    reach: ClassVar[str] = "calendar"
    known: ClassVar[Mapping[str, str] | None] = EVENT_FIELDS
    uid: str = req("line")


@dataclass(frozen=True, kw_only=True)
class SendMessage(Action):
    """A message as a draft; it leaves only by an explicit confirmation."""

    type: ClassVar[str] = "send_message"
    reach: ClassVar[str] = "outward"
    undo: ClassVar[str] = "none"
    to: str = req("line")
    channel: str | None = opt("line")
    subject: str | None = opt("line")
    body: str | None = opt("block")
    kind: str | None = opt("line")
    answers: str | None = opt("line")
    """The arrival that it answers; then it goes to whoever sent that one, and nobody else."""

    def reach_now(self) -> str:
        """A copy to the clipboard stays here."""
        return "local" if self.channel == "copy" else "outward"


@dataclass(frozen=True, kw_only=True)
class RetryMessage(Action):
    """A message that could not be delivered sent once more, to another address if one is given."""

    type: ClassVar[str] = "retry_message"
    reach: ClassVar[str] = "outward"
    message: str = req("line")
    to: str | None = opt("line")


@dataclass(frozen=True, kw_only=True)
class DropMessage(Action):
    """A message that has not left given up for good."""

    type: ClassVar[str] = "drop_message"
    message: str = req("line")


@dataclass(frozen=True, kw_only=True)
class AskPerson(Action):
    """A question to a teammate, shown in their inbox here."""

    type: ClassVar[str] = "ask_person"
    who: str = req("line")
    question: str = req("line")
    task: str | None = opt("line")


MEETING_ACTIONS = (
    OfferSlots,
    BookSlot,
    HoldSlot,
    RescheduleBooking,
    CancelBooking,
    CreateEvent,
    UpdateEvent,
    CancelEvent,
    SendMessage,
    RetryMessage,
    DropMessage,
    AskPerson,
)
