"""The text of a task: title, notes, checklist, talk."""

from __future__ import annotations

from functools import partial

from textual.strip import Strip

from worktui.app.views.task import CommentView, TaskView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, paragraphs, row
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll
from worktui.faces.tui.widgets.task_notes import NotePart, note_parts

TITLE, NOTE, STEP, TALK = "title", "note", "step", "talk"
"""Kinds of blocks that can be stood on; a block's key is kind and number."""
READABLE = 72
"""Cells beyond which a line of text is hard to follow."""


class TaskText(Roll):
    """Shows a TaskView. Title, parts of the notes, steps and comments can be stood on."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: TaskView | None = None

    def show(self, view: TaskView | None) -> None:
        """Another value; the first time the cursor goes to the first step that is open."""
        first = self.view is None or view is None or view.id != self.view.id
        self.view = view
        if first and view is not None:
            open_ = (n for n, (_, ticked) in enumerate(view.checklist) if not ticked)
            number = next(open_, None)
            self.key = TITLE if number is None else f"{STEP}:{number}"
            self.top = 0
        self.rebuild()

    def blocks(self, width: int) -> list[Block]:
        """What is said about the task, from top to bottom."""
        view = self.view
        if view is None:
            return [still([row(self.ink, width, [("This task is gone.", "dim")])])]
        room = min(width - 3, READABLE)
        made = [self._head(view, width, room)]
        made += self._notes(view, width, room)
        made += self._said(view, width, room)
        made += self._came(view, width, room)
        made += self._steps(view, width)
        made += self._talk(view, width, room)
        if not (view.notes or view.checklist or view.comments or view.said or view.came):
            made.append(still(self._nothing(width)))
        return made

    def rest(self, hidden: int) -> str:
        """How much is further down; what was promised cannot be stood on."""
        return super().rest(hidden) if hidden else "more below"

    def _head(self, view: TaskView, width: int, room: int) -> Block:
        titles = paragraphs(view.title, room)

        def paint(ground: str) -> list[Strip]:
            ink, edge = self.ink, edge_of(self.ink, ground, (" ", "fg"))
            lines = [row(ink, width, [(view.id, "dim"), ("  ", "fg"), (view.column, "fg")])]
            for title in titles:
                lines.append(row(ink, width, [(title, "title b")], ground=ground, edge=edge))
            return [*lines, blank(ink, width)]

        return Block(len(titles) + 2, paint, TITLE)

    def _nothing(self, width: int) -> list[Strip]:
        keys: tuple[tuple[Piece, ...], ...] = (
            (("N", "title b"), (" writes notes, ", "dim"),
             ("A", "title b"), (" adds a step,", "dim")),
            (("c", "title b"), (" leaves a comment, ", "dim"), ("tab", "title b"),
             (" goes to the facts", "dim")),
        )  # fmt: skip
        head: tuple[Piece, ...] = (("nothing is written here yet", "dim"),)
        return [row(self.ink, width, line) for line in (head, *keys)]

    def _notes(self, view: TaskView, width: int, room: int) -> list[Block]:
        if not view.notes.strip():
            return []
        parts = note_parts(view.notes, room, self.ink.signs)
        return [
            Block(len(part.rows), partial(self._part, part, width), f"{NOTE}:{number}")
            for number, part in enumerate(parts)
        ]

    def _part(self, part: NotePart, width: int, ground: str) -> list[Strip]:
        edge = edge_of(self.ink, ground, (" ", "fg"))
        return [
            row(self.ink, width, pieces, ground=ground, edge=edge)
            if pieces
            else blank(self.ink, width)
            for pieces in part.rows
        ]

    def note_line(self) -> int:
        """The line of the notes that the cursor stands on, from 0; -1 when it stands elsewhere."""
        kind, _, number = self.key.partition(":")
        if kind != NOTE or self.view is None:
            return -1
        parts = note_parts(self.view.notes, min(self.size.width - 3, READABLE), self.ink.signs)
        return parts[int(number)].line if int(number) < len(parts) else -1

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

    def _came(self, view: TaskView, width: int, room: int) -> list[Block]:
        """The messages it came from: who, when, the words that count, and the key to the whole."""
        if not view.came:
            return []
        ink = self.ink
        key: list[Piece] = [("o", "title b"), (" the whole", "dim")]
        lines = [row(ink, width, [("From", "title b")], key), blank(ink, width)]
        for each in view.came:
            told = "   ".join(filter(None, (each.channel, each.when)))
            lines.append(row(ink, width, [(each.who, "title b"), (f"   {told}", "dim")]))
            for quote in each.quotes:
                lines += [
                    row(ink, width, [(line, "fg")]) for line in paragraphs(f"“{quote}”", room)
                ]
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
        lines = paragraphs(text, max(8, min(width - 7, READABLE)))

        def paint(ground: str) -> list[Strip]:
            ink = self.ink
            sign = (ink.signs.done, "good") if ticked else (" ", "fg")
            words = "title b" if ground == "focus" else "dim" if ticked else "fg"
            edge = edge_of(ink, ground, (" ", "fg"))
            box: list[Piece] = [("[", "dim"), sign, ("] ", "dim")]
            return [
                row(ink, width, [*(box if not n else [("    ", "fg")]), (line, words)],
                    ground=ground, edge=edge)
                for n, line in enumerate(lines)
            ]  # fmt: skip

        return Block(len(lines), paint, f"{STEP}:{number}", at=6)

    def _talk(self, view: TaskView, width: int, room: int) -> list[Block]:
        if not view.comments:
            return []
        ink = self.ink
        count = (f"  {len(view.comments)}", "dim")
        rows = [still([row(ink, width, [("Talk", "title b"), count]), blank(ink, width)])]
        for number, said in enumerate(view.comments):
            lines = paragraphs(said.text, room)
            paint = partial(self._comment, said, lines, width)
            rows.append(Block(len(lines) + 2, paint, f"{TALK}:{number}"))
        return rows

    def _comment(self, said: CommentView, lines: list[str], width: int, ground: str) -> list[Strip]:
        ink, edge = self.ink, edge_of(self.ink, ground, (" ", "fg"))
        who: list[Piece] = [(said.by, "title b"), (f"   {said.at}", "dim")]
        return [
            row(ink, width, who, ground=ground, edge=edge),
            *(row(ink, width, [(line, "fg")], ground=ground, edge=edge) for line in lines),
            blank(ink, width),
        ]
