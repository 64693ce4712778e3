"""Asking a language model beside everything else: one thread, one arrival at a time.

Whoever takes something in goes on at once; nothing is held while a slow model thinks, neither
the workspace nor the keys nor a sense. What is not asked before the program ends is not asked
later: the rules have judged it, and that is enough.
"""

from __future__ import annotations

import queue
import threading
from time import monotonic

from worktui.app.desk import Desk
from worktui.app.ports import Model
from worktui.domain.arrival import Arrival
from worktui.domain.errors import WorktuiError

MOST = 50
"""Arrivals that may wait to be asked about; of a heap, the rest is left to the rules."""
PAUSE = 60.0
"""Seconds for which a model that failed is not asked again."""


class Opinions:
    """Second opinions on arrivals, put into the inbox as they come."""

    def __init__(self, desk: Desk, model: Model) -> None:
        self.desk, self.model = desk, model
        self.trouble = ""
        """Why the last one failed, "" when it did not."""
        self._queue: queue.Queue[tuple[str, Arrival]] = queue.Queue(MOST)
        self._made: list[str] = []
        self._again = 0.0
        self._thread: threading.Thread | None = None

    def later(self, id: str, arrival: Arrival) -> None:
        """Ask about a stored arrival when its turn comes; returns at once."""
        try:
            self._queue.put_nowait((id, arrival))
        except queue.Full:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="worktui-opinions", daemon=True)
            self._thread.start()

    def wait(self) -> tuple[str, ...]:
        """Wait until all that was asked is answered; the suggestions made since the last time.

        Each asking ends with the model's own deadline, and one failure ends them all.
        """
        self._queue.join()
        made, self._made = tuple(dict.fromkeys(self._made)), []
        return made

    def _work(self) -> None:
        while True:
            id, arrival = self._queue.get()
            try:
                if monotonic() >= self._again:
                    self._ask(id, arrival)
            except WorktuiError as error:
                self.trouble = str(error)
            except Exception as error:  # the outer frame of this thread
                self.trouble = f"It failed in a way nobody foresaw ({type(error).__name__})."
                self._again = monotonic() + PAUSE
            finally:
                self._queue.task_done()

    def _ask(self, id: str, arrival: Arrival) -> None:
        from worktui.app.second_opinion import consider  # with the judgement, which is much code

        opinion = consider(self.desk, self.model, id, arrival)
        self.trouble = opinion.note if opinion.failed else ""
        self._made += opinion.made
        if opinion.failed:
            self._again = monotonic() + PAUSE
