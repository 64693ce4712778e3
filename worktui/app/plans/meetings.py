"""How bookings, offers, messages and questions are carried out.

A slot is checked again here, inside the commit, so that of many who race one wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from worktui.app.draft import Draft
from worktui.app.plans.again import AGAIN_PLANS
from worktui.app.plans.events import EVENT_PLANS
from worktui.app.plans.following import begin_task, follow_cancelled, follow_moved
from worktui.app.plans.letters import (
    HOLD_BACK,
    cancellation,
    invitation,
    offer,
    reader_zone,
    tell,
)
from worktui.app.plans.lookup import find_person, find_task
from worktui.app.plans.threads import of_subject
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
from worktui.domain.change import Doc, Effect
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import DEFAULT_HOURS, WORKSPACE
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import SlotWork, hosts_for, refuse_reason, slots

OFFERED = 3
"""Times named in an offer: enough to choose from, few enough to read."""
AWAKE = (8, 20)
"""Hours of the reader's day that are offered before others."""


def slot_work(work: Snapshot) -> SlotWork:
    """What the slot engine reads, from a snapshot; a workspace without hours has the usual."""
    return SlotWork.of(
        {"working_hours": DEFAULT_HOURS, **(work.get("settings", WORKSPACE) or {})},
        work.all("people"),
        work.all("event_types"),
        work.all("bookings"),
        work.all("calendar"),
    )


def need_type(work: SlotWork, slug: str) -> EventType:
    """A booking type, or NotFound naming those there are."""
    kind = work.event_types.get(slug)
    if kind is None:
        known = ", ".join(work.event_types) or "none yet"
        raise NotFound(f"There is no booking type “{slug[:60]}” here.", hint=f"There are: {known}.")
    return kind


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
    return (draft.get("contacts", email or "") or {}).get("name")


def book_slot(action: BookSlot, draft: Draft) -> None:
    booking = _create_booking(draft, action, "confirmed")
    tell(draft, booking, lambda: invitation(draft, booking))
    draft.say(f"{booking['id']} is booked for {_local(draft, booking['start'])}")
    begin_task(draft, booking)


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


def offer_slots(action: OfferSlots, draft: Draft) -> None:
    work = slot_work(draft)
    kind = need_type(work, action.event_type)
    zone = reader_zone(draft, action.to, action.display_tz)
    starts = offered(action, draft, work, kind, zone)
    if not starts:
        raise Refused(
            f"Nothing is free for {kind.title} in that time.", hint="Offer another window."
        )
    minutes = action.minutes or kind.minutes
    doc = {"title": kind.title, "minutes": minutes, "hosts": kind.hosts, "slug": kind.slug}
    words = action.text or ""
    draft.effect(offer(draft, to=action.to, kind=doc, starts=starts, zone=zone, words=words))
    draft.say(f"{len(starts)} times offered to {action.to}")


def offered(
    action: OfferSlots, draft: Draft, work: SlotWork, kind: EventType, zone: str
) -> list[datetime]:
    """The starts to name: those chosen, else a spread of what is free in the windows."""
    if action.slots:
        chosen = [parse_instant(str(start)) for start in action.slots]
        return [s for s in chosen if refuse_reason(work, kind, s, now=draft.now) is None]
    free: list[datetime] = []
    for first, last in _windows(action, draft):
        days = _day_in(first, zone), _day_in(last, zone)
        found = slots(work, kind, *days, now=draft.now, tz=zone, part=action.part_of_day)
        free += [slot.start for slot in found if _inside(slot.start, first, last)]
    by_day = [start for start in free if _awake(start, zone)]
    return spread(by_day or free, OFFERED)


def _awake(start: datetime, zone: str) -> bool:
    """Whether it is a time of day at which people meet, where the reader is."""
    return AWAKE[0] <= start.astimezone(ZoneInfo(zone)).hour < AWAKE[1]


def _windows(action: OfferSlots, draft: Draft) -> list[tuple[str, str]]:
    """The windows asked for, each from a day or instant to another one; two weeks without."""
    if action.windows:
        return [(str(first), str(last)) for first, last in action.windows]
    today = draft.settings.today(draft.now)
    later = (today + timedelta(days=14)).isoformat()
    first = action.window_start or today.isoformat()
    return [(first, action.window_end or action.window_start or later)]


def _day_in(value: str, zone: str) -> date:
    if is_day(value):
        return parse_day(value)
    return parse_instant(value).astimezone(ZoneInfo(zone)).date()


def _inside(start: datetime, first: str, last: str) -> bool:
    """Whether a start lies in a window, so far as its ends are instants; one alone is a
    beginning."""
    if not is_day(first) and start < parse_instant(first):
        return False
    return is_day(last) or last == first or start < parse_instant(last)


def spread(free: list[datetime], count: int) -> list[datetime]:
    """`count` of the starts, spread over the days first and then over the day."""
    free = sorted(set(free))
    if len(free) <= count:
        return free
    step = (len(free) - 1) / (count - 1)
    return [free[round(n * step)] for n in range(count)]


def send_message(action: SendMessage, draft: Draft) -> None:
    if action.channel == "copy":
        draft.say("The text is ready to copy")
        return
    if not (action.body or "").strip():
        raise BadInput("The message has no text yet.", hint="Edit it first.")
    if action.channel == "webhook":
        _to_receiver(action.to, draft)
    draft.effect(
        Effect(
            "webhook" if action.channel == "webhook" else "mail",
            action.to,
            action.subject or (action.body or "").strip().splitlines()[0][:70],
            action.body or "",
            entity=f"mail:{action.to}",
            delay=HOLD_BACK,
            action="send_message",
            facts=_thread(draft, action),
        )
    )
    draft.say(f"A message to {action.to} is on its way")


def _thread(draft: Draft, action: SendMessage) -> dict[str, str]:
    """What kind of message it is, and the letter it goes on from."""
    facts = {"purpose": action.kind} if action.kind else {}
    before = of_subject(draft, action.to, action.subject) if action.channel != "webhook" else ""
    return {**facts, "in_reply_to": before} if before else facts


def _to_receiver(name: str, draft: Draft) -> None:
    """A message to another program goes to a name; the address behind it is in settings."""
    known = {each for person in draft.all("people") for each in person.get("posts") or ()}
    if name in known:
        return
    if "/" in name or ":" in name:
        raise BadInput(
            "A webhook is sent to a name, never to an address from a message.",
            hint=f"There are: {', '.join(sorted(known))}." if known else "[post] names them.",
        )
    draft.warn(f"Nobody's settings name a receiver “{name[:60]}” ([post]): it would not leave.")


def ask_person(action: AskPerson, draft: Draft) -> None:
    person = find_person(draft, action.who, draft.actor.by)
    fields: dict[str, Any] = {"who": person["id"], "question": action.question}
    if action.task:
        fields["task"] = find_task(draft, action.task)["id"]
    stamp = {"by": draft.actor.by, "at": draft.now.isoformat(), "state": "open"}
    draft.create("questions", {"id": draft.next_id("Q", "questions"), **fields, **stamp})
    draft.say(f"@{person['id']} is asked: {action.question}")


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
