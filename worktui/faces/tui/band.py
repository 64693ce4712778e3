"""What the band at the top says: counts over the work, kept until the work changes."""

from __future__ import annotations

from collections.abc import Sequence

from worktui.app.desk import Desk
from worktui.app.outages import outages
from worktui.app.phrases import full_day
from worktui.app.views.has_projects import has_projects
from worktui.domain.change import Entry
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui.places import PLACES
from worktui.faces.tui.widgets.header import HeaderView, PlaceTab

_WAITS = "proposed"
"""What waits for a decision; what is put off wakes by the tick."""


class Band:
    """Makes HeaderViews."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._here: tuple[str, ...] = (desk.me,) if desk.me else ()
        self._waiting: tuple[int, int] = (-1, 0)
        self._trouble: tuple[int, str] = (-1, "")
        self._planned: tuple[int, bool] = (-1, False)

    def view(self, work: Snapshot, active: int) -> HeaderView:
        """The band with a place active."""
        settings = Settings.of(work)
        local = self._desk.now().astimezone(settings.zone)
        asks = self._open(work)
        tabs = tuple(
            PlaceTab(number, title, asks if name == "inbox" else 0)
            for number, name, title, _ in PLACES
            if number == active or self._says(name, work)
        )
        return HeaderView(
            settings.name or "worktui",
            tabs,
            active,
            self._here,
            full_day(local.date()),
            f"{local:%H:%M}",
        )

    def _says(self, name: str, work: Snapshot) -> bool:
        """Whether a place has something to say; its number works all the same."""
        if name == "projects":
            return self._plans(work)
        if name == "calendar":
            return bool(work.count("bookings") or work.count("calendar"))
        return True

    def _plans(self, work: Snapshot) -> bool:
        """Whether projects have anything to say; once they had, they stay."""
        if not self._planned[1] and self._planned[0] != work.seq:
            self._planned = (work.seq, has_projects(work))
        return self._planned[1]

    def _open(self, work: Snapshot) -> int:
        if self._waiting[0] != work.seq:
            count = sum(1 for doc in work.all("suggestions") if doc.get("state") == _WAITS)
            self._waiting = (work.seq, count)
        return self._waiting[1]

    def trouble(self, work: Snapshot) -> str:
        """What keeps messages from leaving, "" when nothing does."""
        if self._trouble[0] != work.seq:
            found = outages(work, self._desk.now()) if work.count("outbox") else ()
            self._trouble = (work.seq, "; ".join(outage.notice() for outage in found))
        return self._trouble[1]

    def heard(self, entries: Sequence[Entry]) -> None:
        """Whoever commits while this is open is here."""
        fresh = [entry.by for entry in entries if entry.through in ("key", "cli", "suggestion")]
        self._here = tuple(dict.fromkeys([*self._here, *fresh]))
