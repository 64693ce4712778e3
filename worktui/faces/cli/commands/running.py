"""Commands that keep things running: deliver, watch, doctor."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from worktui.app.checkup import Finding, checkup
from worktui.app.outbox import Delivered, deliver
from worktui.app.tick import tick
from worktui.domain.errors import BadInput, Refused, WorktuiError
from worktui.faces.cli.paper import Cell, Paper
from worktui.faces.cli.room import Room

PAUSE = 1.0
"""Seconds between two looks into a watched folder."""


@click.command("deliver")
@click.option("--now", "at_once", is_flag=True, help="Without the seconds kept for an undo.")
@click.pass_obj
def deliver_command(room: Room, *, at_once: bool) -> None:
    """Send what waits in the outbox, once through."""
    desk = room.desk()
    courier = room.house.courier()
    done = deliver(desk, courier, at_once=at_once)
    data = {
        "leaves": courier.leaves,
        "waiting": done.waiting,
        "held_elsewhere": done.held_elsewhere,
        "outcomes": [
            {"id": o.id, "state": o.fields.get("state"), "told": o.told} for o in done.outcomes
        ],
    }
    room.answer(data, _delivered(room.paper, done, leaves=courier.leaves))


def _delivered(paper: Paper, done: Delivered, *, leaves: bool) -> str:
    if done.held_elsewhere:
        return f"Another worktui delivers already; {done.waiting} wait."
    lines = [paper.lines(outcome.told) for outcome in done.outcomes]
    if done.outcomes and not leaves:
        lines.append("Written here, not sent: `worktui setup` sets up mail.")
    if done.waiting:
        lines.append(f"{done.waiting} wait for their time.")
    return "\n".join(lines) or "Nothing waits in the outbox."


@click.command("watch")
@click.argument("folder", required=False)
@click.option("--once", is_flag=True, help="Look once, take in what lies there, and leave.")
@click.pass_obj
def watch_command(room: Room, folder: str | None, *, once: bool) -> None:
    """Take in files as they are dropped into FOLDER, and deliver the outbox, until Ctrl-C."""
    desk = room.desk(create=True)
    path = Path(folder or room.house.config.watch.folder or "").expanduser()
    if not (folder or room.house.config.watch.folder):
        path = room.house.path.with_name(f"{room.house.path.name}.d") / "in"
    with desk.store.lease("drop") as mine:
        if not mine:
            raise Refused("Another worktui watches already.", hint="`worktui doctor` says which.")
        if not room.json:
            sys.stdout.write(f"Watching {path}; Ctrl-C ends it.\n")
            sys.stdout.flush()
        taken = _watch(room, path, once=once)
    if once:
        room.answer({"folder": str(path), "taken": taken}, "" if taken else "Nothing lay there.")


def _watch(room: Room, path: Path, *, once: bool) -> list[dict[str, Any]]:
    desk, taken = room.house.desk(), []
    drop = room.house.drop_folder(str(path))
    try:
        drop.scan()
        while True:
            for row in _take(room, drop):
                taken.append(row)
                if not room.json:
                    sys.stdout.write(room.paper.lines(row["told"]) + "\n")
                    sys.stdout.flush()
            desk.poll()
            tick(desk)
            if not once:
                deliver(desk, room.house.courier())
                time.sleep(PAUSE)
            else:
                return taken
    except OSError as error:
        raise BadInput(f"{path} cannot be watched: {error.strerror}.") from error
    except KeyboardInterrupt:
        if not room.json:
            sys.stdout.write("\nNo longer watching.\n")
        return taken


def _take(room: Room, drop: Any) -> Iterator[dict[str, Any]]:
    """Take in the files that are finished, each then put aside."""
    inbox = room.house.inbox()
    for file in drop.scan():
        sensed = inbox.sense(file.read_bytes(), None, name=file.name)
        drop.done(file)
        ids = [doc["id"] for doc in sensed.suggestions]
        told = f"{file.name}: {', '.join(ids) or 'nothing to do'}"
        yield {"file": file.name, "suggestions": ids, "told": told}


@click.command("doctor")
@click.pass_obj
def doctor_command(room: Room) -> None:
    """Look whether everything is in order; changes nothing."""
    findings = list(_look(room))
    bad = [finding for finding in findings if finding.level == "error"]
    data = {"ok": not bad, "findings": [_finding_json(finding) for finding in findings]}
    rows = [
        [Cell(_SIGNS[f.level], "" if f.level == "ok" else "late" if f.level == "error" else "ask"),
         Cell(f.what), Cell(f.text)]
        for f in findings
    ]  # fmt: skip
    room.answer(data, room.paper.table(rows, grow=2))
    if bad:
        raise click.exceptions.Exit(1)


_SIGNS = {"ok": "✓", "note": "?", "error": "!"}


def _finding_json(finding: Finding) -> dict[str, str]:
    return {"level": finding.level, "what": finding.what, "text": finding.text}


def _look(room: Room) -> Iterator[Finding]:
    house = room.house
    try:
        config = house.config
        there = house.config_file.exists()
        told = "is read." if there else "is not there; all is as it comes."
        yield Finding("ok", "settings", f"{house.config_file} {told}")
    except WorktuiError as error:
        yield Finding("error", "settings", str(error))
        return
    try:
        desk = house.desk()
    except WorktuiError as error:
        yield Finding("error", "workspace", str(error))
        return
    for notice in house.notices:
        level = {"info": "note", "warning": "note"}.get(notice.level, "error")
        yield Finding(level, "opening", notice.text)
    house.notices.clear()
    yield from checkup(desk)
    if kind := house.network():
        text = f"The workspace lies on a network disk ({kind}), where locks are not sure."
        yield Finding("note", "disk", text)
    for name, what in (("outbox", "delivery"), ("drop", "watching")):
        who = house.holder(name)
        yield Finding("ok" if who else "note", what, f"by {who}." if who else _nobody(what))
    mail = config.mail.carrier
    if mail == "maildir":
        yield Finding("note", "mail", "Mail is written here, not sent; `worktui setup` changes it.")
    else:
        yield Finding("ok", "mail", f"Mail leaves by {mail}.")


def _nobody(what: str) -> str:
    return f"Nobody does it just now; `worktui {'watch' if what == 'watching' else 'deliver'}`."
