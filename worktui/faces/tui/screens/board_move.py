"""A move in the making: the card's ghost walks over the board, the footer says what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worktui.app import tasking
from worktui.app.phrases import listed
from worktui.app.views.board import BoardView
from worktui.app.views.board_ghosts import Ghost
from worktui.app.views.board_lanes import FIELDS
from worktui.domain.actions.base import Action
from worktui.domain.change import Doc
from worktui.faces.tui.widgets.footer import Key

if TYPE_CHECKING:
    from worktui.faces.tui.screens.board import Board


KEYS = (
    ("⏎", "move here", "task.open", True),
    ("h l", "column", "", True),
    ("j k", "place", "", True),
    ("esc", "stay", "app.close", True),
)
"""What the footer offers while a card is on its way."""


def into_lane(tasks: Sequence[Doc], view: BoardView, lane: int) -> list[Action]:
    """What it takes for tasks to be of a lane: another person, project or priority."""
    if not view.lanes:
        return []
    wanted = view.lanes[lane]
    others = [task for task in tasks if view.lane_key(task["id"]) != wanted.key]
    return tasking.set_fields(others, **{FIELDS[view.by]: wanted.value})


class Move:
    """Where some tasks would go. The board owns it while it lasts; nothing is written."""

    def __init__(self, board: Board, ids: Sequence[str]) -> None:
        assert board.view is not None
        self.board = board
        self.ids = tuple(ids)
        self.column = board.at
        row = board.rows[board.at] if board.rows else 0
        column = board.view.columns[board.at]
        self.lane = column.lane_at(row)
        self.place = row - column.lane(self.lane).start
        here = board.shell.work.get("tasks", self.ids[0]) or {}
        self.home = here.get("status")
        if self.column + 1 < len(board.columns):
            self.column += 1
            self.place = 0

    @property
    def row(self) -> int:
        """Before which row of its column it would land."""
        view = self.board.view
        assert view is not None
        return view.columns[self.column].lane(self.lane).start + self.place

    def ghost(self) -> tuple[int, Ghost] | None:
        """Where it would land: the column, and the card's ghost in it."""
        view = self.board.view
        card = view.card(self.ids[0]) if view else None
        if view is None or card is None:
            return None
        lane = view.lanes[self.lane].key if view.lanes else None
        return self.column, Ghost(self.row, card, "lands here", lane)

    def to(self, column: int, lane: int, place: int) -> None:
        """To a place that was pointed at."""
        if (column, lane, place) != (self.column, self.lane, self.place):
            self.column, self.lane, self.place = column, lane, place
            self.show()

    def hop(self, lanes: int) -> None:
        """To the head of another lane."""
        view = self.board.view
        assert view is not None
        self.to(self.column, max(0, min(self.lane + lanes, len(view.lanes) - 1)), 0)

    def step(self, across: int, down: int) -> None:
        """Walk on."""
        view = self.board.view
        assert view is not None
        self.column = max(0, min(self.column + across, len(view.columns) - 1))
        column, lanes = view.columns[self.column], max(1, len(view.lanes))
        self.place = min(self.place, len(column.lane(self.lane))) + down
        if abs(down) > len(column.ids) + lanes:  # to an end
            self.lane = 0 if down < 0 else lanes - 1
        elif self.place < 0 and self.lane > 0:
            self.lane -= 1
            self.place = len(column.lane(self.lane))
        elif self.place > len(column.lane(self.lane)) and self.lane + 1 < lanes:
            self.lane += 1
            self.place = 0
        self.place = max(0, min(self.place, len(column.lane(self.lane))))
        self.show()

    def show(self) -> None:
        """Draw the ghost and say what would follow."""
        board = self.board
        assert board.view is not None
        board.at = self.column
        if not board.columns[self.column].display:
            board._share_width()
        board._mark()
        board._point()
        column = board.view.columns[self.column]
        preview = board.shell.desk.preview(self.actions())
        says = preview.problem or " ".join(preview.warnings) or self._limits()
        tone = "ask" if preview.problem else "dim"
        name = f"Move {listed(self.ids, 2)} to {column.name}{self._lane_words()}"
        board.note([(name, "title b"), (f"  {says}" if says else "", tone)])
        board.refresh_keys()

    def keys(self, enter: str) -> list[Key]:
        """What the footer offers."""
        return [(key.replace("⏎", enter), *rest) for key, *rest in KEYS]  # type: ignore[misc]  # pairs stay pairs

    def _lane_words(self) -> str:
        """Into which lane, where that is another one."""
        view = self.board.view
        if view is None or not view.lanes:
            return ""
        lane = view.lanes[self.lane]
        if all(view.lane_key(id) == lane.key for id in self.ids):
            return ""
        return f", {lane.name or lane.lead}"

    def _limits(self) -> str:
        view = self.board.view
        assert view is not None
        home = next((column for column in view.columns if column.id == self.home), None)
        if home is None or not home.limit or home.id == view.columns[self.column].id:
            return ""
        return f"{home.name} {max(0, len(home.ids) - len(self.ids))} of {home.limit}"

    def actions(self) -> list[Action]:
        """What landing here comes to."""
        view = self.board.view
        assert view is not None
        column = view.columns[self.column]
        work = self.board.shell.work
        tasks = [doc for id in self.ids if (doc := work.get("tasks", id)) is not None]
        made = [
            *into_lane(tasks, view, self.lane),
            *tasking.to_column([t for t in tasks if t.get("status") != column.id], column.id),
        ]
        if column.kind == "done" or not tasks:
            return made
        there = [column.ids[row] for row in column.lane(self.lane)]
        ids = [id for id in there if id not in self.ids]
        row = sum(1 for id in there[: self.place] if id not in self.ids)
        moving = [task["id"] for task in tasks]
        if [*ids[:row], *moving, *ids[row:]] == there:
            return made
        if row < len(ids):
            return [*made, *tasking.in_order(moving, before=ids[row])]
        return [*made, *tasking.in_order(moving, after=ids[-1])] if ids else made

    def land(self) -> None:
        """Move here."""
        actions = self.actions()
        self.leave()
        self.board.act(actions)

    def leave(self) -> None:
        """Stay: nothing has moved."""
        board = self.board
        board.move = None
        board.note(())
        board._mark()
        board.goto(self.ids[0])
