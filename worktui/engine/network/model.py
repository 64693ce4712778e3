"""A network of tasks and what is computed of it. Days are ordinals, durations working days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worktui.engine.workdays import Workdays

LINK_TYPES = ("FS", "SS", "FF", "SF")
"""Finish to start, start to start, finish to finish, start to finish; the place is the code."""

CONSTRAINTS = ("ASAP", "ALAP", "SNET", "FNET", "SNLT", "FNLT", "MSO", "MFO")


@dataclass(frozen=True, slots=True)
class Task:
    """One task; `duration` 0 is a milestone. `calendar` None is that of the project.

    `constraint` is (type, day), the day unread for ASAP and ALAP. With `actual_finish` it is
    done; with only `actual_start` in progress, `remaining` working days left from the
    status date (None: as many as the duration has left by then, at least one).
    """

    id: str
    duration: int
    calendar: Workdays | None = None
    constraint: tuple[str, int] | None = None
    deadline: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for `before`. `lag` in working days of the successor's calendar, or in
    calendar days where `elapsed`; negative is a lead."""

    before: str
    after: str
    type: str = "FS"
    lag: int = 0
    elapsed: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """All of a project: nothing starts before `start`, nor before `status`, the first day on
    which remaining work can be done. `near` days of slack are near critical."""

    start: int
    tasks: Sequence[Task]
    links: Sequence[Link]
    calendar: Workdays
    status: int | None = None
    near: int = 2


@dataclass(frozen=True, slots=True)
class Times:
    """Days of one task, all inclusive. What is done has no late dates and no slack; what is in
    progress has no late start. `total` and `free` in working days."""

    early_start: int
    early_finish: int
    late_start: int | None
    late_finish: int | None
    total: int | None
    free: int | None
    critical: bool
    done: bool


@dataclass(frozen=True, slots=True)
class ConstraintConflict:
    """A constraint that the links break, and by how many working days of the task."""

    task: str
    type: str
    working_days: int


@dataclass(frozen=True, slots=True)
class DeadlineKept:
    """Whether a deadline is met, with the working days of the task that are missing or spare."""

    task: str
    day: int
    met: bool
    late: int
    spare: int


@dataclass(frozen=True, slots=True)
class Driver:
    """What fixes an early start: `kind` is link, start, status, constraint or actual."""

    kind: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """Dates of every task. `finish` is the last early finish, or the start of an empty
    project. `drivers` names what fixes the early start of each task."""

    finish: int
    times: Mapping[str, Times]
    conflicts: tuple[ConstraintConflict, ...]
    deadlines: tuple[DeadlineKept, ...]
    critical: tuple[str, ...]
    near_critical: tuple[str, ...]
    drivers: Mapping[str, tuple[Driver, ...]]
