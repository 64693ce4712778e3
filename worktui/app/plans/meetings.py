"""How bookings, events, messages and questions are carried out.

A slot is checked again here, inside the commit, so that of many who race one wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from worktui.app.draft import Draft
from worktui.app.plans.letters import HOLD_BACK, cancellation, invitation, offer, reader_zone
from worktui.app.plans.lookup import find_person, find_task
from worktui.domain.actions import Action
from worktui.domain.actions.meetings import (
    AskPerson,
    BookSlot,
    CancelBooking,
    CancelEvent,
    CreateEvent,
    HoldSlot,
    OfferSlots,
    RescheduleBooking,
    SendMessage,
    UpdateEvent,
)
from worktui.domain.booking import EventType
from worktui.domain.change import Doc, Effect
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.fields import LONGEST_EVENT, is_day, parse_day, parse_instant, within
from worktui.domain.snapshot import Snapshot
from worktui.engine.slots import SlotWork, hosts_for, refuse_reason, slots

LONGEST_UID = 255
OFFERED = 3
"""Times named in an offer: enough to choose from, few enough to read."""


def slot_work(work: Snapshot) -> SlotWork:
    """What the slot engine reads, from a snapshot."""
    return SlotWork.of(
        work.get("settings", "workspace") or {},
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
        raise NotFound(f"There is no booking “{id[:60]}” here.")
    return doc


def _taken(
    draft: Draft, action: BookSlot | HoldSlot
) -> tuple[EventType, datetime, tuple[str, ...], int]:
    """The type, start, hosts and minutes of a slot that is free; Refused when it is not."""
    work = slot_work(draft)
    kind = need_type(work, action.event_type)
    start = parse_instant(action.start)
    minutes = action.minutes or kind.minutes
    hosts = (find_person(draft, action.host)["id"],) if action.host else None
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
    draft.effect(invitation(draft, booking))
    draft.say(f"{booking['id']} is booked for {_local(draft, booking['start'])}")


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
    if moved.get("invitee"):
        draft.effect(invitation(draft, moved, moved_from=booking["start"]))
    draft.say(f"{booking['id']} is moved to {_local(draft, moved['start'])}")


def cancel_booking(action: CancelBooking, draft: Draft) -> None:
    booking = _need_booking(draft, action.booking)
    if booking.get("status") == "cancelled":
        raise Refused(f"{booking['id']} is cancelled already.")
    fields = {"status": "cancelled", "sequence": int(booking.get("sequence", 0)) + 1}
    draft.update("bookings", booking["id"], {**fields, "cancelled_at": draft.now.isoformat()})
    gone = draft.need("bookings", booking["id"], "booking")
    if gone.get("invitee"):
        draft.effect(cancellation(draft, gone, reason=action.reason))
    draft.say(f"{booking['id']} on {_local(draft, gone['start'])} is cancelled")


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
    draft.effect(offer(draft, to=action.to, kind=doc, starts=starts, zone=zone))
    draft.say(f"{len(starts)} times offered to {action.to}")


def offered(
    action: OfferSlots, draft: Draft, work: SlotWork, kind: EventType, zone: str
) -> list[datetime]:
    """The starts to name: those chosen, else a spread of what is free in the windows."""
    if action.slots:
        chosen = [parse_instant(str(start)) for start in action.slots]
        return [s for s in chosen if refuse_reason(work, kind, s, now=draft.now) is None]
    free: list[datetime] = []
    for first, last in _windows(action, draft, zone):
        found = slots(work, kind, first, last, now=draft.now, tz=zone, part=action.part_of_day)
        free += [slot.start for slot in found if _inside(slot.start, action)]
    return spread(free, OFFERED)


def _windows(action: OfferSlots, draft: Draft, zone: str) -> list[tuple[date, date]]:
    if action.windows:
        pairs = [(str(first), str(last)) for first, last in action.windows]
    else:
        today = draft.settings.today(draft.now)
        pairs = [
            (
                action.window_start or today.isoformat(),
                action.window_end
                or action.window_start
                or (today + timedelta(days=14)).isoformat(),
            )
        ]
    return [(_day_in(first, zone), _day_in(last, zone)) for first, last in pairs]


def _day_in(value: str, zone: str) -> date:
    if is_day(value):
        return parse_day(value)
    return parse_instant(value).astimezone(ZoneInfo(zone)).date()


def _inside(start: datetime, action: OfferSlots) -> bool:
    """Whether a start lies in a window that was given in instants."""
    first, last = action.window_start, action.window_end
    if first and not is_day(first) and start < parse_instant(first):
        return False
    return not (last and not is_day(last) and start >= parse_instant(last))


def spread(free: list[datetime], count: int) -> list[datetime]:
    """`count` of the starts, spread over the days first and then over the day."""
    free = sorted(set(free))
    if len(free) <= count:
        return free
    step = (len(free) - 1) / (count - 1)
    return [free[round(n * step)] for n in range(count)]


def create_event(action: CreateEvent, draft: Draft) -> None:
    fields = dict(action.fields)
    uid = action.uid or f"{draft.next_id('EV', 'calendar').lower()}-{draft.settings.uid}@worktui"
    old = draft.get("calendar", uid)
    if old is not None and not old.get("cancelled"):
        raise Refused(f"“{old.get('summary', uid)}” is in the calendar already.")
    person = find_person(draft, fields.pop("assignee", None) or fields.pop("person", None)
                         or draft.actor.by)["id"]  # fmt: skip
    day, start = fields.pop("date", None), fields.get("start")
    if not start:
        if not day:
            raise BadInput("An event needs a day or a start.")
        fields["start"], fields["end"] = day, fields.get("end") or day
    _check_event(uid, fields)
    draft.create("calendar", {"id": uid, "uid": uid, "person": person, **fields})
    draft.made.append(uid)
    draft.say(f"“{fields.get('summary', 'The event')}” is in the calendar of @{person}")


def _check_event(uid: str, event: Doc) -> None:
    """Raise BadInput for an event that no calendar could hold."""
    if len(uid) > LONGEST_UID:
        raise BadInput("The name (UID) of this event is too long to keep.")
    start, end = str(event.get("start") or ""), str(event.get("end") or "")
    if not start:
        raise BadInput("An event needs a day or a start.")
    if not end:
        return
    timed = not (is_day(start) or is_day(end))
    if parse_instant(end) < parse_instant(start) if timed else end[:10] < start[:10]:
        raise BadInput(f"The event would end on {end}, before it starts on {start}.")
    if (parse_day(end[:10]) - parse_day(start[:10])).days > LONGEST_EVENT:
        raise BadInput(f"From {start} to {end} is too long for an event.")


def _need_event(draft: Draft, uid: str) -> Doc:
    return draft.need("calendar", uid, "event")


def _moved_end(event: Doc, start: str) -> str | None:
    """The end of an event that only got a new start: it lasts as long as before."""
    old, end = str(event["start"]), str(event["end"])
    whole_days = {is_day(old), is_day(end), is_day(start)}
    if len(whole_days) > 1:
        return None
    read = parse_day if True in whole_days else parse_instant
    try:
        return within(read(start) + (read(end) - read(old))).isoformat()
    except (ValueError, OverflowError) as error:
        raise BadInput(f"The event would end beyond the calendar, from {start} on.") from error


def update_event(action: UpdateEvent, draft: Draft) -> None:
    event = _need_event(draft, action.uid)
    fields = dict(action.fields)
    fields.pop("assignee", None)
    if fields.get("person"):
        fields["person"] = find_person(draft, fields["person"])["id"]
    if fields.get("start") and "end" not in fields and event.get("end"):
        fields["end"] = _moved_end(event, str(fields["start"]))
    _check_event(action.uid, {**event, **fields})
    recurrence = fields.pop("recurrence_id", None)
    if fields.pop("scope", "series") == "one" and recurrence and event.get("rrule"):
        day = fields.pop("date", None)
        draft.update("calendar", action.uid, {"exdates": [*event.get("exdates", ()), recurrence]})
        one = {k: v for k, v in event.items() if k not in ("rrule", "exdates", "id")}
        id = f"{action.uid}#{recurrence}"
        draft.create("calendar", {**one, **({"start": day} if day else {}), **fields, "id": id})
    else:
        fields.pop("date", None)
        draft.update("calendar", action.uid, fields)
    draft.say(f"“{event.get('summary', action.uid)}” is changed in the calendar")


def cancel_event(action: CancelEvent, draft: Draft) -> None:
    event = _need_event(draft, action.uid)
    recurrence = action.fields.get("recurrence_id")
    if action.fields.get("scope") == "one" and recurrence:
        draft.update("calendar", action.uid, {"exdates": [*event.get("exdates", ()), recurrence]})
        draft.say(f"“{event.get('summary', action.uid)}” on {str(recurrence)[:10]} is taken off")
    else:
        draft.delete("calendar", action.uid)
        draft.say(f"“{event.get('summary', action.uid)}” is off the calendar")


def send_message(action: SendMessage, draft: Draft) -> None:
    if action.channel == "copy":
        draft.say("The text is ready to copy")
        return
    if not (action.body or "").strip():
        raise BadInput("The message has no text yet.", hint="Edit it first.")
    draft.effect(
        Effect(
            "webhook" if action.channel == "webhook" else "mail",
            action.to,
            action.subject or (action.body or "").strip().splitlines()[0][:70],
            action.body or "",
            entity=f"mail:{action.to}",
            delay=HOLD_BACK,
            action="send_message",
        )
    )
    draft.say(f"A message to {action.to} is on its way")


def ask_person(action: AskPerson, draft: Draft) -> None:
    person = find_person(draft, action.who)
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
    CreateEvent: create_event,
    UpdateEvent: update_event,
    CancelEvent: cancel_event,
    SendMessage: send_message,
    AskPerson: ask_person,
}
