"""The receipt of a day, a week, four weeks: one sentence, the numbers, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from worktui.app.receipts import Tally, tally
from worktui.app.undo import newest
from worktui.app.verbs import Verb
from worktui.app.views.receipt import receipt, receipt_markdown, span
from worktui.domain.change import Entry
from worktui.domain.settings import Settings
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Shell
from worktui.faces.tui.walking import Walking
from worktui.faces.tui.widgets.receipt_rows import ReceiptRows

SPANS = ((1, "a day"), (7, "a week"), (28, "four weeks"))
"""How many days are counted, and what that is called."""

COPIED = 30
"""Lines of what was done that are copied: a terminal's clipboard is small."""


class ReceiptPage(Walking):
    """Over the place it was opened from; `esc` goes back there."""

    place = "receipt"
    number = 0
    title_ = "Receipt"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("receipt")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.number = 7  # type: ignore[misc]  # it belongs to what has happened
        self.roll = self.rows = ReceiptRows(self.ink)
        self.days, self.back_by = 0, 0

    def body(self) -> Iterable[Widget]:
        """One roll."""
        yield self.rows

    # what is counted

    def load(self) -> None:
        """Count beside the screen: the log may be long."""
        self.shell.queue(partial(self._count, *self._span()), self._show)

    def _span(self) -> tuple[date, int]:
        """The first day and how many; weeks begin as the workspace says."""
        settings, days = Settings.of(self.shell.work), SPANS[self.days][0]
        today = settings.today(self.shell.time())
        if days == 1:
            return today - timedelta(days=self.back_by), 1
        week = today - timedelta(days=(today.weekday() - settings.week_starts) % 7)
        first = week - timedelta(days=(days // 7 - 1) * 7 + self.back_by * days)
        return first, days

    def _count(self, first: date, days: int) -> Tally:
        shell = self.shell
        now, settings = shell.time(), Settings.of(shell.work)
        begin, end = span(first, days, settings, now)
        return tally(shell.desk.snapshot(), newest(shell.desk.store), begin, end)

    def _show(self, found: Tally) -> None:
        if not self.is_mounted:
            return
        shell = self.shell
        self.rows.show(receipt(found, Settings.of(shell.work), shell.time()))
        self.point()

    def changed(self, entries: Sequence[Entry]) -> None:  # noqa: ARG002 - any of them
        """Every entry may count."""
        self.load()

    # verbs

    def facts(self) -> frozenset[str]:
        """Whether something that was done is under the cursor."""
        return frozenset({"entry"} if self.rows.key else ())

    def label(self, each: Verb) -> str:
        """What comes after what is counted now."""
        if each.id == "receipt.span":
            return SPANS[(self.days + 1) % len(SPANS)][1]
        return each.label

    def verb_receipt_span(self) -> None:
        """A day, a week, four weeks."""
        self.days, self.back_by = (self.days + 1) % len(SPANS), 0
        self.load()

    def verb_receipt_previous(self) -> None:
        """The days before."""
        self.back_by += 1
        self.load()

    def verb_receipt_next(self) -> None:
        """The days after, up to now."""
        if not self.back_by:
            self.shell.refuse("What comes after has not happened yet.")
            return
        self.back_by -= 1
        self.load()

    def verb_receipt_copy(self) -> None:
        """As Markdown."""
        if self.rows.view is not None:
            self.app.copy_to_clipboard(receipt_markdown(self.rows.view, COPIED))
            self.shell.say("The receipt is copied as Markdown")

    def verb_receipt_undo(self) -> None:
        """Take back what is under the cursor."""
        from worktui.faces.tui import undoing

        undoing.undo(self.shell, int(self.rows.key), offer=True)

    def back(self) -> bool:
        """Back to where it was opened."""
        self.app.pop_screen()
        return True

    # the cursor

    def action_left(self) -> None:
        """The days before."""
        self.action_verb("receipt.previous")

    def action_right(self) -> None:
        """The days after."""
        self.action_verb("receipt.next")
