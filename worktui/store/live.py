"""What an open store knows at this moment: documents, place in the log, what is not yet told."""

from __future__ import annotations

from collections import deque

from worktui.app.ports import Notice
from worktui.domain.change import Entry
from worktui.store import record as rec
from worktui.store.aside import Stamp
from worktui.store.loaded import Loaded
from worktui.store.log import Log, Tail
from worktui.store.tables import Tables


class Live:
    """One state of a store. Whoever changes it holds the store's state lock."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.log: Log | None = None
        self.log_id = ""
        self.seq = 0
        self.stamp: Stamp | None = None
        """The snapshot file as last seen."""
        self.folded = 0
        """Offset in the log up to which the snapshot file goes."""
        self.readonly = "not opened"
        self.notices: list[Notice] = []
        self.unseen: deque[Entry] = deque()
        """Entries of others that `poll` has not told yet."""
        self.keys: dict[str, int] | None = None
        """Idempotence keys of the latest entries, once they were asked for."""

    def take(self, loaded: Loaded, log_name: str) -> None:
        """Put what was read in the place of all that was known."""
        old = self.log
        self.tables, self.log, self.log_id = loaded.tables, loaded.log, loaded.log_id
        self.stamp, self.folded, self.seq = loaded.stamp, loaded.folded, loaded.seq
        self.keys = None
        self.readonly = loaded.readonly
        if not self.readonly and (self.log is None or not self.log.writable):
            self.readonly = f"{log_name} cannot be written: permission denied."
        if old is not None and old is not self.log:
            old.close()

    def follow(self, log: Log, tail: Tail) -> None:
        """Take in what others have added."""
        for line in tail.lines:
            self.accept(line.record)
            self.unseen.append(rec.to_entry(line.record))
        log.mark = tail.mark

    def accept(self, record: rec.Record) -> None:
        """Carry out a record that stands in the log."""
        self.tables.apply(rec.to_edits(record.get("edits", ())))
        self.seq = record["seq"]
        if self.keys is not None and "key" in record:
            self.keys[record["key"]] = self.seq

    @property
    def file_size(self) -> int:
        """Bytes in the snapshot file as last seen."""
        return self.stamp.size if self.stamp else 0

    @property
    def tail_size(self) -> int:
        """Bytes of log after the snapshot."""
        return self.log.mark.offset - self.folded if self.log else 0
