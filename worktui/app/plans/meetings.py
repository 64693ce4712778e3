"""How bookings are carried out, and the plans of all that touches calendars and people outside.

A slot is checked again here, inside the commit, so that of many who race one wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from worktui.app.draft import Draft
from worktui.app.names import known_name
from worktui.app.plans.again import AGAIN_PLANS
from worktui.app.plans.contacts import make_known
from worktui.app.plans.events import EVENT_PLANS
from worktui.app.plans.following import begin_task, follow_cancelled, follow_moved
from worktui.app.plans.free_slots import need_type, slot_work
from worktui.app.plans.letters import cancellation, invitation
from worktui.app.plans.lookup import find_person
from worktui.app.plans.messages import ask_person, send_message
from worktui.app.plans.offers import OFFERED, offer_slots
from worktui.app.plans.telling import tell
from worktui.domain.actions import Action
from worktui.domain.actions.meetings import (
    AskPerson,
    BookSlot,
    CancelBooking,
    HoldSlot,
    OfferSlots,
    RescheduleBooking,
    SendMessage,
)
from worktui.domain.booking import EventType
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.engine.slots import hosts_for, refuse_reason


def _need_booking(draft: Draft, id: str) -> Doc:
    doc = draft.get("bookings", id) or draft.get("bookings", id.strip().upper())
    if doc is None:
        raise NotFound(
            f"There is no booking “{id[:60]}” here.",
            hint="`worktui contact WHO` shows those of somebody.",
        )
    return doc


def _taken(
    draft: Draft, action: BookSlot | HoldSlot
) -> tuple[EventType, datetime, tuple[str, ...], int]:
    """The type, start, hosts and minutes of a slot that is free; Refused when it is not."""
    work = slot_work(draft)
    kind = need_type(work, action.event_type)
    start = parse_instant(action.start)
    minutes = action.minutes or kind.minutes
    hosts = (find_person(draft, action.host, draft.actor.by)["id"],) if action.host else None
    reason = refuse_reason(work, kind, start, now=draft.now, hosts=hosts, minutes=action.minutes)
    if reason:
        raise _not_free(reason, kind)
    chosen = hosts or hosts_for(work, kind, start, now=draft.now, minutes=action.minutes)
    return kind, start, chosen, minutes


def _not_free(reason: str, kind: EventType) -> Refused:
    """The engine's reason as a sentence with the way out."""
    sentence = reason[:1].upper() + reason[1:] if reason[:1].isalpha() else reason
    return Refused(
        sentence.rstrip(".") + ".", hint=f"`worktui slots {kind.slug}` shows what is free."
    )


def _create_booking(draft: Draft, action: BookSlot | HoldSlot, status: str) -> Doc:
    kind, start, hosts, minutes = _taken(draft, action)
    id = draft.next_id("BK", "bookings")
    zone = draft.settings.zone
    draft.create(
        "bookings",
        {
            "id": id,
            "event_type": kind.slug,
            "start": start.astimezone(zone).isoformat(),
            "end": (start + timedelta(minutes=minutes)).astimezone(zone).isoformat(),
            "invitee": action.invitee,
            "name": getattr(action, "name", None) or _name_of(draft, action.invitee),
            "hosts": list(hosts),
            "uid": f"{id.lower()}-{draft.settings.uid}@worktui",
            "sequence": 0,
            "generation": 0,
            "status": status,
            "display_tz": getattr(action, "display_tz", None),
            "note": getattr(action, "note", None),
            "until": getattr(action, "until", None),
            "created_at": draft.now.isoformat(),
        },
    )
    draft.made.append(id)
    return draft.need("bookings", id, "booking")


def _name_of(draft: Draft, email: str | None) -> str | None:
    return known_name(draft, email or "") or None


def _refuse_twice(draft: Draft, action: BookSlot) -> None:
    """Raise Refused where this person has that very time already: pressed twice, said twice,
    or answered twice is asked for once, also where another host is free."""
    start, invitee = parse_instant(action.start), action.invitee.lower()
    for doc in draft.all("bookings"):
        if (
            doc.get("event_type") == action.event_type
            and doc.get("status") in ("confirmed", "pending")
            and str(doc.get("invitee") or "").lower() == invitee
            and parse_instant(doc["start"]) == start
        ):
            raise Refused(
                f"{_local(draft, doc['start'])} is booked for {invitee} already, as {doc['id']}.",
                hint=f"`worktui reschedule {doc['id']} WHEN` moves it.",
            )


