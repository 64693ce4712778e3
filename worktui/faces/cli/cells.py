"""Text measured and cut in terminal cells, as far as plain lines need it.

East Asian wide characters take two cells, combining marks none (UAX #11).
"""

from __future__ import annotations

import re
import unicodedata

_STRANGE = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"


def plain(text: str) -> str:
    """One line of text without anything that could drive a terminal or turn its direction."""
    return text if text.isascii() and text.isprintable() else re.sub(_STRANGE, _seen, text)


def _seen(found: re.Match[str]) -> str:
    return " " if found[0] in "\t\n\r" else ""


def width(text: str) -> int:
    """Cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, cells: int, dots: str = "…") -> str:
    """A text that takes at most so many cells, cut at a word where that is near."""
    if width(text) <= cells:
        return text
    room, kept = cells - width(dots), ""
    for char in text:
        if width(kept + char) > room:
            break
        kept += char
    space = kept.rfind(" ")
    if space > len(kept) // 2:
        kept = kept[:space]
    return kept.rstrip() + dots


def fill(text: str, cells: int, *, right: bool = False) -> str:
    """A text with blanks up to so many cells."""
    gap = " " * max(0, cells - width(text))
    return gap + text if right else text + gap


def wrap(text: str, cells: int) -> list[str]:
    """A text in lines of at most so many cells, broken between words where that can be."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        trial = f"{line} {word}" if line else word
        if width(trial) <= cells or not line:
            line = trial
        else:
            lines.append(line)
            line = word
    lines.append(line)
    return lines
