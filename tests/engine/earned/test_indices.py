"""Indices from four sums: what is defined, what is not, and what a flag calls it."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.engine.earned import Standing, indices

MONEY = st.integers(0, 10**7).map(lambda cents: Fraction(cents, 100))


def standing(bac: str, pv: str, ev: str, ac: str, etc: str | None = None) -> Standing:
    rest = None if etc is None else Fraction(etc)
    return Standing(Fraction(bac), Fraction(pv), Fraction(ev), Fraction(ac), rest)


@pytest.mark.parametrize(
    ("sums", "flags"),
    [
        (("1000", "400", "400", "400"), ()),
        (("1000", "0", "0", "0"), ("not_started",)),
        (("1000", "300", "0", "0"), ("not_started",)),
        (("1000", "200", "0", "150"), ("cost_without_progress",)),
        (("1000", "300", "250", "0"), ("no_cost_recorded",)),
        (("1000", "0", "50", "40"), ("nothing_planned_yet",)),
        (("1000", "900", "800", "1000"), ("budget_exhausted",)),
        (("1000", "900", "1000", "1100"), ("complete",)),
        (("0", "0", "0", "0"), ("zero_budget",)),
    ],
)
def test_what_is_undefined_is_named(sums: tuple[str, str, str, str], flags: tuple[str]) -> None:
    assert indices(standing(*sums)).flags == flags


def test_money_spent_and_nothing_earned_forecasts_nothing_by_index() -> None:
    found = indices(standing("1000", "200", "0", "150"))
    assert (found.cpi, found.eac_cpi, found.tcpi_eac) == (0, None, None)
    assert (found.eac_budget, found.tcpi_bac) == (1150, Fraction(1000, 850))


def test_what_is_done_costs_what_it_cost() -> None:
    found = indices(standing("1000", "800", "1000", "900"))
    assert (found.eac_cpi, found.eac_cpi_spi, found.eac_budget) == (900, 900, 900)
    assert (found.etc_cpi, found.vac_cpi, found.tcpi_bac) == (0, 100, None)


def test_the_rest_estimated_anew_is_the_target_of_what_is_to_come() -> None:
    found = indices(standing("1000", "500", "450", "500", "700"))
    assert found.eac_bottom_up == 1200
    assert found.tcpi_eac == Fraction(550, 700)


def test_no_budget_gives_no_shares_and_no_exception() -> None:
    found = indices(standing("0", "0", "0", "70"))
    assert (found.percent_complete, found.percent_spent, found.percent_planned) == (None,) * 3
    assert found.cv == -70


@given(MONEY, MONEY, MONEY, MONEY)
def test_figures_agree_with_each_other(
    bac: Fraction, pv: Fraction, ev: Fraction, ac: Fraction
) -> None:
    at = Standing(bac, pv, min(ev, bac), ac)
    found = indices(at)
    assert found.cv - found.sv == at.pv - at.ac
    if found.eac_cpi is not None:
        assert found.etc_cpi == found.eac_cpi - ac
        assert found.vac_cpi == bac - found.eac_cpi
    if found.cpi and not at.complete:
        assert found.tcpi_eac in (None, found.cpi)  # going on as before just meets its forecast
    for one in fields(found):
        value = getattr(found, one.name)
        assert value is None or isinstance(value, tuple | Fraction | int), one.name
