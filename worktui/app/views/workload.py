"""The week of a team by day, as frozen values: who has how much, of how much, and of what.

The sums are those of `worktui people`: the same load of the same plan, one week of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from worktui.app.outlook import Outlook
from worktui.app.phrases import DAYS, MONTHS, full_day
from worktui.app.views.people import LoadCell, people_view
from worktui.engine.lengths import said
from worktui.engine.load import NOBODY, everybody
from worktui.engine.plan.model import Spread

FARTHEST = 12
"""Weeks ahead that can be looked at."""


@dataclass(frozen=True, slots=True)
class DayLoad:
    """A day of somebody: hours planned and hours there are; `state` is over, past (then
    `planned` is what was booked), off (no working time) or ""."""

    planned: float
    room: float
    state: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A task in somebody's week: on which days, how long; `mark` where it is late or waits."""

    task: str
    title: str
    when: str
    hours: float


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """Somebody's week, or nobody's (id ""); `week` as `worktui people` has it."""

    id: str
    name: str
    week: LoadCell
    days: tuple[DayLoad, ...]
    note: str
    work: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True)
class WorkloadView:
    """A week of a team: its heading, its days (`mon 23`), which of them is today (-1: none),
    troubles in words, the people in the order they were made."""

    head: str
    days: tuple[str, ...]
    today: int
    lines: tuple[str, ...]
    people: tuple[PersonLoad, ...]
    empty: str


def workload(seen: Outlook, week: int = 0) -> WorkloadView:
    """The `week`-th week from today's on (0 is this one)."""
    week = min(max(week, 0), FARTHEST)
    load = seen.load(week + 1)
    view = people_view(load)
    start, now = load.weeks[week], load.today
    spread = everybody(seen.planned)
    names = {str(doc["id"]) for doc in seen.work.all("people")}
    parts = _parts(spread, names, range(start, start + 7), now)
    booked = _booked(seen, range(start, min(now, start + 7)))
    rows = []
    for row in view.rows:
        time = seen.planned.model.people.get(row.id)
        mine, spent = parts.get(row.id, {}), booked.get(row.id, {})
        days = tuple(
            _day(day, now, mine, spent, time.on(day) if time else 0, nobody=row.id == NOBODY)
            for day in range(start, start + 7)
        )
        work = _work(seen, mine, date.fromordinal(now))
        rows.append(PersonLoad(row.id, row.name, row.cells[week], days, row.note, work))
    lines = view.lines if week == 0 else ()
    if rows and not names:
        lines = (*lines, "Nobody is in the team yet: `worktui person HANDLE` adds somebody.")
    return _framed(rows, start, now, lines, view.empty)


def _framed(
    rows: list[PersonLoad], start: int, now: int, lines: tuple[str, ...], empty: str
) -> WorkloadView:
    """Without the days of the week's end on which nobody works and nothing is planned."""
    kept = [
        n
        for n in range(7)
        if date.fromordinal(start + n).weekday() < 5
        or any(row.days[n].planned or row.days[n].room for row in rows)
    ]
    first = date.fromordinal(start)
    labels = tuple(_label(date.fromordinal(start + n)) for n in kept)
    people = tuple(
        PersonLoad(row.id, row.name, row.week, tuple(row.days[n] for n in kept), row.note, row.work)
        for row in rows
    )
    today = kept.index(now - start) if now - start in kept else -1
    head = f"week of {first.day} {MONTHS[first.month - 1]}"
    return WorkloadView(head, labels, today, lines, people, empty)


def _label(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day}"


Parts = dict[str, dict[str, dict[int, int]]]
"""Person → task → day → minutes."""


def _parts(spread: Spread, names: set[str], days: range, now: int) -> Parts:
    """What is planned on some days; what lies before today has to be done today."""
    found: Parts = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for task, (person, planned) in spread.items():
        whose = person if person in names else NOBODY
        for day, minutes in planned:
            at = max(day, now)
            if at in days and minutes:
                found[whose][task][at] += minutes
    return found


def _booked(seen: Outlook, days: range) -> dict[str, dict[int, float]]:
    """Hours booked on days that have gone, by person."""
    found: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    if not days:
        return found
    for row in seen.work.all("time"):
        try:
            day = date.fromisoformat(str(row.get("day"))).toordinal()
        except ValueError:
            continue
        if day in days:
            found[str(row.get("person", ""))][day] += float(row.get("hours") or 0)
    return found


def _day(
    day: int,
    now: int,
    mine: Mapping[str, Mapping[int, int]],
    spent: Mapping[int, float],
    minutes: int,
    *,
    nobody: bool,
) -> DayLoad:
    room = round(minutes / 60, 1)
    if day < now:
        return DayLoad(round(spent.get(day, 0.0), 1), room, "past")
    planned = round(sum(days.get(day, 0) for days in mine.values()) / 60, 1)
    if nobody:
        return DayLoad(planned, 0, "over" if planned else "")
    state = "over" if planned > room else "off" if not room else ""
    return DayLoad(planned, room, state)


def _work(seen: Outlook, mine: Mapping[str, Mapping[int, int]], today: date) -> tuple[WorkRow, ...]:
    """The tasks of somebody's week in the order they are planned."""
    made = []
    for task, days in mine.items():
        doc = seen.work.get("tasks", task) or {}
        when = ", ".join(f"{_short(day, today)} {said(n / 60)}" for day, n in sorted(days.items()))
        row = WorkRow(task, str(doc.get("title", "")), when, round(sum(days.values()) / 60, 1))
        made.append((min(days), -sum(days.values()), task, row))
    return tuple(row for *_, row in sorted(made))


def _short(day: int, today: date) -> str:
    at = date.fromordinal(day)
    return "today" if at == today else full_day(at)[:3]
