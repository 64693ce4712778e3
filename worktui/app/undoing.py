"""What undoing an entry would send, shown before it is done.

Undo turns fields round at once; where people outside were told, it writes to them again, and
that is shown like any other letter before it leaves.
"""

from __future__ import annotations

from worktui.app.desk import Desk, Preview, outgoing, plan_digest
from worktui.app.undo import plan_undo
from worktui.domain.errors import Refused


def undo_would_send(desk: Desk, seq: int) -> Preview | None:
    """The letters that taking back entry `seq` sends, None where it sends none.

    Raises as undo does where it cannot be taken back at all.
    """
    try:
        plan_undo(desk.draft(), desk.store, seq, yes=False)
    except Refused:
        draft = desk.draft()
        plan_undo(draft, desk.store, seq, yes=True)  # refused again: for another reason
    else:
        return None
    change = draft.change(undoes=seq)
    letters = tuple(doc for doc in outgoing(change) if doc.get("kind", "mail") != "calendar")
    return Preview(
        tuple(draft.lines),
        change.edits,
        letters,
        tuple(draft.warnings),
        "",
        (),
        draft,
        plan_digest(change),
    )
