"""Bytes kept beside a workspace: raw arrivals by their hash, and the workspace's secret.

They are not in the log, so that forgetting them is possible.
"""

from __future__ import annotations

import hashlib
import os
import re

from worktui.store.io import (
    FRESH,
    PRIVATE,
    Io,
    drop_file,
    folder_of,
    name_of,
    read_file,
    shut,
    sync_folder,
    write_all,
    write_beside,
)
from worktui.store.problems import damaged

SECRET_BYTES = 32


class Blobs:
    """A private folder of files named by the sha256 of their contents."""

    def __init__(self, io: Io, folder: str) -> None:
        self._io, self._folder = io, folder

    def put(self, data: bytes) -> str:
        """Keep bytes; their hash. Bytes already there are left, damaged ones replaced."""
        digest = hashlib.sha256(data).hexdigest()
        if self.get(digest) is None:
            private_folder(self._io, folder_of(self._folder))
            private_folder(self._io, self._folder)
            write_beside(self._io, self._path(digest), [data])
        return digest

    def get(self, digest: str) -> bytes | None:
        """The bytes of a hash, None when they are gone or are not what they were."""
        if not re.fullmatch(r"[0-9a-f]{64}", digest):
            return None
        data = read_file(self._io, self._path(digest))
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            return None
        return data

    def drop(self, digest: str) -> bool:
        """Forget bytes; True if they were there."""
        if not re.fullmatch(r"[0-9a-f]{64}", digest):
            return False
        gone = drop_file(self._io, self._path(digest))
        if gone:
            sync_folder(self._io, self._folder)
        return gone

    def _path(self, digest: str) -> str:
        return f"{self._folder}/{digest}"


def private_folder(io: Io, path: str) -> None:
    """Make a folder that only its owner may enter, if it is not there."""
    try:
        io.mkdir(path, 0o700)
    except FileExistsError:
        return
    sync_folder(io, folder_of(path))


def secret(io: Io, path: str) -> bytes:
    """The secret of a workspace, made on first use; of two makers the first wins."""
    data = read_file(io, path)
    if data is None:
        private_folder(io, folder_of(path))
        _make_secret(io, path)
        data = read_file(io, path)
    if data is None or len(data) != SECRET_BYTES:
        raise damaged(
            name_of(folder_of(path)) + "/secret",
            f"does not hold {SECRET_BYTES} bytes",
            "Put it back from a backup; or remove it, and links already sent stop working.",
        )
    return data


def _make_secret(io: Io, path: str) -> None:
    temporary = f"{path}.{os.getpid()}-{os.urandom(4).hex()}"
    fd = io.open(temporary, FRESH, PRIVATE)
    try:
        try:
            write_all(io, fd, os.urandom(SECRET_BYTES))
            io.fsync(fd)
        finally:
            shut(io, fd)
        try:
            io.link(temporary, path)
        except FileExistsError:
            return
        sync_folder(io, folder_of(path))
    finally:
        drop_file(io, temporary)
