"""Why nothing shall come of a suggestion, in words that are kept with it."""

from __future__ import annotations

from worktui.faces.tui.dialogs.chooser import Choice, Chooser, matching
from worktui.faces.tui.ink import Ink

USUAL = ("It is not for us", "It is done already", "It was misread", "We decided otherwise")


def about(ink: Ink, who: str) -> Chooser:
    """Gives the reason: one that is usual, or what was typed."""
    rows = [Choice(words, value=words) for words in USUAL]

    def offer(text: str) -> list[Choice]:
        words = text.strip()
        own = [Choice(words, value=words)] if words else []
        return [*own, *matching(rows, text)]

    return Chooser(ink, offer, title=f"{who}: dismiss, why?", hint="in your words", does="dismiss")
