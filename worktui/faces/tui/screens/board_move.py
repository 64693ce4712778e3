"""A move in the making: the card's ghost walks over the board, the footer says what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from worktui.app import tasking
from worktui.app.phrases import listed
from worktui.app.views.board_ghosts import Ghost
from worktui.domain.actions.base import Action
from worktui.faces.tui.widgets.footer import Key

if TYPE_CHECKING:
    from worktui.faces.tui.screens.board import Board


KEYS = (
    ("⏎", "move here", "task.open", True),
    ("h l", "column", "", True),
    ("j k", "place", "", True),
    ("esc", "stay", "app.back", True),
)
"""What the footer offers while a card is on its way."""


class Move:
    """Where some tasks would go. The board owns it while it lasts; nothing is written."""

    def __init__(self, board: Board, ids: Sequence[str]) -> None:
        assert board.view is not None
        self.board = board
        self.ids = tuple(ids)
        self.column = board.at
        self.row = board.rows[board.at] if board.rows else 0
        here = board.shell.work.get("tasks", self.ids[0]) or {}
        self.home = here.get("status")
        if self.column + 1 < len(board.columns):
            self.column += 1
            self.row = 0

    def ghost(self) -> tuple[int, Ghost] | None:
        """Where it would land: the column, and the card's ghost in it."""
        view = self.board.view
        card = view.card(self.ids[0]) if view else None
        return (self.column, Ghost(self.row, card, "lands here")) if card else None

    def step(self, across: int, down: int) -> None:
        """Walk on."""
        view = self.board.view
        assert view is not None
        if across:
            self.column = max(0, min(self.column + across, len(view.columns) - 1))
            self.row = min(self.row, len(view.columns[self.column].ids))
        self.row = max(0, min(self.row + down, len(view.columns[self.column].ids)))
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
        name = f"Move {listed(self.ids, 2)} to {column.name}"
        board.note([(name, "title b"), (f"  {says}" if says else "", tone)])
        board.refresh_keys()

    def keys(self, enter: str) -> list[Key]:
        """What the footer offers."""
        return [(key.replace("⏎", enter), *rest) for key, *rest in KEYS]  # type: ignore[misc]  # pairs stay pairs

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
        if len(tasks) != 1 or column.kind == "done":
            return tasking.to_column(tasks, column.id)
        ids = [id for id in column.ids if id != self.ids[0]]
        old = column.ids.index(self.ids[0]) if self.ids[0] in column.ids else len(column.ids)
        row = self.row - (old < self.row)
        if row < len(ids):
            return tasking.place(tasks[0], column.id, before=ids[row])
        after = ids[-1] if ids else ""
        return tasking.place(tasks[0], column.id, after=after)

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
