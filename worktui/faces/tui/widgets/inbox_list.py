"""What waits for a decision, what was done, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from worktui.app.phrases import age, counted
from worktui.app.views.inbox import DoneItem, InboxItem, InboxView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll


class InboxList(Roll):
    """Draws an InboxView: rows of one line over the bundle, of two lines beside it.

    A block's key is the id of a suggestion or of an arrival that could not be read.
    """

    DEFAULT_CSS = "InboxList { height: 1fr; }"

    def __init__(self, ink: Ink, *, tight: bool = False, id: str | None = None) -> None:
        super().__init__(ink, id=id)
        self.view: InboxView | None = None
        self.tight = tight
        self.error = ""

    def show(self, view: InboxView, *, tight: bool) -> None:
        """Show another value; draws only when it differs."""
        if view != self.view or tight != self.tight:
            self.view, self.tight = view, tight
            self.rebuild()

    def rest(self, hidden: int) -> str:
        """Rows that wait are counted; over the bundle what was done is found by going on."""
        done = len(self.view.done) if self.view else 0
        waiting = hidden - done
        if waiting > bool(self.tight and done):  # the last line seen is counted too
            return f"{waiting} more"
        return "" if self.tight else "more below"

    def blocks(self, width: int) -> list[Block]:
        """Rows that wait, then what could not be read, then what was done."""
        view = self.view
        if view is None:
            return [still([row(self.ink, width, [("loading", "dim")])])]
        if self.tight:
            return self._lines(view, width) + [self._one_done(i, width) for i in view.done]
        found = [still(self._head(width, "Inbox", _to_decide(view)))]
        for item in view.items:
            found += [self._two(item, width), self._gap(width)]
        if not view.items:
            found.append(still([*self._nothing(width), blank(self.ink, width)]))
        if view.unread:
            found += [self._gap(width), still(self._head(width, "Could not be read", ""))]
            for each in view.unread:
                found += [self._stuck(each, width), self._gap(width)]
        return found + self._done(view, width)

    # two lines a row

    def _head(self, width: int, name: str, right: str) -> list[Strip]:
        return [row(self.ink, width, [(name, "title b")], [(right, "dim")]), blank(self.ink, width)]

    def _gap(self, width: int) -> Block:
        return still([blank(self.ink, width)])

    def _two(self, item: InboxItem, width: int) -> Block:
        ink = self.ink
        late = item.sign == "late"

        def paint(ground: str) -> list[Strip]:
            quiet = (" ", "fg") if ink.plain else (ink.signs.edge, "edge")
            edge = edge_of(ink, ground, (ink.signs.stated, "late") if late else quiet)
            name = "title b" if ground in ("focus", "panel") else "fg"
            what: list[Piece] = [(item.what or item.who, "fg")]
            if late:
                what.insert(0, (f"{ink.signs.late} ", "late b"))
            return [
                row(ink, width, [(item.who, name)], [(age(item.minutes), "dim")],
                    ground=ground, edge=edge),
                row(ink, width, what, [(item.counts, "dim")], ground=ground, edge=edge),
            ]  # fmt: skip

        return Block(2, paint, item.id)

    def _stuck(self, item: DoneItem, width: int) -> Block:
        ink = self.ink

        def paint(ground: str) -> list[Strip]:
            edge = edge_of(ink, ground, (ink.signs.stated, "ask"))
            name = "title b" if ground in ("focus", "panel") else "fg"
            return [
                row(ink, width, [(item.who or item.id, name)], [(item.clock, "dim")],
                    ground=ground, edge=edge),
                row(ink, width, [(f"{ink.signs.nobody} ", "ask b"), (item.what, "dim")],
                    ground=ground, edge=edge),
            ]  # fmt: skip

        return Block(2, paint, item.id)

    def _done(self, view: InboxView, width: int) -> list[Block]:
        lines = []
        if view.put_aside:
            words = f"{counted(view.put_aside, 'newsletter')} put aside"
            lines.append(
                row(self.ink, width, [(f"{self.ink.signs.done} ", "good"), (words, "dim")])
            )
        if view.sleeping:
            back = f"{view.sleeping} {'comes' if view.sleeping == 1 else 'come'} back later"
            lines.append(row(self.ink, width, [(back, "dim")]))
        if not lines and not view.done:
            return []
        head = self._head(width, "Done for you", f"today {view.done_today}")
        done = [self._one_done(item, width) for item in view.done]
        return [self._gap(width), still(head), *done, *([still(lines)] if lines else [])]

    def _one_done(self, item: DoneItem, width: int) -> Block:
        """A line that can be stood on: its receipt is opened, and `u` takes it back."""
        ink = self.ink
        what = item.what.split("; ")[0]
        rule: list[Piece] = [(f" rule {item.rule}", "dim")] if item.rule else []

        def paint(ground: str) -> list[Strip]:
            edge = edge_of(ink, ground, (" ", "fg"))
            words = "title" if ground == "focus" else "dim"
            left: list[Piece] = [(f"{ink.signs.done} ", "good"), (what, words)]
            right: list[Piece] = [*rule, ("  ", "fg"), (item.clock, "dim")]
            return [row(ink, width, left, right, ground=ground, edge=edge)]

        return Block(1, paint, item.id, at=4)

    def _nothing(self, width: int) -> list[Strip]:
        ink = self.ink
        return [
            row(ink, width, [("nothing to decide", "dim")]),
            row(ink, width, [("paste a mail here, or hand it in", "dim")]),
            row(ink, width, [("with ", "dim"), ("worktui sense FILE", "title b")]),
        ]

    # one line a row

    def _lines(self, view: InboxView, width: int) -> list[Block]:
        names = [item.who for item in view.items] + [item.who or item.id for item in view.unread]
        who = min(max([0, *map(cells, names)]), max(12, width // 4)) + 2
        reach = max([0, *(cells(item.counts) for item in view.items)]) + 2
        found = [self._one(item, width, who, reach) for item in view.items]
        return found + [self._one_stuck(item, width, who) for item in view.unread]

    def _one(self, item: InboxItem, width: int, who: int, reach: int) -> Block:
        ink = self.ink
        late = item.sign == "late"
        sign: Piece = (getattr(ink.signs, item.sign or "message"), "late b" if late else "dim")

        def paint(ground: str) -> list[Strip]:
            name = "title b" if ground != "page" else "fg"
            room = width - 2 - 2 - who - reach - 8
            shown = _cell(ink, item.what, room)
            left = [sign, (" ", "fg"), (_cell(ink, item.who, who), name), (shown, "fg"),
                    (f"  {item.counts}", "dim")]  # fmt: skip
            edge = edge_of(ink, ground, (" ", "fg"))
            right: Sequence[Piece] = [(age(item.minutes), "dim")]
            return [row(ink, width, left, right, ground=ground, edge=edge)]

        return Block(1, paint, item.id, at=4)

    def _one_stuck(self, item: DoneItem, width: int, who: int) -> Block:
        ink = self.ink

        def paint(ground: str) -> list[Strip]:
            name = "title b" if ground != "page" else "fg"
            left: list[Piece] = [(f"{ink.signs.nobody} ", "ask b")]
            left += [(_cell(ink, item.who or item.id, who), name)]
            left.append((f"could not be read: {item.what}", "dim"))
            edge = edge_of(ink, ground, (" ", "fg"))
            return [row(ink, width, left, [(item.clock, "dim")], ground=ground, edge=edge)]

        return Block(1, paint, item.id, at=4)


def _cell(ink: Ink, text: str, room: int) -> str:
    """Text cut or filled to exactly `room` cells, ending with a blank at least."""
    shown = cut(text, room - 1, ink.signs.cut)
    return shown + " " * max(0, room - cells(shown))


def _to_decide(view: InboxView) -> str:
    return f"{len(view.items)} to decide" if view.items else ""
