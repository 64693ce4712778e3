"""What health is told in: a state, the reasons for it, and a person's word beside it.

Days are ordinals, slack and gains working days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

State = Literal["done", "late", "off_track", "at_risk", "on_track", "unknown"]
ORDER: tuple[State, ...] = ("late", "off_track", "at_risk", "unknown", "on_track", "done")
"""The most pressing first."""
WORDS: Mapping[str, str] = {
    "done": "done",
    "late": "late",
    "off_track": "off track",
    "at_risk": "at risk",
    "on_track": "on track",
    "unknown": "unknown",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a judgement: the rule's name, the sentence with its numbers, its tasks."""

    rule: str
    text: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word on a milestone: what they call it, why, and the last day it stands."""

    health: State
    reason: str
    until: int
    by: str


@dataclass(frozen=True, slots=True)
class Health:
    """The health of one milestone.

    `state` is what counts: the person's word where one stands, else `derived`. `why` proves
    the derived one, the deciding rule first. `age_days` is since when it has been so, by the
    daily readings; 0 where they say nothing. `p50` and `p80` are None without a simulation.
    """

    milestone: str
    state: State
    derived: State
    why: tuple[Reason, ...]
    forecast: int | None
    p50: int | None
    p80: int | None
    due: int | None
    slack: int | None
    age_days: int
    override: Override | None


@dataclass(frozen=True, slots=True)
class Blocker:
    """What holds a project up: a task, what waits for it, and the working days that its
    milestone would win if it were out of the way. `by` is its person, "" for nobody."""

    task: str
    text: str
    holds: tuple[str, ...]
    gains: int
    by: str


@dataclass(frozen=True, slots=True)
class ProjectHealth:
    """The health of a project: the worst of its milestones and of its own target day, `why`
    the reasons of that one; blockers by what their removal gains; where it is fragile."""

    project: str
    state: State
    why: tuple[Reason, ...]
    blockers: tuple[Blocker, ...]
    fragile: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that was judged; `full` when a simulation was at hand."""

    milestones: Mapping[str, Health]
    projects: Mapping[str, ProjectHealth]
    full: bool
