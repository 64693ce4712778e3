"""An event as a calendar keeps it: without METHOD, its guests left to us to write to.

Servers that invite by themselves (RFC 6638) would send a second invitation; SCHEDULE-AGENT
(section 7.1 there) tells them that the client does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from worktui.domain.fields import parse_instant
from worktui.effects.carrier import Permanent
from worktui.effects.invitation import from_facts

if TYPE_CHECKING:
    from icalendar import Calendar, Event

Doc = Mapping[str, Any]
OURS = frozenset(
    {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION"),
        *("STATUS", "ORGANIZER", "ATTENDEE", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE"),
    }
)
"""Properties of an event that are written anew; all others are whoever's calendar it is."""


def as_stored(facts: Doc, now: datetime) -> str:
    """The calendar object of the `ics` part of an outbox document (RFC 4791, section 4.1)."""
    from icalendar import Calendar

    known = (facts.get("organizer") or {}).get("email") and facts.get("attendees")
    method = "REQUEST" if known else "PUBLISH"  # without both it is an event of nobody's but mine
    calendar = Calendar.from_ical(from_facts({**facts, "method": method}, now))
    calendar.pop("METHOD", None)
    for event in calendar.walk("VEVENT"):
        for guest in _list(event.get("ATTENDEE")):
            guest.params["SCHEDULE-AGENT"] = "CLIENT"
            guest.params.pop("RSVP", None)
    return _text(calendar)


def differs(there: bytes, facts: Doc) -> str | None:
    """How an event on the server differs from facts in what a booking is, None if in nothing.

    Only its being there, its times and its state count: notes, alarms and colours are the
    calendar's own.
    """
    event = _event(there, str(facts.get("uid") or ""))
    if event is None:
        return "There is another event under its name."
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return "It is cancelled there."
    try:
        begin, end = _begin(event), _end(event)
    except (ValueError, ArithmeticError, AttributeError, TypeError):
        return "Its time cannot be read there."
    wanted = parse_instant(str(facts["start"])), parse_instant(str(facts["end"]))
    if (begin, end) == wanted:
        return None
    if begin is None:
        return "It has no beginning there."
    shown = f"{begin:%Y-%m-%d %H:%M} UTC" if isinstance(begin, datetime) else str(begin)
    return f"It begins {shown} there."


def kept_with(there: bytes, fresh: str) -> bytes:
    """Our new version, with the alarms and notes that the calendar's owner gave the event."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(fresh)
    event = calendar.walk("VEVENT")[0]
    old = _event(there, str(event.get("UID")))
    if old is not None:
        for name, value in old.items():
            if name not in OURS and name not in event:
                event[name] = value
        if "TRANSP" in old:
            event["TRANSP"] = old["TRANSP"]
        event.subcomponents = [*old.subcomponents]
    try:
        return _text(calendar).encode("utf-8")
    except (ValueError, ArithmeticError, AttributeError, TypeError) as error:
        raise _unreadable() from error


def _event(data: bytes, uid: str) -> Event | None:
    """The event of that UID in a calendar object; raises Permanent for what is no calendar."""
    from icalendar import Calendar, Event

    try:
        calendar = Calendar.from_ical(data.decode("utf-8"))
        found = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    except (ValueError, KeyError, IndexError) as error:
        raise _unreadable() from error
    return next((event for event in found if str(event.get("UID", "")) == uid), None)


def _begin(event: Event) -> date | datetime | None:
    return _moment(getattr(event.get("DTSTART"), "dt", None))


def _end(event: Event) -> date | datetime | None:
    """When an event ends, by its end or its length. Days of a length are days of the calendar
    there, hours are exact time (RFC 5545, section 3.8.2.5): they are added in UTC."""
    value: Any = getattr(event.get("DTEND"), "dt", None)
    begin: Any = getattr(event.get("DTSTART"), "dt", None)
    length: Any = getattr(event.get("DURATION"), "dt", None)
    if value is not None or begin is None or length is None:
        return _moment(value)
    if not isinstance(begin, datetime):
        return _moment(begin + length)
    days = timedelta(days=length.days)
    there = _moment(begin + days)
    return there + (length - days) if there is not None else None


def _moment(value: Any) -> date | datetime | None:
    """A value as an instant in UTC or a day; a wall time without a zone counts as UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return value if isinstance(value, date) else None


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(calendar: Calendar) -> str:
    text: str = calendar.to_ical(sorted=False).decode("utf-8")
    return text


def _unreadable() -> Permanent:
    """Of what cannot be read nothing is quoted: it is somebody's calendar."""
    return Permanent("The calendar holds something unreadable there.")
