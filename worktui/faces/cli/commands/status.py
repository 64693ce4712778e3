"""The command that tells how a project stands, for those above the work."""

from __future__ import annotations

import sys

import click

from worktui.app.outlook import outlook
from worktui.app.status import as_document, as_text, keep, save, status, told
from worktui.app.status.saving import FORMATS, format_of
from worktui.faces.cli.room import Room

_WIDEST = 100


@click.command("status")
@click.argument("project")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How it is told; text first.")
@click.option("--keep", "kept", is_flag=True, help="Keep it: the next one says what changed since.")
@click.option("--out", "path", help="Write it to a file; its ending names the format.")
@click.pass_obj
def status_command(
    room: Room, project: str, form: str | None, kept: bool, path: str | None
) -> None:
    """How a project stands: three answers, milestones with reasons, money, what changed."""
    desk = room.desk()
    work, now = desk.snapshot(), desk.now()
    page = status(outlook(work, now), project, now)
    receipt = desk.do([keep(page)]) if kept else None
    if path:
        chosen = form or format_of(path)
        said = save(page, path, chosen)
        answer = {"written": path, "format": chosen, "project": page.project}
        room.answer(answer | ({"kept": receipt.ids[0]} if receipt else {}), said)
    elif room.json or form == "json":
        room.json = True
        answer = as_document(page)
        room.answer(answer | ({"kept": receipt.ids[0]} if receipt else {}), "")
    elif form in (None, "text"):
        wide = min(room.paper.wide or 80, _WIDEST)
        sys.stdout.write(room.paper.lines(as_text(page, width=wide)))
    else:
        sys.stdout.write(told(page, form))
    if receipt and not room.json:
        sys.stderr.write(f"{receipt.text}; `{receipt.undo}` takes it back.\n")
