"""Chain: what drives a milestone, each link with its reason; or the task in focus with what it
waits for and holds up, drawn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.strip import Strip

from worktui.app.phrases import listed
from worktui.app.views.chain import ChainRow, ChainView, chain_view, neighbourhood, stones_of
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank
from worktui.faces.tui.project_pane import ProjectPane
from worktui.faces.tui.widgets.block import Block, edge_of, still
from worktui.faces.tui.widgets.neighbours import draw

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

_WIDE = 100
_ROLES = {"late": "late b", "blocked": "ask", "nobody": "ask", "done": "good"}


class ChainPane(ProjectPane):
    """A block's key is a task's id."""

    def __init__(self, shell: Shell, ink: Ink) -> None:
        super().__init__(shell, ink)
        self.milestone = ""
        self.view: ChainView | None = None
        self.around = ""
        """The task whose neighbourhood is drawn, "" for the chain."""

    def made(self) -> None:
        """The chain anew."""
        if self.outlook is None:
            return
        self.view = chain_view(self.outlook, self.project, self.milestone)
        self.milestone = self.view.milestone if self.view else ""
        if self.around not in self.outlook.planned.model.tasks:
            self.around = ""

    def chosen(self) -> tuple[str, ...]:
        """The task stood on."""
        return (self.key,) if self.key else ()

    def back(self) -> bool:
        """From the drawing to the chain."""
        if not self.around:
            return False
        self.key, self.around = self.around, ""
        self.rebuild()
        return True

    def verb_chain_next(self, step: int = 1) -> None:
        """The next milestone."""
        stones = stones_of(self.outlook, self.project) if self.outlook else []
        if len(stones) < 2:
            self.shell.refuse("There is no other milestone with open tasks.")
            return
        at = stones.index(self.milestone) if self.milestone in stones else 0
        self.milestone = stones[(at + step) % len(stones)]
        self.around = self.key = ""
        self.made()
        self.rebuild(top=True)

    def verb_chain_previous(self) -> None:
        """The milestone before."""
        self.verb_chain_next(-1)

    def verb_chain_around(self) -> None:
        """What the task waits for and holds up, drawn; again leads back."""
        if self.around and self.key in ("", self.around):
            self.back()
            return
        self.around = self.key
        self.rebuild(top=True)

    def blocks(self, width: int) -> list[Block]:
        """The chain, or the neighbourhood."""
        if self.outlook is None:
            return [still([self.line(width, [("…", "dim")])])]
        if self.around:
            return self._around(width)
        view = self.view
        if view is None:
            return [still([
                self.line(width, [("No milestone here has open tasks.", "dim")]),
                self.line(width, [("M", "title b"), (" makes a milestone; ", "dim"),
                                  ("e", "title b"), (" on a task puts it into one", "dim")]),
            ])]  # fmt: skip
        head: list[Piece] = [(f"{self.ink.signs.milestone} {view.name}  ", "title b")]
        head.append((view.said, "late b" if view.late else "fg"))
        right: list[Piece] = [(f"{view.number} of {view.of}", "dim")] if view.of > 1 else []
        found = [still([self.line(width, head, right), blank(self.ink, width)])]
        for n, each in enumerate(view.rows):
            found.append(Block(2, partial(self._paint, each, n, width), each.id))
        if view.fragile:
            lines = [blank(self.ink, width), self.line(width, [("Fragile", "title b")])]
            for text in view.fragile:
                lines += self.said(width, text, "fg", sign=(self.ink.signs.urgent, "ask"))
            found.append(still(lines))
        return found

    def _paint(self, each: ChainRow, n: int, width: int, ground: str) -> list[Strip]:
        ink, signs = self.ink, self.ink.signs
        edge = edge_of(ink, ground, (" ", "fg"))
        sign = {"late": signs.late, "blocked": signs.blocked, "nobody": signs.nobody,
                "done": signs.done}.get(each.sign, " ")  # fmt: skip
        joint = signs.corner if n else " "
        left: list[Piece] = [
            (f"{sign} ", _ROLES.get(each.sign, "fg")),
            (f"{each.id} ", "dim"),
            (each.title, "title b" if ground == "focus" else "fg"),
        ]
        right: list[Piece] = [(each.who, "ask" if each.who == "nobody" else "dim")]
        right.append((f"  {each.days}", "fg"))
        if width >= _WIDE:
            right.append((each.slack.rjust(7), "dim"))
        below: list[Piece] = [(f"{joint} ", "edge"), (each.why, "dim")]
        weak: list[Piece] = [(f"{signs.urgent} ", "ask"), (each.fragile, "dim")]
        return [
            self.drawn(width, left, right, ground=ground, edge=edge),
            self.drawn(width, below, weak if each.fragile else (), ground=ground, edge=edge),
        ]

    def _around(self, width: int) -> list[Block]:
        assert self.outlook is not None
        view = neighbourhood(self.outlook, self.around, 2 if width >= _WIDE else 1)
        if view is None:
            return []
        task = self.outlook.planned.model.tasks[self.around]
        head: list[Piece] = [(f"{task.id} ", "dim"), (task.title, "title b")]
        lines = [self.line(width, head, [(task.person or "nobody", "dim")])]
        lines += [blank(self.ink, width), *draw(self.ink, width, view), blank(self.ink, width)]
        lines += self.said(width, f"Waits for  {listed(list(view.waits), 6) or 'nothing'}")
        lines += self.said(width, f"Holds up   {listed(list(view.holds), 6) or 'nothing'}")
        if view.hidden:
            lines += self.said(width, f"{view.hidden} more are not drawn", "dim")
        found = [still(lines), still([blank(self.ink, width)])]
        for name in [node.id for node in view.nodes if node.id != self.around]:
            found.append(self._step(name, width))
        return found

    def _step(self, name: str, width: int) -> Block:
        assert self.outlook is not None
        task = self.outlook.planned.model.tasks[name]

        def paint(ground: str) -> list[Strip]:
            edge = edge_of(self.ink, ground, (" ", "fg"))
            left: list[Piece] = [(f"{name} ", "dim")]
            left.append((task.title, "title b" if ground == "focus" else "fg"))
            right: list[Piece] = [(task.person or "nobody", "dim")]
            return [self.drawn(width, left, right, ground=ground, edge=edge)]

        return Block(1, paint, name)
