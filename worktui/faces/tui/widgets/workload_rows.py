"""The week of a team: a line for each person with a bar for each day, opened by its tasks.

What is over is said by sign and number, never by colour alone.
"""

from __future__ import annotations

from functools import partial

from textual.strip import Strip

from worktui.app.views.workload import DayLoad, PersonLoad, WorkloadView, WorkRow
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

PERSON, WORK = "person", "work"
"""Kinds of rows; a row's key is kind, person and task."""
_BAR = 5
"""Cells of a bar, at least; with less room there is only the number."""
_LINES = 3
"""Troubles that are named."""


class WorkloadRows(Roll):
    """Draws a WorkloadView; those in `opened` show what makes up their week."""

    DEFAULT_CSS = "WorkloadRows { width: 1fr; height: 1fr; }"

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: WorkloadView | None = None
        self.opened: frozenset[str] = frozenset()

    def show(self, view: WorkloadView) -> None:
        """Another value."""
        if view != self.view:
            self.view = view
            self.rebuild()

    def toggle(self, person: str) -> None:
        """Open somebody's week, or close it."""
        self.opened = self.opened ^ {person}
        self.rebuild()

    def blocks(self, width: int) -> list[Block]:
        """Heading, troubles, a line for each person."""
        ink, view = self.ink, self.view
        if view is None:
            return [still([row(ink, width, [("planning…", "dim")])])]
        head = [row(ink, width, [("Workload", "title b")], [(view.head, "dim")]), blank(ink, width)]
        if view.empty:
            return [still([*head, row(ink, width, [(view.empty, "dim")])])]
        signs = ink.signs
        for line in view.lines[:_LINES]:
            head.append(row(ink, width, [(f"{signs.urgent} ", "ask"), (line, "fg")]))
        if view.lines:
            head.append(blank(ink, width))
        made = [still([*head, self._labels(view, width)])]
        for person in view.people:
            made.append(Block(1, partial(self._person, person, width), f"{PERSON}:{person.id}"))
            if person.id in self.opened:
                made += self._opened(person, width)
        return made

    def _shares(self, width: int) -> tuple[int, int, int]:
        """Cells for the name, the sum, and each day."""
        count = max(1, len(self.view.days) if self.view else 1)
        name = 12 if width < 100 else 18
        total = 11 if width < 72 else 13
        return name, total, max(3, (width - 5 - name - total) // count)

    def _labels(self, view: WorkloadView, width: int) -> Strip:
        name, total, wide = self._shares(width)
        pieces: list[Piece] = [(" " * (2 + name + total), "dim")]
        for number, label in enumerate(view.days):
            tone = "title b" if number == view.today else "dim"
            pieces.append((cut(label, wide - 1, "").ljust(wide), tone))
        return row(self.ink, width, pieces)

    def _person(self, person: PersonLoad, width: int, ground: str) -> list[Strip]:
        ink, signs = self.ink, self.ink.signs
        name, total, wide = self._shares(width)
        mark = signs.opened if person.id in self.opened else signs.closed
        said = cut(f"@{person.id}" if person.id else "nobody", name - 1, signs.cut)
        tone = "ask" if not person.id else "title b" if ground == "focus" else "fg"
        over = person.week.state == "over"
        pieces: list[Piece] = [
            (f"{mark} ", "dim"),
            (said + " " * (name - cells(said)), tone),
            (self._sum(person, total), "ask b" if over else "dim"),
        ]
        for day in person.days:
            pieces += self._day(day, wide) if person.id else self._nobody(day, wide)
        edge = edge_of(ink, ground, (" ", "fg"))
        return [row(ink, width, pieces, ground=ground, edge=edge)]

    def _sum(self, person: PersonLoad, total: int) -> str:
        text = person.week.text if person.week.state == "away" or not person.id else ""
        if not text:
            planned, room = round(person.week.planned), round(person.week.capacity)
            text = f"{planned} of {room} h" if total > 11 else f"{planned} of {room}"
        elif not person.id:
            text += " h" if person.week.planned else ""
        sign = self.ink.signs.urgent if person.week.state == "over" and person.id else " "
        return f"{cut(text, total - 2, '')} {sign}".ljust(total)

    def _nobody(self, day: DayLoad, wide: int) -> list[Piece]:
        """`? 8`: work that waits for somebody."""
        text = f"{self.ink.signs.nobody} {day.planned:g}" if day.planned else ""
        return [(cut(text, wide - 1, "").ljust(wide), "ask b")]

    def _day(self, day: DayLoad, wide: int) -> list[Piece]:
        """`▄▄▄▄· 6`, `▄▄▄▄▄▲9`, `off`."""
        signs = self.ink.signs
        bar = min(24, wide - 4)
        over = day.state == "over"
        number = f"{day.planned:.0f}" if day.planned >= 10 else f"{day.planned:g}"
        if day.state == "off" and not day.planned:
            return [("off".ljust(wide), "dim")]
        if day.state == "past":
            return [((f"{number} h" if day.planned else signs.dot).ljust(wide), "dim")]
        tail = f"{signs.urgent if over else ' '}{number}"
        if bar < _BAR:
            return [(cut(tail, wide, "").ljust(wide), "ask b" if over else "fg")]
        full = bar if over else round(bar * day.planned / day.room) if day.room else 0
        full = max(1, full) if day.planned else 0
        inside = (
            full if not over or not day.planned else max(1, round(bar * day.room / day.planned))
        )
        inside = min(inside, full - 1) if over and full > 1 else inside
        inside = 0 if over and not day.room else inside
        return [
            (signs.slack_bar * inside, "slack"),
            (signs.slack_bar * (full - inside), "ask"),
            (signs.dot * (bar - full), "dim"),
            (tail.ljust(wide - bar), "ask b" if over else "fg" if day.planned else "dim"),
        ]

    def _opened(self, person: PersonLoad, width: int) -> list[Block]:
        ink = self.ink
        ids = max((cells(item.task) for item in person.work), default=0) + 2
        made = [
            Block(1, partial(self._work, item, ids, width), f"{WORK}:{person.id}:{item.task}", at=6)
            for item in person.work
        ]
        notes = [person.note] if person.note else []
        notes += [] if person.work else ["nothing is planned this week"]
        lines = [row(ink, width, [("    ", "dim"), (note, "dim")]) for note in notes]
        return [*made, still([*lines, blank(ink, width)])]

    def _work(self, item: WorkRow, ids: int, width: int, ground: str) -> list[Strip]:
        ink = self.ink
        tone = "title b" if ground == "focus" else "fg"
        room = max(10, width // 2 - 6)
        right: list[Piece] = [(cut(item.when, room, ink.signs.cut), "dim")]
        left: list[Piece] = [("    ", "dim"), (item.task.ljust(ids), "dim"), (item.title, tone)]
        edge = edge_of(ink, ground, (" ", "fg"))
        return [row(ink, width, left, right, ground=ground, edge=edge)]
