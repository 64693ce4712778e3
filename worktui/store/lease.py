"""Roles that one process holds at a time: a sense, the outbox. Freed when it dies."""

from __future__ import annotations

import fcntl
import os
import re

from worktui.store.blobs import private_folder
from worktui.store.io import PRIVATE, Io, read_file, shut, write_all

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


def lease_path(folder: str, name: str) -> str:
    """The file of a role; names are made safe as file names."""
    return f"{folder}/lease-" + re.sub(r"[^A-Za-z0-9._-]", "_", name)


def take(io: Io, folder: str, name: str) -> int:
    """Take a role: an open file that holds it until it is closed, -1 when another has it.

    The file says who. Raises OSError.
    """
    private_folder(io, folder)
    fd = io.open(lease_path(folder, name), _FLAGS, PRIVATE)
    try:
        io.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        io.ftruncate(fd, 0)
        write_all(io, fd, f"{os.getpid()} {os.uname().nodename}\n".encode())
    except BlockingIOError:
        shut(io, fd)
        return -1
    except BaseException:
        shut(io, fd)
        raise
    return fd


def holder(io: Io, folder: str, name: str) -> str:
    """Who holds a role, as “process N on HOST”; "" when nobody does. Raises OSError."""
    path = lease_path(folder, name)
    try:
        fd = io.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return ""
    try:
        io.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        words = (read_file(io, path) or b"").decode(errors="replace").split()
        return f"process {words[0]} on {words[1]}" if len(words) == 2 else "another process"
    finally:
        shut(io, fd)
    return ""
