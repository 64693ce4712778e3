"""The board: columns side by side, a cursor over cards, moves with a look where they land."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Offset
from textual.widget import Widget

from worktui.app.views.board import BoardView, board, follow
from worktui.domain.change import Doc, Entry
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.place import Place, Shell
from worktui.faces.tui.task_verbs import doing
from worktui.faces.tui.widgets.column import Column, Marks
from worktui.faces.tui.widgets.filter import FilterBar

if TYPE_CHECKING:
    from worktui.faces.tui.screens.board_move import Move

THEIRS = 5.0
"""Seconds another's handle stands on what they changed."""
NARROWEST = 16
"""Cells below which a column is not drawn; then fewer columns are seen at once."""
_TASK_TABLES = frozenset({"tasks", "counters", "arrivals", "suggestions", "outbox", "time"})


class Board(Place):
    """Place 2."""

    place = "board"
    number = 2
    title_ = "Board"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("board")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.view: BoardView | None = None
        self.columns: list[Column] = []
        self.at = 0
        self.rows: list[int] = []
        self.first = 0
        self.selected: frozenset[str] = frozenset()
        self.theirs: dict[str, str] = {}
        self.compact = False
        self.move: Move | None = None
        self.filter = FilterBar(self.ink)

    def body(self) -> Iterable[Widget]:
        """The filter's line and the columns, so that the first paint has all."""
        self.stale = False
        self.view = self._view()
        self._new_columns(len(self.view.columns))
        yield from self.columns

    def on_mount(self) -> None:
        """Widths and cards before the first paint."""
        if self.view is not None:
            self._share_width()
            self.show(self.view)
        super().on_mount()

    # what is shown

    def load(self) -> None:
        """The board anew."""
        self.show(self._view())

    def _view(self) -> BoardView:
        query = self.filter.query_for(self.shell)
        return board(
            self.shell.work,
            now=self.shell.time(),
            fits=query.fits if query else None,
            among=self.filter.pick(query, self.shell.work) if query else None,
            all_done=bool(query and query.names_state),
        )

    def changed(self, entries: Sequence[Entry]) -> None:
        """Only what entries touched, where they touched tasks alone."""
        touched = [edit for entry in entries for edit in entry.edits]
        if self.view is None or any(edit.table not in _TASK_TABLES for edit in touched):
            self.load()
            return
        ids = {edit.id for edit in touched if edit.table == "tasks"}
        if not ids:
            return
        self._mark_theirs(entries)
        self.show(follow(self.view, self.shell.work, ids, self.shell.time()))

    def _mark_theirs(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.by == self.shell.me:
                continue
            for edit in entry.edits:
                if edit.table == "tasks":
                    self.theirs[edit.id] = entry.by
        if self.theirs:
            self.set_timer(THEIRS, self._forget_theirs)

    def _forget_theirs(self) -> None:
        self.theirs = {}
        self._mark()

    def show(self, view: BoardView) -> None:
        """Another value; the cursor stays on its task, else in its place."""
        held = self.current()
        self.view = view
        if len(self.columns) != len(view.columns):
            self._make_columns(len(view.columns))
        found = view.find(held) if held else None
        if found is not None:
            self.at, self.rows[found[0]] = found
        for number, column in enumerate(self.columns):
            self.rows[number] = max(0, min(self.rows[number], len(view.columns[number].ids) - 1))
            column.compact = self.compact
            column.empty = self._emptiness(number)
            column.show(view, view.columns[number])
        alive = {id for id in self.selected if view.work.get("tasks", id)}
        self.selected = frozenset(alive)
        self._mark()
        self._point()

    def _emptiness(self, number: int) -> tuple[tuple[tuple[str, str], ...], ...]:
        view = self.view
        if view is not None and view.fits is not None:
            return ((("nothing fits", "dim"),), (("esc", "title b"), (" shows all", "dim")))
        if view is not None and not view.count and number == 0:
            return ((("nothing here", "dim"),), (("a", "title b"), (" adds a task", "dim")))
        return ((("nothing here", "dim"),), (("m", "title b"), (" moves a card", "dim")))

    def _make_columns(self, count: int) -> None:
        for column in self.columns:
            column.remove()
        self._new_columns(count)
        self.query_one("#body").mount(*self.columns)
        self._share_width()

    def _new_columns(self, count: int) -> None:
        self.columns = [Column(self.ink, number) for number in range(count)]
        self.rows = [0] * count
        self.at = min(self.at, max(0, count - 1))

    def _share_width(self) -> None:
        """Columns share the width; what is left over goes one cell each to the left ones."""
        if not self.columns:
            return
        width = self._room()
        gap = 1 if width <= 100 else 2
        seen = max(1, min(len(self.columns), (width + gap) // (NARROWEST + gap)))
        self.first = max(0, min(self.first, len(self.columns) - seen))
        if self.at < self.first:
            self.first = self.at
        elif self.at >= self.first + seen:
            self.first = self.at - seen + 1
        each, over = divmod(width - gap * (seen - 1), seen)
        for number, column in enumerate(self.columns):
            place = number - self.first
            if column.display != (0 <= place < seen):
                column.display = not column.display
            if column.display:
                column.share(each + (place < over), 0 if place == seen - 1 else gap)

    def _room(self) -> int:
        beside = 0
        if self.pane is not None and self.size.width >= 100:
            beside = 53 if self.size.width >= 160 else 41
        return max(NARROWEST, (self.size.width or self.app.size.width) - beside - 2)

    def on_resize(self, event: object) -> None:
        """Share the width anew."""
        super().on_resize(event)  # type: ignore[arg-type]  # the event is a Resize
        self._share_width()
        self.call_after_refresh(self._place_cursor)

    def verb_app_pane(self) -> None:
        """The inbox beside, or below at 80 columns."""
        super().verb_app_pane()
        self._share_width()

    # the cursor

    def current(self) -> str:
        """The task under the cursor, "" when its column is empty."""
        if self.view is None or not self.rows:
            return ""
        ids = self.view.columns[self.at].ids
        row = self.rows[self.at]
        return ids[row] if row < len(ids) else ""

    def chosen(self) -> tuple[Doc, ...]:
        """Tasks on their way, else those selected, else the one under the cursor."""
        moving = self.move.ids if self.move is not None else ()
        ids = moving or self.selected or ({self.current()} - {""})
        found = (self.shell.work.get("tasks", id) for id in ids)
        return tuple(doc for doc in found if doc is not None)

    def _point(self) -> None:
        """Show where the cursor is."""
        for number, column in enumerate(self.columns):
            here = number == self.at
            row = self.rows[number] if here and self.current() and not self.move else -1
            column.point(row, active=here)
        self._place_cursor()
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """During a move, the keys of the move."""
        if self.move is None:
            super().refresh_keys()
            return
        self.foot.show(self.move.keys(self.ink.signs.enter))

    def _place_cursor(self) -> None:
        """The terminal's own cursor on the title, for eyes, readers and magnifiers."""
        if self.columns and self.is_current and self.focused is None:
            column = self.columns[self.at]
            self.app.cursor_position = column.region.offset + column.cursor()

    def _step(self, across: int, down: int) -> None:
        if self.view is None or not self.columns:
            return
        if self.move is not None:
            self.move.step(across, down)
            return
        if across:
            self.at = max(0, min(self.at + across, len(self.columns) - 1))
            if not self.columns[self.at].display:
                self._share_width()
        if down:
            last = len(self.view.columns[self.at].ids) - 1
            self.rows[self.at] = max(0, min(self.rows[self.at] + down, last))
        self._point()

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

    def _mark(self) -> None:
        ghost = self.move.ghost() if self.move else None
        for number, column in enumerate(self.columns):
            here = ghost[1] if ghost and ghost[0] == number else None
            column.mark(Marks(self.selected, dict(self.theirs), here))
        if not self.move:
            self._say_selected()

    def _say_selected(self) -> None:
        if self.selected:
            self.note([(f"{len(self.selected)} selected", "accent b"), ("  esc lets go", "dim")])
        elif self._noted and self._noted[0][0].endswith("selected"):
            self.note(())

    def verb_task_select(self) -> None:
        """Select the card, or let go of it; on to the next."""
        id = self.current()
        self.selected = self.selected ^ {id}
        self._mark()
        self._step(0, 1)

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

    def on_filter_bar_left(self) -> None:
        """Back to the cards."""
        self.set_focus(None)
        self._place_cursor()

    def verb_board_view(self) -> None:
        """Compact cards, or with room."""
        self.compact = not self.compact
        if self.view is not None:
            self.show(self.view)

    # moving

    def action_verb(self, id: str) -> None:
        """During a move, any verb but landing and staying first ends it."""
        if self.move is not None and id not in ("task.open", "app.back"):
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
        elif 0 <= row + step < len(column.ids):
            other, id = column.ids[row + step], self.current()
            self.act(
                doing().reorder(id, before=other) if step < 0 else doing().reorder(id, after=other)
            )

    # the mouse

    def on_column_pressed(self, message: Column.Pressed) -> None:
        """A click puts the cursor there; a second one opens."""
        self.at = message.column
        if message.row >= 0:
            self.rows[self.at] = message.row
        self._point()
        if message.times >= 2 and message.row >= 0:
            self.verb_task_open()

    def on_column_wheeled(self, message: Column.Wheeled) -> None:
        """The wheel moves what is seen; the cursor comes along at the edge."""
        column = self.columns[message.column]
        if column.scroll_by(message.by) and message.column == self.at:
            low, high = column.top, column.top + column.room - 1
            self.rows[self.at] = max(low, min(self.rows[self.at], high))
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
        row = target.row_at(message.onto.y - target.region.y)
        onto = target.id_at(row) if row >= 0 else ""
        column = self.view.columns[target.number]
        before = onto if onto != task["id"] and column.kind != "done" else ""
        actions = doing().place(task, column.id, before=before)
        if actions:
            self.act(actions)


__all__ = ["Board", "Offset"]
