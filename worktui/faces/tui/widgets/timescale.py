"""Days to cells: the scale over a Gantt chart, with its week heads and striped days off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from worktui.app.phrases import MONTHS
from worktui.faces.tui.paint import Piece


@dataclass(frozen=True, slots=True)
class Timescale:
    """`room` cells from `first` on, `per` days in each; `off` are days that are not worked."""

    first: int
    per: int
    room: int
    off: Collection[int] = ()

    def at(self, day: int) -> int:
        """The cell of a day; below 0 or from `room` on it is not in sight."""
        return (day - self.first) // self.per

    def ground(self, cell: int) -> str:
        """Days off are striped while a cell is a day."""
        return "stripe" if self.per == 1 and self.first + cell in self.off else "page"

    def paint(self, signs: dict[int, Piece]) -> list[Piece]:
        """All cells: the signs given, blanks elsewhere, each on its ground."""
        pieces: list[Piece] = []
        for cell in range(self.room):
            text, role = signs.get(cell, (" ", "fg"))
            spec = f"{role}@{self.ground(cell)}"
            if pieces and pieces[-1][1] == spec:
                pieces[-1] = (pieces[-1][0] + text, spec)
            else:
                pieces.append((text, spec))
        return pieces

    def heads(self) -> str:
        """Week starts as days, the month where it changes."""
        text, month = "", 0
        for cell in range(self.room):
            days = range(self.first + cell * self.per, self.first + (cell + 1) * self.per)
            monday = next((day for day in days if (day - 1) % 7 == 0), None)
            if monday is None:
                continue
            when = date.fromordinal(monday)
            word = str(when.day)
            if when.month != month:
                word += f" {MONTHS[when.month - 1]}"
            if (text and cell < len(text) + 1) or cell + len(word) > self.room:
                continue
            month = when.month
            text = text.ljust(cell) + word
        return text
