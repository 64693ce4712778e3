"""What a way out brings with it: who moves along, who has how much to do, what it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from worktui.app.phrases import MONTHS, counted
from worktui.app.rescue_steps import days_words
from worktui.domain.snapshot import Snapshot
from worktui.engine.plan import Planned

MOST = 8
"""Lines of each kind; the rest is counted."""


def follows(before: Planned, after: Planned, changed: Collection[str]) -> tuple[str, ...]:
    """Tasks that move because others do, those that move furthest first."""
    moved = []
    for id, was in before.tasks.items():
        now = after.tasks[id]
        if id not in changed and (was.start, was.finish) != (now.start, now.finish):
            moved.append((-abs(now.finish - was.finish), id))
    said = []
    for _, id in sorted(moved)[:MOST]:
        was, now = before.tasks[id], after.tasks[id]
        title = before.model.tasks[id].title
        then = days_words(max(was.start, before.model.today), was.finish)
        said.append(f"{title} {then} → {days_words(max(now.start, after.model.today), now.finish)}")
    if len(moved) > MOST:
        said.append(f"and {counted(len(moved) - MOST, 'other task')}")
    return tuple(said)


def load_words(before: Planned, after: Planned) -> tuple[str, ...]:
    """People whose fullest week changes: `li 60 % → 95 % in the week of 9 Mar`."""
    was, now = _weeks(before), _weeks(after)
    rows = []
    for person in after.model.people:
        keys = {week for name, week in (*was, *now) if name == person}
        diffs = {
            week: now.get((person, week), 0) - was.get((person, week), 0)
            for week in keys
            if _room(after, person, week)
        }
        if not any(diffs.values()):
            continue
        week = max(diffs, key=lambda week: (abs(diffs[week]), -week))
        room = _room(after, person, week)
        old, new = (100 * weeks.get((person, week), 0) // room for weeks in (was, now))
        if old != new:
            rows.append(
                (-abs(new - old), f"{person} {old} % → {new} % in the week of {_day(week)}")
            )
    return tuple(text for _, text in sorted(rows)[:MOST])


def _weeks(planned: Planned) -> dict[tuple[str, int], int]:
    """Minutes by person and Monday."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for person, taken in planned.spread.values():
        for day, minutes in taken:
            found[(person, day - (day - 1) % 7)] += minutes
    return found


def _room(planned: Planned, person: str, monday: int) -> int:
    time = planned.model.people[person]
    return sum(time.on(day) for day in range(max(monday, planned.model.today), monday + 7))


def _day(day: int) -> str:
    given = date.fromordinal(day)
    return f"{given.day} {MONTHS[given.month - 1]}"


def cost_words(work: Snapshot, before: Planned, after: Planned) -> str:
    """What the work left costs more or less by other people's rates; "" for no difference."""
    rates = {
        str(doc["id"]): Decimal(str(doc["rate"])) for doc in work.all("people") if doc.get("rate")
    }
    if not rates:
        return ""
    was, now = _minutes(before), _minutes(after)
    changed = [person for person in {**was, **now} if was.get(person) != now.get(person)]
    unknown = sorted(person for person in changed if person and person not in rates)
    if unknown:
        return f"cost not known: @{unknown[0]} has no rate"
    difference = sum(
        (rates.get(p, Decimal(0)) * (now.get(p, 0) - was.get(p, 0)) / 60 for p in changed),
        Decimal(0),
    )
    amount = difference.quantize(Decimal(1))
    if not amount:
        return ""
    units = {str(doc.get("currency") or "") for doc in work.all("projects")} - {""}
    unit = f" {units.pop()}" if len(units) == 1 else ""
    return f"{'+' if amount > 0 else '−'}{abs(amount):,}{unit}"


def _minutes(planned: Planned) -> dict[str, int]:
    """Minutes of work left by person, "" for nobody's, which costs nothing yet."""
    minutes: dict[str, int] = defaultdict(int)
    for person, taken in planned.spread.values():
        minutes[person] += sum(count for _, count in taken)
    return dict(minutes)
