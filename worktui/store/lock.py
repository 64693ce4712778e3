"""One writer at a time: flock on an own file, given up by the system when a process dies."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from types import TracebackType

from worktui.domain.errors import StoreProblem
from worktui.store.io import FRESH, PRIVATE, Io, keep_access, shut
from worktui.store.layout import Layout

PATIENCE = 10.0
"""Seconds to wait for another writer."""

_FLAGS = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW


class FileLock:
    """A lock between processes, and between stores of one process. Not re-entrant."""

    def __init__(self, io: Io, layout: Layout, patience: float = PATIENCE) -> None:
        self._io = io
        self._path = layout.lock
        self._like = layout.path
        self._name = layout.name
        self._patience = patience
        self._fd = -1

    def __enter__(self) -> FileLock:
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.give_up()

    def take(self) -> None:
        """Wait for the lock; StoreProblem `busy` when it takes too long. Raises OSError."""
        while True:
            if self._fd < 0:
                self._fd = self._open()
            try:
                self._lock()
                if self._stands():
                    return
            except OSError:
                self.forget()
                raise
            self.forget()  # the lock file was removed or replaced: take the new one

    def give_up(self) -> None:
        """Let others have it."""
        try:
            self._io.flock(self._fd, fcntl.LOCK_UN)
        except OSError:
            self.forget()  # closing gives it up too; what was done under it stays done

    def forget(self) -> None:
        """Close the lock file, which gives up the lock."""
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            shut(self._io, fd)

    def _stands(self) -> bool:
        try:
            there = self._io.stat(self._path)
        except FileNotFoundError:
            return False
        return there.st_ino == self._io.fstat(self._fd).st_ino

    def _open(self) -> int:
        """The lock file; a new one may be opened by whoever may open the workspace file."""
        try:
            return self._io.open(self._path, _FLAGS)
        except FileNotFoundError:
            with suppress(FileExistsError):  # another process was quicker
                return self._made()
        return self._io.open(self._path, _FLAGS)

    def _made(self) -> int:
        fd = self._io.open(self._path, FRESH, PRIVATE)
        with suppress(OSError):  # no workspace file yet, or not ours: stay private
            keep_access(self._io, fd, self._io.stat(self._like))
        return fd

    def _lock(self) -> None:
        try:
            self._io.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait()

    def _wait(self) -> None:
        """Wait in a thread, so that the wait can be given up."""
        waiter = _Waiter(self._io, self._fd)
        waiter.start()
        waiter.join(self._patience)
        if waiter.abandon():
            self._fd = -1  # the waiter closes it
            raise StoreProblem(
                f"{self._name} has been locked by another process for {self._patience:g} seconds.",
                hint="Try again; `fuser` names a process that hangs.",
                cause="busy",
            )
        if waiter.error is not None:
            raise waiter.error


class _Waiter(threading.Thread):
    """Takes a lock as soon as it is free; closes the file instead when nobody waits any more."""

    def __init__(self, io: Io, fd: int) -> None:
        super().__init__(name="worktui-lock", daemon=True)
        self._io, self._fd = io, fd
        self._turn = threading.Lock()
        self._done = self._given_up = False
        self.error: OSError | None = None

    def run(self) -> None:
        try:
            self._io.flock(self._fd, fcntl.LOCK_EX)
        except OSError as error:
            self.error = error
        with self._turn:
            self._done = True
            if self._given_up:
                shut(self._io, self._fd)

    def abandon(self) -> bool:
        """Stop waiting; False when the wait was over already."""
        with self._turn:
            self._given_up = not self._done
            return self._given_up
