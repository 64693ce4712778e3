"""How work grows with its input: a ratio within one run, so that no machine is too slow."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def growth(work: Callable[[int], object], size: int) -> float:
    """This thread's processor time for `size` over that for a quarter of it: 4 is linear, 16 quadratic.

    What takes less than ten milliseconds counts as ten, below which a ratio says nothing. The
    best of three runs counts: what else the machine does can only make one slower.
    """
    whole, quarter = (min(_spent(work, each) for _ in range(3)) for each in (size, size // 4))
    return whole / quarter


def _spent(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    gc.disable()  # neither what other tests left nor their threads are this one's to pay for
    try:
        begun = time.thread_time()
        work(size)
        return max(0.01, time.thread_time() - begun)
    finally:
        gc.enable()
