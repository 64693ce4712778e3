"""The plan as everything reads it that judges it: tasks, people, milestones, and where they lie.

Days are proleptic ordinals (`date.toordinal()`), both ends of a span included; work is whole
minutes. Nothing here is changed after it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.engine.workdays import Workdays

Kind = Literal["todo", "doing", "done"]
FAR = date(9000, 1, 1).toordinal()
"""A day that nothing is due before."""


@dataclass(frozen=True, slots=True)
class PersonTime:
    """A teammate's time: the days they work and the minutes of each weekday (Monday first)."""

    id: str
    name: str
    days: Workdays
    minutes: tuple[int, ...]

    @property
    def daily(self) -> int:
        """Minutes of an average working day, at least one."""
        worked = [n for n in self.minutes if n]
        return max(1, sum(worked) // len(worked)) if worked else 1

    @property
    def weekly(self) -> int:
        """Minutes of a week without holidays and absences."""
        return sum(self.minutes)

    def on(self, day: int) -> int:
        """Minutes of one day: none on a day off, an average day's on an extra day."""
        return (self.minutes[(day - 1) % 7] or self.daily) if self.days.works(day) else 0


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A dependency: `after` waits for `before`; lag in working days of `after`, or elapsed."""

    before: str
    after: str
    type: str = "FS"
    lag: int = 0
    elapsed: bool = False


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task as planning sees it.

    `person` is "" for nobody's (or somebody who is not in the team, who then stands in
    `missing`). `minutes` is the work left for its person, `duration` the same in whole working
    days; both 0 when done. `total` is the whole work in minutes, `floor` the first day it may
    start on because somebody said so, `due` and `deadline` as stored, `cap` the earliest of
    deadline, own due day and due day of its milestone. `calendar` is where its days are counted.
    """

    id: str
    title: str
    project: str
    milestone: str
    person: str
    missing: str
    kind: Kind
    duration: int
    minutes: int
    total: int
    estimated: bool
    by_days: bool
    calendar: Workdays
    own_calendar: bool
    floor: int | None
    constraint: tuple[str, int] | None
    due: int | None
    deadline: int | None
    cap: int
    actual_start: int | None
    actual_finish: int | None
    blocked: str
    eligible: tuple[str, ...]
    priority: str
    rank: float
    links: tuple[PlanLink, ...]
    doc: Doc = field(repr=False, compare=False)

    @property
    def must_end(self) -> int | None:
        """The last day it may end on by its constraint; None where that says nothing."""
        kind, day = self.constraint or ("", 0)
        if kind in ("FNLT", "MFO"):
            return day
        if kind in ("SNLT", "MSO") and self.kind == "todo":  # a begun one has kept it or has not
            try:
                last = self.calendar.previous(day) if kind == "SNLT" else day
                return self.calendar.plus(last, max(1, self.duration))
            except BadInput:  # further away than days go
                return None
        return None

    @property
    def last_day(self) -> int | None:
        """The last day it may end on by itself: its deadline, its constraint, the earlier one."""
        days = [day for day in (self.deadline, self.must_end) if day is not None]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class PlanMilestone:
    """A checkpoint: its promised day, its weight and its tasks in the order they were made."""

    id: str
    name: str
    project: str
    due: int | None
    weight: int
    tasks: tuple[str, ...]
    doc: Doc = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the plan's facts: what, where, the way out. `ids` are its tasks."""

    kind: str
    text: str
    hint: str
    ids: tuple[str, ...] = ()
    project: str = ""


@dataclass(frozen=True, slots=True)
class PlanModel:
    """All facts that planning needs, read once from a snapshot."""

    today: int
    tasks: Mapping[str, PlanTask]
    people: Mapping[str, PersonTime]
    milestones: Mapping[str, PlanMilestone]
    projects: Mapping[str, Doc]
    calendar: Workdays
    calendars: Mapping[str, Workdays]
    daily: int
    problems: tuple[Problem, ...]

    def calendar_of(self, project: str) -> Workdays:
        """The calendar of a project, else the workspace's."""
        return self.calendars.get(project, self.calendar)

    def of(self, project: str) -> tuple[PlanTask, ...]:
        """The tasks of a project, in the order they were made."""
        return tuple(task for task in self.tasks.values() if task.project == project)


CauseKind = Literal["status", "link", "person", "date", "actual", "calendar"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a task starts where it starts: today, a link, its person's other work, a date."""

    kind: CauseKind
    by: str = ""
    """The task that has to come first, for `link` and `person`."""
    link: PlanLink | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a task lies. `slack` is how many working days later it could finish with every
    promise downstream kept (negative: so many too late); None when nothing waits for it."""

    id: str
    start: int
    finish: int
    slack: int | None
    cause: Cause
    on_chain: bool = False


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    """A milestone forecast: the day its last task ends, its driving chain in order of work.

    `slack` counts working days from the forecast to the promise; None without a promise or
    without tasks.
    """

    id: str
    name: str
    project: str
    due: int | None
    forecast: int | None
    slack: int | None
    chain: tuple[str, ...]
    done: bool


Spread = Mapping[str, tuple[str, tuple[tuple[int, int], ...]]]
"""Per task its person and the (day, minutes) it takes of them."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The whole plan under people's capacity: what is where, why, and what is wrong with it."""

    model: PlanModel
    tasks: Mapping[str, Placed]
    milestones: Mapping[str, MilestonePlan]
    order: tuple[str, ...]
    spread: Spread
    problems: tuple[Problem, ...]
    assumptions: tuple[str, ...]

    def finish(self, project: str) -> int | None:
        """The last planned day of a project, None without tasks."""
        ends = [self.tasks[task.id].finish for task in self.model.of(project)]
        return max(ends, default=None)

    def dates(self) -> dict[str, tuple[date, date]]:
        """Planned start and finish of every task as dates."""
        return {
            id: (date.fromordinal(task.start), date.fromordinal(task.finish))
            for id, task in self.tasks.items()
        }
