"""The store in a file: TinyDB snapshot, one log, one lock, a folder beside.

The log is the truth; the snapshot may be late. A change is: take the lock, read what others
added, decide, append one line, make it last, apply it here. Readers never lock.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice
from os import PathLike

from worktui.app.ports import Clock, Decide, Notice
from worktui.domain.change import Actor, Entry
from worktui.domain.errors import Conflict, StoreProblem
from worktui.store import record as rec
from worktui.store import snapshotfile
from worktui.store.aside import keep, stamp
from worktui.store.beside import Beside
from worktui.store.history import History
from worktui.store.io import DISK, Io, shut
from worktui.store.layout import Layout
from worktui.store.live import Live
from worktui.store.loaded import Loaded, cut_torn
from worktui.store.lock import PATIENCE, FileLock
from worktui.store.log import Log, Stuck
from worktui.store.merge import made, named, settle
from worktui.store.network import network_disk
from worktui.store.opening import Opening
from worktui.store.problems import disk_problem
from worktui.store.salvage import any_record
from worktui.store.tables import Picture
from worktui.store.upgrade import STEPS, Step

FOLD_BYTES = 256 << 10
"""Log after the snapshot that is always allowed; beyond, a quarter of the snapshot."""

QUICK_BYTES = 2 << 20
"""A snapshot up to this size is written quickly enough to do it on leaving."""

KEYS_KEPT = 2000
"""For so many entries an idempotence key is remembered."""

BLAME = 500
"""So many entries are looked through for who wrote a clashing value."""


class FileStore(Beside):
    """`Store` over one file. Thread-safe: commit in a worker thread, poll from a timer.

    `_writing` is held for a whole commit or fold, which may wait for other processes; `_state`
    only while what is known here is read or changed, so that looking never waits for writing.
    """

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
        super().__init__(io, Layout.of(path))
        self._lock = FileLock(io, self.layout, patience)
        self._opening = Opening(io, self.layout, self._lock, clock, create=create, steps=steps)
        self._writing = threading.Lock()
        self._state = threading.RLock()
        self._live = Live()
        self._in_lock = False

    # opening and leaving

    def open(self) -> Sequence[Notice]:
        """Read everything, putting in order what is not; returns what was done."""
        with self._writing, self._state:
            loaded = self._opening.load()
            self._live.take(loaded, self.layout.log_name)
            if loaded.stale:
                self._try_fold()
            return loaded.notices

    def close(self) -> None:
        """Let go; folds only when quick."""
        with self._writing, self._state:
            live = self._live
            if live.log is None:
                return
            self._try_fold(quick=True)
            if live.log is not None:
                live.log.close()
            live.log = None
            live.readonly = f"{self.layout.name} is closed."
            self._lock.forget()

    # reading

    @property
    def seq(self) -> int:
        """Number of the last entry known here."""
        return self._live.seq

    @property
    def readonly(self) -> str:
        """Why nothing can be written, or ""."""
        return self._live.readonly

    def notices(self) -> Sequence[Notice]:
        """What was put in order since opening, said once."""
        with self._state:
            said, self._live.notices = self._live.notices, []
            return said

    def network(self) -> str:
        """The kind of network disk the file lies on, "" for a disk of this machine.

        There a change of others may be seen late, and locks may not hold.
        """
        return network_disk(self._io, self.layout.folder)

    def snapshot(self) -> Picture:
        """A picture at `seq` that later commits do not change."""
        with self._state:
            return self._live.tables.picture(self._live.seq)

    def poll(self) -> Sequence[Entry]:
        """Entries others have added since the last look; never locks, never waits."""
        if not self._state.acquire(blocking=False):
            return ()
        try:
            if self._live.log is not None and not self._in_lock:
                self._follow(self._live.log)
            entries = tuple(self._live.unseen)
            self._live.unseen.clear()
            return entries
        except OSError as error:
            raise disk_problem(error, self.layout.log_name, "read") from error
        finally:
            self._state.release()

    def _follow(self, log: Log) -> None:
        """Read on without the lock. When the ground moved, read anew if that is quick."""
        if log.holds(log.mark) and not log.replaced():
            if log.size() == log.mark.offset:
                return
            tail = log.tail()
            self._live.follow(log, tail)
            if tail.lines or b"\n" not in tail.rest:
                return
        loaded = self._opening.load_unlocked()
        if loaded is not None:
            self._replace(loaded)

    def _replace(self, loaded: Loaded) -> None:
        """Take what was read anew after the ground moved; what is new there becomes unseen."""
        live, known = self._live, self._live.seq
        live.take(loaded, self.layout.log_name)
        live.notices += loaded.notices
        since = known if live.seq > known else live.seq - 1
        with suppress(StoreProblem):  # before a new log there is no history; the work counts
            live.unseen.extend(self.entries(since))

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
                log = self._live.log
                if log is not None:
                    fd, mark = self._io.dup(log.fd), log.mark
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
                entry = self._keyed(log, key) or self._commit(log, decide, actor, ts, key)
            live = self._live
            if live.tail_size > max(FOLD_BYTES, live.file_size // 4):
                self._try_fold()
            return entry

    def _keyed(self, log: Log, key: str | None) -> Entry | None:
        """The entry committed with a key lately."""
        live = self._live
        if key is None:
            return None
        if live.keys is None:
            history = History(self._io, log.fd, log.mark, self.layout.log_name)
            live.keys = history.keys(KEYS_KEPT)
        seq = live.keys.get(key)
        return self.entry(seq) if seq is not None and seq > live.seq - KEYS_KEPT else None

    def _commit(
        self, log: Log, decide: Decide, actor: Actor, ts: datetime, key: str | None
    ) -> Entry | None:
        live = self._live
        change = decide(live.tables.view(live.seq))
        if not change.edits:
            return None
        try:
            edits = settle(live.tables.docs, change.edits)
        except Conflict as refusal:
            raise named(refusal, self.latest(BLAME)) from None
        if not edits:
            return None
        record = rec.to_record(made(live.seq + 1, change, edits, actor, ts, key))
        try:
            record = log.append(record)
        except Stuck as stuck:
            raise self._stuck(stuck) from stuck
        with self._state:
            live.accept(record)
        return rec.to_entry(record)

    @contextmanager
    def _locked(self) -> Iterator[Log]:
        """The lock, with everything read that others wrote. OSError comes out as StoreProblem."""
        self._need_log()
        try:
            with self._lock:
                self._in_lock = True
                try:
                    yield self._caught_up()
                finally:
                    self._in_lock = False
        except OSError as error:
            raise disk_problem(error, self.layout.name, "written") from error

    def _caught_up(self) -> Log:
        with self._state:
            live, log = self._live, self._live.log
            if log is None or log.replaced() or not log.holds(log.mark):
                return self._reloaded()
            if log.size() > log.mark.offset:
                tail = log.tail()
                live.follow(log, tail)
                if tail.rest and any_record(tail.rest, tail.mark):
                    return self._reloaded()
                if tail.rest:
                    notice = cut_torn(self._io, self.layout, log, tail.mark, tail.rest)
                    live.notices.append(notice)
            return log

    def _reloaded(self) -> Log:
        self._replace(self._opening.load_locked())
        return self._need_log()

    def _need_log(self) -> Log:
        live = self._live
        if live.log is None or live.readonly:
            raise StoreProblem(live.readonly or f"{self.layout.name} is gone.", cause="readonly")
        return live.log

    def _stuck(self, stuck: Stuck) -> StoreProblem:
        self._live.readonly = (
            f"A failed change to {self.layout.name} could not be taken back ({stuck}); nothing "
            "more is written until it is opened again."
        )
        hint = "Check the disk, then start again."
        return StoreProblem(self._live.readonly, hint=hint, cause="readonly")

    # folding

    def fold(self, *, quick: bool = False) -> bool:
        """Write the snapshot file; with `quick`, only when that is cheap. True if written."""
        with self._writing:
            return self._fold(quick)

    def _try_fold(self, *, quick: bool = False) -> None:
        """A snapshot that cannot be written is only late."""
        with suppress(StoreProblem):
            self._fold(quick)

    def _fold(self, quick: bool) -> bool:
        live = self._live
        if live.log is None or live.readonly or (quick and live.file_size > QUICK_BYTES):
            return False
        if not live.tail_size and self._untouched():
            return False
        with self._locked() as log:
            if not self._untouched() and self._others_wrote(log):
                return False
            log = self._need_log()
            log.sync()
            live.stamp = snapshotfile.write(
                self._io, self.layout.path, live.tables, log.mark, live.log_id
            )
            live.folded = log.mark.offset
        return True

    def _untouched(self) -> bool:
        """True when the snapshot file is the one known here."""
        with self._disk("read"):
            found = stamp(self._io, self.layout.path)
        return found is not None and found == self._live.stamp

    def _others_wrote(self, log: Log) -> bool:
        """Look at a snapshot file that is not the one known here; take in what was edited.

        True when another process has written it as far as this one would.
        """
        live = self._live
        reading = snapshotfile.read(self._io, self.layout.path)
        mark = reading.mark
        if reading.state == "missing":
            return False
        if reading.state != "good" or reading.format != rec.FORMAT:
            with self._state:
                self._reloaded()
        elif mark is not None and log.proves(mark):
            live.stamp, live.folded = reading.stamp, mark.offset
            return mark.offset >= log.mark.offset
        else:
            kept = keep(self._io, self.layout.path, "replaced", self._opening.now())
            name = self.layout.name
            text = f"{name} was put in place of the one open here; it is kept as {kept}."
            live.notices.append(Notice(text, "warning"))
        return False
