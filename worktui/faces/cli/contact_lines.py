"""People outside on paper: all of them in a table, one of them with all that is between us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from worktui.app.views.contact import ContactLine
from worktui.app.views.promises import PromiseRow
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.words import due_cell, instant_words, moment_words, sign_cell

SIGNS = {"late": ("!", "late"), "done": ("✓", "")}
Between = tuple[Sequence[PromiseRow], Sequence[Doc], Sequence[Doc], Sequence[Doc], Sequence[Doc]]
"""Promises, tasks, bookings, arrivals, suggestions that wait."""


def contacts_text(paper: Paper, rows: Sequence[ContactLine]) -> str:
    """Everybody outside, a line each."""
    if not rows:
        return "Nobody outside yet. `worktui contact add NAME EMAIL` makes a contact."
    cells = [
        [Cell(row.name, "bold"), Cell(row.email), Cell(row.project),
         Cell(row.words), Cell(row.last)]
        for row in rows
    ]  # fmt: skip
    return paper.table(cells, grow=0)


def contact_text(
    paper: Paper, work: Snapshot, spoken: Spoken, contact: Doc, between: Between
) -> str:
    """One of them: who they are, then each part under its heading."""
    said, tasks, bookings, arrivals, waiting = between
    known = work.get("contacts", contact["email"]) is not None
    parts = [_head(paper, contact, spoken, known=known)]
    parts += _said(paper, said)
    parts += _tasks(paper, tasks, work, spoken)
    parts += _bookings(paper, bookings, spoken)
    parts += _mails(paper, arrivals, spoken)
    parts += _waiting(paper, waiting)
    if len(parts) == 1:
        parts.append("Nothing is known between us yet.")
    return "\n\n".join(parts)


def _head(paper: Paper, contact: Doc, spoken: Spoken, *, known: bool) -> str:
    name, email = str(contact.get("name") or contact["email"]), str(contact["email"])
    facts = [email if name != email else "", contact.get("project"), contact.get("tz")]
    away = [
        f"away {first} to {last}"
        for first, last in contact.get("away") or ()
        if last >= spoken.today.isoformat()
    ]
    facts += away
    facts += [] if known else ["no contact yet"]
    line = paper.show(name, "bold")
    rest = paper.show(" · ".join(str(f) for f in facts if f))
    return f"{line}\n{rest}" if rest else line


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
