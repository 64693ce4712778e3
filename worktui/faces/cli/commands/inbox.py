"""Commands on what arrives: sense, and the inbox."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import click

from worktui.app.inbox import Inbox, Sensed
from worktui.app.tick import tick
from worktui.app.unread import STUCK, put_aside, waiting
from worktui.domain.errors import NotFound, WrongUsage
from worktui.faces.cli.commands.files import read_input
from worktui.faces.cli.documents import arrival_json, suggestion_json
from worktui.faces.cli.fields import step_fields
from worktui.faces.cli.inbox_lines import arrivals_lines, inbox_lines, suggestion_page
from worktui.faces.cli.room import Room, receipt_json, receipt_text

KINDS = ("text", "form", "eml", "mbox", "ics", "git", "webhook")


@click.command("sense")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|-...")
@click.option("--kind", type=click.Choice(KINDS), help="What it is, where it is not clear.")
@click.pass_obj
def sense_command(room: Room, paths: tuple[str, ...], kind: str | None) -> None:
    """Take in what arrived: mails, forms, calendar files, commits, webhooks, text."""
    raws = [(path, read_input(path)) for path in paths]
    room.desk(create=True)
    inbox: Inbox = room.house.inbox()
    arrivals: list[Any] = []
    suggestions: list[Any] = []
    for path, raw in raws:
        sensed: Sensed = inbox.sense(raw, kind, name="" if path == "-" else path)
        arrivals += sensed.arrivals
        known = {doc["id"] for doc in suggestions}
        suggestions += [doc for doc in sensed.suggestions if doc["id"] not in known]
    suggestions += inbox.second_opinions()
    work = room.desk().snapshot()
    suggestions = [work.get("suggestions", doc["id"]) or doc for doc in suggestions]
    arrivals = [work.get("arrivals", doc["id"]) or doc for doc in arrivals]
    data = {
        "arrivals": [arrival_json(doc) for doc in arrivals],
        "suggestions": [suggestion_json(doc) for doc in suggestions],
    }
    room.answer(data, "" if room.json else arrivals_lines(room, arrivals, suggestions))


@click.group("inbox", invoke_without_command=True)
@click.pass_context
def inbox_command(ctx: click.Context) -> None:
    """Review what arrived and what should be done about it; without a word it lists."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, all_=False)


@inbox_command.command("list")
@click.option("--all", "all_", is_flag=True, help="Also what is done, dismissed or expired.")
@click.pass_obj
def list_inbox(room: Room, all_: bool) -> None:
    """List suggestions that wait for a decision."""
    _list(room, all_=all_)


def _list(room: Room, *, all_: bool) -> None:
    desk = room.desk()
    if not desk.store.readonly:
        tick(desk)
    work = desk.snapshot()
    docs = list(work.all("suggestions")) if all_ else list(room.house.inbox().list())
    stuck = waiting(work)
    data = {
        "suggestions": [suggestion_json(doc) for doc in docs],
        "arrivals": [arrival_json(doc) for doc in stuck],
    }
    room.answer(data, "" if room.json else inbox_lines(room, docs, stuck))


@inbox_command.command("show")
@click.argument("id")
@click.pass_obj
def show_inbox(room: Room, id: str) -> None:
    """Show a suggestion (or an arrival): the words, the reason, the steps."""
    room.desk()
    inbox: Inbox = room.house.inbox()
    work = room.desk().snapshot()
    arrival = work.get("arrivals", id.strip().upper())
    if arrival is not None:
        said = [str(arrival.get("text") or "")]
        if arrival.get("state") in STUCK:
            why = arrival.get("why") or "nothing in it was understood"
            said.insert(0, f"{arrival['id']} is {arrival['state']}: {why}")
        text = "\n\n".join(part for part in said if part)
        data = arrival_json(arrival) | {"text": arrival.get("text")}
        room.answer(data, room.paper.lines(text or "(empty)"))
        return
    doc = inbox.show(id)
    room.answer(suggestion_json(doc), "" if room.json else suggestion_page(room, doc))


@inbox_command.command("apply")
@click.argument("id")
@click.option("--only", default="", help="Only these steps: 1,3.")
@click.option("--yes", is_flag=True, help="Also what somebody outside will see.")
@click.pass_obj
def apply_inbox(room: Room, id: str, only: str, yes: bool) -> None:
    """Carry out a suggestion; what is seen outside waits for --yes."""
    room.desk()
    inbox: Inbox = room.house.inbox()
    receipt = inbox.apply(id, _numbers(only), yes=yes)
    work = room.desk().snapshot()
    doc = inbox.show(id)
    one = receipt_json(receipt, work, suggestion=doc["id"], state=doc.get("state"))
    room.answer({"receipts": [one]}, receipt_text(room, receipt))


