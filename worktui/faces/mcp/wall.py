"""A wall in the process that serves agents: the code that applies, undoes or sends is not loaded
there and cannot be loaded. The fence of the workspace holds without it; this is the second one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from worktui.domain.errors import Refused

_APP = (
    *("always", "applying", "beginning", "by_itself", "chores", "forgetting", "inbox", "looking"),
    *(
        "offering",
        "opinions",
        "own_calendar",
        "pages",
        "promise_mark",
        "rescue",
        "second_opinion",
        "sharing",
    ),
    *("tick", "undo", "unread", "watching", "workspace_wide"),
)
BEHIND = (
    *(f"worktui.app.{name}" for name in _APP),
    *("worktui.effects", "worktui.faces.tui", "worktui.faces.web", "worktui.formats"),
    *("worktui.model", "worktui.senses", "worktui.solver"),
)
"""Modules, each with all in it, that have no business where agents are served: all of the app
that writes work, and whatever takes in or sends."""


def is_behind(name: str) -> bool:
    """Whether a module lies behind the wall."""
    return any(name == module or name.startswith(f"{module}.") for module in BEHIND)


class Wall(MetaPathFinder):
    """Refuses to find what lies behind it."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - asked so
        target: ModuleType | None = None,  # noqa: ARG002 - asked so
    ) -> ModuleSpec | None:
        if is_behind(fullname):
            raise ImportError(f"{fullname} is not to be had where agents are served.")
        return None


def build() -> None:
    """Put the wall up in this process, for good. Raises Refused when something is inside."""
    inside = sorted(name for name in sys.modules if is_behind(name))
    if inside:
        raise Refused(
            f"{inside[0]} is loaded, so agents are not served from here.",
            hint="`worktui mcp` serves them, in a process of its own.",
        )
    if not any(isinstance(finder, Wall) for finder in sys.meta_path):
        sys.meta_path.insert(0, Wall())
