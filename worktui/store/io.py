"""The one door to the disk: every call the file store makes goes through an `Io`.

Tests hand in an `Io` that fails, dies or records at the n-th call. The methods are the
calls of `os` themselves, so the seam costs nothing.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from contextlib import suppress


class Io:
    """Calls of the operating system, by their own names. Each raises OSError."""

    open = staticmethod(os.open)
    close = staticmethod(os.close)
    dup = staticmethod(os.dup)
    pread = staticmethod(os.pread)
    write = staticmethod(os.write)
    writev = staticmethod(os.writev)
    fsync = staticmethod(os.fsync)
    fdatasync = staticmethod(getattr(os, "fdatasync", os.fsync))
    ftruncate = staticmethod(os.ftruncate)
    fchmod = staticmethod(os.fchmod)
    fchown = staticmethod(os.fchown)
    fstat = staticmethod(os.fstat)
    stat = staticmethod(os.stat)
    replace = staticmethod(os.replace)
    link = staticmethod(os.link)
    unlink = staticmethod(os.unlink)
    mkdir = staticmethod(os.mkdir)
    listdir = staticmethod(os.listdir)
    flock = staticmethod(fcntl.flock)


DISK = Io()
"""The real disk."""

READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
"""Does not wait for the other end of a pipe that stands where a file should."""

APPEND = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC
FRESH = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
PRIVATE = 0o600
CHUNK = 1 << 20


def folder_of(path: str) -> str:
    """The folder a file lies in."""
    return path.rpartition("/")[0] or "/"


def name_of(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]


def shut(io: Io, fd: int) -> None:
    """Close a file; a failure changes nothing, for what had to last was synced before."""
    with suppress(OSError):
        io.close(fd)


def read_at(io: Io, fd: int, start: int, end: int) -> bytes:
    """Bytes [start, end) of an open file, fewer where the file ends before."""
    parts: list[bytes] = []
    while start < end:
        part = io.pread(fd, end - start, start)
        if not part:
            break
        parts.append(part)
        start += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_file(io: Io, path: str) -> bytes | None:
    """A whole file, None when there is none."""
    try:
        fd = io.open(path, READ)
    except FileNotFoundError:
        return None
    try:
        found = io.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), path)
        return read_at(io, fd, 0, found.st_size)
    finally:
        shut(io, fd)


def write_all(io: Io, fd: int, data: bytes | memoryview) -> None:
    """Write everything; a short write goes on where it stopped."""
    written = io.write(fd, data)
    if written < len(data):
        rest = memoryview(data)[written:]
        while rest:
            rest = rest[io.write(fd, rest) :]


def sync_folder(io: Io, folder: str) -> None:
    """Make a rename in a folder last."""
    fd = io.open(folder, READ | os.O_DIRECTORY)
    try:
        io.fsync(fd)
    finally:
        shut(io, fd)


def make_folder(io: Io, folder: str) -> None:
    """Make a private folder and those above it that are missing."""
    try:
        io.stat(folder)
        return
    except FileNotFoundError:
        make_folder(io, folder_of(folder))
    try:
        io.mkdir(folder, 0o700)
    except FileExistsError:
        return


def write_beside(
    io: Io, path: str, parts: list[bytes | memoryview], *, like: os.stat_result | None = None
) -> None:
    """Replace a file in one step: temporary file, fsync, rename, fsync of the folder.

    The new file takes mode and group of `like` (the old one), else it is private.
    """
    temporary = f"{path}.new"
    drop_file(io, temporary)
    fd = io.open(temporary, FRESH, PRIVATE)
    try:
        for part in parts:
            write_all(io, fd, part)
        if like is not None:
            keep_access(io, fd, like)
        io.fsync(fd)
    except BaseException:
        shut(io, fd)
        drop_file(io, temporary)
        raise
    shut(io, fd)
    io.replace(temporary, path)
    sync_folder(io, folder_of(path))


def keep_access(io: Io, fd: int, like: os.stat_result) -> None:
    """Give a new file the mode and group of another. Raises OSError."""
    own = io.fstat(fd)
    if own.st_gid != like.st_gid:
        try:
            io.fchown(fd, -1, like.st_gid)
        except PermissionError:
            return  # a group we are not in: stay private rather than open to the wrong one
    io.fchmod(fd, like.st_mode & 0o777)


def drop_file(io: Io, path: str) -> bool:
    """Remove a file; True if it was there."""
    try:
        io.unlink(path)
    except FileNotFoundError:
        return False
    return True
