"""Where a recovery works: the files, what may be done to them, what there is to tell."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from worktui.app.ports import Notice
from worktui.domain.change import Edit, Entry
from worktui.domain.errors import StoreProblem
from worktui.store import record as rec
from worktui.store.aside import keep
from worktui.store.io import Io, write_beside
from worktui.store.layout import Layout
from worktui.store.loaded import Loaded
from worktui.store.log import Log, Walk
from worktui.store.problems import damaged
from worktui.store.snapshotfile import Reading
from worktui.store.tables import Tables
from worktui.store.upgrade import STEPS, Step

LEFT = "It was left as it is. Put a backup in its place, or name another file with --file."


@dataclass(slots=True)
class Site:
    """Without `writable` nothing is written, and what would have been is only in memory."""

    io: Io
    layout: Layout
    now: datetime
    writable: bool = True
    create: bool = True
    steps: Mapping[int, Step] = field(default_factory=lambda: STEPS)
    notices: list[Notice] = field(default_factory=list)

    def say(self, text: str, level: str = "info") -> None:
        """Something to tell."""
        self.notices.append(Notice(text, level))

    def warn(self, text: str) -> None:
        """Something to tell that needs a look."""
        self.say(text, "warning")

    def keep(self, path: str, word: str) -> str:
        """Keep a copy of a file beside it; the name of the copy."""
        return keep(self.io, path, word, self.now) if self.writable else "(not kept)"

    def beyond_use(self, name: str, what: str) -> StoreProblem:
        """A file that nothing can be made of; it is left."""
        return damaged(name, what, LEFT)

    def begin_log(self, records: list[rec.Record], tables: Tables) -> Loaded:
        """Put a new log of these records in place of the old one; they tell `tables`."""
        log_id = str(records[0]["log"])
        if not self.writable:
            return Loaded(tables, None, log_id, records[0]["seq"])
        parts: list[bytes | memoryview] = []
        crc = 0
        for record in records:
            data, crc = rec.encode(record, crc)
            parts.append(data)
        write_beside(self.io, self.layout.log, parts, like=self._like())
        log = Log(self.io, self.layout.log)
        walk = Walk(self.io, log.fd)
        for _ in walk:
            pass
        log.mark = walk.mark
        return Loaded(tables, log, log_id, walk.mark.seq)

    def _like(self) -> os.stat_result | None:
        """Whose mode and group a new log takes: of the old one, else of the snapshot."""
        for path in (self.layout.log, self.layout.path):
            try:
                return self.io.stat(path)
            except FileNotFoundError:
                continue
        return None

    def begin_from(self, tables: Tables, seq: int, after: list[str]) -> Loaded:
        """A new log that begins with all documents, after logs with these ids."""
        base = base_record(seq, [id for id in after if id], tables.file_tables())
        return self.begin_log([base], tables)

    def adoption(self, seq: int, edits: tuple[Edit, ...], reading: Reading) -> rec.Record:
        """The entry of what was changed outside; it names the file it was taken from."""
        return rec.to_record(
            Entry(
                seq=seq,
                ts=self.now.isoformat(),
                by="worktui",
                through="external",
                why=f"{self.layout.name} changed outside worktui",
                edits=edits,
                facts={"adopted": reading.token},
            )
        )


def base_record(
    seq: int, after: list[str] | None = None, base: Mapping[str, object] | None = None
) -> rec.Record:
    """The first record of a log: version, the log's own id, the ids of logs it goes on
    from, and all documents when it does not begin with an empty workspace."""
    record: rec.Record = {"seq": seq, "format": rec.FORMAT, "log": os.urandom(8).hex()}
    if after:
        record["after"] = after
    if base is not None:
        record["base"] = base
    return record


def documents(edits: tuple[Edit, ...]) -> str:
    """How many documents edits touch, in words."""
    count = len({(edit.table, edit.id) for edit in edits})
    return "1 document" if count == 1 else f"{count} documents"
