"""The store that forgets: everything in memory, the same rules. Tests and trials use it."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from worktui.app.ports import Decide, Notice
from worktui.domain.change import Actor, Entry
from worktui.domain.errors import Conflict
from worktui.store import record as rec
from worktui.store.merge import made, named, settle
from worktui.store.tables import Picture, Tables


class MemoryStore:
    """`Store` without a disk. Values go through JSON, so that none is shared with the caller."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._entries: list[Entry] = []
        self._keys: dict[str, int] = {}
        self._blobs: dict[str, bytes] = {}
        self._secret = os.urandom(32)
        self._leases: set[str] = set()
        self._lock = threading.Lock()

    def open(self) -> Sequence[Notice]:
        """Nothing is there to be read."""
        return ()

    @property
    def seq(self) -> int:
        """Number of the last entry."""
        return len(self._entries)

    @property
    def readonly(self) -> str:
        """Never read-only."""
        return ""

    def snapshot(self) -> Picture:
        """A picture that later commits do not change."""
        with self._lock:
            return self._tables.picture(self.seq)

    def commit(
        self, decide: Decide, actor: Actor, *, ts: datetime, key: str | None = None
    ) -> Entry | None:
        """See `Store.commit`."""
        with self._lock:
            if key is not None and key in self._keys:
                return self._entries[self._keys[key] - 1]
            change = decide(self._tables.view(self.seq))
            try:
                edits = settle(self._tables.docs, change.edits)
            except Conflict as refusal:
                raise named(refusal, reversed(self._entries)) from None
            if not edits:
                return None
            entry = made(self.seq + 1, change, edits, actor, ts, key)
            return self._take(entry)

    def _take(self, entry: Entry) -> Entry:
        entry = rec.to_entry(rec.body_of(rec.encode(rec.to_record(entry), 0)[0]))
        self._tables.apply(entry.edits)
        self._entries.append(entry)
        if entry.key is not None:
            self._keys[entry.key] = entry.seq
        return entry

    def notices(self) -> Sequence[Notice]:
        """There is nothing that could be out of order."""
        return ()

    def poll(self) -> Sequence[Entry]:
        """There are no others."""
        return ()

    def entries(self, since: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Entries with since < seq <= until, oldest first."""
        return iter(self._entries[max(since, 0) : until])

    def entry(self, seq: int) -> Entry | None:
        """One entry by number."""
        return self._entries[seq - 1] if 1 <= seq <= self.seq else None

    def latest(self, limit: int, before: int | None = None) -> Sequence[Entry]:
        """Up to `limit` newest entries (with seq < before), newest first."""
        end = self.seq if before is None else max(0, min(before - 1, self.seq))
        return self._entries[max(0, end - limit) : end][::-1]

    def fold(self, *, quick: bool = False) -> bool:  # noqa: ARG002
        """There is no file."""
        return False

    def put_blob(self, data: bytes) -> str:
        """Keep bytes; returns their sha256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        self._blobs[digest] = bytes(data)
        return digest

    def get_blob(self, digest: str) -> bytes | None:
        """Bytes kept under a hash, or None."""
        return self._blobs.get(digest)

    def drop_blob(self, digest: str) -> bool:
        """Forget bytes; True if they were there."""
        return self._blobs.pop(digest, None) is not None

    def secret(self) -> bytes:
        """32 random bytes."""
        return self._secret

    def lease(self, name: str) -> AbstractContextManager[bool]:
        """Hold a named role; yields False when it is held."""
        return self._lease(name)

    @contextmanager
    def _lease(self, name: str) -> Iterator[bool]:
        with self._lock:
            free = name not in self._leases
            self._leases.add(name)
        try:
            yield free
        finally:
            if free:
                self._leases.discard(name)

    def close(self) -> None:
        """Nothing is held."""
