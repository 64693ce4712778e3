"""The whole log read from its first line: the state it tells, and where it breaks off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from worktui.domain.change import Doc
from worktui.store import record as rec
from worktui.store import snapshotfile
from worktui.store.io import Io, read_at
from worktui.store.log import START, Log, Mark, Walk
from worktui.store.merge import same
from worktui.store.snapshotfile import Reading
from worktui.store.tables import Docs, Tables

Watch = Callable[[Mark, Tables, rec.Record], None]


@dataclass(slots=True)
class Told:
    """What the log tells up to `mark`; `rest` are the bytes that do not follow."""

    header: rec.Record | None
    tables: Tables
    mark: Mark
    rest: bytes

    @property
    def log_id(self) -> str:
        """The log's own id."""
        return str((self.header or {}).get("log", ""))

    def goes_on_from(self, reading: Reading) -> bool:
        """True when this log began with all that the log of that snapshot told."""
        after = (self.header or {}).get("after", [])
        return isinstance(after, list) and reading.log_id in after


def replay(io: Io, log: Log, watch: Watch | None = None, until: int | None = None) -> Told:
    """Read everything, or up to entry `until`. `watch` is called after each record."""
    walk = Walk(io, log.fd)
    header: rec.Record | None = None
    tables = Tables()
    for line in walk:
        if header is None:
            if "format" not in line.record:
                walk.mark = START
                break
            header = line.record
            tables = base_tables(header)
        else:
            tables.apply(rec.to_edits(line.record.get("edits", ())))
        if watch is not None:
            watch(walk.mark, tables, line.record)
        if until is not None and walk.mark.seq >= until:
            break
    rest = read_at(io, log.fd, walk.mark.offset, log.size())
    return Told(header, tables, walk.mark, rest)


def base_tables(header: rec.Record) -> Tables:
    """The documents a log begins with."""
    base = header.get("base")
    return snapshotfile.tables_of(dict(base)) if isinstance(base, dict) else Tables()


class Nearest:
    """Finds the moment in the log whose documents are nearest to those of a file.

    A file that was edited outside, or whose place in the log is not legible, was made from
    that moment. Of equally near moments the latest counts.
    """

    def __init__(self, docs: Mapping[str, Docs], token: str = "") -> None:
        self._docs = docs
        self._token = token
        self.adopted = False
        """True when an entry says that this very file was taken in already."""
        self._away: set[tuple[str, str]] = set()
        self._started = False
        self._best = -1
        self.mark = START

    def __call__(self, mark: Mark, tables: Tables, record: rec.Record) -> None:
        facts = record.get("facts")
        if isinstance(facts, dict) and self._token and facts.get("adopted") == self._token:
            self.adopted = True
        if not self._started:
            self._started = True
            names = {
                (t, i) for source in (self._docs, tables.docs) for t in source for i in source[t]
            }
        else:
            names = {(edit[0], edit[1]) for edit in record.get("edits", ())}
        for name in names:
            if self._alike(name, tables):
                self._away.discard(name)
            else:
                self._away.add(name)
        if self._best < 0 or len(self._away) <= self._best:
            self._best = len(self._away)
            self.mark = mark

    def _alike(self, name: tuple[str, str], tables: Tables) -> bool:
        table, id = name
        theirs: Doc | None = self._docs.get(table, {}).get(id)
        return same(theirs, tables.docs.get(table, {}).get(id))
