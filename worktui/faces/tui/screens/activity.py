"""Everything that changed, the newest first: who, through what, and undo from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from worktui.app.phrases import moment_words
from worktui.app.undo import newest
from worktui.app.views.activity import ActivityRow, activity
from worktui.domain.change import Entry
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.paint import Piece, blank, row
from worktui.faces.tui.place import Shell
from worktui.faces.tui.walking import Walking
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.filter import FilterBar, entries_language
from worktui.faces.tui.widgets.roll import Roll

if TYPE_CHECKING:
    from worktui.engine.query import Query

_READ = 200
"""Entries that are shown."""
_SEARCHED = 20_000
"""Entries that a filter looks through."""
HINT = "words  @who  by:rule  since:mon  WEB-12"
THROUGH = {
    "cli": "by command",
    "suggestion": "from the inbox",
    "sense": "as it arrived",
    "tick": "by itself",
    "import": "by import",
    "external": "by a change of the file",
    "rule": "by a rule",
    "agent": "by an agent",
    "web": "on the web",
}
"""How a change came about, in words; one by a key needs none."""


class ActivityRows(Roll):
    """Draws entries; `when` are their moments in words."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.rows: Sequence[tuple[ActivityRow, str]] | None = None
        self.filtered = False

    def blocks(self, width: int) -> list[Block]:
        """A heading, then an entry a block."""
        ink = self.ink
        if self.rows is None:
            return [still([row(ink, width, [("reading the log…", "dim")])])]
        head = [row(ink, width, [("Activity", "title b")], [("newest first", "dim")])]
        head.append(blank(ink, width))
        if not self.rows and self.filtered:
            head.append(row(ink, width, [("nothing of that kind has happened", "dim")]))
            head.append(row(ink, width, [("esc", "title b"), (" shows all", "dim")]))
        elif not self.rows:
            head.append(row(ink, width, [("nothing has happened yet", "dim")]))
        made = [still(head)]
        for entry, when in self.rows:
            made.append(Block(2, partial(self._paint, entry, when, width), str(entry.seq)))
            made.append(still([blank(ink, width)]))
        return made

    def _paint(self, entry: ActivityRow, when: str, width: int, ground: str) -> list:  # type: ignore[type-arg]  # strips
        ink = self.ink
        edge = edge_of(ink, ground, (" " if ink.plain else ink.signs.edge, "edge"))
        title = "title b" if ground == "focus" else "fg"
        below: list[Piece] = [(entry.by, "dim")]
        if entry.through != "key":
            below.append((f" {THROUGH.get(entry.through, entry.through)}", "dim"))
        ids = " ".join(entry.ids[:4])
        below.append((f"  {ids}", "dim"))
        return [
            row(ink, width, [(entry.why, title)], [(when, "dim")], ground=ground, edge=edge),
            row(ink, width, below, [(f"{entry.seq}", "dim")], ground=ground, edge=edge),
        ]


class ActivityLog(Walking):
    """Place 7."""

    place = "activity"
    number = 7
    title_ = "Activity"
    opens = "entry.open"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("activity")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.roll = self.log_ = ActivityRows(self.ink)
        self.filter = FilterBar(self.ink, hint=HINT, language=entries_language)
        self._reading = self._again = False

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.log_

    def load(self) -> None:
        """Read the end of the log, beside the screen; what is typed meanwhile is read after."""
        self.log_.rebuild()
        self._again = self._reading
        if not self._reading:
            self._reading = True
            wanted = self.filter.query_for(self.shell)
            self.shell.queue(partial(self._read, wanted), self._show)

    def _read(self, wanted: Query | None) -> list[tuple[ActivityRow, str]]:
        shell = self.shell
        settings, now = Settings.of(shell.work), shell.time()
        entries: Iterable[Entry] = newest(shell.desk.store)
        if wanted is not None:
            from worktui.engine.query_entries import entry_row

            searched = islice(entries, _SEARCHED)
            entries = (entry for entry in searched if wanted.fits(entry_row(entry), ""))
        rows = activity(islice(entries, _READ))
        return [(row, moment_words(parse_instant(row.ts), settings, now)) for row in rows]

    def _show(self, rows: Sequence[tuple[ActivityRow, str]]) -> None:
        self._reading = False
        self.log_.rows = rows
        self.log_.filtered = bool(self.filter.text.strip()) and not self.filter.why
        self.log_.rebuild()
        self.point()
        if self._again:
            self.load()

    def verb_work_filter(self) -> None:
        """Type what to find."""
        if not self.filter.is_attached:
            self.query_one("#body").mount(self.filter, before=0)
        self.filter.open()

    def on_filter_bar_changed(self) -> None:
        """As it is typed."""
        self.load()
        self.filter.look_for(self.shell)

    def on_filter_bar_left(self) -> None:
        """Back to the entries."""
        self.set_focus(None)
        self.filter.look_for(self.shell)
        self.point()

    def back(self) -> bool:
        """Out of a filter; then it is at its top."""
        return self.filter.clear()

    def changed(self, entries: Sequence[Entry]) -> None:  # noqa: ARG002 - any of them
        """Every entry is one more row."""
        self.load()

    def facts(self) -> frozenset[str]:
        """Whether an entry is under the cursor."""
        return frozenset({"entry"} if self.log_.key else ())

    def verb_entry_open(self) -> None:
        """Look at the work as it stood after the entry under the cursor."""
        self.shell.look_back(int(self.log_.key))
        self.shell.go(2)

    def verb_entry_undo(self) -> None:
        """Take the entry under the cursor back."""
        from worktui.faces.tui import undoing

        undoing.undo(self.shell, int(self.log_.key), offer=True)

    def verb_activity_receipt(self) -> None:
        """What the inbox did today, how soon, and how much is proven."""
        self.shell.perform("app.receipt")
