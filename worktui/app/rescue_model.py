"""Ways out as they are shown, ticked and applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from worktui.domain.actions import Action
from worktui.engine.plan import MilestonePlan, Planned

StepKind = Literal["reassign", "later", "move", "cut", "chase"]
"""What a step does: give a task to somebody, let others go first, move a promised or wished
day, take a task out of the milestone, write to whoever it waits for."""
WAYS = ("fewest changes", "no reassignment", "full recovery")


@dataclass(frozen=True, slots=True)
class WayStep:
    """One change. `text` says it (`Load test: raj → li`), `was` and `now` its days in words,
    `detail` why; `gain_days` the working days the milestone would be later without it, for a
    step that is not ticked the days it would gain. `actions` carry it out."""

    n: int
    kind: StepKind
    task: str
    text: str
    detail: str
    gain_days: int
    actions: tuple[Action, ...]
    ticked: bool
    was: str = ""
    now: str = ""

    @property
    def outward(self) -> bool:
        """Whether somebody outside would see it; such a step needs its own confirmation."""
        return any(action.reach_now() == "outward" for action in self.actions)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A plan that saves a milestone, or saves days of it.

    Days are ordinals: `before` and `after` the forecast without and with the ticked steps,
    `due` the promise. `together` is what the ticked steps gain in working days; single gains do
    not add up to it. `follows` are consequences nobody decides, `load` who has how much to do,
    `cost` what it adds, "" for nothing; `remains` what stays late, "" for nothing. `saw` holds
    the facts of the touched tasks and milestones that the plan is built on.
    """

    name: str
    milestone: str
    title: str
    before: int
    after: int
    due: int
    p80_before: int | None
    p80_after: int | None
    steps: tuple[WayStep, ...]
    follows: tuple[str, ...]
    load: tuple[str, ...]
    cost: str
    remains: str
    late_before: int
    late_after: int
    together: int
    saw: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict, repr=False)
    also: tuple[str, ...] = ()
    """Other kinds of plan that came to the same."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the plan as they may be said: what leaves something late is no full
        recovery."""
        full = "as much as can be recovered" if self.late_after else WAYS[2]
        return tuple(full if name == WAYS[2] else name for name in (self.name, *self.also))

    @property
    def ticked(self) -> frozenset[int]:
        """The numbers of the steps that are chosen to begin with."""
        return frozenset(step.n for step in self.steps if step.ticked)


@dataclass(frozen=True, slots=True)
class Tried:
    """The forecast with some steps: the milestone's day, working days late (0 in time), what
    gets later elsewhere, the plan to draw ghosts from; and of these very steps, as of a whole
    way out, what they gain together, what follows, who has how much to do, what it costs."""

    day: int
    late: int
    others: tuple[str, ...]
    planned: Planned
    together: int = 0
    follows: tuple[str, ...] = ()
    load: tuple[str, ...] = ()
    cost: str = ""


FACTS = (
    "assignee", "eligible", "start", "snoozed_until", "status", "milestone", "estimate_hours",
    "remaining_hours", "duration_days", "depends_on", "constraint", "calendar", "deadline",
    "actual_start", "actual_finish", "archived", "due",
    "away", "hours_per_week", "working_hours", "extra_days",
)  # fmt: skip
"""Fields of tasks, milestones and people that a forecast depends on."""


def facts(doc: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a forecast reads of a document."""
    return {name: doc[name] for name in FACTS if name in doc} if doc else {}


def late_of(plan: MilestonePlan) -> int:
    """Working days that a milestone is forecast too late, 0 in time or without a promise."""
    return max(0, -(plan.slack or 0))
