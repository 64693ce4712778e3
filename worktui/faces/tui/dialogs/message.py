"""What would leave the house, as its reader will see it; only `S` sends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from worktui.app.phrases import counted
from worktui.app.views.letters import LetterView, SendingView
from worktui.faces.tui.compositor import tighten
from worktui.faces.tui.dialogs.dialog import Chosen, Modal
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, paragraphs, row
from worktui.faces.tui.widgets.block import Block, still
from worktui.faces.tui.widgets.lines import Sheet
from worktui.faces.tui.widgets.roll import Roll

INSET = 3
_LABELS = 9


class Page(Roll):
    """Lines on the dialog's ground that can be scrolled."""

    def __init__(self, ink: Ink, draw: Callable[[int], list[Strip]]) -> None:
        super().__init__(ink)
        self.ground, self.inset = "surface", INSET
        self.draw = draw

    def blocks(self, width: int) -> list[Block]:
        """All lines, none to stand on."""
        return [still(self.draw(width))]

    def fit(self, width: int, room: int) -> None:
        """As high as its lines at a width, up to `room`."""
        self.styles.height = max(4, min(len(self.draw(width)), room))

    def rest(self, hidden: int) -> str:  # noqa: ARG002  # nothing here can be stood on
        """There is more."""
        return "more below"


class MessageDialog(Modal):
    """Gives `send` or `edit`; left with esc, nothing leaves."""

    DEFAULT_CSS = """
    MessageDialog Page { width: 1fr; }
    """
    CSS_PATH = "../styles/dialog.tcss"
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, ink: Ink, view: SendingView) -> None:
        super().__init__()
        tighten(self)
        self.ink, self.view = ink, view
        self.page = Page(ink, self.lines)
        self.last = Sheet(ink, ground="surface")
        self.frame = Vertical(classes="dialog letters")

    def compose(self) -> ComposeResult:
        """Frame, letters, keys."""
        with self.frame:
            self.frame.border_title = Content(f" {self._title()} ")
            yield self.page
            yield self.last

    def _title(self) -> str:
        if not self.view.letters:
            only_here = self.view.stays and not self.view.problem
            return "Only in our own calendars" if only_here else "Nothing can leave yet"
        count = counted(len(self.view.letters), "message")
        verb = "leaves" if len(self.view.letters) == 1 else "leave"
        return f"{count} {verb}" if self.view.leaves else f"{count} written, none leaves"

    def on_mount(self) -> None:
        """Size for the screen it is over."""
        self.last.styles.height = 1
        self._share()

    def on_resize(self) -> None:
        """Lines are drawn for a width."""
        self._share()

    def _share(self) -> None:
        roomy = self.app.size.width >= 100
        self.set_class(roomy, "-roomy")
        self.frame.styles.width = (70, 76)[roomy]
        self.frame.styles.padding = (1, 0)
        inner = (70, 76)[roomy] - 2
        self.page.fit(inner, self.app.size.height - (3, 6)[roomy] - 6)
        self.last.show([self._keys(inner)])

    # drawing

    def lines(self, width: int) -> list[Strip]:
        """Every letter, what stays here, what is not clear."""
        found: list[Strip] = []
        for letter in self.view.letters:
            found += self._letter(letter, width)
        if self.view.stays:
            found.append(self._row(width, [("Stays here", "title b")]))
            for line in self.view.stays:
                found += self._said(width, self.ink.signs.done, "good", line, "fg")
            found.append(self._row(width, []))
        doubts = [*self.view.unclear]
        if not self.view.leaves:
            doubts.insert(0, "Written here, not sent: worktui setup sets up mail")
        for line in doubts:
            found += self._said(width, self.ink.signs.nobody, "ask b", line, "fg")
        if self.view.problem:
            found += self._said(width, self.ink.signs.late, "late b", self.view.problem, "fg")
        if doubts or self.view.problem:
            found.append(self._row(width, []))
        return found

    def _letter(self, letter: LetterView, width: int) -> list[Strip]:
        found = [
            self._fact(width, "to", letter.to, letter.address),
            self._fact(width, "from", letter.sender, letter.how),
            *self._long(width, "subject", letter.subject),
            self._row(width, []),
        ]
        edge: Piece = (f"{self.ink.signs.edge} ", "edge")
        for line in paragraphs(letter.body, width - 2 * INSET - 2):
            found.append(self._row(width, [edge, (line, "fg")]))
        if letter.calendar:
            found.append(self._row(width, []))
            found += self._long(width, "calendar", letter.calendar)
        return [*found, self._row(width, [])]

    def _fact(self, width: int, label: str, value: str, more: str) -> Strip:
        pieces: list[Piece] = [(label.ljust(_LABELS), "dim"), (value, "fg")]
        if more:
            pieces.append((f"  {more}", "dim"))
        return self._row(width, pieces)

    def _long(self, width: int, label: str, value: str) -> list[Strip]:
        """What leaves is shown to its last word."""
        parts = paragraphs(value, width - 2 * INSET - _LABELS) or [""]
        return [
            self._row(width, [((label if not n else "").ljust(_LABELS), "dim"), (part, "fg")])
            for n, part in enumerate(parts)
        ]

    def _said(self, width: int, sign: str, role: str, text: str, spec: str) -> list[Strip]:
        parts = paragraphs(text, width - 2 * INSET - 2)
        return [
            self._row(width, [(f"{sign} " if not n else "  ", role), (part, spec)])
            for n, part in enumerate(parts)
        ]

    def _row(self, width: int, left: list[Piece], right: list[Piece] | None = None) -> Strip:
        return row(self.ink, width, left, right or [], ground="surface", indent=INSET, pad=INSET)

    def _keys(self, width: int) -> Strip:
        possible = not self.view.problem
        several = len(self.view.letters) > 1
        does = "send" if self.view.leaves else "write them" if several else "write it"
        held = f"  waits {self.view.wait} s, u holds {'them' if several else 'it'}"
        says = held if self.view.leaves else ""
        left: list[Piece] = [("S", "title b" if possible else "dim"), (f" {does}", "fg")]
        left.append((says, "dim"))
        right: list[Piece] = [("e", "title b"), (" edit   ", "dim"), ("esc", "title b")]
        right.append((" nothing leaves", "dim"))
        return self._row(width, left, right)

    # keys

    def on_key(self, event: events.Key) -> None:
        """`S` alone sends; nothing else leaves this dialog but `e` and esc."""
        event.stop()
        event.prevent_default()
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": 8, "pageup": -8, "space": 8}
        if event.character == "S" and not self.view.problem:
            self.dismiss(Chosen("send"))
        elif event.key == "e":
            self.dismiss(Chosen("edit"))
        elif event.key in ("escape", "q"):
            self.dismiss(None)
        elif event.key in steps:
            self.page.scroll_lines(steps[event.key])
