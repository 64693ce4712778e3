"""Commands on what is offered to people outside: booking types and forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from worktui.app.desk import Receipt
from worktui.app.offering import questions_in, set_form, set_type
from worktui.app.phrases import counted
from worktui.domain.change import Doc
from worktui.faces.cli.commands.projects import fields_of, parted
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room, receipt_json, receipt_text


@click.command("type")
@click.argument("slug", required=False)
@click.argument("words", nargs=-1)
@click.pass_obj
def type_command(room: Room, slug: str | None, words: tuple[str, ...]) -> None:
    """List booking types, make one, or change one: type intro Intro call minutes=30
    hosts=ana step=30 min_notice_hours=24 horizon_days=60 max_per_day=4 buffer_before=10
    buffer_after=15."""
    desk = room.desk(create=slug is not None)
    if slug is None:
        types = list(desk.snapshot().all("event_types"))
        empty = "No booking type yet. `worktui type intro Intro call minutes=30` makes one."
        rows = [[_id(doc), Cell(str(doc.get("title", ""))), Cell(_facts(doc))] for doc in types]
        return _list(room, "event_types", types, rows, empty)
    title, pairs = parted(words)
    fields = fields_of("event_types", pairs, room.spoken(desk))
    if title:
        fields["title"] = title
    receipt = set_type(desk, slug, fields)
    return _answer(room, receipt, "event_types", slug.lower())


@click.command("form")
@click.argument("slug", required=False)
@click.argument("words", nargs=-1)
@click.pass_obj
def form_command(room: Room, slug: str | None, words: tuple[str, ...]) -> None:
    """List form pages, make one, or change one: form contact Write to us
    questions="Your name*; Your mail: email*; Topic: Web|Shop; Message: text*"."""
    desk = room.desk(create=slug is not None)
    if slug is None:
        forms = list(desk.snapshot().all("forms"))
        empty = "No form yet. `worktui form contact Write to us` makes one."
        rows = [[_id(doc), Cell(str(doc.get("title", ""))), Cell(_asks(doc))] for doc in forms]
        return _list(room, "forms", forms, rows, empty)
    title, pairs = parted(words)
    asked = [pair.partition("=")[2] for pair in pairs if pair.startswith("questions=")]
    rest = [pair for pair in pairs if not pair.startswith("questions=")]
    fields = fields_of("forms", rest, room.spoken(desk))
    if title:
        fields["title"] = title
    if asked:
        fields["questions"] = questions_in(asked[-1])
    receipt = set_form(desk, slug, fields)
    return _answer(room, receipt, "forms", slug.lower())


def _answer(room: Room, receipt: Receipt, table: str, id: str) -> None:
    work = room.desk().snapshot()
    doc = work.get(table, id)
    room.answer(
        receipt_json(receipt, work, **{table: [dict(doc)] if doc else []}),
        receipt_text(room, receipt),
    )


def _list(room: Room, table: str, docs: Sequence[Doc], rows: list[list[Cell]], empty: str) -> None:
    text = room.paper.table(rows, grow=2) if rows else empty
    room.answer({table: [dict(doc) for doc in docs]}, text)


def _id(doc: Doc) -> Cell:
    return Cell(str(doc["id"]), "bold")


def _facts(doc: Doc) -> str:
    """`30 min, 15 free after · ana, bo (either)`."""
    hosts: Any = doc.get("hosts") or ()
    either = " (either)" if doc.get("hosts_mode") == "any" else ""
    before, after = doc.get("buffer_before") or 0, doc.get("buffer_after") or 0
    free = [f"{before} free before"] if before else []
    free += [f"{after} free after"] if after else []
    hidden = " · hidden" if doc.get("hidden") else ""
    long = ", ".join([f"{doc.get('minutes', 30)} min", *free])
    return f"{long} · {', '.join(hosts)}{either}{hidden}"


def _asks(doc: Doc) -> str:
    count = counted(len(doc.get("questions") or ()), "question")
    return f"{count}{' · closed' if doc.get('closed') else ''}"
