"""Money and load as lines: the answers in words first, the figures after them."""

from __future__ import annotations

from collections.abc import Sequence

from worktui.app.views.money import MoneyRow, MoneyView, PartRow
from worktui.app.views.people import LoadCell, PeopleView
from worktui.faces.cli.paper import Cell, Paper

SIGNS = {"": "", "watch": "!", "over": "!", "unknown": "?"}
STYLES = {"": "", "watch": "", "over": "late", "unknown": "ask"}
TASKS = 8
"""Tasks shown, those that run over first."""
SHORT_FROM = 5
"""So many weeks are told in few words."""


def money_lines(paper: Paper, view: MoneyView) -> str:
    """The money of a project."""
    head = paper.show(f"{view.project} {view.name}", "bold")
    if view.empty:
        return f"{head}\n{paper.lines(view.empty)}"
    words = [
        [Cell(line.label), Cell(SIGNS[line.state], STYLES[line.state]), Cell(line.text)]
        for line in view.lines
    ]
    blocks = [f"{head}\n{paper.table(words, grow=2)}"]
    blocks.append("\n".join(paper.lines(text) for text in view.why))
    blocks += paper.tables([_figures(view.main), _figures(view.indices)], grow=2, right=(1,))
    if view.milestones:
        blocks.append(paper.table(_parts(view.milestones), grow=1, right=(2, 3, 4, 5)))
    over = [row for row in view.tasks if row.over]
    if over:
        blocks.append(paper.table(_parts(over[:TASKS]), grow=1, right=(2, 3, 4, 5)))
    if view.assumptions:
        blocks.append("\n".join(paper.lines(f"· {text}") for text in view.assumptions))
    return "\n\n".join(filter(None, blocks))


def _figures(rows: Sequence[MoneyRow]) -> list[list[Cell]]:
    return [[Cell(row.label), Cell(row.value, "bold"), Cell(row.note)] for row in rows]


def _parts(rows: Sequence[PartRow]) -> list[list[Cell]]:
    head = [Cell(text) for text in ("", "", "budget", "spent", "ends", "done", "")]
    return [
        head,
        *(
            [
                Cell(row.id, "bold"),
                Cell(row.name),
                Cell(row.budget),
                Cell(row.spent),
                Cell(row.ends),
                Cell(row.done),
                Cell(row.note, "late" if row.over else ""),
            ]
            for row in rows
        ),
    ]


def people_lines(paper: Paper, view: PeopleView) -> str:
    """The load of a team."""
    if view.empty:
        return paper.lines(view.empty)
    short = len(view.weeks) >= SHORT_FROM
    head = [Cell(""), *(Cell(week) for week in view.weeks), Cell("")]
    rows = [
        [
            Cell(f"@{row.id}" if row.id else row.name, "bold"),
            *(_cell(cell, short=short) for cell in row.cells),
            Cell(row.note),
        ]
        for row in view.rows
    ]
    right = range(1, len(view.weeks) + 1)
    table = paper.table([head, *rows], grow=len(view.weeks) + 1, right=right)
    lines = "\n".join(paper.lines(f"! {line}") for line in view.lines)
    return f"{lines}\n\n{table}" if lines else table


def _cell(cell: LoadCell, *, short: bool) -> Cell:
    text = cell.text.replace(" of ", "/") if short else cell.text
    if cell.state == "over":
        return Cell(f"! {text}", "late")
    return Cell(text)
