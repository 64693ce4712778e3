"""From signals to a number with a table behind it.

A proposal's score is the sum of its weakest step's signals.  The table was read off the
scenarios of `tests/engine/reason` (103 proposals, right when every step of it was wanted):
1.5 points and more 89 of 92, 0.5 to 1.5 points 5 of 9, less 0 of 2.  They were written by
the author of the rules, so what is shown stays below what was counted.
"""

from __future__ import annotations

from collections.abc import Iterable

from worktui.engine.reason.values import Signal

#: lowest score of the band, its name, the confidence shown
TABLE: tuple[tuple[float, str, float], ...] = (
    (2.5, "high", 0.92),
    (1.5, "high", 0.88),
    (1.0, "likely", 0.7),
    (0.5, "likely", 0.6),
    (0.0, "guess", 0.4),
    (-99.0, "guess", 0.25),
)


def weigh(signals: Iterable[Signal]) -> tuple[float, str]:
    """(confidence, band) of a proposal by the sum of its signals."""
    score = sum(signal.weight for signal in signals)
    for least, band, confidence in TABLE:
        if score >= least:
            return confidence, band
    return TABLE[-1][2], TABLE[-1][1]
