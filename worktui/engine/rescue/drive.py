"""What holds a milestone back in a placement: the chain of tasks that drives its day, and for
each of them whose other work stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from worktui.engine.plan.place import bound
from worktui.engine.rescue.model import Found
from worktui.engine.rescue.scope import Scope

LONGEST = 400
"""Tasks of a chain that are looked at; a chain longer than that has enough to work on."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A task of the chain: the day links and dates would let it start on, and the tasks of
    the same person that take the time between that day and its end."""

    task: int
    ready: int
    rivals: tuple[int, ...]
    dated: bool
    """Whether a date somebody set holds it."""


def chain(scope: Scope, found: Found, head: int, seats: Sequence[int]) -> list[Driver]:
    """What drives the end of one task, from it back to the first."""
    queues: dict[int, list[int]] = {}
    walk: list[Driver] = []
    seen = set()
    n = head
    while n not in seen and len(walk) < LONGEST:
        seen.add(n)
        driver, before = _step(scope, found, n, seats, queues)
        walk.append(driver)
        if before < 0:
            break
        n = before
    return walk


def _step(
    scope: Scope, found: Found, n: int, seats: Sequence[int], queues: dict[int, list[int]]
) -> tuple[Driver, int]:
    """One task of the chain and the task before it in the chain, -1 for none."""
    grid = scope.grid
    floor = found.changes.floor.get(n, grid.floors[n])
    ready, before, dated = floor, -1, floor > 0
    for head in grid.before[n]:
        if found.finishes[head] >= ready:
            ready, before, dated = found.finishes[head] + 1, head, False
    for tie in grid.ties[n]:
        moment = bound(tie, (found.starts, found.finishes), grid.tasks[n].calendar, grid.base)
        if tie[1] in ("FF", "SF"):
            if moment == found.finishes[n] + 1 and found.starts[n] > ready:
                ready, before, dated = found.starts[n], tie[0], False
        elif moment > ready:
            ready, before, dated = moment, tie[0], False
    seat = seats[n]
    rivals: list[int] = []
    if seat >= 0:
        queue = queues.get(seat)
        if queue is None:
            queue = queues[seat] = [
                m for m in grid.order if seats[m] == seat and grid.minutes[m] and not grid.done[m]
            ]
        end = found.finishes[n]
        rivals = [
            m
            for m in queue
            if m != n and found.finishes[m] >= ready and _first(scope, found, m) <= end
        ]
        blocker = _blocker(scope, found, n, ready, rivals)
        before = blocker if blocker >= 0 else before
    return Driver(n, ready, tuple(rivals), dated), before


def _first(scope: Scope, found: Found, m: int) -> int:
    return 0 if scope.grid.begun[m] else found.starts[m]


def _blocker(scope: Scope, found: Found, n: int, ready: int, rivals: Sequence[int]) -> int:
    """The last other task of the person that keeps one from starting when it could, or -1."""
    start = found.starts[n]
    if scope.grid.begun[n] or start <= ready:
        return -1
    ahead = [m for m in rivals if ready <= found.finishes[m] <= start]
    return max(ahead, key=lambda m: found.finishes[m]) if ahead else -1
