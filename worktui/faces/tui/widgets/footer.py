"""The last line: what was just done and how to undo it, then keys in order of use."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, cut, plain
from worktui.faces.tui.widgets.lines import Lines

Key = tuple[str, str, str, bool]
"""(key as shown, label, verb id, possible now)."""


class Footer(Lines):
    """Draws keys, and for a while a receipt before them."""

    DEFAULT_CSS = "Footer { height: 1; dock: bottom; }"

    class Pressed(Message):
        """A key shown here was clicked."""

        def __init__(self, verb: str) -> None:
            super().__init__()
            self.verb = verb

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self._keys: tuple[Key, ...] = ()
        self._note: tuple[Piece, ...] = ()
        self._quiet = False
        self._spots: list[tuple[int, int, str]] = []
        self._strip: Strip | None = None

    def show(self, keys: Sequence[Key]) -> None:
        """The keys of this place, first the most used."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self._again()

    def note(self, pieces: Sequence[Piece]) -> None:
        """What stands before the keys: a receipt, what a move would do; empty takes it away."""
        if tuple(pieces) != self._note:
            self._note = tuple(pieces)
            self._again()

    def hush(self, quiet: bool) -> None:
        """Show nothing, as under a dialog."""
        if quiet != self._quiet:
            self._quiet = quiet
            self._again()

    def again(self) -> None:
        """Draw anew, as after a change of theme."""
        self._again()

    def _again(self) -> None:
        self._strip = None
        self.refresh()

    def strip(self, _y: int) -> Strip:
        """The line."""
        if self._strip is None or self._strip.cell_length != self.size.width:
            self._strip = self._draw(self.size.width)
        return self._strip

    def _draw(self, width: int) -> Strip:
        ink = self.ink
        self._spots = []
        if self._quiet:
            return Strip([Segment(" " * width, ink("fg"))], width)
        segments: list[Segment] = []
        used = self._draw_note(segments, width)
        help = ("?", "keys")
        tail = cells(help[0]) + 1 + cells(help[1]) + 1
        told = {text for text, _ in self._note}
        for shown, label, verb, possible in self._keys:
            if verb == "app.undo" and shown in told:
                continue  # the receipt offers it already
            long = cells(shown) + 1 + cells(label)
            gap = 1 if used == 0 else 2
            if used + gap + long + 2 > width - tail:
                break
            segments.append(Segment(" " * gap, ink("fg")))
            segments.append(Segment(shown, ink("title b" if possible else "dim")))
            segments.append(Segment(f" {label}", ink("dim")))
            used += gap
            self._spots.append((used, used + long, verb))
            used += long
        if width - tail > used:
            segments.append(Segment(" " * (width - tail - used), ink("fg")))
            self._spots.append((width - tail, width, "app.help"))
            segments.append(Segment(help[0], ink("title b")))
            segments.append(Segment(f" {help[1]} ", ink("dim")))
        return Strip(segments).adjust_cell_length(width, ink("fg"))

    def _draw_note(self, segments: list[Segment], width: int) -> int:
        """The receipt on its panel; returns the cells it took."""
        if not self._note:
            return 0
        ink, used = self.ink, 1
        segments.append(Segment(" ", ink("fg", "panel")))
        room = width - 12 - used
        note = [(plain(text), spec) for text, spec in self._note]
        over = sum(cells(text) for text, _ in note) - room
        long = max(note, key=lambda piece: cells(piece[0]))  # what gives way to the keys
        for piece in note:
            text, spec = piece
            if over > 0 and piece is long:
                text = cut(text.rstrip(ink.signs.cut), max(0, cells(text) - over), ink.signs.cut)
            text = cut(text, max(0, width - 12 - used), ink.signs.cut)
            segments.append(Segment(text, ink(spec, "panel")))
            used += cells(text)
        segments.append(Segment(" ", ink("fg", "panel")))
        return used + 1

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        for start, end, verb in self._spots:
            if start <= event.x < end:
                self.post_message(self.Pressed(verb))
