"""Commands on slots and bookings. A direct command is its own confirmation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click

from worktui.app.plans.meetings import need_type, slot_work
from worktui.domain.actions.base import Action
from worktui.domain.actions.meetings import BookSlot, CancelBooking, RescheduleBooking
from worktui.domain.errors import BadInput
from worktui.engine.slots import Slot, slots
from worktui.engine.spoken import Spoken
from worktui.faces.cli.paper import Paper
from worktui.faces.cli.room import Room, receipt_json, receipt_text
from worktui.faces.cli.words import DAYS, MONTHS

DAYS_SHOWN = 14


@click.command("slots")
@click.argument("type")
@click.option("--from", "first", default="", help="The first day (today).")
@click.option("--to", "last", default="", help="The last day, included (in two weeks).")
@click.option("--tz", default="", help="The zone of the days and of what is shown.")
@click.option("--part", type=click.Choice(["morning", "afternoon", "evening"]))
@click.pass_obj
def slots_command(
    room: Room, *, type: str, first: str, last: str, tz: str, part: str | None
) -> None:
    """Show free slots of a booking type."""
    desk = room.desk()
    spoken = Spoken.of(room.spoken(desk).settings, desk.now(), _zone(tz) or room.house.tz)
    work = slot_work(desk.snapshot())
    kind = need_type(work, type)
    begin = spoken.day(spoken.need(first)) if first else spoken.today
    until = timedelta(days=DAYS_SHOWN)
    end = spoken.day(spoken.need(last)) if last else begin + until
    if end < begin:
        raise BadInput(f"The last day {end} is before the first, {begin}.")
    found = slots(work, kind, begin, end, now=desk.now(), tz=spoken.tz, part=part)
    zone = ZoneInfo(spoken.tz)
    data = {
        "event_type": kind.slug,
        "minutes": kind.minutes,
        "from": begin.isoformat(),
        "to": end.isoformat(),
        "tz": spoken.tz,
        "slots": [_slot_json(slot, zone) for slot in found],
    }
    room.answer(data, _lines(room.paper, kind.title, found, spoken))


def _zone(name: str) -> str:
    if not name:
        return ""
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, KeyError) as error:
        raise BadInput(f"“{name[:60]}” is not a time zone.", hint="As in Europe/Berlin.") from error


def _slot_json(slot: Slot, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "start": slot.start.astimezone(zone).isoformat(),
        "end": slot.end.astimezone(zone).isoformat(),
        "hosts": list(slot.hosts),
    }


def _lines(paper: Paper, title: str, found: Sequence[Slot], spoken: Spoken) -> str:
    if not found:
        return f"Nothing is free for {title} in that time. Look later with --from and --to."
    days: dict[Any, list[str]] = defaultdict(list)
    for slot in found:
        local = slot.start.astimezone(ZoneInfo(spoken.tz))
        days[local.date()].append(f"{local:%H:%M}")
    lines = [f"{paper.show(title, 'bold')}  {spoken.tz}"]
    for day, times in days.items():
        head = f"{DAYS[day.weekday()]} {day.day:2} {MONTHS[day.month - 1]}"
        wrapped = paper.lines("  ".join(times), indent=13).lstrip()
        lines.append(f" {head:<10}  {wrapped}")
    return "\n".join(lines)


@click.command("book")
@click.argument("type")
@click.argument("start", nargs=-1, required=True)
@click.option("--with", "invitee", required=True, metavar="EMAIL", help="Whom it is with.")
@click.option("--name", default="", help="Their name.")
@click.option("--host", default="", help="Who of us, where there is a choice.")
@click.option("--minutes", type=click.IntRange(1, 1440), help="Another length than usual.")
@click.pass_obj
def book_command(
    room: Room,
    *,
    type: str,
    start: tuple[str, ...],
    invitee: str,
    name: str,
    host: str,
    minutes: int | None,
) -> None:
    """Book a slot: book intro thu 14:00 --with zoe@client.example."""
    fields = {
        "event_type": type,
        "start": _moment(room, " ".join(start)).isoformat(),
        "invitee": invitee,
        "name": name or None,
        "host": host or None,
        "minutes": minutes,
    }
    _do(room, BookSlot.of(fields), "")


@click.command("reschedule")
@click.argument("booking")
@click.argument("start", nargs=-1, required=True)
@click.pass_obj
def reschedule_command(room: Room, booking: str, start: tuple[str, ...]) -> None:
    """Move a booking to another start; its people are told."""
    moment = _moment(room, " ".join(start)).isoformat()
    _do(room, RescheduleBooking.of({"booking": booking, "requested_start": moment}), booking)


@click.command("cancel")
@click.argument("booking")
@click.option("--why", default="", help="The reason, told to its people.")
@click.pass_obj
def cancel_command(room: Room, booking: str, why: str) -> None:
    """Cancel a booking; its people are told."""
    _do(room, CancelBooking.of({"booking": booking, "reason": why or None}), booking)


def _moment(room: Room, words: str) -> datetime:
    spoken = room.spoken(room.desk())
    value = spoken.need(words)
    if not isinstance(value, datetime):
        raise BadInput(f"“{words[:60]}” has no time of day.", hint="As in thu 14:00.")
    return value


def _do(room: Room, action: Action, booking: str) -> None:
    desk = room.desk()
    receipt = desk.do([action])
    work = desk.snapshot()
    id = receipt.ids[0] if receipt.ids else booking
    doc = work.get("bookings", id) or work.get("bookings", id.strip().upper())
    data = receipt_json(receipt, work, booking=dict(doc) if doc else None)
    room.answer(data, receipt_text(room, receipt))
