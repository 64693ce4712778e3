"""Reckoning beside the screen: what takes longer than a frame runs in a thread of its own.

One thing at a time for each who asks: a newer question makes the older one's answer of no
interest, and lets it stop where it can. The clerk, who writes, is never kept waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from textual.message import Message
from textual.widget import Widget

from worktui.domain.errors import WorktuiError
from worktui.faces.tui.messages import JobBroke

AT_ONCE = 1500
"""Tasks up to which a plan is made within the key's own frame or few; more are reckoned beside."""
Stop = Callable[[], bool]
Job = Callable[[Stop, Callable[[float, str], None]], Any]


class Reckoned(Message, bubble=False):
    """An answer, an error, or how far it is; for the widget that asked."""

    def __init__(
        self,
        turn: int,
        value: Any = None,
        *,
        error: WorktuiError | None = None,
        progress: tuple[float, str] | None = None,
    ) -> None:
        super().__init__()
        self.turn, self.value, self.error, self.progress = turn, value, error, progress


class Reckoner:
    """Runs one job at a time for a widget, which hears of it by `Reckoned`."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._turn = 0
        self.busy = False

    def ask(self, job: Job) -> None:
        """Begin a job; it is given what says that it may stop, and whom to tell its progress."""
        self._turn += 1
        turn = self._turn
        self.busy = True
        thread = threading.Thread(
            target=self._run, args=(turn, job), name="worktui-reckoning", daemon=True
        )
        thread.start()

    def leave(self) -> None:
        """Its answer is of no interest any more."""
        self._turn += 1
        self.busy = False

    def mine(self, message: Reckoned) -> bool:
        """Whether a message is about the last question; an answer to it ends the reckoning."""
        if message.turn != self._turn:
            return False
        if message.progress is None:
            self.busy = False
        return True

    def _run(self, turn: int, job: Job) -> None:
        def stop() -> bool:
            return turn != self._turn

        def tell(share: float, what: str) -> None:
            if not stop():
                self._post(Reckoned(turn, progress=(share, what)))

        try:
            value = job(stop, tell)
        except WorktuiError as error:
            self._post(Reckoned(turn, error=error))
        except Exception as error:  # the outer frame of this thread
            if not stop() and self._widget.is_attached:  # what nobody waits for may break off
                self._widget.app.post_message(JobBroke(error))
        else:
            self._post(Reckoned(turn, value))

    def _post(self, message: Reckoned) -> None:
        if message.turn == self._turn and self._widget.is_attached:
            self._widget.post_message(message)
