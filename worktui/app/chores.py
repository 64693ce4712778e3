"""What a running app does beside what is asked of it: lets time pass, delivers what is due."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta

from worktui.app.desk import Desk
from worktui.app.outbox import deliver, due
from worktui.app.ports import Courier
from worktui.domain.errors import WorktuiError

EVERY_TICK = timedelta(minutes=1)
EVERY_FORGETTING = timedelta(hours=6)
EVERY_ASKING = timedelta(seconds=20)
"""How often the role is asked for while another process has it."""
ROLE = "delivery"
"""Held as long as one goes on delivering, so that `doctor` can say who does; whoever does not
hold it delivers all the same, and the lease of the outbox decides at each pass."""


def unforeseen(error: Exception) -> str:
    """What is said, once, of a mistake in a chore, after which the round goes on."""
    kind = type(error).__name__
    return f"What runs by itself failed in a way nobody foresaw ({kind}). It is tried again."


class Chores:
    """Called every few seconds, off the screen's thread. `courier` is made when first needed;
    `keep_days` is how long raw arrivals are kept, 0 for ever."""

    def __init__(
        self,
        desk: Desk,
        courier: Callable[[], Courier] | None = None,
        *,
        keep_days: int = 0,
    ) -> None:
        self._desk = desk
        self._keep_days = keep_days
        self._forgot: datetime | None = None
        self._make = courier
        self._courier: Courier | None = None
        self._ticked: datetime | None = None
        self._held: ExitStack | None = None
        self._asked: datetime | None = None

    def close(self) -> None:
        """No longer the one who delivers."""
        held, self._held = self._held, None
        if held is not None:
            held.close()

    def _hold(self, now: datetime) -> None:
        """Be known as the one who delivers, where nobody else is."""
        if self._held is not None or (self._asked and now - self._asked < EVERY_ASKING):
            return
        self._asked = now
        stack = ExitStack()
        try:
            if stack.enter_context(self._desk.store.lease(ROLE)):
                self._held = stack
                return
        except WorktuiError:
            return  # it is only a name on a door; what cannot be written is told where it matters
        stack.close()

    def __call__(self) -> None:
        """Do what is due now; raises a WorktuiError where the workspace cannot be written."""
        now = self._desk.now()
        if self._desk.store.readonly:
            return
        if self._ticked is None or now - self._ticked >= EVERY_TICK:
            # the judgement is large and the start is not its time
            from worktui.app.tick import tick

            self._ticked = now
            tick(self._desk)
        if self._keep_days and (self._forgot is None or now - self._forgot >= EVERY_FORGETTING):
            from worktui.app.forgetting import forget

            self._forgot = now
            forget(self._desk, self._keep_days)
        if self._make is not None:
            self._hold(now)
        if self._make is not None and due(self._desk.snapshot(), now):
            self._courier = self._courier or self._make()
            deliver(self._desk, self._courier)
