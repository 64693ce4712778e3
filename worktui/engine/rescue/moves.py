"""The changes worth trying where a promise is late: those that touch what drives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from worktui.engine.rescue.drive import Driver, chain
from worktui.engine.rescue.model import Changes, Found
from worktui.engine.rescue.scope import Promise, Scope

LIKELY = 6
"""People looked at first for a task: those with the most time left."""


def heads(promise: Promise, found: Found) -> list[int]:
    """The tasks of a late promise that end after it, the last one first."""
    late = [n for n in promise.tasks if found.finishes[n] > promise.due]
    return sorted(late, key=lambda n: (-found.finishes[n], n))


def spare(scope: Scope, found: Found, seats: Sequence[int], until: int) -> list[int]:
    """Minutes each person has left before a day, with what they have to do until then."""
    grid = scope.grid
    left = [sums[min(until, len(sums) - 1)] for sums in scope.sums]
    for n in grid.order:
        if seats[n] >= 0 and found.starts[n] < until:
            left[seats[n]] -= scope.work(n, seats[n])
    return left


def moves(
    scope: Scope, found: Found, *, hands: bool, promises: Sequence[Promise], depth: int = 3
) -> Iterator[Changes]:
    """Every likely change to the chains of late promises, each once."""
    seats = scope.seats(found.changes)
    seen: set[tuple[str, int, int]] = set()
    for promise in promises:
        left = spare(scope, found, seats, promise.due + 1)
        for head in heads(promise, found)[:depth]:
            for driver in chain(scope, found, head, seats):
                yield from _of(scope, found, driver, hands, left, seen)


def _of(
    scope: Scope,
    found: Found,
    driver: Driver,
    hands: bool,
    left: Sequence[int],
    seen: set[tuple[str, int, int]],
) -> Iterator[Changes]:
    changes, n = found.changes, driver.task
    if hands:
        for m in (n, *driver.rivals):
            for seat in likely(scope, m, left):
                if ("who", m, seat) not in seen:
                    seen.add(("who", m, seat))
                    yield given(scope, changes, m, seat)
    for m in driver.rivals:
        if m in scope.later and ("floor", m, n) not in seen:
            seen.add(("floor", m, n))
            made = after(scope, found, m, n)
            if made is not None:
                yield made
    if driver.dated and ("start", n, 0) not in seen:
        seen.add(("start", n, 0))
        made = unbound(scope, changes, n)
        if made is not None:
            yield made


def given(scope: Scope, changes: Changes, n: int, seat: int) -> Changes:
    """A task given to somebody; given back, nothing is changed about it."""
    if seat == scope.grid.person[n]:
        return changes.without("who", n)
    return changes.given(n, seat)


def likely(scope: Scope, n: int, left: Sequence[int], most: int = LIKELY) -> list[int]:
    """Who could take a task over, those with the most time left first."""
    hands = scope.hands.get(n, ())
    if len(hands) <= most:
        return list(hands)
    return sorted(hands, key=lambda seat: (-left[seat], seat))[:most]


def after(scope: Scope, found: Found, m: int, n: int) -> Changes | None:
    """A task put off until another one of the same person is done; None where its own last
    day forbids it."""
    day = found.finishes[n] + 1
    task = scope.grid.tasks[m]
    if task.due is not None and scope.grid.base + day > task.due:
        return None
    if day <= found.changes.floor.get(m, scope.grid.floors[m]):
        return None
    return found.changes.from_day(m, day)


def unbound(scope: Scope, changes: Changes, n: int) -> Changes | None:
    """A task without the first day it was put off to, or that somebody wished for."""
    if n in changes.floor:
        return changes.without("floor", n)
    task, grid = scope.grid.tasks[n], scope.grid
    if not task.doc.get("start") or grid.begun[n] or grid.done[n]:
        return None
    floor = scope.unwished(n)
    return changes.from_day(n, floor) if floor < grid.floors[n] else None
