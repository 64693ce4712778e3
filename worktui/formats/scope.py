"""What of a workspace goes into a file of one project: its tasks in order, and when they lie.

Every exporter of plans reads the work through this, so that all of them leave out the same
(what is archived) and date the same way: as planned, else as done, else as promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from math import ceil
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound
from worktui.domain.fields import parse_day
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.working import week_of

Days = Mapping[str, tuple[date, date]]
"""First and last day of each task, both included."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A project as an exporter sees it.

    `groups` are its milestones in order, each with its tasks; those of no milestone come first,
    under None. `kinds` are the kinds of columns.
    """

    project: Doc
    settings: Settings
    groups: Sequence[tuple[Doc | None, Sequence[Doc]]]
    kinds: Mapping[str, str]
    people: Mapping[str, Doc]
    planned: Days

    @classmethod
    def of(cls, work: Snapshot, key: str, planned: Days) -> Scope:
        """A project by its key; raises NotFound, BadInput for one that has no tasks."""
        project = find_project(work, key)
        id = str(project["id"])
        tasks = ordered(task for task in work.all("tasks") if task.get("project") == id)
        stones = [stone for stone in work.all("milestones") if stone.get("project") == id]
        if not tasks:
            raise BadInput(
                f"{id} has no tasks, so there is nothing to write.",
                hint=f"`worktui add` with [{id}] makes one.",
            )
        own = {stone["id"] for stone in stones}
        loose = [task for task in tasks if task.get("milestone") not in own]
        groups: list[tuple[Doc | None, Sequence[Doc]]] = [(None, loose)] if loose else []
        groups += [
            (stone, [task for task in tasks if task.get("milestone") == stone["id"]])
            for stone in stones
        ]
        return cls(
            project=project,
            settings=Settings.of(work),
            groups=groups,
            kinds={str(c["id"]): str(c.get("kind") or "todo") for c in work.all("columns")},
            people={str(person["id"]): person for person in work.all("people")},
            planned=planned,
        )

    @property
    def key(self) -> str:
        """The project's key."""
        return str(self.project["id"])

    @property
    def name(self) -> str:
        """What the project is called."""
        return str(self.project.get("name") or self.key)

    @property
    def tasks(self) -> list[Doc]:
        """All tasks in the order of the groups."""
        return [task for _, tasks in self.groups for task in tasks]

    def kind(self, task: Doc) -> str:
        """`todo`, `doing` or `done`."""
        if task.get("actual_finish"):
            return "done"
        kind = self.kinds.get(str(task.get("status")), "todo")
        return "doing" if kind == "todo" and task.get("actual_start") else kind

    def day(self, value: Any) -> date | None:
        """The day of a stored day or instant in workspace time."""
        if not value:
            return None
        text = str(value)
        return parse_day(text) if len(text) == 10 else self.settings.due_day(text)

    def days(self, task: Doc) -> tuple[date, date] | None:
        """First and last day of a task: planned, else done, else promised; None without any."""
        if task["id"] in self.planned:
            return self.planned[task["id"]]
        start = self.day(task.get("actual_start")) or self.day(task.get("start"))
        finish = self.day(task.get("actual_finish")) or self.day(task.get("due"))
        start, finish = start or finish, finish or start
        if start is None or finish is None:
            return None
        return min(start, finish), finish

    def week(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The spans of work of each weekday in minutes, Monday first."""
        return week_of(self.settings.working_hours)

    def minutes_a_day(self, handle: str = "") -> int:
        """Minutes of an average working day, of the workspace or of a person."""
        person = self.people.get(handle) or {}
        week = week_of(person.get("working_hours") or self.settings.working_hours)
        spent = [sum(end - begin for begin, end in day) for day in week]
        worked = [minutes for minutes in spent if minutes > 0]
        if not worked:
            return 480
        weekly = person.get("hours_per_week")
        if weekly is not None:
            return max(1, round(float(weekly) * 60 / len(worked)))
        return sum(worked) // len(worked)

    def length(self, task: Doc) -> float | None:
        """Working days of a task; None when nobody has said how long it takes."""
        days = task.get("duration_days")
        if days is not None:
            return float(days)
        hours = task.get("estimate_hours", task.get("remaining_hours"))
        if hours is None:
            return None
        return ceil(float(hours) * 60 / self.minutes_a_day(str(task.get("assignee") or "")))

    def done_share(self, task: Doc) -> int:
        """Per cent done, by what is left of the estimate; 100 only when it is done."""
        kind = self.kind(task)
        if kind != "doing":
            return 100 if kind == "done" else 0
        left, whole = task.get("remaining_hours"), task.get("estimate_hours")
        if left is None or not whole:
            return 0
        return max(0, min(99, round(100 - 100 * float(left) / float(whole))))


def find_project(work: Snapshot, key: str) -> Doc:
    """A project by its key or its name; raises NotFound with the nearest ones."""
    found = work.get("projects", key) or work.get("projects", key.upper())
    if found is not None:
        return found
    for project in work.all("projects"):
        if str(project.get("name", "")).casefold() == key.casefold():
            return project
    known = [str(id) for id in work.ids("projects")]
    near = get_close_matches(key.upper(), known, n=1)
    some = f"There are {', '.join(known[:12])}." if known else "There are none yet."
    raise NotFound(
        f"There is no project “{key[:60]}”.", hint=f"Did you mean {near[0]}?" if near else some
    )


def ordered(tasks: Iterable[Doc]) -> list[Doc]:
    """Tasks in the order people gave them, without what is archived."""
    kept = [task for task in tasks if not task.get("archived")]
    return sorted(kept, key=lambda task: (float(task.get("rank", 0)), str(task["id"])))


def links_of(task: Doc) -> list[tuple[str, str, float, bool]]:
    """(task before, type, lag in days, elapsed) of each link of a task."""
    return [
        (
            str(link["task"]),
            str(link.get("type") or "FS"),
            float(link.get("lag_days") or 0),
            bool(link.get("elapsed")),
        )
        for link in task.get("depends_on") or ()
    ]
