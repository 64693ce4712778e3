"""Plans of a recovery made without any solver: everybody's list as it is, or in a given order."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from worktui.engine.levelling.model import Unschedulable
from worktui.engine.levelling.recovery import NOBODY, Recovery, RLink, RPlan
from worktui.engine.levelling.recovery_days import earliest, told
from worktui.engine.levelling.recovery_time import Blocks, blocks, end_of, free_from, union


def kept(recovery: Recovery) -> RPlan:
    """Nothing changed: everybody works down their list as it is now. Raises Unschedulable."""
    tasks = recovery.tasks
    return listed(recovery, [task.start0 for task in tasks], [task.option for task in tasks])


def listed(recovery: Recovery, keys: Sequence[int], options: Sequence[int]) -> RPlan:
    """Each task as early as links and its person allow, after those of the person with a lower
    key. A plan may end after the horizon (`faults` tells). Raises Unschedulable for a ring."""
    still, bare = blocks(recovery), [union(person.blocked) for person in recovery.people]
    waits = _links(recovery)
    free = [0] * len(recovery.people)
    starts = [task.start0 for task in recovery.tasks]
    ends = [0] * len(recovery.tasks)
    for n in _ordered(recovery, waits, keys):
        task = recovery.tasks[n]
        person, work = task.options[options[n]]
        if task.fixed:
            ends[n] = end_of(() if person == NOBODY else bare[person], task.start0, work)
            continue
        first, least = task.release, 0
        for link in waits[n]:
            start, end = earliest(recovery, link, starts[link.before], ends[link.before])
            first, least = max(first, start), max(least, end)
        if person == NOBODY or not work:
            starts[n], ends[n] = _fitted((), first, least, work)
        else:
            starts[n], ends[n] = _fitted(still[person], max(first, free[person]), least, work)
            free[person] = ends[n]
    return told(recovery, starts, options)


def _fitted(blocked: Blocks, start: int, least: int, work: int) -> tuple[int, int]:
    """The first [start, end) with `work` free slots that does not end before `least`."""
    start = free_from(blocked, max(0, start)) if work else max(0, start)
    end = end_of(blocked, start, work)
    while end < least:
        start = free_from(blocked, start + 1)
        end = end_of(blocked, start, work)
    return start, end


def _links(recovery: Recovery) -> list[list[RLink]]:
    """What each task waits for; nothing holds a task that stays where it is."""
    waits: list[list[RLink]] = [[] for _ in recovery.tasks]
    for link in recovery.links:
        if not recovery.tasks[link.after].fixed:
            waits[link.after].append(link)
    return waits


def _ordered(
    recovery: Recovery, waits: Sequence[Sequence[RLink]], keys: Sequence[int]
) -> list[int]:
    """All tasks, each after those it waits for, the lowest key first."""
    left = [len(links) for links in waits]
    after: list[list[int]] = [[] for _ in waits]
    for n, links in enumerate(waits):
        for link in links:
            after[link.before].append(n)
    heap = [(keys[n], n) for n, count in enumerate(left) if not count]
    heapify(heap)
    order = []
    while heap:
        n = heappop(heap)[1]
        order.append(n)
        for later in after[n]:
            left[later] -= 1
            if not left[later]:
                heappush(heap, (keys[later], later))
    if len(order) < len(waits):
        stuck = tuple(n for n, count in enumerate(left) if count)
        names = ", ".join(recovery.tasks[n].id for n in stuck[:8])
        raise Unschedulable(
            f"{names} wait for each other.", jobs=stuck, hint="Remove one of their links."
        )
    return order
