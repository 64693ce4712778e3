"""The command that looks by itself at what the settings name, until it is told to stop."""

from __future__ import annotations

import json
import queue
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from worktui.app.chores import Chores, unforeseen
from worktui.app.desk import Desk
from worktui.app.looking import Taken
from worktui.app.ports import Sense
from worktui.app.watching import Event, Watching
from worktui.domain.errors import Refused, WorktuiError
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room
from worktui.faces.cli.sense_lines import facts_of, sense_json, words_of
from worktui.faces.cli.wrapped import wrapped

BEAT = 1.0
"""Seconds between two looks for what is due: time, messages, others' changes."""


@click.command("watch")
@click.argument("folder", required=False)
@click.option("--once", is_flag=True, help="Look once, take in what is there, and leave.")
@click.option("--since", default="", metavar="DAY", help="Also take what came from that day on.")
@click.option("--list", "listed", is_flag=True, help="Say what is looked at, and leave.")
@click.option("--senses", "every", is_flag=True, help="All of the settings, for any workspace.")
@click.pass_obj
def watch_command(
    room: Room, folder: str | None, *, once: bool, since: str, listed: bool, every: bool
) -> None:
    """Take in what arrives, and deliver the outbox, until Ctrl-C.

    Looked at is what `worktui setup watch`, `imap` and `caldav` name, and files dropped into
    FOLDER (else the one of the settings, else the folder `in` beside the workspace). Another
    workspace than that of the settings, named with --file, gets only what is dropped.
    """
    desk = room.desk(create=not listed)
    every = every or room.house.is_own()
    drop = folder or (room.house.config.watch.folder if every else "")
    senses = room.house.senses(
        drop or str(room.house.path.with_name(room.house.path.name + ".d") / "in"), every=every
    )
    if not every and not room.json and (words := room.house.left_out()):
        _warn(room, f"{words} `--senses` takes all.")
    if listed:
        _list(room, desk, senses)
        return
    begin = None
    if since:
        spoken = room.spoken(desk)
        begin = spoken.instant(spoken.past_day(since))
    if once:
        _once(room, senses, begin)
    else:
        _watch(room, desk, senses, begin)


def _list(room: Room, desk: Desk, senses: Sequence[Sense]) -> None:
    facts = [facts_of(sense, desk.snapshot(), room.house.holder(sense.name)) for sense in senses]
    spoken = room.spoken(desk)
    rows = [[Cell(f.kind), Cell(f.place), Cell(words_of(f, spoken))] for f in facts]
    room.answer({"senses": [sense_json(f) for f in facts]}, wrapped(room.paper, rows))


def _once(room: Room, senses: Sequence[Sense], since: datetime | None) -> None:
    taken: list[dict[str, Any]] = []
    before: list[dict[str, Any]] = []
    troubles: list[str] = []

    def tell(event: Event) -> None:
        if not isinstance(event, Taken):
            if event.text:
                troubles.append(f"{event.place}: {event.text}")
        elif event.before:
            before.append({"sense": event.sense, "count": event.before, "told": event.told})
            if not room.json:
                _say(room, event.told)
        elif row := _row(event):
            taken.append(row)
            if not room.json:
                _say(room, row["told"])

    watching = Watching(room.house.inbox(), senses, tell, since=since)
    if watching.once() == len(senses):
        raise _elsewhere()
    Chores(room.house.desk(), keep_days=room.house.config.watch.keep_days)()
    for text in dict.fromkeys(troubles):
        _warn(room, text)
    folder = next((s.place for s in senses if s.name.startswith("drop:")), "")
    problems = list(dict.fromkeys(troubles))
    data = {"folder": folder, "taken": taken, "before": before, "problems": problems}
    room.answer(data, "" if taken or problems else "Nothing new was there.")
    if problems:
        raise click.exceptions.Exit(1)


def _watch(room: Room, desk: Desk, senses: Sequence[Sense], since: datetime | None) -> None:
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    house = room.house
    if all(house.holder(sense.name) for sense in senses):
        raise _elsewhere()
    chores = Chores(desk, house.courier, keep_days=house.config.watch.keep_days)
    watching = Watching(house.inbox(), senses, events.put, since=since)
    if not room.json:
        _say(room, f"Watching {', '.join(s.place for s in senses)}; Ctrl-C ends it.")
    try:
        with _stopped_by_signals():
            watching.start()
            _beat(room, desk, chores, events)
    except KeyboardInterrupt:
        watching.stop()
        chores.close()
        for event in _heard(events, wait=False):
            _tell(room, event)
        if not room.json:
            _say(room, "No longer watching.")


def _beat(room: Room, desk: Desk, chores: Chores, events: queue.SimpleQueue[Event]) -> None:
    """Tell what comes, do what is due, again and again; what fails is said once."""
    told, odd = "", set[str]()
    while True:
        try:
            desk.poll()
            chores()
            told = ""
        except WorktuiError as error:  # a full disk may be emptied, a locked file set free
            if str(error) != told:
                told = str(error)
                _warn(room, told)
        except Exception as error:  # the outer frame of what is done by itself: senses go on
            if (text := unforeseen(error)) not in odd:
                odd.add(text)
                _warn(room, text)
        for event in _heard(events):
            _tell(room, event)


def _heard(events: queue.SimpleQueue[Event], *, wait: bool = True) -> Iterator[Event]:
    """What senses told; waits a beat for the first word."""
    try:
        yield events.get(timeout=BEAT if wait else 0.01)
        while True:
            yield events.get_nowait()
    except queue.Empty:
        return


def _tell(room: Room, event: Event) -> None:
    """One line a find; trouble goes to stderr."""
    if isinstance(event, Taken):
        if event.before:
            _say(room, json.dumps({"before": event.told}) if room.json else event.told)
        elif row := _row(event):
            _say(room, json.dumps(row) if room.json else row["told"])
        return
    if event.text:
        _warn(room, f"{event.place}: {event.text}")
    elif not room.json:
        _warn(room, f"{event.place}: looked at again.")


def _row(taken: Taken) -> dict[str, Any] | None:
    """A find as JSON; None for one that is known and that nobody put there just now."""
    if taken.again and not taken.sense.startswith("drop:"):
        return None
    return {
        "sense": taken.sense,
        "file": taken.name,
        "arrivals": list(taken.arrivals),
        "suggestions": list(taken.suggestions),
        "again": taken.again or None,
        "told": taken.told,
    }


def _say(room: Room, text: str) -> None:
    sys.stdout.write((text if room.json else room.paper.lines(text)) + "\n")
    sys.stdout.flush()


def _warn(room: Room, text: str) -> None:
    sys.stderr.write(room.paper.lines(text) + "\n")
    sys.stderr.flush()


def _elsewhere() -> Refused:
    return Refused("Another worktui watches already.", hint="`worktui doctor` says which.")


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Whoever ends the program politely (SIGTERM) is heard as Ctrl-C is."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before: Callable[..., Any] | int | None = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
