"""A mailbox file (mbox) that something else appends to; it is only read.

Where to go on from is an offset with a hash of the bytes before it. Where these are others,
a mail program has written the file anew: then it is read from its beginning, mails from
before the watch began are left, and known ones are known by their Message-ID. What was added
behind the offset is new, whatever date it bears.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import IO, Any, Final

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses.delivered import HEAD, delivered
from worktui.senses.instants import instant
from worktui.senses.naming import named
from worktui.senses.raw import SIZE_LIMIT

TAIL: Final = 4096
"""So many bytes before the offset are remembered by their hash."""
EDGE: Final = 60.0
"""Seconds before the beginning that still count: a mail lies on its way for a moment."""
STALE_LOCK: Final = 600.0
"""Seconds after which a lock file is one that was forgotten (as mail programs hold it)."""
CUT: Final = 1024 * 1024
"""Of a mail over the limit so many bytes are kept."""
BATCH: Final = 16 * 1024 * 1024
"""Bytes that are read before the file is let go."""
COUNTED: Final = 64 * 1024 * 1024
"""Bytes of a file whose mails are counted at the first look; of a larger one it is only said
that there were some."""
_FROM: Final = re.compile(rb"From [^\r\n]{1,300}\r?\n")
_HEADER: Final = re.compile(rb"[A-Za-z][\w-]*:")
_FROM_DATE: Final = re.compile(
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\w{3}) +(\d+) (\d\d:\d\d:\d\d)(?: [A-Z]{3,5})? (\d{4})"
)


class MailboxFile:
    """The mails of one mbox file."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).expanduser()
        self.name = named("mbox", os.path.realpath(self.path))
        self.place = str(path)
        self._quiet: tuple[int, int] | None = None  # size and time at which all was read
        self._before: tuple[int, int] | None = None  # size and time at the look before
        self._settled = False

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """Mails that came since, in the order of the file."""
        state = self._state()
        mark = (state.st_size, state.st_mtime_ns)
        begun = "at" in cursor
        if begun and mark == self._quiet:
            return
        self._settled, self._before = mark == self._before, mark
        if not cursor:
            yield Found(None, None, "", self._begin(state), before=self._there(state.st_size))
            return
        if (yield from self._read(cursor)) and self._settled:
            self._quiet = mark

    def kept(self, found: Found) -> None:
        """Nothing is marked: it is the person's mail."""

    def wait(self, seconds: float) -> None:
        """It can only be looked for."""

    def close(self) -> None:
        """Nothing is held."""

    def _begin(self, state: os.stat_result) -> dict[str, Any]:
        since = datetime.fromtimestamp(state.st_mtime, UTC).isoformat()
        with self._held() as file:
            return _place(file, state.st_size, since) if file else {}

    def _there(self, size: int) -> int:
        """How many mails the file holds; -1 for one that would take long to count."""
        if size > COUNTED:
            return -1
        with self._held() as file:
            return sum(1 for _ in _mails(file, 0, size)) if file else 0

    def _read(self, cursor: Mapping[str, Any]) -> Generator[Found, None, bool]:
        """Mails after the cursor; False when somebody writes the file just now. It is let go
        before any is handed on."""
        at, tail, since = int(cursor.get("at") or 0), cursor.get("tail"), str(cursor["since"])
        begun = datetime.fromisoformat(since).timestamp() - EDGE
        anew = int(cursor.get("anew") or 0)  # before this offset dates decide
        asked = "at" not in cursor
        while True:
            with self._held() as file:
                if file is None:
                    return False
                size = os.fstat(file.fileno()).st_size
                if asked or at > size or (at and tail != _tail(file, at)):
                    at, anew, asked = 0, size, False
                batch = _batch(file, at, size, settled=self._settled)
                places = [_place(file, end, since, anew) for _, end, _ in batch]
            for (start, _, raw), place in zip(batch, places, strict=True):
                if raw.startswith(b"From ") and (start >= anew or _came(raw) >= begun):
                    yield Found(raw, "mbox", f"mail at {start}", place)
            if not batch:
                return True
            at, tail = places[-1]["at"], places[-1]["tail"]
            yield Found(None, None, "", places[-1])

    def _state(self) -> os.stat_result:
        try:
            state = self.path.stat()
        except OSError as error:
            raise SenseProblem(
                "There is no mailbox file here.",
                hint="Set [watch] mbox to a file in mbox form, such as /var/mail/YOU.",
            ) from error
        if not S_ISREG(state.st_mode):
            raise SenseProblem("The mailbox is not a file.", hint="Set [watch] mbox to a file.")
        return state

    @contextmanager
    def _held(self) -> Iterator[IO[bytes] | None]:
        """The file, while no mail program writes it; None when one does just now.

        A lock that only reads is taken as mail programs take theirs (fcntl); a lock file of
        theirs is respected, and none is made, for one left behind would hold up mail.
        """
        try:
            if _locked(self.path.with_name(self.path.name + ".lock")):
                yield None
                return
            with self.path.open("rb") as file:
                try:
                    fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    yield None
                    return
                yield file
        except OSError as error:
            raise _unreadable(error) from error


