"""What a way out is made of: changes to stored facts of tasks, and what they come to.

Tasks and people are the numbers of a `Grid`; days are counted from today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_CHANGES = 12
"""Changes that somebody can still go through one by one."""
FREEZE = 2
"""Working days from today in which nobody's list is touched any more."""


@dataclass(frozen=True, slots=True)
class Changes:
    """A set of changes: `who` gives tasks to somebody else, `floor` sets the first day that a
    task may start on: later than now to let others go first, earlier to take a wish away."""

    who: Mapping[int, int] = field(default_factory=dict)
    floor: Mapping[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.who) + len(self.floor)

    @property
    def cost(self) -> int:
        """What they ask of people: three for each task handed over, one for each moved."""
        return 3 * len(self.who) + len(self.floor)

    def given(self, task: int, person: int) -> Changes:
        """And a task given to somebody."""
        return Changes({**self.who, task: person}, self.floor)

    def from_day(self, task: int, day: int) -> Changes:
        """And a task from a day on."""
        return Changes(self.who, {**self.floor, task: day})

    def without(self, kind: str, task: int) -> Changes:
        """All but one of them; `kind` is `who` or `floor`."""
        who, floor = dict(self.who), dict(self.floor)
        (who if kind == "who" else floor).pop(task, None)
        return Changes(who, floor)

    def each(self) -> list[tuple[str, int]]:
        """Their (kind, task), in order of the tasks."""
        return sorted([("who", n) for n in self.who] + [("floor", n) for n in self.floor])


class Score(NamedTuple):
    """How good a plan is; the lower the better, compared from left to right.

    `pain` is weight x working days late over all promises; the milestone to be saved counts
    several times, and so do days by which others come to be later than they are now.
    `overdue` are the days that single tasks lie behind a late promise of theirs; `finish` the
    day the milestone is reached, counted from today.
    """

    pain: int
    overdue: int
    finish: int


@dataclass(frozen=True, slots=True)
class Found:
    """A set of changes with its score and where every task then lies."""

    changes: Changes
    score: Score
    starts: list[int] = field(repr=False)
    finishes: list[int] = field(repr=False)
