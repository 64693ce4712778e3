"""How work grows with its input: a ratio within one run, so that no machine is too slow."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def growth(work: Callable[[int], object], size: int) -> float:
    """Processor time for `size` over that for a quarter of it: 4 is linear, 16 quadratic.

    What takes less than ten milliseconds counts as ten, below which a ratio says nothing.
    """
    return _spent(work, size) / _spent(work, size // 4)


def _spent(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    gc.disable()  # what other tests left is not this one's to collect
    try:
        begun = time.process_time()
        work(size)
        return max(0.01, time.process_time() - begun)
    finally:
        gc.enable()
