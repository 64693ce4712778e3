"""The desk: the one door through which work is changed.

It plans typed actions over a fresh snapshot under the store's lock, commits one entry and
tells who listens. Faces, rules and agents differ only in the actor they come with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from worktui.app.draft import Draft
from worktui.app.plans import plan_all
from worktui.app.ports import Clock, Store
from worktui.domain.actions import Action
from worktui.domain.change import Actor, Change, Edit, Entry, Through
from worktui.domain.errors import Conflict, WorktuiError
from worktui.domain.snapshot import Snapshot

Listener = Callable[[Sequence[Entry]], None]
_PASSING = frozenset(
    {
        *("id", "rank", "key", "message_id", "in_reply_to", "references", "uid", "entity"),
        *("comments", "sender"),
        *("created_at", "made_at", "cancelled_at", "actual_start", "actual_finish"),
    }
)
"""Fields that differ between two plans of the same thing."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done: the entry, a sentence, ids made, outbox ids, and how to take it back."""

    entry: Entry | None
    text: str
    ids: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    undo: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be done, with nothing written.

    `lines` a sentence an action; `edits` the diff; `effects` the outbox documents, each
    message as it would leave; `problem` why it cannot be done, "" when it can; `work` the
    state afterwards; `digest` what apply compares with.
    """

    lines: tuple[str, ...]
    edits: tuple[Edit, ...]
    effects: tuple[dict[str, Any], ...]
    warnings: tuple[str, ...]
    problem: str
    ids: tuple[str, ...]
    work: Snapshot
    digest: str

    @property
    def outward(self) -> bool:
        """Whether somebody outside would see it; one's own calendar is not outside."""
        return any(doc.get("kind") != "calendar" for doc in self.effects)


