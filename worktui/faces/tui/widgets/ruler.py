"""Thin rules between parts of a place."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from worktui.faces.tui.paint import rule
from worktui.faces.tui.widgets.lines import Lines


class Upright(Lines):
    """One cell wide, as high as there is room."""

    DEFAULT_CSS = "Upright { width: 1; height: 1fr; }"

    def strip(self, y: int) -> Strip:  # noqa: ARG002  # every line is the same
        """A piece of it."""
        return Strip([Segment(self.ink.signs.upright, self.ink("rule"))], 1)


class Level(Lines):
    """One line high, as wide as there is room."""

    DEFAULT_CSS = "Level { height: 1; }"

    def strip(self, y: int) -> Strip:  # noqa: ARG002  # there is but one line
        """The rule."""
        return rule(self.ink, self.size.width)
