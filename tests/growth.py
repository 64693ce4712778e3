"""How work grows with its input: a ratio within one run, so that no machine is too slow."""

from __future__ import annotations

import time
from collections.abc import Callable


def growth(work: Callable[[int], object], size: int) -> float:
    """Processor time for `size` over that for a quarter of it: 4 is linear, 16 quadratic.

    What takes less than ten milliseconds counts as ten, below which a ratio says nothing.
    """
    sizes = (size, size // 4)  # the better of two runs each: a collection may fall into one
    spent, quarter = (min(_spent(work, each), _spent(work, each)) for each in sizes)
    return spent / quarter


def _spent(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return max(0.01, time.process_time() - begun)
