"""A person's time with its gaps: how long a task lasts that runs across them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from worktui.engine.levelling.recovery import NOBODY, Recovery

Blocks = tuple[tuple[int, int], ...]


class Segment(NamedTuple):
    """Starts in [first, last] all make the task last `length` slots from start to end."""

    first: int
    last: int
    length: int


def union(spans: Iterable[tuple[int, int]]) -> Blocks:
    """The spans [start, end) in order, joined where they touch or overlap, empty ones left out."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def blocks(recovery: Recovery) -> list[Blocks]:
    """Each person's blocked slots, with the work that stays where it is."""
    spans = [list(person.blocked) for person in recovery.people]
    bare = [union(person.blocked) for person in recovery.people]
    for task in recovery.tasks:
        person, work = task.options[task.option]
        if task.fixed and person != NOBODY and work:
            spans[person].append((task.start0, end_of(bare[person], task.start0, work)))
    return [union(some) for some in spans]


def end_of(blocked: Sequence[tuple[int, int]], start: int, work: int) -> int:
    """Where a task of `work` slots ends that starts at `start`; blocks are in order, apart."""
    end = start + work
    for first, last in blocked:
        if last <= start:
            continue
        if first >= end or not work:
            break
        end += last - max(first, start)
    return end


def free_from(blocked: Sequence[tuple[int, int]], start: int) -> int:
    """The first slot at or after `start` that is not blocked."""
    for first, last in blocked:
        if first <= start < last:
            start = last
    return start


def segments(blocked: Sequence[tuple[int, int]], work: int, horizon: int) -> list[Segment]:
    """All starts from which a task of `work` slots ends by `horizon`, in runs of one length."""
    if not work:
        return [Segment(0, horizon, 0)]
    found: list[Segment] = []
    start = free_from(blocked, 0)
    while (end := end_of(blocked, start, work)) <= horizon:
        # The length stays the same until the start meets a block or the end meets the next one.
        ahead = min([first for first, _ in blocked if first >= start], default=horizon + 1)
        beyond = min([first for first, _ in blocked if first >= end], default=horizon)
        last = min(ahead - 1, start + max(0, beyond - end))
        found.append(Segment(start, last, end - start))
        start = free_from(blocked, last + 1)
    return found
