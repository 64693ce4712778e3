"""People outside: list them, show all about one, add, change, forget."""

from __future__ import annotations

from typing import Any

import click

from worktui.app.names import outsiders, outsiders_called
from worktui.app.views.contact import concerns, contact_name, contacts_list, wrote
from worktui.app.views.promises import row_json, with_contact
from worktui.domain.actions.base import Action
from worktui.domain.actions.workspace import CreateContact, DeleteContact, UpdateContact
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, WrongUsage
from worktui.domain.fields import check
from worktui.domain.snapshot import Snapshot
from worktui.engine.naming import near
from worktui.faces.cli.commands.projects import fields_of
from worktui.faces.cli.contact_lines import contact_text, contacts_text
from worktui.faces.cli.documents import arrival_json, suggestion_json, task_json
from worktui.faces.cli.room import Room, receipt_json, receipt_text


class Contacts(click.Group):
    """A group in which a word that is no command is somebody's name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group("contact", cls=Contacts, invoke_without_command=True)
@click.pass_context
def contact_command(ctx: click.Context) -> None:
    """Show all about someone outside by name or address: contact iva. Alone it lists them all."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj)


def _list(room: Room) -> None:
    desk = room.desk()
    work = desk.snapshot()
    rows = contacts_list(work, now=desk.now())
    docs = [
        {**(work.get("contacts", row.email) or {"email": row.email, "name": row.name}),
         "known": row.known, "open_tasks": row.tasks, "last": row.last_at or None}
        for row in rows
    ]  # fmt: skip
    room.answer({"contacts": docs}, contacts_text(room.paper, rows))


@contact_command.command("add")
@click.argument("words", nargs=-1, required=True, metavar="NAME EMAIL [FIELD=VALUE...]")
@click.pass_obj
def add_contact(room: Room, words: tuple[str, ...]) -> None:
    """Make a contact: contact add Iva Kellner iva@kellner.example tz=Europe/Vienna."""
    desk = room.desk(create=True)
    pairs = [word for word in words if "=" in word]
    plain = " ".join(word for word in words if "=" not in word).split()
    emails = [word.strip("<>") for word in plain if "@" in word]
    if len(emails) != 1:
        raise WrongUsage(
            "A contact has one address.", hint='As in contact add "Iva Kellner" iva@kellner.example'
        )
    name = " ".join(word for word in plain if "@" not in word)
    fields = fields_of("contacts", pairs, room.spoken(desk)) | ({"name": name} if name else {})
    email = str(check("email", "email", emails[0]))
    later = {key: fields.pop(key) for key in list(fields) if key not in _FIRST}
    made = {key: value for key, value in fields.items() if value is not None}
    actions: list[Action] = [CreateContact.of({"email": email, **made})]
    actions += [UpdateContact.of({"contact": email, **later})] if later else []
    _do(room, actions, email)


_FIRST = ("name", "tz", "project")
"""Fields a contact is made with; others are set after."""


@contact_command.command("edit")
@click.argument("words", nargs=-1, required=True, metavar="WHO FIELD=VALUE...")
@click.pass_obj
def edit_contact(room: Room, words: tuple[str, ...]) -> None:
    """Change a contact: contact edit iva project=WEB tz=Europe/Vienna."""
    desk = room.desk()
    at = next((n for n, word in enumerate(words) if "=" in word), len(words))
    if not at or at == len(words):
        raise WrongUsage("Say who, and what to set.", hint="As in contact edit iva tz=Europe/Wien.")
    fields = fields_of("contacts", words[at:], room.spoken(desk))
    email = _contact(desk.snapshot(), " ".join(words[:at]))
    _do(room, [UpdateContact.of({"contact": email, **fields})], email)


@contact_command.command("rm")
@click.argument("words", nargs=-1, required=True, metavar="WHO")
@click.pass_obj
def remove_contact(room: Room, words: tuple[str, ...]) -> None:
    """Forget a contact; their mails, tasks and bookings stay, and undo brings them back."""
    email = _contact(room.desk().snapshot(), " ".join(words))
    _do(room, [DeleteContact.of({"contact": email})], email)


def _do(room: Room, actions: list[Action], email: str) -> None:
    desk = room.desk(create=True)
    receipt = desk.do(actions)
    work = desk.snapshot()
    doc = work.get("contacts", email)
    data = receipt_json(receipt, work, contacts=[dict(doc)] if doc else [])
    room.answer(data, receipt_text(room, receipt))


def _contact(work: Snapshot, who: str) -> str:
    """The address of a contact; whoever wrote or booked and is none is told how to become one."""
    email = _find(work, who)
    if work.get("contacts", email) is None:
        raise NotFound(
            f"{email} is no contact yet.", hint=f"`worktui contact add {email}` makes them one."
        )
    return email


@contact_command.command("show", hidden=True)
@click.argument("who", nargs=-1, required=True)
@click.pass_obj
def show_contact(room: Room, who: tuple[str, ...]) -> None:
    """Show all about someone outside, by name or address."""
    desk = room.desk()
    work, spoken = desk.snapshot(), room.spoken(desk)
    email = _find(work, " ".join(who))
    contact: Doc = work.get("contacts", email) or {"id": email, "email": email}
    contact = {**contact, "name": contact_name(work, email)}
    tasks = [task for task in work.all("tasks") if concerns(task, email, str(contact["name"]))]
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
    data: dict[str, Any] = {
        "contact": {**contact, "known": work.get("contacts", email) is not None},
        "tasks": [task_json(task, work, spoken) for task in tasks],
        "bookings": [dict(doc) for doc in bookings],
        "arrivals": [arrival_json(doc) for doc in arrivals],
        "suggestions": [suggestion_json(doc) for doc in waiting],
        "promises": [row_json(work.get("promises", row.id) or {}) for row in said],
    }
    text = contact_text(
        room.paper, work, spoken, contact, (said, tasks, bookings, arrivals, waiting)
    )
    room.answer(data, text)


def _find(work: Snapshot, who: str) -> str:
    """The address of whoever is meant: a contact, a guest of a booking, somebody who wrote."""
    found = outsiders_called(work, who)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f"“{who[:60]}” could be {', '.join(found[:6])}.", hint="Use the address.")
    names = list(outsiders(work).values())
    close = near(who, names)
    hint = f"Did you mean {close}?" if close else f"Known are {', '.join(names[:12])}."
    raise NotFound(f"Nobody outside is called “{who[:60]}” here.", hint=hint if names else "")
