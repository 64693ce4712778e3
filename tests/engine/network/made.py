"""Networks made by chance, of every kind there is."""

from __future__ import annotations

from datetime import date
from random import Random

from worktui.engine.network import CONSTRAINTS, LINK_TYPES, Link, Network, Task
from worktui.engine.workdays import Workdays

START = date(2026, 3, 2).toordinal()
"""A Monday."""


def calendars(rng: Random) -> list[Workdays]:
    """A usual week, one of all days, a short one and one with an extra day, with holidays."""
    off = [START + rng.randrange(-20, 80) for _ in range(rng.randrange(12))]
    return [
        Workdays(range(5), off),
        Workdays(range(7)),
        Workdays([0, 1, 2], off),
        Workdays([1, 3, 5], off, [START + rng.randrange(40)]),
    ]


def plain(rng: Random, size: int, own: bool = True) -> Network:
    """Tasks and links of all types with lags; with `own` also calendars of their own."""
    usual, *others = calendars(rng)
    tasks = [
        Task(
            f"T{n}",
            rng.choice((0, 1, 1, 2, 3, 5, 8)),
            rng.choice(others) if own and rng.random() < 0.3 else None,
        )
        for n in range(size)
    ]
    return Network(START + rng.randrange(7), tasks, links(rng, size), usual, near=rng.randrange(4))


def links(rng: Random, size: int) -> list[Link]:
    """At most two a task, without a ring, in no order."""
    order = list(range(size))
    rng.shuffle(order)
    found = []
    for place in range(1, size):
        for _ in range(rng.randrange(3)):
            elapsed = rng.random() < 0.2
            lag = rng.choice((0, 0, 0, 1, 2, 3, -1, -2)) if not elapsed else rng.randrange(-4, 9)
            found.append(
                Link(
                    f"T{order[rng.randrange(place)]}",
                    f"T{order[place]}",
                    rng.choice(("FS", *LINK_TYPES)),
                    lag,
                    elapsed,
                )
            )
    rng.shuffle(found)
    return found


def anything(rng: Random, size: int) -> Network:
    """Constraints, deadlines and progress as well."""
    network = plain(rng, size)
    status = rng.choice((None, START - 3, START + rng.randrange(15)))
    return Network(
        network.start,
        [_lived(rng, task, status) for task in network.tasks],
        network.links,
        network.calendar,
        status,
        network.near,
    )


def _lived(rng: Random, task: Task, status: int | None) -> Task:
    constraint = deadline = began = ended = rest = None
    if rng.random() < 0.25:
        constraint = (rng.choice(CONSTRAINTS), START + rng.randrange(30))
    if rng.random() < 0.2:
        deadline = START + rng.randrange(30)
    if rng.random() < 0.25:
        began = START + rng.randrange(-4, 12)
        if rng.random() < 0.5:
            ended = began + rng.randrange(6) if task.duration else began
        else:
            rest = rng.randrange(task.duration + 2)
    return Task(task.id, task.duration, task.calendar, constraint, deadline, began, ended, rest)
