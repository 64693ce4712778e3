"""Looking back: every place shown as it stood at an entry, stepped through, changed by nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from worktui.app.clock import FixedClock
from worktui.app.desk import Desk
from worktui.app.phrases import full_day
from worktui.app.ports import Store
from worktui.app.replay import Past
from worktui.domain.change import Entry
from worktui.domain.settings import Settings


class LookingBack:
    """The past that is looked at: where in it, its desk, and words for the band and footer."""

    def __init__(self, store: Store, me: str, seq: int) -> None:
        self._past, self._me = Past(store), me
        self._past.to(seq)
        self.desk = self._past.desk(me)

    @property
    def entry(self) -> Entry:
        """The entry one stands at."""
        return self._past.entry()

    def step(self, way: int) -> bool:
        """One entry back or forth; False at an end."""
        moved = self._past.step(way)
        if moved:
            self.desk = self._past.desk(self._me)
        return moved

    def inbox(self, present: Any) -> Any:
        """The inbox as it stood; None where there is none."""
        return None if present is None else replace(present, desk=self.desk)

    def told(self) -> str:
        """`entry 812, mon 23 Nov 13:58`."""
        desk: Desk = self.desk
        assert isinstance(desk.clock, FixedClock)
        local = desk.now().astimezone(Settings.of(desk.snapshot()).zone)
        return f"entry {self.entry.seq}, {full_day(local.date())} {local:%H:%M}"

    def what(self) -> str:
        """What the entry did, and who."""
        entry = self.entry
        return f"{entry.by}: {entry.why}" if entry.by else entry.why
