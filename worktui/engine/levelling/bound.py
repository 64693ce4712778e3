"""A makespan that no plan can beat: once reached, the search is over."""

from __future__ import annotations

from itertools import product

from worktui.engine.levelling.ground import Ground
from worktui.engine.levelling.model import Project

_STEPS = 12  # heads and tails tried for each resource; more of them find next to nothing


def least_makespan(project: Project, ground: Ground) -> int:
    """The larger of the longest chain and, for each resource, its work within any window.

    The jobs that cannot start before `head` and leave at least `tail` after them must share
    the resource in the time between (energetic reasoning; Carlier and Pinson 1989).
    """
    forward, backward = ground.ways
    longest = max(forward.tails, default=0)
    jobs = range(ground.count)
    heads = [backward.tails[job] - project.durations[job] for job in jobs]
    tails = [forward.tails[job] - project.durations[job] for job in jobs]
    for number, capacity in enumerate(project.capacities):
        work = [project.durations[job] * project.demands[job][number] for job in jobs]
        busy = [job for job in jobs if work[job]]
        starts = _spread({heads[job] for job in busy})
        ends = _spread({tails[job] for job in busy})
        for head, tail in product(starts, ends):
            inside = sum(work[job] for job in busy if heads[job] >= head and tails[job] >= tail)
            if inside:
                longest = max(longest, head + tail - (-inside // capacity))
    return longest


def _spread(values: set[int]) -> list[int]:
    ordered = sorted(values)
    step = max(1, len(ordered) // _STEPS)
    return ordered[::step]
