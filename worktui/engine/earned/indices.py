"""The indices of earned value: variances, ratios and forecasts from four sums of money.

A figure that is not defined is None, and a flag names why: nothing here is ever 0, infinite
or an exception in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Figure = Fraction | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where work stands, in money of one currency.

    `bac` the budget at completion, `pv` planned to be done by now, `ev` the budget of what
    is done, `ac` what it cost; `etc` what the rest is thought to cost anew, where somebody
    has said so.
    """

    bac: Fraction
    pv: Fraction
    ev: Fraction
    ac: Fraction
    etc: Figure = None

    @property
    def complete(self) -> bool:
        """Whether everything is earned."""
        return self.ev >= self.bac


@dataclass(frozen=True, slots=True)
class Indices:
    """All figures from one standing; None where there is no such figure.

    `eac_*` are forecasts of the whole cost: `cpi` at the rate so far, `budget` with the rest
    as budgeted, `cpi_spi` at the rate so far of cost and of time, `bottom_up` with the rest as
    estimated anew. `etc_*` is what is still to be spent, `vac_*` what will be left over.
    `tcpi_*` is how well the rest must go to meet the budget, or the forecast.
    `flags`: `complete`, `budget_exhausted`, `cost_without_progress`, `no_cost_recorded`,
    `not_started`, `nothing_planned_yet`, `zero_budget`.
    """

    cv: Fraction
    sv: Fraction
    cpi: Figure
    spi: Figure
    percent_complete: Figure
    percent_spent: Figure
    percent_planned: Figure
    eac_cpi: Figure
    eac_budget: Fraction
    eac_cpi_spi: Figure
    eac_bottom_up: Figure
    etc_cpi: Figure
    vac_cpi: Figure
    etc_budget: Fraction
    vac_budget: Fraction
    tcpi_bac: Figure
    tcpi_eac: Figure
    flags: tuple[str, ...]


def indices(at: Standing) -> Indices:
    """Every index of a standing (ANSI/EIA-748 names; forecasts as in PMBOK 6, 7.4.2)."""
    cpi, spi = ratio(at.ev, at.ac), ratio(at.ev, at.pv)
    by_index = _forecast(at, cpi)
    both = None if cpi is None or spi is None else cpi * spi
    by_both = at.ac if at.complete else _rest_at(at, both)
    by_budget = at.ac + (at.bac - at.ev)
    bottom_up = None if at.etc is None else at.ac + at.etc
    target = by_index if bottom_up is None else bottom_up
    return Indices(
        cv=at.ev - at.ac,
        sv=at.ev - at.pv,
        cpi=cpi,
        spi=spi,
        percent_complete=ratio(at.ev, at.bac),
        percent_spent=ratio(at.ac, at.bac),
        percent_planned=ratio(at.pv, at.bac),
        eac_cpi=by_index,
        eac_budget=by_budget,
        eac_cpi_spi=by_both,
        eac_bottom_up=bottom_up,
        etc_cpi=None if by_index is None else by_index - at.ac,
        vac_cpi=None if by_index is None else at.bac - by_index,
        etc_budget=by_budget - at.ac,
        vac_budget=at.bac - by_budget,
        tcpi_bac=to_complete(at, at.bac),
        tcpi_eac=None if target is None else to_complete(at, target),
        flags=_flags(at),
    )


def ratio(part: Fraction, whole: Fraction) -> Figure:
    """One by the other; None by nothing."""
    return part / whole if whole else None


def to_complete(at: Standing, target: Fraction) -> Figure:
    """How much budget each unit of money still there must earn; None where all is earned
    or nothing is left of the target."""
    left = target - at.ac
    return None if at.complete or left <= 0 else (at.bac - at.ev) / left


def _forecast(at: Standing, cpi: Figure) -> Figure:
    """The whole cost at the rate so far; what it did cost once all is earned."""
    if at.complete:
        return at.ac
    return at.bac / cpi if cpi else None


def _rest_at(at: Standing, rate: Figure) -> Figure:
    return at.ac + (at.bac - at.ev) / rate if rate else None


def _flags(at: Standing) -> tuple[str, ...]:
    idle = not at.ev and not at.ac
    named = {
        "zero_budget": not at.bac,
        "complete": at.complete and bool(at.bac),
        "budget_exhausted": not at.complete and at.ac >= at.bac,
        "cost_without_progress": not at.ev and at.ac > 0,
        "no_cost_recorded": at.ev > 0 and not at.ac,
        "not_started": idle and bool(at.bac),
        "nothing_planned_yet": not at.pv and not idle and bool(at.bac),
    }
    return tuple(name for name, holds in named.items() if holds)
