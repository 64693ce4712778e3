"""The command that holds what was said against what happened."""

from __future__ import annotations

import click

from worktui.app.plans.lookup import find_person
from worktui.app.views.promises import PromiseRow, PromisesView, promises_view, row_json, summary
from worktui.domain.errors import NotFound
from worktui.domain.snapshot import Snapshot
from worktui.engine.naming import contacts_called
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room, receipt_json, receipt_text

SIGNS = {"late": ("!", "late"), "done": ("✓", "")}


@click.command("promises")
@click.option("--who", default="", metavar="NAME", help="Only those of a person or contact.")
@click.option("--all", "all_", is_flag=True, help="Also what was settled long ago.")
@click.option("--kept", default="", metavar="ID", help="This one was kept.")
@click.option("--drop", default="", metavar="ID", help="This was no promise, or nobody waits.")
@click.pass_obj
def promises_command(room: Room, who: str, all_: bool, kept: str, drop: str) -> None:
    """Show who promised what in mails, comments and notes, and what became of it."""
    desk = room.desk()
    if kept or drop:
        from worktui.app.promise_mark import mark

        receipt = mark(desk, kept or drop, "kept" if kept else "withdrawn")
        room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))
        return
    if not desk.store.readonly:
        from worktui.app.tick import tick  # what was written since is heard first

        tick(desk)
    work, now = desk.snapshot(), desk.now()
    only = _find(work, who, desk.me) if who else ""
    view = promises_view(work, now=now, who=only, everything=all_)
    docs = [work.get("promises", row.id) or {} for row in view.rows]
    data = {"promises": [row_json(doc) for doc in docs], "hidden": view.hidden}
    room.answer(data, "" if room.json else _page(room.paper, view, only))


def _find(work: Snapshot, who: str, me: str) -> str:
    """A handle or an address by name; raises NotFound."""
    try:
        return str(find_person(work, who, me)["id"])
    except NotFound:
        found = contacts_called(work, who)
        if len(found) == 1:
            return found[0]
        if any(doc.get("who") == who.strip().lower() for doc in work.all("promises")):
            return who.strip().lower()
        raise


def _page(paper: Paper, view: PromisesView, only: str) -> str:
    if not view.tellers:
        more = (
            f" {view.hidden} settled; `worktui promises --all` shows them." if view.hidden else ""
        )
        whose = f" of {only}" if only else ""
        return f"No promise{whose} is watched.{more}"
    parts = [paper.show(summary(view))]
    tables = paper.tables(
        [[_cells(row) for row in teller.rows] for teller in view.tellers], grow=1, lead=" "
    )
    for teller, table in zip(view.tellers, tables, strict=True):
        parts.append(f"{paper.show(teller.name, 'bold')}  {teller.words}\n{table}")
    if view.hidden:
        parts.append(f"{view.hidden} settled; `worktui promises --all` shows them.")
    return "\n\n".join(parts)


def _cells(row: PromiseRow) -> list[Cell]:
    sign, style = SIGNS.get(row.sign, ("", ""))
    return [
        Cell(sign, style),
        Cell(f"“{row.quote}”"),
        Cell(row.said),
        Cell(row.task or (f"to {row.to_name}" if row.to else "")),
        Cell(row.words, style),
    ]
