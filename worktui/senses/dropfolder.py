"""A folder into which people and programs put files to be sensed.

Only finished files are taken: visible, regular, of a size that stayed the same between two
looks. Done ones move to `done/` inside the folder, never over another file; there is nothing
else to remember.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses.naming import named
from worktui.senses.raw import SIZE_LIMIT
from worktui.senses.unread import of_this_machine, unread

_UNFINISHED: Final = (".tmp", ".part", ".partial", ".crdownload", ".swp", "~")


class DropFolder:
    """The folder at `path`, made when it is missing."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).expanduser()
        self.name = named("drop", os.path.realpath(self.path))
        self.place = str(path)
        self._seen: dict[Path, tuple[int, int]] = {}
        self._read: dict[str, tuple[int, ...]] = {}  # what a file was when it was read, by name
        self._refused: dict[Path, tuple[int, ...]] = {}  # told already: it cannot be read

    def look(self, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """Files that are finished since the last look, by name."""
        try:
            finished = self.scan()
        except OSError as error:
            raise _unusable(error) from error
        self._read.clear()
        for path in finished:
            try:
                with path.open("rb") as file:
                    self._read[path.name] = _mark(os.fstat(file.fileno()))
                    raw = file.read(SIZE_LIMIT + 1)
            except FileNotFoundError:  # taken away between looking and reading
                continue
            except OSError as error:
                if of_this_machine(error):
                    raise _unusable(error) from error
                yield from self._put_by(path, error, cursor)
                continue
            yield Found(raw, None, path.name, cursor)

    def _put_by(self, path: Path, error: OSError, cursor: Mapping[str, Any]) -> Iterator[Found]:
        """A file that cannot be read stays where it lies, is told once, and holds up no other."""
        try:
            state = path.stat(follow_symlinks=False)
        except OSError:
            return
        mark = (*_mark(state), state.st_ctime_ns)
        if self._refused.get(path) != mark:
            self._refused[path] = mark
            yield Found(f"{path.name}|{mark}", None, path.name, cursor, why=unread(error))

    def kept(self, found: Found) -> None:
        """Put a file aside that is stored now; one that is another one meanwhile stays."""
        path = self.path / found.name
        try:
            if found.why or self._read.get(found.name) != _mark(path.stat(follow_symlinks=False)):
                return
            self.done(path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _unusable(error) from error

    def wait(self, seconds: float) -> None:
        """It can only be looked for."""

    def close(self) -> None:
        """Nothing is held."""

    def scan(self) -> list[Path]:
        """Files that are finished since the last look, by name.

        A file is finished when it has the same size and time as at the look before.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        before, self._seen = self._seen, {}
        finished: list[Path] = []
        for entry in sorted(os.scandir(self.path), key=lambda e: e.name):
            if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
                continue
            if not entry.is_file(follow_symlinks=False):
                continue
            try:
                state = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # taken away between listing and looking
                continue
            path, mark = Path(entry.path), (state.st_size, state.st_mtime_ns)
            self._seen[path] = mark
            if before.get(path) == mark:
                finished.append(path)
        return finished

    def done(self, path: Path) -> Path:
        """Move a file into `done/`; returns where it lies now.  Raises OSError if it cannot."""
        folder = self.path / "done"
        folder.mkdir(mode=0o700, exist_ok=True)
        number = 0
        while True:
            mark = f"-{number}" if number else ""
            target = folder / f"{path.stem}{mark}{path.suffix}"
            try:
                _move(path, target)
            except FileExistsError:
                number += 1
                continue
            self._seen.pop(path, None)
            return target


def _mark(state: os.stat_result) -> tuple[int, ...]:
    """What changes when a file is written, or replaced by another of its name."""
    return state.st_ino, state.st_size, state.st_mtime_ns


def _move(path: Path, target: Path) -> None:
    """Move a file, never over another one; raises FileExistsError."""
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except PermissionError:  # a disk without links, such as a stick
        if target.exists():
            raise FileExistsError(target) from None
        path.rename(target)
        return
    path.unlink()


def _unusable(error: OSError) -> SenseProblem:
    why = (error.strerror or "it cannot be used").lower()
    hint = "Set [watch] folder to one that you may read and write."
    return SenseProblem(f"The drop folder cannot be used: {why}.", hint=hint)
