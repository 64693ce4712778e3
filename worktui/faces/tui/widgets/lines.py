"""A widget that is drawn line by line, with nothing between its lines and the screen."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import blank


class Lines(Widget):
    """Base of all drawn parts: give `strip(y)`; its width must be the widget's.

    It has no border, padding or filters, so Textual's cache of styled lines is passed by.
    """

    ALLOW_SELECT = False
    can_focus = False

    def __init__(self, ink: Ink, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.ink = ink

    @property
    def size(self) -> Size:
        """All of it is content: no border, no padding."""
        return self._size

    def strip(self, y: int) -> Strip:  # noqa: ARG002 - blank wherever it is
        """Line `y` of the widget."""
        return blank(self.ink, self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in a region, straight from `strip`."""
        self._dirty_regions.clear()
        width = self.size.width
        x, y, across, down = crop
        made = [self.strip(line) for line in range(y, y + down)]
        if x or across != width:
            return [strip.crop(x, x + across) for strip in made]
        return made

    def repaint_rows(self, y: int, count: int = 1) -> None:
        """Draw some lines again and nothing else."""
        low, high = max(0, y), min(self.size.height, y + count)
        if low < high:
            self.refresh(Region(0, low, self.size.width, high - low))


class Sheet(Lines):
    """Shows lines that someone else has drawn; blank where there are none."""

    def __init__(
        self,
        ink: Ink,
        *,
        ground: str = "page",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(ink, id=id, classes=classes)
        self.ground = ground
        self._strips: list[Strip] = []

    def show(self, strips: list[Strip]) -> None:
        """Replace all lines."""
        self._strips = strips
        self.refresh()

    @property
    def size(self) -> Size:
        """All of it is content: no border, no padding."""
        return self._size

    def strip(self, y: int) -> Strip:
        """The given line."""
        width = self.size.width
        if y >= len(self._strips):
            return blank(self.ink, width, self.ground)
        found = self._strips[y]
        if found.cell_length == width:
            return found
        return found.adjust_cell_length(width, self.ink("fg", self.ground))
