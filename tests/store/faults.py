"""A disk that fails, dies or falls short at the n-th call."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import Any

from worktui.store.io import Io

CALLS = (
    "open close dup pread write fsync fdatasync ftruncate fchmod fchown fstat stat replace link "
    "unlink mkdir flock"
).split()
CHANGING = {"write", "ftruncate", "replace", "link", "unlink", "mkdir", "fsync", "fdatasync"}
ERRNOS = {
    "ENOSPC": errno.ENOSPC,
    "EIO": errno.EIO,
    "EDQUOT": errno.EDQUOT,
    "EINTR": errno.EINTR,
}
KINDS = ("die", *ERRNOS, "short")
LENGTHS = (0.0, 0.5, 0.99, 1.0)


class Die(BaseException):
    """The process is gone: nothing of it runs any more that touches the disk."""


@dataclass(frozen=True)
class Fault:
    """At call number `at`: what happens, how much of a write is done before, and whether
    every later changing call fails too."""

    at: int
    kind: str
    length: float = 0.0
    lasting: bool = False


class FaultIo(Io):
    """Counts calls; carries out one fault. Syncing is only counted: the tests read the cache."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault = fault
        self.names: list[str] = []
        self.dead = False
        self.fired = False
        self._open: set[int] = set()
        for name in CALLS:
            setattr(self, name, self._wrapped(name))

    def _wrapped(self, name: str) -> Any:
        real = getattr(os, name, None) if name not in {"flock"} else getattr(Io, name)
        if name in {"fsync", "fdatasync"}:
            real = lambda fd: None  # noqa: E731

        def call(*args: Any, **named: Any) -> Any:
            if self.dead:
                raise Die
            number = len(self.names)
            self.names.append(name)
            fault = self.fault
            if fault is not None and (
                number == fault.at or (fault.lasting and number > fault.at and name in CHANGING)
            ):
                self.fired = True
                return self._fail(name, real, fault, args, named)
            return self._do(name, real, args, named)

        return call

    def _do(self, name: str, real: Any, args: Any, named: Any) -> Any:
        result = real(*args, **named)
        if name in {"open", "dup"}:
            self._open.add(result)
        elif name == "close":
            self._open.discard(args[0])
        return result

    def _fail(self, name: str, real: Any, fault: Fault, args: Any, named: Any) -> Any:
        if fault.kind == "short":
            return self._fall_short(name, real, fault, args, named)
        if name == "write" and fault.length:
            data = memoryview(args[1])
            os.write(args[0], data[: max(1, int(len(data) * fault.length))])
        elif name == "close" and fault.kind != "die":
            self._do(name, real, args, named)  # a close that fails has closed all the same
        if fault.kind == "die":
            self.dead = True
            raise Die
        number = ERRNOS[fault.kind]
        raise OSError(number, os.strerror(number))

    def _fall_short(self, name: str, real: Any, fault: Fault, args: Any, named: Any) -> Any:
        if name == "write":
            data = memoryview(args[1])
            return os.write(args[0], data[: max(1, int(len(data) * fault.length))])
        if name == "pread" and args[1] > 1:
            return real(args[0], max(1, int(args[1] * fault.length)), *args[2:])
        return self._do(name, real, args, named)

    def bury(self) -> None:
        """What the system does when a process has died: its files are closed, locks freed."""
        for fd in self._open:
            os.close(fd)
        self._open.clear()


def faults(names: list[str], *, lasting: bool = False) -> list[Fault]:
    """Every fault worth trying for a run that made these calls."""
    found = []
    for at, name in enumerate(names):
        for kind in KINDS:
            if kind == "short":
                lengths = (0.01, 0.5, 0.99) if name in {"write", "pread"} else ()
            else:
                lengths = LENGTHS if name == "write" else (0.0,)
            if lasting:
                lengths = lengths[:1] if kind in {"EIO", "ENOSPC"} else ()
            found += [Fault(at, kind, length, lasting) for length in lengths]
    return found
