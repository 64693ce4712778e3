"""How events of a calendar are made, changed and taken off: a whole series, or one occurrence.

An occurrence that differs from its series is a document of its own, `UID#MOMENT`, and the
series leaves its moment out (`exdates`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from worktui.app.draft import Draft
from worktui.app.plans.lookup import find_person
from worktui.domain.actions import Action
from worktui.domain.actions.meetings import CancelEvent, CreateEvent, UpdateEvent
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, Refused
from worktui.domain.fields import LONGEST_EVENT, is_day, parse_day, parse_instant, within

LONGEST_UID = 255
_OF_SERIES = ("id", "rrule", "exdates")


def create_event(action: CreateEvent, draft: Draft) -> None:
    fields = _with_person(draft, dict(action.fields))
    uid = action.uid or f"{draft.next_id('EV', 'calendar').lower()}-{draft.settings.uid}@worktui"
    old = draft.get("calendar", uid)
    if old is not None:
        raise Refused(f"“{old.get('summary', uid)}” is in the calendar already.")
    person = fields.pop("person", None) or find_person(draft, draft.actor.by)["id"]
    day = fields.pop("date", None)
    if not fields.get("start"):
        if not day:
            raise BadInput("An event needs a day or a start.")
        fields["start"], fields["end"] = day, fields.get("end") or day
    _check_event(uid, fields)
    draft.create("calendar", {"id": uid, "uid": uid, "person": person, **fields})
    draft.made.append(uid)
    draft.say(f"“{fields.get('summary', 'The event')}” is in the calendar of @{person}")


def update_event(action: UpdateEvent, draft: Draft) -> None:
    event = draft.need("calendar", action.uid, "event")
    fields = _with_person(draft, dict(action.fields))
    moment = fields.pop("recurrence_id", None)
    if fields.pop("scope", "series") == "one" and event.get("rrule"):
        if not moment:
            raise _which(event)
        id = _id_of_one(event, moment)
        occurrence = draft.get("calendar", id) or _occurrence(draft, event, moment)
        changed = _retimed(draft, occurrence, fields)
        _check_event(action.uid, {**occurrence, **changed})
        _leave_out(draft, event, moment)
        draft.create("calendar", {**occurrence, **changed, "id": id, "recurrence_id": moment})
    else:
        changed = _retimed(draft, event, fields)
        _check_event(action.uid, {**event, **changed})
        draft.update("calendar", action.uid, changed)
    draft.say(f"“{event.get('summary', action.uid)}” is changed in the calendar")


def cancel_event(action: CancelEvent, draft: Draft) -> None:
    event = draft.need("calendar", action.uid, "event")
    name = event.get("summary", action.uid)
    if action.fields.get("scope") == "one" and event.get("rrule"):
        moment = action.fields.get("recurrence_id") or action.fields.get("date")
        if not moment:
            raise _which(event)
        _leave_out(draft, event, moment)
        if draft.get("calendar", _id_of_one(event, moment)) is not None:
            draft.delete("calendar", _id_of_one(event, moment))
        draft.say(f"“{name}” on {moment[:10]} is taken off")
        return
    for id in [id for id in draft.ids("calendar") if id.startswith(f"{action.uid}#")]:
        draft.delete("calendar", id)
    draft.delete("calendar", action.uid)
    draft.say(f"“{name}” is off the calendar")


def _with_person(draft: Draft, fields: dict[str, Any]) -> dict[str, Any]:
    """Whose calendar it is, by handle: `assignee` is another word for `person`."""
    who = fields.pop("assignee", None) or fields.pop("person", None)
    if who:
        fields["person"] = find_person(draft, who, draft.actor.by)["id"]
    return fields


def _which(event: Doc) -> BadInput:
    name = event.get("summary", event["id"])
    return BadInput(f"Which time of “{name}” is meant?", hint="Name it in recurrence_id.")


def _leave_out(draft: Draft, event: Doc, moment: str) -> None:
    """The series no longer takes place at a moment."""
    gone = list(event.get("exdates") or ())
    if moment not in gone:
        draft.update("calendar", event["id"], {"exdates": [*gone, moment]})


def _id_of_one(event: Doc, moment: str) -> str:
    """The id of an occurrence of its own, however its moment is written."""
    same = moment if is_day(moment) else parse_instant(moment).astimezone(UTC).isoformat()
    return f"{event['id']}#{same}"


def _occurrence(draft: Draft, event: Doc, moment: str) -> dict[str, Any]:
    """The occurrence of a series at a moment, as it stands so far."""
    start = _on_day(draft, event, moment) if is_day(moment) else moment
    own = {name: value for name, value in event.items() if name not in _OF_SERIES}
    end = _moved_end(event, start) if event.get("end") else None
    return {**own, "start": start, "end": end}


def _on_day(draft: Draft, event: Doc, day: str) -> str:
    """The start of an event, put on another day at the same time of its person's clock."""
    start = str(event["start"])
    if is_day(start):
        return day
    person = draft.get("people", str(event.get("person", ""))) or {}
    zone = ZoneInfo(person.get("tz") or draft.settings.timezone)
    clock = parse_instant(start).astimezone(zone).time()
    return datetime.combine(parse_day(day), clock, zone).isoformat()


def _retimed(draft: Draft, event: Doc, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields to set: a bare `date` moves the start, and the end goes with the start."""
    changed = dict(fields)
    day = changed.pop("date", None)
    if day and not changed.get("start"):
        changed["start"] = _on_day(draft, event, day)
    if changed.get("start") and "end" not in changed and event.get("end"):
        changed["end"] = _moved_end(event, str(changed["start"]))
    return changed


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


EVENT_PLANS: Mapping[type[Action], Callable[[Any, Draft], None]] = {
    CreateEvent: create_event,
    UpdateEvent: update_event,
    CancelEvent: cancel_event,
}
