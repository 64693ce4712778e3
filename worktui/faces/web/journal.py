"""Lines about requests, written beside: a reader that stops reading holds no visitor up."""

from __future__ import annotations

import threading
from collections import deque
from typing import TextIO

MOST = 2000
"""Lines that wait; beyond, the oldest are dropped and counted."""
LAST_WORDS = 1.0
"""Seconds in which what waits is still written at the end."""


class Journal:
    """Takes lines at once and writes them to a stream in a thread of its own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lines: deque[str] = deque()
        self._some = threading.Condition()
        self._dropped = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def __call__(self, line: str) -> None:
        """One more line."""
        with self._some:
            if len(self._lines) >= MOST:
                self._lines.popleft()
                self._dropped += 1
            self._lines.append(line)
            self._some.notify()

    def close(self) -> None:
        """Write what waits, if that is quick."""
        with self._some:
            self._closed = True
            self._some.notify()
        self._thread.join(LAST_WORDS)

    def _run(self) -> None:
        while True:
            with self._some:
                while not self._lines and not self._closed:
                    self._some.wait()
                if not self._lines:
                    return
                lines = [*self._lines]
                self._lines.clear()
                if self._dropped:
                    lines.insert(0, f"! {self._dropped} lines were dropped: nobody read them.")
                    self._dropped = 0
            try:
                self._stream.write("\n".join(lines) + "\n")
                self._stream.flush()
            except (OSError, ValueError):
                return  # whoever read has gone: there is nobody left to tell
