"""What the app tells: receipts and refusals in the footer for a while, and in a list for good;
and how it ends when it must."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from worktui.app.phrases import moment_words
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui import safety
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.messages import JobBroke
from worktui.faces.tui.paint import Piece
from worktui.faces.tui.place import Place
from worktui.faces.tui.themed import Themed

RECEIPT = 8.0
"""Seconds a receipt stands in the footer."""
KEPT = 500
"""Sentences that are kept to be read again."""


class Telling(Themed):
    """An app that says what was done and why something was not."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.seen: deque[tuple[datetime, str]] = deque(maxlen=KEPT)
        self.crash: BaseException | None = None
        self._receipt = 0

    @property
    def work(self) -> Snapshot:
        """The work as it stands now."""
        raise NotImplementedError

    def time(self) -> datetime:
        """The present instant."""
        raise NotImplementedError

    def place_now(self) -> Place | None:
        """The place seen, or under a dialog."""
        stack = self._screen_stacks.get(self._current_mode) or []
        return next((screen for screen in reversed(stack) if isinstance(screen, Place)), None)

    def say(self, text: str, *, undo: bool = False, sign: str = "") -> None:
        """A sentence in the footer for some seconds."""
        pieces: list[Piece] = [(f"{sign} ", "good")] if sign else []
        pieces.append((text, "fg"))
        if undo:
            pieces += [("   ", "fg"), ("u", "title b"), (" undo", "dim")]
        self._tell(text, pieces)

    def refuse(self, text: str) -> None:
        """Why something was not done."""
        self._tell(text, [(text, "ask")])

    def _tell(self, text: str, pieces: Sequence[Piece]) -> None:
        self.seen.append((self.time(), text))
        hear = getattr(self.screen, "hear", None)  # a dialog that stays open under it
        if hear is not None:
            hear(text)
        place = self.place_now()
        if place is None:
            return
        place.note(pieces)
        self._receipt += 1
        self.set_timer(RECEIPT, partial(self._untell, place, self._receipt, tuple(pieces)))

    def _untell(self, place: Place, number: int, pieces: tuple[Piece, ...]) -> None:
        if number == self._receipt and place._noted == pieces:
            place.note(())

    def moment(self, at: datetime) -> str:
        """A moment in words, for lists of messages."""
        return moment_words(at, Settings.of(self.work), self.time())

    def on_job_broke(self, message: JobBroke) -> None:
        """A job failed in a way nobody foresaw: said, logged, and the app lives on."""
        log = safety.write_crash(message.error)
        where = f" Details: {log}" if log else ""
        self.refuse(f"That failed ({type(message.error).__name__}); nothing was written.{where}")

    def _fatal_error(self) -> None:
        """A crash shows no local variables and leaves a status that tells."""
        self._return_code = 1
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        self.crash = error
        super()._handle_exception(error)
