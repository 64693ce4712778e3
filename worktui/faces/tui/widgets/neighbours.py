"""The neighbourhood of a task drawn: columns of names, and the links between them as lines.

Links of the task in focus are drawn over the others and bolder, since where lines of different
links meet in one cell it cannot be told which goes where.
"""

from __future__ import annotations

from textual.strip import Strip

from worktui.app.views.chain import Neighbourhood, Node
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, cut, row

GUTTER = 5
_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
_JOINS = {
    1: "─", 2: "─", 3: "─", 4: "│", 8: "│", 12: "│", 5: "┘", 6: "└", 9: "┐", 10: "┌",
    7: "┴", 11: "┬", 13: "┤", 14: "├", 15: "┼",
}  # fmt: skip
_PLAIN = {1: "-", 2: "-", 3: "-", 4: "|", 8: "|", 12: "|"}
_ROLES = {"late": "late b", "blocked": "ask", "nobody": "ask", "done": "good"}
Cell = tuple[int, bool]


def draw(ink: Ink, width: int, view: Neighbourhood) -> list[Strip]:
    """The drawing; a line of tasks each, every second one only lines between."""
    low = min(node.column for node in view.nodes)
    count = max(node.column for node in view.nodes) - low + 1
    room = max(10, min(24, (width - 4 - GUTTER * (count - 1)) // count))
    height = max(node.line for node in view.nodes) + 1
    places = {node.id: (node.column - low, node.line) for node in view.nodes}
    grid: dict[tuple[int, int, int], Cell] = {}
    edges = sorted(view.edges, key=lambda edge: view.id in edge)
    for before, after in edges:
        _edge(grid, places[before], places[after], strong=view.id in (before, after))
    at = {(places[node.id]): node for node in view.nodes}
    lines = []
    for y in range(height):
        pieces: list[Piece] = []
        for column in range(count):
            pieces += _node(ink, at.get((column, y)), room, view.id)
            if column < count - 1:
                pieces += _gutter(ink, grid, column, y, arrow=(column + 1, y) in at)
        lines.append(row(ink, width, pieces))
    return lines


def _edge(
    grid: dict[tuple[int, int, int], Cell],
    start: tuple[int, int],
    end: tuple[int, int],
    *,
    strong: bool,
) -> None:
    """Out to the middle of the gutter, up or down, on to the next column."""
    column, y, to = start[0], start[1], end[1]
    middle = GUTTER // 2

    def add(x: int, line: int, mask: int) -> None:
        old, was = grid.get((column, x, line), (0, False))
        grid[column, x, line] = (old | mask, strong or was)

    for x in range(middle):
        add(x, y, _LEFT | _RIGHT)
    for x in range(middle + 1, GUTTER):
        add(x, to, _LEFT | _RIGHT)
    if y == to:
        add(middle, y, _LEFT | _RIGHT)
        return
    add(middle, y, _LEFT | (_DOWN if to > y else _UP))
    add(middle, to, _RIGHT | (_UP if to > y else _DOWN))
    for line in range(min(y, to) + 1, max(y, to)):
        add(middle, line, _UP | _DOWN)


def _gutter(
    ink: Ink, grid: dict[tuple[int, int, int], Cell], column: int, y: int, *, arrow: bool
) -> list[Piece]:
    plain = ink.signs.closed == "+"
    pieces: list[Piece] = []
    for x in range(GUTTER):
        mask, strong = grid.get((column, x, y), (0, False))
        sign = " "
        if mask:
            sign = _PLAIN.get(mask, "+") if plain else _JOINS[mask]
            if x == GUTTER - 1 and arrow:
                sign = ">" if plain else "▸"
        pieces.append((sign, "fg" if strong else "edge"))
    return pieces


def _node(ink: Ink, node: Node | None, room: int, focus: str) -> list[Piece]:
    if node is None:
        return [(" " * room, "fg")]
    signs = ink.signs
    sign = {"late": signs.late, "blocked": signs.blocked, "nobody": signs.nobody,
            "done": signs.done}.get(node.sign, signs.bar if node.chain else " ")  # fmt: skip
    role = "title b" if node.id == focus else "dim" if node.sign == "done" else "fg"
    text = cut(node.title, room - 3, signs.cut)
    return [
        (f"{sign} ", _ROLES.get(node.sign, "dim")),
        (text, f"{role}u" if node.id == focus and " " not in role else role),
        (" " * max(0, room - 2 - cells(text)), "fg"),
    ]
