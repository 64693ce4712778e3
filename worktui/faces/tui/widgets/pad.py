"""Several lines of text to type in, drawn in the colours of the theme and nothing else."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_block
from worktui.faces.tui.paint import plain


class Pad(TextArea):
    """A text over several lines. What is pasted into it can only be seen."""

    DEFAULT_CSS = """
    Pad, Pad:focus {
        border: none; padding: 0 1; color: $foreground; background: $surface;
        background-tint: $foreground 0%; height: 10; width: 1fr;
        scrollbar-size-vertical: 1;
    }
    Pad .text-area--cursor-line { background: $surface; }
    Pad .text-area--cursor { background: $wt-title; color: $surface; text-style: none; }
    Pad .text-area--selection { background: $wt-focus; color: $wt-fg-f; }
    """

    def __init__(self, text: str = "") -> None:
        seen = "\n".join(plain(line) for line in text.split("\n"))
        super().__init__(seen, soft_wrap=True, show_line_numbers=False, compact=True)
        self.cursor_blink = False
        self.highlight_cursor_line = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        try:
            words = clean_block(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        except BadInput:
            return
        if words:
            self.insert(words)
