"""What is seen of the board: the view, the columns over the width there is, lanes through
them, marks on cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from worktui.app.views.board import BoardView, board, follow, held_by, in_lanes
from worktui.app.views.board_ghosts import NOTHING, Ghost, board_ghosts
from worktui.app.views.board_lanes import KINDS
from worktui.app.views.board_tabs import EVERYTHING, TabView, board_tabs
from worktui.domain.actions.base import Action
from worktui.domain.change import Entry
from worktui.faces.tui.place import Place, Shell
from worktui.faces.tui.widgets.column import Column, Marks
from worktui.faces.tui.widgets.filter import FilterBar
from worktui.faces.tui.widgets.lane_grid import LaneGrid
from worktui.faces.tui.widgets.stack import WIDE_ROW
from worktui.faces.tui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from worktui.faces.tui.screens.board_move import Move
    from worktui.faces.tui.widgets.inbox_pane import InboxPane

THEIRS = 5.0
"""Seconds another's handle stands on what they changed."""
AGES = 60.0
"""Seconds after which what is late or today may be another."""
NARROWEST = 16
"""Cells below which a column is not drawn; then fewer columns are seen at once."""
ROOMY = 30
"""From so many lines on there is a blank one between the tabs and the columns."""
_TASK_TABLES = frozenset({"tasks", "counters", "arrivals", "suggestions", "outbox", "time"})


