"""The command on what a workspace decides for everybody: list it, set it."""

from __future__ import annotations

from typing import Any

import click

from worktui.app.field_words import typed
from worktui.app.workspace_wide import (
    holidays_words,
    kind_of,
    meant,
    set_workspace,
    values,
    workspace_rows,
)
from worktui.domain.errors import WrongUsage
from worktui.domain.settings import Settings
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room, receipt_json
from worktui.faces.cli.wrapped import wrapped


@click.command("workspace")
@click.argument("pairs", nargs=-1, metavar="[NAME=VALUE]…")
@click.pass_obj
def workspace_command(room: Room, pairs: tuple[str, ...]) -> None:
    """Show what counts for everybody here, or set it: workspace name="Studio Mara"
    timezone=Berlin week_starts=monday; NAME= takes one back.

    What is this machine's alone is in `worktui settings`.
    """
    desk = room.desk()
    spoken = room.spoken(desk)
    fields: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals:
            raise WrongUsage(f"“{pair[:60]}” sets nothing.", hint="Write NAME=VALUE.")
        kind = kind_of(name)
        empty = value in ("", "none")
        fields[name] = None if empty else typed(kind, name, meant(kind, value), spoken)
    receipt = set_workspace(desk, fields) if fields else None
    work = desk.snapshot()
    rows = workspace_rows(work)
    settings = Settings.of(work)
    data: dict[str, Any] = {"workspace": values(work),
                            "set": [row.name for row in rows if row.own],
                            "holidays": list(settings.holidays)}  # fmt: skip
    if receipt is not None:
        said = [f"{row.name} is {row.value or 'not set'}." for row in rows if row.name in fields]
        if receipt.undo and room.paper.styled:
            said.append(f"`{receipt.undo}` takes it back.")
        room.answer(receipt_json(receipt, work, **data), "\n".join(said))
        return
    cells = [
        [Cell(row.name), Cell(row.value or "-", "bold" if row.own else ""), Cell(row.words)]
        for row in rows
    ]
    off = holidays_words(settings, settings.today(desk.now()))
    text = f"Working hours, and {off}: `worktui calendar`. What is bold is set."
    room.answer(data, f"{wrapped(room.paper, cells)}\n\n{room.paper.lines(text)}")
