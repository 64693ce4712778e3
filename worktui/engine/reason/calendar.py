"""Calendar objects that arrive: invitations, changes, cancellations, answers, counters.

RFC 5546 says who may do what: the organizer sends REQUEST and CANCEL, attendees REPLY and
COUNTER.  Anybody else changes nothing here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from worktui.domain.arrival import CalendarItem
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.engine.reason.calendar_words import wishes_beside
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.free import refused, slots_between
from worktui.engine.reason.moments import shown
from worktui.engine.reason.scene import Scene
from worktui.engine.slots_work import calendar_times


def judge_calendar(scene: Scene, draft: Draft) -> None:
    """Steps for every item of the arrival."""
    for item in scene.arrival.calendar:
        if item.component != "VEVENT" or not item.uid:
            continue
        method = item.method.upper() or "PUBLISH"
        booking = _booking(scene, item.uid)
        if method == "CANCEL" or (
            item.status.upper() == "CANCELLED" and method in ("REQUEST", "PUBLISH")
        ):
            _cancel(scene, draft, item, booking)
        elif method == "REPLY":
            _reply(scene, draft, item, booking)
        elif method == "COUNTER":
            _counter(scene, draft, item, booking)
        elif method in ("REQUEST", "PUBLISH", "ADD"):
            _request(scene, draft, item, booking, method)


def _booking(scene: Scene, uid: str) -> Doc | None:
    return next((b for b in scene.work.all("bookings") if b.get("uid") == uid), None)


def _event(scene: Scene, uid: str) -> Doc | None:
    return scene.work.get("calendar", uid) or next(
        (e for e in scene.work.all("calendar") if e.get("uid") == uid), None
    )


def _stale(have: Doc, item: CalendarItem) -> bool:
    return item.sequence < int(have.get("sequence") or 0)


def _iso(scene: Scene, value: date | datetime | None) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=scene.settings.zone)).isoformat()
    return value.isoformat()


def _instant(scene: Scene, value: date | datetime | None) -> datetime | None:
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=scene.settings.zone)


def _for_us(scene: Scene, item: CalendarItem) -> str | None:
    """The handle of the one invited here: me, else a teammate; None when nobody is."""
    invited = [
        who.id
        for party, _ in item.attendees
        if (who := scene.people.by_email(party.email)) and who.kind == "person"
    ]
    if scene.me in invited:
        return scene.me
    return invited[0] if invited else None


def _from_organizer(scene: Scene, have: Doc | None, item: CalendarItem) -> bool:
    """Whether the one who wrote may speak for the event: its organizer, or nobody says who."""
    sender = scene.address
    known = (have or {}).get("organizer")
    organizer = item.organizer.email if item.organizer else ""
    if known and organizer and str(known).lower() != organizer:
        return False
    return not (
        sender
        and organizer
        and sender != organizer
        and scene.arrival.kind == "eml"
        and not _same_domain(sender, organizer)
    )


def _same_domain(one: str, other: str) -> bool:
    return one.rpartition("@")[2] == other.rpartition("@")[2]


def _fields(scene: Scene, item: CalendarItem, person: str | None) -> dict[str, Any]:
    given: dict[str, Any] = {
        "uid": item.uid,
        "summary": item.summary or "Event",
        "assignee": person or scene.me,
        "location": item.location or None,
    }
    if item.sequence:
        given["sequence"] = item.sequence
    if item.organizer:
        given["organizer"] = item.organizer.email
    if item.attendees:
        given["attendees"] = [party.email for party, _ in item.attendees]
    start, end = _iso(scene, item.start), _iso(scene, item.end)
    if item.all_day:
        given["date"] = start
        given["start"], given["end"] = start, end
    else:
        given["start"], given["end"] = start, end
    if item.transparent:
        given["busy"] = False
    if item.tz:
        given["tz"] = item.tz
    if item.rrule and item.recurrence_id is None:
        given["rrule"] = item.rrule
        if item.exdates:
            given["exdates"] = [_iso(scene, d) for d in item.exdates]
    return given


def _request(
    scene: Scene, draft: Draft, item: CalendarItem, booking: Doc | None, method: str
) -> None:
    if booking is not None:
        _booking_request(scene, draft, item, booking)
        return
    have = _event(scene, item.uid)
    person = _for_us(scene, item)
    if person is None and item.attendees and have is None and method == "REQUEST":
        draft.notes.append(f"“{item.summary}” invites nobody of this team.")
        return
    if (
        scene.sender is None
        and scene.address is None
        and item.organizer
        and (own := scene.people.by_email(item.organizer.email))
        and own.id == scene.me
        and have is not None
    ):
        draft.notes.append(f"“{item.summary}” is my own event, sent back.")
    if have is not None:
        _update(scene, draft, item, have)
        return
    if _over(scene, item):
        draft.notes.append(f"“{item.summary}” is over.")
        return
    notes = _conflicts(scene, item, person or scene.me)
    when = _iso(scene, item.start)
    draft.add(
        {"type": "create_event", **_fields(scene, item, person)},
        says=f"invites to “{item.summary}”" + (f" on {_shown(scene, item.start)}" if when else ""),
        assumptions=notes,
        contact=item.organizer.email if item.organizer else None,
        group=item.uid,
        signals=[
            signal("invitation", 2.0, "an invitation in the calendar’s own words"),
            *(
                [signal("known sender", 0.6, "the organizer is known")]
                if item.organizer and scene.people.by_email(item.organizer.email)
                else []
            ),
        ],
    )


def _shown(scene: Scene, value: date | datetime | None) -> str:
    moment = _instant(scene, value)
    return shown(moment, scene.settings.zone) if moment else (value.isoformat() if value else "")


def _over(scene: Scene, item: CalendarItem) -> bool:
    if item.rrule:
        return False
    end = item.end or item.start
    moment = _instant(scene, end)
    if moment is not None:
        return moment < scene.now
    return isinstance(end, date) and end < scene.settings.today(scene.now)


def _update(scene: Scene, draft: Draft, item: CalendarItem, have: Doc) -> None:
    if _stale(have, item):
        draft.notes.append(
            f"“{item.summary}” is older than what the calendar has (SEQUENCE {item.sequence} < "
            f"{have.get('sequence')})."
        )
        return
    if not _from_organizer(scene, have, item):
        draft.notes.append("It does not come from the organizer of the event.")
        return
    fields = _fields(scene, item, None)
    fields.pop("assignee")
    if item.recurrence_id is not None:
        fields |= {
            "recurrence_id": _iso(scene, item.recurrence_id),
            "scope": "series" if item.this_and_future else "one",
        }
    elif _same(have, fields):
        draft.notes.append(f"“{item.summary}” is in the calendar as it is.")
        return
    elif item.rrule or have.get("rrule"):
        fields["scope"] = "series"
    draft.add(
        {"type": "update_event", **fields, "sequence": item.sequence},
        says=f"changes “{item.summary or have.get('summary', '')}”"
        + f" to {_shown(scene, item.start)}",
        assumptions=_conflicts(scene, item, have.get("person") or scene.me),
        contact=item.organizer.email if item.organizer else None,
        group=item.uid,
        signals=[signal("invitation", 2.0, "a newer version of an event the calendar has")],
    )


def _same(have: Doc, fields: dict[str, Any]) -> bool:
    def moment(text: Any) -> Any:
        try:
            return datetime.fromisoformat(str(text)) if len(str(text)) > 10 else str(text)
        except ValueError:
            return text

    if have.get("rrule") != fields.get("rrule"):
        return False
    return all(
        moment(have.get(k)) == moment(fields.get(k)) for k in ("start", "end") if fields.get(k)
    ) and (not fields.get("summary") or have.get("summary") == fields["summary"])


def _booking_request(scene: Scene, draft: Draft, item: CalendarItem, booking: Doc) -> None:
    """Somebody's calendar sends a booking of ours with another time: a wish to move it."""
    start = _instant(scene, item.start)
    if _stale(booking, item) or start is None or start == datetime.fromisoformat(booking["start"]):
        draft.notes.append(f"{booking['id']} stands as it is.")
        return
    if not _is_invitee(scene, item, booking):
        draft.notes.append("Only the invitee can ask to move a booking.")
        return
    _move(scene, draft, item, booking, start)


