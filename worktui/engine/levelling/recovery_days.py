"""What a placed recovery comes to in days: ends, lateness, and which tasks were changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from worktui.engine.levelling.recovery import NOBODY, Recovery, RLink, RPlan
from worktui.engine.levelling.recovery_time import blocks, end_of, union


def told(recovery: Recovery, starts: Sequence[int], options: Sequence[int]) -> RPlan:
    """The plan that has these starts and options, with all that follows from them."""
    ends = ends_of(recovery, starts, options)
    over = [-(-end // recovery.grain) for end in ends]
    reached = [max((over[n] for n in stone.tasks), default=0) for stone in recovery.milestones]
    lateness = [
        max(0, day - stone.due) for day, stone in zip(reached, recovery.milestones, strict=True)
    ]
    return RPlan(
        starts=tuple(starts),
        options=tuple(options),
        lateness=tuple(lateness),
        reassigned=tuple(n for n, t in enumerate(recovery.tasks) if options[n] != t.option),
        moved=tuple(_moved(recovery, starts, options)),
        finish=reached[0] if reached else max(over, default=0),
    )


def ends_of(recovery: Recovery, starts: Sequence[int], options: Sequence[int]) -> list[int]:
    """The slot each task ends before. What stays where it is does not lengthen itself."""
    still, bare = blocks(recovery), [union(person.blocked) for person in recovery.people]
    ends = []
    for n, task in enumerate(recovery.tasks):
        person, work = task.options[options[n]]
        blocked = () if person == NOBODY else (bare if task.fixed else still)[person]
        ends.append(end_of(blocked, starts[n], work))
    return ends


def earliest(recovery: Recovery, link: RLink, start: int, end: int) -> tuple[int, int]:
    """The (earliest start, earliest end) in slots that a link leaves to the task after it,
    when the one before it takes [start, end); 0 where it does not bind."""
    grain = recovery.grain
    day = -(-end // grain) if link.type in ("FS", "FF") else start // grain
    moment = grain * (day + link.lag)
    if link.type in ("FS", "SS"):
        return moment, 0
    return 0, moment - grain + 1


def lists(recovery: Recovery) -> list[list[int]]:
    """Each person's tasks that may be touched, in the order they have them now."""
    found: list[list[int]] = [[] for _ in recovery.people]
    for n in sorted(range(len(recovery.tasks)), key=lambda n: (recovery.tasks[n].start0, n)):
        task = recovery.tasks[n]
        person, work = task.options[task.option]
        if person != NOBODY and work and not task.fixed:
            found[person].append(n)
    return found


def _moved(recovery: Recovery, starts: Sequence[int], options: Sequence[int]) -> list[int]:
    """The fewest tasks without which the rest of each list is in its old order."""
    moved: list[int] = []
    for queue in lists(recovery):
        stayed = [n for n in queue if options[n] == recovery.tasks[n].option]
        chain = _longest_rising([starts[n] for n in stayed])
        moved += [n for place, n in enumerate(stayed) if place not in chain]
    return sorted(moved)


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Places of a longest strictly rising run of values, not necessarily neighbours."""
    tops: list[int] = []  # the least value that a run of each length ends with
    at: list[int] = []  # the place of that value
    back: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tops, value)
        back.append(at[length - 1] if length else -1)
        if length == len(tops):
            tops.append(value)
            at.append(place)
        else:
            tops[length], at[length] = value, place
    run: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        run.add(place)
        place = back[place]
    return run
