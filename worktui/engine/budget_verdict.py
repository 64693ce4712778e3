"""What a project will cost in the end, by which rule, and whether that is in order.

The rules: bottom-up where every task that is left has an estimate, else at the rate so far
once 15 % is earned (before that the rate is noise), else the rest as budgeted. Up to the
budget is on budget, up to 5 % over it to be watched, beyond that over.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from worktui.engine.budget_facts import Facts
from worktui.engine.budget_model import NONE, Figure, Forecast, Health, Part, Reason
from worktui.engine.budget_tasks import Costed
from worktui.engine.budget_words import money, percent

INDEX_FROM = Fraction(15, 100)
WATCH_TO = Fraction(105, 100)
UNPRICED_TO = Fraction(20, 100)
"""Of all hours: where more have no rate, nobody can tell the cost."""
UNBOOKED_TO = Fraction(20, 100)
"""Of what is earned: where more has no time booked, neither."""
NAMED = 3
"""Tasks named in a reason."""


def forecast(
    parts: Sequence[Part], guessed: Sequence[str], ac: Fraction
) -> tuple[Figure, Forecast]:
    """EAC and the rule it comes from; (None, "") without tasks. `guessed` are the open tasks
    without an estimate."""
    if not parts:
        return None, ""
    if all(part.done for part in parts):
        return ac, "done"
    whole = sum((part.budget for part in parts), NONE)
    ev = sum((part.ev for part in parts), NONE)
    if not guessed:
        return ac + sum((part.eac - part.ac for part in parts), NONE), "bottom_up"
    if ac and whole and ev / whole >= INDEX_FROM:
        return ac * whole / ev, "index"
    return ac + whole - ev, "budget_rate"


def forecast_reason(eac: Figure, rule: Forecast, unit: str, costed: Costed) -> Reason | None:
    """How the forecast came about."""
    if eac is None:
        return None
    total = money(eac, unit)
    left = sum(1 for part in costed.parts if not part.done)
    guessed = costed.guessed_hours
    without = f"{len(guessed)} of {left} open tasks {_have(len(guessed))} no estimate"
    text = {
        "done": f"All tasks are done; they cost {total}.",
        "bottom_up": f"Spent so far and the estimates of {_tasks(left)} still open: {total}.",
        "index": f"{without}, so the rest is reckoned at the cost of what is done: {total}.",
        "budget_rate": f"{without} and less than 15 % is done at a cost, so the rest is "
        f"reckoned as budgeted: {total}.",
    }[rule]
    return Reason(f"eac_{rule}", text, tuple(guessed) if rule in ("index", "budget_rate") else ())


def judge(
    project: str, facts: Facts, bac: Fraction, ac: Fraction, eac: Figure, costed: Costed
) -> tuple[Health, Reason]:
    """The health of a budget and the rule that says so."""
    unknown = _unknown(project, facts, bac, ac, eac, costed)
    if unknown and 0 < bac * WATCH_TO < ac:  # whatever is not known only adds to it
        spent = f"{money(ac, facts.unit)} are spent of {money(bac, facts.unit)}"
        return "over", Reason("spent_over_budget", f"{spent}, whatever is still to come.")
    if unknown or eac is None:
        return "unknown", unknown or Reason("no_tasks", f"{project} has no tasks.")
    over, unit = eac - bac, facts.unit
    where = f"the budget of {money(bac, unit)}"
    if facts.budget is None:
        where = f"the {money(bac, unit)} that its tasks were to cost"
    if over <= 0:
        under = f", {money(-over, unit)} under {where}" if over else f", exactly {where}"
        return "on_budget", Reason("eac_within_budget", f"Ends at {money(eac, unit)}{under}.")
    share = f"{money(over, unit)} ({percent(over / bac)}) over {where}"
    text = f"Ends at {money(eac, unit)}, {share}."
    costly = _costly(costed.parts)
    if eac <= bac * WATCH_TO:
        return "watch", Reason("eac_up_to_5_percent_over", text, costly)
    return "over", Reason("eac_over_budget", text, costly)


def _unknown(
    project: str, facts: Facts, bac: Fraction, ac: Fraction, eac: Figure, costed: Costed
) -> Reason | None:
    unpriced = sum(facts.unpriced.values(), NONE)
    if eac is None:
        return Reason("no_tasks", f"{project} has no tasks to earn its budget with.")
    if bac <= 0:
        said = "Nothing is budgeted"
        if facts.budget is not None:
            said = f"The budget of {project} is {money(bac, facts.unit)}"
        return Reason("zero_budget", f"{said}: give it one, or its tasks estimates and people.")
    if unpriced and unpriced > facts.hours * UNPRICED_TO:
        who = ", ".join(f"@{id}" for id in facts.unpriced)
        return Reason(
            "rates_missing",
            f"{money(unpriced, 'h')} of {money(facts.hours, 'h')} are by people without a "
            f"rate ({who}): what they cost is not known.",
        )
    if not ac:
        return Reason("no_cost_recorded", "No time and no cost is booked yet, so nothing is known.")
    return _unbooked(ac, costed)


def _unbooked(ac: Fraction, costed: Costed) -> Reason | None:
    """Said where much of what is earned has cost nothing, as nobody booked it. What is booked on
    the project as such may be for any of it."""
    free = [part for part in costed.parts if part.ev and not part.ac]
    common = ac - sum((part.ac for part in costed.parts), NONE)
    ev = sum((part.ev for part in costed.parts), NONE)
    if sum((part.ev for part in free), NONE) - common <= ev * UNBOOKED_TO:
        return None
    ids = tuple(part.id for part in free)
    shown = ", ".join(ids[:NAMED]) + (f" and {len(ids) - NAMED} more" if len(ids) > NAMED else "")
    return Reason(
        "time_missing",
        f"{percent(sum((part.ev for part in free), NONE) / ev)} of what is done has no time booked "
        f"({shown}): what it cost is not known.",
        ids,
    )


def _costly(parts: Sequence[Part]) -> tuple[str, ...]:
    """The tasks that will cost most beyond their budgets."""
    over = sorted((part.budget - part.eac, part.id) for part in parts if part.eac > part.budget)
    return tuple(id for _, id in over[:NAMED])


def over_reason(parts: Sequence[Part], unit: str) -> Reason | None:
    """Which tasks run over their budgets, the costliest first."""
    by_id = {part.id: part for part in parts}
    named = _costly(parts)
    if not named:
        return None
    said = [
        f"{id} costs {money(part.eac, unit)} instead of {money(part.budget, unit)}"
        for id in named
        for part in [by_id[id]]
    ]
    more = sum(1 for part in parts if part.eac > part.budget) - len(named)
    text = "; ".join(said) + (f"; {more} more run over" if more else "") + "."
    return Reason("tasks_over", text, named)


def exhausted_reason(
    bac: Fraction, ac: Fraction, ev: Fraction, whole: Fraction, unit: str
) -> Reason | None:
    """Said when the money is gone before the work is done."""
    if not bac or ac < bac or ev >= whole:
        return None
    return Reason(
        "budget_exhausted",
        f"{money(ac, unit)} of {money(bac, unit)} are spent and {percent(1 - ev / whole)} "
        "of the work is still to do.",
    )


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
