"""A small Gantt of what a way out moves: new bars, and the old ones dim behind them.

Pure: values in, lines of cells out. One cell a day as long as there is room, else several days
share a cell. The new bar is high, the old one low, so that neither needs its colour.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.strip import Strip

from worktui.app.phrases import MONTHS
from worktui.app.views.ghosts import Ghost, Ghosts
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, cut, row

_NAMES = 24
"""Cells of names at most, of ids and people besides where there is room."""
_WHO = 9


def draw(ink: Ink, width: int, view: Ghosts, most: int) -> list[Strip]:
    """At most `most` lines: the days above, the milestone, then what moves."""
    if most < 2 or width < 40:
        return []
    names = min(_NAMES, width // 3)
    scale = _Scale(view, width - 3 - names - _WHO - 2)
    lines = [_head(ink, width, names, scale), _stone(ink, width, names, scale, view)]
    shown = view.rows[: max(0, most - 2)]
    left = len(view.rows) - len(shown)
    if left:
        shown, left = shown[:-1], left + 1
    lines += [_line(ink, width, names, scale, ghost) for ghost in shown]
    if left:
        lines.append(row(ink, width, [(f"{left} more move", "dim")], indent=2))
    return lines[:most]


class _Scale:
    """Days to cells."""

    def __init__(self, view: Ghosts, room: int) -> None:
        self.first, self.last = view.span
        days = self.last - self.first + 2
        self.per = max(1, -(-days // max(1, room)))
        self.cells = min(room, -(-days // self.per))

    def at(self, day: int) -> int:
        """The cell of a day, within the chart."""
        return min(max(0, (day - self.first) // self.per), self.cells - 1)

    def ground(self, cell: int) -> str:
        """Weekends are striped while a cell is a day."""
        free = self.per == 1 and (self.first + cell - 1) % 7 >= 5
        return "stripe" if free else "page"

    def paint(self, sign: Callable[[int], Piece]) -> list[Piece]:
        """All cells, each by its number, on its own ground."""
        pieces: list[Piece] = []
        for cell in range(self.cells):
            text, role = sign(cell)
            spec = f"{role}@{self.ground(cell)}"
            if pieces and pieces[-1][1] == spec:
                pieces[-1] = (pieces[-1][0] + text, spec)
            else:
                pieces.append((text, spec))
        return pieces


def _head(ink: Ink, width: int, names: int, scale: _Scale) -> Strip:
    text, end = "", 0
    month = 0
    for cell in range(scale.cells):
        day = scale.first + cell * scale.per
        mondays = [d for d in range(day, day + scale.per) if (d - 1) % 7 == 0]
        if cell and not mondays:
            continue
        when = date.fromordinal(mondays[0] if cell and mondays else day)
        word = str(when.day)
        if when.month != month:
            word += f" {MONTHS[when.month - 1]}"
        if cell < end + (1 if end else 0) or cell + len(word) > scale.cells:
            continue
        month = when.month
        text = text.ljust(cell) + word
        end = len(text)
    return row(ink, width, [(" " * (names + _WHO + 2), "dim"), (text, "dim")], indent=2)


def _stone(ink: Ink, width: int, names: int, scale: _Scale, view: Ghosts) -> Strip:
    signs = ink.signs
    was, now, due = (None if d is None else scale.at(d) for d in (view.was, view.now, view.due))

    def sign(cell: int) -> Piece:
        if cell == now:
            late = view.due is not None and view.now is not None and view.now > view.due
            return signs.milestone, "late b" if late else "title b"
        if cell == due:
            return signs.promised, "fg"
        if cell == was:
            return signs.milestone, "slack"
        if now is not None and was is not None and min(now, was) < cell < max(now, was):
            return signs.line, "slack"
        return " ", "fg"

    head: list[Piece] = [
        (f"{signs.milestone} ", "fg"),
        (_fit(ink, view.name, names - 2), "title b"),
        (" " * (_WHO + 2), "fg"),
    ]
    return row(ink, width, [*head, *scale.paint(sign)], indent=2)


def _line(ink: Ink, width: int, names: int, scale: _Scale, ghost: Ghost) -> Strip:
    signs = ink.signs
    old = range(scale.at(ghost.was[0]), scale.at(ghost.was[1]) + 1)
    new = range(scale.at(ghost.now[0]), scale.at(ghost.now[1]) + 1)

    def sign(cell: int) -> Piece:
        if cell in new:
            return signs.bar, "bar"
        return (signs.slack_bar, "slack") if cell in old else (" ", "fg")

    role = "fg" if ghost.stepped else "dim"
    changed = ghost.who != ghost.was_who
    head: list[Piece] = [
        (_fit(ink, ghost.title, names) + " ", role),
        (_fit(ink, ghost.who or "nobody", _WHO) + " ", "accent" if changed else "dim"),
    ]
    return row(ink, width, [*head, *scale.paint(sign)], indent=2)


def _fit(ink: Ink, text: str, room: int) -> str:
    shown = cut(text, room, ink.signs.cut)
    return shown + " " * (room - cells(shown))
