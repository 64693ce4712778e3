"""One column of the board: its head, and as many cards as there is room for.

It draws from ids and makes a card only when it is seen. The height of a card is constant
in a view, so that a line is found by division and nothing is measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual.strip import Strip

from worktui.app.views.board import BoardView, ColumnView
from worktui.app.views.board_ghosts import Ghost
from worktui.app.views.card import CardView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, row, rule
from worktui.faces.tui.widgets.cards import draw, draw_ghost, draw_would
from worktui.faces.tui.widgets.column_mouse import ColumnMouse
from worktui.faces.tui.widgets.lane_grid import LaneGrid
from worktui.faces.tui.widgets.stack import HEAD

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


class Column(ColumnMouse):
    """Draws one ColumnView; `at` is the row under the cursor, -1 when it is elsewhere."""

    DEFAULT_CSS = "Column { height: 1fr; }"

    def __init__(self, ink: Ink, number: int) -> None:
        super().__init__(ink, number)
        self.board: BoardView | None = None
        self.view: ColumnView | None = None
        self.active = False
        self.marks = Marks()
        self.empty: tuple[tuple[Piece, ...], ...] = ()
        self._made: dict[tuple[str, str, str, bool], tuple[CardView, list[Strip]]] = {}
        self._pointed = -1
        self._shared = (0, 0, 0)
        self.grid: LaneGrid | None = None
        self._band = (0, 0)

    def forget(self) -> None:
        """Lines of cards are drawn anew."""
        self._made.clear()

    def share(self, width: int, gap: int, tall: int = 0) -> None:
        """How wide it is, the gap at its right and the lines of a card (0: by the width); the
        screen is laid out only if that differs."""
        if self._shared != (width, gap, tall) or self.beyond:
            self._shared, self.beyond, self.tall = (width, gap, tall), 0, tall
            self.styles.width = width
            self.styles.margin = (0, gap, 0, 0)

    def share_lanes(self, width: int, gap: int, tall: int, band: tuple[int, int]) -> None:
        """As `share`, where lanes go through it: the gap is its own, and `band` says where it
        begins in the whole width and how wide that is."""
        self._band, self._shared = band, (width, 0, tall)
        if (self.beyond, self.tall) != (gap, tall):
            self.refresh()
        self.beyond, self.tall = gap, tall
        self.styles.width = width + gap
        self.styles.margin = (0, 0, 0, 0)

    @property
    def _drawn(self) -> int:
        """Cards and ghosts there are."""
        return len(self.view.ids if self.view else ()) + len(self.marks.ghosts)

    @property
    def length(self) -> int:
        """Rows there are, ghosts and headings of lanes included."""
        return self.grid.total if self.grid is not None else self._drawn

    def _row_of(self, drawn: int) -> int:
        """The row in which the `drawn`-th card or ghost stands."""
        return drawn if self.grid is None else self.grid.row_of(self.number, drawn)

    def _drawn_in(self, number: int) -> int:
        """Which card or ghost stands in a row, -1 for none."""
        if self.grid is not None:
            return self.grid.drawn_at(self.number, number)
        return number if number < self._drawn else -1

    @property
    def room(self) -> int:
        """Cards that fit; one less where a ghost out of sight is pinned in the last place."""
        room = super().room
        return room - 1 if room > 1 and self._unseen(room) and not self._spare(room) else room

    def _spare(self, room: int) -> bool:
        """Whether a card has room between the last one seen and the count of the rest."""
        return self._size.height - 1 - self.head - room * self._step >= self._rows

    def _unseen(self, room: int) -> Ghost | None:
        """The nearest ghost when none is in sight: it is pinned at the bottom."""
        ghosts, end = self.marks.ghosts, self.top + room
        if not ghosts or any(self.top <= self._row_of(ghost.row) < end for ghost in ghosts):
            return None
        below = (ghost for ghost in ghosts if self._row_of(ghost.row) >= end)
        return next(below, ghosts[-1])

    # what changes

    def show(self, board: BoardView, view: ColumnView) -> None:
        """Another value; the cursor and the scroll stay where they can."""
        self.board, self.view = board, view
        if not view.starts:
            self._hold_top()
        self.refresh()

    def mark(self, marks: Marks, grid: LaneGrid | None = None) -> None:
        """Other marks, and where lanes stand: draws the rows that differ, all when rows move."""
        old, self.marks = self.marks, marks
        moved = old.ghosts != marks.ghosts
        if grid is not self.grid:
            moved = moved or grid is None or self.grid is None or grid.shape != self.grid.shape
            self.grid = grid
            self.head = HEAD if grid is None or self.compact else HEAD - 1
        if moved:
            self.at = self.drawn_at(self._pointed)
            led = self.grid is None or self.active  # with lanes one column leads all
            if marks.ghosts and old.ghosts != marks.ghosts and self.at < 0 and led:
                self._reveal(self._row_of(marks.ghosts[0].row))
            self._hold_top()
            if self.at >= 0:
                self._in_sight(self.at)
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
        if at >= 0 and self._in_sight(at):
            self.refresh()
            return
        for number in (old, at):
            if number >= 0:
                self.repaint_row(number)

    def on_resize(self) -> None:
        """As ever; with lanes the others are told, for all show the same rows."""
        super().on_resize()
        if self.grid is not None and self.active:
            if self.at >= 0 and self._in_sight(self.at):
                self.refresh()
            self.post_message(self.Led())

    def _in_sight(self, at: int) -> bool:
        """Bring a row into sight, with the heading of its lane where that is right above it;
        True when what is seen moved."""
        headed = self.grid is not None and self.grid.heads(at - 1) and self._reveal(at - 1)
        return self._reveal(at) or headed

    def drawn_at(self, row: int) -> int:
        """Where a card of the view is drawn, ghosts and headings counted; -1 stays so."""
        if row < 0:
            return row
        for ghost in self.marks.ghosts:
            row += ghost.row <= row
        return self._row_of(row)

    def card_at(self, number: int) -> int:
        """The card of the view drawn at a place, -1 for a ghost, a heading or none."""
        drawn = self._drawn_in(number)
        if drawn < 0 or self._ghost_at(number) is not None:
            return -1
        return drawn - sum(1 for ghost in self.marks.ghosts if ghost.row < drawn)

    def _ghost_at(self, number: int) -> Ghost | None:
        if not self.marks.ghosts or (drawn := self._drawn_in(number)) < 0:
            return None
        return next((ghost for ghost in self.marks.ghosts if ghost.row == drawn), None)

    def cards_above(self, y: int) -> int:
        """How many cards stand above the one at a line of the widget."""
        return self._cards_before(self.top + max(0, y - self.head) // self._step)

    def lane_at(self, y: int) -> int:
        """The lane a line of the widget is in; after the last one the last."""
        if self.grid is None:
            return 0
        return self.grid.lane_at(self.top + max(0, y - self.head) // self._step)

    def id_at(self, number: int) -> str:
        """The task drawn at a place; "" for a ghost."""
        row = self.card_at(number)
        ids = self.view.ids if self.view else ()
        return ids[row] if 0 <= row < len(ids) else ""

    # drawing

    def strip(self, y: int) -> Strip:
        """A line of head, card, gap or the count of what is out of sight."""
        width = self._size.width
        if self.grid is not None and (heading := self._heading(self.grid, y)) is not None:
            return heading
        if not self.beyond:
            return self._line(y, width)
        return Strip.join([self._line(y, width - self.beyond), blank(self.ink, self.beyond)])

    def _heading(self, grid: LaneGrid, y: int) -> Strip | None:
        """The part of a lane's heading that goes through this column, None in other lines."""
        index, line = divmod(y - self.head, self._step)
        number = self.top + index
        if y < self.head or index >= self.room or not grid.heads(number):
            return None
        if line != max(0, self._step - 2) or y == self._size.height - 1:
            return blank(self.ink, self._size.width)
        left, whole = self._band
        return grid.heading(self.ink, number, whole).crop(left, left + self._size.width)

    def _line(self, y: int, width: int) -> Strip:
        height = self._size.height
        if self.view is None or self.board is None:
            return blank(self.ink, width)
        if y < self.head:
            return self._head(self.view, y, width)
        if y == height - 1 and (more := self._more()):
            return row(self.ink, width, [(more, "dim")])
        index, line = divmod(y - self.head, self._step)
        number = self.top + index
        length = self.length
        if not length:
            return self._nothing(y - self.head, width)
        room = self.room
        if index == room and line < self._rows and (ghost := self._unseen(room)) is not None:
            return self._pinned(ghost)[line] if y < height - 1 else blank(self.ink, width)
        if line >= self._rows or number >= length or index >= room:
            return blank(self.ink, width)
        return self._card(number)[line]

    def _pinned(self, ghost: Ghost) -> list[Strip]:
        """A ghost out of sight, in the last place of what is seen."""
        words = "further up" if self._row_of(ghost.row) < self.top else "further down"
        shown = ghost._replace(words=words)
        return draw_ghost(self.ink, shown, self.inner, self._rows)

    def _more(self) -> str:
        """How many cards are out of sight; ghosts are no cards."""
        count = len(self.view.ids) if self.view else 0
        above = self._cards_before(self.top)
        below = count - self._cards_before(self.top + self.room)
        if above and below > 0:
            return f"{above} above, {below} more"
        return f"{above} above" if above else f"{below} more" if below > 0 else ""

    def _cards_before(self, number: int) -> int:
        """How many cards stand above a row."""
        drawn = min(number, self._drawn)
        if self.grid is not None:
            drawn = self.grid.before(self.number, number)
        return drawn - sum(1 for ghost in self.marks.ghosts if ghost.row < drawn)

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
        id, width = self.id_at(number), self.inner
        if not id:
            ghost = self._ghost_at(number)
            if ghost is None:  # a lane that is fuller in another column
                return [blank(self.ink, width)] * self._rows
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
