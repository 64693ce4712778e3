"""Who read or proposed what a suggestion says, where that was neither the rules nor the work."""

from __future__ import annotations

from worktui.domain.change import Doc

_KINDS = ("model", "agent")


def origin_words(doc: Doc) -> str:
    """`model llama3.2` or `agent claude`; "" for what the rules, the plan or a person said."""
    kind, colon, name = str(doc.get("origin", "")).partition(":")
    return f"{kind} {name}" if colon and kind in _KINDS else ""
