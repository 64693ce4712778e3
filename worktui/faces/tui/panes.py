"""What can stand beside a place. Each is imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from worktui.faces.tui.paint import row
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from worktui.faces.tui.place import Shell


def inbox_pane(shell: Shell) -> Widget:
    """The inbox beside a place: what waits for a decision."""
    sheet = Sheet(shell.ink, id="pane")
    sheet.show([row(shell.ink, 40, [("Inbox", "title b")])])
    return sheet
