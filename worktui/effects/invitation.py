"""Invitations, cancellations, answers and counters as iCalendar (RFC 5545, RFC 5546).

A booking is one event: times in UTC, so that no zone table travels along. Its UID never
changes and its SEQUENCE comes from the booking; a CANCEL carries the higher one, or calendars
pass over it (RFC 5546, section 3.2.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_block, clean_or

if TYPE_CHECKING:
    from icalendar import Event, vCalAddress

Method = Literal["REQUEST", "CANCEL", "REPLY", "COUNTER", "PUBLISH"]
METHODS = ("REQUEST", "CANCEL", "REPLY", "COUNTER", "PUBLISH")
PRODUCT = "-//worktui//EN"
Party = Mapping[str, Any]
"""Somebody: `email`, and if known `name`; an attendee also `partstat`."""


def invitation(
    booking: Mapping[str, Any],
    *,
    method: Method,
    organizer: Party,
    attendees: Sequence[Party],
    summary: str,
    now: datetime,
    description: str = "",
    location: str = "",
) -> str:
    """A VCALENDAR with one VEVENT for a booking (uid, sequence, start, end), CRLF and folded.

    `now` becomes DTSTAMP. A REPLY has the one attendee who answers, with `partstat`
    (ACCEPTED, DECLINED, TENTATIVE). Raises BadInput for what cannot be written.
    """
    from icalendar import Calendar, Event

    _checked(method, organizer, attendees)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", clean_or(booking["uid"], limit=255))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int(booking.get("sequence") or 0))
    _add_times(event, booking)
    event.add("summary", clean_or(summary, "Meeting"))
    if description.strip():
        event.add("description", clean_block(description))
    if location.strip():
        event.add("location", clean_or(location))
    event.add("status", _status(method, booking))
    event.add("transp", "OPAQUE")
    if organizer.get("email"):
        event.add("organizer", _address(organizer))
    for attendee in attendees if method != "PUBLISH" else ():
        event.add("attendee", _attendee(attendee, method))
    calendar.add_component(event)
    text: str = calendar.to_ical(sorted=False).decode("utf-8")
    return text


def from_facts(facts: Mapping[str, Any], now: datetime) -> str:
    """The same from the `ics` part of an outbox document: method, uid, sequence, start, end,
    summary, organizer, attendees."""
    return invitation(
        {**facts, "status": str(facts.get("status") or "").lower()},
        method=facts.get("method") or "REQUEST",
        organizer=facts.get("organizer") or {},
        attendees=facts.get("attendees") or (),
        summary=str(facts.get("summary") or ""),
        now=now,
        description=str(facts.get("description") or ""),
        location=str(facts.get("location") or ""),
    )


def _checked(method: str, organizer: Party, attendees: Sequence[Party]) -> None:
    if method not in METHODS:
        raise BadInput(f"“{str(method)[:20]}” is no method of a calendar message.")
    if method != "PUBLISH" and not organizer.get("email"):
        raise BadInput(f"A calendar {method} needs the organizer's mail address.")
    if method == "REPLY" and len(attendees) != 1:
        raise BadInput("A calendar REPLY is of one attendee.")
    if method in ("REQUEST", "CANCEL", "COUNTER") and not attendees:
        raise BadInput(f"A calendar {method} needs somebody it is for.")


def _add_times(event: Event, booking: Mapping[str, Any]) -> None:
    for name, field in (("dtstart", "start"), ("dtend", "end")):
        value = booking.get(field)
        if value is not None:
            event.add(name, _moment(str(value)))


def _moment(text: str) -> date | datetime:
    """A day, or an instant as UTC: wall times would need a zone table beside them."""
    try:
        if len(text) <= 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"“{text[:40]}” is not a time.") from error
    if moment.tzinfo is None:
        raise BadInput(f"“{text[:40]}” has no offset.")
    return moment.astimezone(UTC)


def _status(method: str, booking: Mapping[str, Any]) -> str:
    if method == "CANCEL":
        return "CANCELLED"
    tentative = booking.get("status") in ("pending", "hold", "tentative")
    return "TENTATIVE" if tentative else "CONFIRMED"


def _address(party: Party) -> vCalAddress:
    from icalendar import vCalAddress, vText

    email = str(party["email"]).strip()
    if "@" not in email or any(c.isspace() or not c.isprintable() for c in email):
        raise BadInput(f"“{clean_or(email, '?')[:60]}” is not a mail address.")
    address = vCalAddress(f"mailto:{email}")
    # A double quote cannot stand in a parameter (RFC 5545, section 3.2).
    name = clean_or(party.get("name") or "").replace('"', "'")
    if name:
        address.params["CN"] = vText(name)
    return address


def _attendee(party: Party, method: str) -> vCalAddress:
    address = _address(party)
    state = str(party.get("partstat") or "").upper()
    if method == "REPLY":
        address.params["PARTSTAT"] = state or "ACCEPTED"
    else:
        address.params["ROLE"] = "REQ-PARTICIPANT"
        address.params["PARTSTAT"] = state or "NEEDS-ACTION"
        if method == "REQUEST":
            address.params["RSVP"] = "TRUE"
    return address
