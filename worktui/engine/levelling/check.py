"""Does a plan keep every rule? Shares no code with the scheduler, so that it can judge it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from worktui.engine.levelling.model import Project


def check(project: Project, starts: Sequence[int]) -> list[str]:
    """One sentence for each rule that `starts` (periods by job) breaks; empty for a valid plan."""
    if len(starts) != len(project.durations):
        return [f"There are {len(project.durations)} jobs and {len(starts)} starts."]
    wrong = [f"Job {job} starts at {at}." for job, at in enumerate(starts) if at < 0]
    for job, following in enumerate(project.successors):
        end = starts[job] + project.durations[job]
        wrong += [
            f"Job {later} starts at {starts[later]}, before job {job} ends at {end}."
            for later in following
            if starts[later] < end
        ]
    return wrong + _overdrawn(project, starts)


def _overdrawn(project: Project, starts: Sequence[int]) -> list[str]:
    wrong = []
    for number, capacity in enumerate(project.capacities):
        taken: Counter[int] = Counter()
        for job, at in enumerate(starts):
            for period in range(at, at + project.durations[job]):
                taken[period] += project.demands[job][number]
        wrong += [
            f"Resource {number} has {capacity} and is asked for {amount} in period {period}."
            for period, amount in sorted(taken.items())
            if amount > capacity
        ]
    return wrong
