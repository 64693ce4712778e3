"""Drawing lines of cells: pieces of text in roles become strips of exactly one width.

All text from outside passes here as plain characters; nothing here can read markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len as _measure
from rich.cells import set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from worktui.faces.tui.ink import Ink

Piece = tuple[str, str]
"""(text, role and form as `Ink` takes them)."""


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else _measure(text)


def cut(text: str, room: int, sign: str = "…") -> str:
    """Text within `room` cells, ended by a cut sign at a word; inside a word only where the
    word cut would leave more than half of the room empty."""
    if cells(text) <= room:
        return text
    if room <= 0:
        return ""
    if room <= len(sign):
        return sign[:room]
    kept = _fitting(text, room - cells(sign))
    if not text[len(kept) : len(kept) + 1].isspace():
        word = kept.rsplit(" ", 1)[0] if " " in kept else ""
        if cells(word) + cells(sign) > room // 2:
            kept = word
    return kept.rstrip() + sign


def _fitting(text: str, room: int) -> str:
    """The longest beginning within `room` cells; a wide sign that would straddle is dropped."""
    if text.isascii():
        return text[:room]
    return set_cell_size(text, room).rstrip(" ") if cells(text) > room else text


def wrap(text: str, room: int, last: int, lines: int, sign: str = "…") -> list[str]:
    """Text over `lines` lines of `room` cells, the last one of `last` cells, cut at its end."""
    left = text.strip()
    shown: list[str] = []
    for number in range(lines):
        wide = last if number == lines - 1 else room
        if number == lines - 1 or cells(left) <= min(wide, last):
            shown.append(cut(left, wide, sign))
            return shown
        head = _fitting(left, wide)
        if len(head) < len(left) and not left[len(head)].isspace() and " " in head:
            head = head.rsplit(" ", 1)[0]
        shown.append(head.rstrip())
        left = left[len(head) :].lstrip()
        if not left:
            return shown
    return shown


def paragraphs(text: str, room: int) -> list[str]:
    """Text as lines of at most `room` cells, broken at words; its own line ends stay."""
    lines: list[str] = []
    for part in text.split("\n"):
        left = part.rstrip()
        while cells(left) > room:
            head = _fitting(left, room)
            if not left[len(head)].isspace() and " " in head.strip():
                head = head.rsplit(" ", 1)[0]
            lines.append(head.rstrip())
            left = left[len(head) :].lstrip()
        lines.append(left)
    return lines


def row(
    ink: Ink,
    width: int,
    left: Sequence[Piece] = (),
    right: Sequence[Piece] = (),
    *,
    ground: str = "page",
    edge: Piece | None = None,
    indent: int = 2,
    pad: int = 1,
) -> Strip:
    """One line: `edge` in the first cell, `left` from `indent` on, `right` ending `pad` cells
    before the end. The last left piece that does not fit is cut; right pieces never are."""
    segments: list[Segment] = []
    blank = ink("fg", ground)
    used = 0
    if indent:
        if edge is not None:
            segments.append(Segment(edge[0], ink(edge[1], ground)))
            used = 1
        if indent > used:
            segments.append(Segment(" " * (indent - used), blank))
        used = indent
    tail = sum(cells(text) for text, _ in right)
    room = width - used - tail - pad - (1 if tail else 0)
    for text, spec in left:
        long = cells(text)
        if long > room:
            text = cut(text, room, ink.signs.cut)
            long = cells(text)
        if text:
            segments.append(Segment(text, ink(spec, ground)))
        used += long
        room -= long
        if room <= 0:
            break
    gap = width - used - tail - (pad if tail else 0)
    if gap > 0:
        segments.append(Segment(" " * gap, blank))
    if tail:
        segments.extend(Segment(text, ink(spec, ground)) for text, spec in right if text)
        segments.append(Segment(" " * pad, blank))
    strip = Strip(segments, width)
    whole = used + max(gap, 0) + (tail + pad if tail else 0)
    return strip if whole == width else Strip(segments, whole).adjust_cell_length(width, blank)


def blank(ink: Ink, width: int, ground: str = "page") -> Strip:
    """An empty line."""
    return Strip([Segment(" " * width, ink("fg", ground))], width)


def rule(ink: Ink, width: int, *, heavy: bool = False, ground: str = "page") -> Strip:
    """A rule over the whole width: thin, or heavy in the accent for what is active."""
    sign, role = (ink.signs.heavy, "accent") if heavy else (ink.signs.line, "rule")
    return Strip([Segment(sign * width, ink(role, ground))], width)
