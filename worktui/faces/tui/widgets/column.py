"""One column of the board: its head, and as many cards as there is room for.

It draws from ids and makes a card only when it is seen. The height of a card is constant
in a view, so that a line is found by division and nothing is measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from worktui.app.views.board import BoardView, ColumnView
from worktui.app.views.board_ghosts import Ghost
from worktui.app.views.card import CardView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, row, rule
from worktui.faces.tui.widgets.cards import draw, draw_ghost, draw_would
from worktui.faces.tui.widgets.stack import HEAD, Stack

_KEPT = 400
_NOBODY: Mapping[str, str] = {}
_AS_IT_IS: Mapping[str, CardView | None] = {}


class Marks(NamedTuple):
    """What is marked on cards for a while: selected ids, ids that someone else changed
    (id → handle), ghosts of cards to come, and how a card would look (None: it would go)."""

    selected: frozenset[str] = frozenset()
    theirs: Mapping[str, str] = _NOBODY
    ghosts: tuple[Ghost, ...] = ()
    would: Mapping[str, CardView | None] = _AS_IT_IS


class Column(Stack):
    """Draws one ColumnView; `at` is the row under the cursor, -1 when it is elsewhere."""

    DEFAULT_CSS = "Column { height: 1fr; }"

    class Pressed(Message):
        """A card (or, with row -1, the column) was clicked `times` in a row."""

        def __init__(self, column: int, row: int, times: int) -> None:
            super().__init__()
            self.column, self.row, self.times = column, row, times

    class Wheeled(Message):
        """The wheel was turned over the column; `by` cards down."""

        def __init__(self, column: int, by: int) -> None:
            super().__init__()
            self.column, self.by = column, by

    class Dropped(Message):
        """A card of this column was dragged to a place on the screen."""

        def __init__(self, column: int, row: int, onto: Offset) -> None:
            super().__init__()
            self.column, self.row, self.onto = column, row, onto

    def __init__(self, ink: Ink, number: int) -> None:
        super().__init__(ink)
        self.number = number
        self.board: BoardView | None = None
        self.view: ColumnView | None = None
        self.active = False
        self.marks = Marks()
        self.hover = -1
        self.empty: tuple[tuple[Piece, ...], ...] = ()
        self._made: dict[tuple[str, str, str, bool], tuple[CardView, list[Strip]]] = {}
        self._held: int | None = None
        self._pointed = -1
        self._shared = (0, 0)

    def forget(self) -> None:
        """Lines of cards are drawn anew."""
        self._made.clear()

    def share(self, width: int, gap: int) -> None:
        """How wide it is, and the gap at its right; the screen is laid out only if that differs."""
        if self._shared != (width, gap):
            self._shared = (width, gap)
            self.styles.width = width
            self.styles.margin = (0, gap, 0, 0)

    @property
    def length(self) -> int:
        """Rows there are, the ghost's included."""
        return len(self.view.ids if self.view else ()) + len(self.marks.ghosts)

    @property
    def room(self) -> int:
        """Cards that fit; one less where a ghost out of sight is pinned in the last place."""
        room = super().room
        return room - 1 if room > 1 and self._unseen(room) and not self._spare(room) else room

    def _spare(self, room: int) -> bool:
        """Whether a card has room between the last one seen and the count of the rest."""
        return self._size.height - 1 - HEAD - room * self._step >= self._rows

    def _unseen(self, room: int) -> Ghost | None:
        """The nearest ghost when none is in sight: it is pinned at the bottom."""
        ghosts = self.marks.ghosts
        if not ghosts or any(self.top <= ghost.row < self.top + room for ghost in ghosts):
            return None
        below = (ghost for ghost in ghosts if ghost.row >= self.top + room)
        return next(below, ghosts[-1])

    # what changes

    def show(self, board: BoardView, view: ColumnView) -> None:
        """Another value; the cursor and the scroll stay where they can."""
        self.board, self.view = board, view
        self._hold_top()
        self.refresh()

    def mark(self, marks: Marks) -> None:
        """Other marks: draws the rows that differ, all when rows move."""
        old, self.marks = self.marks, marks
        if old.ghosts != marks.ghosts:
            self.at = self.drawn_at(self._pointed)
            if marks.ghosts and self.at < 0:
                self._reveal(marks.ghosts[0].row)
            self._hold_top()
            self.refresh()
            return
        differ = (old.selected ^ marks.selected) | (set(old.theirs) ^ set(marks.theirs))
        if old.would != marks.would:
            differ |= set(old.would) | set(marks.would)
        if differ and self.view is not None:
            for number in range(self.top, min(self.top + self.room, self.length)):
                if self.id_at(number) in differ:
                    self.repaint_row(number)

    def point(self, row: int, *, active: bool) -> None:
        """Put the cursor on a card (-1: away); draws two cards, or all after a jump."""
        self._pointed, at = row, self.drawn_at(row)
        if active != self.active:
            self.active = active
            self.repaint_rows(1, 1)
        if at == self.at:
            return
        old, self.at = self.at, at
        if at >= 0 and self._reveal(at):
            self.refresh()
            return
        for number in (old, at):
            if number >= 0:
                self.repaint_row(number)

    def drawn_at(self, row: int) -> int:
        """Where a card of the view is drawn, ghosts counted; -1 stays so."""
        for ghost in self.marks.ghosts if row >= 0 else ():
            row += ghost.row <= row
        return row

    def card_at(self, number: int) -> int:
        """The card of the view drawn at a place, -1 for a ghost or none."""
        if number < 0 or self._ghost_at(number) is not None:
            return -1
        return number - sum(1 for ghost in self.marks.ghosts if ghost.row < number)

    def _ghost_at(self, number: int) -> Ghost | None:
        return next((ghost for ghost in self.marks.ghosts if ghost.row == number), None)

    def id_at(self, number: int) -> str:
        """The task drawn at a place; "" for a ghost."""
        row = self.card_at(number)
        ids = self.view.ids if self.view else ()
        return ids[row] if 0 <= row < len(ids) else ""

    # drawing

    def strip(self, y: int) -> Strip:
        """A line of head, card, gap or the count of what is out of sight."""
        width, height = self._size
        if self.view is None or self.board is None:
            return blank(self.ink, width)
        if y < HEAD:
            return self._head(self.view, y, width)
        if y == height - 1 and (more := self._more()):
            return row(self.ink, width, [(more, "dim")])
        index, line = divmod(y - HEAD, self._step)
        number = self.top + index
        length = self.length
        if not length:
            return self._nothing(y - HEAD, width)
        room = self.room
        if index == room and line < self._rows and (ghost := self._unseen(room)) is not None:
            return self._pinned(ghost)[line] if y < height - 1 else blank(self.ink, width)
        if line >= self._rows or number >= length or index >= room:
            return blank(self.ink, width)
        return self._card(number)[line]

    def _pinned(self, ghost: Ghost) -> list[Strip]:
        """A ghost out of sight, in the last place of what is seen."""
        words = "further up" if ghost.row < self.top else "further down"
        shown = ghost._replace(words=words)
        return draw_ghost(self.ink, shown, self._size.width, self._rows)

    def _more(self) -> str:
        """How many cards are out of sight; ghosts are no cards."""
        count = len(self.view.ids) if self.view else 0
        seen = [self.card_at(n) for n in range(self.top, min(self.top + self.room, self.length))]
        cards = [row for row in seen if row >= 0]
        above = cards[0] if cards else min(self.top, count)
        below = count - above - len(cards)
        if above and below > 0:
            return f"{above} above, {below} more"
        return f"{above} above" if above else f"{below} more" if below > 0 else ""

    def _head(self, view: ColumnView, y: int, width: int) -> Strip:
        if y == 0:
            count: Piece = (view.counted, "dim")
            if view.over:
                count = (f" {view.counted} ", "reverse b@count")
            return row(self.ink, width, [(view.name, "title b")], [count])
        return rule(self.ink, width, heavy=self.active) if y == 1 else blank(self.ink, width)

    def _nothing(self, line: int, width: int) -> Strip:
        if line < len(self.empty):
            return row(self.ink, width, self.empty[line])
        return blank(self.ink, width)

    def _card(self, number: int) -> list[Strip]:
        """The lines of a card, drawn once for each way it can look."""
        assert self.board is not None
        id, width = self.id_at(number), self._size.width
        if not id:
            ghost = self._ghost_at(number)
            assert ghost is not None
            return draw_ghost(self.ink, ghost, width, self._rows)
        card = self.board.card(id)
        if card is None:
            return [blank(self.ink, width)] * self._rows
        ground = "focus" if number == self.at else "panel" if number == self.hover else "page"
        if id in self.marks.would:
            then = self.marks.would[id]
            return draw_would(self.ink, card, then, width, self._rows, ground=ground)
        key = (id, ground, self.marks.theirs.get(id, ""), id in self.marks.selected)
        kept = self._made.get(key)
        if kept is not None and kept[0] is card:
            return kept[1]
        if len(self._made) > _KEPT:
            self._made.clear()
        lines = draw(self.ink, card, width, self._rows, ground=ground, theirs=key[2], chosen=key[3])
        self._made[key] = (card, lines)
        return lines

    # the mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The card under the pointer is raised."""
        self._hover(self.row_at(event.y))

    def on_leave(self) -> None:
        """The pointer is gone."""
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number == self.hover:
            return
        old, self.hover = self.hover, number
        for each in (old, number):
            if each >= 0:
                self.repaint_row(each)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The beginning of a click or a drag."""
        self._held = self.row_at(event.y)
        self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The end of a drag, if the pointer came to another card or column."""
        self.release_mouse()
        held, self._held = self._held, None
        onto = Offset(int(event.screen_x), int(event.screen_y))
        inside = self.region.contains_point(onto) and self.row_at(event.y) == held
        if held is not None and self.card_at(held) >= 0 and not inside:
            self.post_message(self.Dropped(self.number, self.card_at(held), onto))

    def on_click(self, event: events.Click) -> None:
        """A card was clicked."""
        event.stop()
        row = self.card_at(self.row_at(event.y))
        self.post_message(self.Pressed(self.number, row, event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, down."""
        event.stop()
        self.post_message(self.Wheeled(self.number, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, up."""
        event.stop()
        self.post_message(self.Wheeled(self.number, -1))
