"""A dialog: a thin frame over the veiled page, a line to type in, lines below, keys last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip

from worktui.faces.tui.compositor import tighten
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, plain, row
from worktui.faces.tui.widgets.line import Line, Marked
from worktui.faces.tui.widgets.lines import Sheet

INSET = 2
"""Blank cells between the frame and text."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a dialog gives back when something was decided; None when it was left."""

    value: Any


class Modal(ModalScreen[Chosen]):
    """A screen over a place that gives one answer, once."""

    def dismiss(self, result: Chosen | None = None) -> AwaitComplete:
        """Leave with an answer. A second enter that came as quickly as the first finds it gone;
        Textual would close whatever is in front by then."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)


class Dialog(Modal):
    """Base: `lines()` draws the body anew after each change of the text."""

    AUTO_FOCUS = "Line"
    CSS_PATH = "../styles/dialog.tcss"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, ink: Ink, *, title: str = "", text: str = "", hint: str = "") -> None:
        super().__init__()
        tighten(self)
        self.ink = ink
        self.line = Line(text, hint)
        self.rule = Sheet(ink, ground="surface", id="rule")
        self.rows = Sheet(ink, ground="surface", id="rows")
        self.last = Sheet(ink, ground="surface", id="keys")
        self.heading = title
        self.draft = title
        """What is asked, by which words are kept that could not be written; "" keeps none."""
        self.high = 1

    @property
    def marked(self) -> Marked:
        """What is underlined in the line."""
        return self.line.marked

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.value

    def say(self, text: str) -> None:
        """Put words into the line before it is seen."""
        self.line.value = text
        self.line.cursor_position = len(text)

    @property
    def inner(self) -> int:
        """Cells between the frame's sides."""
        return self.rows.size.width or 68

    def compose(self) -> ComposeResult:
        """Frame, line, rule, rows, keys."""
        with Vertical(classes="dialog") as frame:
            if self.heading:
                frame.border_title = Content(plain(f" {self.heading} "))
            yield self.line
            yield self.rule
            yield self.rows
            yield self.last

    def on_mount(self) -> None:
        """Size for the screen it is over."""
        self.set_class(self.app.size.width >= 100, "-roomy")
        self.rule.styles.height = 2
        self.last.styles.height = 1
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Lines are drawn for a width."""
        self.set_class(self.size.width >= 100, "-roomy")
        self.call_after_refresh(self.redraw)

    def lines(self) -> list[Strip]:
        """The body."""
        return []

    def keys(self) -> Sequence[tuple[str, str]]:
        """(key, label); the last one, the safe way out, stands at the right."""
        return (("esc", "back"),)

    def redraw(self) -> None:
        """Draw all: what was understood may change how the line itself looks."""
        width = self.inner
        under: list[Piece] = [(self.ink.signs.line * (width - 2 * INSET), "accent")]
        self.rule.show([row(self.ink, width, under, ground="surface", indent=INSET, pad=INSET)])
        body = self.lines()
        self.high = max(self.high, len(body))
        self.rows.styles.height = self.high + 1
        self.rows.show(body)
        self.last.show([self._keys_line(width)])
        self.line.refresh()
        self.app.cursor_position = self.line.cursor_screen_offset

    def _keys_line(self, width: int) -> Strip:
        given = [(key.replace("⏎", self.ink.signs.enter), label) for key, label in self.keys()]
        left: list[Piece] = []
        out = given[-1]
        room = width - 2 * INSET - cells(out[0]) - cells(out[1]) - 3
        for key, label in given[:-1]:
            long = cells(key) + 1 + cells(label) + (4 if left else 0)
            if long > room:
                break
            room -= long
            left += [("    " if left else "", "fg"), (key, "title b"), (f" {label}", "dim")]
        right: list[Piece] = [(out[0], "title b"), (f" {out[1]}", "dim")]
        return row(self.ink, width, left, right, ground="surface", indent=INSET, pad=INSET)

    def on_input_changed(self, message: Line.Changed) -> None:
        """Read along."""
        message.stop()
        self.redraw()

    def on_input_submitted(self, message: Line.Submitted) -> None:
        """⏎"""
        message.stop()
        self.submit()

    def submit(self) -> None:
        """What ⏎ does."""
        self.leave()

    def leave(self) -> None:
        """What esc does."""
        self.dismiss(None)

    def typed(self, character: str) -> None:
        """A letter that came before the line could take it."""
        self.line.insert_text_at_cursor(character)

    def on_key(self, event: events.Key) -> None:
        """What moves in lists is for those who have one."""
        if self.pressed(event.key):
            event.stop()
            event.prevent_default()

    def pressed(self, key: str) -> bool:  # noqa: ARG002 - for those who have a list
        """A key that the line does not want; True when it was used."""
        return False
