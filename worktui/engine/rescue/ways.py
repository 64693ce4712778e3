"""The three plans: fewest changes, no reassignment, full recovery."""

from __future__ import annotations

from collections.abc import Iterable

from worktui.engine.rescue.model import MOST_CHANGES, Changes, Found
from worktui.engine.rescue.search import Stop, greedy, pruned, shrunk, tightened, walks, worth

from worktui.engine.rescue.scope import Scope  # isort: skip

ENDLESS = 1 << 30


def never() -> bool:
    """A `stop` that lets a search run to its own end."""
    return False


def fewest(scope: Scope, *, most: int = MOST_CHANGES, seed: int = 0, stop: Stop = never) -> Found:
    """At most so many changes, and of those only what is needed."""
    found = greedy(scope, scope.start, hands=True, most=most, stop=stop)
    found = walks(scope, found, hands=True, most=most, seed=seed, stop=stop)
    found = pruned(scope, found, never)
    found = shrunk(scope, found, hands=True, seed=seed, stop=stop)
    return tightened(scope, found, never)


def without_hands(scope: Scope, *, seed: int = 0, stop: Stop = never) -> Found:
    """Everybody keeps their tasks; only their order changes."""
    found = greedy(scope, scope.start, hands=False, most=MOST_CHANGES, stop=stop)
    found = walks(scope, found, hands=False, most=MOST_CHANGES, seed=seed, stop=stop)
    return tightened(scope, pruned(scope, found, never), never)


def full(
    scope: Scope, known: Iterable[Changes] = (), *, seed: int = 0, stop: Stop = never
) -> Found:
    """As little late as can be found, whatever it takes; never worse than what is known."""
    best = min((scope.start, *map(scope.tried, known)), key=worth)
    found = greedy(scope, best, hands=True, most=ENDLESS, stop=stop)
    found = walks(scope, found, hands=True, most=ENDLESS, seed=seed + 1, stop=stop)
    found = pruned(scope, min((found, best), key=worth), never)
    if not found.score.pain:
        found = shrunk(scope, found, hands=True, seed=seed, stop=stop)
    return tightened(scope, found, never)


def needed(scope: Scope, changes: Changes) -> Found:
    """What of some changes a scope needs."""
    return tightened(scope, pruned(scope, scope.tried(changes), never), never)
