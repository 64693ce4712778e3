"""Who is planned for how much, by week, as frozen values for the screen and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from worktui.app.phrases import MONTHS, counted, near_day
from worktui.engine.load import NOBODY, Load, Row, Week

NEARLY = 90
"""Hundredths of the time there is from which a week is called full."""


@dataclass(frozen=True, slots=True)
class LoadCell:
    """A week of one person in hours; `state` is over, full, free, away (no time at all) or "".

    `filled` is the planned part of the time there is in hundredths, 100 at most, for a bar;
    `text` says it: `31 of 35`.
    """

    planned: float
    capacity: float
    filled: int
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A person, or nobody (id ""), with a cell for each week and a note in words."""

    id: str
    name: str
    cells: tuple[LoadCell, ...]
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The load of a team: the heads of the weeks (`23 Nov`), the rows, the troubles in words
    first, and what to do where there is nothing."""

    weeks: tuple[str, ...]
    rows: tuple[LoadRow, ...]
    lines: tuple[str, ...]
    empty: str = ""


def people_view(load: Load) -> PeopleView:
    """A load for the screen."""
    today = date.fromordinal(load.today)
    rows = tuple(_row(row, today) for row in load.rows)
    empty = "" if rows else "Nobody is in the team yet: `worktui person HANDLE` adds somebody."
    return PeopleView(tuple(map(_head, load.weeks)), rows, _lines(load), empty)


def _head(start: int) -> str:
    day = date.fromordinal(start)
    return f"{day.day} {MONTHS[day.month - 1]}"


def _row(row: Row, today: date) -> LoadRow:
    cells = tuple(_cell(week, row.id) for week in row.weeks)
    over = any(cell.state == "over" for cell in cells)
    return LoadRow(row.id, row.name, cells, _note(row, today), "over" if over else "")


def _cell(week: Week, id: str) -> LoadCell:
    planned, capacity = _hours(week.planned), _hours(week.capacity)
    if id == NOBODY:
        text = f"{planned:g}" if planned else ""
        return LoadCell(planned, 0, 0, "over" if planned else "", text)
    filled = min(100, week.planned * 100 // week.capacity) if week.capacity else 0
    if week.over:
        state = "over"
    elif not week.capacity:
        state = "away"
    elif filled >= NEARLY:
        state = "full"
    else:
        state = "" if week.planned else "free"
    text = "away" if state == "away" else f"{planned:g} of {capacity:g}"
    return LoadCell(planned, capacity, filled, state, text)


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)


def _said(minutes: int) -> str:
    """Hours in words: `9.3`, `28,000,000`."""
    hours = _hours(minutes)
    return f"{hours:g}" if hours < 100_000 else f"{hours:,.0f}"


def _note(row: Row, today: date) -> str:
    """What the weeks do not tell: what is short, when they are away, what comes later."""
    said = []
    short = max((week.short for week in row.weeks), default=0)
    if short:
        said.append(f"{_said(short)} h more is due than there is time")
    if row.away:
        first = date.fromordinal(row.away[0])
        days = counted(len(row.away), "day")
        said.append(f"off {days} from {near_day(first, today)}")
    if row.later:
        said.append(f"{_said(row.later)} h later")
    return ", ".join(said)


def _lines(load: Load) -> tuple[str, ...]:
    """The troubles, the weightiest first."""
    said = []
    for row in load.rows:
        over = [week for week in row.weeks if week.over] if row.id else []
        if over:
            worst = max(over, key=lambda week: max(week.short, week.planned - week.capacity))
            more = max(worst.short, worst.planned - worst.capacity)
            said.append((-more, f"@{row.id} has {_said(more)} h too much by the end of the "
                                f"week of {_head(worst.start)}"))  # fmt: skip
    said.sort()
    lines = [text for _, text in said]
    lines += [
        f"{_said(row.planned + row.later)} h of {counted(row.tasks, 'task')} are nobody's"
        for row in load.rows
        if row.id == NOBODY and row.planned + row.later
    ]
    idle = [f"@{row.id}" for row in load.rows if row.id and not row.planned and row.capacity]
    if idle:
        lines.append(f"{', '.join(idle)} {'has' if len(idle) == 1 else 'have'} nothing planned")
    return tuple(lines)


def people_json(load: Load) -> dict[str, Any]:
    """The load as `people --json` prints it, in minutes."""
    return {
        "from": date.fromordinal(load.today).isoformat(),
        "weeks": [date.fromordinal(start).isoformat() for start in load.weeks],
        "people": [
            {
                "id": row.id or None,
                "name": row.name,
                "weeks": [
                    {
                        "start": date.fromordinal(week.start).isoformat(),
                        "planned_minutes": week.planned,
                        "capacity_minutes": week.capacity,
                        "short_minutes": week.short,
                        "over": week.over,
                    }
                    for week in row.weeks
                ],
                "later_minutes": row.later,
                "away": [date.fromordinal(day).isoformat() for day in row.away],
                "tasks": row.tasks,
            }
            for row in load.rows
        ],
    }
