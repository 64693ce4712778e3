"""The money of a project as frozen values: three lines in words, then the figures behind them.

Whoever draws it needs no rule: what is not defined is `–` with the reason as its note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from worktui.app.phrases import near_day
from worktui.engine.budget import Budget, Part, Point, sentence
from worktui.engine.budget_words import money, percent, rounded

NOTHING = "–"
RATIOS = ("cpi", "spi", "tcpi", "es_periods", "at_periods", "spi_t")
STATES = {"on_budget": "", "watch": "watch", "over": "over", "unknown": "unknown"}
_LABELS = {
    "bac": "Budget",
    "ac": "Spent",
    "ev": "Done is worth",
    "pv": "Planned by now",
    "eac": "Ends at",
    "etc": "Still to spend",
    "vac": "Left at the end",
    "cv": "Cost variance",
    "sv": "Schedule variance",
    "cpi": "CPI",
    "spi": "SPI",
    "spi_t": "SPI(t)",
    "tcpi": "TCPI",
    "es_periods": "Weeks earned",
    "at_periods": "Weeks gone",
    "burn_per_week": "A week costs",
}
_NOTES = {
    "ev": "what is done, at its budget",
    "pv": "what should be done, at its budget",
    "cv": "done less spent",
    "sv": "done less planned",
    "cpi": "done for each unit spent; below 1 costs more",
    "spi": "done of what was planned; below 1 is late",
    "spi_t": "weeks earned by weeks gone: still true at the end",
    "tcpi": "what each unit left must do to meet the budget",
    "burn_per_week": "mean of four weeks",
    "etc": "",
    "bac": "",
    "ac": "",
    "eac": "",
    "vac": "",
    "es_periods": "how far along the baseline",
    "at_periods": "since the baseline's first day",
}
MAIN = ("bac", "ac", "ev", "pv", "eac", "etc", "vac", "burn_per_week")
INDICES = ("cpi", "spi", "tcpi", "es_periods", "at_periods", "spi_t", "cv", "sv")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One answer in words; `state` is "" (in order), watch, over or unknown."""

    label: str
    text: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One figure: its label, its value as it is shown, and a note: what it means, or why it is
    not there."""

    name: str
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A milestone or task: what it was to cost, has cost and will cost, in words and figures.

    `over` says that it will cost more than its budget; `note` by how much, or that it is done.
    """

    id: str
    name: str
    budget: str
    spent: str
    ends: str
    done: str
    note: str
    over: bool


@dataclass(frozen=True, slots=True)
class MoneyView:
    """All of the screen. `lines` are the answers in words; `main` and `indices` the figures
    behind them; `why` and `assumptions` sentences; `empty` what to do where there is nothing."""

    project: str
    name: str
    currency: str
    health: str
    lines: tuple[MoneyLine, ...]
    main: tuple[MoneyRow, ...]
    indices: tuple[MoneyRow, ...]
    milestones: tuple[PartRow, ...]
    tasks: tuple[PartRow, ...]
    why: tuple[str, ...]
    assumptions: tuple[str, ...]
    curve: tuple[Point, ...]
    empty: str = ""


def money_view(budget: Budget) -> MoneyView:
    """A budget for the screen."""
    return MoneyView(
        project=budget.project,
        name=budget.name,
        currency=budget.currency,
        health=budget.health,
        lines=(_cost(budget), _pace(budget), _time(budget)),
        main=tuple(_row(budget, name) for name in MAIN),
        indices=tuple(_row(budget, name) for name in INDICES),
        milestones=tuple(_part(part, budget.currency) for part in budget.by_milestone),
        tasks=tuple(_part(part, budget.currency) for part in _costliest(budget.by_task)),
        why=tuple(reason.text for reason in budget.why),
        assumptions=budget.assumptions,
        curve=budget.curve,
        empty=_empty(budget),
    )


def _cost(budget: Budget) -> MoneyLine:
    return MoneyLine("Budget", sentence(budget), STATES[budget.health])


