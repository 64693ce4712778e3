"""When to try again what could not be delivered: waits that grow, and an end after three days.

Each wait is drawn between nothing and its full length (full jitter, so that many messages
that failed together do not come back together), but the draw follows from key and attempt:
the same message waits the same time wherever it is worked out.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

WAITS = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600, 4 * 3600, 12 * 3600)
)
"""The full wait after the first, second, … failed attempt; the last one repeats."""
PATIENCE = timedelta(days=3)
"""Time from the first attempt after which a message is given up."""
SHORTEST = timedelta(seconds=1)


def wait(key: str, attempts: int) -> timedelta:
    """The wait after so many failed attempts (1 or more), at least a second."""
    full = WAITS[min(max(attempts, 1), len(WAITS)) - 1]
    digest = hashlib.sha256(f"{key}|{attempts}".encode()).digest()
    share = int.from_bytes(digest[:8], "big") / 2**64
    return max(SHORTEST, timedelta(seconds=round(full.total_seconds() * share, 3)))


def next_try(
    key: str, attempts: int, *, first: datetime, now: datetime, after: timedelta | None = None
) -> datetime | None:
    """When to try again after `attempts` failures, the `first` of them long ago or just now.

    None when patience has ended: it is over. The last try falls on its end. `after` is a
    wait the receiver asked for; it counts if it is longer.
    """
    end = first + PATIENCE
    if now >= end:
        return None
    return min(now + max(wait(key, attempts), after or SHORTEST), end)
