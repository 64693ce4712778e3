"""Words of reasons: days, counts, tasks with their person and what is left, driving chains."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from worktui.engine.plan import Planned, PlanTask

MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_FAR = 180
_LONGEST = 28
_MOST = 4


def day(ordinal: int, today: int) -> str:
    """`11 Dec`, with the year where that is far from today."""
    at = date.fromordinal(ordinal)
    short = f"{at.day} {MONTHS[at.month - 1]}"
    return short if abs(ordinal - today) <= _FAR else f"{short} {at.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 task`, `3 tasks`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def working(days: int) -> str:
    """`1 working day`, `3 working days`."""
    return counted(days, "working day")


def who(task: PlanTask) -> str:
    """The person of a task, `nobody` where there is none."""
    return task.person or (f"{task.missing}, who is not there" if task.missing else "nobody")


def title(task: PlanTask) -> str:
    """`WEB-12 Booking page`, a long title cut."""
    text = task.title if len(task.title) <= _LONGEST else task.title[: _LONGEST - 1].rstrip() + "…"
    return f"{task.id} {text}" if text != task.id else task.id


def left(task: PlanTask) -> str:
    """`9 h left`, `4 d left`."""
    if task.duration > 1:
        return f"{task.duration} d left"
    return f"{round(task.minutes / 60, 1):g} h left"


def chained(planned: Planned, chain: Sequence[str]) -> str:
    """` Drives: WEB-12 Booking page (bo, 9 h left) → WEB-31 …`; "" for no chain."""
    if not chain:
        return ""
    shown = list(chain) if len(chain) <= _MOST else [*chain[:2], "", *chain[-1:]]
    parts = []
    for id in shown:
        if not id:
            parts.append(f"{len(chain) - 3} more")
            continue
        task = planned.model.tasks[id]
        parts.append(f"{title(task)} ({who(task)}, {left(task)}{away(planned, task)})")
    return f" Drives: {' → '.join(parts)}."


def away(planned: Planned, task: PlanTask) -> str:
    """`, away 23–25 Mar`: the first absence that falls into a task's days."""
    time = planned.model.people.get(task.person)
    if time is None:
        return ""
    placed, model = planned.tasks[task.id], planned.model
    for first in range(max(placed.start, model.today), placed.finish + 1):
        free = time.days.works(first) or not model.calendar.works(first)  # a holiday is everybody's
        if _off(time.days.weekdays, first) or free:
            continue
        last = first
        while last < placed.finish and not time.days.works(last + 1):
            last += 1
        if last == first:
            return f", away {day(first, model.today)}"
        return f", away {day(first, model.today)} to {day(last, model.today)}"
    return ""


def _off(weekdays: frozenset[int], ordinal: int) -> bool:
    return (ordinal - 1) % 7 not in weekdays
