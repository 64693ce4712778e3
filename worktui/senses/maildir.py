"""A Maildir that something else delivers into (fetchmail, mbsync, an MTA); it is only read.

A mail is known by its base name, which stays when a mail program moves it to `cur/` and
flags it. Where to go on from is the newest change time (ctime) seen: the machine's own, so
that a mail with an odd date is found too. What was looked at in the hour before is looked at
again after a restart and known by its Message-ID, for clocks are put back at times.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses.delivered import HEAD, delivered
from worktui.senses.naming import named
from worktui.senses.raw import SIZE_LIMIT
from worktui.senses.unread import of_this_machine, unread

SLACK: Final = 3_600_000
"""Milliseconds before the newest change that are looked at again after a restart."""
EDGE: Final = 60_000
"""Milliseconds around the beginning in which names tell what was there already."""
CUT: Final = 1024 * 1024
"""Of a mail over the limit so many bytes are read: its words stand at the beginning."""
DAY: Final = 86_400_000
_MOST_KNOWN: Final = 500

Stamp = tuple[int, int]


class Maildir:
    """The mail of one Maildir folder: `new/` and `cur/`, never `tmp/`, never written."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).expanduser()
        self.name = named("maildir", os.path.realpath(self.path))
        self.place = str(path)
        self._seen: set[str] = set()  # base names that need no second look in this process
        self._refused: dict[str, int] = {}  # base name of what cannot be read: its change time
        self._stamp: Stamp | None = None
        self._calm = False

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """Mails that came since, oldest first."""
        stamp = self._stamps()
        calm = stamp == self._stamp and "looked" in cursor
        if calm and self._calm:
            return  # two looks in a row saw the folders as they are: nothing can be new
        if not cursor:
            place = self._begin(stamp)
            yield Found(None, None, "", place, before=len(self._seen))
            return
        if "looked" not in cursor:
            self._seen.clear()
        since, before = _since(cursor), int(cursor.get("looked") or 0)
        begun = since - int(cursor.get("edge") or 0)
        known, looked, missed = set(cursor.get("known") or ()), before, False
        for changed, path in self._changed(before):
            base = _base(path)
            try:
                raw = None if _mark(base) in known else _read(path, begun)
            except FileNotFoundError:  # moved or flagged between listing and reading
                missed = True
                continue
            except OSError as error:
                if of_this_machine(error):
                    raise _unreadable(error) from error
                if self._refused.get(base) != changed:
                    looked = max(looked, changed)
                    self._refused[base] = changed
                    mark, place = f"{_mark(base)}|{changed}", {**cursor, "since": since}
                    yield Found(mark, "eml", base, place | {"looked": looked}, why=unread(error))
                continue  # it is looked at again when that changes
            looked = max(looked, changed)
            if raw is not None:
                yield Found(raw, "eml", base, {**cursor, "since": since, "looked": looked})
                before = looked
            self._seen.add(base)
        self._stamp, self._calm = (None, False) if missed else (stamp, calm)
        if "looked" not in cursor or looked - before > DAY:
            yield Found(None, None, "", {**cursor, "since": since, "looked": looked})

    def kept(self, found: Found) -> None:
        """Nothing is marked or moved: it is the person's mail."""

    def wait(self, seconds: float) -> None:
        """It can only be looked for."""

    def close(self) -> None:
        """Nothing is held."""

    def _begin(self, stamp: Stamp) -> dict[str, Any]:
        """From now on: the newest change there is, and the names around it. Where there are too
        many to name, as after a first synchronisation, nothing around it counts as new."""
        paths = list(self._listed())
        times = [(found, path) for path in paths if (found := _times(path)) is not None]
        since = max([max(stamp) // 10**6, *(changed for (changed, _), _ in times)])
        edge, known = EDGE, [p for (_, came), p in times if max(came, _told(p)) >= since - EDGE]
        if len(known) > _MOST_KNOWN:
            edge, known = 0, [p for (_, came), p in times if max(came, _told(p)) >= since]
        self._seen.update(map(_base, paths))
        marks = sorted({_mark(_base(path)) for path in known})[:_MOST_KNOWN]
        return {"since": since, "looked": since, "edge": edge, "known": marks}

    def _stamps(self) -> Stamp:
        try:
            new, cur = ((self.path / name).stat().st_mtime_ns for name in ("new", "cur"))
        except OSError as error:
            raise SenseProblem(
                "There is no Maildir here.",
                hint="Set [watch] maildir to a folder that holds new and cur.",
            ) from error
        return new, cur

    def _listed(self) -> Iterator[str]:
        """The paths of mails that this process has not seen; hidden files are none."""
        try:
            for name in ("new", "cur"):
                with os.scandir(self.path / name) as entries:
                    yield from (
                        entry.path
                        for entry in entries
                        if not entry.name.startswith(".") and _base(entry.name) not in self._seen
                    )
        except OSError as error:
            raise _unreadable(error) from error

    def _changed(self, looked: int) -> list[tuple[int, str]]:
        """Unseen mails that changed since, the earliest first; older ones need no second look."""
        found: list[tuple[int, str]] = []
        for path in list(self._listed()):
            times = _times(path)
            if times is not None and times[0] >= looked - SLACK:
                found.append((times[0], path))
            elif times is not None:
                self._seen.add(_base(path))
        return sorted(found)


def _mark(base: str) -> str:
    """A name as it is noted: any bytes, and nothing of this machine."""
    return hashlib.sha256(os.fsencode(base)).hexdigest()[:12]


def _base(path: str) -> str:
    return path.rpartition("/")[2].partition(":")[0]


def _times(path: str) -> tuple[int, int] | None:
    """(change time, modification time) in milliseconds; None when it is no file (any more)."""
    try:
        state = Path(path).stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not S_ISREG(state.st_mode):
        return None
    return state.st_ctime_ns // 10**6, state.st_mtime_ns // 10**6


def _told(path: str) -> int:
    """When the name says it was delivered, in milliseconds: it begins with Unix seconds."""
    head = _base(path).partition(".")[0]
    return int(head) * 1000 if head.isascii() and head.isdigit() and 9 <= len(head) <= 11 else 0


def _since(cursor: Mapping[str, Any]) -> int:
    since = cursor.get("since") or 0
    if isinstance(since, str):
        return int(datetime.fromisoformat(since).timestamp() * 1000)
    return int(since)


def _read(path: str, begun: int) -> bytes | None:
    """The bytes of a mail; None where it was delivered before the beginning."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if max(state.st_mtime_ns // 10**6, _told(path)) < begun:
            moment = delivered(file.read(HEAD))
            if moment is None or moment.timestamp() * 1000 < begun:
                return None
            file.seek(0)
        return file.read(CUT if state.st_size > SIZE_LIMIT else SIZE_LIMIT)


def _unreadable(error: OSError) -> SenseProblem:
    why = (error.strerror or "it cannot be read").lower()
    return SenseProblem(f"The Maildir cannot be read: {why}.", hint="Look who may read it.")
