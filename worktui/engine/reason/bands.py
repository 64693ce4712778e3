"""From signals to a number with a table behind it.

A proposal's score is the sum of its signals.  Scores were put beside what was right on
the scenarios of `tests/engine/reason` (each proposal of each case counted once, right
when every action of it was wanted); the share of right ones per band is what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from worktui.engine.reason.values import Signal

#: lowest score of the band, its name, the confidence shown
TABLE: tuple[tuple[float, str, float], ...] = (
    (3.0, "high", 0.95),
    (2.0, "high", 0.9),
    (1.0, "likely", 0.78),
    (0.0, "guess", 0.5),
    (-99.0, "guess", 0.3),
)


def weigh(signals: Iterable[Signal]) -> tuple[float, str]:
    """(confidence, band) of a proposal by the sum of its signals."""
    score = sum(signal.weight for signal in signals)
    for least, band, confidence in TABLE:
        if score >= least:
            return confidence, band
    return TABLE[-1][2], TABLE[-1][1]
