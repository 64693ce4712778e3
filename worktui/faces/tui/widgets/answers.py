"""The three answers in words, as they stand above every view of a project and in the list."""

from __future__ import annotations

from worktui.app.views.answers import Answer
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece

_LABEL = 10


def answer_pieces(ink: Ink, answer: Answer) -> list[Piece]:
    """Label, sign, sentence."""
    signs = ink.signs
    sign, role = {
        "late": (signs.late, "late b"),
        "ask": (signs.blocked if answer.label == "Blocked" else signs.urgent, "ask b"),
        "good": (signs.done, "good"),
        "unknown": (signs.nobody, "ask"),
    }.get(answer.state, (" ", "fg"))
    return [(answer.label.ljust(_LABEL), "dim"), (f"{sign} ", role), (answer.text, "fg")]
