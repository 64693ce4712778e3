"""The board under the mouse: everything it does, keys do too."""

from __future__ import annotations

from textual.geometry import Offset

from worktui.faces.tui.screens.board_boards import BoardBoards
from worktui.faces.tui.widgets.column import Column
from worktui.faces.tui.widgets.tabs import Tabs


class BoardMouse(BoardBoards):
    """Clicks, the wheel and drags."""

    def on_column_pressed(self, message: Column.Pressed) -> None:
        """A click puts the cursor there; a second one opens."""
        if self.move is not None and message.onto is not None:
            if spot := self._spot(message.onto):
                self.move.to(*spot)
            return
        self.at = message.column
        if message.row >= 0:
            self.rows[self.at] = message.row
        self._point()
        if message.times >= 2 and message.row >= 0:
            self.action_verb("task.open")

    def on_column_wheeled(self, message: Column.Wheeled) -> None:
        """The wheel moves what is seen; the cursor comes along at the edge."""
        number = message.column if self.grid is None else self.at  # with lanes all move together
        column = self.columns[number]
        if column.scroll_by(message.by) and number == self.at:
            drawn = column.drawn_at(self.rows[self.at])
            wanted = max(column.top, min(drawn, column.top + column.room - 1))
            step = 1 if wanted >= drawn else -1
            while column.card_at(wanted) < 0 and 0 <= wanted + step < column.length:
                wanted += step  # the cursor stands on cards, never on a ghost
            if column.card_at(wanted) >= 0:
                self.rows[self.at] = column.card_at(wanted)
            self._point()

    def on_column_dragged(self, message: Column.Dragged) -> None:
        """A card goes along with the pointer: its ghost shows where it would land."""
        spot = self._spot(message.onto)
        if self.view is None or spot is None:
            return
        fresh = self.move is None
        if self.move is None:
            from worktui.faces.tui.screens.board_move import Move

            ids = self.view.columns[message.column].ids
            if message.row >= len(ids):
                return
            id = ids[message.row]
            held = [id, *(each for each in self._selected() if each != id)]
            self.move = Move(self, held if id in self.selected else [id])  # type: ignore[arg-type]  # we are the board
        self.move.to(*spot)
        if fresh:
            self.move.show()

    def on_column_dropped(self, message: Column.Dropped) -> None:
        """A card was dragged from a column onto whatever is under the pointer."""
        self.on_column_dragged(Column.Dragged(message.column, message.row, message.onto))
        if self.move is None:
            return
        if self._spot(message.onto) is None or not self.move.actions():
            self.move.leave()
        else:
            self.move.land()

    def _selected(self) -> list[str]:
        """What is selected, as it stands on the board."""
        raise NotImplementedError

    def _spot(self, onto: Offset) -> tuple[int, int, int] | None:
        """The column, the lane and the place in it under a point of the screen: before a card,
        after the last one where there is none. Ghosts are seen through."""
        target = next(
            (c for c in self.columns if c.display and c.region.contains_point(onto)), None
        )
        if target is None or self.view is None:
            return None
        column, y = self.view.columns[target.number], onto.y - target.region.y
        lane = target.lane_at(y)
        rows = column.lane(lane)
        before = target.cards_above(y)
        return target.number, lane, max(0, min(before - rows.start, len(rows)))

    def on_tabs_chosen(self, message: Tabs.Chosen) -> None:
        """A board was clicked."""
        self.choose(message.id)
