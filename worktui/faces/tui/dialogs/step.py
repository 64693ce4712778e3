"""A step changed by a line of words, read back while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip

from worktui.app.step_complete import Ending, endings
from worktui.app.step_words import TEXTS, StepWords, line_of, names_of, read_words, values_of
from worktui.app.views.steps import StepView
from worktui.domain.actions import parse
from worktui.domain.change import Doc
from worktui.faces.tui.dialogs.dialog import INSET, Chosen, Dialog
from worktui.faces.tui.paint import Piece, cut, paragraphs, row

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_NAMES = 8
_LABEL = 6
_DOUBTS = ("n", "needs_clarification", "issue", "candidates")
_LINES = 2
"""Lines for the fields a step has, and for those it could have."""


class StepDialog(Dialog):
    """Gives the fields to set."""

    def __init__(self, shell: Shell, step: StepView, action: Doc) -> None:
        text = line_of(action, shell.work, shell.time(), shell.me)
        super().__init__(
            shell.ink,
            title=cut(f"Step {step.n}: {step.verb} {step.words}", 56, shell.ink.signs.cut),
            text=text,
            hint="NAME=VALUE, as below" if action["type"] not in TEXTS else "words, or NAME=VALUE",
        )
        self.shell, self.action = shell, action
        self.before = text
        self.heard = StepWords()
        self.high = 4
        self._ends: tuple[Ending, ...] = ()
        self._end = 0

    def lines(self) -> list[Strip]:
        """What the words come to, or why they cannot be used."""
        shell = self.shell
        self.heard = read_words(self.text, self.action, shell.work, shell.time(), shell.me)
        self.marked.spans = self.heard.spans
        if not self._ends or self._end < 0 or self.text != self._ends[self._end].line:
            found = endings(self.text, self.action, shell.work, shell.time())
            self._ends, self._end = found if self.text != self.before else (), -1
        return [*self._heard_lines(), *self._end_lines()]

    def _heard_lines(self) -> list[Strip]:
        if self.heard.problem:
            sign: Piece = (f"{self.ink.signs.nobody} ", "ask b")
            parts = paragraphs(self.heard.problem, self.inner - 2 * INSET - 2)
            return [
                self._row([sign if not n else ("  ", "fg"), (part, "fg")])
                for n, part in enumerate(parts)
            ]
        title, facts = "", list[Piece]()
        for label, value in self.heard.says:
            if label == "title":
                title = value
                continue
            facts += [(f"{'   ' if facts else ''}{label} ", "dim"), (value, "fg")]
        made = [self._row([(title, "title b")])] if title else []
        made += [self._row(facts)] if facts else []
        made += self._doubts()
        return [*made, *([self._row([])] if made else []), *self._fields()]

    def _doubts(self) -> list[Strip]:
        """Why the step could not be carried out as it would be now."""
        if not self.heard.fields:
            return []
        kept = {k: v for k, v in self.action.items() if k not in _DOUBTS}
        problem = self.shell.desk.preview([parse({**kept, **self.heard.fields})]).problem
        parts = paragraphs(problem, self.inner - 2 * INSET - 2) if problem else []
        sign = f"{self.ink.signs.nobody} "
        return [
            self._row([(sign if not n else "  ", "ask b"), (part, "dim")])
            for n, part in enumerate(parts[:_LINES])
        ]

    def _end_lines(self) -> list[Strip]:
        """What tab makes of the end of the line."""
        if not self._ends:
            return []
        pieces: list[Piece] = [("tab".ljust(_LABEL), "title b")]
        for number, end in enumerate(self._ends):
            current = number == max(self._end, 0)
            note = f" {end.note}" if current and end.note and end.note != end.label else ""
            pieces += [(end.label, "title" if current else "dim"), (f"{note}   ", "dim")]
        return [self._row([]), self._row(pieces)]

    def _fields(self) -> list[Strip]:
        """What the step says now, and what else it could say; a task's line says all itself."""
        if self.action["type"] == "create_task":
            return [self._row([("any field: notes=… blocked=… who=bo", "dim")])]
        now = values_of(self.action, self.shell.work, self.shell.time())
        more = [name for name in names_of(self.action) if name not in self.action][:_NAMES]
        found: list[Strip] = []
        for label, words in (
            ("now", "   ".join(f"{name}={value}" for name, value in now)),
            ("also", " ".join(f"{name}=" for name in more)),
        ):
            room = self.inner - 2 * INSET - _LABEL
            for n, part in enumerate(paragraphs(words, room)[:_LINES] if words else ()):
                start = (label if not n else "").ljust(_LABEL)
                found.append(
                    self._row([(start, "dim"), (part, "dim" if label == "also" else "fg")])
                )
        return found

    def _row(self, left: list[Piece]) -> Strip:
        return row(self.ink, self.inner, left, ground="surface", indent=INSET, pad=INSET)

    def keys(self) -> Sequence[tuple[str, str]]:
        """What can be done with the line."""
        return (("⏎", "change"), ("tab", "complete"), ("esc", "leave as it was"))

    def submit(self) -> None:
        """Change the step; an untouched line changes nothing."""
        if self.text == self.before:
            self.dismiss(None)
        elif self.heard.fields and not self.heard.problem:
            self.dismiss(Chosen(dict(self.heard.fields)))

    def pressed(self, key: str) -> bool:
        """Tab completes the end of the line, then goes through what else it could be."""
        if key not in ("tab", "shift+tab"):
            return False
        if self._ends:
            step = 1 if key == "tab" else -1
            self._end = (self._end + step) % len(self._ends) if self._end >= 0 else 0
            self.line.value = self._ends[self._end].line
            self.line.cursor_position = len(self.line.value)
        return True
