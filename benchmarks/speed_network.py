"""What both passes over a network cost: with calendars against what they may cost, without
them against the time networkx takes to build the same graph, where it is installed."""

from __future__ import annotations

from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

from benchmarks.rows import Row, took_ms
from worktui.engine.network import Link, Network, Task, compute
from worktui.engine.workdays import Workdays

START = date(2026, 3, 2).toordinal()
MAY = {1_000: 10.0, 10_000: 150.0, 100_000: 2_000.0}
"""Milliseconds allowed by number of tasks; in between as much a task as at the next size."""


def network(size: int, calendars: bool, seed: int = 1) -> Network:
    """Two links a task of mixed types and lags; with calendars a fifth of the tasks has one
    of its own, and both have holidays."""
    rng = Random(seed)
    free = [START + rng.randrange(20_000) for _ in range(800)]
    usual = Workdays(range(5), free) if calendars else Workdays(range(7))
    short = Workdays(range(4), free)
    tasks = [
        Task(f"T{n}", rng.randrange(9), short if calendars and rng.random() < 0.2 else None)
        for n in range(size)
    ]
    links = [
        Link(
            f"T{rng.randrange(max(0, n - 200), n)}",
            f"T{n}",
            rng.choice(("FS", "FS", "FS", "FS", "FS", "SS", "FF", "SF")),
            rng.choice((0, 0, 0, 0, 0, 0, 1, 2, 3, -1)),
        )
        for n in range(1, size)
        for _ in range(2)
    ]
    return Network(START, tasks, links, usual)


def measure(sizes: list[int], peers: bool) -> list[Row]:
    """Rows for each size; with `peers` also those against networkx."""
    rows: list[Row] = []
    for size in sizes:
        runs = 9 if size <= 10_000 else 3
        may = next((MAY[top] / top * size for top in sorted(MAY) if size <= top), 0.02 * size)
        with_calendars = network(size, calendars=True)
        spent = took_ms(partial(compute, with_calendars), runs)
        rows.append(Row("network", "passes, calendars", size, spent, "ms", "allowed", may, 1))
        if peers and find_spec("networkx"):
            without = network(size, calendars=False)
            ours = took_ms(partial(compute, without), runs)
            theirs = took_ms(partial(_build, without), runs)
            rows.append(Row("network", "passes", size, ours, "ms", "networkx builds", theirs, 1))
    return rows


def _build(given: Network) -> Any:
    graph = import_module("networkx").DiGraph()
    for task in given.tasks:
        graph.add_node(task.id, duration=task.duration)
    for link in given.links:
        graph.add_edge(link.before, link.after, type=link.type, lag=link.lag)
    return graph
