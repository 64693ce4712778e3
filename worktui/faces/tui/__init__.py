"""The terminal app. Importing this loads nothing of Textual; `run` and `make_app` do."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from worktui.app.config import Config
    from worktui.app.desk import Desk
    from worktui.app.ports import Courier, Sense, Solver
    from worktui.app.watching import Event, Watching
    from worktui.faces.tui.app import Worktui
    from worktui.faces.tui.errands import Errands


def run(
    desk: Desk,
    inbox: Any,
    *,
    settings: Config | None = None,
    start: str = "board",
    courier: Callable[[], Courier] | None = None,
    solver: Callable[[], Solver] | None = None,
    settings_file: Path | None = None,
    senses: Callable[[], Sequence[Sense]] | None = None,
) -> int:
    """Show the screens until the person leaves; returns the exit status (1: no terminal, or
    it stopped on an error; 128 + n: ended by signal n). `courier` and `solver` (the prover of
    ways out, an extra) and the `senses` that look by themselves are made when they are needed."""
    gc.disable()  # enabled again after the first paint: start-up makes much and drops little
    _settle_environment()
    from worktui.faces.tui import light

    light.load()
    from worktui.faces.tui import safety

    problem = safety.terminal_problem()
    if problem:
        sys.stderr.write(problem + "\n")
        return 1
    safety.forgive_bytes()
    safety.calm_keys()
    app = make_app(desk, inbox, settings=settings, start=start, courier=courier, solver=solver,
                   settings_file=settings_file)  # fmt: skip
    errands = _errands(app, courier, senses, settings.watch.keep_days if settings else 0)
    if not sys.__stderr__ or not sys.__stderr__.isatty():
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]  # Textual draws there, and it may be a file
    mouse = settings.mouse if settings is not None else True
    errands.start()
    app.run(mouse=mouse)
    errands.stop()
    if app.crash is not None:
        log = safety.write_crash(app.crash)
        sys.stderr.write(safety.crash_words(app.crash, log) + "\n")
        return 1
    return app.return_code or 0


def _errands(
    app: Worktui,
    courier: Callable[[], Courier] | None,
    senses: Callable[[], Sequence[Sense]] | None,
    keep_days: int,
) -> Errands:
    """The thread that lets time pass, delivers and looks while the screens are shown."""
    from worktui.app.chores import Chores
    from worktui.faces.tui.errands import Errands

    def watching(hear: Callable[[Event], object]) -> Watching | None:
        from worktui.app.watching import Watching

        found = senses() if senses else ()
        return Watching(app.inbox, found, hear) if found else None

    chores = Chores(app.desk, courier and (lambda: app.courier), keep_days=keep_days)
    return Errands(chores, app.post_message, watching)


def make_app(
    desk: Desk,
    inbox: Any,
    *,
    settings: Config | None = None,
    start: str = "board",
    courier: Callable[[], Courier] | None = None,
    solver: Callable[[], Solver] | None = None,
    settings_file: Path | None = None,
) -> Worktui:
    """The app, not running: for `run`, for tests and for pictures."""
    from worktui.faces.tui.app import Worktui

    return Worktui(
        desk,
        inbox,
        theme=(settings.theme if settings is not None else "") or "dusk",
        ascii=settings.ascii if settings is not None else False,
        keys=dict(settings.keys) if settings is not None else None,
        start=start,
        courier=courier,
        solver=solver,
        settings_file=settings_file,
        filters=dict(settings.filters) if settings is not None else None,
    )


def _settle_environment() -> None:
    """What Textual reads when it is imported: no motion, no quiet hooks from outside."""
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    for name in ("TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_PRESS"):
        os.environ.pop(name, None)
