"""Two plans laid over each other: what moves between them, where it lay and where it would lie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from worktui.app.phrases import counted, near_day
from worktui.engine.plan import Planned


@dataclass(frozen=True, slots=True)
class Ghost:
    """A task that would lie elsewhere, or would be somebody else's. Days are ordinals, both ends
    included; `stepped` is what a step changes itself, the others follow."""

    id: str
    title: str
    who: str
    was_who: str
    was: tuple[int, int]
    now: tuple[int, int]
    stepped: bool


@dataclass(frozen=True, slots=True)
class Ghosts:
    """All that moves, the milestone's own days, and the days that all of it spans."""

    rows: tuple[Ghost, ...]
    name: str
    was: int | None
    now: int | None
    due: int | None
    today: int
    span: tuple[int, int]


def ghosts(before: Planned, after: Planned, milestone: str, stepped: Collection[str]) -> Ghosts:
    """What moves from one plan to the other, steps first, then in the order of the days."""
    rows = []
    for id, placed in after.tasks.items():
        old, task = before.tasks.get(id), after.model.tasks[id]
        if old is None or task.kind == "done":
            continue
        person = before.model.tasks[id].person
        was, now = (old.start, old.finish), (placed.start, placed.finish)
        if was == now and person == task.person and id not in stepped:
            continue
        rows.append(Ghost(id, task.title, task.person, person, was, now, id in stepped))
    rows.sort(key=lambda row: (not row.stepped, row.now, row.id))
    then, stone = before.milestones.get(milestone), after.milestones.get(milestone)
    today = after.model.today
    ends = [day for row in rows for day in (row.was[1], row.now[1])]
    was_end, now_end = (one.forecast if one else None for one in (then, stone))
    due = stone.due if stone else None
    last = max([today + 6, *ends, *(day for day in (was_end, now_end, due) if day is not None)])
    return Ghosts(
        rows=tuple(rows),
        name=stone.name if stone else milestone,
        was=was_end,
        now=now_end,
        due=due,
        today=today,
        span=(today, last),
    )


def moved_words(before: Planned, after: Planned, project: str) -> str:
    """What becomes of a project's days from one plan to the other, in a sentence: milestones with
    old and new day, tasks that come in, how many others move. "" when nothing does."""
    today = date.fromordinal(after.model.today)
    said = []
    for id, stone in after.milestones.items():
        was = before.milestones.get(id)
        if after.model.milestones[id].project != project or was is None:
            continue
        if was.forecast != stone.forecast:
            said.append(f"{stone.name} {_day(was.forecast, today)} → {_day(stone.forecast, today)}")
        if was.due != stone.due:
            due = f"{_day(was.due, today)} → {_day(stone.due, today)}"
            said.append(f"{stone.name} promised {due}")
    mine = [task.id for task in after.model.of(project)]
    new = [id for id in mine if id not in before.tasks]
    said += [f"{id} begins {_day(after.tasks[id].start, today)}" for id in new[:2]]
    moved = sum(
        1
        for id in mine
        if id in before.tasks
        and (before.tasks[id].start, before.tasks[id].finish)
        != (after.tasks[id].start, after.tasks[id].finish)
    )
    if moved:
        said.append(f"{counted(moved, 'task')} {'moves' if moved == 1 else 'move'}")
    return ", ".join(said)


def _day(day: int | None, today: date) -> str:
    return "no day" if day is None else near_day(date.fromordinal(day), today)
