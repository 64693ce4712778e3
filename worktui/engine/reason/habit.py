"""The order of the inbox learned from what was decided: never what is suggested, or how surely.

Each suggestion that a person carried out or dismissed counts for the kinds of its steps and
for whom it came from.  What is usually accepted of somebody stands as if it were a day
younger, what is usually dismissed as if it were a day older, half as much where only the kind
of step is known; so nothing sinks for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
FEWEST: Final = 4
"""Fewer decisions are no habit."""
USUAL: Final = 0.75
"""A share of decisions from which on they are usual."""
ANY: Final = ""
"""Whoever it came from."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A suggestion that was decided: whom it came from, the types of its steps, and how."""

    source: str
    types: tuple[str, ...]
    accepted: bool


@dataclass(frozen=True, slots=True)
class Leaning:
    """What usually becomes of such suggestions: `way` is 1 accepted, -1 dismissed, 0 neither.

    `own`: it is the habit with this very source, and not with anybody.
    """

    way: int = 0
    accepted: int = 0
    decided: int = 0
    own: bool = False

    @property
    def says(self) -> str:
        """In words, "" when there is no habit."""
        if not self.way:
            return ""
        what = "these" if self.own else "such steps"
        if self.way > 0:
            return f"you usually accept {what} ({self.accepted} of {self.decided}): shown earlier"
        gone = self.decided - self.accepted
        return f"you usually dismiss {what} ({gone} of {self.decided}): shown later"


@dataclass(slots=True)
class Habits:
    """Decisions counted by step type and source, and by step type alone."""

    accepted: Counter[tuple[str, str]] = field(default_factory=Counter)
    decided: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Habits:
        """Count decisions, in any order."""
        found = cls()
        for one in decisions:
            for key in {(type, who) for type in one.types for who in (one.source, ANY)}:
                found.decided[key] += 1
                found.accepted[key] += one.accepted
        return found

    def leaning(self, source: str, types: Iterable[str]) -> Leaning:
        """The habit with such suggestions: of this source if it has one, else of anybody.

        With several types the least accepted one speaks: a bundle is as welcome as its worst step.
        """
        kinds = sorted(set(types))
        for who in dict.fromkeys((source, ANY)):
            known = [self._counted(type, who) for type in kinds]
            if known and all(lean.decided >= FEWEST for lean in known):
                return min(known, key=lambda lean: lean.accepted / lean.decided)
        return Leaning()

    def _counted(self, type: str, who: str) -> Leaning:
        decided, accepted = self.decided[type, who], self.accepted[type, who]
        share = accepted / decided if decided else 0.5
        way = 0 if decided < FEWEST else (share >= USUAL) - (share <= 1 - USUAL)
        return Leaning(way, accepted, decided, who != ANY)


def standing(made_at: datetime, leaning: Leaning) -> datetime:
    """When a suggestion counts as made, for the order of the inbox only."""
    return made_at + leaning.way * (DAY if leaning.own else DAY / 2)
