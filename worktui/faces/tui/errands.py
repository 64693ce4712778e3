"""A second thread beside the screen: chores that may take long, such as talking to a mail
server. The clerk, who writes what is asked, never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from textual.message import Message

from worktui.domain.errors import WorktuiError
from worktui.faces.tui.messages import JobBroke, JobDone

FIRST = 12.0
"""Seconds before the first look: the start and the first keys belong to the screen. What is
loaded then (a tenth of a second of work) would be felt under the fingers."""
EVERY = 2.0
"""Seconds between two looks for something due."""


class Errands:
    """Calls `chores` again and again until stopped. `tell` must be safe from another thread.

    What goes wrong is told once, not every time it goes wrong again the same way.
    """

    def __init__(self, chores: Callable[[], None], tell: Callable[[Message], Any]) -> None:
        self._chores = chores
        self._tell = tell
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worktui-errands", daemon=True)
        self._told = ""

    def start(self) -> None:
        """Begin, after a while."""
        self._thread.start()

    def stop(self) -> None:
        """No more rounds; one that is under way may end by itself."""
        self._over.set()

    def _run(self) -> None:
        pause = FIRST
        while not self._over.wait(pause):
            pause = EVERY
            try:
                self._chores()
                self._told = ""
            except WorktuiError as error:
                if str(error) != self._told:
                    self._told = str(error)
                    self._tell(JobDone(None, error=error))
            except Exception as error:  # the outer frame of this thread
                self._tell(JobBroke(error))
                return
