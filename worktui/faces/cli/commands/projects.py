"""Commands on projects, milestones and people: make one, change its fields, list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import click

from worktui.app.field_words import named, typed
from worktui.domain.actions.base import Action
from worktui.domain.actions.workspace import (
    CreateMilestone,
    CreatePerson,
    CreateProject,
    UpdateMilestone,
    UpdatePerson,
    UpdateProject,
)
from worktui.domain.change import Doc
from worktui.domain.documents import FIELDS
from worktui.domain.errors import BadInput, NotFound, WrongUsage
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken
from worktui.faces.cli.fields import split
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room, receipt_json, receipt_text

_SHORT: Mapping[str, str] = {
    "who": "lead",
    "hours": "hours_per_week",
    "date": "due",
    "end": "target",
    "until": "target",
}


def fields_of(table: str, pairs: Sequence[str], spoken: Spoken) -> dict[str, Any]:
    """Fields of a document from `FIELD=VALUE` words; None takes one away. Raises BadInput."""
    kinds = FIELDS[table]
    result: dict[str, Any] = {}
    for short, operator, value in split(pairs):
        name = short if short in kinds else _SHORT.get(short, named(short, kinds))
        if name not in kinds:
            near = get_close_matches(name, kinds, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(kinds)}."
            raise BadInput(f"There is no field “{name[:60]}” here.", hint=hint)
        if operator != "=":
            raise WrongUsage(f"{name} is set as a whole.", hint=f"Write {name}=….")
        result[name] = None if value in ("", "none") else typed(kinds[name], name, value, spoken)
    return result


def parted(words: Sequence[str]) -> tuple[str, list[str]]:
    """(the words of a name, the FIELD=VALUE words after them)."""
    place = next((n for n, word in enumerate(words) if "=" in word), len(words))
    return " ".join(words[:place]), list(words[place:])


def _do(room: Room, action: Action, table: str, id: str = "") -> None:
    desk = room.desk(create=True)
    receipt = desk.do([action])
    work = desk.snapshot()
    doc = work.get(table, id or (receipt.ids[0] if receipt.ids else ""))
    room.answer(receipt_json(receipt, work, **{table: [doc] if doc else []}),
                receipt_text(room, receipt))  # fmt: skip


def _list(room: Room, table: str, shown: Sequence[str], empty: str, docs: Sequence[Doc]) -> None:
    rows = [
        [Cell(str(doc["id"]), "bold"), *(Cell(_said(doc.get(f))) for f in shown)] for doc in docs
    ]
    text = room.paper.table(rows, grow=1) if rows else empty
    room.answer({table: list(docs)}, text)


def _said(value: Any) -> str:
    return "" if value is None else str(value)


@click.command("project")
@click.argument("key", required=False)
@click.argument("words", nargs=-1)
@click.pass_obj
def project_command(room: Room, key: str | None, words: tuple[str, ...]) -> None:
    """List projects, make one, or change one: project WEB Website relaunch target=2026-12-18
    budget=50000 currency=EUR lead=ana."""
    desk = room.desk(create=key is not None)
    work, spoken = desk.snapshot(), room.spoken(desk)
    if key is None:
        docs = [doc for doc in work.all("projects") if not doc.get("archived")]
        empty = "No project yet. `worktui project WEB Website relaunch` makes one."
        _list(room, "projects", ("name", "lead", "start", "target"), empty, docs)
        return
    name, pairs = parted(words)
    fields = fields_of("projects", pairs, spoken) | ({"name": name} if name else {})
    known = work.get("projects", key.upper())
    if known is None:
        made = {name: value for name, value in fields.items() if value is not None}
        _do(room, CreateProject.of({"key": key, **made}), "projects", key.upper())
    elif not fields:
        _list(room, "projects", ("name", "lead", "start", "target", "budget"), "", [known])
    else:
        action = UpdateProject.of({"project": str(known["id"]), **fields})
        _do(room, action, "projects", str(known["id"]))


@click.command("milestone")
@click.argument("where", required=False)
@click.argument("words", nargs=-1)
@click.pass_obj
def milestone_command(room: Room, where: str | None, words: tuple[str, ...]) -> None:
    """List milestones, make one, or change one: milestone WEB Beta due=2026-12-11, then
    milestone WEB-M1 due=2026-12-16. A task joins with edit WEB-12 milestone=WEB-M1."""
    desk = room.desk(create=where is not None)
    work, spoken = desk.snapshot(), room.spoken(desk)
    name, pairs = parted(words)
    fields = fields_of("milestones", pairs, spoken) | ({"name": name} if name else {})
    found = None if where is None else work.get("milestones", where.upper())
    project = None if where is None else work.get("projects", where.upper())
    if found is not None and fields:
        action: Action = UpdateMilestone.of({"milestone": str(found["id"]), **fields})
        _do(room, action, "milestones", str(found["id"]))
    elif project is not None and fields:
        if not fields.get("name"):
            raise WrongUsage("A milestone has a name.", hint="As in milestone WEB Beta due=fri.")
        made = {name: value for name, value in fields.items() if value is not None}
        action = CreateMilestone.of({**made, "project": str(project["id"])})
        _do(room, action, "milestones")
    elif where is None or found is not None or project is not None:
        _list(room, "milestones", ("name", "project", "due"), _NO_MILESTONE, _stones(work, where))
    else:
        raise NotFound(
            f"There is no project and no milestone {where[:40]}.",
            hint="`worktui project` and `worktui milestone` list them.",
        )


_NO_MILESTONE = "No milestone yet. `worktui milestone WEB Beta due=2026-12-11` makes one."


def _stones(work: Snapshot, where: str | None) -> list[Doc]:
    wanted = (where or "").upper()
    return [d for d in work.all("milestones") if wanted in ("", d["id"], d.get("project"))]


@click.command("person")
@click.argument("handle", required=False)
@click.argument("words", nargs=-1)
@click.pass_obj
def person_command(room: Room, handle: str | None, words: tuple[str, ...]) -> None:
    """List the team, add somebody, or change a person: person ana Ana Ruiz rate=80 hours=35."""
    desk = room.desk(create=handle is not None)
    work, spoken = desk.snapshot(), room.spoken(desk)
    if handle is None:
        empty = "Nobody yet. `worktui person ana Ana Ruiz` adds somebody."
        shown = ("name", "email", "hours_per_week", "rate")
        _list(room, "people", shown, empty, list(work.all("people")))
        return
    id = handle.lstrip("@").lower()
    name, pairs = parted(words)
    fields = fields_of("people", pairs, spoken) | ({"name": name} if name else {})
    known = work.get("people", id)
    if known is None:
        made = {name: value for name, value in fields.items() if value is not None}
        _do(room, CreatePerson.of({"id": id, **made}), "people", id)
    elif not fields:
        _list(room, "people", ("name", "email", "hours_per_week", "rate"), "", [known])
    else:
        _do(room, UpdatePerson.of({"person": id, **fields}), "people", id)
