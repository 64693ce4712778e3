"""Earned schedule: how far along the plan the work is, in periods instead of money.

SPI by money returns to 1 when everything is done, however late; this one does not
(W. Lipke, Schedule is Different, The Measurable News, summer 2003).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class OnTime:
    """Time as the plan counts it, in its periods; None where undefined.

    `earned` is the period in which the plan would have had what is earned now, `spi_t` its
    ratio to the time gone by, `eac_t` the duration it comes to at this rate.
    """

    planned: int
    actual: Fraction
    earned: Fraction
    sv_t: Fraction
    spi_t: Fraction | None
    eac_t: Fraction | None


def earned_periods(plan: Sequence[Fraction], ev: Fraction) -> Fraction:
    """Periods of a cumulative plan (`plan[n]` at the end of period n + 1) that are earned.

    C + (EV − PV_C) / (PV_C+1 − PV_C), C being the last period with PV_C ≤ EV; the whole
    duration once EV reaches the end of the plan.
    """
    if not plan or ev >= plan[-1]:
        return Fraction(len(plan))
    whole = bisect_right(plan, ev)
    before = plan[whole - 1] if whole else Fraction(0)
    return whole + max(ev - before, Fraction(0)) / (plan[whole] - before)


def on_time(plan: Sequence[Fraction], ev: Fraction, actual: Fraction, *, complete: bool) -> OnTime:
    """Earned schedule after `actual` periods; the duration is known once all is `complete`."""
    earned = earned_periods(plan, ev)
    spi_t = earned / actual if actual else None
    eac_t = actual if complete else (len(plan) / spi_t if spi_t else None)
    return OnTime(len(plan), actual, earned, earned - actual, spi_t, eac_t)
