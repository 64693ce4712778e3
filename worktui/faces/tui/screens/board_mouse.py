"""The board under the mouse: everything it does, keys do too."""

from __future__ import annotations

from worktui.faces.tui.screens.board_boards import BoardBoards
from worktui.faces.tui.task_verbs import doing
from worktui.faces.tui.widgets.column import Column
from worktui.faces.tui.widgets.tabs import Tabs


class BoardMouse(BoardBoards):
    """Clicks, the wheel and drags."""

    def on_column_pressed(self, message: Column.Pressed) -> None:
        """A click puts the cursor there; a second one opens."""
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

    def on_column_dropped(self, message: Column.Dropped) -> None:
        """A card was dragged from a column onto whatever is under the pointer."""
        target = next(
            (c for c in self.columns if c.display and c.region.contains_point(message.onto)), None
        )
        if target is None or self.view is None:
            return
        ids = self.view.columns[message.column].ids
        task = self.shell.work.get("tasks", ids[message.row]) if message.row < len(ids) else None
        if task is None:
            return
        from worktui.faces.tui.screens.board_move import into_lane

        y = message.onto.y - target.region.y
        number = target.row_at(y)
        onto = target.id_at(number) if number >= 0 else ""
        column = self.view.columns[target.number]
        before = onto if onto != task["id"] and column.kind != "done" else ""
        actions = [
            *into_lane([task], self.view, target.lane_at(y)),
            *doing().place(task, column.id, before=before),
        ]
        if actions:
            self.act(actions)

    def on_tabs_chosen(self, message: Tabs.Chosen) -> None:
        """A board was clicked."""
        self.choose(message.id)
