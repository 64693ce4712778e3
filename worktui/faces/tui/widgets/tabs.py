"""A row of boards over the columns; the active one is underlined, and all can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from worktui.app.views.board_tabs import TabView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row
from worktui.faces.tui.widgets.lines import Lines

GAP = 3
"""Blank cells between two tabs."""
LONGEST = 26
"""Cells a tab takes at most."""


class Tabs(Lines):
    """Draws them around the active one, as many as there is room for."""

    DEFAULT_CSS = "Tabs { height: 1; width: 1fr; }"

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.tabs: tuple[TabView, ...] = ()
        self.active = ""
        self.says: Piece = ("", "dim")

    def show(self, tabs: tuple[TabView, ...], active: str, says: Piece) -> None:
        """Others, or another one active; `says` stands at the right."""
        if (tabs, active, says) != (self.tabs, self.active, self.says):
            self.tabs, self.active, self.says = tabs, active, says
            self.refresh()

    def _words(self, tab: TabView) -> tuple[str, str]:
        """What a tab is called, and what more is said of the active one."""
        lead = cut(tab.lead, LONGEST, self.ink.signs.cut)
        if tab.id != self.active or not tab.name or tab.name == tab.lead:
            return lead, ""
        return lead, " " + cut(tab.name, LONGEST, self.ink.signs.cut)

    def placed(self) -> list[tuple[int, TabView]]:
        """(cell, tab) of those that fit: the active one always, its neighbours around it."""
        room = self.size.width - 3 - cells(self.says[0]) - 2
        wide = [sum(map(cells, self._words(tab))) + GAP for tab in self.tabs]
        at = next((n for n, tab in enumerate(self.tabs) if tab.id == self.active), 0)
        first, last = at, at + 1
        used = wide[at] if wide else 0
        while (more := _beside(wide, first, last, room - used)) is not None:
            used += wide[more]
            first, last = min(first, more), max(last, more + 1)
        made, cell = [], 3
        for tab, width in list(zip(self.tabs, wide, strict=True))[first:last]:
            made.append((cell, tab))
            cell += width
        return made

    def strip(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """The row."""
        if not self.tabs:
            return blank(self.ink, self.size.width)
        cut_, placed = self.ink.signs.cut, self.placed()
        left: list[Piece] = []
        if placed and placed[0][1] != self.tabs[0]:
            left.append((f"{cut_} ", "dim"))
        for number, (_, tab) in enumerate(placed):
            lead, name = self._words(tab)
            here = tab.id == self.active
            left.append((" " * GAP if number else "", "fg"))
            left.append((lead, "title bu" if here else "dim"))
            left.append((name, "dim"))
        if placed and placed[-1][1] != self.tabs[-1]:
            left.append((f" {cut_}", "dim"))
        indent = 3 if placed and placed[0][1] == self.tabs[0] else 1
        return row(self.ink, self.size.width, left, [self.says], indent=indent, pad=2)

    def on_click(self, event: events.Click) -> None:
        """The tab under the pointer."""
        event.stop()
        for cell, tab in self.placed():
            if cell - 1 <= event.x < cell + sum(map(cells, self._words(tab))) + 1:
                self.post_message(self.Chosen(tab.id))


def _beside(wide: Sequence[int], first: int, last: int, room: int) -> int | None:
    """The next tab to show: to the right as long as there is one, else to the left."""
    if last < len(wide) and wide[last] <= room:
        return last
    if first > 0 and wide[first - 1] <= room:
        return first - 1
    return None
