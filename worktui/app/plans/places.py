"""How many tasks a column holds, and whether it takes one more."""

from __future__ import annotations

from worktui.app.draft import Draft
from worktui.domain.change import Doc
from worktui.domain.errors import Refused
from worktui.domain.snapshot import Snapshot


def held_in(work: Snapshot, column: str) -> int:
    """Tasks in a column; what was put away is in none."""
    return sum(
        1 for task in work.all("tasks") if task.get("status") == column and not task.get("archived")
    )


def take_in(draft: Draft, column: Doc, *, over: bool = False) -> None:
    """One more task comes into a column: past its limit with a warning, past a hard one only
    when that is meant (`over`). Raises Refused."""
    limit = column.get("limit")
    if not limit or column.get("kind", "todo") == "done":
        return
    there = held_in(draft, column["id"])
    if there < limit:
        return
    name = column.get("name", column["id"])
    if column.get("hard") and not over:
        raise Refused(
            f"{name} is full: it holds {there} of {limit}.",
            hint="Take one out first, or move it with --yes.",
        )
    draft.warn(f"{name} now holds {there + 1} of {limit}.")
