"""One line of text to type in, with words that were understood underlined."""

from __future__ import annotations

from collections.abc import Sequence

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.widgets import Input

from worktui.domain.text import clean_or
from worktui.faces.tui.paint import plain
from worktui.faces.tui.safety import Burst


class Marked(Highlighter):
    """Underlines spans of the line."""

    def __init__(self) -> None:
        self.spans: Sequence[tuple[int, int]] = ()

    def highlight(self, text: Text) -> None:
        """Underline what was understood."""
        for start, end in self.spans:
            text.stylize("underline", start, end)


def pasted(text: str) -> str:
    """What of a paste can stand in a line: readable text, at most as long as a line may be;
    a blank before or after it stays, for it goes between words that are there."""
    words = clean_or(text)
    if not words:
        return ""
    before = " " if text[:1] == " " else ""
    return before + words + (" " if text[-1:] == " " else "")


class Line(Input):
    """One line. A burst of characters that ends with enter also presses enter."""

    DEFAULT_CSS = """
    Line, Line:focus {
        height: 1; border: none; padding: 0; width: 1fr; color: $foreground;
        background: transparent; background-tint: $foreground 0%;
    }
    Line > .input--cursor { background: $wt-title; color: $surface; text-style: none; }
    Line > .input--placeholder { color: $wt-dim; }
    Line > .input--selection { background: $wt-focus; color: $wt-fg-f; }
    """

    def __init__(self, text: str = "", hint: str = "") -> None:
        self.marked = Marked()
        super().__init__(
            text, placeholder=hint, highlighter=self.marked, select_on_focus=False, compact=True
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Whatever is put into the line can only be seen."""
        return plain(value)

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underline other words."""
        if tuple(spans) != tuple(self.marked.spans):
            self.marked.spans = tuple(spans)
            self.refresh()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if words := pasted(event.text):
            self.replace(words, *self.selection)
        if isinstance(event, Burst) and event.text.endswith(("\r", "\n")):
            self.call_next(self.action_submit)
