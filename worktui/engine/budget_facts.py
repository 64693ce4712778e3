"""What is stored about the money of a project: rates, what was spent when, the newest baseline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import check, parse_day
from worktui.domain.snapshot import Snapshot
from worktui.engine.budget_model import HOURS

FAR = 40 * 366
"""Days; a date further from today than this is a slip of the pen and plans nothing."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Money of one time entry or cost; `task` is "" for what belongs to the project as such."""

    day: int
    amount: Fraction
    task: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A task as its baseline has it: days (both worked on), budget and hours of work, None where
    not said."""

    start: int | None
    finish: int | None
    budget: Fraction | None
    hours: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All money of a project up to the end of a day, in one unit.

    `unpriced` are hours by people without a rate, `foreign` sums of costs by their other
    currency: neither is in `spent`. `later` counts entries after the day. `rates` are for an
    hour; `average` stands for nobody's, None where nobody has one.
    """

    unit: str
    budget: Fraction | None
    spent: tuple[Spent, ...]
    hours: Fraction
    unpriced: Mapping[str, Fraction]
    foreign: Mapping[str, Fraction]
    later: int
    rates: Mapping[str, Fraction]
    average: Fraction | None
    rows: Mapping[str, Row]
    taken: int | None


def amount(value: Any) -> Fraction | None:
    """A stored amount or number of hours, exactly; None for what is none, or is out of all
    bounds."""
    try:
        checked = check("money", "amount", value)
    except BadInput:
        return None
    return None if checked is None else Fraction(checked)


def ordinal(value: Any) -> int | None:
    """A stored day; None for what is none."""
    try:
        return parse_day(str(value)).toordinal()
    except ValueError:
        return None


def read_facts(work: Snapshot, project: Doc, today: date, *, bare: bool = False) -> Facts:
    """The facts of one project; time and costs count to the end of `today`. `bare` leaves the
    baseline out."""
    id, now = str(project["id"]), today.toordinal()
    budget = amount(project.get("budget"))
    times = [doc for doc in work.all("time") if _project_of(work, doc) == id]
    costs = [doc for doc in work.all("costs") if _project_of(work, doc) == id]
    rates = _rates(work.all("people"))
    unit = _unit(work, project, costs)
    if not rates and budget is None and not costs:
        unit, rates = HOURS, {str(doc["id"]): Fraction(1) for doc in work.all("people")}
    ledger = _Ledger(now, unit, rates)
    for doc in times:
        ledger.time(doc)
    for doc in costs:
        ledger.cost(doc)
    rows, taken = ({}, None) if bare else _baseline(work, id, now)
    return Facts(
        unit,
        budget,
        tuple(sorted(ledger.spent, key=lambda one: one.day)),
        ledger.hours,
        dict(ledger.unpriced),
        dict(ledger.foreign),
        ledger.later,
        rates,
        _average(work, id, rates),
        rows,
        taken,
    )


class _Ledger:
    """Entries being added up to the end of a day."""

    def __init__(self, now: int, unit: str, rates: Mapping[str, Fraction]) -> None:
        self.now, self.unit, self.rates = now, unit, rates
        self.spent: list[Spent] = []
        self.hours = Fraction(0)
        self.unpriced: dict[str, Fraction] = defaultdict(Fraction)
        self.foreign: dict[str, Fraction] = defaultdict(Fraction)
        self.later = 0

    def time(self, doc: Doc) -> None:
        """Hours somebody worked, at their rate."""
        hours = amount(doc.get("hours"))
        day = self._counts(doc)
        if day is None or hours is None:
            return
        self.hours += hours
        person = str(doc.get("person") or "")
        if person in self.rates:
            self.spent.append(Spent(day, hours * self.rates[person], str(doc.get("task") or "")))
        else:
            self.unpriced[person] += hours

    def cost(self, doc: Doc) -> None:
        """Money spent; another currency is never added."""
        cost = amount(doc.get("amount"))
        day = self._counts(doc)
        if day is None or cost is None:
            return
        currency = str(doc.get("currency") or self.unit).upper()
        if currency == self.unit:
            self.spent.append(Spent(day, cost, str(doc.get("task") or "")))
        else:
            self.foreign[currency] += cost

    def _counts(self, doc: Doc) -> int | None:
        """The day of an entry; None for one that does not count yet, or has no day."""
        day = ordinal(doc.get("day"))
        if day is not None and day > self.now:
            self.later += 1
            return None
        return day


def _project_of(work: Snapshot, doc: Doc) -> str:
    """The project of an entry: its own, else its task's. What was spent on a task that is gone
    stays spent: its id names the project it was made in."""
    if doc.get("project"):
        return str(doc["project"])
    id = str(doc.get("task") or "")
    task = work.get("tasks", id)
    return id.rpartition("-")[0] if task is None else str(task.get("project") or "")


def _unit(work: Snapshot, project: Doc, costs: Iterable[Doc]) -> str:
    """The currency of a project: its own, else the one that its costs agree on, else the one
    that all projects have."""
    if project.get("currency"):
        return str(project["currency"]).upper()
    for docs in (costs, work.all("projects")):
        named = {str(doc["currency"]).upper() for doc in docs if doc.get("currency")}
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""


def _rates(people: Iterable[Doc]) -> dict[str, Fraction]:
    found = ((str(doc["id"]), amount(doc.get("rate"))) for doc in people if doc.get("rate"))
    return {id: rate for id, rate in found if rate is not None}


def _average(work: Snapshot, project: str, rates: Mapping[str, Fraction]) -> Fraction | None:
    """The mean rate of those who have tasks in a project, else of everybody."""
    here = {
        str(task.get("assignee") or "")
        for task in work.all("tasks")
        if task.get("project") == project
    }
    known = [rates[id] for id in sorted(here) if id in rates] or list(rates.values())
    return sum(known, Fraction(0)) / len(known) if known else None


def _baseline(work: Snapshot, project: str, now: int) -> tuple[dict[str, Row], int | None]:
    """The rows of the newest baseline taken by a day, and when it was taken."""
    newest: Doc | None = None
    taken = None
    for doc in work.all("baselines"):
        day = ordinal(doc.get("taken"))
        if doc.get("project") != project or day is None or day > now:
            continue
        if taken is None or day >= taken:
            newest, taken = doc, day
    rows = {}
    for item in (newest or {}).get("tasks") or ():
        if isinstance(item, Mapping) and item.get("task"):
            start, finish = _near(item.get("start"), now), _near(item.get("finish"), now)
            rows[str(item["task"])] = Row(
                start, finish, amount(item.get("budget")), amount(item.get("hours"))
            )
    return rows, taken


def _near(value: Any, now: int) -> int | None:
    day = ordinal(value)
    return day if day is not None and abs(day - now) <= FAR else None