def _locked(lock: Path) -> bool:
    """Whether a mail program holds the lock file; one that is forgotten counts for nothing."""
    try:
        held = lock.stat(follow_symlinks=False).st_mtime
        return lock.parent.stat().st_mtime - held < STALE_LOCK
    except OSError:
        return False


def _batch(file: IO[bytes], at: int, size: int, *, settled: bool) -> list[tuple[int, int, bytes]]:
    """The next mails, together some megabytes at most. The last one of the file may be half of
    a mail as long as the file still changes."""
    found: list[tuple[int, int, bytes]] = []
    for mail in _mails(file, at, size):
        if mail[1] >= size and not settled:
            break
        found.append(mail)
        if mail[1] - at > BATCH:
            break
    return found


def _mails(file: IO[bytes], start: int, size: int) -> Iterator[tuple[int, int, bytes]]:
    """(offset, offset of the next, bytes with the From line) of each mail from `start` on.

    A mail begins at a From line that stands first or after an empty line and is followed by
    a header. Of a mail over the limit the first megabyte is kept: its words stand there.
    """
    file.seek(start)
    at = begin = start
    kept: list[bytes] = []
    length, empty, head = 0, True, b""
    while at < size and (line := file.readline(HEAD)):
        if head:
            if _HEADER.match(line):
                if length:
                    yield begin, at - len(head), _joined(kept, length)
                begin, kept, length = at - len(head), [], 0
            length = _keep(kept, length, head)
        at += len(line)
        head = line if empty and not head and _FROM.fullmatch(line) else b""
        empty = line in (b"\n", b"\r\n")
        if not head:
            length = _keep(kept, length, line)
    if head or length:
        length = _keep(kept, length, head)
        yield begin, at, _joined(kept, length)


def _keep(kept: list[bytes], length: int, line: bytes) -> int:
    """Add a line as long as a mail may be; the length of the mail so far."""
    if length + len(line) < SIZE_LIMIT:
        kept.append(line)
    return length + len(line)


def _joined(kept: list[bytes], length: int) -> bytes:
    raw = b"".join(kept)
    return raw[:CUT] if length >= SIZE_LIMIT else raw


def _place(file: IO[bytes], at: int, since: str, anew: int = 0) -> dict[str, Any]:
    """Where to go on from: an offset and what stands before it."""
    place = {"since": since, "at": at, "tail": _tail(file, at)}
    return place | {"anew": anew} if at < anew else place


def _tail(file: IO[bytes], at: int) -> str:
    """A hash of the last bytes before an offset; leaves the file where it was."""
    here = file.tell()
    file.seek(max(0, at - TAIL))
    found = hashlib.sha256(file.read(min(TAIL, at))).hexdigest()[:32]
    file.seek(here)
    return found


def _came(raw: bytes) -> float:
    """When a mail was delivered, in Unix seconds: by its head or its From line, whichever is
    later; the latter tells no zone, and is taken for the last that it can mean."""
    first, _, rest = raw.partition(b"\n")
    moments = [delivered(rest[:HEAD])]
    if found := _FROM_DATE.search(first):
        month, day, clock, year = (part.decode() for part in found.groups())
        moments.append(instant(f"{day} {month} {year} {clock} -1200"))
    return max((one.timestamp() for one in moments if one is not None), default=0.0)


def _unreadable(error: OSError) -> SenseProblem:
    why = (error.strerror or "it cannot be read").lower()
    return SenseProblem(f"The mailbox file cannot be read: {why}.", hint="Look who may read it.")
