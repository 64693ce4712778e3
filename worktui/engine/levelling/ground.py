"""A project made ready for thousands of passes, once for each way of walking through time.

Both ways have the same shape: the backward way is the project with every link turned round,
so that one decoder serves both, and a plan of one way read from its end is a plan of the other.

Capacities are packed: each resource has a field of bits in one whole number, with one guard
bit on top. A free period holds, in each field, what is missing from the guard to the capacity;
adding a job's demand lifts a guard exactly where a capacity is overdrawn. One addition and
one mask test all resources of a period at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from worktui.engine.levelling.model import Project, Unschedulable, validate


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of time. `order` is topological, `rank` its inverse.

    `before` and `after` are the direct neighbours; `needs` the packed demands; `idle` a free
    period; `guard` the guard bits; `horizon` the periods that always suffice; `tails` the
    longest chain from the start of each job to the end.
    """

    durations: list[int]
    before: list[tuple[int, ...]]
    after: list[tuple[int, ...]]
    needs: list[int]
    idle: int
    guard: int
    horizon: int
    order: list[int]
    rank: list[int]
    tails: list[int]


@dataclass(frozen=True, slots=True)
class Ground:
    """The project both ways: `ways[0]` forward, `ways[1]` backward."""

    ways: tuple[Way, Way]

    @property
    def count(self) -> int:
        """The number of jobs."""
        return len(self.ways[0].durations)


def prepare(project: Project) -> Ground:
    """Both ways of a project. Raises Unschedulable (also for a cycle)."""
    validate(project)
    count = len(project.durations)
    after = [tuple(sorted(set(later))) for later in project.successors]
    waiting: list[list[int]] = [[] for _ in range(count)]
    for job, later in enumerate(after):
        for other in later:
            waiting[other].append(job)
    before = [tuple(earlier) for earlier in waiting]
    return Ground((_way(project, before, after), _way(project, after, before)))


def _way(project: Project, before: list[tuple[int, ...]], after: list[tuple[int, ...]]) -> Way:
    durations = list(project.durations)
    order = _topological(before, after)
    rank = [0] * len(order)
    for place, job in enumerate(order):
        rank[job] = place
    tails = durations.copy()
    for job in reversed(order):
        tails[job] += max((tails[later] for later in after[job]), default=0)
    idle, guard, needs = _packed(project)
    horizon = sum(durations) + 1
    return Way(durations, before, after, needs, idle, guard, horizon, order, rank, tails)


def _packed(project: Project) -> tuple[int, int, list[int]]:
    """(a free period, the guard bits, each job's demand), fields side by side."""
    idle = guard = shift = 0
    needs = [0] * len(project.durations)
    for number, capacity in enumerate(project.capacities):
        width = capacity.bit_length() + 1
        top = 1 << (width - 1)
        idle |= (top - 1 - capacity) << shift
        guard |= top << shift
        for job, demand in enumerate(project.demands):
            needs[job] |= demand[number] << shift if project.durations[job] else 0
        shift += width
    return idle, guard, needs


def _topological(before: list[tuple[int, ...]], after: list[tuple[int, ...]]) -> list[int]:
    left = [len(earlier) for earlier in before]
    order = [job for job, count in enumerate(left) if not count]
    for job in order:  # grows while it is walked
        for later in after[job]:
            left[later] -= 1
            if not left[later]:
                order.append(later)
    if len(order) < len(before):
        stuck = tuple(job for job, count in enumerate(left) if count)
        raise Unschedulable(
            f"Jobs {', '.join(map(str, stuck[:8]))} wait for each other.",
            jobs=stuck,
            hint="Remove one of the links between them.",
        )
    return order
