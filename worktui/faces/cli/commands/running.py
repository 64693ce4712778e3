"""The command that looks whether all is in order."""

from __future__ import annotations

from collections.abc import Iterator

import click

from worktui.app.checkup import Finding, checkup
from worktui.app.chores import ROLE
from worktui.domain.errors import WorktuiError
from worktui.domain.snapshot import Snapshot
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room
from worktui.faces.cli.sense_lines import facts_of, words_of
from worktui.faces.cli.wrapped import wrapped


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
    room.answer(data, wrapped(room.paper, rows))
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
    who = house.holder(ROLE) or house.holder("outbox")
    told = f"By {who}." if who else "Nobody does it just now; the app does, or `worktui deliver`."
    yield Finding("ok" if who else "note", "delivery", told)
    yield from _senses(room, desk.snapshot())
    mail = config.mail.carrier
    if mail == "maildir":
        yield Finding("note", "mail", "Mail is written here, not sent; `worktui setup` changes it.")
    else:
        yield Finding("ok", "mail", f"Mail leaves by {mail}.")


def _senses(room: Room, work: Snapshot) -> Iterator[Finding]:
    """Each thing that is looked at: when last, what came, what is wrong."""
    senses = room.house.senses()
    if not senses and (words := room.house.left_out()):
        yield Finding("note", "watching", words)
        return
    if not senses:
        text = "Nothing is looked at by itself; `worktui setup watch` names folders."
        yield Finding("note", "watching", text)
        return
    spoken = room.spoken(room.house.desk())
    for sense in senses:
        facts = facts_of(sense, work, room.house.holder(sense.name))
        level = "error" if facts.problem else "ok" if facts.by else "note"
        yield Finding(level, facts.kind, f"{facts.place}: {words_of(facts, spoken)}")
