"""What next: tasks in the order to do them, what comes later, whom one waits for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from worktui.app.views.day import TodayRow, TodayView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

TIGHT = 22
"""Up to so many lines, headings stand right over their lists."""
ROOMY = 60
"""From so many cells on, a row has room for a column more."""


class TodayList(Roll):
    """Draws the left of Today. A block's key is a task's id."""

    DEFAULT_CSS = "TodayList { width: 1fr; height: 1fr; }"

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:
        super().__init__(ink, id=id)
        self.view: TodayView | None = None
        self.selected: frozenset[str] = frozenset()

    def show(self, view: TodayView) -> None:
        """Show another value; draws only when it differs."""
        if view != self.view:
            self.view = view
            self.rebuild()

    def mark(self, selected: frozenset[str]) -> None:
        """Other tasks are selected."""
        if selected != self.selected:
            self.selected = selected
            self.rebuild()

    def blocks(self, width: int) -> list[Block]:
        view = self.view
        if view is None:
            return [still(_words(self.ink, width, "…"))]
        every = (*view.next, *view.later, *view.waiting, *view.after)
        if not every:
            return [still(self._nothing(view, width))]
        ids = max(cells(item.id) for item in every) + 2
        right: list[Piece] = [("in this order", "dim")]
        found = [still(self._heading(width, _next(view), right, tight=False))]
        for item in view.next:
            found += [self._long(item, width, ids), still([blank(self.ink, width)])]
        if not view.next:
            found.append(still([*_words(self.ink, width, "nothing presses"), self._gap(width)]))
        found += self._section("Later this week", view.later, width, ids)
        found += self._section("Waiting for others", view.waiting, width, ids, waits=True)
        return found + self._section("After this week", view.after, width, ids)

    @property
    def tight(self) -> bool:
        """Whether lines are dear."""
        return self.size.height <= TIGHT

    def _gap(self, width: int) -> Strip:
        return blank(self.ink, width)

    def _heading(
        self, width: int, name: str, right: Sequence[Piece] = (), count: str = "", *, tight: bool
    ) -> list[Strip]:
        left: list[Piece] = [(name, "title b")]
        if count:
            left.append((f"  {count}", "dim"))
        line = row(self.ink, width, left, right)
        return [line] if tight else [line, self._gap(width)]

    def _long(self, item: TodayRow, width: int, ids: int) -> Block:
        ink, chosen = self.ink, item.id in self.selected

        def paint(ground: str) -> list[Strip]:
            edge = self._edge(item) if chosen else edge_of(ink, ground, self._edge(item))
            title = "title b" if ground == "focus" else "fg"
            why: list[Piece] = [(item.id.ljust(ids), "accent b" if chosen else "dim")]
            if item.holds:
                why.append((f"{ink.signs.blocked} ", "ask"))
            why.append((item.why, "dim"))
            right = state_pieces(ink, item)
            return [
                row(ink, width, [(item.title, title)], right, ground=ground, edge=edge),
                row(ink, width, why, ground=ground, edge=edge),
            ]

        return Block(2, paint, item.id)

    def _edge(self, item: TodayRow) -> Piece:
        signs = self.ink.signs
        if item.id in self.selected:
            return signs.selected, "accent"
        if item.state == "late":
            return signs.stated, "late"
        if item.state in ("urgent", "blocked"):
            return signs.stated, "ask"
        return (" ", "fg") if self.ink.plain else (signs.edge, "edge")

    def _section(
        self,
        name: str,
        items: Sequence[TodayRow],
        width: int,
        ids: int,
        *,
        waits: bool = False,
    ) -> list[Block]:
        if not items:
            return []
        lines = [self._short(item, width, ids, waits=waits) for item in items]
        head = self._heading(width, name, count=str(len(items)), tight=self.tight)
        return [still(head), *lines, still([self._gap(width)])]

    def _short(self, item: TodayRow, width: int, ids: int, *, waits: bool) -> Block:
        ink, chosen = self.ink, item.id in self.selected

        def paint(ground: str) -> list[Strip]:
            edge = self._edge(item) if chosen else edge_of(ink, ground, (" ", "fg"))
            title = "title b" if ground == "focus" else "fg"
            left: list[Piece] = [(item.id.ljust(ids), "accent b" if chosen else "dim")]
            right: list[Piece] = [(item.mark, "late b" if item.late else "dim")]
            if waits:
                right = [*self._waited(item, width), *right]
            left.append((item.title, title))
            return [row(ink, width, left, right, ground=ground, edge=edge)]

        return Block(1, paint, item.id, at=2 + ids)

    def _waited(self, item: TodayRow, width: int) -> list[Piece]:
        pieces: list[Piece] = [(f"{self.ink.signs.blocked} ", "ask")]
        if width >= ROOMY and item.who:
            pieces += [(item.who, "fg"), (f"  {item.why}", "dim")]
        else:
            pieces.append((item.who or item.why[:24], "fg"))
        if item.mark:
            pieces.append(("  " if width >= ROOMY else " ", "dim"))
        return pieces

    def _nothing(self, view: TodayView, width: int) -> list[Strip]:
        ink = self.ink
        if view.whose:
            return [
                *self._heading(width, _next(view), tight=False),
                row(ink, width, [(f"nothing is waiting for {view.whose}", "dim")]),
                row(ink, width, [("esc", "title b"), (" comes back to your day", "dim")]),
            ]
        return [
            *self._heading(width, "Next", tight=False),
            row(ink, width, [("nothing is waiting for you", "dim")]),
            row(ink, width, [("a", "title b"), (" adds a task, ", "dim"),
                             ("2", "title b"), (" shows the board", "dim")]),
        ]  # fmt: skip


def state_pieces(ink: Ink, item: TodayRow) -> list[Piece]:
    """The sign and words at the right of a task."""
    sign = ink.signs.of_state(item.state)
    match item.state:
        case "late":
            return [(f"{sign} {item.mark}", "late b")]
        case "urgent" | "blocked":
            return [(f"{sign} ", "ask"), (item.mark, "fg")]
        case "today":
            return [(f"{sign} ", "fg"), (item.mark, "title b")]
        case _:
            return [(item.mark, "fg")] if item.mark else []


def _next(view: TodayView) -> str:
    return f"Next for {view.whose}" if view.whose else "Next"


def _words(ink: Ink, width: int, text: str) -> list[Strip]:
    return [row(ink, width, [(text, "dim")])]
