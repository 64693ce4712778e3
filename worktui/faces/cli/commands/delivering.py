"""Commands on the outbox: send what waits, look at it, send again, give up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from worktui.app.outbox import Delivered, deliver, place_of
from worktui.app.views.outgoing import OutgoingView, outgoing_views
from worktui.domain.actions.meetings import DropMessage, RetryMessage
from worktui.domain.errors import WrongUsage
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room, receipt_json, receipt_text
from worktui.faces.cli.words import moment_words


@click.command("deliver")
@click.option("--now", "at_once", is_flag=True, help="Without the seconds kept for an undo.")
@click.option("--list", "listed", is_flag=True, help="Only show what has not left.")
@click.option("--again", metavar="ID", help="Send once more what could not be delivered.")
@click.option("--to", metavar="EMAIL", help="With --again: to another address.")
@click.option("--drop", metavar="ID", help="Give a message up for good.")
@click.pass_obj
def deliver_command(
    room: Room, *, at_once: bool, listed: bool, again: str | None, to: str | None, drop: str | None
) -> None:
    """Send what waits in the outbox, once through."""
    if sum(map(bool, (listed, again, drop))) > 1 or (to and not again):
        raise WrongUsage("One of --list, --again and --drop; --to goes with --again.")
    if listed:
        views = outgoing_views(room.desk().snapshot())
        room.answer([_json(view) for view in views], _table(room, views))
    elif again or drop:
        _decide(room, again, to, drop)
    else:
        _deliver(room, at_once=at_once)


def _decide(room: Room, again: str | None, to: str | None, drop: str | None) -> None:
    action = (
        RetryMessage.of({"message": again, "to": to})
        if again
        else DropMessage.of({"message": drop})
    )
    desk = room.desk()
    receipt = desk.do([action])
    room.answer(receipt_json(receipt, desk.snapshot()), receipt_text(room, receipt))


def _deliver(room: Room, *, at_once: bool) -> None:
    desk = room.desk()
    courier = room.house.courier()
    done = deliver(desk, courier, at_once=at_once)
    tried = {o.id: o for o in done.outcomes}
    kinds = {str(doc.get("kind", "mail")) for doc in desk.snapshot().all("outbox")
             if doc["id"] in tried and tried[doc["id"]].fields.get("last_error")}  # fmt: skip
    failed = [place for kind in sorted(kinds) if (place := place_of(courier, kind))]
    data = {
        "leaves": courier.leaves,
        "waiting": done.waiting,
        "held_elsewhere": done.held_elsewhere,
        "outcomes": [
            {"id": o.id, "state": o.fields.get("state"), "told": o.told} for o in done.outcomes
        ],
    }
    room.answer(data, _delivered(room.paper, done, place_of(courier, "mail"), failed))


def _delivered(paper: Paper, done: Delivered, mail: str, failed: Sequence[str]) -> str:
    """What became of each; where the things outside are is this machine's to say (`mail`, and
    those that `failed`)."""
    if done.held_elsewhere:
        return f"Another worktui delivers already; {done.waiting} {_wait(done.waiting)}."
    lines = [paper.lines(outcome.told) for outcome in done.outcomes]
    if any(outcome.fields.get("via") == "maildir" for outcome in done.outcomes):
        lines.append(f"What is written here is in {mail}; `worktui setup` sets up mail.")
    lines += [f"The settings say: {place}" for place in failed]
    if done.waiting:
        whose, them = ("its", "it") if done.waiting == 1 else ("their", "them")
        wait = f"{done.waiting} {_wait(done.waiting)} for {whose} time"
        lines.append(f"{wait}; `worktui deliver --list` shows {them}.")
    return "\n".join(lines) or "Nothing waits in the outbox."


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _json(view: OutgoingView) -> dict[str, Any]:
    return {
        "id": view.id, "what": view.what, "subject": view.subject, "state": view.state,
        "at": view.at or None, "attempts": view.attempts, "why": view.why or None,
    }  # fmt: skip


def _table(room: Room, views: list[OutgoingView]) -> str:
    """A line for each, and beneath it why it has not left."""
    if not views:
        return "Nothing waits in the outbox."
    spoken = room.spoken(room.desk())
    rows: list[list[Any]] = []
    for view in views:
        gone = view.state == "dead"
        when = "not delivered" if gone else moment_words(view.at, spoken)
        rows.append(
            [Cell("!" if gone else "", "late"), Cell(view.id), Cell(when), Cell(view.what),
             Cell(view.subject)]
        )  # fmt: skip
        if view.why:
            rows.append([Cell(""), Cell(""), Cell(""), Cell(""), Cell(view.why)])
    lines = [room.paper.table(rows, grow=4)]
    if any(view.state == "dead" for view in views):
        lines.append("`worktui deliver --again ID` tries once more, `--drop ID` gives up.")
    return "\n\n".join(lines)
