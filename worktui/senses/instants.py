"""Moments as programs write them: ISO 8601, RFC 5322, Unix seconds.  Not words: see `when`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

_ZONE_TEXT: Final = re.compile(r"\s*(?:UTC|GMT|Z)$", re.IGNORECASE)
_SPACED_OFFSET: Final = re.compile(r"\s+([+-]\d\d):?(\d\d)$")


def instant(value: Any) -> datetime | None:
    """An aware datetime, None if `value` is no moment.  Without offset it is taken as UTC."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _of_epoch(float(value))
    if not isinstance(value, str) or not 6 <= len(value) <= 80:
        return None
    text = _SPACED_OFFSET.sub(r"\1:\2", _ZONE_TEXT.sub("+00:00", value.strip()))
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text if read is datetime.fromisoformat else value)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return _of_epoch(float(value)) if value.strip().isdigit() and len(value) < 20 else None


def _of_epoch(seconds: float) -> datetime | None:
    if seconds > 1e11:  # milliseconds
        seconds /= 1000
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
