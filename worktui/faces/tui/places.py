"""The places there are: number → name → screen. A screen is imported when first gone to."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from worktui.faces.tui.place import Place, Shell

PLACES: tuple[tuple[int, str, str, str], ...] = (
    # number, name, title in the band, class
    (1, "today", "Today", "worktui.faces.tui.screens.today:Today"),
    (2, "board", "Board", "worktui.faces.tui.screens.board:Board"),
    (3, "projects", "Projects", "worktui.faces.tui.screens.projects:Projects"),
    (4, "inbox", "Inbox", "worktui.faces.tui.screens.inbox:InboxPlace"),
    (5, "calendar", "Calendar", "worktui.faces.tui.screens.calendar:Calendar"),
    (7, "activity", "Activity", "worktui.faces.tui.screens.activity:ActivityLog"),
)

NAMES = {number: name for number, name, _, _ in PLACES}


def make(name: str, shell: Shell) -> Place:
    """A place by its name."""
    target = next(path for _, each, _, path in PLACES if each == name)
    module, _, kind = target.partition(":")
    return cast("Place", getattr(import_module(module), kind)(shell))
