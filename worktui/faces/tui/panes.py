"""What can stand beside a place. Each is imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell


def inbox_pane(shell: Shell) -> Widget:
    """The inbox beside a place: what waits for a decision."""
    from worktui.faces.tui.widgets.inbox_pane import InboxPane

    return InboxPane(shell)
