"""From signals to a number with a table behind it.

A proposal's score is the sum of its weakest step's signals.  The table was read off 274
scenarios that were written before they were first played (`play_fresh` and `play_second` to
`play_fifth` of `tests/engine/reason`): each row says how many proposals met it in that first
run, and of how many every step was wanted.  What is shown stays below what was counted, since
author of rules and scenarios are one.  Where weights speak of a sentence
they have a table of their own, from cross-validation on mail that others judged
(`weights/requests.json`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from worktui.engine.reason.values import Signal


@dataclass(frozen=True, slots=True)
class Row:
    """From `least` points on: the band, the confidence shown, and what was counted."""

    least: float
    band: str
    confidence: float
    judged: int
    right: int


TABLE: tuple[Row, ...] = (
    Row(2.0, "high", 0.87, 110, 96),
    Row(1.0, "likely", 0.75, 53, 43),
    Row(0.5, "likely", 0.6, 26, 17),
    Row(0.0, "guess", 0.4, 0, 0),
    Row(-99.0, "guess", 0.25, 2, 2),
)


def weigh(signals: Iterable[Signal]) -> tuple[float, str]:
    """(confidence, band) of a proposal by the sum of its signals."""
    score = round(sum(signal.weight for signal in signals), 6)
    row = next((row for row in TABLE if score >= row.least), TABLE[-1])
    return row.confidence, row.band
