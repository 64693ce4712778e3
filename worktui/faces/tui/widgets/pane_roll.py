"""What the pane shows: one suggestion, narrow but whole, and what waits after it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from worktui.app.phrases import age
from worktui.app.views.bundle import BundleView
from worktui.app.views.inbox import InboxItem, InboxView
from worktui.app.views.original import StuckView
from worktui.app.views.steps import StepView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row, rule
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.inbox_bundle import box, reach, stuck_lines, why_lines
from worktui.faces.tui.widgets.inbox_text import text_lines
from worktui.faces.tui.widgets.roll import LOW, Roll

QUOTED = 5
"""Lines of the message that are shown."""


class PaneRoll(Roll):
    """Draws the opened suggestion and the rest. Keys: numbers of steps, ids of the rest."""

    DEFAULT_CSS = "PaneRoll { width: 1fr; height: 1fr; }"

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: InboxView | None = None
        self.opened: BundleView | StuckView | None = None
        self.at = 0
        self.quiet, self.inset = True, 1
        self.light(False)

    def show(self, view: InboxView, opened: BundleView | StuckView | None, at: int) -> None:
        """Show other values; another suggestion begins at its top."""
        if (view, opened, at) == (self.view, self.opened, self.at):
            return
        other = (opened.id if opened else "") != (self.opened.id if self.opened else "")
        self.view, self.opened, self.at = view, opened, at
        if other:
            self.key = ""
        self.rebuild(top=other)

    @property
    def low(self) -> bool:
        """Whether lines are dear, as below a place."""
        return self.size.height < LOW

    def blocks(self, width: int) -> list[Block]:
        """Head, suggestion, keys, rest."""
        view, ink = self.view, self.ink
        if view is None:
            return []
        if self.opened is None:
            head = [self._row(width, [("Inbox", "title b")]), blank(ink, width)]
            return [still([*head, *self._nothing(width)])]
        total = len(view.items) + len(view.unread)
        count: list[Piece] = [(f"{self.at + 1} of {total}", "dim")]
        found: list[Block] = []
        if not self.low:
            found.append(
                still([self._row(width, [("Inbox", "title b")], count), blank(ink, width)])
            )
        if isinstance(self.opened, StuckView):
            found.append(still(stuck_lines(ink, self.opened, width)))
        else:
            found += self._open(self.opened, width, count)
        others = [item for item in view.items if item.id != self.opened.id]
        if others:
            found.append(still([blank(ink, width), rule(ink, width), blank(ink, width)]))
        lead = max([9, *(cells(item.who) + 2 for item in others)])
        for item in others:
            found += [self._other(item, width, min(lead, width // 3)), self._gap(width)]
        return found

    def _gap(self, width: int) -> Block:
        return still([blank(self.ink, width)])

    def _row(
        self, width: int, left: Sequence[Piece], right: Sequence[Piece] = (), ground: str = "page"
    ) -> Strip:
        edge = edge_of(self.ink, ground, (" ", "fg"))
        return row(
            self.ink, width, left, right, ground=ground, edge=edge, indent=1, pad=0
        )  # fmt: skip

    def _nothing(self, width: int) -> list[Strip]:
        return [
            self._row(width, [("nothing to decide", "dim")]),
            self._row(width, [("paste a mail here", "dim")]),
        ]

    def _open(self, opened: BundleView, width: int, count: Sequence[Piece]) -> list[Block]:
        found = [still(self._head(opened, width, count)), self._gap(width)]
        if opened.text.strip():
            most = 2 if self.low else QUOTED
            text = text_lines(self.ink, opened.text, opened.marks, width, most=most, indent=1)
        else:
            text = why_lines(self.ink, opened, width)
        found.append(still(text))
        for number, step in enumerate(opened.steps):
            if not number or not self.low:
                found.append(self._gap(width))
            found.append(self._step(step, width, dict(opened.changed).get(step.n, "")))
        return [*found, self._gap(width), still([self._keys(opened, width)])]

    def _head(self, opened: BundleView, width: int, count: Sequence[Piece]) -> list[Strip]:
        who: Piece = (opened.who, "title b")
        several = opened.channel if len(opened.sources) > 1 else ""
        facts: Piece = (several or opened.facts or opened.channel, "dim")
        if self.low:
            return [self._row(width, [who, ("  ", "fg"), facts], count)]
        items = self.view.items if self.view else ()
        minutes = [age(item.minutes) for item in items if item.id == opened.id]
        return [
            self._row(width, [who], [(minutes[0] if minutes else "", "dim")]),
            self._row(width, [facts]),
        ]

    def _step(self, step: StepView, width: int, changed: str) -> Block:
        words = f"{step.verb} {step.words}"
        under = [step.detail] if step.detail else []
        doubt = [step.doubt] if step.doubt else []
        doubt += [f"changed since: {changed}"] if changed else []
        live = step.ticked and not step.done
        spec = "fg" if live else "dim"

        def paint(ground: str) -> list[Strip]:
            tail = reach(self.ink, step)
            lines = [self._row(width, [*box(self.ink, step), (f" {words}", spec)], tail, ground)]
            lines += [
                self._row(width, [("    ", "fg"), (text, "dim")], (), ground) for text in under
            ]
            sign: Piece = (f"    {self.ink.signs.nobody} ", "ask b")
            lines += [self._row(width, [sign, (text, "ask")], (), ground) for text in doubt]
            return lines

        return Block(1 + len(under) + len(doubt), paint, str(step.n))

    def _keys(self, opened: BundleView, width: int) -> Strip:
        enter = self.ink.signs.enter
        if not self.lit:
            return self._row(width, [("tab", "title b"), (" decide here", "dim")])
        pieces: list[Piece] = []
        for key, does in ((enter, f"apply {opened.chosen}"), ("space", "tick"), ("z", "later")):
            pieces += [("    " if pieces else "", "fg"), (key, "title b"), (f" {does}", "dim")]
        return self._row(width, pieces)

    def _other(self, item: InboxItem, width: int, lead: int) -> Block:
        ink = self.ink
        name = cut(item.who, lead - 2, ink.signs.cut)

        def paint(ground: str) -> list[Strip]:
            left: list[Piece] = [(name + " " * (lead - cells(name)), "title b")]
            if item.sign == "late":
                left.append((f"{ink.signs.late} ", "late b"))
            left.append((item.what, "fg"))
            under: list[Piece] = [(" " * lead, "fg"), (item.counts, "dim")]
            return [
                self._row(width, left, [(age(item.minutes), "dim")], ground),
                self._row(width, under, (), ground),
            ]

        return Block(2, paint, item.id)
