"""Write to somebody outside, to a teammate, or to a chat that the settings name."""

from __future__ import annotations

import sys

import click

from worktui.domain.actions.meetings import SendMessage
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.snapshot import Snapshot
from worktui.engine.naming import contacts_called, near, people_called
from worktui.faces.cli.room import Room, receipt_json, receipt_text

MOST = 100_000
"""Characters that are read from the keyboard or a pipe."""


@click.command("say")
@click.argument("to")
@click.argument("words", nargs=-1)
@click.option("--subject", default="", help="The subject; the first line without one.")
@click.pass_obj
def say_command(room: Room, to: str, words: tuple[str, ...], subject: str) -> None:
    """Write to somebody, or to a chat: say team The page is live.

    TO is a name of [post] in the settings, a contact, a teammate or an address. Without WORDS
    the text is read from standard input.
    """
    desk = room.desk()
    channel, address = _way(desk.snapshot(), to, desk.me)
    body = " ".join(words) if words and words != ("-",) else sys.stdin.read(MOST)
    given = {"channel": channel, "to": address, "subject": subject or None, "body": body}
    receipt = desk.do([SendMessage.of(given)])
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


def _way(work: Snapshot, to: str, me: str) -> tuple[str, str]:
    """How somebody is written to, and where: a receiver by name, all others by mail."""
    receivers = {str(name) for person in work.all("people") for name in person.get("posts") or ()}
    if to in receivers:
        return "webhook", to
    if "@" in to.strip("@"):
        return "mail", to
    found = contacts_called(work, to)
    found += [
        str(email)
        for handle in people_called(work, to, me)
        if (email := (work.get("people", handle) or {}).get("email"))
    ]
    if len(found) == 1:
        return "mail", found[0]
    if found:
        raise BadInput(f"“{to[:60]}” could be {', '.join(found[:6])}.", hint="Use the address.")
    names = [*receivers, *(str(doc.get("name", doc["id"])) for doc in work.all("contacts"))]
    close = near(to, names)
    hint = f"Did you mean {close}?" if close else "[post] in the settings names chats."
    raise NotFound(f"Nobody called “{to[:60]}” can be written to.", hint=hint)