def book_slot(action: BookSlot, draft: Draft) -> None:
    _refuse_twice(draft, action)
    booking = _create_booking(draft, action, "confirmed")
    tell(draft, booking, lambda: invitation(draft, booking))
    draft.say(f"{booking['id']} is booked for {_local(draft, booking['start'])}")
    begin_task(draft, booking)
    make_known(draft, action.invitee, action.name or "", action.display_tz)


def hold_slot(action: HoldSlot, draft: Draft) -> None:
    if parse_instant(action.until) <= draft.now:
        raise BadInput("The hold would end before it begins.")
    booking = _create_booking(draft, action, "hold")
    draft.say(f"{booking['id']} is held for {_local(draft, booking['start'])}")


def _local(draft: Draft, instant: str) -> str:
    moment = parse_instant(instant).astimezone(draft.settings.zone)
    return f"{moment:%a} {moment.day} {moment:%b %H:%M}"


def reschedule_booking(action: RescheduleBooking, draft: Draft) -> None:
    booking = _need_booking(draft, action.booking)
    if booking.get("status") not in ("confirmed", "pending", "hold"):
        raise Refused(f"{booking['id']} is {booking.get('status')}; it cannot be moved.")
    if action.requested_start is None:
        raise BadInput(f"When should {booking['id']} be instead?", hint="Choose a start.")
    start, old = parse_instant(action.requested_start), parse_instant(booking["start"])
    if start == old:
        raise Refused(f"{booking['id']} is at that time already.")
    length = parse_instant(booking["end"]) - old
    work = slot_work(draft)
    kind = need_type(work, str(booking.get("event_type")))
    reason = refuse_reason(
        work,
        kind,
        start,
        now=draft.now,
        hosts=tuple(booking.get("hosts") or ()) or None,
        ignore_booking=booking["id"],
        minutes=int(length.total_seconds() // 60),
    )
    if reason:
        raise _not_free(reason, kind)
    zone = draft.settings.zone
    draft.update(
        "bookings",
        booking["id"],
        {
            "start": start.astimezone(zone).isoformat(),
            "end": (start + length).astimezone(zone).isoformat(),
            "sequence": int(booking.get("sequence", 0)) + 1,
            "generation": int(booking.get("generation", 0)) + 1,
        },
    )
    moved = draft.need("bookings", booking["id"], "booking")
    tell(draft, moved, lambda: invitation(draft, moved, moved_from=booking["start"]))
    draft.say(f"{booking['id']} is moved to {_local(draft, moved['start'])}")
    follow_moved(draft, moved, booking["start"])


def cancel_booking(action: CancelBooking, draft: Draft) -> None:
    booking = _need_booking(draft, action.booking)
    if booking.get("status") == "cancelled":
        raise Refused(f"{booking['id']} is cancelled already.")
    fields = {"status": "cancelled", "sequence": int(booking.get("sequence", 0)) + 1}
    draft.update("bookings", booking["id"], {**fields, "cancelled_at": draft.now.isoformat()})
    gone = draft.need("bookings", booking["id"], "booking")
    tell(draft, gone, lambda: cancellation(draft, gone, reason=action.reason))
    draft.say(f"{booking['id']} on {_local(draft, gone['start'])} is cancelled")
    follow_cancelled(draft, gone)


MEETING_PLANS: Mapping[type[Action], Callable[[Any, Draft], None]] = {
    OfferSlots: offer_slots,
    BookSlot: book_slot,
    HoldSlot: hold_slot,
    RescheduleBooking: reschedule_booking,
    CancelBooking: cancel_booking,
    **EVENT_PLANS,
    **AGAIN_PLANS,
    SendMessage: send_message,
    AskPerson: ask_person,
}

__all__ = ["MEETING_PLANS", "OFFERED", "need_type", "slot_work"]
