"""Opening a workspace when something is unusual: the rules of recovery, under the lock.

1. Only what follows the last whole record is cut, and only if no record comes after it.
2. A snapshot names its place in the log and the checksum there; both are checked.
3. A snapshot with a wrong checksum was edited: the difference becomes one entry.
4. A foreign file becomes an entry too, so that the log alone can rebuild everything.
5. A log that ends before its snapshot: the snapshot wins, the log is kept aside.
6. A failed append is taken back (in `log.py`).
7. A log that shrank is read again from the snapshot (in `file.py`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from worktui.app.ports import Notice
from worktui.domain.change import Edit, Entry
from worktui.domain.errors import StoreProblem
from worktui.store import adopt, snapshotfile
from worktui.store import record as rec
from worktui.store.aside import exists, keep
from worktui.store.io import Io, read_at, write_beside
from worktui.store.layout import Layout
from worktui.store.loaded import Loaded, cut_torn, take
from worktui.store.log import START, Log, Walk
from worktui.store.merge import settle
from worktui.store.problems import damaged
from worktui.store.replay import Nearest, Told, replay
from worktui.store.salvage import any_record, salvage
from worktui.store.snapshotfile import Reading
from worktui.store.tables import Tables
from worktui.store.upgrade import STEPS, Step, base_record, can_upgrade, upgraded


class Recovery:
    """One opening under the lock. Raises StoreProblem and OSError; files then stay as found.

    Without `writable` nothing is written, and what would have been is only in memory.
    """

    def __init__(
        self,
        io: Io,
        layout: Layout,
        now: datetime,
        *,
        writable: bool = True,
        create: bool = True,
        steps: Mapping[int, Step] = STEPS,
    ) -> None:
        self._io = io
        self._layout = layout
        self._now = now
        self._writable = writable
        self._create = create
        self._steps = steps
        self._notices: list[Notice] = []

    def run(self) -> Loaded:
        """Bring the files in order and read them."""
        reading = snapshotfile.read(self._io, self._layout.path)
        try:
            log = Log(self._io, self._layout.log)
        except FileNotFoundError:
            log = None
        try:
            loaded = self._dispatch(reading, log)
        except BaseException:
            if log is not None:
                log.close()
            raise
        if log is not None and loaded.log is not log:
            log.close()
        loaded.notices = self._notices
        loaded.stamp = reading.stamp
        loaded.stale = self._writable
        return loaded

    def _dispatch(self, reading: Reading, log: Log | None) -> Loaded:
        version = newest_format(self._io, reading, log)
        if version > rec.FORMAT:
            return self._newer(reading, log, version)
        if log is not None and log.size() == 0:
            self._say(f"{self._layout.log_name} was empty.")
            log = None
        if log is None:
            return self._without_log(reading)
        if version < rec.FORMAT and version >= 0:
            log = self._upgrade(log, version)
            reading = Reading("missing")
        return self._with_log(reading, log)

    # versions

    def _newer(self, reading: Reading, log: Log | None, version: int) -> Loaded:
        sentence = (
            f"{self._layout.name} was written by a newer worktui (format {version}, this one "
            f"knows {rec.FORMAT}); it can be read here but not changed. Update worktui."
        )
        mark = reading.mark
        if reading.state not in {"good", "edited"} or mark is None:
            raise StoreProblem(
                sentence.replace("can be read here but not changed", "was left"),
                hint="Update worktui to open it.",
                cause="newer",
            )
        self._say(sentence, "warning")
        tables = snapshotfile.tables_of(reading.raw)
        if log is not None and log.proves(mark):
            log.mark = mark
            tail = log.tail()
            take(tables, [line.record for line in tail.lines])
            log.mark = mark = tail.mark
        else:
            log = None
        self._writable = False
        return Loaded(tables, log, "", mark.seq, readonly=sentence)

    def _upgrade(self, log: Log, version: int) -> Log:
        """Rewrite an older log in the present format; old log and snapshot are kept."""
        name = self._layout.name
        if not can_upgrade(version, self._steps):
            raise damaged(name, f"has format {version}, which this worktui does not know", _LEFT)
        if not self._writable:
            raise StoreProblem(
                f"{name} has the older format {version} and cannot be upgraded here.",
                hint="Open it once where it can be written.",
                cause="readonly",
            )
        parts: list[bytes | memoryview] = []
        crc = 0
        walk = Walk(self._io, log.fd)
        for line in walk:
            data, crc = rec.encode(upgraded(line.record, version, self._steps), crc)
            parts.append(data)
        parts.append(read_at(self._io, log.fd, walk.mark.offset, log.size()))
        kept = [keep(self._io, self._layout.log, f"v{version}", self._now)]
        if exists(self._io, self._layout.path):
            kept.append(keep(self._io, self._layout.path, f"v{version}", self._now))
        write_beside(self._io, self._layout.log, parts, like=self._io.fstat(log.fd))
        log.close()
        self._say(
            f"{name} was upgraded from format {version} to {rec.FORMAT}; "
            f"the older files were kept as {' and '.join(kept)}."
        )
        return Log(self._io, self._layout.log)

    # no log

    def _without_log(self, reading: Reading) -> Loaded:
        name = self._layout.name
        if reading.state == "broken":
            raise damaged(name, f"{reading.wrong}, and there is no log to rebuild it from", _LEFT)
        if reading.state == "missing" and not self._create:
            raise StoreProblem(
                f"There is no workspace at {self._layout.path}.",
                hint="`worktui demo` shows sample work; `worktui add` begins your own.",
                cause="missing",
            )
        if reading.state in {"missing", "foreign"}:
            return self._begin(reading)
        mark = reading.mark
        found = adopt.identify(reading.raw, {})
        tables = Tables()
        tables.apply(adopt.difference({}, found.docs), found.keys)
        if reading.state == "edited":
            self._say(f"{name} was edited outside worktui and has no log; it was taken as it is.")
        self._say(f"{self._layout.log_name} was missing: a new one was begun from {name}.")
        return self._rebase(tables, mark.seq if mark else 0, [_log_id(reading)])

    def _begin(self, reading: Reading) -> Loaded:
        """A new workspace, perhaps from a file of stock TinyDB, which becomes entry 1."""
        log_id = secrets.token_hex(8)
        found = adopt.identify(reading.raw, {})
        edits = settle({}, adopt.difference({}, found.docs))
        tables = Tables()
        tables.apply(edits, found.keys)
        if not self._writable:
            return Loaded(tables, None, log_id, 0)
        first, crc = rec.encode(base_record(0, log_id, []), 0)
        parts: list[bytes | memoryview] = [first]
        if edits:
            self._say(
                f"{self._layout.name} is a TinyDB file: its {_documents(edits)} were taken "
                "in as entry 1, which can be undone."
            )
            kept = keep(self._io, self._layout.path, "original", self._now)
            self._say(f"The file as it was is kept as {kept}.")
            record = rec.to_record(self._adoption(1, edits, reading))
            parts.append(rec.encode(record, crc)[0])
        write_beside(self._io, self._layout.log, parts)
        return self._at_end(tables, log_id)

    # a log

    def _with_log(self, reading: Reading, log: Log) -> Loaded:
        foreign = reading.state in {"edited", "foreign"}
        found = adopt.identify(reading.raw, {}) if foreign else adopt.Found()
        nearest = Nearest(found.docs, reading.token)
        told = replay(self._io, log, nearest if foreign else None)
        if told.header is None or (told.rest and any_record(told.rest, told.mark)):
            return self._damaged(reading, log, told, nearest)
        if told.rest:
            self._cut(log, told)
        log.mark = told.mark
        log_id = str(told.header.get("log", ""))
        if reading.state == "good":
            return self._late(reading, log, told, log_id)
        if reading.state == "missing" and told.mark.seq > 0:
            self._say(f"{self._layout.name} was missing; it was rebuilt from the log.")
        if reading.state == "broken":
            self._keep_broken(reading)
        loaded = Loaded(told.tables, log, log_id, told.mark.seq)
        if foreign:
            self._adopt(reading, loaded, nearest, log)
        return loaded

    def _cut(self, log: Log, told: Told) -> None:
        if self._writable and log.writable:
            self._notices.append(cut_torn(self._io, self._layout, log, told.mark, told.rest))

    def _late(self, reading: Reading, log: Log, told: Told, log_id: str) -> Loaded:
        """A good snapshot beside a whole log."""
        mark = reading.mark
        if mark is not None and mark.seq <= told.mark.seq and log.proves(mark):
            tables = snapshotfile.tables_of(reading.raw)
            take(tables, [line.record for line in Walk(self._io, log.fd, mark)])
            return Loaded(tables, log, log_id, told.mark.seq)
        if _superseded(reading, told.header):
            return Loaded(told.tables, log, log_id, told.mark.seq)
        kept = self._keep(self._layout.log, "damaged")
        self._say(
            f"{self._layout.log_name} ends before {self._layout.name} or belongs to another; the "
            f"work was taken from {self._layout.name} and a new log begun. The old log is kept "
            f"as {kept}.",
            "warning",
        )
        tables = snapshotfile.tables_of(reading.raw)
        return self._rebase(tables, mark.seq if mark else 0, [_log_id(reading), log_id])

    def _keep_broken(self, reading: Reading) -> None:
        kept = self._keep(self._layout.path, "damaged")
        self._say(
            f"{self._layout.name} {reading.wrong}; it was rebuilt from the log. The damaged file "
            f"is kept as {kept}.",
            "warning",
        )

    def _adopt(self, reading: Reading, loaded: Loaded, nearest: Nearest, log: Log) -> None:
        """Take in what was edited outside, set against the state the file was made from."""
        if nearest.adopted:
            return
        mark = reading.mark
        base_seq = mark.seq if mark is not None and log.proves(mark) else nearest.mark.seq
        base = replay(self._io, log, until=base_seq).tables
        self._adopt_onto(reading, loaded, base)

    def _adopt_onto(self, reading: Reading, loaded: Loaded, base: Tables) -> None:
        found = adopt.identify(reading.raw, loaded.tables.docs)
        held, left = adopt.onto(loaded.tables, adopt.difference(base.docs, found.docs))
        name = self._layout.name
        if left:
            kept = self._keep(self._layout.path, "edited")
            self._say(
                f"{name} was edited outside worktui, but {', '.join(left[:5])}"
                f"{' and more' if len(left) > 5 else ''} had been changed here since and stayed; "
                f"the edited file is kept as {kept}.",
                "warning",
            )
        if not held:
            return
        if self._writable and loaded.log is not None:
            entry = self._adoption(loaded.seq + 1, held, reading)
            loaded.log.append(rec.to_record(entry))
            loaded.seq = entry.seq
            self._say(
                f"{name} was edited outside worktui: {_documents(held)} were taken in as entry "
                f"{entry.seq}, which can be undone.",
                "warning",
            )
        loaded.tables.apply(held, found.keys)

    # a damaged log

    def _damaged(self, reading: Reading, log: Log, told: Told, nearest: Nearest) -> Loaded:
        """Save what can be read, keep the log aside, begin a new one from all of it."""
        header, mark = told.header, reading.mark
        tables, start, rest = told.tables, told.mark, told.rest
        if reading.state == "good" and mark is not None and not _superseded(reading, header):
            tables = snapshotfile.tables_of(reading.raw)
            if log.proves(mark):
                start, rest = mark, read_at(self._io, log.fd, mark.offset, log.size())
            else:
                start, rest = START, read_at(self._io, log.fd, 0, log.size())
        found = salvage(rest, start)
        seq = mark.seq if tables is not told.tables and mark is not None else told.mark.seq
        records = [r for r in found.records if r["seq"] > max(seq, 0)]
        if header is None and tables is told.tables:
            self._check_whole(found.records)
        missing = [n for n in found.missing if n > max(seq, 0)]
        take(tables, records)
        seq = max([seq, 0, *(r["seq"] for r in records)])
        kept = self._keep(self._layout.log, "damaged")
        if reading.state == "broken":
            self._keep_broken(reading)
        self._say(_told_of(self._layout.log_name, kept, len(records), missing), "warning")
        ids = [_log_id(reading), str((header or {}).get("log", ""))]
        loaded = self._rebase(tables, seq, ids)
        if reading.state in {"edited", "foreign"} and not nearest.adopted:
            base = replay(self._io, log, until=nearest.mark.seq).tables
            self._adopt_onto(reading, loaded, base)
        return loaded

    def _check_whole(self, records: list[rec.Record]) -> None:
        """Without a readable beginning the records must begin with the first."""
        if not records:
            raise damaged(self._layout.log_name, "is not a log of worktui", _LEFT)
        if records[0]["seq"] > 1:
            raise damaged(
                self._layout.log_name,
                f"has lost its beginning, and {self._layout.name} cannot be used either",
                _LEFT,
            )

    # writing

    def _rebase(self, tables: Tables, seq: int, after: list[str]) -> Loaded:
        """A new log that begins with all documents."""
        log_id = secrets.token_hex(8)
        if not self._writable:
            return Loaded(tables, None, log_id, seq)
        ids = [id for id in after if id]
        record = base_record(seq, log_id, ids, tables.file_tables())
        try:
            like = self._io.stat(self._layout.log)
        except FileNotFoundError:
            like = None
        write_beside(self._io, self._layout.log, [rec.encode(record, 0)[0]], like=like)
        return self._at_end(tables, log_id)

    def _at_end(self, tables: Tables, log_id: str) -> Loaded:
        log = Log(self._io, self._layout.log)
        walk = Walk(self._io, log.fd)
        for _ in walk:
            pass
        log.mark = walk.mark
        return Loaded(tables, log, log_id, walk.mark.seq)

    def _adoption(self, seq: int, edits: tuple[Edit, ...], reading: Reading) -> Entry:
        return Entry(
            seq=seq,
            ts=self._now.isoformat(),
            by="worktui",
            through="external",
            why=f"{self._layout.name} changed outside worktui",
            edits=edits,
            facts={"adopted": reading.token},
        )

    def _keep(self, path: str, word: str) -> str:
        return keep(self._io, path, word, self._now) if self._writable else "(not kept)"

    def _say(self, text: str, level: str = "info") -> None:
        self._notices.append(Notice(text, level))


_LEFT = "It was left as it is. Put a backup in its place, or name another file with --file."


def newest_format(io: Io, reading: Reading, log: Log | None) -> int:
    """The format of log or snapshot, whichever is higher; -1 when neither says.

    A snapshot that was edited is believed only where there is no log to say.
    """
    versions = []
    if log is not None:
        first = next(Walk(io, log.fd), None)
        value = first.record.get("format") if first else None
        if isinstance(value, int):
            versions.append(value)
    if reading.meta and (reading.state == "good" or not versions):
        versions.append(reading.format)
    return max(versions, default=-1)


def _superseded(reading: Reading, header: rec.Record | None) -> bool:
    """True when the log goes on from the one this snapshot was made from."""
    after = (header or {}).get("after", [])
    return isinstance(after, list) and _log_id(reading) in after


def _log_id(reading: Reading) -> str:
    return str(reading.meta.get("log", ""))


def _documents(edits: tuple[Edit, ...]) -> str:
    count = len({(edit.table, edit.id) for edit in edits})
    return "1 document" if count == 1 else f"{count} documents"


def _told_of(name: str, kept: str, saved: int, missing: list[int]) -> str:
    lost = ""
    if missing:
        numbers = ", ".join(map(str, missing[:10])) + (" and more" if len(missing) > 10 else "")
        lost = f" Entries that could not be read: {numbers}."
    return (
        f"{name} was damaged; {saved} later entries were saved from behind the damage and a new "
        f"log was begun. The damaged log is kept as {kept}.{lost}"
    )
