"""Time spent: booked on a task, or what a day was likely spent on."""

from __future__ import annotations

import click

from worktui.app.plans.lookup import find_person, find_task
from worktui.domain.errors import WrongUsage
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room


@click.command("spent")
@click.argument("id", required=False, default="")
@click.argument("length", nargs=-1)
@click.option("--day", default="", help="On another day than today.")
@click.option("--who", default="", help="By someone else.")
@click.option("--offer", is_flag=True, help="Say what the day was likely spent on.")
@click.option("--book", is_flag=True, help="With --offer: book what is sure of it, as one change.")
@click.pass_obj
def spent_command(
    room: Room, id: str, length: tuple[str, ...], *, day: str, who: str, offer: bool, book: bool
) -> None:
    """Book time spent on a task: spent WEB-12 2h, spent WEB-12 30m yesterday.

    Without a task, --offer says what a day was likely spent on: from starts, moves, comments
    and bookings, meetings and what is booked already taken off."""
    if offer and id:
        raise WrongUsage("An offer is for a day, not for a task.", hint="`worktui spent --offer`.")
    if offer or book:
        _offer(room, day, who, book=book)
    elif not id or not length:
        raise WrongUsage("Say the task and how long.", hint="`worktui spent WEB-12 2h`.")
    else:
        _book(room, id, " ".join(length), day, who)


def _book(room: Room, id: str, length: str, day: str, who: str) -> None:
    from worktui.app.spent import Heard, heard, log
    from worktui.faces.cli.commands.tasks import do

    desk = room.desk()
    spoken = room.spoken(desk)
    said = heard(length, spoken)
    if day:
        said = Heard(said.hours, spoken.past_day(day))
    task = find_task(desk.snapshot(), id)["id"]
    do(room, [log(task, said, who)])


def _offer(room: Room, day: str, who: str, *, book: bool) -> None:
    from worktui.app.spent import booked, booking, day_offers
    from worktui.app.views.spent import day_view, offer_json
    from worktui.faces.cli.commands.tasks import do

    desk = room.desk()
    work, spoken = desk.snapshot(), room.spoken(desk)
    when = spoken.past_day(day) if day else spoken.settings.today(desk.now())
    person = find_person(work, who or "me", desk.me)["id"]
    found = day_offers(work, desk.store, person, when, desk.now())
    sure = [line for line in found if line.sure]
    if book and sure:
        do(room, booking(sure, when, person))
        return
    hours = sum(booked(work, person, when).values())
    if room.json:
        room.answer(offer_json(found, hours, when, person), "")
        return
    view, paper = day_view(found, hours, when), room.paper
    rows = [
        [Cell(line.task, "dim"), Cell(line.length), Cell(line.title), Cell(line.why, "dim")]
        for line in view.lines
    ]
    told = "Nothing more that could be booked is known of this day."
    if rows:
        told = paper.table(rows, grow=2, lead="  ")
        told += "\n`worktui spent --offer --book` books it." if paper.styled and sure else ""
    room.answer(None, f"{paper.show(view.head, 'bold')}\n{told}")
