"""What a simulation found. Days are ordinals, shares lie between 0 and 1."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

MIDDLE = 50
"""The percentile from which a day is never before the day planned."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """The ends of milestones and projects in every sample.

    `finishes` by milestone id and project key, in rising order; those without tasks are not in
    it. `planned` is the end of each in the plan itself. `criticality` is the share of the
    samples looked at in which an open task drove its milestone (or its project, where it has
    none); tasks that never did are left out. `assumption` says in words what was varied.
    """

    samples: int
    seed: int
    assumption: str
    finishes: Mapping[str, tuple[int, ...]]
    planned: Mapping[str, int]
    criticality: Mapping[str, float]

    def percentile(self, key: str, p: float) -> int:
        """The first day by which so many per cent of the samples have ended. From P50 on it is
        never before the plan. Raises KeyError for what has no tasks."""
        ends = self.finishes[key]
        place = min(max(ceil(len(ends) * p / 100), 1), len(ends)) - 1
        return max(ends[place], self.planned[key]) if p >= MIDDLE else ends[place]

    def chance(self, key: str, day: int) -> float:
        """The share of samples that have ended by a day, it included. Raises KeyError for what
        has no tasks."""
        ends = self.finishes[key]
        return bisect_right(ends, day) / len(ends)
