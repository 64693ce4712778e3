"""The text of a task: title, notes, checklist, talk."""

from __future__ import annotations

from worktui.app.views.task import TaskView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, paragraphs, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

STEP = "step"
READABLE = 72
"""Cells beyond which a line of text is hard to follow."""


class TaskText(Roll):
    """Shows a TaskView; the steps of its checklist can be stood on."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: TaskView | None = None

    def show(self, view: TaskView | None) -> None:
        """Another value."""
        self.view = view
        self.rebuild()

    def blocks(self, width: int) -> list[Block]:
        """What is said about the task, from top to bottom."""
        view, ink = self.view, self.ink
        if view is None:
            return [still([row(ink, width, [("This task is gone.", "dim")])])]
        room = min(width - 3, READABLE)
        head = [row(ink, width, [(view.id, "dim"), ("  ", "fg"), (view.column, "fg")])]
        titles = paragraphs(view.title, room)
        head += [row(ink, width, [(line, "title b")]) for line in titles]
        head.append(blank(ink, width))
        made = [still(head)]
        if view.notes:
            lines = [row(ink, width, [(line, "fg")]) for line in paragraphs(view.notes, room)]
            made.append(still([*lines, blank(ink, width)]))
        made += self._said(view, width, room)
        made += self._steps(view, width)
        made += self._talk(view, width, room)
        if not (view.notes or view.checklist or view.comments or view.said):
            made.append(still(self._nothing(width)))
        return made

    def _nothing(self, width: int) -> list:  # type: ignore[type-arg]  # strips
        keys: tuple[tuple[Piece, ...], ...] = (
            (("c", "title b"), (" leaves a note, ", "dim"), ("e", "title b"), (" edits", "dim")),
        )
        head: tuple[Piece, ...] = (("nothing is written here yet", "dim"),)
        return [row(self.ink, width, line) for line in (head, *keys)]

    def _said(self, view: TaskView, width: int, room: int) -> list[Block]:
        """What somebody promised about it, in their words, and what became of that."""
        if not view.said:
            return []
        ink = self.ink
        lines = [row(ink, width, [("Said", "title b")]), blank(ink, width)]
        for said in view.said:
            sign: Piece = (ink.signs.late, "late b") if said.sign == "late" else ("", "fg")
            sign = (ink.signs.done, "good") if said.sign == "done" else sign
            gap = " " if sign[0] else ""
            tone = "late b" if said.sign == "late" else "dim"
            became: list[Piece] = [sign, (f"{gap}{said.words}", tone)]
            who: list[Piece] = [(said.name, "title b"), (f"   {said.said}", "dim")]
            lines.append(row(ink, width, who, became))
            quote = paragraphs(f"“{said.quote}”", room)
            lines += [row(ink, width, [(line, "fg")]) for line in quote]
            lines.append(blank(ink, width))
        return [still(lines)]

    def _steps(self, view: TaskView, width: int) -> list[Block]:
        if not view.checklist:
            return []
        ink = self.ink
        done = sum(1 for _, ticked in view.checklist if ticked)
        count = f"{done} of {len(view.checklist)}"
        title = row(ink, width, [("Checklist", "title b"), (f"  {count}", "dim")])
        rows = [still([title, blank(ink, width)])]
        for number, (text, ticked) in enumerate(view.checklist):
            rows.append(self._step(number, text, ticked, width))
        return [*rows, still([blank(ink, width)])]

    def _step(self, number: int, text: str, ticked: bool, width: int) -> Block:
        ink = self.ink

        def paint(ground: str) -> list:  # type: ignore[type-arg]  # strips
            sign = (ink.signs.done, "good") if ticked else (" ", "fg")
            words = "title b" if ground == "focus" else "dim" if ticked else "fg"
            pieces = [("[", "dim"), sign, ("] ", "dim"), (text, words)]
            edge = edge_of(ink, ground, (" ", "fg"))
            return [row(ink, width, pieces, ground=ground, edge=edge)]

        return Block(1, paint, f"{STEP}:{number}", at=6)

    def _talk(self, view: TaskView, width: int, room: int) -> list[Block]:
        if not view.comments:
            return []
        ink = self.ink
        count = (f"  {len(view.comments)}", "dim")
        rows = [still([row(ink, width, [("Talk", "title b"), count]), blank(ink, width)])]
        for said in view.comments:
            lines = [row(ink, width, [(said.by, "title b"), (f"   {said.at}", "dim")])]
            lines += [row(ink, width, [(line, "fg")]) for line in paragraphs(said.text, room)]
            rows.append(still([*lines, blank(ink, width)]))
        return rows
