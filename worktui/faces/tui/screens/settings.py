"""The settings of this machine: what each is for, how it stands, changed where it stands.

The file keeps its comments; a value that cannot be is refused with the reason and what was
typed is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from worktui.app.settings_words import AT_ONCE, SECTIONS, SettingRow, put, settings_rows
from worktui.domain.change import Entry
from worktui.domain.errors import WorktuiError
from worktui.faces.tui.dialogs.chooser import Choice, Chooser
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.paint import Piece, blank, row
from worktui.faces.tui.place import Shell
from worktui.faces.tui.walking import Walking
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

NAME, VALUE = 20, 26
"""Cells that a name takes, and (from `ROOMY` cells on) a value."""
ROOMY = 90


class SettingRows(Roll):
    """Draws settings under their headings; a block's key is the setting's name."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.rows: tuple[SettingRow, ...] = ()
        self.where = ""
        self.problem = ""

    def show(self, rows: tuple[SettingRow, ...], where: str, problem: str = "") -> None:
        """Show others."""
        if (rows, where, problem) != (self.rows, self.where, self.problem):
            self.rows, self.where, self.problem = rows, where, problem
            self.rebuild()

    def current(self) -> SettingRow | None:
        """The setting stood on."""
        return next((each for each in self.rows if each.name == self.key), None)

    def blocks(self, width: int) -> list[Block]:
        """Where they are, then each section."""
        ink = self.ink
        made = [
            still([
                row(ink, width, [("Settings", "title b")], [(self.where, "dim")]),
                blank(ink, width),
            ])
        ]  # fmt: skip
        if self.problem:
            made.append(still([row(ink, width, [(self.problem, "ask")]), blank(ink, width)]))
        for section, title in SECTIONS.items():
            mine = [each for each in self.rows if each.section == section]
            if mine:
                made.append(still([row(ink, width, [(title, "title b")])]))
                made += [Block(1, partial(self._paint, each, width), each.name) for each in mine]
                made.append(still([blank(ink, width)]))
        return made

    def _paint(self, item: SettingRow, width: int, ground: str) -> list[Strip]:
        ink = self.ink
        tone = "title b" if item.own else "fg"
        name = "title b" if ground == "focus" else "fg"
        value = item.value or "not set"
        spec = tone if item.value else "dim"
        left: list[Piece] = [(f"{item.key:<{NAME}}", name)]
        right: list[Piece] = []
        if width >= ROOMY:
            left += [(f"{value:<{VALUE}}  ", spec), (item.words, "dim")]
        else:
            left.append((item.words, "dim"))
            right = [(value, spec)]
        return [row(ink, width, left, right, ground=ground, edge=edge_of(ink, ground, (" ", "fg")))]


class SettingsPage(Walking):
    """Over the place it was opened from; `esc` goes back there."""

    place = "settings"
    number = 0
    title_ = "Settings"
    opens = "setting.edit"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("settings")]

    def __init__(self, shell: Shell, file: Path, *, over: int = 0) -> None:
        super().__init__(shell)
        self.file = file
        self.number = over  # type: ignore[misc]  # the place it stands over stays the active one
        self.roll = self.rows_ = SettingRows(self.ink)

    def body(self) -> Iterable[Widget]:
        """The rows."""
        yield self.rows_

    def load(self) -> None:
        """The file anew."""
        try:
            self.rows_.show(settings_rows(self.file), str(self.file))
        except WorktuiError as error:
            self.rows_.show((), str(self.file), str(error))
        self.point()

    def changed(self, entries: Sequence[Entry]) -> None:
        """The work says nothing about settings."""

    def facts(self) -> frozenset[str]:
        """Whether a setting is under the cursor, and whether the file sets it."""
        item = self.rows_.current()
        return frozenset({"row"} | ({"own"} if item.own else set()) if item else set())

    def back(self) -> bool:
        """Back to where it was opened."""
        self.app.pop_screen()
        return True

    def verb_setting_edit(self) -> None:
        """Type or choose another value."""
        item = self.rows_.current()
        if item is not None:
            self.shell.ask(_question(self.ink, item), partial(self._put, item))

    def verb_setting_reset(self) -> None:
        """Back to what it is without being set."""
        item = self.rows_.current()
        if item is not None:
            self._put(item, None)

    def _put(self, item: SettingRow, value: str | None) -> None:
        self.shell.queue(partial(put, self.file, item, value), lambda _none: self._told(item))

    def _told(self, item: SettingRow) -> None:
        self.load()
        after = self.rows_.current()
        if item.name == "theme" and after is not None:
            self.app.use_theme(after.value or "dusk")  # type: ignore[attr-defined]  # our app
        words = f"{item.name} is {after.value or 'not set'}" if after else item.name
        self.shell.say(words if item.name in AT_ONCE else f"{words}, from the next start on")


def _question(ink: Ink, item: SettingRow) -> Chooser:
    """The values it takes, or a line for its own."""
    choices = item.choices or (("yes", "no") if item.kind == "yes" else ())

    def offer(text: str) -> Sequence[Choice]:
        if choices:
            now = item.value or item.default
            return [
                Choice(each, value=each, right=(("now", "dim"),) * (each == now))
                for each in choices
                if text.strip().lower() in each
            ]
        told = text.strip() or "nothing"
        return [Choice(told, value=text.strip() or None, note=item.words)]

    text = "" if choices else item.value
    hint = "several by commas" if item.kind == "list" else item.words
    return Chooser(ink, offer, title=item.name, text=text, hint=hint, does="set")
