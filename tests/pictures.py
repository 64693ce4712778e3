"""The pictures in `screenshots/`, made by the app itself from the sample team.

    python -m tests.pictures            make them anew
    python -m tests.pictures --check    say which differ, exit 1 if any does

The clock stands still and the sample is of that day, so the same code draws the same bytes.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual.screen import Screen

from worktui import demo
from worktui.app.clock import FixedClock
from worktui.app.config import Config
from worktui.app.desk import Desk
from worktui.store.memory import MemoryStore
from worktui.wiring import import_workspace, intake, make_inbox

FOLDER = Path(__file__).parent.parent / "screenshots"
NOW = datetime.fromisoformat("2026-11-23T14:02:00+01:00")


@dataclass(frozen=True)
class Picture:
    """One picture: its file name, the terminal's size, theme, first place, keys pressed."""

    name: str
    size: tuple[int, int]
    theme: str = "dusk"
    start: str = "board"
    keys: tuple[str, ...] = ()


_RULED = ("n", "n", "A", "enter")
_DONE = ("n", "enter", "enter", "d", "colon", "text:receipt of", "enter")
PICTURES = (
    Picture("board", (120, 40), keys=("i",)),
    Picture("board-80x24", (80, 24)),
    Picture("board-contrast", (120, 40), "contrast"),
    Picture("board-ansi-80x24", (80, 24), "ansi"),
    Picture("board-lanes", (200, 60), keys=("V", "V")),
    Picture("board-lanes-80x24", (80, 24), "paper", keys=("V",)),
    Picture("filter-offers", (100, 30), keys=("slash", "text:due:<=")),
    Picture("workload", (120, 40), "dusk", "today", ("W", "enter", "j")),
    Picture("today", (120, 40), "paper", "today"),
    Picture("today-80x24", (80, 24), "dusk", "today"),
    Picture("inbox", (120, 40), "paper", "inbox"),
    Picture("inbox-80x24", (80, 24), "dusk", "inbox"),
    Picture("send", (120, 40), "dusk", "inbox", ("enter",)),
    Picture("promises", (80, 24), "dusk", "board", ("colon", "text:said and", "enter")),
    Picture("ghosts-ansi-80x24", (80, 24), "ansi", "board", ("i",)),
    Picture("inbox-done", (120, 40), "dusk", "inbox", (*_RULED, "h", "G")),
    Picture("draft", (80, 24), "paper", "inbox", ("enter", "e")),
    Picture("rules", (80, 24), keys=("4", *_RULED, "colon", "text:always-rules", "enter")),
    Picture("receipt", (120, 40), "paper", "inbox", (*_RULED, *_DONE, "v")),
    Picture("task", (120, 40), "dusk", "board", ("enter",)),
    Picture("task-facts-80x24", (80, 24), "paper", "board", ("enter", "tab", "j")),
    Picture("notes-80x24", (80, 24), "dusk", "board", ("enter", "N")),
    Picture("projects", (80, 24), "dusk", "projects"),
    Picture("plan", (120, 40), "paper", "projects", ("enter",)),
    Picture("plan-80x24", (80, 24), "dusk", "projects", ("enter",)),
    Picture("plan-move", (120, 40), "dusk", "projects", ("enter", "down", "t", "l")),
    Picture("plan-ansi-80x24", (80, 24), "ansi", "projects", ("enter",)),
    Picture("chain", (120, 40), "dusk", "projects", ("enter", "tab")),
    Picture("neighbours", (120, 40), "dusk", "projects", ("enter", "tab", "v")),
    Picture("forecast", (120, 40), "dusk", "projects", ("enter", "tab", "tab")),
    Picture("money", (120, 40), "paper", "projects", ("enter", "tab", "tab", "tab")),
    Picture("ways-out", (80, 24), "dusk", "projects", ("enter", "R")),
    Picture("status", (120, 40), "paper", "projects", ("enter", "S")),
    Picture("calendar", (120, 40), "paper", "calendar"),
    Picture("calendar-80x24", (80, 24), "dusk", "calendar", ("v",)),
    Picture("looking-back", (80, 24), "dusk", "activity", ("down", "enter")),
    Picture("contact", (80, 24), "paper", "board", ("g", "text:tom hale", "enter")),
    Picture("add", (80, 24), "paper", "board", ("a", "text:Send quote to Iva friday !high @bo")),
    Picture("palette", (80, 24), "dusk", "board", ("colon", "text:mo")),
    Picture("keys", (80, 24), "dusk", "board", ("question_mark",)),
)


async def draw(picture: Picture) -> str:
    """The picture as SVG text."""
    from worktui.faces.tui import make_app

    store = MemoryStore()
    store.open()
    demo.write(store, NOW, intake=intake, lay_in=import_workspace)
    desk = Desk(store, FixedClock(NOW), demo.ME)
    app = make_app(
        desk, make_inbox(desk), settings=Config(theme=picture.theme), start=picture.start
    )
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        for key in picture.keys:
            words = key.removeprefix("text:")
            for stroke in words if words != key else (key,):
                await pilot.press("space" if stroke == " " else stroke)
            await _settled(app, pilot)
        await _settled(app, pilot)
        return app.export_screenshot(title="worktui")


async def _settled(app: object, pilot: object) -> None:
    """Until what was asked for has been done and drawn."""
    for _ in range(3000):
        await pilot.pause()  # type: ignore[attr-defined]
        if not app.clerk.busy and not _reckoning(app.screen):  # type: ignore[attr-defined]
            break
        await asyncio.sleep(0.01)
    await pilot.pause()  # type: ignore[attr-defined]


def _reckoning(screen: Screen[object]) -> bool:
    """Whether something is still worked out beside the screen."""
    return any(
        getattr(each, "reckoner", None) is not None and each.reckoner.busy  # type: ignore[attr-defined]
        for each in (screen, *screen.walk_children())
    )


def differing() -> list[str]:
    """Names of pictures that are not as the app draws them now."""
    return [p.name for p in PICTURES if _kept(p) != asyncio.run(draw(p))]


def _kept(picture: Picture) -> str:
    path = FOLDER / f"{picture.name}.svg"
    return path.read_text("utf-8") if path.exists() else ""


def main(words: list[str]) -> int:
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if "--check" in words:
        names = differing()
        sys.stdout.write(f"Not as the app draws it: {', '.join(names)}\n" if names else "")
        return 1 if names else 0
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        svg = asyncio.run(draw(picture))
        (FOLDER / f"{picture.name}.svg").write_text(svg, "utf-8")
        sys.stdout.write(f"{picture.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
