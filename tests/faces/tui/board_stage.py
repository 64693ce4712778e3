"""A team with two projects, limits and kept filters, and a board of any size over it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.faces.tui.inbox_stage import NOW, WORK, Hands, Stage
from worktui.app.clock import FixedClock
from worktui.app.config import Config
from worktui.app.desk import Desk
from worktui.faces.tui import make_app
from worktui.faces.tui.screens.board import Board
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, make_inbox

PROJECTS = [{"key": "WEB", "name": "Website"}, {"key": "OPS", "name": "Operations"}]


def team(*more: dict[str, Any], **tables: Any) -> Stage:
    """The usual tasks and `more`, in two projects."""
    store = MemoryStore()
    store.open()
    desk = Desk(store, FixedClock(NOW), "ana")
    tasks = [*WORK["tasks"], *more]
    import_workspace(desk, {**WORK, "projects": PROJECTS, "tasks": tasks, **tables})
    return desk, make_inbox(desk)


def columns(*, limit: int = 0, hard: bool = False) -> list[dict[str, Any]]:
    """The usual columns with a limit on work in hand."""
    doing = {"id": "doing", "name": "Doing", "kind": "doing", "limit": limit, "hard": hard}
    return [WORK["columns"][0], doing, WORK["columns"][2]]


@asynccontextmanager
async def board_of(
    here: Stage,
    size: tuple[int, int] = (120, 40),
    *,
    file: Path | None = None,
    filters: dict[str, str] | None = None,
    ascii: bool = False,
    theme: str = "dusk",
) -> AsyncIterator[Hands]:
    """The app at its board."""
    desk, inbox = here
    config = Config(theme=theme, ascii=ascii, filters=filters or {})
    app = make_app(desk, inbox, settings=config, start="board", settings_file=file)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        yield hands


def board(hands: Hands) -> Board:
    """The board on the screen."""
    screen = hands.app.screen
    assert isinstance(screen, Board)
    return screen


def task(here: Stage, id: str) -> Any:
    """A task as it is stored."""
    doc = here[0].snapshot().get("tasks", id)
    assert doc is not None
    return doc


async def palette(hands: Hands, words: str) -> None:
    """A verb by its name."""
    await hands.press("colon")
    await hands.type(words)
    await hands.press("enter")
