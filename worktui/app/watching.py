"""Senses at work, each in a thread of its own that holds its role in this workspace.

What one finds is written through one door, one write at a time. A sense that fails waits
longer from time to time, five seconds to ten minutes, and says why once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from worktui.app.inbox import Inbox
from worktui.app.looking import Looker, Taken
from worktui.app.ports import Sense
from worktui.domain.errors import SenseProblem, WorktuiError

PAUSE = 2.0
"""Seconds from one look to the next of a sense that can only be looked for."""
CALM = 240.0
"""Seconds a sense may wait for a word from outside before it looks anyway."""
ELSEWHERE = 30.0
"""Seconds until a role that another process holds is asked for again."""
FIRST_RETRY = 5.0
LONGEST_RETRY = 600.0
PATIENCE = 5.0
"""Seconds that leaving waits for a look that is under way."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a sense cannot look, with the way out; `text` is "" when it looks again. `place` is
    what it looks at, as this machine calls it."""

    sense: str
    text: str
    place: str


Event = Taken | Trouble


def _unforeseen(error: Exception) -> SenseProblem:
    text = f"It failed in a way nobody foresaw ({type(error).__name__})."
    return SenseProblem(text, hint="It is tried again.")


def retry_after(failures: int, *, lasting: bool = False) -> float:
    """Seconds to wait after so many failures in a row (1 is the first)."""
    return LONGEST_RETRY if lasting else min(FIRST_RETRY * 2 ** (failures - 1), LONGEST_RETRY)


class Watching:
    """Runs senses until stopped; `tell` hears what was taken in and what went wrong, in the
    thread of the sense. `pause` is the seconds between looks."""

    def __init__(
        self,
        inbox: Inbox,
        senses: Sequence[Sense],
        tell: Callable[[Event], object],
        *,
        since: datetime | None = None,
        pause: float = PAUSE,
    ) -> None:
        self.senses = tuple(senses)
        self._looker = Looker(inbox, threading.Lock())
        self._lease = inbox.desk.store.lease
        self._tell = tell
        self._since = since
        self._pause = pause
        self._told: dict[str, str] = {}
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(s,), name=f"worktui-{s.name}", daemon=True)
            for s in self.senses
        ]

    def start(self) -> None:
        """Begin to look."""
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = PATIENCE) -> None:
        """No more looks. One that is under way has `patience` seconds in all to end; what it
        found is kept or found again."""
        self._over.set()
        for sense in self.senses:
            sense.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(patience / len(self._threads))

    def once(self) -> int:
        """Look with each sense in this thread, twice, so that what still grows is told apart;
        returns how many senses another process looks after."""
        elsewhere = 0
        for sense in self.senses:
            with self._lease(sense.name) as mine:
                if not mine:
                    elsewhere += 1
                    continue
                try:
                    for since in (self._since, None):
                        self._look(sense, since)
                except WorktuiError as error:
                    self._failed(sense, error)
                except Exception as error:  # the outer frame of one sense, as in `_attend`
                    self._failed(sense, _unforeseen(error))
                finally:
                    sense.close()
        return elsewhere

    def _run(self, sense: Sense) -> None:
        while not self._over.is_set():
            try:
                with self._lease(sense.name) as mine:
                    if mine:
                        self._attend(sense)
            except WorktuiError as error:  # the workspace itself: its folder cannot be written
                self._failed(sense, error)
            self._over.wait(ELSEWHERE)

    def _attend(self, sense: Sense) -> None:
        """Look, wait, look again, while the role is held."""
        failures, since = 0, self._since
        while not self._over.is_set():
            try:
                self._look(sense, since)
                failures, since = 0, None
                if not self._over.is_set():
                    sense.wait(CALM)
                pause = self._pause
            except WorktuiError as error:
                failures += 1
                pause = retry_after(failures, lasting=getattr(error, "lasting", False))
                self._failed(sense, error)
            except Exception as error:  # the outer frame of this thread
                failures += 1
                pause = retry_after(failures)
                self._failed(sense, _unforeseen(error))
            self._over.wait(pause)

    def _look(self, sense: Sense, since: datetime | None) -> None:
        for taken in self._looker.look(sense, since=since):
            self._tell(taken)
            if self._over.is_set():
                return
        self._said(sense, "")

    def _failed(self, sense: Sense, error: WorktuiError) -> None:
        if self._over.is_set():
            return  # it was let go in the middle of a look
        self._said(sense, str(error))

    def _said(self, sense: Sense, text: str) -> None:
        """Note trouble and tell it, once; likewise its end."""
        with suppress(WorktuiError):  # the workspace cannot be written: then it is only told
            self._looker.trouble(sense, text)
        if self._told.get(sense.name, "") != text:
            self._told[sense.name] = text
            self._tell(Trouble(sense.name, text, sense.place))