def _is_invitee(scene: Scene, item: CalendarItem, booking: Doc) -> bool:
    invitee = (booking.get("invitee") or "").lower()
    if scene.arrival.kind == "eml" and scene.address:
        return scene.address == invitee
    parties = [p.email for p, _ in item.attendees] + (
        [item.organizer.email] if item.organizer else []
    )
    return invitee in parties


def _cancel(scene: Scene, draft: Draft, item: CalendarItem, booking: Doc | None) -> None:
    if booking is not None:
        if booking.get("status") == "cancelled" or _stale(booking, item):
            draft.notes.append(
                f"{booking['id']} needs nothing: it is cancelled already, or this is an older "
                f"version."
            )
            return
        if not _is_invitee(scene, item, booking):
            draft.notes.append("Only the invitee or its host can cancel a booking.")
            return
        draft.add(
            {"type": "cancel_booking", "booking": booking["id"], "told": True},
            says=f"calls off {booking['id']}",
            contact=booking.get("invitee"),
            group=item.uid,
            signals=[signal("cancellation", 2.4, "a cancellation in the calendar’s own words")],
        )
        return
    have = _event(scene, item.uid)
    if have is None:
        draft.notes.append("It cancels an event that the calendar does not have.")
        return
    if have.get("cancelled") or have.get("status") == "cancelled":
        draft.notes.append("That event is cancelled already.")
        return
    if _stale(have, item):
        draft.notes.append(
            f"It is older than what the calendar has (SEQUENCE {item.sequence} < "
            f"{have.get('sequence')})."
        )
        return
    if not _from_organizer(scene, have, item):
        draft.notes.append("It does not come from the organizer of the event.")
        return
    given: dict[str, Any] = {"type": "cancel_event", "uid": item.uid, "sequence": item.sequence}
    if item.recurrence_id is not None:
        given |= {
            "recurrence_id": _iso(scene, item.recurrence_id),
            "scope": "one",
            "date": _day(scene, item.recurrence_id),
        }
    elif have.get("rrule"):
        given["scope"] = "series"
    draft.add(
        given,
        says=f"cancels “{item.summary or have.get('summary', '')}”",
        contact=item.organizer.email if item.organizer else None,
        group=item.uid,
        signals=[signal("cancellation", 2.4, "a cancellation in the calendar’s own words")],
    )


