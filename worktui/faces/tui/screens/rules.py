"""What is done by itself, for whom, and how often it was; switched off and taken away here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.strip import Strip
from textual.widget import Widget

from worktui.app import always
from worktui.app.desk import Receipt
from worktui.app.views.rules import RuleView, rules
from worktui.domain.change import Entry
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.keys import CURSOR, bindings
from worktui.faces.tui.paint import Piece, blank, paragraphs, row
from worktui.faces.tui.place import Shell
from worktui.faces.tui.walking import Walking
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll

BOUNDS = (
    "A rule acts once it is sure, on what stays here and can be undone, for those you know: "
    f"at most {always.MOST} times an hour, never for agents, never outward. A on a suggestion "
    "makes one."
)


class RuleRows(Roll):
    """Draws RuleViews, two lines each, then what bounds them."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.views: tuple[RuleView, ...] = ()

    def show(self, views: tuple[RuleView, ...]) -> None:
        """Show others."""
        if views != self.views:
            self.views = views
            self.rebuild()

    def blocks(self, width: int) -> list[Block]:
        """A heading, the rules, the bounds."""
        ink = self.ink
        working = sum(view.on for view in self.views)
        told: list[Piece] = [(f"{working} on, {len(self.views) - working} off", "dim")]
        found = [still([row(ink, width, [("Always", "title b")], told), blank(ink, width)])]
        for view in self.views:
            found.append(Block(2, partial(self._paint, view, width), view.id, at=3))
            found.append(still([blank(ink, width)]))
        lines = [
            row(ink, width, [(part, "dim")]) for part in paragraphs(BOUNDS, min(width, 92) - 4)
        ]
        return [*found, still([blank(ink, width), *lines])]

    def _paint(self, view: RuleView, width: int, ground: str) -> Sequence[Strip]:
        ink = self.ink
        quiet = " " if ink.plain else ink.signs.edge
        edge = edge_of(ink, ground, (quiet, "edge"))
        box: list[Piece] = [
            ("[", "dim"),
            (ink.signs.done if view.on else " ", "title"),
            ("] ", "dim"),
        ]
        name = ("title b" if ground == "focus" else "fg") if view.on else "dim"
        who: list[Piece] = [*box, (view.who[:1].upper() + view.who[1:], name)]
        if view.address:
            who.append((f"  {view.address}", "dim"))
        made = f"{view.id} · by {view.by}, {view.since}" if view.since else "built in"
        does: list[Piece] = [("    ", "fg"), (view.does, "fg" if view.on else "dim")]
        return [
            row(ink, width, who, [(made, "dim")], ground=ground, edge=edge),
            row(ink, width, does, [(view.told, "dim")], ground=ground, edge=edge),
        ]


class RulesPage(Walking):
    """Over the place it was opened from; `esc` goes back there."""

    place = "rules"
    number = 0
    title_ = "Always"
    opens = "rule.switch"
    BINDINGS: ClassVar[list[BindingType]] = [*CURSOR, *bindings("rules")]

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.roll = self.rows = RuleRows(self.ink)
        self.number = 4  # type: ignore[misc]  # it belongs to the inbox

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.rows

    def load(self) -> None:
        """The rules anew."""
        shell = self.shell
        own = bool(getattr(shell.inbox, "own_commits", False))
        self.rows.show(rules(shell.work, now=shell.time(), me=shell.me, own_commits=own))
        self.point()

    def changed(self, entries: Sequence[Entry]) -> None:
        """Anew where a rule was touched or one acted."""
        tables = {edit.table for entry in entries for edit in entry.edits}
        if tables & {"rules", "suggestions"}:
            self.load()

    def facts(self) -> frozenset[str]:
        """Whether a rule is under the cursor."""
        return frozenset({"row"} if self.rows.key else ())

    def _view(self) -> RuleView:
        return next(view for view in self.rows.views if view.id == self.rows.key)

    def _named(self) -> str:
        view = self._view()
        return always.OWN if view.id == always.own_id(self.shell.me) else view.id

    def verb_rule_switch(self) -> None:
        """On or off."""
        job = partial(always.switch, self.shell.desk, self._named(), on=not self._view().on)
        self.shell.queue(job, self._told)

    def verb_rule_delete(self) -> None:
        """Take it away; the built-in one can only rest."""
        if self._view().built_in:
            self.shell.refuse("The built-in rule stays; space switches it off.")
            return
        self.shell.queue(partial(always.delete, self.shell.desk, self._named()), self._told)

    def _told(self, receipt: Receipt) -> None:
        words = receipt.text[:1].upper() + receipt.text[1:]
        self.shell.say(words, undo=receipt.entry is not None, sign=self.ink.signs.done)

    def back(self) -> bool:
        """Back to where it was opened."""
        self.app.pop_screen()
        return True

    def action_left(self) -> None:
        """Back."""
        self.back()
