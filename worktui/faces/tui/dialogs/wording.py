"""A line of words for something small: a step of a checklist. What is typed and left waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip

from worktui.faces.tui.dialogs.dialog import INSET, Chosen, Dialog
from worktui.faces.tui.paint import row

if TYPE_CHECKING:
    from worktui.faces.tui.shell import Shell


class Wording(Dialog):
    """Gives the words. With `another`, alt+⏎ hands them on and stays for the next ones."""

    def __init__(
        self,
        shell: Shell,
        *,
        title: str,
        text: str = "",
        hint: str = "",
        does: str = "set",
        another: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(shell.ink, title=title, text=text, hint=hint)
        self.shell, self.does, self.another = shell, does, another
        self.before = text
        self.told = ""

    def lines(self) -> list[Strip]:
        """What came of the words before."""
        told = row(self.ink, self.inner, [(self.told, "dim")], ground="surface", indent=INSET)
        return [told] if self.told else []

    def keys(self) -> Sequence[tuple[str, str]]:
        """⏎ with what it does."""
        more = (("alt+⏎", f"{self.does} and another"),) if self.another else ()
        return (("⏎", self.does), *more, ("esc", "keep as draft"))

    def submit(self) -> None:
        """Done with words; without any, it was left."""
        words = self.text.strip()
        self.dismiss(Chosen(words) if words and words != self.before else None)

    def pressed(self, key: str) -> bool:
        """alt+enter hands on and stays."""
        words = self.text.strip()
        if key != "alt+enter" or self.another is None:
            return False
        if words:
            self.line.value = ""
            self.another(words)
        return True

    def hear(self, text: str) -> None:
        """What came of the words before, while others may be typed."""
        self.told = text
        self.redraw()

    def leave(self) -> None:
        """The words are kept for the next time."""
        if self.text.strip() and self.text != self.before:
            self.shell.drafts[self.draft] = self.text
        self.dismiss(None)