def _day(scene: Scene, value: date | datetime) -> str:
    moment = _instant(scene, value)
    return (moment.astimezone(scene.settings.zone).date() if moment else value).isoformat()


def _reply(scene: Scene, draft: Draft, item: CalendarItem, booking: Doc | None) -> None:
    answers = [(p, s.upper()) for p, s in item.attendees]
    if booking is None:
        declined = [p.name or p.email for p, s in answers if s == "DECLINED"]
        have = _event(scene, item.uid)
        draft.notes.append(
            f"{', '.join(declined)} declined “{(have or {}).get('summary', item.summary)}”."
            if declined
            else "An answer to an invitation."
        )
        return
    invitee = (booking.get("invitee") or "").lower()
    state = next((s for p, s in answers if p.email == invitee), None)
    if state == "DECLINED":
        if booking.get("status") == "cancelled" or _stale(booking, item):
            draft.notes.append(f"{booking['id']} is cancelled already, or was moved since.")
            return
        draft.add(
            {"type": "cancel_booking", "booking": booking["id"], "told": True},
            says=f"declines {booking['id']}",
            contact=invitee,
            group=item.uid,
            signals=[signal("declined", 2.4, "the invitee’s calendar says no")],
        )
        wishes_beside(scene, draft, item, booking)
    elif state:
        draft.notes.append(f"{invitee} answered {state.lower()}.")
        if booking.get("status") != "cancelled" and not _stale(booking, item):
            wishes_beside(scene, draft, item, booking)
        if state == "ACCEPTED":
            draft.withdraws += _refusals(scene, booking)
    else:
        draft.notes.append("The answer is not from the invitee.")


def _refusals(scene: Scene, booking: Doc) -> list[str]:
    """Open suggestions to cancel a booking because its guest said no, which a later yes of the
    same guest takes back."""
    found: list[str] = []
    for doc in scene.work.all("suggestions"):
        steps = list(doc.get("actions", ()))
        theirs = bool(steps) and all(
            step["type"] == "cancel_booking" and step.get("booking") == booking["id"]
            and step.get("told") for step in steps
        )  # fmt: skip
        if theirs and doc.get("state") in ("proposed", "snoozed") and not _later(scene, doc):
            found.append(str(doc["id"]))
    return found


