"""The band at the top: whose work, the places, who is here, the clock."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, cut, plain
from worktui.faces.tui.widgets.lines import Lines


class PlaceTab(NamedTuple):
    """One place in the band: its number, name and a count that asks (0 is none)."""

    number: int
    name: str
    asks: int = 0


class HeaderView(NamedTuple):
    """What the band shows. `here` are handles, me first; `day` as `mon 23 Nov`."""

    name: str
    places: tuple[PlaceTab, ...]
    active: int
    here: tuple[str, ...]
    day: str
    clock: str
    past: str = ""
    """What is looked back at, in words; then nothing of now is shown."""


WIDE = 100


class Header(Lines):
    """Draws a HeaderView in one line."""

    DEFAULT_CSS = "Header { height: 1; dock: top; }"

    class Gone(Message):
        """A place was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: HeaderView | None = None
        self._spots: list[tuple[int, int, int]] = []
        self._drawn: tuple[HeaderView, Size, int] | None = None
        self._strip = Strip([])

    def show(self, view: HeaderView) -> None:
        """Show another value; draws only when it differs."""
        if view != self.view:
            self.view = view
            self.refresh()

    def strip(self, y: int) -> Strip:
        """The band."""
        if self.view is None:
            return super().strip(y)
        key = (self.view, self.size, self.ink.turn)
        if key != self._drawn:
            self._drawn = key
            self._strip = self._draw(self.view, self.size.width)
        return self._strip

    def _draw(self, view: HeaderView, width: int) -> Strip:
        wide = width >= WIDE
        right = self._right(view, wide)
        tail = sum(cells(text) for text, _ in right)
        gap = 3 if wide else 1
        left: list[tuple[str, str, str]] = [
            (" ", "fg", "panel"),
            (cut(view.name, 16), "title b", "panel"),
        ]
        left.append((" " * gap, "fg", "panel"))
        used = sum(cells(text) for text, _, _ in left)
        self._spots = []
        for tab in view.places:
            pieces = self._tab(tab, tab.number == view.active)
            long = sum(cells(text) for text, _, _ in pieces)
            if used + long + (1 if wide else 0) > width - tail - 1:
                break
            self._spots.append((used, used + long, tab.number))
            left += pieces
            used += long
            if wide:
                left.append((" ", "fg", "panel"))
                used += 1
        fill = max(1, width - used - tail)
        ink = self.ink
        segments = [Segment(text, ink(spec, ground)) for text, spec, ground in left]
        segments.append(Segment(" " * fill, ink("fg", "panel")))
        segments += [Segment(text, ink(spec, "panel")) for text, spec in right]
        return Strip(segments).adjust_cell_length(width, ink("fg", "panel"))

    def _tab(self, tab: PlaceTab, active: bool) -> list[tuple[str, str, str]]:
        ground = "page" if active else "panel"
        name = ("title bu" if self.ink.plain else "title b") if active else "fg"
        number = ("title b" if self.ink.plain else "accent b") if active else "dim"
        pieces = [(" ", "fg", ground), (str(tab.number), number, ground), (" ", "fg", ground)]
        pieces.append((tab.name, name, ground))
        if tab.asks:
            pieces += [(" ", "fg", ground), (str(tab.asks), "ask b", ground)]
        pieces.append((" ", "fg", ground))
        return pieces

    def _right(self, view: HeaderView, wide: bool) -> list[Piece]:
        if view.past:
            return [(f"{view.past} ", "ask b")]
        pieces: list[Piece] = []
        most = 3 if wide else 2
        gap = "  " if wide else " "
        if len(view.here) > 1:
            if wide:
                pieces.append(("here  ", "dim"))
            pieces.append((plain(gap.join(view.here[:most])), "fg" if wide else "dim"))
            if len(view.here) > most:
                pieces.append((f"{gap}+{len(view.here) - most}", "dim"))
            pieces.append(("     " if wide else "  ", "fg"))
        if wide:
            pieces.append((f"{view.day}  ", "dim"))
        pieces += [(view.clock, "fg"), (" ", "fg")]
        return pieces

    def on_click(self, event: events.Click) -> None:
        """A click on a place goes there."""
        for start, end, number in self._spots:
            if start <= event.x < end:
                self.post_message(self.Gone(number))
