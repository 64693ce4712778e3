"""The store in a file: TinyDB snapshot, one log, one lock, a folder beside.

The log is the truth; the snapshot may be late. A change is: take the lock, read what others
added, decide, append one line, make it last, apply it here. Readers never lock.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import islice
from os import PathLike

from worktui.app.ports import Clock, Decide, Notice
from worktui.domain.change import Actor, Entry
from worktui.domain.errors import Conflict, StoreProblem
from worktui.store import record as rec
from worktui.store import snapshotfile
from worktui.store.aside import exists
from worktui.store.blobs import Blobs, secret
from worktui.store.history import History
from worktui.store.io import DISK, Io, make_folder, shut
from worktui.store.layout import Layout
from worktui.store.lease import holder, lease
from worktui.store.loaded import Loaded, cut_torn, no_collection, quick
from worktui.store.lock import PATIENCE, FileLock
from worktui.store.log import Log, Stuck, Tail
from worktui.store.merge import named, settle
from worktui.store.problems import disk_problem
from worktui.store.recover import recover
from worktui.store.salvage import any_record
from worktui.store.site import Site
from worktui.store.tables import Picture, Tables
from worktui.store.upgrade import STEPS, Step

FOLD_BYTES = 256 << 10
"""Log after the snapshot that is always allowed; beyond, a quarter of the snapshot."""

QUICK_BYTES = 2 << 20
"""A snapshot up to this size is written quickly enough to do it on leaving."""

KEYS_KEPT = 2000
"""For so many entries an idempotence key is remembered."""

BLAME = 500
"""So many entries are looked through for who wrote a clashing value."""


class FileStore:
    """`Store` over one file. Thread-safe: commit in a worker thread, poll from a timer."""

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        clock: Clock,
        create: bool = True,
        io: Io = DISK,
        patience: float = PATIENCE,
        steps: Mapping[int, Step] = STEPS,
    ) -> None:
        self.layout = Layout.of(path)
        self._clock = clock
        self._create = create
        self._io = io
        self._steps = steps
        self._lock = FileLock(io, self.layout.lock, self.layout.name, patience)
        self._writing = threading.Lock()
        self._state = threading.RLock()
        self._tables = Tables()
        self._log: Log | None = None
        self._log_id = ""
        self._seq = 0
        self._stamp: snapshotfile.Stamp | None = None
        self._folded = 0
        self._readonly = "not opened"
        self._notices: list[Notice] = []
        self._unseen: deque[Entry] = deque()
        self._keys: dict[str, int] | None = None
        self._committing = False
        self._blobs = Blobs(io, self.layout.arrivals)

    # opening and leaving

    def open(self) -> Sequence[Notice]:
        """Read everything, putting in order what is not; returns what was done."""
        with self._writing, self._state:
            loaded = self._load()
            self._take(loaded)
            if loaded.stale:
                self._try_fold()
            return loaded.notices

    def close(self) -> None:
        """Let go; folds only when quick."""
        with self._writing, self._state:
            if self._log is None:
                return
            self._try_fold(quick=True)
            self._log.close()
            self._log = None
            self._lock.forget()
            self._readonly = f"{self.layout.name} is closed."

    def _load(self) -> Loaded:
        """Read the files, taking the lock only if they need to be put in order."""
        io, layout = self._io, self.layout
        try:
            with no_collection():
                loaded = quick(io, layout)
                if loaded is not None:
                    return loaded
                if not self._create and not self._there():
                    return self._recovery(writable=False)
                try:
                    make_folder(io, layout.folder)
                    self._lock.__enter__()
                except OSError as error:
                    return self._unlocked(error)
                try:
                    return self._load_locked()
                finally:
                    self._lock.__exit__(None, None, None)
        except OSError as error:
            raise disk_problem(error, layout.name, "read") from error

    def _load_locked(self) -> Loaded:
        """Another process may have put things in order meanwhile; else do it. Raises OSError."""
        with no_collection():
            loaded = quick(self._io, self.layout, locked=True)
            return loaded or self._recovery(writable=True)

    def _unlocked(self, error: OSError) -> Loaded:
        """Where nothing can be written, what is there is shown as well as it can be."""
        problem = disk_problem(error, self.layout.name, "written")
        if problem.cause != "readonly" or not self._there():
            raise problem from error
        loaded = self._recovery(writable=False)
        loaded.readonly = loaded.readonly or str(problem)
        return loaded

    def _recovery(self, *, writable: bool) -> Loaded:
        now = self._clock.now()
        site = Site(self._io, self.layout, now, writable, self._create, self._steps)
        try:
            return recover(site)
        except Stuck as stuck:
            raise self._stuck(stuck) from stuck

    def _there(self) -> bool:
        return exists(self._io, self.layout.path) or exists(self._io, self.layout.log)

    def _take(self, loaded: Loaded) -> None:
        old = self._log
        self._tables, self._log, self._log_id = loaded.tables, loaded.log, loaded.log_id
        self._stamp, self._folded = loaded.stamp, loaded.folded
        self._seq = loaded.seq
        self._keys = None
        self._readonly = loaded.readonly
        if not self._readonly and (self._log is None or not self._log.writable):
            self._readonly = f"{self.layout.log_name} cannot be written: permission denied."
        if old is not None and old is not self._log:
            old.close()

    def _replace(self, loaded: Loaded) -> None:
        """Take what was read anew after others moved the ground; what is new becomes unseen."""
        known = self._seq
        self._take(loaded)
        self._notices += loaded.notices
        since = known if self._seq > known else self._seq - 1
        try:
            self._unseen.extend(self.entries(since))
        except StoreProblem:
            return  # history before a new log is gone; the documents are what counts

    # reading

    @property
    def seq(self) -> int:
        """Number of the last entry known here."""
        return self._seq

    @property
    def readonly(self) -> str:
        """Why nothing can be written, or ""."""
        return self._readonly

    def notices(self) -> Sequence[Notice]:
        """What was put in order since opening, said once."""
        said, self._notices = self._notices, []
        return said

    def snapshot(self) -> Picture:
        """A picture at `seq` that later commits do not change."""
        with self._state:
            return self._tables.picture(self._seq)

    def poll(self) -> Sequence[Entry]:
        """Entries others have added since the last look; never locks, never waits."""
        if not self._state.acquire(blocking=False):
            return ()
        try:
            if self._log is not None and not self._committing:
                self._follow(self._log)
            entries = tuple(self._unseen)
            self._unseen.clear()
            return entries
        except OSError as error:
            raise disk_problem(error, self.layout.log_name, "read") from error
        finally:
            self._state.release()

    def _follow(self, log: Log) -> None:
        """Read on without the lock. When the ground moved, read anew if that is quick."""
        size = log.size()
        if size == log.mark.offset and not log.replaced():
            return
        if size > log.mark.offset:
            tail = log.tail()
            self._take_tail(log, tail)
            if tail.lines or b"\n" not in tail.rest:
                return
        loaded = quick(self._io, self.layout)
        if loaded is not None:
            self._replace(loaded)

    def _take_tail(self, log: Log, tail: Tail) -> None:
        for line in tail.lines:
            self._accept(line.record)
            self._unseen.append(rec.to_entry(line.record))
        log.mark = tail.mark

    def _accept(self, record: rec.Record) -> None:
        """Carry out a record that stands in the log."""
        self._tables.apply(rec.to_edits(record.get("edits", ())))
        self._seq = record["seq"]
        if self._keys is not None and "key" in record:
            self._keys[record["key"]] = self._seq

    # history

    def entries(self, since: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Entries with since < seq <= until, oldest first."""
        with self._history() as history:
            for entry in history.forward(since) if history else ():
                if until is not None and entry.seq > until:
                    return
                yield entry

    def entry(self, seq: int) -> Entry | None:
        """One entry by number."""
        with self._history() as history:
            for entry in history.forward(seq - 1) if history else ():
                return entry if entry.seq == seq else None
        return None

    def latest(self, limit: int, before: int | None = None) -> Sequence[Entry]:
        """Up to `limit` newest entries (with seq < before), newest first."""
        with self._history() as history:
            return list(islice(history.backward(before), limit)) if history else []

    @contextmanager
    def _history(self) -> Iterator[History | None]:
        """History over a handle of its own, which stays good while the store moves on."""
        fd = -1
        try:
            with self._state:
                log = self._log
                if log is not None:
                    fd = self._io.dup(log.fd)
                    mark = log.mark
            yield None if log is None else History(self._io, fd, mark, self.layout.log_name)
        except OSError as error:
            raise disk_problem(error, self.layout.log_name, "read") from error
        finally:
            if fd >= 0:
                shut(self._io, fd)

    # writing

    def commit(
        self, decide: Decide, actor: Actor, *, ts: datetime, key: str | None = None
    ) -> Entry | None:
        """See `Store.commit`. Waits for other writers at most the patience given."""
        with self._writing:
            with self._locked() as log:
                entry = self._commit(log, decide, actor, ts, key)
            if entry is not None and self._tail_is_long():
                self._try_fold()
            return entry

    def _commit(
        self, log: Log, decide: Decide, actor: Actor, ts: datetime, key: str | None
    ) -> Entry | None:
        if key is not None:
            known = self._known_keys(log).get(key)
            if known is not None and known > self._seq - KEYS_KEPT:
                return self.entry(known)
        change = decide(self._tables.view(self._seq))
        if not change.edits:
            return None
        try:
            edits = settle(self._tables.docs, change.edits)
        except Conflict as refusal:
            raise named(refusal, self.latest(BLAME)) from None
        if not edits:
            return None
        entry = Entry(
            self._seq + 1,
            ts.isoformat(),
            actor.by,
            actor.through,
            change.why,
            edits,
            change.undoes,
            key,
        )
        try:
            record = log.append(rec.to_record(entry))
        except Stuck as stuck:
            raise self._stuck(stuck) from stuck
        with self._state:
            self._accept(record)
        return rec.to_entry(record)

    @contextmanager
    def _locked(self) -> Iterator[Log]:
        """The lock, with everything read that others wrote. Problems come out as StoreProblem."""
        if self._readonly:
            raise StoreProblem(self._readonly, cause="readonly")
        try:
            with self._lock:
                self._committing = True
                try:
                    yield self._caught_up()
                finally:
                    self._committing = False
        except OSError as error:
            raise disk_problem(error, self.layout.name, "written") from error

    def _caught_up(self) -> Log:
        with self._state:
            log = self._log
            if log is None or log.replaced() or not log.holds(log.mark):
                return self._reloaded()
            if log.size() > log.mark.offset:
                tail = log.tail()
                self._take_tail(log, tail)
                if tail.rest:
                    if any_record(tail.rest, tail.mark):
                        return self._reloaded()
                    self._notices.append(cut_torn(self._io, self.layout, log, tail.mark, tail.rest))
            return log

    def _reloaded(self) -> Log:
        self._replace(self._load_locked())
        return self._need_log()

    def _need_log(self) -> Log:
        if self._log is None or self._readonly:
            raise StoreProblem(self._readonly or f"{self.layout.name} is gone.", cause="readonly")
        return self._log

    def _known_keys(self, log: Log) -> dict[str, int]:
        if self._keys is None:
            history = History(self._io, log.fd, log.mark, self.layout.log_name)
            self._keys = history.keys(KEYS_KEPT)
        return self._keys

    def _stuck(self, stuck: Stuck) -> StoreProblem:
        self._readonly = (
            f"A failed change to {self.layout.name} could not be taken back ({stuck}); nothing "
            "more is written until it is opened again."
        )
        return StoreProblem(
            self._readonly, hint="Check the disk, then start again.", cause="readonly"
        )

    # folding

    def fold(self, *, quick: bool = False) -> bool:
        """Write the snapshot file; with `quick`, only when that is cheap. True if written."""
        with self._writing:
            return self._fold(quick)

    def _try_fold(self, *, quick: bool = False) -> bool:
        """A snapshot that cannot be written is only late."""
        try:
            return self._fold(quick)
        except StoreProblem:
            return False

    def _fold(self, quick: bool) -> bool:
        size = self._stamp.size if self._stamp else 0
        if self._log is None or self._readonly or (quick and size > QUICK_BYTES):
            return False
        if self._folded == self._log.mark.offset and self._untouched():
            return False
        with self._locked() as log:
            if not self._untouched() and self._others_folded(log):
                return False
            log = self._need_log()
            log.sync()
            self._stamp = snapshotfile.write(
                self._io, self.layout.path, self._tables, log.mark, self._log_id
            )
            self._folded = log.mark.offset
        return True

    def _untouched(self) -> bool:
        stamp = snapshotfile.stamp(self._io, self.layout.path)
        return stamp is not None and stamp == self._stamp

    def _others_folded(self, log: Log) -> bool:
        """Look at a snapshot file that is not the one known here; take in what was edited.

        True when another process has written it as far as this one would.
        """
        reading = snapshotfile.read(self._io, self.layout.path)
        if reading.state == "missing":
            return False
        mark = reading.mark
        if reading.state == "good" and mark is not None and log.proves(mark):
            self._stamp, self._folded = reading.stamp, mark.offset
            return mark.offset >= log.mark.offset
        if reading.state != "good" or reading.format != rec.FORMAT:
            with self._state:
                self._reloaded()
        return False

    def _tail_is_long(self) -> bool:
        if self._log is None:
            return False
        size = self._stamp.size if self._stamp else 0
        return self._log.mark.offset - self._folded > max(FOLD_BYTES, size // 4)

    # beside

    def put_blob(self, data: bytes) -> str:
        """Keep bytes beside the workspace; returns their sha256 in hex."""
        with self._disk("written"):
            return self._blobs.put(data)

    def get_blob(self, digest: str) -> bytes | None:
        """Bytes kept under a hash, None when forgotten or damaged."""
        with self._disk("read"):
            return self._blobs.get(digest)

    def drop_blob(self, digest: str) -> bool:
        """Forget bytes; True if they were there."""
        with self._disk("written"):
            return self._blobs.drop(digest)

    def secret(self) -> bytes:
        """32 random bytes of this workspace."""
        with self._disk("read"):
            return secret(self._io, self.layout.secret)

    def lease(self, name: str) -> AbstractContextManager[bool]:
        """Hold a named role; yields False when another process has it."""
        return lease(self._io, self.layout.beside, name)

    def holder(self, name: str) -> str:
        """Who holds a role, "" when nobody does."""
        with self._disk("read"):
            return holder(self._io, self.layout.beside, name)

    @contextmanager
    def _disk(self, doing: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise disk_problem(error, f"{self.layout.name}.d", doing) from error
