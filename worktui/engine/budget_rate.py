"""How fast the money goes, and until when it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil

from worktui.engine.budget_facts import Spent
from worktui.engine.budget_model import NONE, Figure

WEEKS = 4
"""Weeks that the rate is the mean of."""
FURTHEST = 20 * 366
"""Days; money that lasts longer lasts."""


def burn(spent: Sequence[Spent], today: int) -> Figure:
    """Money a week over the last four weeks, or since the first was spent; None before that."""
    if not spent:
        return None
    first = today - 7 * WEEKS + 1
    recent = sum((one.amount for one in spent if one.day >= first), NONE)
    weeks = min(Fraction(WEEKS), max(Fraction(1), Fraction(today - spent[0].day + 1, 7)))
    return recent / weeks


def runs_out(spent: Sequence[Spent], bac: Fraction, rate: Figure, today: int) -> date | None:
    """The day on which the budget is spent: in the past where it is, else at the rate of `burn`.

    None without a budget, without a rate, or where it lasts for twenty years.
    """
    if bac <= 0:
        return None
    sum_ = NONE
    for one in spent:
        sum_ += one.amount
        if sum_ >= bac:
            return date.fromordinal(one.day)
    if not rate or rate <= 0:
        return None
    days = ceil((bac - sum_) / rate * 7)
    return date.fromordinal(today + days) if days <= FURTHEST else None
