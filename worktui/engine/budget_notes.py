"""What a budget takes for granted, and why a figure of it is not there: each in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from worktui.engine.budget_facts import Facts
from worktui.engine.budget_model import HOURS, NONE, Figure
from worktui.engine.budget_tasks import Costed
from worktui.engine.budget_words import money
from worktui.engine.plan import PlanModel

NAMED = 4
"""Tasks named in a sentence."""


def assumptions(
    project: str, facts: Facts, costed: Costed, model: PlanModel, whole: Fraction
) -> tuple[str, ...]:
    """Everything that was assumed or left out, the weightiest first."""
    return tuple(
        filter(
            None,
            (
                _hours(facts),
                *_left_out(facts),
                _budgets(project, facts, costed, whole),
                _rows(facts, costed, model),
                _rates(facts, costed),
                _named("No estimate, so a day is assumed: {}.", costed.guessed_hours),
                _named(
                    "Nobody says what is left of {}: taken as the estimate less the hours spent.",
                    costed.guessed_progress,
                ),
            ),
        )
    )


def _hours(facts: Facts) -> str:
    if facts.unit == HOURS:
        return "Nobody has a rate and there is no budget: hours are counted instead of money."
    return ""


def _left_out(facts: Facts) -> list[str]:
    said = [
        f"{money(hours, 'h')} by @{person or 'nobody'} cost nothing here: they have no rate."
        for person, hours in facts.unpriced.items()
    ]
    said += [
        f"{money(cost, currency)} are left out: the project counts in "
        f"{facts.unit or 'no currency of its own'}."
        for currency, cost in facts.foreign.items()
    ]
    if facts.later:
        said.append(f"{_entries(facts.later)} after today do not count yet.")
    return said


def _budgets(project: str, facts: Facts, costed: Costed, whole: Fraction) -> str:
    if facts.budget is None:
        measure = "its baseline" if facts.rows else "today's estimates"
        return f"{project} has no budget of its own: it is measured by {measure}."
    if not costed.parts or facts.budget == whole:
        return ""
    less = whole < facts.budget
    return (
        f"Its tasks come to {money(whole, facts.unit)}, "
        f"{money(abs(facts.budget - whole), facts.unit)} {'less' if less else 'more'} than the "
        f"budget of {money(facts.budget, facts.unit)}."
    )


def _rows(facts: Facts, costed: Costed, model: PlanModel) -> str:
    if facts.taken is None:
        return ""
    said = [_named("Not in the baseline, so not planned by it: {}.", costed.added)]
    gone = tuple(id for id in facts.rows if id not in model.tasks)
    said.append(_named("In the baseline, but no longer to be done: {}.", gone))
    return " ".join(filter(None, said))


def _rates(facts: Facts, costed: Costed) -> str:
    if not costed.guessed_rate or facts.unit == HOURS:
        return ""
    if facts.average is None:
        if facts.budget is None:
            return "Nobody has a rate: only what the baseline budgets and costs are counted."
        return "Nobody has a rate: the budget is spread over the hours of the tasks."
    rate = money(facts.average, facts.unit)
    return _named(
        f"Of nobody with a rate, so {rate} an hour is taken, the mean: {{}}.", costed.guessed_rate
    )


def _named(sentence: str, ids: Sequence[str]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return sentence.format(", ".join(ids[:NAMED]) + more)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def undefined(
    project: str,
    figures: Mapping[str, Figure],
    out: date | None,
    *,
    bac: Fraction,
    ac: Fraction,
    left: Fraction,
) -> dict[str, str]:
    """Why each figure that is None is so, in a sentence; `left` is what is still to be earned."""
    none = "No baseline plans anything yet."
    early = "The baseline plans nothing yet by today."
    reasons = {
        "pv": f"No baseline yet: `worktui baseline {project}` takes one.",
        "sv": none,
        "spi": none if figures["pv"] is None else early,
        "cpi": "Nothing is spent yet.",
        "eac": f"{project} has no tasks.",
        "etc": f"{project} has no tasks.",
        "vac": f"{project} has no tasks." if figures["eac"] is None else "There is no budget.",
        "tcpi": "Everything is earned." if left <= 0 else "Nothing is left of the budget.",
        "es_periods": none,
        "at_periods": none,
        "planned_periods": none,
        "spi_t": none if figures["es_periods"] is None else "The baseline has not begun yet.",
        "burn_per_week": "Nothing is spent yet.",
    }
    found = {name: reasons[name] for name, value in figures.items() if value is None}
    if out is None:
        found["runs_out"] = _lasts(bac, ac, figures["burn_per_week"])
    return found


def _lasts(bac: Fraction, ac: Fraction, rate: Figure) -> str:
    if bac <= 0:
        return "There is no budget to run out of."
    if not ac:
        return "Nothing is spent yet."
    return "At this rate it lasts." if rate and rate > NONE else "Nothing was spent in four weeks."
