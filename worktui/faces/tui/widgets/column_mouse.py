"""A column under the mouse: what is clicked, turned, dragged and dropped, told to the board."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.message import Message

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.widgets.stack import Stack


class ColumnMouse(Stack):
    """Base of the column: give `card_at` and `id_at`, and draw the row `hover` raised."""

    class Pressed(Message, namespace="column"):
        """A card (or, with row -1, the column) was clicked `times` in a row."""

        def __init__(self, column: int, row: int, times: int, onto: Offset | None = None) -> None:
            super().__init__()
            self.column, self.row, self.times, self.onto = column, row, times, onto

    class Wheeled(Message, namespace="column"):
        """The wheel was turned over the column; `by` cards down."""

        def __init__(self, column: int, by: int) -> None:
            super().__init__()
            self.column, self.by = column, by

    class Led(Message, namespace="column"):
        """With lanes: this column may show other rows now, and leads the others."""

    class Dragged(Message, namespace="column"):
        """A card of this column is held over a place on the screen."""

        def __init__(self, column: int, row: int, onto: Offset) -> None:
            super().__init__()
            self.column, self.row, self.onto = column, row, onto

    class Dropped(Message, namespace="column"):
        """A card of this column was dragged to a place on the screen."""

        def __init__(self, column: int, row: int, onto: Offset) -> None:
            super().__init__()
            self.column, self.row, self.onto = column, row, onto

    def __init__(self, ink: Ink, number: int) -> None:
        super().__init__(ink)
        self.number = number
        self.hover = -1
        self._held: tuple[int, int] | None = None
        self._dragged = False

    def card_at(self, number: int) -> int:
        """The card of the view drawn at a place, -1 for none."""
        raise NotImplementedError

    def id_at(self, number: int) -> str:
        """The task drawn at a place, "" for none."""
        raise NotImplementedError

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The card under the pointer is raised; one that is held goes along."""
        if self._held is None or self._held[1] < 0:
            self._hover(self.row_at(event.y))
            return
        onto = Offset(int(event.screen_x), int(event.screen_y))
        if self._dragged or self.row_at(event.y) != self._held[0] or not self._over(onto):
            self._dragged = True
            self.post_message(self.Dragged(self.number, self._held[1], onto))

    def _over(self, onto: Offset) -> bool:
        return self.region.contains_point(onto)

    def on_leave(self) -> None:
        """The pointer is gone."""
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number == self.hover:
            return
        old, self.hover = self.hover, number
        for each in (old, number):
            if each >= 0 and self.id_at(each):
                self.repaint_row(each)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The beginning of a click or a drag: of which row and card, ghosts will shift both."""
        number = self.row_at(event.y)
        self._held = (number, self.card_at(number))
        self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The end of a drag, if the pointer came to another card or column."""
        self.release_mouse()
        held, self._held = self._held, None
        onto = Offset(int(event.screen_x), int(event.screen_y))
        dragged, self._dragged = self._dragged, False
        if held is None or held[1] < 0:
            return
        if dragged or self.row_at(event.y) != held[0] or not self._over(onto):
            self.post_message(self.Dropped(self.number, held[1], onto))

    def on_click(self, event: events.Click) -> None:
        """A card was clicked."""
        event.stop()
        row = self.card_at(self.row_at(event.y))
        onto = Offset(int(event.screen_x), int(event.screen_y))
        self.post_message(self.Pressed(self.number, row, event.chain, onto))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, down."""
        event.stop()
        self.post_message(self.Wheeled(self.number, 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, up."""
        event.stop()
        self.post_message(self.Wheeled(self.number, -1))
