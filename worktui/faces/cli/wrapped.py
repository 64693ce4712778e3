"""A table whose last column is a text: wrapped under itself, never cut."""

from __future__ import annotations

from collections.abc import Sequence

from worktui.faces.cli.cells import fill, width
from worktui.faces.cli.paper import Cell, Paper

NARROWEST = 24
"""Columns that are left to the text at least; on less it begins a line of its own."""


def wrapped(paper: Paper, rows: Sequence[Sequence[Cell]]) -> str:
    """Rows as lines; all have the same number of cells, the last one is wrapped."""
    if not rows:
        return ""
    shown = [[paper.show(cell.text) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in list(zip(*shown, strict=True))[:-1]]
    indent = sum(widths) + 2 * len(widths)
    if paper.wide and paper.wide - indent < NARROWEST:
        indent = 2
    lines: list[str] = []
    for row, texts in zip(rows, shown, strict=True):
        cells = zip(row, texts, widths, strict=False)
        head = "  ".join(_cell(paper, cell, text, size) for cell, text, size in cells) + "  "
        text = paper.lines(row[-1].text, indent)
        inline = indent == sum(widths) + 2 * len(widths)
        lines.append(head + text[indent:] if inline else f"{head.rstrip()}\n{text}")
    return "\n".join(lines)


def _cell(paper: Paper, cell: Cell, text: str, size: int) -> str:
    padded = fill(text, size)
    return padded.replace(text, paper.show(cell.text, cell.style), 1) if text.strip() else padded
