"""Notes of a task over many lines. Every key is kept as a draft, so that leaving, a lost line
or a refused change loses nothing that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea

from worktui.domain.actions.base import Action
from worktui.domain.actions.tasks import UpdateTask
from worktui.domain.change import Doc
from worktui.domain.text import BLOCK_LIMIT
from worktui.faces.tui.compositor import tighten
from worktui.faces.tui.dialogs.dialog import Chosen, Modal
from worktui.faces.tui.paint import Piece, plain, row
from worktui.faces.tui.widgets.lines import Sheet
from worktui.faces.tui.widgets.pad import Pad

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

INSET = 3
REST = 0.7
"""Seconds without a key after which what was typed is written to disk."""


class Notes(Modal):
    """Gives the notes as they were seen and as they shall be: `(before, after)`. The cursor
    begins at `line`, from 0, or at the end."""

    DEFAULT_CSS = """
    Notes Pad { margin: 0 2; }
    """
    CSS_PATH = "../styles/dialog.tcss"
    AUTO_FOCUS = "Pad"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, shell: Shell, task: Doc, *, line: int = -1) -> None:
        super().__init__()
        tighten(self)
        self.shell, self.ink = shell, shell.ink
        self.before = str(task.get("notes") or "")
        self.heading = f"{task['id']}: notes"
        self.draft = self.heading
        self.line = line
        self.left = False
        """Whether what stands here was typed before and left."""
        self.older = False
        """Whether the notes were changed since that."""
        self.begun = f"{len(self.before)}\n{self.before}{self.before}"
        self.long = False
        self._resting: Timer | None = None
        self.pad = Pad(self.before)
        self.last = Sheet(self.ink, ground="surface")
        self.frame = Vertical(classes="dialog notes")

    @property
    def text(self) -> str:
        """What was typed, to be kept where it could not be written."""
        return f"{len(self.before)}\n{self.before}{self.pad.text}"

    def say(self, text: str) -> None:
        """Put what was left earlier back. Before it stand the notes it was written over."""
        size, _, rest = text.partition("\n")
        at = int(size) if size.isdecimal() else 0
        self.older = rest[:at] != self.before
        self.left = True
        self.pad.text = "\n".join(plain(part) for part in rest[at:].split("\n"))

    def compose(self) -> ComposeResult:
        """Text, keys."""
        with self.frame:
            self.frame.border_title = Content(plain(f" {self.heading} "))
            yield self.pad
            yield self.last

    def on_mount(self) -> None:
        """Size for the screen it is over; the cursor on the line it was opened at."""
        self._share()
        if self.left or self.line < 0:
            self.pad.move_cursor(self.pad.document.end)
        else:
            self.pad.move_cursor((min(self.line, self.pad.document.line_count - 1), 0))

    def on_resize(self) -> None:
        """Lines are drawn for a width."""
        self._share()

    def _share(self) -> None:
        width, height = self.app.size
        outer = min(90, width - 2)
        styles = self.frame.styles
        styles.width, styles.padding, styles.margin = outer, (1, 0), (1, 0, 0, 0)
        self.pad.styles.height = max(3, min(30, height - 9))
        self.last.styles.height = 2
        self.last.show([self._told(outer - 2), self._keys(outer - 2)])

    def _told(self, width: int) -> Strip:
        pieces: list[Piece] = []
        if self.long:
            told = f"notes have {BLOCK_LIMIT:,} characters at most; these {len(self.written):,}"
            pieces = [(f"{self.ink.signs.nobody} ", "ask b"), (told, "ask")]
        elif self.older:
            pieces = [(f"{self.ink.signs.nobody} ", "ask b"),
                      ("the notes were changed since you wrote this", "ask")]  # fmt: skip
        elif self.left:
            pieces = [("this is what you had typed and left", "dim")]
        return row(self.ink, width, pieces, ground="surface", indent=INSET, pad=INSET)

    def _keys(self, width: int) -> Strip:
        left: list[Piece] = [("ctrl+g", "title b"), (" take it", "dim")]
        if width >= 60:
            left += [("    # - ** `", "title b"), (" Markdown", "dim")]
        right: list[Piece] = [("esc", "title b"), (" keep as draft", "dim")]
        return row(self.ink, width, left, right, ground="surface", indent=INSET, pad=INSET)

    @property
    def written(self) -> str:
        """The notes as they shall be."""
        return self.pad.text.strip("\n")

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Kept with every key, and made to last when the hand rests."""
        message.stop()
        if self.written == self.before.strip("\n"):
            self.shell.drafts.pop(self.draft, "")
            return
        self.shell.drafts.hold(self.draft, self.text)
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.shell.drafts.save)

    def on_key(self, event: events.Key) -> None:
        """`ctrl+g` takes it; the rest is typed."""
        if event.key == "ctrl+g":
            event.stop()
            event.prevent_default()
            self._take()

    def _take(self) -> None:
        if len(self.written) > BLOCK_LIMIT:
            self.long = True
            self._share()
            return
        self.shell.drafts.pop(self.draft, "")
        same = self.written == self.before.strip("\n")
        self.dismiss(None if same else Chosen((self.before, self.written)))

    def leave(self) -> None:
        """The words wait."""
        self.shell.drafts.save()
        self.dismiss(None)


def noted(task: str, before: str, after: str) -> list[Action]:
    """The notes set anew, refused where somebody changed them since they were seen."""
    seen = {"notes": before or None}
    return [UpdateTask.of({"task": task, "seen": seen, "notes": after or None})]