class BoardSight(Place):
    """The board without its hands: `at` is the column under the cursor, `rows` the row in each."""

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
        self.ticked: tuple[Action, ...] = ()
        self.would = NOTHING
        self.grid: LaneGrid | None = None
        self.tabs = Tabs(self.ink)
        self.boards: tuple[TabView, ...] = ()
        self.tab = EVERYTHING
        self.by = ""
        self._laned = False
        self._held: tuple[int, Mapping[str, int]] = (-1, {})
        self._as_left()

    def _as_left(self) -> None:
        """The board, lanes and cards as they were the last time."""
        left = self.shell.remembered.get("board")
        self.boards = board_tabs(self.shell.work, self.shell.filters)
        self.tab = self._board_of(str(left.get("tab", "")))
        self.by = by if (by := left.get("lanes")) in KINDS else ""
        self.compact = bool(left.get("compact"))

    def _board_of(self, id: str) -> TabView:
        return next((tab for tab in self.boards if tab.id == id), EVERYTHING)

    def compose(self) -> ComposeResult:
        """The tabs stand between the band and the page, where there is more than one board."""
        for number, widget in enumerate(super().compose()):
            yield widget
            if number == 0 and len(self.boards) > 1:
                yield self.tabs

    def body(self) -> Iterable[Widget]:
        """The filter's line and the columns, so that the first paint has all."""
        self.stale = False
        self.view = self._view()
        self._new_columns(len(self.view.columns))
        yield from self.columns

    def on_mount(self) -> None:
        """Widths and cards before the first paint."""
        if self.view is not None:
            self._show_tabs()
            self._share_width()
            self.show(self.view)
        super().on_mount()
        self.set_interval(AGES, self._age)

    # what is shown

    def load(self) -> None:
        """The board anew."""
        self.boards = board_tabs(self.shell.work, self.shell.filters)
        self.tab = self._board_of(self.tab.id)
        self._show_tabs()
        self.show(self._view())

    def _view(self) -> BoardView:
        query = self.filter.query_for(self.shell, self.tab.query)
        return board(
            self.shell.work,
            now=self.shell.time(),
            fits=query.fits if query else None,
            among=self.filter.pick(query, self.shell.work) if query else None,
            all_done=bool(query and query.names_state),
            archived=bool(query and query.names_archived),
            project=self.tab.project,
            by=self.by,
            held=self._held_now() if query or self.tab.project else None,
        )

    def _held_now(self) -> Mapping[str, int]:
        """What each column holds in all, counted once for each picture of the work."""
        work = self.shell.work
        if self._held[0] != work.seq:
            self._held = (work.seq, held_by(work))
        return self._held[1]

    def _show_tabs(self) -> None:
        """The row of boards, where there is more than one to choose from."""
        several = len(self.boards) > 1
        if several and not self.tabs.is_attached:
            self.mount(self.tabs, before=self.middle)
        if self.tabs.display != several:
            self.tabs.display = several
        roomy = not several or (self.size.height or self.app.size.height) >= ROOMY
        self.middle.styles.margin = (1 if roomy else 0, 0, 1, 0)
        self._tell_lane()

    def _tell_lane(self) -> None:
        """Which lane the cursor is in, for its heading may be out of sight."""
        says = f"by {self.by}" if self.by else ""
        if self.view is not None and self.view.lanes and self.current():
            column = self.view.columns[self.at]
            lane = self.view.lanes[column.lane_at(self.rows[self.at])]
            says = f"{lane.lead}, {says}"
        self.tabs.show(self.boards, self.tab.id, (says, "dim"))

    def _age(self) -> None:
        """Time alone makes work late; cards that are seen are made anew where it did."""
        if self.view is not None and self.is_current:
            self.show(replace(self.view, now=self.shell.time()))

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
        if self._laned != bool(view.lanes):
            self._share_width()
        alive = {id for id in self.selected if view.work.get("tasks", id)}
        self.selected = frozenset(alive)
        self._look_ahead()
        self._mark()
        self._point()

    def _emptiness(self, number: int) -> tuple[tuple[tuple[str, str], ...], ...]:
        view = self.view
        if view is not None and view.fits is not None:
            way = ("esc", " shows all") if self.filter.text else ("tab", " another board")
            return ((("nothing fits", "dim"),), ((way[0], "title b"), (way[1], "dim")))
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
        tall = 2 if each >= WIDE_ROW else 3  # the same in all of them
        self._laned = bool(self.view and self.view.lanes)
        left = 0
        for number, column in enumerate(self.columns):
            place = number - self.first
            if column.display != (0 <= place < seen):
                column.display = not column.display
            if not column.display:
                continue
            wide, after = each + (place < over), 0 if place == seen - 1 else gap
            if self._laned:
                column.share_lanes(wide, after, tall, (left, width))
                left += wide + after
            else:
                column.share(wide, after, tall)

    def _room(self) -> int:
        beside = 0
        if self.pane is not None and self.size.width >= 100:
            beside = 53 if self.size.width >= 160 else 41
        return max(NARROWEST, (self.size.width or self.app.size.width) - beside - 2)

    def on_resize(self, event: object) -> None:
        """Share the width anew."""
        super().on_resize(event)  # type: ignore[arg-type]  # the event is a Resize
        self._show_tabs()
        self._share_width()
        self.call_after_refresh(self._place_cursor)

    def verb_app_pane(self) -> None:
        """The inbox beside, or below at 80 columns."""
        super().verb_app_pane()
        self._share_width()

    def on_inbox_pane_steps_ticked(self, message: InboxPane.StepsTicked) -> None:
        """Other steps are ticked in the pane beside: their ghosts are shown."""
        self.ticked = message.actions
        self._look_ahead()
        self._mark()
        self._place_cursor()

    def _look_ahead(self) -> None:
        """What the ticked steps would make of this board; nothing is written."""
        self.would = NOTHING
        if self.view is None or not self.ticked:
            return
        from worktui.app.would_be import would_be  # planning: few sessions of the board need it

        shell = self.shell
        then = would_be(self.view.work, self.ticked, now=self.view.now, me=shell.me)
        self.would = board_ghosts(self.view, then.work, then.tasks)
        keys = {ghost.lane for ghosts in self.would.columns.values() for ghost in ghosts}
        if more := keys - {None} - {lane.key for lane in self.view.lanes}:
            self.view = in_lanes(self.view, (key for key in more if key is not None))
            for number, column in enumerate(self.columns):
                column.show(self.view, self.view.columns[number])

    def _mark(self) -> None:
        landing = self.move.ghost() if self.move else None
        would = NOTHING if self.move else self.would
        every: list[tuple[Ghost, ...]] = []
        for number in range(len(self.columns)):
            key = self.view.columns[number].id if self.view else ""
            ghosts = would.columns.get(key, ())
            if landing is not None and landing[0] == number:
                ghosts = (landing[1],)
            every.append(ghosts)
        self._lay_lanes(every)
        for column, ghosts in zip(self.columns, every, strict=True):
            marks = Marks(self.selected, dict(self.theirs), ghosts, would.cards)
            column.mark(marks, self.grid)
        self._together()
        if not self.move:
            self._say_selected()

    def _lay_lanes(self, ghosts: Sequence[Sequence[Ghost]]) -> None:
        """Where lanes stand; the same object as long as nothing has moved."""
        grid = LaneGrid(self.view, ghosts) if self.view and self.view.lanes else None
        if grid is None or self.grid is None or grid.shape != self.grid.shape:
            self.grid = grid

    def _say_selected(self) -> None:
        if self.selected:
            self.note([(f"{len(self.selected)} selected", "accent b"), ("  esc lets go", "dim")])
        elif self._noted and self._noted[0][0].endswith("selected"):
            self.note(())

    def current(self) -> str:
        """The task under the cursor, "" when its column is empty."""
        if self.view is None or not self.rows:
            return ""
        ids = self.view.columns[self.at].ids
        row = self.rows[self.at]
        return ids[row] if row < len(ids) else ""

    def _point(self) -> None:
        """Show where the cursor is."""
        for number, column in enumerate(self.columns):
            here = number == self.at
            row = self.rows[number] if here and self.current() and not self.move else -1
            column.point(row, active=here)
        if self.grid is not None:
            self._together()
            self._tell_lane()
        self._place_cursor()
        self.refresh_keys()

    def _together(self) -> None:
        """With lanes all columns show the same rows."""
        if self.grid is not None and self.columns:
            for column in self.columns:
                column.see_from(self.columns[self.at].top)

    def on_column_led(self) -> None:
        """The size of the columns is another one."""
        self._together()
        self._place_cursor()

    def _place_cursor(self) -> None:
        """The terminal's own cursor on the title, for eyes, readers and magnifiers."""
        if self.columns and self.is_current and self.focused is None:
            column = self.columns[self.at]
            self.app.cursor_position = column.region.offset + column.cursor()
