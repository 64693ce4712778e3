"""What somebody wrote, in lines, with the words underlined that were understood."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, cells, row

Marks = Sequence[tuple[int, int]]
LINE = 92
"""Cells a line of reading takes at most."""
FULL = 56
"""A line end after so many cells was made by a mail program, not by its writer."""


def flowed(text: str) -> str:
    """The text with line ends inside paragraphs as blanks; no character moves."""
    lines = text.split("\n")
    joined = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = (
            cells(line) >= FULL and after.strip() and not after.startswith((" ", "-", "*", ">"))
        )
        joined += line + (" " if goes_on else "\n")
    return joined[:-1]


def lines_of(text: str, room: int) -> list[tuple[int, int]]:
    """Where each line of at most `room` cells begins and ends in the text."""
    found: list[tuple[int, int]] = []
    at = 0
    for paragraph in text.split("\n"):
        end = at + len(paragraph.rstrip())
        start = at
        while cells(text[start:end]) > room:
            stop = _fit(text, start, end, room)
            found.append((start, stop))
            start = stop
            while start < end and text[start] == " ":
                start += 1
        found.append((start, end))
        at += len(paragraph) + 1
    return found


def _fit(text: str, start: int, end: int, room: int) -> int:
    """The end of a line: after the last word that fits, inside a word when none does."""
    stop = min(end, start + room)
    while stop > start + 1 and cells(text[start:stop]) > room:
        stop -= 1
    if stop < end and text[stop] != " ":
        space = text.rfind(" ", start, stop)
        if space > start:
            return space
    return stop


def shortened(
    lines: list[tuple[int, int]], marks: Marks, most: int
) -> list[tuple[int, int] | None]:
    """At most `most` lines: those with marks and what is near them; None stands for a gap."""
    if len(lines) <= most:
        return list(lines)
    wanted = [
        n for n, line in enumerate(lines) if any(a < line[1] and line[0] < b for a, b in marks)
    ]
    kept: list[int] = []
    for near in range(len(lines)):
        ring = [n for n in range(len(lines)) if any(abs(n - w) == near for w in wanted or [0])]
        kept += ring[: max(0, most - 1 - len(kept))]
    kept = [n for n in sorted(kept) if lines[n][0] < lines[n][1] or n - 1 in kept]
    while kept and lines[kept[-1]][0] >= lines[kept[-1]][1]:
        kept.pop()  # a cut sign stands behind words, never alone
    result: list[tuple[int, int] | None] = []
    for n in kept:
        if result and n - 1 not in kept:
            result.append(None)
        result.append(lines[n])
    if kept and kept[-1] < len(lines) - 1:
        result.append(None)
    return result


def text_lines(
    ink: Ink, text: str, marks: Marks, width: int, *, most: int, indent: int = 2
) -> list[Strip]:
    """The text as strips of `width` cells, cut to about `most` lines around what is marked."""
    flow = flowed(text)
    spans = lines_of(flow, min(width, LINE) - indent - 1)
    spec = "fg u" if ink.plain else "title u"
    kept = shortened(spans, marks, most)
    strips: list[Strip] = []
    for span, after in zip(kept, [*kept[1:], (0, 0)], strict=True):
        if span is None:
            continue
        pieces = marked(flow, span, marks, spec)
        if after is None:
            pieces.append((f" {ink.signs.cut}", "dim"))
        strips.append(row(ink, width, pieces, indent=indent))
    return strips


def marked(text: str, span: tuple[int, int], marks: Marks, spec: str = "title u") -> list[Piece]:
    """One line as pieces, what is marked underlined."""
    pieces: list[Piece] = []
    at, end = span
    for low, high in marks:
        low, high = max(low, at), min(high, end)
        if low < high:
            pieces += [(text[at:low], "fg"), (text[low:high], spec)]
            at = high
    return [*pieces, (text[at:end], "fg")]
