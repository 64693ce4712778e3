"""The list that a task's page was opened from, to walk through without going back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worktui.faces.tui.widgets.roll import Roll

if TYPE_CHECKING:
    from textual.screen import Screen


def list_under(page: Screen[Any], id: str) -> tuple[str, ...]:
    """Ids of the tasks that stand with this one in the place under a page, in order: those of
    its column on a board, else those of the list that has it. Only itself where there is none."""
    stack = page.app.screen_stack
    below = stack[stack.index(page) - 1] if page in stack and stack.index(page) else None
    if below is None:
        return (id,)
    for column in getattr(getattr(below, "view", None), "columns", ()):
        ids = tuple(getattr(column, "ids", ()))
        if id in ids:
            return ids
    for roll in below.query(Roll):
        ids = tuple(key.rpartition(":")[2] for key in roll.keys)
        if id in ids:
            return tuple(dict.fromkeys(each for each in ids if _is_task(page, each)))
    return (id,)


def _is_task(page: Any, id: str) -> bool:
    return page.shell.work.get("tasks", id) is not None
