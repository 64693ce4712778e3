"""A line over the board in which a filter is typed; what it finds is shown at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.message import Message

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import row
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from textual.widgets import Input

    from worktui.domain.change import Doc
    from worktui.domain.snapshot import Snapshot
    from worktui.engine.query import Query
    from worktui.faces.tui.place import Shell
    from worktui.faces.tui.widgets.line import Line


class FilterBar(Horizontal):
    """Hidden until it is opened; empty again, it hides itself."""

    DEFAULT_CSS = """
    FilterBar { height: 2; display: none; dock: top; padding: 0 1; }
    FilterBar.-open { display: block; }
    FilterBar #sign { width: 2; height: 1; }
    FilterBar #why { width: 42; height: 1; }
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
        self.line: Line | None = None
        self.says = Sheet(ink, id="why")
        self._hays: tuple[int, Sequence[Doc], list[str]] = (-1, (), [])

    def open(self) -> None:
        """Show it and type; the line is made when it is first wanted."""
        self.add_class("-open")
        if self.line is None:
            from worktui.faces.tui.widgets.line import Line

            self.line = Line(hint="words  @who  due:<=fri  #tag")
            sign = Sheet(self.ink, id="sign")
            self.mount(sign, self.line, self.says)
            sign.show([row(self.ink, 2, [("/", "dim")], indent=0)])
        self.call_after_refresh(self.line.focus)

    def typed(self, character: str) -> None:
        """A letter that came before the line could take it."""
        if self.line is not None:
            self.line.insert_text_at_cursor(character)

    @property
    def opening(self) -> bool:
        """Whether it is shown and letters belong to it."""
        return self.line is not None and self.line.has_focus

    def clear(self) -> bool:
        """Take the filter away; False when there was none."""
        if not self.text and not self.has_class("-open"):
            return False
        self.text = self.why = ""
        self.remove_class("-open")
        if self.line is not None:
            self.line.value = ""
        self.post_message(self.Changed())
        self.post_message(self.Left())
        return True

    def query_for(self, shell: Shell, kept: str = "") -> Query | None:
        """What the text and a `kept` filter ask for, None when they ask for nothing. What cannot
        be read is told and asks for nothing."""
        self.why = ""
        if not self.text.strip() and not kept:
            self._tell(())
            return None
        from worktui.engine import query

        asked = query.Query(())
        spans: list[tuple[int, int]] = []
        for text in (kept, self.text):
            try:
                asked = asked.also(query.parse(text, shell.work, shell.time(), shell.me))
            except query.QueryError as error:
                self.why = str(error)
                if text is self.text:
                    spans = [error.span]
                else:
                    shell.refuse(self.why)
        self._tell(spans)
        return asked if asked or not self.why else None

    def _tell(self, spans: Sequence[tuple[int, int]]) -> None:
        if self.line is not None:
            self.line.mark(spans)
            self.says.show([row(self.ink, 42, [(self.why, "ask")], indent=1)])

    def pick(self, query: Query, work: Snapshot) -> list[Doc]:
        """The tasks that fit; what text is looked for in is kept for each picture of the work."""
        if self._hays[0] != work.seq:
            from worktui.engine.query import haystack

            tasks = list(work.all("tasks"))
            self._hays = (work.seq, tasks, [haystack(task) for task in tasks])
        return query.pick(self._hays[1], self._hays[2])

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
