"""One suggestion opened: what was written, the steps to tick, the hours, what would leave, why."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from worktui.app.views.bundle import BundleView
from worktui.app.views.done import DoneView
from worktui.app.views.original import StuckView
from worktui.app.views.steps import StepView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, paragraphs, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.inbox_text import text_lines
from worktui.faces.tui.widgets.roll import Roll
from worktui.faces.tui.widgets.strip import day_lines

AIRY = 22
"""From so many lines on, steps have room between them."""
_BAND = {"high": "sure", "likely": "likely", "guess": "a guess"}


class Bundle(Roll):
    """Draws a BundleView or a StuckView. A block's key is the number of a step."""

    DEFAULT_CSS = "Bundle { width: 1fr; height: 1fr; }"

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:
        super().__init__(ink, id=id)
        self.view: BundleView | StuckView | None = None
        self.why = False

    def show(self, view: BundleView | StuckView | None) -> None:
        """Show another value; another suggestion begins at its top."""
        if view == self.view:
            return
        before = self.view.id if self.view else ""
        self.view = view
        if view is None or view.id != before:
            self.key, self.why = "", False
            self.rebuild(top=True)
        else:
            self.rebuild()

    def show_why(self, why: bool) -> None:
        """Every sign with its weight, or only the sentence."""
        self.why = why
        self.rebuild()
        if why:
            self.scroll_lines(10**6)

    def rest(self, hidden: int) -> str:
        """There are more lines, not only more steps."""
        return f"{hidden} more steps below" if hidden else "more below"

    def blocks(self, width: int) -> list[Block]:
        """Top to bottom."""
        view = self.view
        if view is None:
            return []
        if isinstance(view, StuckView):
            return [still(stuck_lines(self.ink, view, width))]
        airy = self.size.height >= AIRY
        found = [still(self._head(view, width)), self._gap(width)]
        if view.done is not None and not view.waits:
            found += [still(done_lines(self.ink, view.done, width)), self._gap(width)]
        for part in (self._text(view, width), source_lines(self.ink, view, width)):
            if part:
                found += [still(part), self._gap(width)]
                if airy:
                    found.append(self._gap(width))
        verbs = max([4, *(cells(step.verb) for step in view.steps)]) + 2
        for number, step in enumerate(view.steps):
            if number and airy:
                found.append(self._gap(width))
            found.append(self._step(step, width, verbs, dict(view.changed).get(step.n, "")))
        return found + self._below(view, width, airy=airy)

    def _gap(self, width: int) -> Block:
        return still([blank(self.ink, width)])

    def _head(self, view: BundleView, width: int) -> list[Strip]:
        left: list[Piece] = [(view.who, "title b"), (f"  {view.facts}", "dim")]
        return [row(self.ink, width, left, [(view.channel, "dim")], indent=0, pad=0)]

    def _text(self, view: BundleView, width: int) -> list[Strip]:
        if not view.text.strip():
            return []
        most = max(3, self.size.height - 12)
        return text_lines(self.ink, view.text, view.marks, width, most=most)

    # steps

    def _step(self, step: StepView, width: int, verbs: int, changed: str) -> Block:
        lead = 6 + verbs
        tail = cells(step.where) + (2 if step.leaves else 0)
        room = width - 2 - lead - tail - 2
        words = [step.words, step.detail] if step.detail else [step.words]
        joined = " · ".join(words)
        single = cells(joined) <= room and "  " not in step.detail
        texts = [joined] if single else words
        asks = [step.doubt] if step.doubt else []
        if changed:
            asks += paragraphs(f"changed since: {changed}", max(20, width - 4 - lead - 2))

        def paint(ground: str) -> list[Strip]:
            return self._paint_step(step, texts, asks, width, verbs, ground)

        return Block(len(texts) + len(asks), paint, str(step.n), at=3)

    def _paint_step(
        self,
        step: StepView,
        texts: Sequence[str],
        asks: Sequence[str],
        width: int,
        verbs: int,
        ground: str,
    ) -> list[Strip]:
        ink = self.ink
        edge = edge_of(ink, ground, (" ", "fg"))
        live = step.ticked and not step.done
        text = "fg" if live else "dim"
        first = [
            *box(ink, step),
            (f" {step.n} ", "dim"),
            (step.verb.ljust(verbs), "title b" if live else "dim"),
            (texts[0], text),
        ]
        lead = " " * (6 + verbs)
        lines = [row(ink, width, first, reach(ink, step), ground=ground, edge=edge)]
        for more in texts[1:]:
            lines.append(row(ink, width, [(lead, "fg"), (more, text)], ground=ground, edge=edge))
        for number, ask in enumerate(asks):
            sign = ink.signs.nobody if not number or number == bool(step.doubt) else " "
            pieces: list[Piece] = [(lead, "fg"), (f"{sign} ", "ask b"), (ask, "ask")]
            lines.append(row(ink, width, pieces, ground=ground, edge=edge))
        return lines

    # below the steps

    def _below(self, view: BundleView, width: int, *, airy: bool) -> list[Block]:
        ink = self.ink
        parts: list[list[Strip]] = []
        if view.problem:
            parts.append(_wrapped(ink, width, ink.signs.late, "late b", view.problem))
        warnings = [
            line
            for warning in view.warnings
            for line in _wrapped(ink, width, ink.signs.nobody, "ask b", warning)
        ]
        if warnings:
            parts.append(warnings)
        if view.strip is not None:
            parts.append(day_lines(ink, view.strip, width, wide=airy))
        if view.waits and (fate := _fate(ink, view, width)):
            parts.append(fate)
        if view.done is not None and view.waits:
            parts.append(done_lines(ink, view.done, width))
        parts.append(self._why(view, width))
        found: list[Block] = []
        for number, lines in enumerate(part for part in parts if part):
            found += [self._gap(width)] * (2 if airy and not number else 1)
            found.append(still(lines))
        return found

    def _why(self, view: BundleView, width: int) -> list[Strip]:
        ink = self.ink
        lines = why_lines(ink, view, width, indent=2)
        if not self.why:
            return lines
        lines += [blank(ink, width), row(ink, width, [("Why", "title b")])]
        for _name, weight, says in view.signals:
            lines.append(row(ink, width, [(f"{weight:+.1f}  ", "dim"), (says, "fg")]))
        if not view.signals:
            lines.append(row(ink, width, [("nothing was weighed", "dim")]))
        return lines


