"""The zones of a message: quotations first, then what machines added, then signatures."""

from __future__ import annotations

from typing import Final

from worktui.domain.arrival import Zone
from worktui.engine.zones.footers import mark_footers
from worktui.engine.zones.lines import lines_of, zones_of
from worktui.engine.zones.quoting import mark_quoted
from worktui.engine.zones.signing import mark_signatures

#: Lines looked at one by one; what stands below so many is quoted, whatever it is.
MOST_LINES: Final = 20_000


def split(text: str) -> tuple[Zone, ...]:
    """The zones of `text` in order; together they are `text`.  () for empty text."""
    lines = lines_of(text)
    looked, rest = lines[:MOST_LINES], lines[MOST_LINES:]
    mark_quoted(looked)
    mark_footers(looked)
    mark_signatures(looked)
    for line in rest:
        line.kind = "quoted"
    return zones_of(lines)


def own(text: str) -> str:
    """What the sender wrote in this message himself, without closing; "" if nothing."""
    return "".join(zone.text for zone in split(text) if zone.kind == "own").strip()
