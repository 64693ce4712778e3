"""What lies beside a workspace and is not in its log: raw bytes, the secret, who holds a role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from worktui.store.blobs import Blobs, secret
from worktui.store.io import Io, shut
from worktui.store.layout import Layout
from worktui.store.lease import holder, take
from worktui.store.problems import disk_problem


class Beside:
    """The part of a file store that needs neither log nor lock. Raises StoreProblem."""

    def __init__(self, io: Io, layout: Layout) -> None:
        self._io = io
        self.layout = layout
        self._blobs = Blobs(io, layout.arrivals)

    def put_blob(self, data: bytes) -> str:
        """Keep bytes beside the workspace; returns their sha256 in hex."""
        with self._disk("written"):
            return self._blobs.put(data)

    def get_blob(self, digest: str) -> bytes | None:
        """Bytes kept under a hash, None when forgotten or damaged."""
        with self._disk("read"):
            return self._blobs.get(digest)

    def drop_blob(self, digest: str) -> bool:
        """Forget bytes; True if they were there."""
        with self._disk("written"):
            return self._blobs.drop(digest)

    def secret(self) -> bytes:
        """32 random bytes of this workspace."""
        with self._disk("read"):
            return secret(self._io, self.layout.secret)

    def lease(self, name: str) -> AbstractContextManager[bool]:
        """Hold a named role; yields False when another process has it."""
        return self._lease(name)

    @contextmanager
    def _lease(self, name: str) -> Iterator[bool]:
        with self._disk("written"):
            fd = take(self._io, self.layout.beside, name)
        try:
            yield fd >= 0
        finally:
            if fd >= 0:
                shut(self._io, fd)

    def holder(self, name: str) -> str:
        """Who holds a role, "" when nobody does."""
        with self._disk("read"):
            return holder(self._io, self.layout.beside, name)

    @contextmanager
    def _disk(self, doing: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise disk_problem(error, f"{self.layout.name}.d", doing) from error
