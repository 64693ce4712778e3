"""Who is planned for how much, by week, against the time they have.

Minutes, weeks by their first day (an ordinal). The first week counts from today on, so that
what is planned and what is free are of the same days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.plan import PersonTime, PlanModel, Planned, read_plan
from worktui.engine.plan.model import FAR, Spread

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of one person: minutes planned, minutes there are, and minutes that are due by its
    end and have no place up to then (`short`)."""

    start: int
    planned: int
    capacity: int
    short: int = 0

    @property
    def over(self) -> bool:
        """Whether more is planned or due than there is time for."""
        return self.planned > self.capacity or self.short > 0


@dataclass(frozen=True, slots=True)
class Row:
    """The weeks of one person; `id` is "" for the work of nobody, which has no capacity.

    `later` is planned after the last week, `away` the days off in these weeks that the person
    would otherwise work, `tasks` how many tasks are planned for them in all.
    """

    id: str
    name: str
    weeks: tuple[Week, ...]
    later: int
    away: tuple[int, ...]
    tasks: int

    @property
    def planned(self) -> int:
        """Minutes planned in all weeks shown."""
        return sum(week.planned for week in self.weeks)

    @property
    def capacity(self) -> int:
        """Minutes there are in all weeks shown."""
        return sum(week.capacity for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Load:
    """The load of a team: the first day of each week, a row for each person in the order they
    were made, and nobody's last, where there is any."""

    today: int
    weeks: tuple[int, ...]
    rows: tuple[Row, ...]


def load(
    work: Snapshot, today: date, weeks: int, planned: Spread, *, model: PlanModel | None = None
) -> Load:
    """The load of everybody over so many weeks from today's on.

    `planned` gives for each task its person and the (day, minutes) it takes of them, as
    `engine.plan` lays it out. `model` is the plan's picture of the same snapshot and day.
    """
    model = model or read_plan(work, today)
    now = today.toordinal()
    first = now - (now - 1 - Settings.of(work).week_starts) % 7
    starts = tuple(first + 7 * n for n in range(max(1, weeks)))
    names = {str(doc["id"]): str(doc.get("name") or doc["id"]) for doc in work.all("people")}
    taken = _taken(planned, names, now)
    due = _due(model)
    rows = [
        _row(id, name, model.people.get(id), starts, now, taken[id], due[id])
        for id, name in names.items()
    ]
    if taken[NOBODY]:
        rows.append(_row(NOBODY, "nobody", None, starts, now, taken[NOBODY], []))
    return Load(now, starts, tuple(rows))


Taken = list[tuple[str, int, int]]
"""(task, day, minutes) of one person."""


def _taken(planned: Spread, names: Mapping[str, str], now: int) -> dict[str, Taken]:
    """What is planned for each person; what lies before today has to be done today."""
    found: dict[str, Taken] = defaultdict(list)
    for task, (person, days) in planned.items():
        whose = person if person in names else NOBODY
        found[whose].extend((task, max(day, now), minutes) for day, minutes in days)
    return found


def _due(model: PlanModel) -> dict[str, list[tuple[int, int]]]:
    """(day, minutes) by which each person's open work has to be done, where somebody waits."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for task in model.tasks.values():
        if task.kind != "done" and task.cap < FAR:
            found[task.person].append((task.cap, task.minutes))
    return found


def _row(
    id: str,
    name: str,
    time: PersonTime | None,
    starts: Sequence[int],
    now: int,
    taken: Taken,
    due: Sequence[tuple[int, int]],
) -> Row:
    end = starts[-1] + 7
    planned = [0] * len(starts)
    later = 0
    for _, day, minutes in taken:
        if day < end:
            planned[(day - starts[0]) // 7] += minutes
        else:
            later += minutes
    days = range(now, end)
    capacity = [0] * len(starts)
    for day in days if time else ():
        capacity[(day - starts[0]) // 7] += time.on(day) if time else 0
    needed = [sum(n for day, n in due if day < start + 7) for start in starts]
    there = accumulate(capacity)
    short = [max(0, need - has) for need, has in zip(needed, there, strict=True)]
    if time is None:
        short = [0] * len(starts)
    weeks = (Week(*parts) for parts in zip(starts, planned, capacity, short, strict=True))
    away = tuple(day for day in days if _is_away(time, day))
    return Row(id, name, tuple(weeks), later, away, len({task for task, _, _ in taken}))


def _is_away(time: PersonTime | None, day: int) -> bool:
    """Whether a day would be worked but for a holiday or an absence."""
    return time is not None and (day - 1) % 7 in time.days.weekdays and not time.days.works(day)


def everybody(planned: Planned) -> Spread:
    """Where all open work lies, nobody's too: that evenly over the days it is planned on."""
    found = dict(planned.spread)
    for task in planned.model.tasks.values():
        if task.person or task.kind == "done" or not task.minutes:
            continue
        at = planned.tasks[task.id]
        days = [day for day in range(at.start, at.finish + 1) if task.calendar.works(day)]
        days = days or [at.finish]
        each, rest = divmod(task.minutes, len(days))
        found[task.id] = "", tuple((day, each + (n < rest)) for n, day in enumerate(days))
    return found
