"""The driving chain of one task or milestone: what it waits for, back to the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from worktui.engine.network.model import Computed, Driver, Link


@dataclass(frozen=True, slots=True)
class Step:
    """One task of a chain, with the link by which it drives a later one (None for the head)
    and what fixes its own early start."""

    task: str
    link: Link | None
    drivers: tuple[Driver, ...]


def chain(computed: Computed, head: str) -> list[Step]:
    """The driving predecessors of a task and itself, each behind all that drives it.

    Where several links bind, each is followed; a task stands in it once. Raises KeyError for
    a head that is not in the network.
    """
    found: list[Step] = []
    seen = {head}
    path: list[tuple[str, Link | None, Iterator[Driver]]] = []
    path.append((head, None, iter(computed.drivers[head])))
    while path:
        id, link, drivers = path[-1]
        ahead = next(
            (one.link for one in drivers if one.link and one.link.before not in seen), None
        )
        if ahead is None:
            path.pop()
            found.append(Step(id, link, computed.drivers[id]))
        else:
            seen.add(ahead.before)
            path.append((ahead.before, ahead, iter(computed.drivers[ahead.before])))
    return found
