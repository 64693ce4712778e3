"""Time spent as frozen values: what is offered for a day, and what a task has had of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from worktui.app.phrases import full_day, near_day
from worktui.app.spent import Offer
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.engine.lengths import said

LAST = 3
"""Days of booked time that a task's page names."""


@dataclass(frozen=True, slots=True)
class SpentLine:
    """An offered line: `length` and `why` in words; `question` asks it whole."""

    task: str
    title: str
    hours: float
    length: str
    why: str
    ticked: bool
    question: str


@dataclass(frozen=True, slots=True)
class DayView:
    """What a day was likely spent on: `booked` and `offered` are hours, `head` says them."""

    day: date
    head: str
    booked: float
    offered: float
    lines: tuple[SpentLine, ...]


@dataclass(frozen=True, slots=True)
class TaskTime:
    """Hours of a task. `words` are whole (`3 h of 8 h, 5 h left`), `short` for little room;
    `over` where more is spent than was estimated; `rows` who, when, how long, the last first."""

    spent: float
    estimate: float | None
    left: float | None
    words: str
    short: str
    over: bool
    rows: tuple[tuple[str, str, str], ...]


def day_view(found: Sequence[Offer], booked: float, day: date) -> DayView:
    """Offered lines of a day for screens and answers."""
    lines = tuple(_line(one) for one in found)
    offered = sum(one.hours for one in found)
    head = f"{full_day(day)}: {said(booked)} booked" if booked else full_day(day)
    return DayView(day, head, booked, offered, lines)


def _line(one: Offer) -> SpentLine:
    length = said(one.hours)
    asked = f"You worked on {one.task} about {length}?"
    return SpentLine(one.task, one.title, one.hours, length, one.why, one.sure, asked)


def offer_json(found: Sequence[Offer], booked: float, day: date, who: str) -> dict[str, Any]:
    """`spent --offer --json`: minutes, as durations are told elsewhere."""
    return {
        "person": who,
        "day": day.isoformat(),
        "booked_minutes": round(booked * 60),
        "offers": [
            {
                "task": one.task,
                "title": one.title,
                "minutes": round(one.hours * 60),
                "why": one.why,
                "sure": one.sure,
            }
            for one in found
        ],
    }


def task_time(work: Snapshot, doc: Doc, today: date) -> TaskTime:
    """What was spent on a task, of how much, and what is left."""
    id = doc["id"]
    rows = [row for row in work.all("time") if row.get("task") == id]
    spent = sum(float(row.get("hours") or 0) for row in rows)
    estimate, left = _number(doc.get("estimate_hours")), _number(doc.get("remaining_hours"))
    over = estimate is not None and spent > estimate
    whole = f" of {said(estimate)}" if estimate else ""
    rest = left if left is not None else max(0.0, estimate - spent) if estimate else None
    told = f", {said(rest)} left" if rest else ""
    short = (said(spent) if spent else "0 h") + whole
    if not spent and not estimate and not left:
        return TaskTime(0.0, None, None, "", "", over=False, rows=())
    return TaskTime(spent, estimate, left, short + told, short, over, _last(rows, today))


def _last(rows: Sequence[Doc], today: date) -> tuple[tuple[str, str, str], ...]:
    """Who, when, how long: what one booked on a day is one row."""
    sums: dict[tuple[str, str], float] = {}
    for row in rows:
        key = str(row.get("day", "")), str(row.get("person", ""))
        sums[key] = sums.get(key, 0.0) + float(row.get("hours") or 0)
    last = sorted(sums.items(), reverse=True)[:LAST]
    return tuple((who, _day(day, today), said(hours)) for (day, who), hours in last)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _day(day: str, today: date) -> str:
    try:
        return near_day(date.fromisoformat(day), today)
    except ValueError:
        return ""