def _pace(budget: Budget) -> MoneyLine:
    """How fast it goes, and until when it lasts."""
    rate, out = budget.burn_per_week, budget.runs_out
    if rate is None:
        return MoneyLine("Pace", _low(budget.undefined["burn_per_week"]), "unknown")
    said = f"a week costs {money(rate, budget.currency)}"
    if out is None:
        return MoneyLine("Pace", f"{said}; {_low(budget.undefined['runs_out'])}")
    if out <= budget.today:
        return MoneyLine("Pace", f"{said}; the budget was spent on {_day(out, budget)}", "over")
    short = budget.health == "over"
    return MoneyLine(
        "Pace", f"{said}; the budget lasts till {_day(out, budget)}", "watch" if short else ""
    )


def _low(text: str) -> str:
    """A sentence as the end of another one."""
    return text[:1].lower() + text[1:].rstrip(".")


def _day(day: date, budget: Budget) -> str:
    return near_day(day, budget.today)


def _time(budget: Budget) -> MoneyLine:
    """How far along its plan it is, in weeks."""
    earned, gone = budget.es_periods, budget.at_periods
    if earned is None or gone is None:
        return MoneyLine("Plan", _low(budget.undefined["pv"]), "unknown")
    if not gone:
        return MoneyLine("Plan", "the baseline has not begun yet")
    away = abs(earned - gone)
    whole = f"{_number(earned, 1)} of {_number(budget.planned_periods or earned, 1)} weeks done"
    if away < Fraction(1, 5):  # within a working day is as planned
        return MoneyLine("Plan", f"{whole}, as planned")
    side = "behind" if earned < gone else "ahead"
    return MoneyLine(
        "Plan", f"{whole}, {_number(away, 1)} {side}", "watch" if earned < gone else ""
    )


def _row(budget: Budget, name: str) -> MoneyRow:
    value: Fraction | None = getattr(budget, name)
    label = _LABELS[name]
    if value is None:
        return MoneyRow(name, label, NOTHING, budget.undefined.get(name, ""))
    if name in RATIOS:
        return MoneyRow(name, label, _number(value, 2), _NOTES[name])
    note = _note(budget, name) or _NOTES[name]
    return MoneyRow(name, label, money(value, budget.currency), note)


def _note(budget: Budget, name: str) -> str:
    if name == "bac" and budget.bac != budget.tasks_budget:
        return f"its tasks come to {money(budget.tasks_budget, budget.currency)}"
    if name == "ac" and budget.share_spent is not None:
        return f"{percent(budget.share_spent)} of the budget"
    if name == "ev" and budget.share_done is not None:
        return f"{percent(budget.share_done)} of the work"
    if name == "pv" and budget.baseline_taken is not None:
        return f"by the baseline of {_day(budget.baseline_taken, budget)}"
    if name == "eac":
        return {
            "done": "all is done",
            "bottom_up": "spent, and the estimates of what is left",
            "index": "at the cost of what is done so far",
            "budget_rate": "the rest as budgeted",
        }.get(budget.eac_rule, "")
    return ""


def _number(value: Fraction, places: int) -> str:
    return format(rounded(value, places), "f")


def _costliest(parts: Sequence[Part]) -> list[Part]:
    """Those that run furthest over first, then as they were made."""
    return sorted(parts, key=lambda part: min(part.budget - part.eac, Fraction(0)))


def _part(part: Part, currency: str) -> PartRow:
    over = part.eac - part.budget
    note = "done" if part.done else ""
    if over > 0:
        note = f"{money(over, currency)} over" + (", done" if part.done else "")
    elif over < 0 and part.done:
        note = f"{money(-over, currency)} under, done"
    return PartRow(
        part.id,
        part.name,
        money(part.budget, currency),
        money(part.ac, currency),
        money(part.eac, currency),
        percent(part.ev / part.budget) if part.budget else NOTHING,
        note,
        over > 0,
    )


def _empty(budget: Budget) -> str:
    if budget.by_task or budget.ac:
        return ""
    return f"{budget.project} has no tasks and no costs yet."
