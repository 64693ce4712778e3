"""A line over the board in which a filter is typed; what it finds is shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import row
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from worktui.engine.query import Query
    from worktui.faces.tui.place import Shell


class _Wrong(Highlighter):
    """Marks the words of a filter that cannot be read."""

    span: tuple[int, int] | None = None

    def highlight(self, text: Text) -> None:
        """Underline what is wrong."""
        if self.span is not None:
            text.stylize("underline", *self.span)


class FilterBar(Horizontal):
    """Hidden until it is opened; empty again, it hides itself."""

    DEFAULT_CSS = """
    FilterBar { height: 2; display: none; dock: top; padding: 0 1; }
    FilterBar.-open { display: block; }
    FilterBar Sheet { width: 3; height: 1; }
    FilterBar #why { width: auto; min-width: 30; }
    """

    class Changed(Message):
        """Another text stands there."""

    class Left(Message):
        """The line was left; the filter stays."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self.text = ""
        self.why = ""
        self._wrong = _Wrong()

    def compose(self) -> ComposeResult:
        """A sign and the line; made when first opened, for a quick start."""
        return iter(())

    def open(self) -> None:
        """Show it and type."""
        self.add_class("-open")
        if not self.query(Input):
            sign = Sheet(self.ink)
            line = Input(highlighter=self._wrong, compact=True)
            line.cursor_blink = False
            self.mount(sign, line)
            sign.show([row(self.ink, 3, [("/", "dim")], indent=2)])
        self.call_after_refresh(self.query_one(Input).focus)

    def clear(self) -> bool:
        """Take the filter away; False when there was none."""
        if not self.text and not self.has_class("-open"):
            return False
        self.text = ""
        self.why = ""
        self.remove_class("-open")
        for line in self.query(Input):
            line.value = ""
        self.post_message(self.Changed())
        self.post_message(self.Left())
        return True

    def query_for(self, shell: Shell) -> Query | None:
        """What the text asks for, None when it asks for nothing. What cannot be read is told
        and asks for nothing."""
        from worktui.engine import query

        self._wrong.span, self.why = None, ""
        if not self.text.strip():
            return None
        try:
            return query.parse(self.text, shell.work, shell.time(), shell.me)
        except query.QueryError as error:
            self._wrong.span = getattr(error, "span", None)
            self.why = str(error)
            return None

    def on_input_changed(self, message: Input.Changed) -> None:
        """Filter as it is typed."""
        message.stop()
        if message.value != self.text:
            self.text = message.value
            self.post_message(self.Changed())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep the filter and go back to the cards."""
        message.stop()
        if self.text.strip():
            self.post_message(self.Left())
        else:
            self.clear()

    def on_key(self, event: events.Key) -> None:
        """esc takes the filter away; down goes to the cards."""
        if event.key == "escape":
            event.stop()
            self.clear()
        elif event.key == "down":
            event.stop()
            self.post_message(self.Left())
