"""The load of a team by week: a bar of blocks against the time there is, and the hours in words.

Pure: values in, lines of cells out. What is over is said by sign and number, never by colour.
"""

from __future__ import annotations

from textual.strip import Strip

from worktui.app.views.people import LoadCell, LoadRow, PeopleView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, cut, row

_NAME = 12
_BAR = 7
"""Cells of a bar that is full."""
_WIDE = 13
"""Cells of a week at least: a bar, a sign, a number."""


def weeks_in(width: int) -> int:
    """How many weeks have room in so many cells."""
    return max(1, (width - 2 - _NAME - 2) // _WIDE)


def draw(ink: Ink, width: int, view: PeopleView) -> list[Strip]:
    """The heads of the weeks and a line for each person."""
    shown = min(len(view.weeks), weeks_in(width))
    wide = min(18, (width - 4 - _NAME) // shown)
    head: list[Piece] = [(" " * _NAME, "dim")]
    head += [(week.ljust(wide), "dim") for week in view.weeks[:shown]]
    return [row(ink, width, head), *(_line(ink, width, wide, r, shown) for r in view.rows)]


def _line(ink: Ink, width: int, wide: int, person: LoadRow, shown: int) -> Strip:
    name = cut(f"@{person.id}" if person.id else person.name, _NAME - 1, ink.signs.cut)
    role = "fg" if person.id else "ask"
    pieces: list[Piece] = [(name + " " * (_NAME - cells(name)), role)]
    for cell in person.cells[:shown]:
        pieces += _cell(ink, wide, cell, whose=bool(person.id))
    return row(ink, width, pieces)


def _cell(ink: Ink, wide: int, cell: LoadCell, *, whose: bool) -> list[Piece]:
    """`▄▄▄▄···  31`, `▄▄▄▄▄▄▄▲ 41`, `away`."""
    signs = ink.signs
    if not whose:
        text = f"{signs.nobody} {cell.planned:g} h" if cell.planned else ""
        return [(text.ljust(wide), "ask" if text else "dim")]
    if cell.state == "away":
        return [("away".ljust(wide), "dim")]
    full = round(cell.filled * _BAR / 100)
    if cell.planned and not full:
        full = 1
    over = cell.state == "over"
    number = f" {cell.planned:>2.0f}"
    if wide >= _WIDE + 4:
        number += f" of {cell.capacity:.0f}"
    rest = (signs.urgent if over else " ") + number
    return [
        (signs.slack_bar * full, "slack"),
        (signs.dot * (_BAR - full), "dim"),
        (rest.ljust(wide - _BAR), "ask b" if over else "fg" if cell.state == "full" else "dim"),
    ]
