"""First plans: lists of jobs drawn with a bias towards those that leave the least time.

Regret-biased random sampling (Drexl 1991) on the latest finish: among the jobs that could be
next, each is as likely as (its lead over the worst of them + 1) is large.
"""

from __future__ import annotations

from worktui.engine.levelling.chance import Chance
from worktui.engine.levelling.ground import Way


def by_latest_finish(way: Way) -> list[int]:
    """All jobs by latest finish (longest chain after the job's own end first), links kept."""
    return sorted(way.order, key=lambda job: (way.durations[job] - way.tails[job], way.rank[job]))


def draw(way: Way, chance: Chance, power: float = 1.0) -> list[int]:
    """A list that breaks no link. With `power` 0 every choice is even."""
    left = [len(earlier) for earlier in way.before]
    ready = [job for job in way.order if not left[job]]
    urgency = [tail - length for tail, length in zip(way.tails, way.durations, strict=True)]
    drawn: list[int] = []
    while ready:
        least = min(urgency[job] for job in ready) - 1
        at = chance.weighted([(urgency[job] - least) ** power for job in ready])
        job = ready.pop(at)
        drawn.append(job)
        for later in way.after[job]:
            left[later] -= 1
            if not left[later]:
                ready.append(later)
    return drawn
