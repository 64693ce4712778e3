"""Commands on what the inbox does and did: always-rules, and the receipt of some days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click

from worktui.app import always
from worktui.app.desk import Receipt
from worktui.app.receipts import tally
from worktui.app.undo import newest
from worktui.app.views.receipt import (
    ReceiptView,
    receipt,
    receipt_markdown,
    span,
)
from worktui.app.views.receipt import (
    receipt_json as tally_json,
)
from worktui.app.views.rules import RuleView, rule_json, rules
from worktui.domain.errors import BadInput
from worktui.domain.settings import Settings
from worktui.faces.cli.paper import Cell
from worktui.faces.cli.room import Room, receipt_json, receipt_text
from worktui.faces.cli.wrapped import wrapped


@click.group("rules", invoke_without_command=True)
@click.pass_context
def rules_command(ctx: click.Context) -> None:
    """What is done by itself, and for whom; `inbox always ID` makes such a rule."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj)


@rules_command.command("list")
@click.pass_obj
def list_rules(room: Room) -> None:
    """List the rules."""
    _list(room)


@rules_command.command("on")
@click.argument("id")
@click.pass_obj
def rule_on(room: Room, id: str) -> None:
    """Switch a rule on; `own` is the built-in one on your own closing commits."""
    _told(room, always.switch(room.desk(), id, on=True))


@rules_command.command("off")
@click.argument("id")
@click.pass_obj
def rule_off(room: Room, id: str) -> None:
    """Switch a rule off; it stays in the list."""
    _told(room, always.switch(room.desk(), id, on=False))


@rules_command.command("delete")
@click.argument("id")
@click.pass_obj
def rule_delete(room: Room, id: str) -> None:
    """Take a rule away; what it did stays."""
    _told(room, always.delete(room.desk(), id))


def _told(room: Room, receipt: Receipt) -> None:
    work = room.desk().snapshot()
    room.answer(receipt_json(receipt, work), receipt_text(room, receipt))


def _list(room: Room) -> None:
    desk = room.desk()
    found = rules(
        desk.snapshot(), now=desk.now(), me=desk.me, own_commits=room.house.config.own_commits
    )
    room.answer({"rules": [rule_json(view) for view in found]}, _lines(room, found))


def _lines(room: Room, found: Sequence[RuleView]) -> str:
    paper = room.paper
    rows = []
    for view in found:
        whom = f"{view.who}, {view.address}" if view.address else view.who
        rows.append([Cell(view.id), Cell(whom, "bold"), Cell(view.does), Cell(view.told)])
    lines = [paper.table(rows, grow=1)]
    if not any(not view.built_in for view in found):
        lines.append("`worktui inbox always ID` lets what a suggestion does be done by itself.")
    lines.append("`worktui rules on|off|delete ID`; each is undone like all else.")
    return "\n\n".join(lines)


@click.command("receipt")
@click.option("--since", default="today", help="From a day or moment on.")
@click.option("--format", "format_", type=click.Choice(("text", "md", "json")), default="text")
@click.pass_obj
def receipt_command(room: Room, since: str, format_: str) -> None:
    """Tell what the inbox suggested and what came of it, how soon, and how much is proven."""
    desk = room.desk()
    work, now = desk.snapshot(), desk.now()
    settings, spoken = Settings.of(work), room.spoken(desk)
    value = spoken.need(since)
    exact = isinstance(value, datetime)
    begin = spoken.instant(value if exact else spoken.past_day(since))
    if begin > now:
        raise BadInput("That has not come yet.", hint="Name a day that has begun: mon, 1 nov.")
    found = tally(work, newest(desk.store), begin, span(settings.today(now), 1, settings, now)[1])
    if room.json or format_ == "json":
        room.json = True
        room.answer(tally_json(found), "")
        return
    view = receipt(found, settings, now)
    room.answer(None, receipt_markdown(view) if format_ == "md" else _page(room, view))


def _page(room: Room, view: ReceiptView) -> str:
    paper = room.paper
    rows = [
        [Cell(figure.name), Cell(figure.value, "bold"), Cell(figure.more)]
        for figure in (*view.figures, view.sooner, view.proven)
    ]
    parts = [
        f"Receipt, {paper.show(view.title, 'bold')}",
        paper.lines(view.sentence),
        wrapped(paper, rows),
        paper.lines(view.rule),
    ]
    if view.done:
        done = [[Cell("✓"), Cell(d.text), Cell(d.how), Cell(d.clock)] for d in view.done]
        parts.append(paper.table(done, grow=1, right=(3,)))
    return "\n\n".join(parts)
