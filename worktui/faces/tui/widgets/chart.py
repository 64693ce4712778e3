"""A chart over days or other numbers: lines and areas on a braille canvas, with words at them.

A line is told by how it is dashed and by the word at its end, an area by how dense it is and
its word, never by colour alone. Pure: values in, lines of cells out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.strip import Strip

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, row
from worktui.faces.tui.widgets.braille import ACROSS, DOWN, Canvas, Pen

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Course:
    """A line through points, left to right, with a word at its end."""

    points: tuple[tuple[float, float], ...]
    pen: Pen
    label: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """An area between two heights at each of some places: (x, low, high)."""

    points: tuple[tuple[float, float, float], ...]
    pen: Pen
    label: str = ""


@dataclass(frozen=True, slots=True)
class Upright:
    """A line from top to bottom at one place, with a word over it."""

    x: float
    pen: Pen
    text: str
    role: str = "dim"


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows: areas first, then uprights, then lines over them."""

    x: Span
    y: Span
    courses: tuple[Course, ...] = ()
    bands: tuple[Band, ...] = ()
    uprights: tuple[Upright, ...] = ()
    x_ticks: tuple[tuple[float, str], ...] = ()
    y_ticks: tuple[tuple[float, str], ...] = ()


def chart(ink: Ink, width: int, height: int, plot: Plot, *, indent: int = 2) -> list[Strip]:
    """`height` lines of `width` cells: words over uprights, the drawing, the axis of days."""
    margin = max((cells(text) for _, text in plot.y_ticks), default=0) + 1
    heads = 1 if plot.uprights else 0
    wide, high = width - indent - margin - 2, height - 1 - heads
    if wide < 8 or high < 2:
        return [row(ink, width, [("not enough room", "dim")], indent=indent)] * max(1, height)
    frame = _Frame(plot, Canvas(wide, high, plain=ink.signs.line.isascii()))
    frame.draw()
    left: dict[int, str] = {}
    for value, text in plot.y_ticks:
        left[min(high - 1, frame.down(value) // DOWN)] = text
    lines = [_words(ink, width, frame.over(), indent + margin)] * heads
    for y in range(high):
        text = left.get(y, "").rjust(margin - 1) + " "
        lines.append(row(ink, width, [(text, "dim"), *frame.canvas.pieces(y)], indent=indent))
    lines.append(_words(ink, width, frame.under(), indent + margin))
    return lines


class _Frame:
    """One chart being drawn: from values to dots."""

    def __init__(self, plot: Plot, canvas: Canvas) -> None:
        self.plot, self.canvas = plot, canvas

    def across(self, x: float) -> int:
        low, high = self.plot.x
        return round((x - low) / ((high - low) or 1) * (self.canvas.width * ACROSS - 1))

    def down(self, y: float) -> int:
        low, high = self.plot.y
        last = self.canvas.height * DOWN - 1
        return last - round((y - low) / ((high - low) or 1) * last)

    def draw(self) -> None:
        """All of it, what is drawn later over what was drawn before."""
        for band in self.plot.bands:
            self._band(band)
        bottom = self.canvas.height * DOWN - 1
        for upright in self.plot.uprights:
            self.canvas.column(self.across(upright.x), 0, bottom, upright.pen)
        for course in self.plot.courses:
            dots = [(self.across(x), self.down(y)) for x, y in course.points]
            self.canvas.line(dots, course.pen)
        for course in self.plot.courses:
            if course.label and course.points:
                self._name(course)
        for band in self.plot.bands:
            if band.label and band.points:
                self._name_band(band)

    def _band(self, band: Band) -> None:
        for x, (low, high) in self._filled(band):
            if self.down(high) < self.down(low):
                self.canvas.column(x, self.down(high), self.down(low) - 1, band.pen)

    def _filled(self, band: Band) -> list[tuple[int, Span]]:
        """The heights at every column of dots that the area covers, straight between points."""
        found: list[tuple[int, Span]] = []
        points = band.points
        for (x0, l0, h0), (x1, l1, h1) in pairwise(points):
            first, last = self.across(x0), self.across(x1)
            for x in range(first, last + 1):
                share = (x - first) / ((last - first) or 1)
                found.append((x, (l0 + (l1 - l0) * share, h0 + (h1 - h0) * share)))
        return found

    def _name(self, course: Course) -> None:
        """A word at the end of a line, where there is room for it."""
        (x, y), label, role = course.points[-1], course.label, course.pen.role
        column, line, long = self.across(x) // ACROSS, self.down(y) // DOWN, cells(label)
        places = [(column + 2, line), (column + 2, line - 1), (column + 2, line + 1),
                  (column - long, line - 1), (column - long, line + 1), (column - long, line - 2),
                  (column - long, line + 2)]  # fmt: skip
        for at, on in places:
            if self.canvas.free(at, on, long):
                self.canvas.write(at, on, label, role)
                return

    def _name_band(self, band: Band) -> None:
        """A word in the middle of the area's tallest place."""
        x, low, high = max(band.points, key=lambda point: point[2] - point[1])
        long = cells(band.label)
        line = (self.down(low) + self.down(high)) // 2 // DOWN
        column = min(max(0, self.across(x) // ACROSS - long // 2), self.canvas.width - long)
        self.canvas.write(column - 1, line, f" {band.label} ", "fg")

    def over(self) -> list[tuple[int, Piece]]:
        """The words over uprights, each centred, at their column."""
        return [
            (self.across(u.x) // ACROSS - cells(u.text) // 2, (u.text, u.role))
            for u in self.plot.uprights
        ]

    def under(self) -> list[tuple[int, Piece]]:
        """The words under the axis, each from its place on."""
        return [(self.across(x) // ACROSS, (text, "dim")) for x, text in self.plot.x_ticks]


def _words(ink: Ink, width: int, words: Sequence[tuple[int, Piece]], indent: int) -> Strip:
    """Words at their columns on one line: what would run into the next one stands further left;
    what has no room there is left out."""
    placed: list[tuple[int, Piece]] = []
    end = width - indent - 1
    for at, piece in sorted(words, key=lambda word: -word[0]):
        start = min(at, end - cells(piece[0]))
        if start >= 0 or not placed:
            placed.insert(0, (max(0, start), piece))
            end = start - 2
    pieces: list[Piece] = []
    used = 0
    for start, (text, role) in placed:
        pieces += [(" " * (start - used), "fg"), (text, role)]
        used = start + cells(text)
    return row(ink, width, pieces, indent=indent)
