"""Under which name a filter is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worktui.domain.text import clean_or
from worktui.faces.tui.dialogs.chooser import Choice, Chooser
from worktui.faces.tui.ink import Ink

LONGEST = 24
"""Signs a name may have: it is a tab."""


def filter_name(ink: Ink, query: str, there: Mapping[str, str]) -> Chooser:
    """Asks for a name; one that is there already is written over, and that is said."""

    def offer(text: str) -> Sequence[Choice]:
        name = clean_or(text.strip())[:LONGEST].strip()
        if not name:
            return [
                Choice(old, value=old, note=f"instead of {said}") for old, said in there.items()
            ]
        old = there.get(name)
        return [Choice(name, value=name, note=f"instead of {old}" if old else query)]

    return Chooser(
        ink, offer, title="Keep this filter under which name?", hint="late things", does="keep"
    )
