"""Writes the elements of Microsoft Project XML: in the order they are given, text made safe.

The schema is a sequence: an element out of its place makes Microsoft Project refuse the file.
So parts are lists, never mappings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time
from xml.sax.saxutils import escape

Part = tuple[str, "str | int | Sequence[Part] | None"]
"""An element: its name and its text or children; None leaves it out."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold at all (section 2.2)."""


def rendered(name: str, parts: Sequence[Part], depth: int = 0) -> Iterator[str]:
    """The lines of one element with its children."""
    pad = "  " * depth
    yield f"{pad}<{name}>"
    for part, value in parts:
        if value is None:
            continue
        if isinstance(value, str | int):
            yield f"{pad}  <{part}>{safe(str(value))}</{part}>"
        else:
            yield from rendered(part, value, depth + 1)
    yield f"{pad}</{name}>"


def safe(text: str) -> str:
    """Text as XML holds it; a carriage return is written by number, or it would be lost."""
    return escape(_FORBIDDEN.sub("�", text), {"\r": "&#13;"})


def at(day: date, clock: time) -> str:
    """A moment on the wall clock."""
    return f"{day.isoformat()}T{clock.isoformat('seconds')}"


def length(minutes: float) -> str:
    """A length of work as `PT16H30M0S`, to the second."""
    seconds = round(minutes * 60)
    return f"PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S"


def hundredths(amount: object) -> str:
    """Money as the file counts it."""
    from decimal import Decimal

    return format((Decimal(str(amount)) * 100).normalize(), "f")
