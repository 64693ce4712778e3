"""Words somebody pasted or typed: a note, a chat line, a sentence."""

from __future__ import annotations

from worktui.domain.arrival import Arrival
from worktui.domain.text import clean_block
from worktui.engine.zones import split
from worktui.senses.raw import digest, encoded, failed


def read_text(raw: str) -> Arrival:
    """One arrival with the whole text; failed if nothing can be read in it."""
    text = clean_block(raw)
    if not text:
        return failed("text", encoded(raw), "There is nothing readable in this text.")
    return Arrival(kind="text", digest=digest(encoded(raw)), text=text, zones=split(text))
