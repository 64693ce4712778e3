"""The settings, listed with what each is for, and set: settings theme=paper."""

from __future__ import annotations

import click

from worktui.app.settings_words import SECTIONS, SettingRow, find, put, settings_rows
from worktui.domain.errors import WrongUsage
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room


@click.command("settings")
@click.argument("pairs", nargs=-1, metavar="[NAME=VALUE]…")
@click.pass_obj
def settings_command(room: Room, pairs: tuple[str, ...]) -> None:
    """List the settings of this machine, or set some; NAME= takes one back.

    The file keeps its comments. `worktui setup` asks for those that belong together.
    """
    path = room.house.config_file
    rows = settings_rows(path)
    wanted = []
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise WrongUsage(f"“{pair[:60]}” sets nothing.", hint="Write NAME=VALUE.")
        wanted.append((find(rows, name.strip()), value))
    for row, value in wanted:
        put(path, row, value if value.strip() else None)
    rows = settings_rows(path)
    data = {"file": str(path), "settings": {row.name: row.value for row in rows},
            "set": [row.name for row in rows if row.own]}  # fmt: skip
    if wanted:
        named = {row.name for row, _ in wanted}
        lines = [f"{row.name} is {row.value or 'not set'}." for row in rows if row.name in named]
        room.answer(data, "\n".join(lines))
    else:
        room.answer(data, _listed(room.paper, rows, str(path)))


def _listed(paper: Paper, rows: tuple[SettingRow, ...], path: str) -> str:
    parts = []
    for section, title in SECTIONS.items():
        cells = [
            [Cell(row.name), Cell(row.value or "-", "bold" if row.own else ""), Cell(row.words)]
            for row in rows
            if row.section == section
        ]
        parts.append(f"{paper.show(title, 'bold')}\n{paper.table(cells, grow=2)}")
    return "\n\n".join([*parts, f"They are in {path}; what is bold is set there."])
