"""A line over the board in which a filter is typed; what it finds is shown at once.

In the line under it stand the known values that could come next (tab or a click takes one),
else what of the filter is not understood; the word meant is underlined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Horizontal
from textual.message import Message

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, cut, row
from worktui.faces.tui.widgets.lines import Sheet

if TYPE_CHECKING:
    from textual.widgets import Input

    from worktui.domain.change import Doc
    from worktui.domain.snapshot import Snapshot
    from worktui.engine.query import Query
    from worktui.engine.query_complete import Completion, Offer
    from worktui.faces.tui.place import Shell
    from worktui.faces.tui.widgets.line import Line


HINT = "words  @who  due:<=fri  #tag"
Language = Callable[[], tuple[Callable[..., "Query"], Callable[..., "Completion"]]]
"""Loads what reads a filter and what offers the next word, when they are first wanted."""


def tasks_language() -> tuple[Callable[..., Query], Callable[..., Completion]]:
    """Filters on tasks."""
    from worktui.engine.query import parse
    from worktui.engine.query_complete import complete

    return parse, complete


def entries_language() -> tuple[Callable[..., Query], Callable[..., Completion]]:
    """Filters on the log."""
    from worktui.engine.query_entries import complete, parse

    return parse, complete


def _shown(offer: Offer, *, first: bool) -> list[Piece]:
    """An offer, with what it stands for where that is no more than a name."""
    name = offer.shown or offer.text
    note = cut(offer.note, 18) if offer.note.lower() != name.lower() else ""
    pieces: list[Piece] = [(name, "title b" if first else "fg")]
    return [*pieces, (f" {note}", "dim")] if note else pieces


class FilterBar(Horizontal):
    """Hidden until it is opened; empty again, it hides itself."""

    DEFAULT_CSS = """
    FilterBar { height: 2; display: none; dock: top; padding: 0 1; }
    FilterBar.-open { display: block; }
    FilterBar #sign { width: 2; height: 1; }
    FilterBar #offers { dock: bottom; width: 1fr; height: 1; }
    """

    class Changed(Message):
        """Another text stands there."""

    class Left(Message):
        """The line was left; the filter stays."""

    def __init__(self, ink: Ink, *, hint: str = HINT, language: Language | None = None) -> None:
        super().__init__()
        self.ink = ink
        self.hint = hint
        self.language = language or tasks_language
        self.text = ""
        self.why = ""
        self.line: Line | None = None
        self.says = Sheet(ink, id="offers")
        self.offers: Completion | None = None
        self._tags: tuple[int, tuple[Offer, ...]] = (-1, ())
        self._hays: tuple[int, Sequence[Doc], list[str]] = (-1, (), [])

    def open(self) -> None:
        """Show it and type; the line is made when it is first wanted."""
        self.add_class("-open")
        if self.line is None:
            from worktui.faces.tui.widgets.line import Line

            self.line = Line(hint=self.hint)
            sign = Sheet(self.ink, id="sign")
            self.mount(sign, self.line, self.says)
            sign.show([row(self.ink, 2, [("/", "dim")], indent=0)])
        self.call_after_refresh(self.line.focus)

    def look_for(self, shell: Shell) -> None:
        """What could come next where the cursor is."""
        offers = None
        if self.line is not None and self.line.has_focus:
            typed = self.text[: self.line.cursor_position]
            tags = partial(self._known_tags, shell.work)
            offers = self.language()[1](typed, shell.work, shell.me, tags)
        self.offers = offers
        self._show_below()

    def _known_tags(self, work: Snapshot) -> tuple[Offer, ...]:
        if self._tags[0] != work.seq:
            from worktui.engine.query_complete import known_tags

            self._tags = (work.seq, known_tags(work))
        return self._tags[1]

    def placed(self) -> list[tuple[int, Offer]]:
        """(cell, offer) of those there is room for under the line."""
        made: list[tuple[int, Offer]] = []
        cell = 2
        for offer in self.offers.offers if self.offers else ():
            width = sum(cells(text) for text, _ in _shown(offer, first=False))
            if cell + width > self.size.width - 4:
                break
            made.append((cell, offer))
            cell += width + 3
        return made

    def _show_below(self) -> None:
        if self.line is None:
            return
        pieces: list[Piece] = []
        for _, offer in self.placed():
            if pieces:
                pieces.append(("   ", "fg"))
            pieces += _shown(offer, first=not pieces)
        if not pieces and self.why:
            pieces = [(self.why, "ask")]
        room = self.size.width - 2
        used = sum(cells(text) for text, _ in pieces)
        right: list[Piece] = []
        if self.placed() and used + 16 < room:
            right = [("tab", "title b"), (" takes it", "dim")]
        self.says.show([row(self.ink, room, pieces, right, indent=2)])

    def take(self, offer: Offer) -> None:
        """Put an offer in place of what is typed of it."""
        if self.line is None or self.offers is None:
            return
        after = self.text[self.line.cursor_position :]
        end = "" if offer.text.endswith(":") or after[:1] == " " else " "
        before = self.text[: self.offers.start] + offer.text + end
        self.line.value = before + after
        self.line.cursor_position = len(before)

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

        parse = self.language()[0]
        asked = query.Query(())
        spans: list[tuple[int, int]] = []
        for text in (kept, self.text):
            try:
                asked = asked.also(parse(text, shell.work, shell.time(), shell.me))
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
            self._show_below()

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
        elif event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            if event.key == "tab" and self.offers and self.offers.offers:
                self.take(self.offers.offers[0])

    def on_click(self, event: events.Click) -> None:
        """An offer under the pointer is taken."""
        onto = event.screen_offset - self.says.region.offset
        if onto.y != 0 or self.line is None:
            return
        for number, (cell, offer) in enumerate(self.placed()):
            width = sum(cells(text) for text, _ in _shown(offer, first=not number))
            if cell <= onto.x < cell + width:
                self.take(offer)
                self.line.focus()
