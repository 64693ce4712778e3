"""Teams in trouble, from a seed: a plan that held, then an overrun and an absence."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from worktui.engine.levelling.recovery import Recovery, RLink, RMilestone, RPerson, RTask
from worktui.engine.levelling.recovery_place import kept


def troubled(seed: int, count: int, team: int, *, grain: int = 1, kinds: bool = False) -> Recovery:
    """`count` tasks of `team` people with two skills each; milestones due when they would have
    been reached, had the longest first task not grown and one person not been called away."""
    rng = Random(seed)
    skills = max(2, team // 3)
    able = [
        [p for p in range(team) if k in (p % skills, (p * 7 + 1) % skills)] for k in range(skills)
    ]
    tasks, links = [], []
    for n in range(count):
        people = able[rng.randrange(skills)]
        work = grain * rng.randint(1, 5) + rng.randrange(grain)
        options = tuple((p, work + grain * rng.randrange(2)) for p in people)
        tasks.append(RTask(f"T{n}", options, rng.randrange(len(options)), n))
        for before in sorted(rng.sample(range(n), min(n, rng.choice((0, 1, 1, 2))))):
            if before >= n - max(6, count // 4):
                kind = rng.choice(("FS", "FS", "SS", "FF", "SF")) if kinds else "FS"
                links.append(RLink(before, n, kind, rng.choice((0, 0, 1, -1)) if kinds else 0))
    shares = 3 if count > 6 else 1
    stones = tuple(
        RMilestone(f"M{k}", tuple(range(k * count // shares, (k + 1) * count // shares)), 0, 1 + k)
        for k in range(shares)
    )
    far = 40 * count * grain
    calm = Recovery(
        tuple(tasks), tuple(RPerson(f"P{p}") for p in range(team)), tuple(links), stones, far, grain
    )
    was = kept(calm)
    stones = tuple(replace(s, due=late) for s, late in zip(stones, was.lateness, strict=True))
    long = min(range(count), key=lambda n: (was.starts[n], -tasks[n].options[tasks[n].option][1]))
    grown = tuple((p, w + 6 * grain) for p, w in tasks[long].options)
    tasks = [replace(task, start0=was.starts[n]) for n, task in enumerate(tasks)]
    tasks[long] = replace(tasks[long], options=grown, fixed=True)
    away = rng.randrange(team)
    gone = (rng.randint(2, 6) * grain, rng.randint(10, 16) * grain)
    people = tuple(
        replace(p, blocked=(gone,) if n == away else ()) for n, p in enumerate(calm.people)
    )
    return settled(replace(calm, tasks=tuple(tasks), people=people, milestones=stones))


def settled(recovery: Recovery) -> Recovery:
    """With the starts and lateness that doing nothing comes to, and a horizon just beyond."""
    now = kept(recovery)
    tasks = tuple(replace(t, start0=s) for t, s in zip(recovery.tasks, now.starts, strict=True))
    stones = tuple(
        replace(s, late0=late, spill=s.weight)
        for s, late in zip(recovery.milestones, now.lateness, strict=True)
    )
    horizon = recovery.grain * (
        max(s.due + late for s, late in zip(stones, now.lateness, strict=True)) + 15
    )
    return replace(recovery, tasks=tasks, milestones=stones, horizon=horizon)
