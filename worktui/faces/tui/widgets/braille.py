"""A canvas of braille dots, two by four in a cell; cells of ASCII where braille cannot be drawn.

Pure: it knows neither themes nor widgets, and gives back text with the role it is drawn in.
Dots are counted from the top left corner; what lies outside is not drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_EMPTY = 0x2800
ACROSS, DOWN = 2, 4
"""Dots of one cell."""

Dot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pen:
    """How something is drawn: in which role, how many dots on and off along a line, and which
    share of its dots an area has (1 all, 2 every other, 4 one in four). `plain` is the sign of
    an area where only ASCII can be drawn."""

    role: str = "fg"
    on: int = 1
    off: int = 0
    weave: int = 1
    plain: str = ""


class Canvas:
    """`width` by `height` cells. What is drawn later is seen; a line is cut out of an area."""

    def __init__(self, width: int, height: int, *, plain: bool = False) -> None:
        self.width, self.height = max(0, width), max(0, height)
        self.plain = plain
        size = self.width * self.height
        self._dots = [0] * size
        self._pens: list[Pen | None] = [None] * size
        self._area = [False] * size
        self._words: dict[int, tuple[str, str]] = {}

    def dot(self, x: int, y: int, pen: Pen) -> None:
        """One dot of a line."""
        self._put(x, y, pen, area=False)

    def line(self, dots: Sequence[Dot], pen: Pen) -> None:
        """A line through dots; its dashes run on round every corner."""
        for n, (x, y) in enumerate(_walk(dots)):
            if n % (pen.on + pen.off) < pen.on:
                self.dot(x, y, pen)

    def column(self, x: int, top: int, bottom: int, pen: Pen) -> None:
        """A column of an area, from one dot down to another, both drawn; dashed by its pen."""
        for y in range(max(0, top), min(bottom, self.height * DOWN - 1) + 1):
            if _woven(x, y, pen.weave) and y % (pen.on + pen.off) < pen.on:
                self._put(x, y, pen, area=True)

    def write(self, x: int, y: int, text: str, role: str) -> None:
        """Words over the drawing, from a cell on; cut where the canvas ends."""
        if 0 <= y < self.height:
            for n, sign in enumerate(text):
                if 0 <= x + n < self.width:
                    self._words[y * self.width + x + n] = (sign, role)

    def free(self, x: int, y: int, cells: int) -> bool:
        """Whether so many cells of a row hold no line and no words."""
        if not 0 <= y < self.height or x < 0 or x + cells > self.width:
            return False
        at = y * self.width + x
        return all(
            n not in self._words and (not self._dots[n] or self._area[n])
            for n in range(at, at + cells)
        )

    def pieces(self, y: int) -> list[tuple[str, str]]:
        """One row as (text, role), what is drawn alike joined."""
        found: list[tuple[str, str]] = []
        for at in range(y * self.width, (y + 1) * self.width):
            sign, role = self._cell(at)
            if found and (found[-1][1] == role or sign == " "):
                found[-1] = (found[-1][0] + sign, found[-1][1])
            else:
                found.append((sign, role))
        return found

    def rows(self) -> list[str]:
        """All rows as text."""
        return ["".join(text for text, _ in self.pieces(y)) for y in range(self.height)]

    def _put(self, x: int, y: int, pen: Pen, *, area: bool) -> None:
        if not (0 <= x < self.width * ACROSS and 0 <= y < self.height * DOWN):
            return
        at = (y // DOWN) * self.width + x // ACROSS
        if self._area[at] and not area:
            self._dots[at] = 0
        self._dots[at] |= _BITS[x % ACROSS][y % DOWN]
        self._pens[at], self._area[at] = pen, area

    def _cell(self, at: int) -> tuple[str, str]:
        if at in self._words:
            return self._words[at]
        dots, pen = self._dots[at], self._pens[at]
        if not dots or pen is None:
            return " ", "fg"
        if not self.plain:
            return chr(_EMPTY + dots), pen.role
        return (pen.plain if self._area[at] and pen.plain else _ascii(dots)), pen.role


def _woven(x: int, y: int, weave: int) -> bool:
    if weave <= 1:
        return True
    if weave == 2:
        return (x + y) % 2 == 0
    return (x + 2 * y) % 4 == 0


def _walk(dots: Sequence[Dot]) -> list[Dot]:
    """Every dot on the way through others (Bresenham's line), none twice in a row."""
    found: list[Dot] = list(dots[:1])
    for (x0, y0), (x1, y1) in pairwise(dots):
        across, down = abs(x1 - x0), -abs(y1 - y0)
        right, below = (1 if x0 < x1 else -1), (1 if y0 < y1 else -1)
        error, x, y = across + down, x0, y0
        while (x, y) != (x1, y1):
            double = 2 * error
            if double >= down:
                error += down
                x += right
            if double <= across:
                error += across
                y += below
            found.append((x, y))
    return found


def _ascii(dots: int) -> str:
    """The ASCII sign nearest to the dots of a cell."""
    left, right = ([y for y in range(DOWN) if dots & _BITS[x][y]] for x in range(ACROSS))
    both = left + right
    if len(both) >= 7:
        return "#"
    middle = sum(both) / len(both)
    if left and right:
        rise = sum(left) / len(left) - sum(right) / len(right)
        if abs(rise) >= 1:
            return "/" if rise > 0 else "\\"
        if len(both) > 4:
            return ":"
        return '"' if middle < 1 else "-" if middle < 2.5 else "_"
    if len(both) >= 3:
        return "|"
    return "'" if middle < 1.5 else "."
