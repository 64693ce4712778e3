"""The receipt drawn: a sentence, figures in columns, the proven share as a bar, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.strip import Strip

from worktui.app.views.receipt import DoneLine, Figure, ReceiptView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, paragraphs, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

READING = 84
"""Cells that figures and sentences take at most."""
BAR = 20
"""Cells of the whole share."""


class ReceiptRows(Roll):
    """Draws a ReceiptView. A block's key is the entry that did it."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: ReceiptView | None = None

    def show(self, view: ReceiptView) -> None:
        """Show another one; other days begin at their top."""
        before = self.view.title if self.view else ""
        if view != self.view:
            self.view = view
            self.rebuild(top=view.title != before)

    def rest(self, hidden: int) -> str:
        """There is more."""
        return f"{hidden} more" if hidden else "more below"

    def blocks(self, width: int) -> list[Block]:
        """Top to bottom."""
        ink, view = self.ink, self.view
        if view is None:
            return [still([row(ink, width, [("counting…", "dim")])])]
        gap = still([blank(ink, width)])
        head = [
            row(ink, width, [("Receipt", "title b"), (f"  {view.title}", "dim")]),
            blank(ink, width),
            *self._text(width, view.sentence, "fg"),
        ]
        names = max(cells(figure.name) for figure in (*view.figures, view.sooner, view.proven))
        values = max(cells(figure.value) for figure in (*view.figures, view.proven, view.sooner))
        draw = partial(self._figure, width=width, names=names + 3, values=values + 3)
        shown = [draw(figure) for figure in view.figures]
        true = [draw(view.sooner), draw(view.proven, bar=self._bar(view))]
        true += self._text(width, view.rule, "dim")
        found = [still(head), gap, still(shown), gap, still(true)]
        if view.done:
            told: list[Piece] = [(str(len(view.done)), "dim")]
            found += [gap, still([row(ink, width, [("Done", "title b")], told)])]
            if self.size.height > 30:
                found.append(gap)
        return found + [
            Block(1, partial(self._done, line, width), str(line.entry), at=2) for line in view.done
        ]

    def _text(self, width: int, text: str, spec: str) -> list[Strip]:
        room = min(width, READING) - 4
        return [row(self.ink, width, [(part, spec)]) for part in paragraphs(text, room)]

    def _figure(
        self, figure: Figure, *, width: int, names: int, values: int, bar: Sequence[Piece] = ()
    ) -> Strip:
        quiet = figure.value in ("0", "none yet")
        value: Piece = (figure.value.ljust(values), "dim" if quiet else "title b")
        name: Piece = (figure.name.ljust(names), "dim")
        return row(self.ink, width, [name, value, *bar, (figure.more, "dim")])

    def _bar(self, view: ReceiptView) -> list[Piece]:
        """The share, drawn."""
        if view.share is None:
            return []
        full, signs = round(view.share * BAR), self.ink.signs
        return [(signs.bar * full, "bar"), (signs.dot * (BAR - full), "slack"), ("   ", "fg")]

    def _done(self, line: DoneLine, width: int, ground: str) -> Sequence[Strip]:
        ink = self.ink
        edge = edge_of(ink, ground, (" ", "fg"))
        text = "title" if ground == "focus" else "fg"
        left: list[Piece] = [(f"{ink.signs.done} ", "good"), (line.text.replace("; ", " · "), text)]
        right: list[Piece] = [(f"{line.how}   ", "dim"), (line.clock.rjust(6), "dim")]
        return [row(ink, width, left, right, ground=ground, edge=edge)]
