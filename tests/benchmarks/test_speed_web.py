"""Booking pages under load from another process, against an empty page of the same server."""

from __future__ import annotations

import pytest

from benchmarks.speed_web import GOAL, measure


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_booking_page_is_served_at_least_half_as_often_as_an_empty_one() -> None:
    ratios: list[float] = []
    while len(ratios) < 3 and min(ratios, default=GOAL + 1) > GOAL:  # the machine is shared
        ratios.append(measure([100], peers=False)[0].ratio)
    assert min(ratios) <= GOAL
