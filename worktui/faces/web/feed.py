"""One person's bookings and due dates as an iCalendar object to subscribe to (RFC 5545).

Titles of one's own work go out, nothing of others; every text is written by icalendar, which
escapes and folds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from worktui.domain.fields import is_day, parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

PAST = timedelta(days=60)
"""So far back meetings stay in the feed."""


def calendar_of(work: Snapshot, person: str, now: datetime) -> str:
    """The calendar as text with CRLF line ends."""
    settings = Settings.of(work)
    doc = work.get("people", person) or {}
    calendar = Calendar()
    calendar.add("prodid", "-//worktui//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{doc.get('name') or person}, {settings.name or 'worktui'}")
    calendar.add("x-published-ttl", "PT1H")
    for event in (*_meetings(work, person, now), *_dues(work, person, settings)):
        event.add("dtstamp", now.astimezone(UTC))
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _meetings(work: Snapshot, person: str, now: datetime) -> Iterator[Event]:
    for booking in work.all("bookings"):
        kind = work.get("event_types", str(booking.get("event_type"))) or {}
        hosts = booking.get("hosts") or kind.get("hosts") or ()
        if person not in hosts or booking.get("status") not in ("confirmed", "pending"):
            continue
        start, end = parse_instant(booking["start"]), parse_instant(booking["end"])
        if end < now - PAST:
            continue
        title = str(kind.get("title") or booking.get("event_type") or "Meeting")
        who = booking.get("name") or booking.get("invitee")
        event = Event()
        event.add("uid", booking.get("uid") or f"{booking['id']}@worktui")
        event.add("summary", f"{title}, {who}" if who else title)
        event.add("dtstart", start.astimezone(UTC))
        event.add("dtend", end.astimezone(UTC))
        event.add("sequence", int(booking.get("sequence") or 0))
        event.add("status", "CONFIRMED" if booking["status"] == "confirmed" else "TENTATIVE")
        if kind.get("location"):
            event.add("location", kind["location"])
        if booking.get("note"):
            event.add("description", booking["note"])
        yield event


def _dues(work: Snapshot, person: str, settings: Settings) -> Iterator[Event]:
    for task in work.all("tasks"):
        due = task.get("due")
        if not due or task.get("assignee") != person or task.get("archived"):
            continue
        if (work.get("columns", str(task.get("status"))) or {}).get("kind") == "done":
            continue
        event = Event()
        event.add("uid", f"due-{task['id'].lower()}-{settings.uid}@worktui")
        event.add("summary", f"{task['id']} {task['title']} is due")
        start, end = _span(str(due))
        event.add("dtstart", start)
        event.add("dtend", end)
        event.add("transp", "TRANSPARENT")
        yield event


def _span(due: str) -> tuple[date | datetime, date | datetime]:
    """A bare day is a whole day; a moment is half an hour that ends with it."""
    if is_day(due):
        day = parse_day(due)
        return day, day + timedelta(days=1)
    moment = parse_instant(due).astimezone(UTC)
    return moment - timedelta(minutes=30), moment
