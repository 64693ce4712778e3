"""First version: lines quoted with > are out."""

from __future__ import annotations

from worktui.domain.arrival import Zone


def split(text: str) -> tuple[Zone, ...]:
    """The zones of `text`, in order, covering it."""
    zones: list[Zone] = []
    place = 0
    for line in text.splitlines(keepends=True):
        kind = "quoted" if line.startswith(">") else "own"
        if zones and zones[-1].kind == kind:
            last = zones.pop()
            zones.append(Zone(kind, last.start, place + len(line), last.text + line))
        else:
            zones.append(Zone(kind, place, place + len(line), line))
        place += len(line)
    return tuple(zones)


def own(text: str) -> str:
    """What the sender wrote."""
    return "".join(z.text for z in split(text) if z.kind == "own").strip()
