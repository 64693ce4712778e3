"""A fence around a workspace: what stands outside can read it and put suggestions in, no more.

Every change is looked at after it was planned and before it is written; one that touches
anything but new suggestions is refused, whoever planned it and however.
"""

from __future__ import annotations

from datetime import datetime

from worktui.app.ports import Decide, Store
from worktui.domain.change import Actor, Change, Edit, Entry
from worktui.domain.errors import Refused
from worktui.domain.snapshot import Snapshot


class Fence:
    """The part of a store that is left inside: a picture, and a commit of new suggestions."""

    __slots__ = ("__store",)

    def __init__(self, store: Store) -> None:
        self.__store = store

    def snapshot(self) -> Snapshot:
        """The work as it stands now, with what others have written."""
        self.__store.poll()
        return self.__store.snapshot()

    def commit(self, decide: Decide, actor: Actor, *, ts: datetime) -> Entry | None:
        """Write one entry of new suggestions. Raises Refused for anything else."""

        def bounded(work: Snapshot) -> Change:
            change = decide(work)
            for edit in change.edits:
                if not _is_new_suggestion(edit, actor):
                    raise Refused(
                        "From here only suggestions can be made; a person applies them.",
                        hint="Propose it, then look with get_suggestion what became of it.",
                    )
            if change.undoes is not None:
                raise Refused("From here nothing can be undone.", hint="A person does that.")
            return change

        return self.__store.commit(bounded, actor, ts=ts)


def _is_new_suggestion(edit: Edit, actor: Actor) -> bool:
    """A suggestion that is made here, waits, and says whose it is; or its number."""
    if edit.table == "counters":
        return edit.id == "S"
    after = edit.after
    return (
        edit.table == "suggestions"
        and edit.before is None
        and after is not None
        and after.get("state") == "proposed"
        and after.get("origin") == actor.by
        and not after.get("receipt")
        and not after.get("done")
    )
