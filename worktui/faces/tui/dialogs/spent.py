"""Time spent: a length in words on one task, or the lines a day offers, ticked and booked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from worktui.app.phrases import full_day
from worktui.app.spent import QUARTER, Heard, Offer, booked, chosen, day_offers, heard, log
from worktui.app.views.spent import day_view
from worktui.domain.actions.base import Action
from worktui.domain.change import Doc
from worktui.domain.errors import WorktuiError
from worktui.domain.settings import Settings
from worktui.engine.lengths import said
from worktui.engine.spoken import Spoken
from worktui.faces.tui.compositor import tighten
from worktui.faces.tui.dialogs.chooser import Choice, Chooser
from worktui.faces.tui.dialogs.dialog import Chosen, Modal
from worktui.faces.tui.paint import Piece, blank, cut, plain, row
from worktui.faces.tui.widgets.block import edge_of
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_LENGTHS = ("30m", "1h", "2h", "4h")
INSET = 2


def about(shell: Shell, task: Doc, guessed: Sequence[Offer]) -> Chooser:
    """How long a task was worked on; gives a Heard. First stands what is guessed of today."""
    settings, now = Settings.of(shell.work), shell.time()
    spoken = Spoken.of(settings, now)
    today = settings.today(now)
    guess = next((line for line in guessed if line.task == task["id"]), None)
    already = booked(shell.work, shell.me, today).get(str(task["id"]), 0.0)

    def one(text: str) -> Choice:
        try:
            found = heard(text, spoken)
        except WorktuiError as error:
            return Choice(text, note=str(error), possible=False)
        day = "today" if found.day == today else full_day(found.day)
        return Choice(f"{said(found.hours)} {day}", value=found)

    def offer(text: str) -> list[Choice]:
        if text.strip():
            return [one(text.strip())]
        rows = [one(words) for words in _LENGTHS]
        if guess is not None:
            label = f"{said(guess.hours)} today"
            rows.insert(0, Choice(label, value=Heard(guess.hours, today), note=guess.why))
        return rows

    has = f", {said(already)} booked today" if already else ""
    title = f"{task['id']}: time spent{has}"
    return Chooser(shell.ink, offer, title=title, hint="2h, or 30m yesterday", does="book")


def asked(shell: Shell, task: Doc) -> Chooser:
    """The same, with what is guessed of today read from the log."""
    now = shell.time()
    today = Settings.of(shell.work).today(now)
    return about(shell, task, day_offers(shell.work, shell.desk.store, shell.me, today, now))


def logged(task: Doc, said: Heard) -> list[Action]:
    """The answer as an action."""
    return [log(str(task["id"]), said)]


class Evening(Modal):
    """The lines of a day, each ticked or not, longer or shorter; gives those to be booked.

    `state` remembers ticks and lengths by task, so that they stand when it is opened again.
    """

    CSS_PATH = "../styles/dialog.tcss"
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        shell: Shell,
        found: Sequence[Offer],
        state: dict[str, tuple[bool, float]],
        *,
        left: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        tighten(self)
        self.left = left
        self.ink, self.found, self.state = shell.ink, tuple(found), state
        settings = Settings.of(shell.work)
        self.day = settings.today(shell.time())
        hours = sum(booked(shell.work, shell.me, self.day).values())
        self.view = day_view(self.found, hours, self.day)
        self.at = self.top = 0
        self.rows = Sheet(self.ink, ground="surface")
        self.last = Sheet(self.ink, ground="surface")
        self.frame = Vertical(classes="dialog evening")

    def compose(self) -> ComposeResult:
        """Rows, keys."""
        with self.frame:
            self.frame.border_title = Content(plain(f" You worked on: {self.view.head} "))
            yield self.rows
            yield self.last

    def on_mount(self) -> None:
        """Size for the screen it is over."""
        self._share()

    def on_resize(self) -> None:
        """Lines are drawn for a width."""
        self._share()

    def _share(self) -> None:
        self.set_class(self.app.size.width >= 100, "-roomy")
        outer = min(84 if self.app.size.width >= 100 else 70, self.app.size.width - 2)
        self.frame.styles.width = outer
        width = outer - 2
        lines = self._lines(width)
        self.rows.styles.height = len(lines) + 1
        self.rows.show(lines)
        self.last.styles.height = 1
        self.last.show([self._keys(width)])

    def _of(self, number: int) -> tuple[bool, float]:
        line = self.found[number]
        return self.state.get(line.task, (line.sure, line.hours))

    def _lines(self, width: int) -> list[Strip]:
        room = max(1, (self.app.size.height - 10) // 2)
        self.top = top = min(max(self.top, self.at - room + 1), self.at)
        made: list[Strip] = []
        for number in range(top, min(len(self.found), top + room)):
            made += self._row(number, width)
        total = sum(self._of(n)[1] for n in range(len(self.found)) if self._of(n)[0])
        sums: list[Piece] = [(f"{said(total)} in all", "title b" if total else "dim")]
        last = row(self.ink, width, (), sums, ground="surface", indent=INSET, pad=INSET)
        return [*made, blank(self.ink, width, "surface"), last]

    def _row(self, number: int, width: int) -> list[Strip]:
        ink, line = self.ink, self.found[number]
        ticked, hours = self._of(number)
        ground = "focus" if number == self.at else "surface"
        edge = edge_of(ink, ground, (" ", "fg"))
        sign: Piece = (ink.signs.done, "good") if ticked else (" ", "fg")
        tone = "title b" if ground == "focus" else "fg" if ticked else "dim"
        right: list[Piece] = [(said(hours), tone)]
        first: list[Piece] = [("[", "dim"), sign, ("] ", "dim"), (f"{line.task}  ", "dim"),
                              (cut(line.title, width - 28, ink.signs.cut), tone)]  # fmt: skip
        why: list[Piece] = [("    ", "dim"), (line.why, "dim")]
        return [
            row(ink, width, first, right, ground=ground, edge=edge, indent=INSET, pad=INSET),
            row(ink, width, why, ground=ground, edge=edge, indent=INSET, pad=INSET),
        ]

    def _keys(self, width: int) -> Strip:
        left: list[Piece] = []
        for key, label in (
            (self.ink.signs.enter, "book"),
            ("space", "tick"),
            ("h l", "less, more"),
        ):
            left += [("   " if left else "", "fg"), (key, "title b"), (f" {label}", "dim")]
        right: list[Piece] = [("esc", "title b"), (" not now", "dim")]
        return row(self.ink, width, left, right, ground="surface", indent=INSET, pad=INSET)

    def on_key(self, event: events.Key) -> None:
        """Walk, tick, change, book, leave."""
        event.stop()
        event.prevent_default()
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "home": -99, "end": 99, "G": 99}
        if event.key in steps:
            self.at = min(max(self.at + steps[event.key], 0), max(0, len(self.found) - 1))
        elif event.key == "space":
            self._tick(self.at)
        elif event.key in ("h", "left", "minus", "l", "right", "plus"):
            self._longer(QUARTER if event.key in ("l", "right", "plus") else -QUARTER)
        elif event.key == "enter":
            self._book()
            return
        elif event.key in ("escape", "q"):
            self.leave()
            return
        self._share()

    def on_click(self, event: events.Click) -> None:
        """A click ticks a line; one outside leaves."""
        spot = event.screen_offset
        if self.rows.region.contains_point(spot):
            number = self.top + (spot.y - self.rows.region.y) // 2
            if number < len(self.found):
                self.at = number
                self._tick(number)
                self._share()
        elif not self.frame.region.contains_point(spot):
            self.leave()

    def _tick(self, number: int) -> None:
        if self.found:
            ticked, hours = self._of(number)
            self.state[self.found[number].task] = (not ticked, hours)

    def _longer(self, by: float) -> None:
        if self.found:
            hours = min(24.0, max(QUARTER, self._of(self.at)[1] + by))
            self.state[self.found[self.at].task] = (True, hours)

    def leave(self) -> None:
        """Ticks and lengths stay as they were set."""
        self.dismiss(None)
        if self.left is not None:
            self.left()

    def _book(self) -> None:
        lines = chosen(self.found, self.state)
        self.dismiss(Chosen(lines) if lines else None)
