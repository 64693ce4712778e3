"""The search for changes that save a milestone: greedy steps first, then a walk that also
goes sideways, then everything taken back that is not needed.

Every candidate is a real forecast of the whole plan. Seeded; `stop` is asked before each, so
that it may end at any time with the best found so far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from worktui.engine.levelling.chance import Chance
from worktui.engine.rescue.drive import Driver, chain
from worktui.engine.rescue.model import Changes, Found
from worktui.engine.rescue.moves import LIKELY, after, given, heads, likely, moves, spare, unbound
from worktui.engine.rescue.scope import Scope

Stop = Callable[[], bool]
MEMORY = 40
"""Steps back that the walk compares itself with (late acceptance, Burke and Bykov 2017)."""
PATIENCE = 1500
"""Candidates in a row without a gain, after which the walk ends."""
SHORT = 400
"""The same where one change less is tried for."""
ROUNDS = 60
"""Walks at most, so that a search without a clock ends as well."""
Road = tuple[list[Driver], list[int]]
"""A chain and the minutes people have left until it is due."""
_FAR = 1 << 30


def worth(found: Found) -> tuple[int, int, int, int]:
    """The order of plans: pain, then what is overdue, then changes, then the finish."""
    score = found.score
    return score.pain, score.overdue, found.changes.cost, score.finish


def greedy(scope: Scope, found: Found, *, hands: bool, most: int, stop: Stop) -> Found:
    """The best single change, again and again, while each helps."""
    best, least = found, scope.least(hands)
    while len(best.changes) < most and best.score.pain > least and not stop():
        found = best
        for changes in moves(scope, found, hands=hands, promises=scope.trouble(found)):
            if stop():
                break
            if len(changes) <= most:
                made = scope.tried(changes)
                if made.score < best.score:
                    best = made
        if best is found:
            return best
    return best


def energy(found: Found) -> int:
    """One number for the walk: pain rules, what is overdue leads the way."""
    score = found.score
    return score.pain * 1000 + score.overdue * 40 + found.changes.cost * 3 + score.finish


def walk(
    scope: Scope,
    found: Found,
    *,
    hands: bool,
    most: int,
    seed: int,
    stop: Stop,
    patience: int = PATIENCE,
    enough: int = 0,
) -> Found:
    """Late-acceptance search from a plan; ends when the pain is low `enough` or nothing helps."""
    chance, least = Chance(seed), max(enough, scope.least(hands))
    here = best = found
    level = [energy(here)] * MEMORY
    idle = step = 0
    roads: list[Road] = []
    while best.score.pain > least and idle < patience and step < patience * 20 and not stop():
        roads = roads or _roads(scope, here)
        changes = _next(scope, here, chance, roads, hands, most)
        step += 1
        if changes is None:
            continue
        idle += 1
        made = scope.tried(changes)
        cost = energy(made)
        place = step % MEMORY
        if cost <= level[place] or cost <= energy(here):
            here, roads = made, []
            if worth(made) < worth(best):
                idle = 0 if made.score < best.score else idle
                best = made
        level[place] = min(level[place], energy(here))
    return best


def walks(
    scope: Scope,
    found: Found,
    *,
    hands: bool,
    most: int,
    seed: int,
    stop: Stop,
    rounds: int = ROUNDS,
) -> Found:
    """Walk after walk with other dice: from the best, and from where nothing is changed."""
    best, least = found, scope.least(hands)
    for number in range(rounds):
        if best.score.pain <= least or stop():
            break
        start = scope.start if number % 3 == 2 else best
        made = walk(scope, start, hands=hands, most=most, seed=seed + 7 * number, stop=stop)
        best = min((best, made), key=worth)
    return best


def _roads(scope: Scope, found: Found) -> list[Road]:
    """The chains of what is late, with the time people have left until it is due."""
    seats = scope.seats(found.changes)
    roads = []
    for promise in scope.trouble(found):
        left = spare(scope, found, seats, promise.due + 1)
        roads += [(chain(scope, found, head, seats), left) for head in heads(promise, found)[:4]]
    return roads


def _next(
    scope: Scope,
    here: Found,
    chance: Chance,
    roads: Sequence[Road],
    hands: bool,
    most: int,
) -> Changes | None:
    """A change by chance near what drives the delay; None where the dice meet nothing."""
    changes = here.changes
    if changes and (len(changes) >= most or chance.share() < 0.15):
        kind, n = changes.each()[chance.below(len(changes))]
        changes = changes.without(kind, n)
        if len(here.changes) < most or chance.share() < 0.2:
            return changes
    if not roads:
        return None
    road, left = roads[chance.below(len(roads))]
    driver = road[chance.below(len(road))]
    if driver.dated and chance.share() < 0.5:
        return unbound(scope, changes, driver.task)
    if hands and (not driver.rivals or chance.share() < 0.6):
        rivals = (driver.task, driver.task, *driver.rivals)
        n = rivals[chance.below(len(rivals))]
        made = _handed(scope, changes, n, chance, left)
        if made is not None and len(made) < most and chance.share() < 0.35:
            return _back(scope, here, made, n, chance)
        return made
    if driver.rivals:
        m = driver.rivals[chance.below(len(driver.rivals))]
        if m in scope.later:
            made = after(scope, here, m, driver.task)
            return None if made is None else changes.from_day(m, made.floor[m])
    return None


def _handed(
    scope: Scope, changes: Changes, n: int, chance: Chance, left: Sequence[int]
) -> Changes | None:
    some = likely(scope, n, left, LIKELY if chance.share() < 0.8 else _FAR)
    if not some:
        return None
    seat = some[chance.below(len(some))]
    if changes.who.get(n) == seat:
        seat = scope.grid.person[n]
    return given(scope, changes, n, seat)


def _back(scope: Scope, here: Found, changes: Changes, n: int, chance: Chance) -> Changes:
    """And in exchange something of whoever gets a task to whoever had it."""
    old = here.changes.who.get(n, scope.grid.person[n])
    new = changes.who.get(n, scope.grid.person[n])
    seats = scope.seats(changes)
    some = [
        m
        for m in scope.hands
        if seats[m] == new and m != n and (old == scope.grid.person[m] or old in scope.hands[m])
    ]
    return given(scope, changes, some[chance.below(len(some))], old) if some else changes


def pruned(scope: Scope, found: Found, stop: Stop) -> Found:
    """Without every change whose absence keeps the pain, the dearest first; then days put off
    are put off no longer than it takes."""
    best = found
    again = True
    while again and not stop():
        again = False
        for kind, n in sorted(best.changes.each(), key=lambda item: (item[0] != "who", item[1])):
            if stop():
                return best
            made = scope.tried(best.changes.without(kind, n))
            if made.score.pain <= best.score.pain:
                best, again = made, True
    return best


def shrunk(scope: Scope, found: Found, *, hands: bool, seed: int, stop: Stop) -> Found:
    """The same pain with fewer changes: from the plan without one of them, walks that may only
    change as much, until none gets there any more."""
    best, number = found, 0
    again = True
    while again and len(best.changes) > 1 and not stop():
        again = False
        for kind, n in best.changes.each():
            number += 1
            start = scope.tried(best.changes.without(kind, n))
            made = walk(
                scope, start, hands=hands, most=len(start.changes), seed=seed + 13 * number,
                stop=stop, patience=SHORT, enough=best.score.pain,
            )  # fmt: skip
            if made.score.pain <= best.score.pain:
                best, again = pruned(scope, made, stop), True
                break
            if stop():
                break
    return best


def tightened(scope: Scope, found: Found, stop: Stop) -> Found:
    """Days put off no longer than it takes: halved again and again while nothing is lost."""
    best = found
    for n in sorted(found.changes.floor):
        low, high = scope.grid.floors[n], best.changes.floor[n]
        while high - low > 1 and not stop():
            middle = (low + high) // 2
            made = scope.tried(best.changes.from_day(n, middle))
            if made.score <= best.score:
                best, high = made, middle
            else:
                low = middle
    return best
