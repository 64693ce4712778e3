"""A budget as one JSON document."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from worktui.engine.budget import Budget, Part, sentence
from worktui.engine.budget_words import decimal_text, rounded

AMOUNTS = ("bac", "pv", "ev", "ac", "cv", "sv", "eac", "etc", "vac")
RATIOS = ("cpi", "spi", "tcpi", "es_periods", "at_periods", "planned_periods", "spi_t")
PLACES = 6
"""Digits of an index."""


def budget_json(budget: Budget) -> dict[str, Any]:
    """A budget as `budget --json` prints it: amounts as decimal strings in `currency`, indices
    as numbers, null where undefined, with the reason in `undefined`."""
    currency = budget.currency
    amounts = {name: _amount(getattr(budget, name), currency) for name in AMOUNTS}
    ratios = {name: _ratio(getattr(budget, name)) for name in RATIOS}
    out = budget.runs_out
    taken = budget.baseline_taken
    return {
        "project": budget.project,
        "status_date": budget.today.isoformat(),
        "currency": currency or None,
        **amounts,
        **ratios,
        "tasks_budget": _amount(budget.tasks_budget, currency),
        "eac_rule": budget.eac_rule or None,
        "burn_per_week": _amount(budget.burn_per_week, currency),
        "runs_out": out.isoformat() if out else None,
        "baseline": taken.isoformat() if taken else None,
        "health": budget.health,
        "text": sentence(budget),
        "why": [{"rule": r.rule, "text": r.text, "tasks": list(r.tasks)} for r in budget.why],
        "undefined": dict(budget.undefined),
        "assumptions": list(budget.assumptions),
        "milestones": [_part_json(part, currency) for part in budget.by_milestone],
        "tasks": [_part_json(part, currency) for part in budget.by_task],
    }


def _amount(value: Fraction | None, currency: str) -> str | None:
    return None if value is None else decimal_text(value, currency)


def _ratio(value: Fraction | None) -> float | None:
    return None if value is None else float(rounded(value, PLACES))


def _part_json(part: Part, currency: str) -> dict[str, Any]:
    return {
        "id": part.id,
        "budget": _amount(part.budget, currency),
        "pv": _amount(part.pv, currency),
        "ev": _amount(part.ev, currency),
        "ac": _amount(part.ac, currency),
        "eac": _amount(part.eac, currency),
        "cpi": _ratio(part.cpi),
        "spi": _ratio(part.spi),
        "done": part.done,
        "source": part.source,
    }
