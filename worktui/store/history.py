"""The log read as history: by number, forward from one, backward from the end.

Numbers rise along the file, so a number is found by halving; only the lines needed are read.
Every line given out was checked against the checksum of the line before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from worktui.domain.change import Entry
from worktui.store import record as rec
from worktui.store.io import Io, read_at
from worktui.store.log import Mark, Walk
from worktui.store.problems import damaged

NEAR = 1 << 12
"""Bytes read at first where one line is looked for."""

STEP = 1 << 16
"""Bytes read at once where many lines are."""


class History:
    """Entries of an open log up to a mark."""

    def __init__(self, io: Io, fd: int, end: Mark, name: str) -> None:
        self._io, self._fd, self._end, self._name = io, fd, end, name

    def forward(self, since: int) -> Iterator[Entry]:
        """Entries with seq > since, oldest first."""
        start = self._line_of(since + 1)
        if start is None:
            return
        walk = Walk(self._io, self._fd, self._mark_before(start))
        for line in walk:
            if line.record["seq"] > since and "format" not in line.record:
                yield rec.to_entry(line.record)
            if walk.mark.offset >= self._end.offset:
                return
        raise self._broken(walk.mark.seq + 1)

    def backward(self, before: int | None = None) -> Iterator[Entry]:
        """Entries with seq < before, newest first."""
        end = self._end.offset
        if before is not None and before <= self._end.seq:
            start = self._line_of(before)
            end = self._end.offset if start is None else start
        lines = self._lines_back(end)
        line = next(lines, None)
        while line is not None:
            previous = next(lines, None)
            found = rec.decode(line, self._crc_of(previous))
            if found is None:
                raise self._broken(rec.said_seq(line) or 0)
            if "format" in found[0]:
                return
            yield rec.to_entry(found[0])
            line = previous

    def keys(self, count: int) -> dict[str, int]:
        """Idempotence keys in the last `count` lines, with the numbers of their entries."""
        found: dict[str, int] = {}
        for _, line in zip(range(count), self._lines_back(self._end.offset), strict=False):
            if b'"key":' in line:
                record = rec.parse(line) or {}
                if isinstance(record.get("key"), str):
                    found.setdefault(record["key"], record["seq"])
        return found

    def _crc_of(self, line: bytes | None) -> int:
        return 0 if line is None else rec.said_crc(line) or 0

    def _lines_back(self, end: int) -> Iterator[bytes]:
        """Lines before an offset without their newline, last first."""
        held, step = b"", STEP
        while end > 0:
            start = max(0, end - step)
            held = read_at(self._io, self._fd, start, end) + held
            end = start
            lines = held.split(b"\n")
            held = lines[0]
            step = STEP if len(lines) > 1 else 2 * step
            for line in reversed(lines[1:]):
                if line:
                    yield line
        if held:
            yield held

    def _line_of(self, seq: int) -> int | None:
        """Where line `seq` begins (or the first line, if numbers begin later); None after the
        end. Lines that are not legible are passed over, unless it is the one looked for."""
        if seq > self._end.seq:
            return None
        low, high = 0, self._end.prev  # both are beginnings of lines
        while low < high:
            middle = self._beginning(low, (low + high) // 2)
            probe, number = self._legible(middle, high)
            if number is None or number >= seq:
                high = middle
            else:
                low = self._next_line(probe)
        low, number = self._legible(low, self._end.offset)
        first = self._legible(0, self._end.offset)[1]
        if number is None or first is None or number > max(seq, first):
            raise self._broken(seq)
        return low

    def _legible(self, start: int, end: int) -> tuple[int, int | None]:
        """The first line from one on that says its number, and that number."""
        while start < end:
            head = read_at(self._io, self._fd, start, start + 64)
            number = rec.said_seq(head + b"}")
            if number is not None:
                return start, number
            start = self._next_line(start)
        return start, None

    def _beginning(self, low: int, place: int) -> int:
        """The beginning of the line that a place lies in, not before `low`."""
        step = NEAR
        while place > low:
            start = max(low, place - step)
            found = read_at(self._io, self._fd, start, place).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            place, step = start, 2 * step
        return low

    def _next_line(self, start: int) -> int:
        """The beginning of the line after one."""
        step = NEAR
        while True:
            piece = read_at(self._io, self._fd, start, start + step)
            found = piece.find(b"\n")
            if found >= 0 or not piece:
                return start + found + 1
            start, step = start + len(piece), 2 * step

    def _mark_before(self, start: int) -> Mark:
        if start == 0:
            return Mark(-1, 0, 0, 0, 0)
        line = next(self._lines_back(start))
        return Mark(rec.said_seq(line) or 0, start, rec.said_crc(line) or 0, 0, 0)

    def _broken(self, seq: int) -> Exception:
        what = f"is damaged at entry {seq}" if seq > 0 else "is damaged at its beginning"
        return damaged(
            self._name,
            f"{what}; the work itself is not affected, but older history cannot be read",
            "`worktui doctor` tells more; a backup of the log may have it whole.",
        )
