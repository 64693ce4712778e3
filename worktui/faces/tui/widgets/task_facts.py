"""The facts of a task, in the order they matter, and what became of it so far."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from worktui.app.phrases import full_day
from worktui.app.views.changes import HistoryRow
from worktui.app.views.task import LinkView, TaskView
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, row
from worktui.faces.tui.widgets.lines import Sheet

LABELS = 11
"""Cells that labels take."""
_DATES = frozenset({"due", "started", "finished"})


class TaskFacts(Sheet):
    """Draws a TaskView's facts."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self._given: tuple[TaskView | None, Sequence[HistoryRow], Snapshot] | None = None

    def show(  # type: ignore[override]  # it draws its own lines
        self,
        view: TaskView | None,
        past: Sequence[HistoryRow],
        work: Snapshot,
    ) -> None:
        """Another value."""
        self._given = (view, past, work)
        self._draw()

    def on_resize(self) -> None:
        """Lines are drawn for a width."""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        if self._given is None or not width:
            return
        view, past, work = self._given
        if view is None:
            super().show([])
            return
        settings = Settings.of(work)
        lines = [self._line(label, value, view, settings) for label, value in _facts(view)]
        lines += [blank(self.ink, width), *self._links(view)]
        if past:
            lines += [blank(self.ink, width), row(self.ink, width, [("History", "title b")])]
            lines += [blank(self.ink, width)]
            lines += [row(self.ink, width, [(r.words, "fg")], [(r.at, "dim")]) for r in past]
        super().show(lines)

    def _line(self, label: str, value: str, view: TaskView, settings: Settings) -> Strip:
        pieces: list[Piece] = [(f"{label.capitalize():<{LABELS}}", "dim")]
        signs = self.ink.signs
        if label in _DATES:
            value = full_day(settings.due_day(value))
        if label == "who" and not value:
            pieces.append((signs.nobody, "ask b"))
        elif label == "due" and view.late_days:
            pieces.append((f"{signs.late} {value}", "late b"))
        elif label == "priority" and value == "urgent":
            pieces += [(f"{signs.urgent} ", "ask"), (value, "fg")]
        elif label == "milestone":
            pieces += [(f"{signs.milestone} ", "fg"), (value, "fg")]
        else:
            pieces.append((value, "fg"))
        return row(self.ink, self.size.width, pieces)

    def _links(self, view: TaskView) -> list[Strip]:
        lines = self._linked("Waits for", view.waits_for, arrow=True)
        return lines + self._linked("Holds up", view.holds_up, arrow=view.kind != "done")

    def _linked(self, label: str, links: Sequence[LinkView], *, arrow: bool) -> list[Strip]:
        ink, width = self.ink, self.size.width
        if not links:
            return [row(ink, width, [(f"{label:<{LABELS}}", "dim"), ("nothing", "dim")])]
        lines = []
        for number, link in enumerate(links):
            pieces: list[Piece] = [(f"{label if not number else '':<{LABELS}}", "dim")]
            if link.done:
                pieces += [(f"{ink.signs.done} ", "good"), (link.id, "dim")]
            else:
                sign = ink.signs.blocked if arrow else ink.signs.dot
                pieces += [(f"{sign} ", "ask" if arrow else "dim"), (link.id, "fg")]
            who: Piece = (f" {link.who}", "dim") if link.who else (f" {ink.signs.nobody}", "ask b")
            lines.append(row(ink, width, [*pieces, who]))
        return lines


def _facts(view: TaskView) -> list[tuple[str, str]]:
    """The facts, who first; that nobody has it is a fact too."""
    facts = [(label, value.lstrip("@") if label == "who" else value) for label, value in view.facts]
    if not facts or facts[0][0] != "who":
        facts.insert(0, ("who", ""))
    return [(label, value) for label, value in facts if label != "waits for" or not view.waits_for]
