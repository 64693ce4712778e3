"""One column of the board: its head, and as many cards as there is room for.

It draws from ids and makes a card only when it is seen. The height of a card is constant
in a view, so that a line is found by division and nothing is measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from worktui.app.views.board import BoardView, ColumnView
from worktui.app.views.card import CardView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, row, rule, wrap
from worktui.faces.tui.widgets.lines import Lines

HEAD = 3
"""Lines above the first card: name, rule, an empty one."""
WIDE_CARD = 30
"""From so many cells on a card takes two lines instead of three."""
_KEPT = 400


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked on cards for a while: selected ids, ids that someone else changed
    (id → handle), and a card about to land (row, card)."""

    selected: frozenset[str] = frozenset()
    theirs: Mapping[str, str] = field(default_factory=dict)
    ghost: tuple[int, CardView] | None = None


class Column(Lines):
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
        """A card was dragged here from where the button went down (screen offset)."""

        def __init__(self, column: int, row: int, onto: Offset) -> None:
            super().__init__()
            self.column, self.row, self.onto = column, row, onto

    def __init__(self, ink: Ink, number: int) -> None:
        super().__init__(ink)
        self.number = number
        self.board: BoardView | None = None
        self.view: ColumnView | None = None
        self.active = False
        self.at = -1
        self.top = 0
        self.compact = False
        self.marks = Marks()
        self.hover = -1
        self.empty: tuple[tuple[Piece, ...], ...] = ()
        self._made: dict[tuple[str, str, str, bool], tuple[CardView, list[Strip]]] = {}
        self._drawn_for: tuple[int, int, bool] = (0, 0, False)
        self._held: int | None = None

    # geometry

    @property
    def card_rows(self) -> int:
        """Lines of a card."""
        return 1 if self.compact else 2 if self.size.width >= WIDE_CARD else 3

    @property
    def step(self) -> int:
        """Lines from one card to the next."""
        return self.card_rows + (0 if self.compact else 1)

    @property
    def length(self) -> int:
        """Rows there are, the ghost's included."""
        return len(self.view.ids if self.view else ()) + (1 if self.marks.ghost else 0)

    @property
    def room(self) -> int:
        """Cards that fit, with a line kept for how many more there are if need be."""
        height = self.size.height - HEAD
        gap = self.step - self.card_rows
        if self.top == 0 and self.length <= (height + gap) // self.step:
            return max(1, (height + gap) // self.step)
        return max(1, (height - 1) // self.step)

    def row_at(self, y: int) -> int:
        """The row drawn at a line of the widget, -1 when there is none."""
        if y < HEAD:
            return -1
        index = (y - HEAD) // self.step
        if index >= self.room or self.top + index >= self.length:
            return -1
        return self.top + index

    def cursor(self) -> Offset:
        """Where the cursor stands, in the widget: the first cell of the focused title."""
        line = 1 if self.card_rows == 3 else 0
        return Offset(2, HEAD + max(0, self.at - self.top) * self.step + line)

    # what changes

    def show(self, board: BoardView, view: ColumnView) -> None:
        """Another value; the cursor and the scroll stay where they can."""
        self.board, self.view = board, view
        self._hold_top()
        self.refresh()

    def mark(self, marks: Marks) -> None:
        """Other marks: draws the rows that differ, all when rows move."""
        old, self.marks = self.marks, marks
        if old.ghost != marks.ghost:
            if marks.ghost:
                self._reveal(marks.ghost[0])
            self._hold_top()
            self.refresh()
            return
        differ = (old.selected ^ marks.selected) | (set(old.theirs) ^ set(marks.theirs))
        if differ and self.view is not None:
            for number in range(self.top, min(self.top + self.room, self.length)):
                if self.id_at(number) in differ:
                    self.repaint_row(number)

    def point(self, at: int, *, active: bool) -> None:
        """Put the cursor on a row (-1: away); draws two cards, or all after a jump."""
        if active != self.active:
            self.active = active
            self.repaint_rows(0, 2)
        if at == self.at:
            return
        old, self.at = self.at, at
        if at >= 0 and self._reveal(at):
            self.refresh()
            return
        for number in (old, at):
            if number >= 0:
                self.repaint_row(number)

    def scroll_by(self, rows: int) -> bool:
        """Move what is seen by so many cards; True if it moved."""
        top = max(0, min(self.top + rows, self._last_top()))
        if top == self.top:
            return False
        self.top = top
        self.refresh()
        return True

    def repaint_row(self, number: int) -> None:
        """Draw one card again."""
        self.repaint_rows(HEAD + (number - self.top) * self.step, self.card_rows)

    def id_at(self, number: int) -> str:
        """The task in a row; "" for the ghost."""
        ghost = self.marks.ghost
        if ghost is not None:
            if number == ghost[0]:
                return ""
            number -= number > ghost[0]
        ids = self.view.ids if self.view else ()
        return ids[number] if 0 <= number < len(ids) else ""

    def _reveal(self, number: int) -> bool:
        """Bring a row into sight by half a page; True when what is seen moved."""
        room = self.room
        if self.top <= number < self.top + room:
            return False
        half = max(1, room // 2)
        if number < self.top:
            top = max(0, min(number, self.top - half))
        else:
            top = self.top + half if number < self.top + half + room else number - room // 2
        self.top = max(0, top)
        self.top = min(self.top, max(self._last_top(), number - self.room + 1))
        return True

    def _last_top(self) -> int:
        height = max(self.step, self.size.height - HEAD - 1)
        return max(0, self.length - height // self.step)

    def _hold_top(self) -> None:
        self.top = max(0, min(self.top, self._last_top()))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._hold_top()
        if self.at >= 0:
            self._reveal(self.at)
        self.refresh()

    # drawing

    def strip(self, y: int) -> Strip:
        """A line of head, card, gap or the count of what is out of sight."""
        width = self.size.width
        if self.view is None or self.board is None:
            return blank(self.ink, width)
        if y < HEAD:
            return self._head(y, width)
        if y == self.size.height - 1 and (more := self._more()):
            return row(self.ink, width, [(more, "dim")])
        index, line = divmod(y - HEAD, self.step)
        number = self.top + index
        if self.length == 0:
            return self._nothing(y - HEAD, width)
        if line >= self.card_rows or index >= self.room or number >= self.length:
            return blank(self.ink, width)
        return self._card(number)[line]

    def _head(self, y: int, width: int) -> Strip:
        view = self.view
        assert view is not None
        if y == 0:
            count: Piece = (view.count, "dim")
            if view.over:
                count = (f" {view.count} ", "reverse b@count")
            return row(self.ink, width, [(view.name, "title b")], [count])
        if y == 1:
            return rule(self.ink, width, heavy=self.active)
        return blank(self.ink, width)

    def _more(self) -> str:
        below = self.length - self.top - self.room
        if self.top and below > 0:
            return f"{self.top} above, {below} more"
        if self.top:
            return f"{self.top} above"
        return f"{below} more" if below > 0 else ""

    def _nothing(self, line: int, width: int) -> Strip:
        if line < len(self.empty):
            return row(self.ink, width, self.empty[line])
        return blank(self.ink, width)

    def _card(self, number: int) -> list[Strip]:
        """The lines of a card, drawn once for each way it can look."""
        assert self.board is not None
        drawn_for = (self.size.width, self.ink.turn, self.compact)
        if drawn_for != self._drawn_for or len(self._made) > _KEPT:
            self._made.clear()
            self._drawn_for = drawn_for
        id = self.id_at(number)
        if not id:
            ghost = self.marks.ghost
            assert ghost is not None
            return self._ghost(ghost[1])
        card = self.board.card(id)
        if card is None:
            return [blank(self.ink, self.size.width)] * self.card_rows
        ground = "focus" if number == self.at else "panel" if number == self.hover else "page"
        chosen = id in self.marks.selected
        key = (id, ground, self.marks.theirs.get(id, ""), chosen)
        kept = self._made.get(key)
        if kept is not None and kept[0] is card:
            return kept[1]
        lines = self._draw(card, ground, key[2], chosen)
        self._made[key] = (card, lines)
        return lines

    def _draw(self, card: CardView, ground: str, theirs: str, chosen: bool) -> list[Strip]:
        edge = self._edge(card, ground, chosen)
        id: Piece = (card.id, "accent b" if chosen else "dim")
        mark = self._mark(card)
        who = self._who(card, theirs)
        title = "title b" if ground == "focus" else "dim" if card.done else "fg"
        ink, width = self.ink, self.size.width
        if self.compact:
            pieces = [id, (" ", "fg"), (card.title, title)]
            return [row(ink, width, pieces, mark or who, ground=ground, edge=edge)]
        if self.card_rows == 2:
            below = [id, (f"  {card.steps}" if card.steps else "", "dim")]
            return [
                row(ink, width, [(card.title, title)], mark, ground=ground, edge=edge),
                row(ink, width, below, who, ground=ground, edge=edge),
            ]
        room = width - 3
        tail = sum(cells(text) for text, _ in who)
        lines = wrap(card.title, room, room - tail - (1 if tail else 0), 2, ink.signs.cut)
        first, second = lines[0], lines[1] if len(lines) > 1 else ""
        return [
            row(ink, width, [id], mark, ground=ground, edge=edge),
            row(ink, width, [(first, title)], ground=ground, edge=edge),
            row(ink, width, [(second, title)], who, ground=ground, edge=edge),
        ]

    def _edge(self, card: CardView, ground: str, chosen: bool) -> Piece:
        """The first cell: selected, focused, stated or quiet, told by weight before colour."""
        signs, ink = self.ink.signs, self.ink
        if chosen:
            return (signs.selected, "accent")
        if ground == "focus":
            return (signs.focus if ink.bars or signs.focus == ">" else " ", "accent")
        if card.stated:
            return (signs.stated, "late" if card.state == "late" else "ask")
        return (" ", "edge") if ink.plain else (signs.edge, "edge")

    def _mark(self, card: CardView) -> list[Piece]:
        """Top right: when, or what is wrong."""
        sign = self.ink.signs.of_state(card.state)
        if not card.mark and not sign:
            return []
        gap = " " if sign and card.mark else ""
        match card.state:
            case "late":
                return [(f"{sign}{gap}{card.mark}", "late b")]
            case "blocked":
                return [(f"{sign}{gap}{card.mark}", "ask b")]
            case "urgent":
                return [(sign, "ask"), (f"{gap}{card.mark}", "fg" if self.ink.plain else "dim")]
            case "today":
                return [(f"{sign}{gap}", "fg"), (card.mark, "title b")]
            case "done":
                return [(sign, "good"), (f"{gap}{card.mark}", "dim")]
            case _:
                return [(card.mark, "dim")]

    def _who(self, card: CardView, theirs: str) -> list[Piece]:
        """Bottom right: who has it; for a while who changed it."""
        if theirs:
            return [(theirs, "accent b")]
        if card.who:
            return [(card.who, "dim")]
        return [] if card.done else [(self.ink.signs.nobody, "ask b")]

    def _ghost(self, card: CardView) -> list[Strip]:
        """A card where it would land."""
        ink, width = self.ink, self.size.width
        edge = (ink.signs.ghost, "accent")
        lands: Piece = ("lands here", "dim")
        if self.compact:
            return [row(ink, width, [(card.title, "dim i")], [lands], edge=edge)]
        if self.card_rows == 2:
            who: list[Piece] = [(card.who, "dim")] if card.who else []
            return [
                row(ink, width, [(card.title, "dim i")], [lands], edge=edge),
                row(ink, width, [(card.id, "dim")], who, edge=edge),
            ]
        return [
            row(ink, width, [(card.id, "dim")], edge=edge),
            row(ink, width, [(card.title, "dim i")], edge=edge),
            row(ink, width, [("lands here", "dim")], edge=edge),
        ]

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
        if held is not None and held >= 0 and not inside:
            self.post_message(self.Dropped(self.number, held, onto))

    def on_click(self, event: events.Click) -> None:
        """A card was clicked."""
        event.stop()
        self.post_message(self.Pressed(self.number, self.row_at(event.y), event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, down."""
        event.stop()
        self.post_message(self.Wheeled(self.number, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, up."""
        event.stop()
        self.post_message(self.Wheeled(self.number, -1))


__all__ = ["HEAD", "Column", "Marks"]
