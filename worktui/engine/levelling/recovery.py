"""The plain problem of saving milestones: who does what, from when, with as few changes as can be.

Time is in slots of the project's working days, `grain` slots a day, from 0; an interval is
[start, end). A task is worked on without a break, but for the blocked slots of its person
(absences, days off, work that cannot be touched), which it runs across. A person does one task
at a time. Links, promises and lateness are in whole days, as everything that people read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

LinkType = Literal["FS", "SS", "FF", "SF"]
NOBODY = -1
REASSIGNED, MOVED = 3, 1
"""What a task handed over costs, and one taken out of the order of its person's list."""


@dataclass(frozen=True, slots=True)
class RTask:
    """Open work. `options` are the (person, slots of work) it can be done in, NOBODY for work
    that takes no one's time; `option` is the present one and `start0` the slot it starts in
    when nothing is done. A fixed task stays exactly there. None starts before `release`."""

    id: str
    options: tuple[tuple[int, int], ...]
    option: int
    start0: int
    fixed: bool = False
    release: int = 0


@dataclass(frozen=True, slots=True)
class RPerson:
    """Somebody, and the slots without any capacity as [start, end), in any order."""

    id: str
    blocked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RLink:
    """`after` waits for `before` (places in the tasks); `lag` in working days, may be negative."""

    before: int
    after: int
    type: LinkType = "FS"
    lag: int = 0


@dataclass(frozen=True, slots=True)
class RMilestone:
    """A promise: all `tasks` are over when day `due` begins (so a task on day 4 keeps due 5).

    A day late weighs `weight`, and each beyond `late0` days a further `spill`.
    """

    id: str
    tasks: tuple[int, ...]
    due: int
    weight: int = 1
    late0: int = 0
    spill: int = 0


@dataclass(frozen=True, slots=True)
class Recovery:
    """The whole problem; the first milestone is the one to be saved. `horizon` in slots: no
    task ends after it."""

    tasks: tuple[RTask, ...]
    people: tuple[RPerson, ...]
    links: tuple[RLink, ...]
    milestones: tuple[RMilestone, ...]
    horizon: int
    grain: int = 1


@dataclass(frozen=True, slots=True)
class RPlan:
    """An answer. `starts` and `options` by task, `lateness` in days by milestone.

    `reassigned` and `moved` are the changed tasks; `finish` the day the first milestone is
    reached; `proven` tells for lateness, changes and finish, in this order, whether nothing
    better exists (the earlier ones given); `seconds` the time it took.
    """

    starts: tuple[int, ...]
    options: tuple[int, ...]
    lateness: tuple[int, ...]
    reassigned: tuple[int, ...]
    moved: tuple[int, ...]
    finish: int
    proven: tuple[bool, bool, bool] = (False, False, False)
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        """How many tasks are changed."""
        return len(self.reassigned) + len(self.moved)

    @property
    def cost(self) -> int:
        """What the changes cost."""
        return REASSIGNED * len(self.reassigned) + MOVED * len(self.moved)


def pain(recovery: Recovery, lateness: Sequence[int]) -> int:
    """Weight times days late over all milestones, with what some come to be later than before."""
    return sum(
        stone.weight * late + stone.spill * max(0, late - stone.late0)
        for stone, late in zip(recovery.milestones, lateness, strict=True)
    )


def worth(recovery: Recovery, plan: RPlan) -> tuple[int, int, int]:
    """The order of plans: lateness, then cost of the changes, then the finish; less is better."""
    return pain(recovery, plan.lateness), plan.cost, plan.finish
