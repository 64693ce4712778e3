"""What a judgement gathers on its way: steps with their reasons, and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from worktui.domain.actions import Action, parse
from worktui.domain.errors import BadInput
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.values import Signal


@dataclass(slots=True)
class Step:
    """One action, the clause it rests on and what spoke for it."""

    action: Action
    clause: Clause | None = None
    signals: list[Signal] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    says: str = ""
    contact: str | None = None
    expires_at: datetime | None = None
    group: str = ""

    @property
    def type(self) -> str:
        return self.action.type


@dataclass(slots=True)
class Draft:
    """Steps so far, ids taken back or replaced, and why nothing was made of the rest."""

    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    withdraws: list[str] = field(default_factory=list)
    supersedes: list[str] = field(default_factory=list)

    def add(
        self,
        given: Mapping[str, Any],
        clause: Clause | None = None,
        *,
        signals: list[Signal] | None = None,
        assumptions: list[str] | None = None,
        says: str = "",
        contact: str | None = None,
        expires_at: datetime | None = None,
        group: str = "",
    ) -> Step | None:
        """A step from an action's JSON; one that says nothing valid is dropped with a note."""
        try:
            action = parse({k: v for k, v in given.items() if v is not None and v != ""})
        except BadInput as error:
            self.notes.append(f"A step was left out: {error}")
            return None
        if any(same(action, step.action) for step in self.steps):
            return None
        step = Step(
            action, clause, signals or [], assumptions or [], says, contact, expires_at, group
        )
        self.steps.append(step)
        return step


def same(one: Action, other: Action) -> bool:
    """Whether two actions do the same, notes aside."""
    if one.type != other.type:
        return False
    a, b = one.to_doc(), other.to_doc()
    for doc in (a, b):
        for name in ("evidence", "issue", "candidates", "needs_clarification"):
            doc.pop(name, None)
    return a == b


def signal(name: str, weight: float, says: str) -> Signal:
    """A signal, weighed in score points."""
    return Signal(name, weight, says)
