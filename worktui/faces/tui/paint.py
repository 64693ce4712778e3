"""Drawing lines of cells: pieces of text in roles become strips of exactly one width.

All text from outside passes here as plain characters; nothing here can read markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len as _measure
from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from worktui.faces.tui.ink import Ink

Piece = tuple[str, str]
"""(text, role and form as `Ink` takes them)."""


_DRIVES = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
"""What drives a terminal or hides in it: controls, directions, invisible characters."""


def plain(text: str) -> str:
    """Text that can only be seen. What comes in is cleaned where it comes in; this is for what
    found another way, such as a log that somebody edited."""
    return text if text.isprintable() else _DRIVES.sub("\ufffd", text)


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else _measure(text)


def cut(text: str, room: int, sign: str = "…") -> str:
    """Text within `room` cells, ended by a cut sign at a word; inside a word only where the
    word cut would leave more than half of the room empty."""
    text = plain(text)
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
    left = plain(text).strip()
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
    room = max(1, room)
    lines: list[str] = []
    for part in text.split("\n"):
        left = plain(part).rstrip()
        while cells(left) > room:
            head = _fitting(left, room) or left[:1]  # a wide sign in no room stands all the same
            if not left[len(head) : len(head) + 1].isspace() and " " in head.strip():
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
    run = _Run(ink, ground)
    if indent:
        if edge is not None:
            run.add(edge[0], edge[1])
        run.blank(indent - (edge is not None))
    used = indent
    right = [(plain(text), spec) for text, spec in right]
    tail = sum(cells(text) for text, _ in right)
    room = width - used - tail - pad - (1 if tail else 0)
    for text, spec in left:
        text = plain(text)
        long = cells(text)
        if long > room:
            text = cut(text, room, ink.signs.cut)
            long = cells(text)
        if text:
            run.add(text, spec)
        used += long
        room -= long
        if room <= 0:
            break
    gap = width - used - tail - (pad if tail else 0)
    run.blank(gap)
    if tail:
        for text, spec in right:
            if text:
                run.add(text, spec)
        run.blank(pad)
    whole = used + max(gap, 0) + (tail + pad if tail else 0)
    strip = Strip(run.segments(), whole)
    return strip if whole == width else strip.adjust_cell_length(width, ink("fg", ground))


class _Run:
    """Pieces becoming segments; blanks join the piece before them where nobody can tell."""

    __slots__ = ("_ground", "_ink", "_made")

    def __init__(self, ink: Ink, ground: str) -> None:
        self._ink, self._ground = ink, ground
        self._made: list[tuple[str, str]] = []

    def add(self, text: str, spec: str) -> None:
        """A piece."""
        self._made.append((text, spec))

    def blank(self, count: int) -> None:
        """Blanks."""
        if count <= 0:
            return
        if self._made and "@" not in self._made[-1][1] and "u" not in self._made[-1][1][3:]:
            text, spec = self._made[-1]
            self._made[-1] = (text + " " * count, spec)
        else:
            self._made.append((" " * count, "fg"))

    def segments(self) -> list[Segment]:
        """All of it."""
        ink, ground = self._ink, self._ground
        return [Segment(text, ink(spec, ground)) for text, spec in self._made]


def blank(ink: Ink, width: int, ground: str = "page") -> Strip:
    """An empty line; the same one each time, so that it is worked out once."""
    return ink.kept(("", width, ground), lambda: _filled(" ", width, ink("fg", ground)))


def rule(ink: Ink, width: int, *, heavy: bool = False, ground: str = "page") -> Strip:
    """A rule over the whole width: thin, or heavy in the accent for what is active."""
    sign, role = (ink.signs.heavy, "accent") if heavy else (ink.signs.line, "rule")
    return ink.kept((sign, width, ground), lambda: _filled(sign, width, ink(role, ground)))


def _filled(sign: str, width: int, style: Style) -> Strip:
    return Strip([Segment(sign * width, style)], width)
