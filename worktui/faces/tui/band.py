"""What the band at the top says: counts over the work, kept until the work changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from worktui.app.desk import Desk
from worktui.app.phrases import full_day
from worktui.domain.change import Entry
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui.places import PLACES
from worktui.faces.tui.widgets.header import HeaderView, PlaceTab

_OPEN = ("proposed", "snoozed")
HERE = timedelta(minutes=30)
"""Who changed something within this time counts as here."""
_LOOKED = 60


class Band:
    """Makes HeaderViews."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._here: tuple[str, ...] = (desk.me,) if desk.me else ()
        self._waiting: tuple[int, int] = (-1, 0)

    def view(self, work: Snapshot, active: int) -> HeaderView:
        """The band with a place active."""
        settings = Settings.of(work)
        local = self._desk.now().astimezone(settings.zone)
        asks = self._open(work)
        tabs = tuple(
            PlaceTab(number, title, asks if name == "inbox" else 0)
            for number, name, title, _ in PLACES
        )
        return HeaderView(
            settings.name or "worktui",
            tabs,
            active,
            self._here,
            full_day(local.date()),
            f"{local:%H:%M}",
        )

    def _open(self, work: Snapshot) -> int:
        if self._waiting[0] != work.seq:
            count = sum(1 for doc in work.all("suggestions") if doc.get("state") in _OPEN)
            self._waiting = (work.seq, count)
        return self._waiting[1]

    def heard(self, entries: Sequence[Entry]) -> None:
        """Whoever commits is here."""
        fresh = [entry.by for entry in entries if entry.through in ("key", "cli", "suggestion")]
        self._here = tuple(dict.fromkeys([*self._here, *fresh]))

    def who_is_here(self) -> None:
        """Look who committed lately; reads the log, so not on the screen's thread."""
        now = self._desk.now()
        latest = self._desk.store.latest(_LOOKED)
        known = set(self._desk.snapshot().ids("people"))
        lately = [
            entry.by
            for entry in latest
            if entry.by in known and abs(now - parse_instant(entry.ts)) < HERE
        ]
        self._here = tuple(dict.fromkeys([*self._here, *lately]))
