"""Lines of a text with their places, and the label each of them gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from worktui.domain.arrival import Zone

#: No pattern looks at more of a line than this: long lines are prose, never a header.
LOOK: Final = 400


@dataclass(slots=True)
class Line:
    """One line: `raw` with its end, `text` stripped and cut for looking at, and its label."""

    start: int
    raw: str
    text: str
    kind: str = "own"

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text


def lines_of(text: str) -> list[Line]:
    """The lines of `text`, parted at newlines only, so that places stay true."""
    lines: list[Line] = []
    place = 0
    for raw in text.split("\n"):
        whole = raw + "\n"
        lines.append(Line(place, whole, raw[:LOOK].replace("\xa0", " ").strip()))
        place += len(whole)
    last = lines[-1]
    last.raw = last.raw[:-1]
    return lines if last.raw else lines[:-1]


def label(lines: list[Line], first: int, end: int, kind: str) -> None:
    """Label the lines [first, end) that are still the sender's own."""
    for line in lines[first:end]:
        if line.kind == "own":
            line.kind = kind


def next_said(lines: list[Line], place: int) -> int:
    """The first line at or after `place` that is not blank, or the number of lines."""
    while place < len(lines) and lines[place].blank:
        place += 1
    return place


def zones_of(lines: list[Line]) -> tuple[Zone, ...]:
    """Neighbouring lines of one label as a zone; blank lines go with what stands above."""
    zones: list[Zone] = []
    run: list[Line] = []
    for line in lines:
        if run and not line.blank and line.kind != run[0].kind:
            zones.append(_zone(run))
            run = []
        if not run and zones and line.blank:
            line.kind = zones[-1].kind
        run.append(line)
    if run:
        zones.append(_zone(run))
    return tuple(zones)


def _zone(run: list[Line]) -> Zone:
    text = "".join(line.raw for line in run)
    said = next((line.kind for line in run if not line.blank), run[0].kind)
    return Zone(said, run[0].start, run[0].start + len(text), text)
