"""Lengths of work as people write them: `2h`, `1h30`, `90m`, `1.5d`, `2d 4h`."""

from __future__ import annotations

import re

from worktui.domain.errors import BadInput

HOURS_A_DAY = 8.0
DAYS_A_WEEK = 5
_PART = r"(\d+(?:[.,]\d+)?)\s*(w|d|h|m(?:in)?)(?![a-z])"
_CLOCK = r"(\d+)h(\d{1,2})m?"
_COLON = r"(\d{1,3}):([0-5]\d)"
BARE = r"\d+(?:[.,]\d+)?h(?:\d{1,2}m?)?"
"""A length that is one without a sign before it: hours, since `2d` or `5m` may be anything."""


def hours_of(text: str, a_day: float = HOURS_A_DAY) -> float | None:
    """Hours in a length, None when it is none. A day has `a_day` hours, a week five days."""
    text = text.strip()
    if found := re.fullmatch(_COLON, text):
        return int(found[1]) + int(found[2]) / 60
    if found := re.fullmatch(_CLOCK, text, re.I):
        return int(found[1]) + int(found[2]) / 60
    factors = {"w": a_day * DAYS_A_WEEK, "d": a_day, "h": 1.0, "m": 1 / 60}
    total, at = 0.0, 0
    for part in re.finditer(_PART, text, re.I):
        if text[at : part.start()].strip():
            return None
        total += float(part[1].replace(",", ".")) * factors[part[2][0].lower()]
        at = part.end()
    return total if at and not text[at:].strip() else None


def need_hours(text: str, a_day: float = HOURS_A_DAY) -> float:
    """Hours in a length or a bare number of hours; raises BadInput."""
    hours = hours_of(text, a_day)
    if hours is None:
        try:
            hours = float(text.strip().replace(",", "."))
        except ValueError:
            hours = None
    if hours is None or not 0 <= hours <= 100_000:
        raise BadInput(f"“{text.strip()[:40]}” is not a length of work.", hint="Write 2h or 1.5d.")
    return hours


def tidy(hours: float) -> int | float:
    """Hours as they are stored: whole ones as whole numbers, others to the minute."""
    rounded = round(hours, 4)
    return int(rounded) if float(rounded).is_integer() else rounded


def said(hours: float) -> str:
    """`2 h`, `1.5 h`, `45 min`."""
    minutes = round(hours * 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{round(hours, 2):g} h"
