"""A workspace read into memory, and the quick way there when nothing is unusual."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from worktui.app.ports import Notice
from worktui.store import record as rec
from worktui.store import snapshotfile
from worktui.store.aside import Stamp, keep_torn
from worktui.store.io import Io
from worktui.store.layout import Layout
from worktui.store.log import Log, Mark
from worktui.store.salvage import any_record
from worktui.store.tables import Tables


@dataclass(slots=True)
class Loaded:
    """Documents, the open log with its mark, and what was noticed on the way."""

    tables: Tables
    log: Log | None
    log_id: str
    seq: int
    notices: list[Notice] = field(default_factory=list)
    readonly: str = ""
    stamp: Stamp | None = None
    folded: int = 0
    """Offset in the log up to which the snapshot file goes."""
    stale: bool = False
    """True when the snapshot file should be written anew at once."""


@contextmanager
def no_collection() -> Iterator[None]:
    """Making many documents is more than twice as fast without looking for garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def quick(io: Io, layout: Layout, *, locked: bool = False) -> Loaded | None:
    """Snapshot and the log after it; None when anything is unusual.

    Needs no lock; under it (`locked`) an unfinished last line is cut. Raises OSError when
    a file cannot be read at all.
    """
    reading = snapshotfile.read(io, layout.path)
    mark = reading.mark
    if reading.state != "good" or reading.format != rec.FORMAT or mark is None:
        return None
    try:
        log = Log(io, layout.log)
    except FileNotFoundError:
        return None
    try:
        if not log.proves(mark):
            log.close()
            return None
        log.mark = mark
        tail = log.tail()
    except BaseException:
        log.close()
        raise
    notices = []
    if tail.rest:
        if not locked or not log.writable or any_record(tail.rest, tail.mark):
            log.close()
            return None
        notices.append(cut_torn(io, layout, log, tail.mark, tail.rest))
    tables = snapshotfile.tables_of(reading.raw)
    take(tables, [line.record for line in tail.lines])
    log.mark = tail.mark
    log_id = str(reading.meta.get("log", ""))
    return Loaded(
        tables,
        log,
        log_id,
        tail.mark.seq,
        notices,
        stamp=reading.stamp,
        folded=mark.offset,
    )


def cut_torn(io: Io, layout: Layout, log: Log, mark: Mark, rest: bytes) -> Notice:
    """Cut an unfinished last line, under the lock; its bytes are kept beside first."""
    keep_torn(io, layout.torn, rest)
    log.cut(mark.offset)
    return Notice(
        f"The last line of {layout.log_name} was not finished; its {len(rest)} bytes were "
        f"moved to {layout.log_name}.torn."
    )


def take(tables: Tables, records: list[rec.Record]) -> None:
    """Carry out what records say."""
    for record in records:
        tables.apply(rec.to_edits(record.get("edits", ())))