def _later(scene: Scene, suggestion: Doc) -> bool:
    """Whether what a suggestion came from was sent after what is read now: mails overtake."""
    ids = suggestion.get("arrivals") or ()
    sent = (scene.work.get("arrivals", ids[-1]) or {}).get("sent_at") if ids else None
    now = scene.arrival.sent_at
    return bool(sent and now and parse_instant(str(sent)) > now)


def _counter(scene: Scene, draft: Draft, item: CalendarItem, booking: Doc | None) -> None:
    start = _instant(scene, item.start)
    if booking is not None and start is not None:
        if booking.get("status") == "cancelled" or _stale(booking, item):
            draft.notes.append(f"{booking['id']} is cancelled, or was moved since.")
        elif not _is_invitee(scene, item, booking):
            draft.notes.append("The counter does not come from the invitee.")
        else:
            _move(scene, draft, item, booking, start)
        return
    have = _event(scene, item.uid)
    if have is None or start is None or _stale(have, item):
        draft.notes.append(
            "It proposes a time for something that is not here, or an older version of it."
        )
        return
    given: dict[str, Any] = {
        "type": "update_event",
        "uid": item.uid,
        "start": start.isoformat(),
        "end": _iso(scene, item.end),
    }
    if item.recurrence_id is not None:
        given |= {"recurrence_id": _iso(scene, item.recurrence_id), "scope": "one"}
    draft.add(
        given,
        says=f"proposes {shown(start, scene.settings.zone)} for “{have.get('summary', '')}”",
        group=item.uid,
        signals=[signal("counter", 1.6, "an attendee proposes another time")],
    )


def _move(scene: Scene, draft: Draft, item: CalendarItem, booking: Doc, start: datetime) -> None:
    given: dict[str, Any] = {
        "type": "reschedule_booking",
        "booking": booking["id"],
        "requested_start": start.isoformat(),
    }
    notes: list[str] = []
    kind = scene.work.get("event_types", booking.get("event_type", ""))
    if kind is not None and (why := refused(scene, kind, start, None, booking["id"])):
        given["conflict_with"] = _busy_with(scene, start, booking) or why
        day = start.astimezone(scene.settings.zone).date()
        given["alternatives"] = [
            s.isoformat() for s in slots_between(scene, kind, day, day + timedelta(days=4))[:4]
        ] or None
        notes.append(f"{shown(start, scene.settings.zone)} cannot be booked: {why}")
    draft.add(
        given,
        says=f"proposes {shown(start, scene.settings.zone)} for {booking['id']}",
        assumptions=notes,
        contact=booking.get("invitee"),
        group=item.uid,
        expires_at=start,
        signals=[signal("counter", 2.0, "the invitee’s calendar proposes it")],
    )


def _busy_with(scene: Scene, start: datetime, booking: Doc) -> str | None:
    length = datetime.fromisoformat(booking["end"]) - datetime.fromisoformat(booking["start"])
    found = overlapping(scene, start, start + length, scene.me, booking["id"])
    return found[0] if found else None


def overlapping(
    scene: Scene, start: datetime, end: datetime, person: str, ignore: str | None = None
) -> list[str]:
    """What a person has at that time: ids of bookings and uids of events."""
    found: list[str] = []
    for other in scene.work.all("bookings"):
        if other["id"] == ignore or other.get("status") not in ("confirmed", "pending"):
            continue
        kind = scene.work.get("event_types", other.get("event_type", "")) or {}
        hosts = other.get("hosts") or kind.get("hosts") or [scene.me]
        if (
            person in hosts
            and datetime.fromisoformat(other["start"]) < end
            and start < datetime.fromisoformat(other["end"])
        ):
            found.append(other["id"])
    events = (e for e in scene.work.all("calendar") if e.get("person", person) == person)
    times = calendar_times(events, scene.settings.zone, start, end)
    return found + list(dict.fromkeys(str(e.get("uid") or e["id"]) for e, _, _ in times))


def _conflicts(scene: Scene, item: CalendarItem, person: str) -> list[str]:
    start, end = _instant(scene, item.start), _instant(scene, item.end)
    if start is None or end is None or item.transparent:
        return []
    notes: list[str] = []
    for id in overlapping(scene, start, end, person):
        if id == item.uid:
            continue
        doc = scene.work.get("bookings", id) or _event(scene, id) or {}
        name = doc.get("summary") or f"{id} with {doc.get('invitee', '?')}"
        notes.append(f"conflict: it overlaps {name} ({id})")
    return notes
