"""The messages that bookings and offers send: subject, body, calendar part.

`{manage_link}` and `{booking_link}` stand for links that only delivery knows; where no
public address is set, delivery leaves the line with the link out. Times are shown in the
reader's zone, named, since a reader elsewhere must not guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from worktui.app.draft import Draft
from worktui.app.names import first_name, known_name
from worktui.app.plans.threads import (
    answer_subject,
    answering,
    asker_subject,
    of_asker,
    of_booking,
)
from worktui.domain.change import Doc, Effect
from worktui.domain.errors import BadInput
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
REMINDER = "remind_meeting"
"""What the outbox calls a reminder before a meeting."""
HOLD_BACK = 10
"""Seconds a message waits before it leaves, so that undo can still hold it."""


def spoken(moment: datetime, zone: str) -> str:
    """`Thursday 26 November, 14:00 (Europe/Berlin)`."""
    local = moment.astimezone(ZoneInfo(zone))
    day = f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
    return f"{day}, {local:%H:%M} ({zone})"


def reader_zone(draft: Draft, email: str, told: str | None = None) -> str:
    """The zone of whoever reads: told in the message, the contact's, else the workspace's."""
    contact = draft.get("contacts", email) or {}
    return told or contact.get("tz") or draft.settings.timezone


def host_party(draft: Draft, booking: Doc) -> dict[str, str]:
    """Name and address of the first host, who signs and organises."""
    hosts: Sequence[str] = booking.get("hosts") or (draft.actor.by,)
    person = draft.get("people", hosts[0]) or {}
    return {"name": person.get("name", hosts[0]), "email": person.get("email", "")}


def title_of(draft: Draft, booking: Doc) -> str:
    kind = draft.get("event_types", str(booking.get("event_type", ""))) or {}
    return str(kind.get("title") or booking.get("event_type") or "Meeting")


def calendar_facts(draft: Draft, booking: Doc, method: str) -> dict[str, Any]:
    """What the iCalendar part is made from at delivery (RFC 5546)."""
    host = host_party(draft, booking)
    place = (draft.get("event_types", str(booking.get("event_type", ""))) or {}).get("location")
    guest = {"email": booking.get("invitee"), "name": booking.get("name", "")}
    attendees = [guest] if booking.get("invitee") else []
    for handle in (booking.get("hosts") or ())[1:]:
        person = draft.get("people", handle) or {}
        if person.get("email"):
            attendees.append({"email": person["email"], "name": person.get("name", handle)})
    return {
        "method": method,
        "uid": booking.get("uid") or f"{booking['id'].lower()}-{draft.settings.uid}@worktui",
        "sequence": int(booking.get("sequence", 0)),
        "start": booking["start"],
        "end": booking["end"],
        "summary": f"{title_of(draft, booking)}, {host['name']}",
        **({"location": place} if place else {}),
        "organizer": host,
        "attendees": attendees,
        "status": "CANCELLED" if method == "CANCEL" else "CONFIRMED",
    }


def invitation(draft: Draft, booking: Doc, *, moved_from: str | None = None) -> Effect:
    """The invitation to a booking, or to its new time."""
    zone = reader_zone(draft, booking["invitee"], booking.get("display_tz"))
    when = spoken(parse_instant(booking["start"]), zone)
    title, host = title_of(draft, booking), host_party(draft, booking)
    if moved_from:
        old = spoken(parse_instant(moved_from), zone)
        subject = f"Moved: {title} on {when}"
        lead = f"{title} with {host['name']} has moved from {old} to {when}."
    else:
        subject = f"{title} on {when}"
        lead = f"{title} with {host['name']} is booked for {when}."
    body = (
        f"{_hello(draft, booking)}\n\n{lead}\n\n"
        f"To move or cancel it: {{manage_link}}\n\n{host['name']}\n"
    )
    return Effect(
        "mail",
        booking["invitee"],
        subject,
        body,
        entity=booking["id"],
        ics=calendar_facts(draft, booking, "REQUEST"),
        delay=HOLD_BACK,
        action="reschedule_booking" if moved_from else "book_slot",
        facts=answering(draft, of_booking(draft, booking, draft.now)),
    )


def cancellation(draft: Draft, booking: Doc, *, reason: str | None = None) -> Effect:
    """Word that a booking is cancelled; its SEQUENCE is already the higher one."""
    zone = reader_zone(draft, booking["invitee"], booking.get("display_tz"))
    when = spoken(parse_instant(booking["start"]), zone)
    title, host = title_of(draft, booking), host_party(draft, booking)
    because = f" {reason.rstrip('.')}." if reason else ""
    body = (
        f"{_hello(draft, booking)}\n\n{title} on {when} is cancelled.{because}\n\n{host['name']}\n"
    )
    return Effect(
        "mail",
        booking["invitee"],
        f"Cancelled: {title} on {when}",
        body,
        entity=booking["id"],
        ics=calendar_facts(draft, booking, "CANCEL"),
        delay=HOLD_BACK,
        action="cancel_booking",
        facts=answering(draft, of_booking(draft, booking, draft.now)),
    )


def reminder(draft: Draft, booking: Doc, moment: datetime) -> Effect:
    """A reminder of a booking that leaves at a moment, and never once it has begun."""
    zone = reader_zone(draft, booking["invitee"], booking.get("display_tz"))
    when = spoken(parse_instant(booking["start"]), zone)
    title, host = title_of(draft, booking), host_party(draft, booking)
    place = (draft.get("event_types", str(booking.get("event_type", ""))) or {}).get("location")
    where = f"\nWhere: {place}" if place else ""
    body = (
        f"{_hello(draft, booking)}\n\n{title} with {host['name']} is on {when}.{where}\n\n"
        f"To move or cancel it: {{manage_link}}\n\n{host['name']}\n"
    )
    return Effect(
        "mail", booking["invitee"], f"Reminder: {title} on {when}", body,
        entity=booking["id"], action=REMINDER,
        facts={"next_at": moment.isoformat(), "not_after": booking["start"],
               **answering(draft, of_booking(draft, booking, draft.now))},
    )  # fmt: skip


TIMES = "{times}"
"""Where the times of an offer stand in a letter that somebody wrote."""


def offer(
    draft: Draft,
    *,
    to: str,
    kind: Mapping[str, Any],
    starts: Sequence[datetime],
    zone: str,
    letter: Mapping[str, str | None],
) -> Effect:
    """A mail with free times; it holds none of them. `letter` has what somebody wrote of it: its
    `text` before the times, its `subject`, or its whole `body` with `{times}` in it."""
    usual = offer_letter(draft, to, kind, draft.actor.by, draft.now, letter.get("text"))
    times = "\n".join(f"  {n}. {spoken(start, zone)}" for n, start in enumerate(starts, 1))
    body = letter.get("body") or ""
    if body.strip() and TIMES not in body:
        raise BadInput(
            "The letter has lost its times.", hint=f"{TIMES} stands for them, on a line of its own."
        )
    body = body if body.strip() else usual[1]
    return Effect(
        "mail", to, letter.get("subject") or usual[0], body.replace(TIMES, times),
        delay=HOLD_BACK, action="offer_slots", entity=f"offer:{to}",
        facts={"starts": [start.isoformat() for start in starts], "hosts": list(kind["hosts"]),
               "minutes": int(kind["minutes"]),
               "event_type": kind["slug"],
               **answering(draft, of_asker(draft, to, draft.now))},
    )  # fmt: skip


def offer_letter(
    work: Snapshot,
    to: str,
    kind: Mapping[str, Any],
    me: str,
    now: datetime,
    text: str | None = None,
) -> tuple[str, str]:
    """(subject, body) of an offer as it is written by itself; `{times}` stands for the times,
    `text` for the usual words before them. In answer to a mail it has that mail's subject."""
    title, minutes = _titled(kind)
    asked = asker_subject(work, to, now)
    subject = answer_subject(asked) if asked else f"Times for {title}"
    person = work.get("people", me) or {}
    lead = (text or "").strip() or offer_words(title, minutes)
    body = (
        f"{hello(known_name(work, to))}\n\n{lead}\n\n{TIMES}\n\n"
        "Answer with the one that suits you, or name another.\n\n"
        "All free times: {booking_link}\n\n"
        f"{person.get('name', me)}\n"
    )
    return subject, body


def _titled(kind: Mapping[str, Any]) -> tuple[str, int]:
    return str(kind.get("title") or "a call"), int(kind.get("minutes") or 30)


def offer_words(title: str, minutes: int) -> str:
    """What an offer says before its times, where nobody wrote anything else."""
    return f"these times are free for {title} ({minutes} minutes):"


def hello(name: str) -> str:
    """The first line of a letter to somebody of that name."""
    first = first_name(name)
    return f"Hello {first}," if first else "Hello,"


def _hello(draft: Draft, booking: Doc) -> str:
    return hello(str(booking.get("name") or "") or known_name(draft, str(booking["invitee"])))
