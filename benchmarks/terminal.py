"""A program in a terminal of its own, watched from outside: what it has drawn, what CPU it took."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

_SIZE = (40, 120)
QUIET = 0.05
"""Seconds without output after which an answer is complete."""


class Terminal:
    """Starts a program; `until` it shows some text, `press` keys, `cpu` in milliseconds."""

    def __init__(self, command: Sequence[str]) -> None:
        drop = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR")
        env = {name: value for name, value in os.environ.items() if name not in drop}
        env |= {"TERM": "xterm-256color", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *_SIZE, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def until(self, text: bytes, patience: float = 60.0) -> None:
        """Wait for text, then for quiet. Raises TimeoutError with what came instead."""
        seen, end = b"", time.monotonic() + patience
        while text not in seen:
            if time.monotonic() > end:
                raise TimeoutError(seen[-500:])
            seen += self._read(0.2)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing more comes."""
        while self._read(QUIET):
            pass

    def press(self, key: str) -> None:
        """A key, and its answer."""
        os.write(self.fd, key.encode())
        self._read(1.0)
        self.settle()

    def _read(self, patience: float) -> bytes:
        if not select.select([self.fd], [], [], patience)[0]:
            return b""
        try:
            return os.read(self.fd, 1 << 16)
        except OSError:
            return b""

    def cpu(self) -> float:
        """CPU of all its threads so far, in ms (Linux: schedstat)."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            total += int((task / "schedstat").read_text("ascii").split()[0])
        return total / 1e6
