"""Whether something shall be done by itself from now on: what, for whom, within which bounds."""

from __future__ import annotations

from collections.abc import Collection

from worktui.app.always import MOST
from worktui.app.phrases import listed
from worktui.app.views.rules import DOES
from worktui.faces.tui.dialogs.chooser import Choice, Chooser
from worktui.faces.tui.ink import Ink


def about(ink: Ink, who: str, kinds: Collection[str]) -> Chooser:
    """Gives True where it shall be so."""
    does = listed([DOES[kind] for kind in sorted(kinds)])
    says = f"Once it is sure, at most {MOST} an hour; :rules lists it."
    rows = [Choice("Yes, from now on", value=True, note=does, says=says)]
    return Chooser(
        ink, lambda _text: rows, title=f"Always do this for {who}?", does="always, and now"
    )
