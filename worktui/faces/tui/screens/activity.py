"""Everything that changed: who did it, through what, and what fields went from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from worktui.faces.tui.keys import CURSOR
from worktui.faces.tui.place import Place
from worktui.faces.tui.widgets.lines import Sheet


class ActivityLog(Place):
    """Place 7."""

    place = "activity"
    number = 7
    title_ = "Activity"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR]

    def body(self) -> Iterable[Widget]:
        """The list."""
        self.sheet = Sheet(self.ink)
        yield self.sheet
