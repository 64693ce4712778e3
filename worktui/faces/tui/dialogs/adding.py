"""Quick add: one line, read back as a task while it is typed, with doubts before ⏎."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip

from worktui.app.plans.lookup import find_task
from worktui.domain.change import Doc
from worktui.engine.quickadd import Understood, parse, parse_edit
from worktui.faces.tui.dialogs.dialog import INSET, Chosen, Dialog
from worktui.faces.tui.paint import Piece, paragraphs, row

if TYPE_CHECKING:
    from worktui.faces.tui.place import Shell

HINT = "What, then as you like: fri  @who  !urgent  #tag  +project  ~2h"


class Adding(Dialog):
    """Gives the actions that the line was understood as."""

    def __init__(self, shell: Shell, *, task: Doc | None = None, text: str = "") -> None:
        title = f"Edit {task['id']}" if task else "Add a task"
        super().__init__(shell.ink, title=title, text=text, hint=HINT)
        self.shell = shell
        self.doc = task
        self.begun = text if task else ""
        self.heard: Understood | None = None
        self.high = 4
        self.told = ""

    def lines(self) -> list[Strip]:
        """The task as it was understood."""
        heard = self._hear()
        self.line.mark([(start, end) for start, end, _ in heard.spans] if heard else ())
        ink, width = self.ink, self.inner
        if heard is None or not heard.title:
            says = self.told or "Words that are understood are underlined."
            return [row(ink, width, [(says, "dim")], ground="surface", indent=INSET)]
        facts: list[Piece] = []
        for label, value in heard.readback[1:]:
            gap = [("   ", "fg")] if facts else []
            facts += [*gap, *self._fact(label, value)]
        made = [
            row(ink, width, [(heard.title, "title b")], ground="surface", indent=INSET, pad=INSET),
            row(ink, width, facts, ground="surface", indent=INSET, pad=INSET),
            row(ink, width, ground="surface"),
        ]
        if heard.doubts and self.text != self.begun:  # a task as it stands raises none
            text = "; ".join(doubt.rstrip(".") for doubt in heard.doubts)
            for number, line in enumerate(paragraphs(text, width - 2 * INSET - 2)):
                sign: Piece = (f"{ink.signs.nobody} " if number == 0 else "  ", "ask b")
                pieces = [sign, (line, "dim")]
                made.append(row(ink, width, pieces, ground="surface", indent=INSET, pad=INSET))
        return made

    def _fact(self, label: str, value: str) -> list[Piece]:
        signs = self.ink.signs
        if label == "priority" and value == "urgent":
            return [(f"{signs.urgent} ", "ask"), (value, "fg")]
        words = {"who": "", "due": "", "project": "", "estimate": "", "tags": "", "milestone": ""}
        before = words.get(label, f"{label} ")
        if label == "milestone":
            before = f"{signs.milestone} "
        return [(before, "dim"), (value, "fg")]

    def _hear(self) -> Understood | None:
        text, shell = self.text, self.shell
        if not text.strip():
            self.heard = None
        elif self.doc is not None:
            self.heard = parse_edit(text, self.doc, shell.work, shell.time(), shell.me)
        else:
            self.heard = parse(text, shell.work, shell.time(), shell.me)
        return self.heard

    def keys(self) -> Sequence[tuple[str, str]]:
        """What can be done with the line."""
        if self.doc is not None:
            return (("⏎", "change"), ("esc", "leave as it was"))
        return (("⏎", "add"), ("alt+⏎", "add and another"), ("esc", "keep as draft"))

    def submit(self) -> None:
        """Add, or change."""
        heard = self._hear()
        if heard is not None and heard.actions:
            self.dismiss(Chosen(heard.actions))

    def pressed(self, key: str) -> bool:
        """alt+enter adds and stays."""
        if key != "alt+enter" or self.doc is not None:
            return False
        heard = self._hear()
        if heard is not None and heard.actions:
            said = self.text
            self.told, self.line.value = "", ""
            self.shell.do(heard.actions, typed=(self.draft, said))
        return True

    def hear(self, text: str) -> None:
        """What came of the line before, while another may be typed."""
        self.told = text
        self.redraw()

    def leave(self) -> None:
        """The text is kept for the next time."""
        if self.doc is None and self.text:
            self.shell.drafts[self.draft] = self.text
        self.dismiss(None)


def adding(shell: Shell) -> Adding:
    """A new task; what was typed last and left stands there still."""
    return Adding(shell)


def editing(shell: Shell, task: Doc) -> Adding:
    """A task as the line that says it."""
    from worktui.engine.quickadd_line import as_line

    doc = find_task(shell.work, task["id"])
    return Adding(shell, task=doc, text=as_line(doc, shell.work, shell.time(), shell.me))
