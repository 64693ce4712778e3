"""A draft written inside: its subject in a line, its body over as many as it needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.strip import Strip

from worktui.app.views.steps import StepView
from worktui.domain.change import Doc
from worktui.faces.tui.compositor import tighten
from worktui.faces.tui.dialogs.dialog import Chosen, Modal
from worktui.faces.tui.paint import Piece, cut, plain, row, rule
from worktui.faces.tui.widgets.line import Line
from worktui.faces.tui.widgets.lines import Sheet
from worktui.faces.tui.widgets.pad import Pad

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell

INSET = 3
LABEL = 9
BODIES: Mapping[str, str] = {
    "send_message": "body",
    "comment_task": "text",
    "offer_slots": "body",
}
"""The field of an action that is written over several lines."""


class Writing(Modal):
    """Gives the fields that were changed; left with esc, the words wait until it is asked again."""

    DEFAULT_CSS = """
    Writing Horizontal { height: 1; margin: 0 3; }
    Writing Horizontal Sheet { width: 9; height: 1; }
    Writing Horizontal Line { margin: 0; }
    Writing Pad { margin: 0 2; }
    """
    CSS_PATH = "../styles/dialog.tcss"
    AUTO_FOCUS = "Pad"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        shell: Shell,
        step: StepView,
        action: Doc,
        *,
        draft: str,
        at: tuple[int, int] | None = None,
    ) -> None:
        """`at` is where the cursor stands first, the end without. A step without a number is a
        letter of its own."""
        super().__init__()
        tighten(self)
        self.shell, self.ink, self.action = shell, shell.ink, action
        self.body = BODIES[str(action["type"])]
        self.draft = draft
        self.at = at
        words = f"{step.verb} {step.words}"
        words = f"Step {step.n}: {words}" if step.n else words
        self.heading = cut(words, 56, self.ink.signs.cut)
        self.subject = Line(str(action.get("subject", "")), "what it is about")
        self.pad = Pad(str(action.get(self.body, "")))
        self.label, self.under, self.last = (Sheet(self.ink, ground="surface") for _ in range(3))
        self.frame = Vertical(classes="dialog writing")

    @property
    def titled(self) -> bool:
        """Whether it has a subject."""
        return str(self.action["type"]) in ("send_message", "offer_slots")

    @property
    def text(self) -> str:
        """What was typed: the subject in the first line, then the body."""
        return f"{self.subject.value}\n{self.pad.text}"

    def say(self, text: str) -> None:
        """Put words that were left earlier back."""
        subject, _, body = text.partition("\n")
        self.subject.value, self.pad.text = subject, body

    def compose(self) -> ComposeResult:
        """Subject, body, keys."""
        with self.frame:
            self.frame.border_title = Content(plain(f" {self.heading} "))
            if self.titled:
                with Horizontal():
                    yield self.label
                    yield self.subject
                yield self.under
            yield self.pad
            yield self.last

    def on_mount(self) -> None:
        """Size for the screen it is over."""
        self.last.styles.height = 2
        self._share()
        unlike = self.pad.text != str(self.action.get(self.body, ""))  # words left earlier
        self.pad.move_cursor(self.pad.document.end if self.at is None or unlike else self.at)

    def on_resize(self) -> None:
        """Lines are drawn for a width."""
        self._share()

    def _share(self) -> None:
        roomy = self.app.size.width >= 100
        self.set_class(roomy, "-roomy")
        outer = (70, 76)[roomy]
        self.frame.styles.width, self.frame.styles.padding = outer, (1, 0)
        used = (3, 6)[roomy] + 8 + (3 if self.titled else 0)
        self.pad.styles.height = max(4, min(18, self.app.size.height - used))
        self.label.show([row(self.ink, LABEL, [("subject", "dim")], ground="surface", indent=0)])
        self.under.styles.height = 2
        self.under.show([rule(self.ink, outer - 2, ground="surface")])
        self.last.show([row(self.ink, outer - 2, [], ground="surface"), self._keys(outer - 2)])

    def _keys(self, width: int) -> Strip:
        left: list[Piece] = [("ctrl+g", "title b"), (" take it", "dim")]
        if self.titled:
            left += [("    tab", "title b"), (" subject, body", "dim")]
        right: list[Piece] = [("esc", "title b"), (" keep as draft", "dim")]
        return row(self.ink, width, left, right, ground="surface", indent=INSET, pad=INSET)

    def fields(self) -> dict[str, str]:
        """What is not as it was."""
        now = {self.body: self.pad.text.strip("\n")}
        if self.titled:
            now["subject"] = self.subject.value.strip()
        return {name: value for name, value in now.items() if value != self.action.get(name, "")}

    def on_key(self, event: events.Key) -> None:
        """`ctrl+g` takes it; the rest is typed."""
        if event.key == "ctrl+g":
            event.stop()
            event.prevent_default()
            self._take()

    def on_input_submitted(self, message: Line.Submitted) -> None:
        """⏎ in the subject goes on to the body."""
        message.stop()
        self.pad.focus()

    def _take(self) -> None:
        changed = self.fields()
        self.dismiss(Chosen(changed) if changed else None)

    def leave(self) -> None:
        """The words wait."""
        if self.fields():
            self.shell.drafts[self.draft] = self.text
        self.dismiss(None)
