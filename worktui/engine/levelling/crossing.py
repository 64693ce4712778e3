"""How two lists of jobs make a third, and how one is stirred. No list ever breaks a link."""

from __future__ import annotations

from collections.abc import Sequence

from worktui.engine.levelling.chance import Chance
from worktui.engine.levelling.ground import Way

_SHORTEST, _LONGEST = 0.25, 0.75  # of the list, taken in the other parent's order


def cross(one: Sequence[int], other: Sequence[int], chance: Chance) -> list[int]:
    """`one`, with a stretch of it filled in the order of `other` (Hartmann 1998)."""
    count = len(one)
    length = max(1, int(count * (_SHORTEST + (_LONGEST - _SHORTEST) * chance.share())))
    start = chance.below(count - length + 1)
    child = list(one[:start])
    taken = set(child)
    for job in other:
        if not length:
            break
        if job not in taken:
            taken.add(job)
            child.append(job)
            length -= 1
    child += [job for job in one[start:] if job not in taken]
    return child


def stir(way: Way, order: list[int], chance: Chance, rate: float) -> None:
    """Swap neighbours in place, where no link is between them, `rate` times a job on average."""
    last = len(order) - 1
    if last < 1:
        return
    for _ in range(len(order)):
        if chance.share() < rate:
            at = chance.below(last)
            first, second = order[at], order[at + 1]
            if second not in way.after[first]:
                order[at], order[at + 1] = second, first
