"""Commands on what has been done: undo, redo, log."""

from __future__ import annotations

from itertools import islice

import click

from worktui.app.history import entry_doc, find_entries
from worktui.domain.change import Entry
from worktui.domain.errors import WrongUsage
from worktui.domain.fields import parse_instant
from worktui.engine.spoken import Spoken
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room, receipt_json, receipt_text
from worktui.faces.cli.words import instant_words

SHOWN = 30


@click.command("undo")
@click.argument("entry", type=int, required=False)
@click.option("--yes", is_flag=True, help="Also send what undoing sends.")
@click.pass_obj
def undo_command(room: Room, entry: int | None, yes: bool) -> None:
    """Take back an entry of the log, my last one by default."""
    desk = room.desk()
    receipt = desk.undo(entry, yes=yes)
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


@click.command("redo")
@click.option("--yes", is_flag=True, help="Also send what redoing sends.")
@click.pass_obj
def redo_command(room: Room, yes: bool) -> None:
    """Do again what I undid last."""
    desk = room.desk()
    receipt = desk.redo(yes=yes)
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


@click.command("log", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1)
@click.option("--since", default="", help="From a day or moment on.")
@click.option("--limit", type=click.IntRange(0, 10**9), help="At most so many; 0 shows all.")
@click.pass_obj
def log_command(room: Room, query: tuple[str, ...], since: str, limit: int | None) -> None:
    """Show what changed, newest first: words, an id, @who, by:cli, since:fri, -word."""
    strange = [word for word in query if word.startswith("--")]
    if strange:
        raise WrongUsage(f"log has no option {strange[0][:40]}.", hint="`worktui log --help`.")
    desk = room.desk()
    spoken = room.spoken(desk)
    begin = spoken.instant(spoken.need(since)) if since else None
    words = " ".join(query)
    found = find_entries(desk.store, words, begin, now=desk.now(), me=desk.me, tz=room.house.tz)
    most = (None if room.json else SHOWN) if limit is None else limit or None
    entries = list(islice(found, most))
    more = not room.json and next(found, None) is not None
    data = {"entries": [entry_doc(entry) for entry in entries]}
    room.answer(data, "" if room.json else _lines(room.paper, entries, spoken, more=more))


def _lines(paper: Paper, entries: list[Entry], spoken: Spoken, *, more: bool) -> str:
    if not entries:
        return "Nothing of that kind has happened."
    rows = [
        [
            Cell(str(entry.seq)),
            Cell(instant_words(parse_instant(entry.ts), spoken)),
            Cell(entry.by),
            Cell(entry.through),
            Cell(entry.why or ", ".join(sorted({edit.id for edit in entry.edits}))),
        ]
        for entry in entries
    ]
    text = paper.table(rows, grow=4, right=(0,))
    return text + ("\n… `--limit 0` shows all." if more else "")
