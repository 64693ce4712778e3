"""What the judgement gives: proposals, what they rest on, and what is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worktui.domain.actions import Action


@dataclass(frozen=True, slots=True)
class Evidence:
    """The very words a proposal rests on: [start, end) in the text of the arrival."""

    zone: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that spoke for or against. `weight` is in score points (see `bands`)."""

    name: str
    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Actions that belong together, why they are proposed, and how sure that is.

    `confidence` lies in 0…1 and `band` is high, likely or guess (`bands` has the table).
    `supersedes` holds ids of earlier open suggestions that this one replaces.
    """

    title: str
    actions: tuple[Action, ...]
    reason: str
    signals: tuple[Signal, ...]
    assumptions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    band: str
    dedupe_key: str
    expires_at: datetime | None
    origin: str = "rules"
    contact: str | None = None
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one arrival means for the work.

    `withdraws` are ids of earlier suggestions it takes back; `trust` is signed, known,
    unknown or bulk; `notes` say in plain words why nothing, or no more, was suggested.
    """

    proposals: tuple[Proposal, ...] = ()
    withdraws: tuple[str, ...] = ()
    trust: str = "unknown"
    notes: tuple[str, ...] = ()
