"""A message as it came, as plain characters; where several ask the same, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip

from worktui.app.views.original import OriginalView
from worktui.faces.tui.compositor import tighten
from worktui.faces.tui.dialogs.dialog import Modal
from worktui.faces.tui.dialogs.message import INSET, Page
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, paragraphs, plain, row
from worktui.faces.tui.widgets.lines import Sheet


class OriginalDialog(Modal):
    """Shows it; any way out gives nothing."""

    DEFAULT_CSS = """
    OriginalDialog Page { width: 1fr; }
    """
    CSS_PATH = "../styles/dialog.tcss"
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, ink: Ink, views: OriginalView | Sequence[OriginalView]) -> None:
        super().__init__()
        tighten(self)
        self.ink, self.at, self.raw = ink, 0, False
        self.views = (views,) if isinstance(views, OriginalView) else tuple(views)
        self.page = Page(ink, self.lines)
        self.last = Sheet(ink, ground="surface")
        self.frame = Vertical(classes="dialog original")

    @property
    def view(self) -> OriginalView:
        """The message that is shown."""
        return self.views[self.at]

    def compose(self) -> ComposeResult:
        """Frame, text, keys."""
        with self.frame:
            yield self.page
            yield self.last

    def on_mount(self) -> None:
        """Size for the screen it is over."""
        self.last.styles.height = 1
        self._share()

    def on_resize(self) -> None:
        """Lines are drawn for a width."""
        self._share()

    def _share(self) -> None:
        width = min(100, self.app.size.width - 2)
        styles = self.frame.styles
        styles.width, styles.padding, styles.margin = width, (1, 0), (1, 0, 0, 0)
        self.frame.border_title = Content(plain(f" {self.view.title} "))
        self.page.fit(width - 2, self.app.size.height - 7)
        self.last.show([self._keys(width - 2)])

    def _keys(self, width: int) -> Strip:
        left: list[Piece] = [("j k", "title b"), (" scroll", "dim")]
        if self.view.raw:
            left += [("   r", "title b"), (" as it reads" if self.raw else " as it came", "dim")]
        if len(self.views) > 1:
            told = f" {self.at + 1} of {len(self.views)}"
            left += [("   n p", "title b"), (told, "dim")]
        right: list[Piece] = [("esc", "title b"), (" back", "dim")]
        return row(self.ink, width, left, right, ground="surface", indent=INSET, pad=INSET)

    def _turn(self, step: int) -> None:
        """To another message that asks the same."""
        at = min(max(self.at + step, 0), len(self.views) - 1)
        if at != self.at:
            self.at, self.raw = at, False
            self._share()
            self.page.rebuild(top=True)

    def lines(self, width: int) -> list[Strip]:
        """The text in lines."""
        text = self.view.raw if self.raw else self.view.text
        parts = paragraphs(text.expandtabs(4), width - 2 * INSET)
        return [self._row(line, width) for line in [*parts, ""]]  # air before the keys

    def _row(self, line: str, width: int) -> Strip:
        return row(self.ink, width, [(line, "fg")], ground="surface", indent=INSET, pad=INSET)

    def on_key(self, event: events.Key) -> None:
        """Scroll, or leave."""
        event.stop()
        event.prevent_default()
        page = max(2, self.page.size.height - 2)
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": page, "pageup": -page}
        steps |= {"space": page, "ctrl+d": page, "ctrl+u": -page, "home": -(10**6), "end": 10**6}
        steps |= {"g": -(10**6), "G": 10**6}
        turns = {"n": 1, "p": -1}
        if event.key in turns:
            self._turn(turns[event.key])
            return
        if event.key == "r" and self.view.raw:
            self.raw = not self.raw
            self._share()
            self.page.rebuild(top=True)
        elif event.key in ("escape", "q", "o", "enter"):
            self.dismiss(None)
        elif event.key in steps:
            self.page.scroll_lines(steps[event.key])
