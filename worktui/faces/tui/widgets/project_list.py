"""The list of projects: name, lead and target, and under them the three answers."""

from __future__ import annotations

from functools import partial

from textual.strip import Strip

from worktui.app.views.projects import ProjectRow, ProjectsView
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, row
from worktui.faces.tui.widgets.answers import answer_pieces
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.roll import Roll


class ProjectList(Roll):
    """A block's key is a project's key."""

    DEFAULT_CSS = "ProjectList { width: 1fr; height: 1fr; }"

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink)
        self.view: ProjectsView | None = None

    def show(self, view: ProjectsView | None) -> None:
        """Another value; None while it is reckoned."""
        self.view = view
        self.rebuild()

    def blocks(self, width: int) -> list[Block]:
        """A heading, then a project a block."""
        ink, view = self.ink, self.view
        gap = blank(ink, width)
        if view is None:
            return [still([row(ink, width, [("reckoning…", "dim")])])]
        if not view.rows:
            return [still(self._nothing(width))]
        head = row(ink, width, [("Projects", "title b")], [("the most pressing first", "dim")])
        found = [still([head, gap])]
        for each in view.rows:
            found.append(Block(4, partial(self._paint, each, width), each.key))
            found.append(still([gap]))
        return found

    def _paint(self, each: ProjectRow, width: int, ground: str) -> list[Strip]:
        ink = self.ink
        pressing = each.state in ("late", "off_track")
        quiet: Piece = (ink.signs.stated, "late") if pressing else (" ", "fg")
        edge = edge_of(ink, ground, quiet)
        left: list[Piece] = [(f"{each.key}  ", "dim"), (each.name, "title b")]
        right: list[Piece] = [(each.left, "dim")]
        if each.lead:
            right.append((f"  {each.lead}", "dim"))
        if each.target:
            right.append((f"  {each.target}", "fg"))
        return [
            row(ink, width, left, right, ground=ground, edge=edge),
            *(
                row(ink, width, answer_pieces(ink, answer), ground=ground, edge=edge)
                for answer in each.answers
            ),
        ]

    def _nothing(self, width: int) -> list[Strip]:
        ink = self.ink
        return [
            row(ink, width, [("Projects", "title b")]),
            blank(ink, width),
            row(ink, width, [("A project is a heading over tasks, with promised days.", "dim")]),
            row(ink, width, [("+", "title b"), (" makes one: ", "dim"),
                             ("WEB Website relaunch", "fg")]),
        ]  # fmt: skip
