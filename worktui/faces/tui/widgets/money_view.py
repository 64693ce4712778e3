"""Money and people: the answers in words, the load of the team by week, the figures behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip

from worktui.app.views.money import NOTHING, MoneyLine, MoneyRow, money_view
from worktui.app.views.money import MoneyView as Money
from worktui.app.views.people import PeopleView, people_view
from worktui.engine.load import Load
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, paragraphs
from worktui.faces.tui.project_pane import ProjectPane
from worktui.faces.tui.widgets.block import Block, still
from worktui.faces.tui.widgets.load_weeks import draw, weeks_in

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_LABEL = 18
_VALUE = 14
_PARTS = 12
"""Milestones and tasks that are listed."""
_SIGNS = {"over": "late", "watch": "nobody", "unknown": "nobody"}
_TWO = 140
"""Cells from which figures stand in two columns."""


class MoneyView(ProjectPane):
    """A page to be read; nothing on it is stood on."""

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__(shell, ink)
        self.money: Money | None = None
        self.people: PeopleView | None = None
        self._weeks = 0

    def made(self) -> None:
        """Both views anew."""
        if self.outlook is not None:
            self.money = money_view(self.outlook.budget(self.project))
            self._people(weeks_in(self.size.width or 80))

    def _people(self, weeks: int) -> None:
        self._weeks = weeks
        if self.outlook is not None:
            found = self.outlook.load(weeks)
            self.people = people_view(_concerned(found))

    def blocks(self, width: int) -> list[Block]:
        """Words first, the load, then the figures."""
        if self._weeks != weeks_in(width):
            self._people(weeks_in(width))
        money, people = self.money, self.people
        if money is None or people is None:
            return [still([self.line(width, [("…", "dim")])])]
        lines = self._words(width, money, people)
        gap = [blank(self.ink, width)]
        lines += [*gap, *self._load(width, people)]
        if not money.empty:
            lines += [*gap, *self._figures(width, money)]
            lines += self._parts(width, money)
            for title, texts in (("Why", money.why), ("Assumed", money.assumptions)):
                if texts:
                    lines += [*gap, self.line(width, [(title, "title b")])]
                    for text in texts:
                        lines += self.said(width, text, "dim")
        return [still([line]) for line in lines]

    def _words(self, width: int, money: Money, people: PeopleView) -> list[Strip]:
        if money.empty:
            return [
                self.line(width, [(money.empty, "fg")]),
                self.line(width, [("An estimate, a rate or a cost switches money on: ", "dim"),
                                  (f"worktui cost {self.project} 120 stock photos", "fg")]),
            ]  # fmt: skip
        lines: list[Strip] = []
        for each in money.lines[1:]:  # the first is the answer that stands above every view
            lines += self._answer(width, each)
        for n, text in enumerate(people.lines[: 2 if self.size.height < 18 else 6]):
            label = "Load" if not n else ""
            lines += self._answer(width, MoneyLine(label, text, "watch" if "@" in text else ""))
        return lines

    def _answer(self, width: int, line: MoneyLine) -> list[Strip]:
        sign = getattr(self.ink.signs, _SIGNS[line.state]) if line.state in _SIGNS else " "
        role = "late b" if line.state == "over" else "ask b"
        parts = paragraphs(line.text, width - 16)
        made = []
        for n, part in enumerate(parts):
            label = line.label if not n else ""
            head: list[Piece] = [(label.ljust(8), "dim"), (f"{sign if not n else ' '} ", role)]
            made.append(self.drawn(width, [*head, (part, "fg")]))
        return made

    def _load(self, width: int, people: PeopleView) -> list[Strip]:
        if people.empty:
            return self.said(width, people.empty, "dim")
        title: list[Piece] = [("Load by week", "title b"), ("  hours, of all projects", "dim")]
        return [self.line(width, title), *draw(self.ink, width, people)]

    def _figures(self, width: int, money: Money) -> list[Strip]:
        head = self.line(width, [("Figures", "title b"), (f"  {money.currency}", "dim")])
        if width < _TWO:
            return [head, *(self._figure(width, each) for each in (*money.main, *money.indices))]
        half = width // 2
        made = []
        for n in range(max(len(money.main), len(money.indices))):
            strips = [
                self._figure(half, rows[n]) if n < len(rows) else blank(self.ink, half)
                for rows in (money.main, money.indices)
            ]
            made.append(Strip.join(strips).adjust_cell_length(width, self.ink("fg")))
        return [head, *made]

    def _figure(self, width: int, figure: MoneyRow) -> Strip:
        value = cut(figure.value, _VALUE, self.ink.signs.cut)
        nothing = figure.value == NOTHING
        pieces: list[Piece] = [
            (figure.label.ljust(_LABEL), "dim"),
            (" " * (_VALUE - cells(value)) + value, "dim" if nothing else "fg"),
            (f"  {figure.note}", "dim"),
        ]
        return self.drawn(width, pieces)

    def _parts(self, width: int, money: Money) -> list[Strip]:
        over = [part for part in money.tasks if part.over]
        rows = [*money.milestones, *over][:_PARTS]
        if not rows:
            return []
        sizes = (14, 14, 14)
        names = max(12, width - 6 - sum(sizes) - 18)
        heads: Sequence[str] = ("budget", "spent", "ends at")
        head: list[Piece] = [("By milestone, and what runs over".ljust(names), "title b")]
        head += [(h.rjust(s), "dim") for h, s in zip(heads, sizes, strict=True)]
        made = [blank(self.ink, width), self.line(width, head)]
        for part in rows:
            name = cut(part.name, names - 2, self.ink.signs.cut)
            pieces: list[Piece] = [(name + " " * (names - cells(name)), "fg")]
            for text, size in zip((part.budget, part.spent, part.ends), sizes, strict=True):
                pieces.append((text.rjust(size), "fg"))
            sign = f"  {self.ink.signs.urgent} " if part.over else "  "
            pieces += [(sign, "ask b"), (part.note, "fg" if part.over else "dim")]
            made.append(self.line(width, pieces))
        return made


def _concerned(found: Load) -> Load:
    """Everybody who has something planned or could; those who never work are left out."""
    rows = tuple(row for row in found.rows if row.planned or row.capacity or row.later)
    return Load(found.today, found.weeks, rows)
