"""Telling files apart, and keeping those about to be replaced: damaged, torn, older ones."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from datetime import datetime

from worktui.store.io import (
    APPEND,
    PRIVATE,
    Io,
    folder_of,
    name_of,
    read_file,
    shut,
    sync_folder,
    write_all,
    write_beside,
)

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}


def keep(io: Io, path: str, word: str, now: datetime) -> str:
    """Keep a file under `<path>.<word>-<time>`; it also stays where it is. Returns its name."""
    stem = f"{path}.{word}-{now:%Y%m%dT%H%M%S}"
    for number in range(1, 1000):
        target = stem if number == 1 else f"{stem}-{number}"
        try:
            io.link(path, target)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if exists(io, target):
                continue
            write_beside(io, target, [read_file(io, path) or b""])
            return name_of(target)
        sync_folder(io, folder_of(path))
        return name_of(target)
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), stem)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    mtime: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Stamp:
        """The stamp in what `stat` says."""
        return cls(stat.st_ino, stat.st_size, stat.st_mtime_ns)


def stamp(io: Io, path: str) -> Stamp | None:
    """The present stamp of a file, None when there is none."""
    try:
        return Stamp.of(io.stat(path))
    except FileNotFoundError:
        return None


def exists(io: Io, path: str) -> bool:
    """True when something stands at a path."""
    try:
        io.stat(path)
    except FileNotFoundError:
        return False
    return True


def keep_torn(io: Io, path: str, data: bytes) -> None:
    """Add cut bytes to the file that keeps them."""
    fd = io.open(path, APPEND | os.O_CREAT | os.O_NOFOLLOW, PRIVATE)
    try:
        write_all(io, fd, data + b"\n")
        io.fdatasync(fd)
    finally:
        shut(io, fd)
    sync_folder(io, folder_of(path))
