"""All about someone outside: bookings, tasks, mails, what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from worktui.app.views.contact import concerns, wrote
from worktui.app.views.promises import PromiseRow, row_json, with_contact
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.engine.naming import contacts_called, near
from worktui.engine.spoken import Spoken
from worktui.faces.cli.documents import arrival_json, suggestion_json, task_json
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room
from worktui.faces.cli.words import due_cell, instant_words, moment_words, sign_cell

SIGNS = {"late": ("!", "late"), "done": ("✓", "")}


@click.command("contact")
@click.argument("who", nargs=-1, required=True)
@click.pass_obj
def contact_command(room: Room, who: tuple[str, ...]) -> None:
    """Show all about someone outside, by name or address."""
    desk = room.desk()
    work, spoken = desk.snapshot(), room.spoken(desk)
    contact = _find(work, " ".join(who))
    email = contact["email"]
    tasks = [
        task for task in work.all("tasks") if concerns(task, email, str(contact.get("name", "")))
    ]
    bookings = [doc for doc in work.all("bookings") if doc.get("invitee") == email]
    arrivals = [doc for doc in work.all("arrivals") if wrote(doc, email)]
    ids = {doc["id"] for doc in arrivals}
    waiting = [
        doc
        for doc in work.all("suggestions")
        if doc.get("state") in ("proposed", "snoozed")
        and (doc.get("contact") == email or ids & set(doc.get("arrivals", ())))
    ]
    said = with_contact(work, email, now=desk.now())
    data = {
        "contact": dict(contact),
        "tasks": [task_json(task, work, spoken) for task in tasks],
        "bookings": [dict(doc) for doc in bookings],
        "arrivals": [arrival_json(doc) for doc in arrivals],
        "suggestions": [suggestion_json(doc) for doc in waiting],
        "promises": [row_json(work.get("promises", row.id) or {}) for row in said],
    }
    parts = [_head(room.paper, contact, spoken)]
    parts += _said(room.paper, said)
    parts += _tasks(room.paper, tasks, work, spoken)
    parts += _bookings(room.paper, bookings, spoken)
    parts += _mails(room.paper, arrivals, spoken)
    parts += _waiting(room.paper, waiting)
    if len(parts) == 1:
        parts.append("Nothing is known between us yet.")
    room.answer(data, "\n\n".join(parts))


def _find(work: Snapshot, who: str) -> Doc:
    found = contacts_called(work, who)
    if len(found) == 1:
        return work.get("contacts", found[0]) or {}
    if found:
        raise BadInput(f"“{who[:60]}” could be {', '.join(found[:6])}.", hint="Use the address.")
    email = who.strip().lower()
    if "@" in email and any(wrote(doc, email) for doc in work.all("arrivals")):
        return {"id": email, "email": email, "name": email}
    names = [str(doc.get("name", doc["id"])) for doc in work.all("contacts")]
    close = near(who, names)
    hint = f"Did you mean {close}?" if close else f"Known are {', '.join(names[:12])}."
    raise NotFound(f"Nobody outside is called “{who[:60]}” here.", hint=hint if names else "")


def _head(paper: Paper, contact: Doc, spoken: Spoken) -> str:
    facts = [contact["email"], contact.get("project"), contact.get("tz")]
    away = [f"away {first} to {last}" for first, last in contact.get("away", ())]
    away = [words for words, (_, last) in zip(away, contact.get("away", ()), strict=True)
            if last >= spoken.today.isoformat()]  # fmt: skip
    line = paper.show(str(contact.get("name", contact["email"])), "bold")
    return line + "\n" + paper.show(" · ".join(str(f) for f in (*facts, *away) if f))


def _said(paper: Paper, said: Sequence[PromiseRow]) -> list[str]:
    rows = [
        [Cell(*SIGNS.get(row.sign, ("", ""))), Cell(row.name), Cell(f"“{row.quote}”"),
         Cell(row.said), Cell(row.words)]
        for row in said
    ]  # fmt: skip
    return [f"{paper.show('Said', 'bold')}\n{paper.table(rows, grow=2)}"] if rows else []


def _tasks(paper: Paper, tasks: Sequence[Doc], work: Snapshot, spoken: Spoken) -> list[str]:
    rows = [
        [sign_cell(t, work, spoken), Cell(t["id"]), Cell(str(t.get("title", ""))),
         Cell(str(t.get("assignee", ""))), due_cell(t, work, spoken)]
        for t in tasks
    ]  # fmt: skip
    return (
        [f"{paper.show('Tasks', 'bold')}\n{paper.table(rows, grow=2, right=(4,))}"] if rows else []
    )


def _bookings(paper: Paper, bookings: Sequence[Doc], spoken: Spoken) -> list[str]:
    ordered = sorted(bookings, key=lambda doc: parse_instant(doc["start"]))
    rows = [
        [Cell(doc["id"]), Cell(instant_words(parse_instant(doc["start"]), spoken)),
         Cell(str(doc.get("event_type", ""))), Cell(str(doc.get("status", "")))]
        for doc in ordered
    ]  # fmt: skip
    return [f"{paper.show('Bookings', 'bold')}\n{paper.table(rows, grow=2)}"] if rows else []


def _mails(paper: Paper, arrivals: Sequence[Doc], spoken: Spoken) -> list[str]:
    rows = [
        [Cell(doc["id"]), Cell(moment_words(str(doc.get("received_at")), spoken)),
         Cell(str(doc.get("subject") or doc.get("text", "")).split("\n", 1)[0])]
        for doc in list(arrivals)[-10:]
    ]  # fmt: skip
    return [f"{paper.show('From them', 'bold')}\n{paper.table(rows, grow=2)}"] if rows else []


def _waiting(paper: Paper, docs: Sequence[Doc]) -> list[str]:
    rows: list[list[Any]] = [[Cell(doc["id"]), Cell(str(doc.get("title", "")))] for doc in docs]
    return [f"{paper.show('In the inbox', 'bold')}\n{paper.table(rows, grow=1)}"] if rows else []
