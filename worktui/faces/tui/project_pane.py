"""What the views of a project that are read rather than walked have in common: a roll of lines,
what it was made of, and reckoning beside the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.strip import Strip

from worktui.app.verbs import Verb
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, paragraphs, row
from worktui.faces.tui.project_reckoning import Reckoned, Reckoner
from worktui.faces.tui.widgets.roll import Roll

if TYPE_CHECKING:
    from worktui.app.outlook import Outlook
    from worktui.faces.tui.shell import Shell


_PLAIN = str.maketrans(
    {"…": "~", "–": "-", "→": ">", "−": "-", "“": '"', "”": '"', "’": "'", "·": ".", "◆": "#"}
)


def _plain(text: str) -> str:
    """Words without signs that some terminals draw two cells wide."""
    return text if text.isascii() else text.translate(_PLAIN)


class ProjectPane(Roll):
    """Base: `show` is given an outlook and a project; `made` draws from them."""

    DEFAULT_CSS = "ProjectPane { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, shell: Shell, ink: Ink, *, id: str | None = None) -> None:
        super().__init__(ink, id=id)
        self.shell = shell
        self.outlook: Outlook | None = None
        self.project = ""
        self.reckoner = Reckoner(self)

    def show(self, outlook: Outlook, project: str) -> None:
        """Another outlook, or another project; draws anew."""
        if project != self.project:
            self.key, self.top = "", 0
        self.outlook, self.project = outlook, project
        self.made()
        self.rebuild()

    def made(self) -> None:
        """Make what is shown of `outlook` and `project`."""

    def on_unmount(self) -> None:
        """Nobody waits for the answer any more."""
        self.reckoner.leave()

    # what the frame asks

    def facts(self) -> frozenset[str]:
        """More of what is so now, for verbs."""
        return frozenset()

    def chosen(self) -> tuple[str, ...]:
        """Ids of the tasks that verbs on tasks act on."""
        return ()

    def label(self, verb: Verb) -> str:
        """How a verb is called in the footer while this is seen."""
        return verb.label

    def back(self) -> bool:
        """One step back inside; False when it is at its top."""
        return False

    # the cursor

    def action_down(self) -> None:
        """A line down, or on through what is longer than the screen."""
        self.move(1)

    def action_up(self) -> None:
        """A line up."""
        self.move(-1)

    def action_left(self) -> None:
        """Nothing is to the left."""

    def action_right(self) -> None:
        """Nothing is to the right."""

    def action_top(self) -> None:
        """To the beginning."""
        self.to_end(last=False)

    def action_bottom(self) -> None:
        """To the end."""
        self.to_end(last=True)

    def action_page(self, way: int) -> None:
        """A page up or down."""
        self.page(way)

    # drawing

    def rest(self, hidden: int) -> str:  # noqa: ARG002  # lines are read, not counted
        """There is more."""
        return "more below"

    def drawn(
        self,
        width: int,
        left: Sequence[Piece],
        right: Sequence[Piece] = (),
        *,
        ground: str = "page",
        edge: Piece | None = None,
    ) -> Strip:
        """One line; words are in the signs of this terminal."""
        if self.ink.signs.line.isascii():
            left, right = ([(_plain(text), role) for text, role in side] for side in (left, right))
        return row(self.ink, width, left, right, ground=ground, edge=edge)

    def line(self, width: int, left: Sequence[Piece], right: Sequence[Piece] = ()) -> Strip:
        """One line at the text's edge."""
        return self.drawn(width, left, right)

    def said(
        self, width: int, text: str, role: str = "fg", *, sign: Piece | None = None, deep: int = 0
    ) -> list[Strip]:
        """A sentence over as many lines as it needs, its further lines under its first word."""
        lead = deep + (2 if sign else 0)
        parts = paragraphs(text, width - 4 - lead)
        lines = []
        for n, part in enumerate(parts):
            head: list[Piece] = []
            if deep:
                head.append((" " * deep, "fg"))
            if sign:
                head += [sign, (" ", "fg")] if not n else [("  ", "fg")]
            lines.append(self.drawn(width, [*head, (part, role)]))
        return lines

    def on_reckoned(self, message: Reckoned) -> None:
        """An answer from beside the screen; one to an older question is dropped."""
        if not self.reckoner.mine(message):
            return
        if message.error is not None:
            self.failed(str(message.error))
        elif message.progress is not None:
            self.progressed(*message.progress)
        else:
            self.reckoned(message.value)

    def reckoned(self, value: object) -> None:
        """What was asked for is there."""

    def progressed(self, share: float, what: str) -> None:
        """How far it is, from 0 to 1, and at what."""

    def failed(self, why: str) -> None:
        """It could not be reckoned."""
        self.shell.refuse(why)