class Desk:
    """Does things for one actor over one store."""

    def __init__(self, store: Store, clock: Clock, me: str, through: Through = "key") -> None:
        self.store = store
        self.clock = clock
        self.actor = Actor(me, through)
        self._listeners: list[Listener] = []

    def through(self, through: Through) -> Desk:
        """The same desk for the same person, acting through something else."""
        other = Desk(self.store, self.clock, self.actor.by, through)
        other._listeners = self._listeners
        return other

    @property
    def me(self) -> str:
        return self.actor.by

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    def snapshot(self) -> Snapshot:
        """The work as it is known here."""
        return self.store.snapshot()

    def draft(self, work: Snapshot | None = None) -> Draft:
        """An empty draft over the work, for this actor, now."""
        return Draft(work or self.store.snapshot(), now=self.now(), actor=self.actor)

    def preview(self, actions: Sequence[Action], work: Snapshot | None = None) -> Preview:
        """What the actions would do; a refusal is told in `problem`, never raised."""
        draft, problem = self.draft(work), ""
        try:
            plan_all(actions, draft)
        except WorktuiError as error:
            problem = str(error)
        change = draft.change()
        return Preview(
            tuple(draft.lines),
            change.edits,
            tuple(outgoing(change)),
            tuple(draft.warnings),
            problem,
            tuple(draft.made),
            draft,
            plan_digest(change),
        )

    def do(self, actions: Sequence[Action], *, why: str = "", key: str | None = None) -> Receipt:
        """Carry actions out as one change, all or none; raises with the reason."""
        return self.commit(lambda draft: plan_all(actions, draft), why=why, key=key)

    def commit(
        self,
        fill: Callable[[Draft], None],
        *,
        why: str = "",
        key: str | None = None,
        undoes: int | None = None,
    ) -> Receipt:
        """Commit whatever `fill` writes into a draft made under the lock. `fill` is pure."""
        last: list[Draft] = []
        now = self.now()

        def decide(work: Snapshot) -> Change:
            draft = Draft(work, now=now, actor=self.actor)
            fill(draft)
            last[:] = [draft]
            return draft.change(why, undoes)

        try:
            entry = self.store.commit(decide, self.actor, ts=now, key=key)
        except Conflict as conflict:
            raise self._explained(conflict) from conflict
        if not last:  # the key was committed before: nothing was planned again
            return Receipt(entry, entry.why if entry else "", undo=_undo_hint(entry))
        if entry is not None:
            self.announce((entry,))
        draft = last[0]
        return Receipt(
            entry,
            "; ".join(draft.lines) or ("nothing changed" if entry is None else why),
            tuple(draft.made),
            tuple(doc["id"] for doc in outgoing(entry)) if entry else (),
            tuple(draft.warnings),
            _undo_hint(entry),
        )

    def undo(self, seq: int | None = None, *, yes: bool = False) -> Receipt:
        """Take back an entry, mine newest by default. Raises Refused, Conflict, NotFound.

        What was seen outside is taken back by a counter-message, and only with `yes`.
        """
        from worktui.app.undo import last_to_undo

        return self._turn(last_to_undo(self.store, self.me) if seq is None else seq, yes=yes)

    def redo(self, *, yes: bool = False) -> Receipt:
        """Do again what I undid last."""
        from worktui.app.undo import last_to_redo

        return self._turn(last_to_redo(self.store, self.me), yes=yes)

    def _turn(self, seq: int, *, yes: bool) -> Receipt:
        from worktui.app.undo import plan_undo  # what undo needs, nothing else does

        return self.commit(lambda draft: plan_undo(draft, self.store, seq, yes=yes), undoes=seq)

    def poll(self) -> Sequence[Entry]:
        """What others have committed since the last look; listeners are told."""
        entries = self.store.poll()
        if entries:
            self.announce(entries)
        return entries

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of entries, one's own and others'; returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, entries: Sequence[Entry]) -> None:
        """Tell everyone who listens here."""
        for listener in tuple(self._listeners):
            listener(entries)

    def _explained(self, conflict: Conflict) -> Conflict:
        """The store's clash in the words of the work."""
        if not conflict.clashes:
            return conflict
        clash = conflict.clashes[0]
        entry = self.store.entry(clash.entry) if clash.entry else None
        who = f" by {entry.by} (entry {entry.seq})" if entry else ""
        field = f"{clash.field} of " if clash.field else ""
        message = (
            f"{field}{clash.id} was changed{who} in the meantime: it is "
            f"{_shown(clash.theirs)} now; you saw {_shown(clash.seen)} "
            f"and wanted {_shown(clash.mine)}. Nothing was written."
        )
        return Conflict(message, clashes=conflict.clashes, hint="Look again, then decide.")


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"“{text[:60]}”"


def _undo_hint(entry: Entry | None) -> str:
    return f"worktui undo {entry.seq}" if entry else ""


def outgoing(change: Change | Entry) -> list[dict[str, Any]]:
    """The outbox documents that a change creates."""
    return [
        dict(edit.after)
        for edit in change.edits
        if edit.table == "outbox" and edit.before is None and edit.after is not None
    ]


def plan_digest(change: Change) -> str:
    """What a plan comes to, apart from ids and moments: equal plans have equal digests."""
    rows = [
        [edit.table, None if edit.creates else edit.id, _lasting(edit.before), _lasting(edit.after)]
        for edit in change.edits
        if edit.table not in ("counters", "suggestions")
        and not (edit.table == "contacts" and edit.creates)  # whoever is known by then is known
    ]
    text = json.dumps(sorted(map(json.dumps, rows)), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _lasting(doc: Any) -> Any:
    """A document without what differs between two plans of the same thing."""
    if isinstance(doc, dict):
        return {name: _lasting(doc[name]) for name in sorted(doc) if name not in _PASSING}
    if isinstance(doc, list | tuple):
        return [_lasting(item) for item in doc]
    return doc


__all__ = ["Desk", "Preview", "Receipt", "outgoing", "plan_digest"]
