"""What earlier days said of a milestone: the buffer as it shrank, and since when it is so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from worktui.domain.snapshot import Snapshot

LOOKED_BACK = 3
"""Readings in which the buffer must have shrunk each time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One day's word on a milestone: its health and its slack in working days."""

    day: int
    health: str
    slack: int | None


class Readings:
    """All stored readings up to a day, by milestone, the oldest first."""

    def __init__(self, work: Snapshot, today: int) -> None:
        found: dict[str, dict[int, Reading]] = defaultdict(dict)
        for doc in work.all("readings"):
            try:
                day = date.fromisoformat(str(doc.get("day"))[:10]).toordinal()
            except ValueError:
                continue
            if day <= today:
                slack = doc.get("slack")
                whole = int(slack) if isinstance(slack, int | float) else None
                found[str(doc.get("milestone"))][day] = Reading(
                    day, str(doc.get("health") or ""), whole
                )
        self.today = today
        self.known: Mapping[str, list[Reading]] = {
            id: [days[day] for day in sorted(days)] for id, days in found.items()
        }

    def age(self, milestone: str, state: str) -> int:
        """Days since when a milestone has been in a state; 0 where nothing is known."""
        since = self.today
        for reading in reversed(self.known.get(milestone, ())):
            if reading.health != state:
                break
            since = reading.day
        return self.today - since

    def shrinking(self, milestone: str, slack: int, due: int) -> tuple[tuple[int, ...], int] | None:
        """(the last slacks, the day on which none is left) where the buffer shrank in each of
        the last readings and at this rate is gone before it is due."""
        points = [
            (r.day, r.slack)
            for r in self.known.get(milestone, ())
            if r.slack is not None and r.day < self.today
        ]
        points = [*points, (self.today, slack)][-LOOKED_BACK:]
        if len(points) < LOOKED_BACK:
            return None
        values = tuple(value for _, value in points)
        if any(b >= a for a, b in pairwise(values)):
            return None
        lost, days = values[0] - values[-1], points[-1][0] - points[0][0]
        gone = self.today + slack * days // lost
        return (values, gone) if gone < due else None
