"""A folder into which people and programs put files to be sensed.

Only finished files are taken: visible, regular, of a size that stayed the same between two
looks.  Done ones move to `done/` inside the folder, never over another file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_UNFINISHED: Final = (".tmp", ".part", ".partial", ".crdownload", ".swp", "~")


class DropFolder:
    """The folder at `path`, made when it is missing."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._seen: dict[Path, tuple[int, int]] = {}

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
                os.link(path, target, follow_symlinks=False)  # refuses to overwrite
            except FileExistsError:
                number += 1
                continue
            path.unlink()
            self._seen.pop(path, None)
            return target
