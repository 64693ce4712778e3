"""A day in the address of a page."""

from __future__ import annotations

from datetime import date


def asked_day(text: str) -> date | None:
    """The day `YYYY-MM-DD` that was asked for; None where it is none, or far from ours."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day and 1970 < day.year < 3000 else None
