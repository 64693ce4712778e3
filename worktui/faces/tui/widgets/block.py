"""Blocks: lines that belong together, drawn once for each ground they can stand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from textual.strip import Strip

from worktui.faces.tui.ink import Ink

Paint = Callable[[str], Sequence[Strip]]
"""Draws a block on a ground: `page`, `focus` (it is stood on), `panel` (focus is elsewhere)."""


@dataclass(frozen=True, slots=True)
class Block:
    """`height` lines; one with a `key` can be stood on. `at` is the cell of the real cursor."""

    height: int
    paint: Paint
    key: str = ""
    at: int = 2
    made: dict[str, Sequence[Strip]] = field(default_factory=dict, compare=False)

    def lines(self, ground: str) -> Sequence[Strip]:
        """Its lines, drawn once a ground."""
        if ground not in self.made:
            self.made[ground] = self.paint(ground)
        return self.made[ground]


def still(lines: Sequence[Strip]) -> Block:
    """Lines that cannot be stood on."""
    return Block(len(lines), lambda _ground: lines)


def edge_of(ink: Ink, ground: str, quiet: tuple[str, str]) -> tuple[str, str]:
    """The first cell of a block: the accent bar when it is stood on, else its own edge."""
    if ground != "focus":
        return quiet
    shown = ink.bars or ink.signs.focus == ">"
    return (ink.signs.focus, "accent") if shown else (" ", "fg")
