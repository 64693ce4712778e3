"""Earned schedule: time that money cannot hide."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from worktui.engine.earned import earned_periods, on_time

CURVE = [Fraction(n) for n in (20, 70, 160, 300, 480, 650, 790, 900, 970, 1000)]


def test_what_ended_late_stays_late() -> None:
    found = on_time(CURVE, Fraction(1000), Fraction(14), complete=True)
    assert (found.earned, found.sv_t, found.spi_t, found.eac_t) == (10, -4, Fraction(10, 14), 14)


def test_before_the_first_period_there_is_no_ratio() -> None:
    found = on_time(CURVE, Fraction(0), Fraction(0), complete=False)
    assert (found.earned, found.spi_t, found.eac_t) == (0, None, None)


def test_nothing_earned_after_a_while_has_a_ratio_but_no_forecast() -> None:
    found = on_time(CURVE, Fraction(0), Fraction(3), complete=False)
    assert (found.spi_t, found.eac_t) == (0, None)


def test_between_two_periods_it_is_linear() -> None:
    assert earned_periods(CURVE, Fraction(115)) == Fraction(5, 2)


def test_periods_without_plan_are_passed_over() -> None:
    plan = [Fraction(n) for n in (0, 100, 100, 200)]
    assert earned_periods(plan, Fraction(0)) == 1
    assert earned_periods(plan, Fraction(100)) == 3
    assert earned_periods(plan, Fraction(150)) == Fraction(7, 2)


def test_no_plan_is_no_time() -> None:
    assert earned_periods([], Fraction(5)) == 0
    assert on_time([], Fraction(5), Fraction(2), complete=False).eac_t is None


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20), st.integers(0, 1000))
def test_more_earned_is_never_earlier(steps: list[int], ev: int) -> None:
    plan = [Fraction(sum(steps[: n + 1])) for n in range(len(steps))]
    first, second = earned_periods(plan, Fraction(ev)), earned_periods(plan, Fraction(ev + 1))
    assert 0 <= first <= second <= len(plan)
    if plan[-1]:
        assert earned_periods(plan, plan[-1]) == len(plan)
