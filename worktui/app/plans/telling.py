"""What a change of a booking brings about outside: the letter to its guest, the event in its
hosts' calendars, and reminders for the time it then has.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from worktui.app.draft import Draft
from worktui.app.plans.letters import HOLD_BACK, REMINDER, calendar_facts, reminder, title_of
from worktui.domain.change import Doc, Effect
from worktui.domain.fields import parse_instant


def tell(draft: Draft, booking: Doc, letter: Callable[[], Effect]) -> None:
    """Put into the outbox what a change of a booking brings about outside: the letter to its
    guest, if it has one, and the event in the calendars of its hosts."""
    if booking.get("invitee"):
        draft.effect(letter())
    for effect in calendar_writes(draft, booking):
        draft.effect(effect)
    _remind_anew(draft, booking)


def _remind_anew(draft: Draft, booking: Doc) -> None:
    """Reminders for the time that a booking has now; those for another time are withdrawn."""
    for doc in list(draft.all("outbox")):
        mine = doc.get("entity") == booking["id"] and doc.get("action") == REMINDER
        if mine and doc.get("state") == "pending" and not doc.get("on_its_way"):
            draft.delete("outbox", doc["id"])
    if booking.get("status") != "confirmed" or not booking.get("invitee"):
        return
    kind = draft.get("event_types", str(booking.get("event_type", ""))) or {}
    start = parse_instant(booking["start"])
    for minutes in kind.get("remind_minutes") or ():
        moment = start - timedelta(minutes=minutes)
        if moment > draft.now:
            draft.effect(reminder(draft, booking, moment))


def calendar_writes(draft: Draft, booking: Doc) -> list[Effect]:
    """A booking as it is now, for the calendar server of each host who has one: the event put
    there, or taken away when it stood there and is cancelled. A hold is in no calendar."""
    stands = booking.get("status") in ("confirmed", "pending")
    method = "REQUEST" if stands else "CANCEL"
    before = [
        doc
        for doc in draft.all("outbox")
        if doc.get("kind") == "calendar" and doc.get("entity") == booking["id"]
    ]
    kept = {doc.get("to") for doc in before}
    who = str(booking.get("name") or booking.get("invitee") or "")
    summary = f"{title_of(draft, booking)}, {who}" if who else title_of(draft, booking)
    facts = {**calendar_facts(draft, booking, method), "summary": summary}
    # It never falls, also where an undo that nobody was told of lets that of the booking fall.
    facts["sequence"] = max(facts["sequence"], *(int(d["ics"]["sequence"]) for d in before), 0)
    if stands:
        facts["status"] = "TENTATIVE" if booking["status"] == "pending" else "CONFIRMED"
    return [
        Effect(
            "calendar",
            handle,
            summary,
            "",
            entity=booking["id"],
            ics=facts,
            delay=HOLD_BACK,
            action="write_calendar",
        )
        for handle in booking.get("hosts") or ()
        if (stands and (draft.get("people", handle) or {}).get("calendar_write")) or handle in kept
    ]
