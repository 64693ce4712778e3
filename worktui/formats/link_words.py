"""A link in a few letters, as in `WEB-3 SS+2d`: how tables hold links, and people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from worktui.engine.lengths import tidy

_LINK = re.compile(
    r"(?P<id>.+?)(?:[ :]*(?P<kind>FS|SS|FF|SF))?"
    r"(?:\s*(?P<sign>[+-])\s*(?P<lag>\d+(?:[.,]\d+)?)\s*(?P<unit>ed|eday|edays|d|day|days|w|wk|h)?)?",
    re.I,
)


def link_text(before: str, kind: str, lag: float, elapsed: bool) -> str:
    """`WEB-3`, `WEB-3 SS+2d`, `WEB-3 FS-1ed` (days of the calendar)."""
    if kind == "FS" and not lag:
        return before
    days = f"{lag:+g}{'ed' if elapsed else 'd'}" if lag else ""
    return f"{before} {kind}{days}"


def parse_link(text: str, known: Callable[[str], str | None]) -> dict[str, Any] | None:
    """A link as documents hold it; None when its task is not `known`, which gives its id here.

    A lag without a unit is in days; a week has five of them, a day eight hours.
    """
    exact = known(text.strip())
    found = None if exact else _LINK.fullmatch(text.strip())
    id = exact or (known(found["id"].strip()) if found else None)
    if id is None:
        return None
    doc: dict[str, Any] = {"task": id, "type": "FS", "lag_days": 0}
    if found is None:
        return doc
    lag = float((found["lag"] or "0").replace(",", "."))
    unit = (found["unit"] or "d").lower()
    lag *= 5 if unit.startswith("w") else 1 / 8 if unit == "h" else 1
    doc["type"] = (found["kind"] or "FS").upper()
    doc["lag_days"] = tidy(-lag if found["sign"] == "-" else lag)
    return doc | ({"elapsed": True} if unit.startswith("ed") else {})
