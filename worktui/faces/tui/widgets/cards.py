"""A card as lines of cells: three, two or one, by the room there is."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from worktui.app.views.card import CardView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, row, wrap


def draw(
    ink: Ink, card: CardView, width: int, rows: int, *, ground: str, theirs: str, chosen: bool
) -> list[Strip]:
    """`rows` strips of `width` cells. `theirs` is who changed it just now, "" when nobody."""
    edge = _edge(ink, card, ground, chosen)
    id: Piece = (card.id, "accent b" if chosen else "dim")
    mark, who = _mark(ink, card), _who(ink, card, theirs)
    title = "title b" if ground == "focus" else "dim" if card.done else "fg"
    if rows == 1:
        pieces = [id, (" ", "fg"), (card.title, title)]
        return [row(ink, width, pieces, mark or who, ground=ground, edge=edge)]
    if rows == 2:
        below = [id, (f"  {card.steps}" if card.steps else "", "dim")]
        return [
            row(ink, width, [(card.title, title)], mark, ground=ground, edge=edge),
            row(ink, width, below, who, ground=ground, edge=edge),
        ]
    room = width - 3
    tail = sum(cell_len(text) for text, _ in who)
    lines = wrap(card.title, room, room - tail - (1 if tail else 0), 2, ink.signs.cut)
    second = lines[1] if len(lines) > 1 else ""
    return [
        row(ink, width, [id], mark, ground=ground, edge=edge),
        row(ink, width, [(lines[0], title)], ground=ground, edge=edge),
        row(ink, width, [(second, title)], who, ground=ground, edge=edge),
    ]


def draw_ghost(ink: Ink, card: CardView, width: int, rows: int) -> list[Strip]:
    """A card where it would land."""
    edge = (ink.signs.ghost, "accent")
    lands: Piece = ("lands here", "dim")
    name: Piece = (card.title, "dim i")
    if rows == 1:
        return [row(ink, width, [name], [lands], edge=edge)]
    if rows == 2:
        who: list[Piece] = [(card.who, "dim")] if card.who else []
        below = row(ink, width, [(card.id, "dim")], who, edge=edge)
        return [row(ink, width, [name], [lands], edge=edge), below]
    return [row(ink, width, [piece], edge=edge) for piece in ((card.id, "dim"), name, lands)]


def _edge(ink: Ink, card: CardView, ground: str, chosen: bool) -> Piece:
    """The first cell: selected, focused, stated or quiet, told by weight before colour."""
    signs = ink.signs
    if chosen:
        return (signs.selected, "accent")
    if ground == "focus":
        return (signs.focus if ink.bars or signs.focus == ">" else " ", "accent")
    if card.stated:
        return (signs.stated, "late" if card.state == "late" else "ask")
    return (" ", "edge") if ink.plain else (signs.edge, "edge")


def _mark(ink: Ink, card: CardView) -> list[Piece]:
    """Top right: when, or what is wrong."""
    sign = ink.signs.of_state(card.state)
    if not card.mark and not sign:
        return []
    gap = " " if sign and card.mark else ""
    match card.state:
        case "late":
            return [(f"{sign}{gap}{card.mark}", "late b")]
        case "blocked":
            return [(f"{sign}{gap}{card.mark}", "ask b")]
        case "urgent":
            return [(sign, "ask"), (f"{gap}{card.mark}", "dim")]
        case "today":
            return [(f"{sign}{gap}", "fg"), (card.mark, "title b")]
        case "done":
            return [(sign, "good"), (f"{gap}{card.mark}", "dim")]
        case _:
            return [(card.mark, "dim")]


def _who(ink: Ink, card: CardView, theirs: str) -> list[Piece]:
    """Bottom right: who has it; for a while who changed it."""
    if theirs:
        return [(theirs, "accent b")]
    if card.who:
        return [(card.who, "dim")]
    return [] if card.done else [(ink.signs.nobody, "ask b")]
