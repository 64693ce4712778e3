"""Money in words: amounts with their currency, shares, and the one sentence about a budget."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from worktui.engine.budget_model import HOURS, NONE, Budget

MINOR = {
    **dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
"""Digits of the minor unit where they are not two (ISO 4217)."""
WHOLE_FROM = 1000
"""An amount from here on is said in whole units."""
_EXACT = Context(prec=60)


def rounded(value: Fraction, places: int) -> Decimal:
    """A fraction to so many decimal places, halves to the even digit."""
    number = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _EXACT)


def decimal_text(value: Fraction, currency: str) -> str:
    """An amount as a decimal string in the minor unit of its currency: `1280.00`."""
    return format(rounded(value, MINOR.get(currency, 2)), "f")


def money(value: Fraction, currency: str) -> str:
    """An amount for a sentence: `2,600 EUR`, `120.50 EUR`, `36 h`; large ones in whole units."""
    places = 1 if currency == HOURS else MINOR.get(currency, 2)
    near = rounded(value, 0)
    exact = rounded(value, places)
    if abs(near) >= WHOLE_FROM or exact == near:
        exact = near
    return f"{exact + 0:,} {currency}".rstrip()


def percent(share: Fraction) -> str:
    """A share in whole hundredths: `58 %`; never 100 % where something is missing, nor 0 % where
    there is something."""
    number = int(rounded(share * 100, 0))
    if number == 100 and share < 1:
        number = 99
    if number == 0 and share > 0:
        number = 1
    return f"{number} %"


_MISSING = {"rates_missing": "hours without a rate", "time_missing": "time is not booked"}


def sentence(budget: Budget) -> str:
    """The answer to “is the money in order?”: `61 % spent, 58 % done: ends 2,600 EUR over`."""
    spent, done, unit = budget.share_spent, budget.share_done, budget.currency
    if not budget.by_task and not budget.ac:
        return "no tasks yet, nothing to count"
    if done is None:
        return f"{money(budget.ac, unit)} spent, nothing to measure it by"
    if spent is None:
        return f"{money(budget.ac, unit)} spent, {percent(done)} done, no budget"
    if budget.why and (missing := _MISSING.get(budget.why[0].rule)):
        return f"{percent(spent)} spent or more, {percent(done)} done: {missing}"
    if not budget.ac:
        return f"nothing spent yet of {money(budget.bac, unit)}, {percent(done)} done"
    if budget.eac_rule == "done":
        return f"done for {money(budget.ac, unit)}, {_left(budget)}"
    return f"{percent(spent)} spent, {percent(done)} done: ends {_left(budget)}"


def _left(budget: Budget) -> str:
    """How far over or under the budget it ends."""
    vac = budget.vac or NONE
    amount = money(abs(vac), budget.currency)
    if not vac or amount.split(" ")[0] == "0":
        return "on budget"
    return f"{amount} {'over' if vac < 0 else 'under'}"
