"""Chance for the simulation: seeded, the same everywhere, and its own for every task.

Each task draws from a stream named by the seed and its id (SHAKE-128 of both), so that a task
that is added changes nobody else's luck: two forecasts differ by what differs in the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import shake_128
from math import sqrt
from struct import unpack
from zlib import crc32

CELLS = 1024
"""Steps in which a distribution is kept, each as likely as the others."""
_SHIFT = 6  # of 16 bits drawn, the upper ten choose one of 1024


def stable_seed(text: str) -> int:
    """A seed from a name, the same in every process."""
    return crc32(text.encode())


def triangular(low: float, mode: float, high: float) -> tuple[float, ...]:
    """The quantiles of a triangular distribution, at the middle of every step."""
    width = high - low
    turn = (mode - low) / width
    found = []
    for step in range(CELLS):
        share = (step + 0.5) / CELLS
        if share < turn:
            found.append(low + sqrt(share * width * (mode - low)))
        else:
            found.append(high - sqrt((1 - share) * width * (high - mode)))
    return tuple(found)


def resampled(values: Sequence[float]) -> tuple[float, ...]:
    """What was seen, spread over the steps so that each value is as likely as it was."""
    known = sorted(values)
    return tuple(known[step * len(known) // CELLS] for step in range(CELLS))


def draws(table: Sequence[float], seed: int, name: str, count: int) -> list[float]:
    """So many values of a distribution, from the stream of one name."""
    stream = shake_128(f"{seed} {name}".encode()).digest(2 * count)
    return [table[number >> _SHIFT] for number in unpack(f"<{count}H", stream)]
