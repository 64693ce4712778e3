"""Rows of one height under a head, seen through a window: found by division, never measured.

It knows where a row is, which are seen, and scrolls by half a page where one is not. What a
row shows is the business of who draws it.
"""

from __future__ import annotations

from textual.geometry import Offset, Region
from textual.strip import Strip

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.widgets.lines import Lines

HEAD = 3
"""Lines above the first row."""
WIDE_ROW = 30
"""From so many cells on a row takes two lines instead of three."""


class Stack(Lines):
    """Base of columns: give `length` and `forget`, and draw."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.at = -1
        self.top = 0
        self.compact = False
        self.tall = 0
        """Lines of a row where somebody says how many; 0: by the width there is."""
        self.beyond = 0
        """Blank cells at the right that belong to it."""
        self.head = HEAD
        self._shape: tuple[int, int, bool, int, int] = (0, 0, False, 0, 0)
        self._rows, self._step = 3, 4

    @property
    def length(self) -> int:
        """Rows there are."""
        return 0

    def forget(self) -> None:
        """Another shape: what was drawn does not fit any more."""

    @property
    def inner(self) -> int:
        """Cells of a row."""
        return self._size.width - self.beyond

    def _measure(self) -> None:
        """Lines of a row and from one to the next, for the width there is."""
        width, height = self._size
        shape = (width - self.beyond, height, self.compact, self.ink.turn, self.tall)
        if shape != self._shape:
            self._shape = shape
            self.forget()
            rows = self.tall or (2 if shape[0] >= WIDE_ROW else 3)
            self._rows = 1 if self.compact else rows
            self._step = self._rows + (0 if self.compact else 1)

    @property
    def room(self) -> int:
        """Rows that fit, with a line kept for how many more there are if need be."""
        self._measure()
        height = self._size.height - self.head
        if self.top == 0:
            all_fit = (height + self._step - self._rows) // self._step
            if self.length <= all_fit:
                return max(1, all_fit)
        return max(1, (height - 1) // self._step)

    def row_at(self, y: int) -> int:
        """The row drawn at a line of the widget, -1 when there is none."""
        index = (y - self.head) // self._step
        if y < self.head or index >= self.room or self.top + index >= self.length:
            return -1
        return self.top + index

    def cursor(self) -> Offset:
        """Where the cursor stands, in the widget: the first cell of the focused title."""
        self._measure()
        line = 1 if self._rows == 3 else 0
        return Offset(2, self.head + max(0, self.at - self.top) * self._step + line)

    def scroll_by(self, rows: int) -> bool:
        """Move what is seen by so many rows; True if it moved."""
        top = max(0, min(self.top + rows, self._last_top()))
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        return True

    def see_from(self, top: int) -> None:
        """See what begins at a row, whatever stands there."""
        if top != self.top:
            self.top = top
            self.refresh()

    def repaint_row(self, number: int) -> None:
        """Draw one row again."""
        self._measure()
        self.repaint_rows(self.head + (number - self.top) * self._step, self._rows)

    def _reveal(self, number: int) -> bool:
        """Bring a row into sight by half a page; True when what is seen moved."""
        room = self.room
        if self.top <= number < self.top + room:
            return False
        half = max(1, room // 2)
        if number < self.top:
            top = max(0, min(number, self.top - half))
        else:
            top = self.top + half if number < self.top + half + room else number - room // 2
        self.top = top
        self.top = min(top, max(self._last_top(), number - self.room + 1))
        return True

    def _last_top(self) -> int:
        self._measure()
        height = max(self._step, self._size.height - self.head - 1)
        return max(0, self.length - height // self._step)

    def _hold_top(self) -> None:
        if self._size.height:
            self.top = max(0, min(self.top, self._last_top()))

    def on_resize(self) -> None:
        """Keep the cursor in sight; the new size is drawn in any case."""
        before = self.top
        self._hold_top()
        if self.at >= 0:
            self._reveal(self.at)
        if self.top != before:
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Measured once for all lines."""
        self._measure()
        return super().render_lines(crop)

    def _more(self) -> str:
        below = self.length - self.top - self.room
        if self.top and below > 0:
            return f"{self.top} above, {below} more"
        if self.top:
            return f"{self.top} above"
        return f"{below} more" if below > 0 else ""
