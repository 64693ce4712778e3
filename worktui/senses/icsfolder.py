"""A folder of .ics files (as vdirsyncer and khal keep it: one event a file), or one such file.

It is a calendar of one's own: what changed in it is told as a whole. A file that carries a
METHOD other than PUBLISH is a message (RFC 5546) and goes to the inbox as such.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Final

from worktui.app.own_calendar import CalendarNews
from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses.naming import named
from worktui.senses.raw import SIZE_LIMIT
from worktui.senses.unread import of_this_machine, unread

SLACK: Final = 3_600_000
"""Milliseconds before the newest change that are looked at again after a restart."""
AT_ONCE: Final = 200
"""Files that are taken in together."""
STATS_A_SECOND: Final = 500
"""A large folder is looked at less often: so many files a second at most."""
_MOST: Final = 20_000
_MESSAGE: Final = re.compile(rb"^METHOD:(?!PUBLISH\s*$)", re.MULTILINE | re.IGNORECASE)

Mark = tuple[int, int]


class IcsFolder:
    """The calendar at `path`, a folder (and the folders in it) or a file."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).expanduser()
        self.name = named("calendars", os.path.realpath(self.path))
        self.place = str(path)
        self._known: dict[str, Mark] | None = None  # what was handed on in this process
        self._before: dict[str, Mark] = {}
        self._paths: dict[str, Path] = {}
        self._over = threading.Event()

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """What changed since, at most `AT_ONCE` files together; after a start, what there is."""
        files = self._files()
        before, self._before = self._before, files
        if self._known is None and files != before:
            return  # the first look only learns which files stay as they are
        settled = {name: mark for name, mark in files.items() if before.get(name) == mark}
        known, looked = self._known or {}, int(cursor.get("looked") or 0)
        whole = self._known is None
        least = looked - SLACK if whole else 0
        fresh = sorted(n for n, m in settled.items() if known.get(n) != m and m[0] >= least)
        gone = tuple(sorted(set(known) - set(files)))
        newest = max([looked, *(changed for changed, _ in files.values())])
        for start in range(0, len(fresh), AT_ONCE):
            yield from self._taken(fresh[start : start + AT_ONCE], cursor)
        if whole or gone or fresh:
            present = frozenset(files) if whole else None
            news = CalendarNews(self.name, {}, gone, present)
            yield Found(news, "calendar", "calendar", {"looked": newest})
        self._known = {n: m for n, m in known.items() if n in files} | settled

    def _taken(self, names: list[str], cursor: Mapping[str, Any]) -> Iterator[Found]:
        """Files as messages, and the others together as what changed."""
        changed: dict[str, bytes] = {}
        for name in names:
            try:
                raw = self._read(name)
            except OSError as error:
                if of_this_machine(error):
                    raise _unreadable(error) from error
                mark, last = self._before.get(name), name.rpartition("/")[2]
                yield Found(f"{name}|{mark}", "ics", last, cursor, why=unread(error))
                continue
            if raw is not None and _MESSAGE.search(raw):
                yield Found(raw, "ics", name.rpartition("/")[2], cursor)
            elif raw is not None:
                changed[name] = raw
        if changed:
            yield Found(CalendarNews(self.name, changed), "calendar", "calendar", cursor)

    def kept(self, found: Found) -> None:
        """Nothing is marked: it is the person's calendar."""

    def wait(self, seconds: float) -> None:
        """It can only be looked for, and a large folder not all the time."""
        self._over.wait(min(seconds, len(self._before) / STATS_A_SECOND))

    def close(self) -> None:
        """Wait no longer."""
        self._over.set()

    def _files(self) -> dict[str, Mark]:
        """(change time in milliseconds, size) of each file by its name below the path."""
        try:
            state = self.path.stat()
            if S_ISREG(state.st_mode):
                return {_sayable(self.path.name): _mark(state)}
            if not S_ISDIR(state.st_mode):
                raise SenseProblem("The calendar is neither a folder nor a file.")
            self._paths.clear()
            return dict(self._scanned(self.path, "", 1))
        except OSError as error:
            why = (error.strerror or "it cannot be read").lower()
            raise SenseProblem(
                f"The folder of calendar files cannot be read: {why}.",
                hint="Set [watch] calendars to a folder of .ics files, or to one such file.",
            ) from error

    def _scanned(self, folder: Path, before: str, deeper: int) -> Iterator[tuple[str, Mark]]:
        count = 0
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or count >= _MOST:
                    continue
                if deeper and entry.is_dir(follow_symlinks=False):
                    yield from self._scanned(Path(entry.path), f"{before}{entry.name}/", deeper - 1)
                elif entry.name.lower().endswith(".ics") and entry.is_file(follow_symlinks=False):
                    count += 1
                    name = _sayable(before + entry.name)
                    self._paths[name] = Path(entry.path)
                    try:
                        yield name, _mark(entry.stat(follow_symlinks=False))
                    except FileNotFoundError:  # taken away between listing and looking
                        continue

    def _read(self, name: str) -> bytes | None:
        """The bytes of a file, None when it is gone or larger than anything that is read.
        Raises OSError."""
        try:
            with self._paths.get(name, self.path).open("rb") as file:
                raw = file.read(SIZE_LIMIT + 1)
        except FileNotFoundError:
            return None
        return raw if len(raw) <= SIZE_LIMIT else None


def _unreadable(error: OSError) -> SenseProblem:
    why = (error.strerror or "it cannot be read").lower()
    return SenseProblem(f"A calendar file cannot be read: {why}.", hint="It is tried again.")


def _sayable(name: str) -> str:
    """A name that can be kept as text, whatever bytes it is made of."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    return name


def _mark(state: os.stat_result) -> Mark:
    return state.st_ctime_ns // 10**6, state.st_size