def _fate(ink: Ink, view: BundleView, width: int) -> list[Strip]:
    """What would leave the house, and how what is chosen would be taken back."""
    lines: list[Strip] = []
    if view.leaving:
        left: list[Piece] = [("Leaves only after you have seen it:  ", "dim")]
        lines.append(row(ink, width, [*left, (view.leaving, "fg")]))
    words = "; ".join(filter(None, (view.undo, view.lapses)))
    lines += [row(ink, width, [(part, "dim")]) for part in paragraphs(words, width - 4) if words]
    return lines


def why_lines(ink: Ink, view: BundleView, width: int, *, indent: int = 1) -> list[Strip]:
    """The reason with how sure it is, then each assumption."""
    reason = f"{view.reason} ({_BAND.get(view.band, view.band)})" if view.reason else ""
    return [
        row(ink, width, [(part, "dim")], indent=indent)
        for text in (reason, *view.assumptions)
        if text
        for part in paragraphs(text, width - indent - 1)
    ]


def source_lines(ink: Ink, view: BundleView, width: int) -> list[Strip]:
    """What the other messages said that ask the same; the newest one stands above in full."""
    lines: list[Strip] = []
    others = view.sources[:-1]
    lead = max([0, *(cells(source.told) for source in others)]) + 2
    for source in others:
        said = " … ".join(source.quotes) or "asks the same"
        words = f"“{said}”" if source.quotes else said
        for number, part in enumerate(paragraphs(words, max(20, width - lead - 4))):
            told = source.told if not number else ""
            lines.append(row(ink, width, [(told.ljust(lead), "dim"), (part, "fg")]))
    return lines


def done_lines(ink: Ink, done: DoneView, width: int) -> list[Strip]:
    """What was carried out, by whom, what left the house, and how it is taken back."""
    lines: list[Strip] = []
    for line in done.lines:
        lines += _wrapped(ink, width, ink.signs.done, "good", line)
    for letter in done.left:
        words = " ".join(filter(None, (f"to {letter.to}" if letter.to else "", letter.subject)))
        pieces: list[Piece] = [(f"{ink.signs.outward} ", "accent"), (words, "fg")]
        role = "late b" if letter.failed else "dim"
        lines.append(row(ink, width, [*pieces, (f"  {letter.state}", role)]))
    back: list[Piece] = [(f"{done.told}   ", "dim"), ("u", "title b"), (" takes it back", "dim")]
    return [*lines, row(ink, width, [("  ", "fg"), *back])]


def box(ink: Ink, step: StepView) -> list[Piece]:
    """The tick of a step."""
    if step.done:
        return [(f" {ink.signs.done} ", "good")]
    sign = ink.signs.done if step.ticked else " "
    return [("[", "dim"), (sign, "title"), ("]", "dim")]


def reach(ink: Ink, step: StepView) -> list[Piece]:
    """How far a step reaches, at the right."""
    if step.done:
        return [("done", "dim")]
    if not step.leaves:
        return [(step.where, "dim")]
    return [(f"{ink.signs.outward} ", "accent"), (step.where, "fg" if step.ticked else "dim")]


def stuck_lines(ink: Ink, view: StuckView, width: int) -> list[Strip]:
    """An arrival that could not be read: why, what can be done, what is there of it."""
    head: list[Piece] = [(view.who, "title b"), (f"  {view.facts}", "dim")]
    lines = [
        row(ink, width, head, [(view.channel, "dim")], indent=0, pad=0),
        blank(ink, width),
        *_wrapped(ink, width, ink.signs.nobody, "ask b", f"Could not be read: {view.why}"),
        blank(ink, width),
        row(ink, width, [(f"{ink.signs.enter} ", "title b"), ("make a task from this   ", "dim"),
                         ("o", "title b"), (" see it as it came   ", "dim"),
                         ("d", "title b"), (" put it aside", "dim")]),
        blank(ink, width),
    ]  # fmt: skip
    return lines + text_lines(ink, view.text, (), width, most=200)


def _wrapped(ink: Ink, width: int, sign: str, role: str, text: str) -> list[Strip]:
    """A sentence over as many lines as it needs, a sign before the first."""
    parts = paragraphs(text, width - 5)
    lead = [(f"{sign} ", role)]
    return [
        row(ink, width, [*(lead if not number else [("  ", "fg")]), (part, "fg")])
        for number, part in enumerate(parts)
    ]