def _numbers(only: str) -> list[int] | None:
    if not only:
        return None
    try:
        return [int(part) for part in only.replace(",", " ").split()]
    except ValueError as error:
        raise WrongUsage(f"“{only[:40]}” is not a list of steps.", hint="As in 1,3.") from error


@inbox_command.command("edit")
@click.argument("id")
@click.argument("step", type=int)
@click.argument("pairs", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
def edit_inbox(room: Room, id: str, step: int, pairs: tuple[str, ...]) -> None:
    """Change fields of one step of a suggestion before it is applied."""
    desk = room.desk()
    inbox: Inbox = room.house.inbox()
    actions = {int(action["n"]): action for action in inbox.show(id).get("actions", ())}
    if step not in actions:
        raise NotFound(f"{id} has no step {step}; it has {', '.join(map(str, actions))}.")
    fields = step_fields(pairs, actions[step], room.spoken(desk))
    receipt = inbox.edit(id, step, fields)
    doc = inbox.show(id)
    data = receipt_json(receipt, desk.snapshot(), suggestion=suggestion_json(doc))
    room.answer(data, receipt_text(room, receipt))


@inbox_command.command("dismiss")
@click.argument("id")
@click.option("--why", default="", help="Why.")
@click.pass_obj
def dismiss_inbox(room: Room, id: str, why: str) -> None:
    """Let nothing come of a suggestion, or of an arrival that could not be read."""
    desk = room.desk()
    if desk.snapshot().get("arrivals", id.strip().upper()) is not None:
        receipt = put_aside(desk, id.strip().upper())
    else:
        receipt = room.house.inbox().dismiss(id, why)
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


@inbox_command.command("always")
@click.argument("id")
@click.pass_obj
def always_inbox(room: Room, id: str) -> None:
    """Apply, and from now on do such steps from this source at once.

    Only for steps that stay here and can be undone; `worktui rules` lists what is so.
    """
    desk = room.desk()
    receipt = room.house.inbox().always(id)
    work = desk.snapshot()
    rule = next((made for made in receipt.ids if work.get("rules", made)), None)
    one = receipt_json(receipt, work, suggestion=id, rule=rule)
    room.answer({"receipts": [one]}, receipt_text(room, receipt))


@inbox_command.command("reply")
@click.argument("id")
@click.argument("words", nargs=-1, metavar="[TEXT]")
@click.option("--subject", default="", help="Another subject than Re: theirs.")
@click.option("--whole", is_flag=True, help="TEXT is all of it, greeting and name too.")
@click.pass_obj
def reply_inbox(room: Room, id: str, words: tuple[str, ...], subject: str, whole: bool) -> None:
    """Answer a message: reply A-1 I can start on Monday. Without TEXT the draft is shown only.

    ID is a message or a suggestion. Greeting, closing and your name are put around TEXT; a lone
    “-” reads it from standard input. It goes to whoever sent the message and stands in its thread.
    """
    from worktui.app.replying import answerable, reply_to

    desk = room.desk()
    work = desk.snapshot()
    text = sys.stdin.read(MOST) if words == ("-",) else " ".join(words)
    action = reply_to(work, answerable(work, id), desk.me, "" if whole else text)
    body = text if whole else action.body
    action = replace(action, subject=subject or action.subject, body=body)
    draft = {name: getattr(action, name) for name in ("to", "subject", "body", "answers")}
    if not text.strip():
        shown = f"To: {action.to}\nSubject: {action.subject}\n\n{action.body}"
        hint = f"Nothing is sent: `worktui inbox reply {id} TEXT` does."
        room.answer({"draft": draft, "sent": False}, room.paper.lines(shown) + f"\n\n{hint}")
        return
    receipt = desk.do([action])
    data = receipt_json(receipt, desk.snapshot(), draft=draft, sent=True)
    room.answer(data, receipt_text(room, receipt))


MOST = 100_000
"""Characters that are read from standard input."""


@inbox_command.command("snooze")
@click.argument("id")
@click.argument("when", nargs=-1, required=True)
@click.pass_obj
def snooze_inbox(room: Room, id: str, when: tuple[str, ...]) -> None:
    """Out of sight until a day or moment: snooze S-3 mon 9:00."""
    desk = room.desk()
    spoken = room.spoken(desk)
    until = spoken.instant(spoken.need(" ".join(when)))
    receipt = room.house.inbox().snooze(id, until)
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))
