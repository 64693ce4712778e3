"""Rows of measurements, how they are taken and how they are shown."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """`value` and `base` in `unit`; `ratio` = value ÷ base; `goal` the ratio wanted, 0 if none."""

    room: str
    what: str
    size: int
    value: float
    unit: str
    against: str
    base: float
    goal: float = 0.0

    @property
    def ratio(self) -> float:
        return self.value / self.base if self.base else 0.0

    @property
    def met(self) -> bool:
        return not self.goal or self.ratio <= self.goal


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned lines."""
    lines = [f"{'what':<38} {'tasks':>7} {'value':>10} {'against':<26} {'ratio':>7} {'goal':>6}"]
    for row in rows:
        goal = f"{row.goal:.2f}" if row.goal else ""
        mark = "" if row.met else "  over"
        value = f"{row.value:.2f} {row.unit}"
        against = f"{row.against} {row.base:.2f}"
        lines.append(
            f"{row.room + ': ' + row.what:<38} {row.size:>7} {value:>10} {against:<26} "
            f"{row.ratio:>7.2f} {goal:>6}{mark}"
        )
    return "\n".join(lines)


def cpu_ms(command: Sequence[str], runs: int = 9) -> float:
    """The median CPU time of a program from start to end, in milliseconds."""
    times = []
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs + 1):  # the first one compiles
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            command, check=True, env=env, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000)
    return median(times[1:])


def took_ms(work: Callable[[], object], runs: int = 9) -> float:
    """The median CPU time of a call in this process, in milliseconds."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return median(times)
