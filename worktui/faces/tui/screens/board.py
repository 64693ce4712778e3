"""The board: columns side by side, a cursor over cards, moves with a look where they land."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from worktui.domain.change import Doc
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.screens.board_mouse import BoardMouse
from worktui.faces.tui.task_verbs import doing

_IN_A_MOVE = ("task.open", "app.back", "app.close", "board.lane_next", "board.lane_back")
"""Verbs that a move goes on with, or that end it themselves."""


class Board(BoardMouse):
    """Place 2."""

    place = "board"
    number = 2
    title_ = "Board"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("board")]

    # the cursor

    def chosen(self) -> tuple[Doc, ...]:
        """Tasks on their way, else those selected, else the one under the cursor."""
        moving = self.move.ids if self.move is not None else ()
        ids = moving or self._in_order(self.selected) or [self.current()]
        found = (self.shell.work.get("tasks", id) for id in ids)
        return tuple(doc for doc in found if doc is not None)

    def _selected(self) -> list[str]:
        """What is selected, as it stands on the board."""
        return self._in_order(self.selected)

    def _in_order(self, ids: frozenset[str]) -> list[str]:
        """As they stand on the board; what a filter hides comes last."""
        places = {id: self.view.find(id) if self.view else None for id in ids}
        return sorted(ids, key=lambda id: (places[id] is None, places[id] or (0, 0), id))

    def refresh_keys(self) -> None:
        """During a move, the keys of the move."""
        if self.move is None:
            super().refresh_keys()
            return
        self.foot.show(self.move.keys(self.ink.signs.enter))

    def _step(self, across: int, down: int) -> None:
        if self.view is None or not self.columns:
            return
        if self.move is not None:
            self.move.step(across, down)
            return
        if across:
            to = max(0, min(self.at + across, len(self.columns) - 1))
            if self.grid is not None and to != self.at:
                self.rows[to] = self._level(to)
            self.at = to
            if not self.columns[self.at].display:
                self._share_width()
        if down:
            last = len(self.view.columns[self.at].ids) - 1
            self.rows[self.at] = max(0, min(self.rows[self.at] + down, last))
        self._point()

    def _level(self, to: int) -> int:
        """With lanes: the row in another column that is beside the cursor, in its lane where
        there is one."""
        assert self.view is not None
        column, here = self.view.columns[to], self.columns[self.at]
        lane = self.view.columns[self.at].lane_at(self.rows[self.at])
        if not self.view.columns[self.at].ids:
            return self.rows[to]
        rows = column.lane(lane)
        if rows:
            inside = self.rows[self.at] - self.view.columns[self.at].lane(lane).start
            return rows.start + min(inside, len(rows) - 1)
        near = [row for row in (rows.start - 1, rows.start) if 0 <= row < len(column.ids)]
        return min(near, key=lambda row: abs(self.columns[to].drawn_at(row) - here.at), default=0)

    def action_left(self) -> None:
        """A column to the left."""
        self._step(-1, 0)

    def action_right(self) -> None:
        """A column to the right."""
        self._step(1, 0)

    def action_up(self) -> None:
        """A card up."""
        self._step(0, -1)

    def action_down(self) -> None:
        """A card down."""
        self._step(0, 1)

    def action_top(self) -> None:
        """To the first card."""
        self._step(0, -(10**9))

    def action_bottom(self) -> None:
        """To the last card."""
        self._step(0, 10**9)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        if self.columns:
            self._step(0, way * self.columns[self.at].room)

    def goto(self, id: str) -> bool:
        """The cursor onto a task; False when it is not on the board."""
        found = self.view.find(id) if self.view else None
        if found is None:
            return False
        self.at = found[0]
        self.rows[self.at] = found[1]
        self._share_width()
        self._point()
        return True

    # selecting, filtering, views

    def verb_task_select(self) -> None:
        """Select the card, or let go of it; on to the next."""
        id = self.current()
        self.selected = self.selected ^ {id}
        self._mark()
        self._step(0, 1)

    def verb_task_select_all(self) -> None:
        """Select the column (with lanes: what of it is in this one), or let go of it."""
        assert self.view is not None
        column = self.view.columns[self.at]
        here = {column.ids[row] for row in column.lane(column.lane_at(self.rows[self.at]))}
        self.selected = self.selected - here if here <= self.selected else self.selected | here
        self._mark()
        self.refresh_keys()

    def acted(self) -> None:
        """What was selected is done."""
        self.selected = frozenset()
        self._mark()

    def back(self) -> bool:
        """Out of a move, out of a selection, out of a filter; then it is at its top."""
        if self.move is not None:
            self.move.leave()
            return True
        if self.selected:
            self.acted()
            return True
        return self.filter.clear()

    def verb_work_filter(self) -> None:
        """Type what to show."""
        if not self.filter.is_attached:
            self.query_one("#body").mount(self.filter, before=0)
        self.filter.open()

    def on_filter_bar_changed(self) -> None:
        """As it is typed."""
        self.load()
        self.filter.look_for(self.shell)

    def on_filter_bar_left(self) -> None:
        """Back to the cards."""
        self.set_focus(None)
        self.filter.look_for(self.shell)
        self._place_cursor()

    # moving

    def action_verb(self, id: str) -> None:
        """During a move, any verb but landing and staying first ends it."""
        if self.move is not None and id not in _IN_A_MOVE:
            self.move.leave()
        super().action_verb(id)

    def verb_task_move(self) -> None:
        """Move with a look where it lands."""
        from worktui.faces.tui.screens.board_move import Move

        self.move = Move(self, [task["id"] for task in self.chosen()])
        self.move.show()

    def verb_task_open(self) -> None:
        """Open, or in a move: move here."""
        if self.move is not None:
            self.move.land()
        else:
            self.shell.open_task(self.current())

    def verb_task_left(self) -> None:
        """Into the column to the left, at once."""
        self._beside(-1)

    def verb_task_right(self) -> None:
        """Into the column to the right, at once."""
        self._beside(1)

    def _beside(self, step: int) -> None:
        if self.move is not None:
            self.move.leave()
        self.act(doing().beside(self.chosen(), self.shell.work, step))

    def verb_task_up(self) -> None:
        """One place up, at once."""
        self._among(-1)

    def verb_task_down(self) -> None:
        """One place down, at once."""
        self._among(1)

    def _among(self, step: int) -> None:
        assert self.view is not None
        column, row = self.view.columns[self.at], self.rows[self.at]
        if column.kind == "done":
            self.shell.refuse("Finished work stands by its day.")
        elif self.selected:
            self._all_among(step)
        elif row + step not in column.lane(column.lane_at(row)):
            if 0 <= row + step < len(column.ids):
                self.shell.refuse("It is at the edge of its lane; m moves it into another.")
        else:
            other, id = column.ids[row + step], self.current()
            self.act(
                doing().reorder(id, before=other) if step < 0 else doing().reorder(id, after=other)
            )

    def _all_among(self, step: int) -> None:
        """All that are selected one place on, together; they end up side by side."""
        assert self.view is not None
        places = [self.view.find(id) for id in self._in_order(self.selected)]
        column = self.view.columns[self.at]
        lane = column.lane(column.lane_at(self.rows[self.at]))
        if any(found is None or found[0] != self.at or found[1] not in lane for found in places):
            self.shell.refuse("What is selected stands in several columns or lanes.")
            return
        rows = [found[1] for found in places if found is not None]
        beside = rows[0] - 1 if step < 0 else rows[-1] + 1
        if beside in lane:
            ids, other = [column.ids[row] for row in rows], column.ids[beside]
            before, after = (other, "") if step < 0 else ("", other)
            self.shell.do(doing().in_order(ids, before=before, after=after))
