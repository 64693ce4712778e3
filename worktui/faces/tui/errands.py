"""A second thread beside the screen: chores that may take long, such as talking to a mail
server, and the senses that look by themselves. The clerk, who writes what is asked, never waits
for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.message import Message

from worktui.app.chores import unforeseen
from worktui.domain.errors import SenseProblem, WorktuiError
from worktui.faces.tui.messages import JobDone, SenseTrouble

if TYPE_CHECKING:
    from worktui.app.watching import Event, Watching

FIRST = 12.0
"""Seconds before the first look: the start and the first keys belong to the screen. What is
loaded then (a tenth of a second of work) would be felt under the fingers."""
EVERY = 2.0
"""Seconds between two looks for something due."""
LEAVING = 1.0
"""Seconds that leaving waits for a sense."""


class Errands:
    """Calls `chores` again and again until stopped. `tell` must be safe from another thread.
    `watching` makes the senses, given who hears of them; None where nothing is looked at.

    What goes wrong is told once, not every time it goes wrong again the same way.
    """

    def __init__(
        self,
        chores: Callable[[], None],
        tell: Callable[[Message], Any],
        watching: Callable[[Callable[[Event], object]], Watching | None] | None = None,
        *,
        first: float = FIRST,
        every: float = EVERY,
    ) -> None:
        self._chores = chores
        self._tell = tell
        self._make = watching
        self._first, self._every = first, every
        self._watching: Watching | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worktui-errands", daemon=True)
        self._told = ""
        self._odd: set[str] = set()

    def start(self) -> None:
        """Begin, after a while."""
        self._thread.start()

    def stop(self) -> None:
        """No more rounds; one that is under way may end by itself."""
        self._over.set()
        if self._watching is not None:
            self._watching.stop(patience=LEAVING)

    def _run(self) -> None:
        pause = self._first
        while not self._over.wait(pause):
            pause = self._every
            try:
                self._chores()
                self._watch()
                self._told = ""
            except WorktuiError as error:
                if str(error) != self._told:
                    self._told = str(error)
                    self._tell(JobDone(None, error=error))
            except Exception as error:  # the outer frame of this thread, which must go on
                text = unforeseen(error)
                if text not in self._odd:  # a round later all may be well, until the next tick
                    self._odd.add(text)
                    self._tell(JobDone(None, error=SenseProblem(text)))

    def _watch(self) -> None:
        """Let the senses look, once the chores have been through."""
        make, self._make = self._make, None
        if make is None:
            return
        self._watching = make(self._heard)
        if self._watching is not None and not self._over.is_set():
            self._watching.start()

    def _heard(self, event: Event) -> None:
        """What came shows by itself where it belongs; only trouble is said."""
        place, text = getattr(event, "place", ""), getattr(event, "text", "")
        if text:
            self._tell(JobDone(None, error=SenseProblem(f"{place}: {text}")))
        if place:
            self._tell(SenseTrouble(place, text))
