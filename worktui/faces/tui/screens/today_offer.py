"""The time that Today offers in the evening: read beside the screen, ticked, booked at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from worktui.app.views.day import is_evening
from worktui.domain.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worktui.app.spent import Offer
    from worktui.faces.tui.screens.today import Today

State = dict[str, tuple[bool, float]]
"""Whether a line is ticked, and its hours, by task."""


class Offered:
    """What is offered on the day that is shown; it knows no screen but Today."""

    def __init__(self, place: Today) -> None:
        self.place = place
        self.found: tuple[Offer, ...] = ()
        self.state: State = {}
        self.day: date | None = None

    def look(self) -> None:
        """Ask for it in the evening of one's own day; nothing is offered before, or of others."""
        shell = self.place.shell
        settings, now = Settings.of(shell.work), shell.time()
        today = settings.today(now)
        if today != self.day:
            self.day, self.state, self.found = today, {}, ()
        dull = self.place.whose or shell.past is not None or shell.desk.store.readonly
        if dull or not is_evening(settings, now):
            self._show(())
            return
        shell.queue(self._read, self._show)

    def _read(self) -> tuple[Offer, ...]:
        from worktui.app.spent import day_offers

        shell = self.place.shell
        now = shell.time()
        today = Settings.of(shell.work).today(now)
        return day_offers(shell.work, shell.desk.store, shell.me, today, now)

    def _show(self, found: Sequence[Offer]) -> None:
        if not found and not self.found:
            return  # as it was, and nothing is loaded for it
        from worktui.app.views.spent import day_view

        self.found = tuple(found)
        lines = self.ticked()
        view = day_view(lines, 0.0, self.day) if lines and self.day else None
        self.place.side.ask(view)
        self.place.refresh_keys()

    def ticked(self) -> list[Offer]:
        """The lines that would be booked."""
        if not self.found:
            return []
        from worktui.app.spent import chosen

        return chosen(self.found, self.state)

    def book(self) -> None:
        """All of them, as one change."""
        self._book(self.ticked())

    def _book(self, lines: Sequence[Offer]) -> None:
        from worktui.app.spent import booking

        for line in lines:
            self.state.pop(line.task, None)  # what comes after is guessed anew
        if self.day is not None:
            self.place.act(booking(lines, self.day))

    def ask(self) -> None:
        """Look at what can be offered by now, at any time of the day."""
        from worktui.faces.tui.dialogs.spent import Evening

        if self.place.whose:
            self.place.shell.refuse("Their time is theirs to book; esc comes back to your day.")
            return
        found = self._read()
        if not found:
            self.place.shell.refuse(
                "Nothing more is known of today that could be booked; w books time on a task."
            )
            return
        dialog = Evening(self.place.shell, found, self.state, left=lambda: self._show(self.found))
        self.place.shell.ask(dialog, self._book)
