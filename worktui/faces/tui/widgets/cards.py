"""A card as lines of cells: three, two or one, by the room there is."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from worktui.app.views.board_ghosts import Ghost
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


def draw_ghost(ink: Ink, ghost: Ghost, width: int, rows: int) -> list[Strip]:
    """A card where it would land, or would come to be."""
    card, edge = ghost.card, (ink.signs.ghost, "accent")
    words: Piece = (ghost.words, "dim")
    name: Piece = (card.title, "dim i")
    who: list[Piece] = [(card.who, "dim")] if card.who else []
    if rows == 1:
        return [row(ink, width, [(card.id, "dim"), (" ", "fg"), name], [words], edge=edge)]
    if rows == 2:
        below = [(card.id, "dim"), (f"  {_plain_mark(ink, card)}", "dim")]
        return [
            row(ink, width, [name], [words], edge=edge),
            row(ink, width, below, who, edge=edge),
        ]
    mark: list[Piece] = [(_plain_mark(ink, card), "dim")]
    if cell_len(ghost.words) + cell_len(card.who) + 4 > width:
        who = []
    return [
        row(ink, width, [(card.id, "dim")], mark, edge=edge),
        row(ink, width, [name], edge=edge),
        row(ink, width, [words], who, edge=edge),
    ]


def draw_would(
    ink: Ink, card: CardView, then: CardView | None, width: int, rows: int, *, ground: str
) -> list[Strip]:
    """A card that stays, with what it would say instead; `then` None: it would go."""
    edge = (ink.signs.focus, "accent") if ground == "focus" and ink.bars else None
    edge = edge or (ink.signs.ghost, "accent")
    title = "title b" if ground == "focus" else "fg"
    mark, who = _from_to(ink, card, then)
    id: Piece = (card.id, "dim")
    name = then.title if then is not None else card.title
    if rows == 1:
        pieces: list[Piece] = [id, (" ", "fg"), (name, title)]
        return [row(ink, width, pieces, mark or who, ground=ground, edge=edge)]
    if rows == 2:
        return [
            row(ink, width, [(name, title)], mark, ground=ground, edge=edge),
            row(ink, width, [id], who, ground=ground, edge=edge),
        ]
    tail = sum(cell_len(text) for text, _ in who)
    lines = wrap(name, width - 3, width - 3 - tail - (1 if tail else 0), 2, ink.signs.cut)
    second = lines[1] if len(lines) > 1 else ""
    fits = cell_len(card.id) + sum(cell_len(text) for text, _ in mark) + 4 <= width
    return [
        row(ink, width, [id] if fits else [], mark, ground=ground, edge=edge),
        row(ink, width, [(lines[0], title)], ground=ground, edge=edge),
        row(ink, width, [(second, title)], who, ground=ground, edge=edge),
    ]


def _from_to(ink: Ink, card: CardView, then: CardView | None) -> tuple[list[Piece], list[Piece]]:
    """The mark and who has it, each old and new where they differ."""
    if then is None:
        return [("would go", "accent i")], _who(ink, card, "")
    arrow = " > " if ink.signs.cut == "~" else " → "
    was, will = _plain_mark(ink, card), _plain_mark(ink, then)
    if card.state == then.state and card.mark and then.mark and card.mark != then.mark:
        will = then.mark  # the sign stays
    mark: list[Piece] = _mark(ink, card)
    if was != will:
        mark = [(was, "dim"), (arrow if was else "", "dim"), (will or "no day", "accent i")]
    who = _who(ink, card, "")
    if card.who != then.who:
        named = then.who or ink.signs.nobody
        who = [(card.who, "dim"), (arrow if card.who else "", "dim"), (named, "accent i")]
    return mark, who


def _plain_mark(ink: Ink, card: CardView) -> str:
    return "".join(text for text, _ in _mark(ink, card))


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
