"""The facts of a task, in the order they matter, and what became of it so far.

Each can be stood on: a fact is changed where it stands, a link opened, a change undone. What
is not set is shown only while keys go here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.strip import Strip

from worktui.app.views.changes import HistoryRow
from worktui.app.views.task import FactView, LinkView, TaskView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

LABELS = 11
"""Cells that labels take."""
FACT, WAITS, HOLDS, PAST = "fact", "waits", "holds", "past"
"""Kinds of rows; a row's key is kind and field, task or entry."""
_ALWAYS = frozenset({"assignee", "due"})


class TaskFacts(Roll):
    """Draws a TaskView's facts, its links, and its history."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.quiet = True
        self.lit = False
        self.key = f"{FACT}:assignee"
        self.view: TaskView | None = None
        self.past: Sequence[HistoryRow] = ()

    def show(self, view: TaskView | None, past: Sequence[HistoryRow]) -> None:
        """Another value."""
        if (view, past) != (self.view, self.past):
            self.view, self.past = view, past
            self.rebuild()

    def light(self, lit: bool) -> None:
        """While keys go here, every field is shown."""
        super().light(lit)
        self.rebuild()

    def blocks(self, width: int) -> list[Block]:
        """Facts, links, history."""
        view = self.view
        if view is None:
            return []
        made = []
        for fact in view.facts:
            if fact.value or self.lit or fact.field in _ALWAYS:
                made.append(self._fact(fact, width))
            if fact.field == "time":
                made += self._booked(view, width)
        made.append(still([blank(self.ink, width)]))
        made += self._links(WAITS, "Waits for", view.waits_for, width, stops=True)
        made += self._links(HOLDS, "Holds up", view.holds_up, width, stops=view.kind != "done")
        return made + self._history(width)

    def _booked(self, view: TaskView, width: int) -> list[Block]:
        """Who worked on it when, the last first."""
        return [
            still([row(self.ink, width, [(" " * LABELS, "dim"), (f"{who} {length} {day}", "dim")])])
            for who, day, length in view.time.rows
        ]

    def _fact(self, fact: FactView, width: int) -> Block:
        return Block(1, partial(self._paint, fact, width), f"{FACT}:{fact.field}", at=2 + LABELS)

    def _paint(self, fact: FactView, width: int, ground: str) -> list[Strip]:
        ink, signs = self.ink, self.ink.signs
        label = f"{fact.label:<{LABELS}}"
        left: list[Piece] = [(label, "dim")]
        value = fact.value
        if fact.field == "time" and self.view is not None:
            fits = cells(value) <= width - 3 - LABELS
            value = value if fits else self.view.time.short
        match fact.state:
            case "nobody":
                left.append((f"{signs.nobody} nobody", "ask b"))
            case "late":
                left.append((f"{signs.late} {value}", "late b"))
            case "urgent":
                left += [(f"{signs.urgent} ", "ask"), (value, "fg")]
            case "over":
                left.append((value, "ask b"))
            case _:
                mark = signs.milestone if fact.field == "milestone" and value else ""
                left.append((f"{mark} {value}".strip(), "fg"))
        if not value and ground == "focus":
            left.append(("not set", "dim"))
        edge = edge_of(ink, ground, (" ", "fg"))
        return [row(ink, width, left, ground=ground, edge=edge)]

    def _links(
        self, kind: str, label: str, links: Sequence[LinkView], width: int, *, stops: bool
    ) -> list[Block]:
        made = []
        for number, link in enumerate(links):
            paint = partial(self._link, "" if number else label, link, width, stops)
            key, high = f"{kind}:{link.id}", 2 if link.how else 1
            made.append(Block(high, paint, key, at=2 + LABELS))
        if not links or self.lit:
            words = "one more" if links else "nothing"
            paint = partial(self._more, "" if links else label, words, width)
            made.append(Block(1, paint, f"{kind}:", at=2 + LABELS))
        return made

    def _more(self, label: str, words: str, width: int, ground: str) -> list[Strip]:
        """The row at which a link is added."""
        ink = self.ink
        pieces: list[Piece] = [(f"{label:<{LABELS}}", "dim"), (words, "dim")]
        if ground == "focus":
            pieces += [("  ", "dim"), (ink.signs.enter, "title b"), (" adds", "dim")]
        return [row(ink, width, pieces, ground=ground, edge=edge_of(ink, ground, (" ", "fg")))]

    def _link(
        self, label: str, link: LinkView, width: int, stops: bool, ground: str
    ) -> list[Strip]:
        ink = self.ink
        pieces: list[Piece] = [(f"{label:<{LABELS}}", "dim")]
        if link.done:
            pieces += [(f"{ink.signs.done} ", "good"), (link.id, "dim")]
        else:
            sign = ink.signs.blocked if stops else ink.signs.dot
            pieces += [(f"{sign} ", "ask" if stops else "dim"), (link.id, "fg")]
        who: Piece = (f" {link.who}", "dim") if link.who else (f" {ink.signs.nobody}", "ask b")
        pieces += [who, (f"  {link.title}", "dim")]
        edge = edge_of(ink, ground, (" ", "fg"))
        lines = [row(ink, width, pieces, ground=ground, edge=edge)]
        if link.how:
            how: list[Piece] = [(" " * LABELS, "dim"), (f"  {link.how}", "dim")]
            lines.append(row(ink, width, how, ground=ground, edge=edge))
        return lines

    def _history(self, width: int) -> list[Block]:
        if not self.past:
            return []
        ink = self.ink
        head = [blank(ink, width), row(ink, width, [("History", "title b")]), blank(ink, width)]
        rows = [
            Block(1, partial(self._change, change, width), f"{PAST}:{change.seq}")
            for change in self.past
        ]
        return [still(head), *rows]

    def _change(self, change: HistoryRow, width: int, ground: str) -> list[Strip]:
        ink = self.ink
        left: list[Piece] = [(change.words, "fg")]
        right: list[Piece] = [(f"{change.by} ", "dim")] if ground == "focus" else []
        right.append((change.at, "dim"))
        edge = edge_of(ink, ground, (" ", "fg"))
        return [row(ink, width, left, right, ground=ground, edge=edge)]
