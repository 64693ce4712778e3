"""The log file while it is open: reading on from a mark, appending a line that lasts.

A mark is a place right after a line. Everything before the mark is in memory; what comes
after it is read when it follows the mark's checksum.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from worktui.store import record as rec
from worktui.store.io import APPEND, CHUNK, READ, Io, read_at, shut, write_all


class Mark(NamedTuple):
    """After line `seq`, which begins at `prev`, ends at `offset`, has checksum `crc`, and
    follows a line with checksum `seed`."""

    seq: int
    offset: int
    crc: int
    prev: int
    seed: int


START = Mark(-1, 0, 0, 0, 0)
"""Before the first line."""


_LONG = 1 << 16


class Stuck(Exception):
    """A failed append could not be taken back: the log is in an unknown state."""


@dataclass(slots=True)
class Tail:
    """What came after a mark: whole lines, and the bytes left over (an unfinished line)."""

    lines: list[rec.Line]
    mark: Mark
    rest: bytes


class Walk(Iterator[rec.Line]):
    """All whole lines after a mark, read in pieces. `mark` moves along with each."""

    def __init__(self, io: Io, fd: int, mark: Mark = START) -> None:
        self._io, self._fd = io, fd
        self.mark = mark
        self._data = b""
        self._base = mark.offset
        self._step = _LONG

    def __next__(self) -> rec.Line:
        at = self.mark.offset - self._base
        end = self._data.find(b"\n", at)
        while end < 0:
            looked = len(self._data)
            place = self._base + looked
            more = read_at(self._io, self._fd, place, place + self._step)
            if not more:
                raise StopIteration
            self._step = min(2 * self._step, CHUNK)
            kept = self._data[at:] if at else self._data
            self._data, self._base, at = kept + more, self.mark.offset, 0
            end = self._data.find(b"\n", len(kept))
        found = rec.decode(self._data[at:end], self.mark.crc)
        if found is None:
            raise StopIteration
        line = rec.Line(self.mark.offset, self._base + end + 1, found[1], found[0])
        self.mark = after(self.mark, line)
        return line


def after(mark: Mark, line: rec.Line) -> Mark:
    """The mark after the line that follows `mark`."""
    return Mark(line.record["seq"], line.end, line.crc, line.start, mark.crc)


def chain(data: bytes, mark: Mark) -> Tail:
    """The whole lines in bytes that begin at a mark."""
    lines: list[rec.Line] = []
    at, base = 0, mark.offset
    while (end := data.find(b"\n", at)) >= 0:
        found = rec.decode(data[at:end], mark.crc)
        if found is None:
            break
        line = rec.Line(base + at, base + end + 1, found[1], found[0])
        lines.append(line)
        mark = after(mark, line)
        at = end + 1
    return Tail(lines, mark, data[at:])


class Log:
    """An open log. `mark` is how far it was read, `writable` whether it may be appended to."""

    __slots__ = ("_inode", "_io", "fd", "mark", "path", "writable")

    def __init__(self, io: Io, path: str) -> None:
        """Opens for appending where allowed, else for reading. Raises OSError."""
        self._io = io
        self.path = path
        self.writable = True
        try:
            self.fd = io.open(path, APPEND)
        except PermissionError:
            self.writable = False
            self.fd = io.open(path, READ)
        except OSError as error:
            if error.errno != 30:  # EROFS has no class of its own
                raise
            self.writable = False
            self.fd = io.open(path, READ)
        self._inode = io.fstat(self.fd).st_ino
        self.mark = START

    def size(self) -> int:
        """Bytes in the file."""
        return self._io.fstat(self.fd).st_size

    def replaced(self) -> bool:
        """True when another file stands at the path now."""
        try:
            return self._io.stat(self.path).st_ino != self._inode
        except FileNotFoundError:
            return True

    def holds(self, mark: Mark) -> bool:
        """True when the line a mark speaks of stands there."""
        head = read_at(self._io, self.fd, mark.prev, mark.prev + rec.BODY)
        return head == b'{"c":"%08x","e":' % mark.crc and self.size() >= mark.offset

    def proves(self, mark: Mark) -> bool:
        """True when the line a mark speaks of stands there, whole and with that checksum.

        Of a very long line (an import) only beginning and end are looked at.
        """
        if not 0 <= mark.prev < mark.offset <= self.size():
            return False
        head = read_at(self._io, self.fd, mark.prev, min(mark.offset, mark.prev + _LONG))
        if rec.said_crc(head) != mark.crc or rec.said_seq(head + b"}") != mark.seq:
            return False
        if mark.offset - mark.prev > _LONG:
            return read_at(self._io, self.fd, mark.offset - 2, mark.offset) == b"}\n"
        return head[-1:] == b"\n" and rec.true_crc(head[:-1], mark.seed) == mark.crc

    def tail(self) -> Tail:
        """What stands after the mark; the mark stays."""
        return chain(read_at(self._io, self.fd, self.mark.offset, self.size()), self.mark)

    def append(self, record: rec.Record) -> rec.Record:
        """Add a line and make it last; the mark moves on. Returns the record as written.

        Only under the lock, with the mark at the end. When it fails the file is as before,
        and OSError is raised; Stuck when even taking it back fails.
        """
        mark = self.mark
        data, crc = rec.encode(record, mark.crc)
        try:
            write_all(self._io, self.fd, data)
            self._io.fdatasync(self.fd)
        except BaseException as error:
            self._take_back(mark.offset, error)
            raise
        self.mark = Mark(record["seq"], mark.offset + len(data), crc, mark.offset, mark.crc)
        return rec.body_of(data)

    def cut(self, offset: int) -> None:
        """Drop everything from an offset on, lastingly."""
        self._io.ftruncate(self.fd, offset)
        self._io.fdatasync(self.fd)

    def sync(self) -> None:
        """Make lasting what others may have written without finishing."""
        self._io.fdatasync(self.fd)

    def _take_back(self, offset: int, error: BaseException) -> None:
        try:
            self.cut(offset)
        except OSError as second:
            raise Stuck(os.strerror(second.errno or 0)) from error

    def close(self) -> None:
        """Let go of the file."""
        if self.fd >= 0:
            shut(self._io, self.fd)
            self.fd = -1
