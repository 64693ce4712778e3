"""The clerk: one thread beside the screen that writes, one job at a time, and looks every
tenth of a second for what others have written. The screen never waits for a disk."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from textual.message import Message

from worktui.app.desk import Desk
from worktui.domain.errors import WorktuiError
from worktui.faces.tui.messages import JobBroke, JobDone

Job = Callable[[], Any]
EVERY = 0.1
"""Seconds between two looks for others' changes."""


class Clerk:
    """Runs jobs in order. `tell` must be safe to call from another thread."""

    def __init__(self, desk: Desk, tell: Callable[[Message], Any]) -> None:
        self._desk = desk
        self._tell = tell
        self._jobs: queue.SimpleQueue[tuple[Job, Callable[[Any], None] | None] | None] = (
            queue.SimpleQueue()
        )
        self._waiting = 0
        self._told = ""
        self._count = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether jobs are waiting or being done."""
        return self._waiting > 0

    def start(self) -> None:
        """Begin work."""
        self._thread = threading.Thread(target=self._work, name="worktui-clerk", daemon=True)
        self._thread.start()

    def stop(self, patience: float = 5.0) -> None:
        """Finish what is queued, then stop."""
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(patience)
            self._thread = None

    def submit(self, job: Job, then: Callable[[Any], None] | None = None) -> None:
        """Queue a job; `then` is called with its result on the screen's thread."""
        with self._count:
            self._waiting += 1
        self._jobs.put((job, then))

    def _work(self) -> None:
        while True:
            try:
                task = self._jobs.get(timeout=EVERY)
            except queue.Empty:
                self._look()
                continue
            if task is None:
                return
            try:
                self._do(*task)
            finally:
                with self._count:
                    self._waiting -= 1

    def _look(self) -> None:
        """Look once; what goes wrong the same way each tenth of a second is told once."""
        try:
            self._desk.poll()
        except WorktuiError as error:
            if str(error) != self._told:
                self._tell(JobDone(None, error=error))
            self._told = str(error)
        except Exception as error:  # the outer frame of this thread
            if repr(error) != self._told:
                self._tell(JobBroke(error))
            self._told = repr(error)
        else:
            self._told = ""

    def _do(self, job: Job, then: Callable[[Any], None] | None) -> None:
        try:
            result = job()
        except WorktuiError as error:
            self._tell(JobDone(then, error=error))
        except Exception as error:  # the outer frame of this thread
            self._tell(JobBroke(error))
        else:
            self._tell(JobDone(then, result))
