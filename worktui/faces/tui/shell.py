"""What a place may ask of the app; only for type checkers, the app is what fits it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from worktui.app.desk import Desk
from worktui.app.drafts import Drafts
from worktui.app.remembered import Remembered
from worktui.domain.actions.base import Action
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.widgets.header import HeaderView


class Shell(Protocol):
    """What a place may ask of the app."""

    ink: Ink
    desk: Desk
    drafts: Drafts
    """Text that was typed and left, by what it was for."""
    settings_file: Path | None
    """Where the settings of this machine are, None where they cannot be written."""
    filters: dict[str, str]
    """Filters that are kept, by name."""
    remembered: Remembered
    """How this workspace was left the last time."""

    @property
    def work(self) -> Snapshot:
        """The work as it stands now."""

    @property
    def courier(self) -> Any:
        """Carries messages out; None where nothing can."""

    @property
    def solver(self) -> Any:
        """Proves how good a way out can be, None where it is not installed."""

    @property
    def inbox(self) -> Any:
        """What arrived, and what is done about it; None where nothing can be taken in."""

    @property
    def me(self) -> str:
        """Whose handle acts."""

    def time(self) -> datetime:
        """The present instant."""

    def do(
        self,
        actions: Sequence[Action],
        *,
        then: Callable[[Any], None] | None = None,
        typed: tuple[str, str] | None = None,
    ) -> None:
        """Queue actions as one change; its receipt is shown, or why it was refused. `typed` is
        the question and the words they were made of, kept where it is refused."""

    def queue(self, job: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Run any call off the screen's thread; errors are shown with their own sentence."""

    def say(self, text: str, *, undo: bool = False, sign: str = "") -> None:
        """Show a sentence in the footer for some seconds and keep it in `:messages`."""

    def refuse(self, text: str) -> None:
        """Say why something was not done."""

    def ask(self, dialog: Any, then: Callable[[Any], None]) -> None:
        """Open a dialog; `then` gets its result unless it was left."""

    def go(self, number: int) -> None:
        """To a place."""

    def open_task(self, id: str) -> None:
        """The page of a task."""

    def open_contact(self, email: str) -> None:
        """The page of someone outside."""

    def open_project(self, key: str, *, view: str = "plan", stand: str = "") -> None:
        """A project at one of its views, standing on a task or milestone where one is named."""

    @property
    def past(self) -> Any:
        """What is looked back at, None in the present."""

    def look_back(self, seq: int) -> None:
        """Show every place as it stood after an entry."""

    def step_out(self) -> bool:
        """Out of the past, or out of a page; False at the top."""

    def perform(self, verb: str) -> None:
        """Do a verb of the whole app."""

    def trouble(self) -> str:
        """What keeps messages from leaving, "" when nothing does."""

    def header(self, active: int) -> HeaderView:
        """What the band shows."""
