"""The values of Microsoft Project XML: moments, lengths of work, lags, money, switches.

Lengths are ISO 8601 durations of working time (`PT16H0M0S`); lags are tenths of a minute;
money stands in hundredths. (Project XML Data Interchange Schema, Microsoft.)
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from worktui.domain.errors import BadInput
from worktui.domain.fields import shown, within
from worktui.formats.mspdi_xml import Node

ELAPSED = frozenset({4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52})
"""Formats of lengths counted on the calendar, not in working time."""
PERCENT = frozenset({19, 20, 51, 52})
"""Formats of lags that are a share of the length of the task before."""
LINKS = {0: "FF", 1: "FS", 2: "SF", 3: "SS"}
CONSTRAINTS = {
    0: "ASAP", 1: "ALAP", 2: "MSO", 3: "MFO", 4: "SNET", 5: "SNLT", 6: "FNET", 7: "FNLT"
}  # fmt: skip
FROM_START = frozenset({"MSO", "SNET", "SNLT"})
"""Constraints on the start of a task; the others but ASAP and ALAP are on its finish."""
_LENGTH = re.compile(
    r"P(?:(\d{1,9}(?:\.\d+)?)D)?"
    r"(?:T(?:(\d{1,9}(?:\.\d+)?)H)?(?:(\d{1,9}(?:\.\d+)?)M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?"
)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?")
_NOT_SAID = frozenset({1984, 2149})
"""Years of the moments by which Microsoft Project says that there is none."""


def _bad(node: Node, what: str, hint: str) -> BadInput:
    return BadInput(
        f"line {node.line}: <{node.name}> “{shown(node.text)}” is not {what}.", hint=hint
    )


def moment(node: Node | None) -> datetime | None:
    """A moment on the wall clock; None when the element is empty. Raises BadInput."""
    if node is None or not node.text.strip():
        return None
    found = _MOMENT.fullmatch(node.text.strip())
    day, clock = (found[1], found[2] or "00:00") if found else ("", "")
    try:
        when = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
        within(when)
    except ValueError as error:
        raise _bad(node, "a moment", "Write it as 2026-03-06T08:00:00.") from error
    return None if when.year in _NOT_SAID else when


def day(node: Node | None) -> str | None:
    """The day of a moment as `YYYY-MM-DD`."""
    when = moment(node)
    return when.date().isoformat() if when else None


def minutes(node: Node | None) -> float | None:
    """The minutes of a length (a day in it has 24 hours); None when empty. Raises BadInput."""
    if node is None or not node.text.strip():
        return None
    text = node.text.strip()
    found = _LENGTH.fullmatch(text)
    if not found or text.endswith(("P", "T")):
        raise _bad(node, "a length of time", "Write eight hours as PT8H0M0S.")
    days, hours, mins, seconds = (float(part or 0) for part in found.groups())
    return days * 1440 + hours * 60 + mins + seconds / 60


def hours(node: Node | None) -> float | int | None:
    """The hours of a length, whole ones as whole numbers."""
    spent = minutes(node)
    return None if spent is None else tidy(spent / 60)


def tidy(number: float) -> float | int:
    """A number as it is stored: whole ones whole, others to four places."""
    rounded = round(number, 4)
    return int(rounded) if float(rounded).is_integer() else rounded


def whole(node: Node | None, low: int = -(10**9), high: int = 10**12) -> int | None:
    """A whole number; None when empty. Raises BadInput."""
    if node is None or not node.text.strip():
        return None
    try:
        number = Decimal(node.text.strip())
    except InvalidOperation as error:
        raise _bad(node, "a number", "Write digits only.") from error
    if not number.is_finite() or not low <= number <= high:
        raise _bad(node, f"a number between {low} and {high}", "Look at what wrote it.")
    return int(number)


def number(node: Node | None) -> Decimal | None:
    """A number with places; None when empty. Raises BadInput."""
    if node is None or not node.text.strip():
        return None
    try:
        found = Decimal(node.text.strip())
    except InvalidOperation as error:
        raise _bad(node, "a number", "Write it as 12.5.") from error
    if not found.is_finite() or abs(found.adjusted()) > 15:
        raise _bad(node, "a number to count with", "Look at what wrote it.")
    return found


def money(node: Node | None) -> Decimal:
    """An amount, 0 when empty: the file counts in hundredths."""
    return (number(node) or Decimal(0)) / 100


def switch(node: Node | None, otherwise: bool = False) -> bool:
    """A yes or no: 1, 0, true, false. Raises BadInput."""
    text = node.text.strip().lower() if node else ""
    if not text or node is None:
        return otherwise
    if text not in ("0", "1", "true", "false", "-1"):
        raise _bad(node, "a yes or no", "Write 1 or 0.")
    return text in ("1", "true", "-1")


def clock(node: Node | None) -> time | None:
    """A time of day; None when empty. Raises BadInput."""
    if node is None or not node.text.strip():
        return None
    try:
        return time.fromisoformat(node.text.strip()[:8])
    except ValueError as error:
        raise _bad(node, "a time of day", "Write it as 08:00:00.") from error
