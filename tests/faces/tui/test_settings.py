"""The settings on a screen: changed where they stand, refused with the reason, kept in the file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.faces.tui.inbox_stage import Hands, stage
from worktui.app.config import read_config
from worktui.faces.tui import make_app


@asynccontextmanager
async def opened(path: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Hands]:
    desk, inbox = stage()
    app = make_app(desk, inbox, start="board", settings_file=path)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        await hands.press("colon")
        await hands.type("settings")
        await hands.press("enter")
        yield hands


async def stand(hands: Hands, name: str) -> None:
    await hands.press("home")
    for _ in range(60):
        if hands.app.screen.rows_.key == name:
            return
        await hands.press("j")
    raise AssertionError(name)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_says_what_it_is_for_and_how_it_stands(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path / "c.toml", size) as hands:
        seen = hands.seen()
        assert "your handle in the workspace" in seen
        assert str(tmp_path / "c.toml")[-20:] in seen or size[0] == 80
        assert all(len(line) <= size[0] for line in seen.splitlines())


async def test_a_theme_is_chosen_and_seen_at_once_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    async with opened(path) as hands:
        await stand(hands, "theme")
        await hands.press("enter")
        await hands.type("paper")
        await hands.press("enter")
        assert hands.app.ink.theme == "paper"
        assert read_config(path).theme == "paper"
        await hands.press("d")
        assert hands.app.ink.theme == "dusk"
        assert read_config(path).theme == ""


async def test_a_value_that_cannot_be_is_refused_and_what_was_typed_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    async with opened(path) as hands:
        await stand(hands, "mail.port")
        await hands.press("enter", *["backspace"] * 3)
        await hands.type("many")
        await hands.press("enter")
        assert "a whole number" in hands.seen()
        assert not path.exists()
        await hands.press("enter", *["backspace"] * 8)
        await hands.type("25")
        await hands.press("enter")
        assert read_config(path).mail.port == 25
        assert "from the next start on" in hands.seen()


async def test_a_file_that_is_not_in_order_says_so(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("[mail\n")
    async with opened(path) as hands:
        assert "are not TOML" in hands.seen()


async def test_where_there_is_no_file_it_says_so() -> None:
    desk, inbox = stage()
    app = make_app(desk, inbox, start="board")
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        hands.app.perform("app.settings")
        await hands.settle()
        assert "no settings file" in hands.seen()
