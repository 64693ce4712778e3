"""The work as it stood at an earlier entry: any screen can be looked at in it, none can change it.

A `Past` walks the log back and forth one entry at a time; `desk()` is a desk that reads the
work as it stood there, on the clock of that entry, and refuses to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.ports import Decide, Notice, Store
from worktui.domain.change import Actor, Doc, Edit, Entry
from worktui.domain.errors import NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import TABLES, MappingSnapshot, Snapshot

Tables = dict[str, dict[str, Doc]]


class Past:
    """A walk through the log. Begins at the newest entry."""

    def __init__(self, store: Store) -> None:
        self._store = store
        work = store.snapshot()
        self._tables: Tables = {
            table: {str(doc["id"]): doc for doc in work.all(table)} for table in TABLES
        }
        self.seq = self.newest = work.seq

    def to(self, seq: int) -> None:
        """The work after entry `seq`. Raises NotFound for one that the log does not hold."""
        if not 0 < seq <= self.newest:
            raise NotFound(f"There is no entry {seq}.", hint=f"They go from 1 to {self.newest}.")
        while self.seq > seq:
            self._turn([edit.inverse() for edit in reversed(self._entry(self.seq).edits)])
            self.seq -= 1
        while self.seq < seq:
            self._turn(self._entry(self.seq + 1).edits)
            self.seq += 1

    def step(self, way: int) -> bool:
        """One entry back (-1) or forth (1); False at either end of the log."""
        wanted = self.seq + way
        if not 0 < wanted <= self.newest or self._store.entry(min(self.seq, wanted)) is None:
            return False
        self.to(wanted)
        return True

    def entry(self) -> Entry:
        """The entry one stands at."""
        return self._entry(self.seq)

    def snapshot(self) -> Snapshot:
        """The work as it stood after it; later steps do not change it."""
        return MappingSnapshot(dict(self._tables), self.seq)

    def desk(self, me: str) -> Desk:
        """A desk over the work as it stood, for looking only."""
        moment = _moment(self.entry())
        return Desk(_PastStore(self._store, self.snapshot()), FixedClock(moment), me)

    def _entry(self, seq: int) -> Entry:
        entry = self._store.entry(seq)
        if entry is None:
            raise NotFound(f"The log begins after entry {seq}.", hint="Later ones can be seen.")
        return entry

    def _turn(self, edits: Sequence[Edit]) -> None:
        """Carry edits out on copies of the tables they touch."""
        fresh: set[str] = set()
        for edit in edits:
            if edit.table not in fresh:
                fresh.add(edit.table)
                self._tables[edit.table] = dict(self._tables.get(edit.table, {}))
            docs = self._tables[edit.table]
            if edit.after is None:
                docs.pop(edit.id, None)
            elif edit.before is None:
                docs[edit.id] = _whole(edit.id, edit.after)
            else:
                docs[edit.id] = _changed(docs.get(edit.id, {"id": edit.id}), edit.after)


def _whole(id: str, after: Doc) -> Doc:
    return after if "id" in after else {"id": id, **after}


def _changed(doc: Doc, after: Doc) -> Doc:
    """A document with fields set; None as a value takes the field away."""
    merged: Mapping[str, Any] = {**doc, **after}
    return {name: value for name, value in merged.items() if value is not None}


def _moment(entry: Entry) -> datetime:
    try:
        return parse_instant(entry.ts)
    except ValueError as error:
        raise NotFound(f"Entry {entry.seq} has no readable time.") from error


class _PastStore:
    """A store that only shows one earlier moment of another."""

    readonly = "this is the past"

    def __init__(self, store: Store, work: Snapshot) -> None:
        self._store, self._work = store, work

    @property
    def seq(self) -> int:
        """The entry that is looked at."""
        return self._work.seq

    def open(self) -> Sequence[Notice]:
        """It is open."""
        return ()

    def notices(self) -> Sequence[Notice]:
        """None."""
        return ()

    def snapshot(self) -> Snapshot:
        """The work as it stood."""
        return self._work

    def commit(
        self, decide: Decide, actor: Actor, *, ts: datetime, key: str | None = None
    ) -> Entry | None:
        """Refused: the past stays as it was."""
        del decide, actor, ts, key
        raise Refused("This is the past; nothing can be changed in it.", hint="esc: back to now.")

    def poll(self) -> Sequence[Entry]:
        """Nothing comes to the past."""
        return ()

    def entries(self, since: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Those up to the moment."""
        last = self.seq if until is None else min(until, self.seq)
        return self._store.entries(since, last)

    def entry(self, seq: int) -> Entry | None:
        """One of those up to the moment."""
        return self._store.entry(seq) if seq <= self.seq else None

    def latest(self, limit: int, before: int | None = None) -> Sequence[Entry]:
        """The newest of those up to the moment."""
        return self._store.latest(limit, min(before or self.seq + 1, self.seq + 1))

    def fold(self, *, quick: bool = False) -> bool:
        """Nothing is written."""
        del quick
        return False

    def put_blob(self, data: bytes) -> str:
        """Refused, as every write."""
        del data
        raise Refused("This is the past; nothing can be taken in.", hint="esc: back to now.")

    def get_blob(self, digest: str) -> bytes | None:
        """What arrived is still kept."""
        return self._store.get_blob(digest)

    def drop_blob(self, digest: str) -> bool:
        """Nothing is forgotten from here."""
        del digest
        return False

    def secret(self) -> bytes:
        """The workspace's own."""
        return self._store.secret()

    def lease(self, name: str) -> AbstractContextManager[bool]:
        """No role is held in the past."""
        del name
        return nullcontext(False)

    def close(self) -> None:
        """Nothing to let go of."""
