"""The settings, listed with what each is for, and set: settings theme=paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from worktui.app.named_settings import listed, named_settings, put_named, split_name
from worktui.app.secret_file import MANY
from worktui.app.settings_words import SECTIONS, SettingRow, find, put, settings_rows
from worktui.domain.errors import WrongUsage
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room


@click.command("settings")
@click.argument("pairs", nargs=-1, metavar="[NAME=VALUE]…")
@click.pass_obj
def settings_command(room: Room, pairs: tuple[str, ...]) -> None:
    """List the settings of this machine, or set some; NAME= takes one back.

    `post.team=https://…` names a receiver of messages and `hooks.crm=…` the secret of a source;
    these two are kept in secrets.toml and never shown.

    The file keeps its comments. `worktui setup` asks for those that belong together.
    """
    path, secrets = room.house.config_file, room.house.secrets_file
    rows = settings_rows(path)
    wanted = []
    chosen: dict[tuple[str, str], str | None] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise WrongUsage(f"“{pair[:60]}” sets nothing.", hint="Write NAME=VALUE.")
        if own := split_name(name.strip()):
            chosen[own] = value.strip() or None
        else:
            wanted.append((find(rows, name.strip()), value))
    for row, value in wanted:
        put(path, row, value if value.strip() else None)
    for (section, name), held in chosen.items():
        put_named(path, secrets, section, name, held)
    rows, names = settings_rows(path), named_settings(path, secrets)
    data = {"file": str(path), "settings": {row.name: row.value for row in rows},
            "set": [row.name for row in rows if row.own], "named": names}  # fmt: skip
    if wanted or chosen:
        named = {row.name for row, _ in wanted}
        lines = [f"{row.name} is {row.value or 'not set'}." for row in rows if row.name in named]
        lines += [_chosen_words(own, held, secrets) for own, held in chosen.items()]
        room.answer(data, "\n".join(lines))
    else:
        room.answer(data, _listed(room.paper, rows, names, str(path)))


def _chosen_words(own: tuple[str, str], value: str | None, secrets: Path) -> str:
    section, name = own
    if value is None:
        return f"{section}.{name} is not set."
    if section in MANY:
        return f"{section}.{name} is kept in {secrets}, for you only."
    return f"{section}.{name} is {value}."


def _listed(
    paper: Paper, rows: tuple[SettingRow, ...], names: Mapping[str, tuple[str, ...]], path: str
) -> str:
    parts = []
    for section, title in SECTIONS.items():
        cells = [
            [Cell(row.name), Cell(row.value or "-", "bold" if row.own else ""), Cell(row.words)]
            for row in rows
            if row.section == section
        ]
        parts.append(f"{paper.show(title, 'bold')}\n{paper.table(cells, grow=2)}")
    own = [[Cell(name), Cell(held or "-", "bold" if held else ""), Cell(words)]
           for name, held, words in listed(names)]  # fmt: skip
    parts.append(f"{paper.show('With names of your own', 'bold')}\n{paper.table(own, grow=2)}")
    return "\n\n".join([*parts, f"They are in {path}; what is bold is set there."])
