"""What goes to the worker and comes back: one JSON object a line, nothing executable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from worktui.engine.levelling.recovery import Recovery, RLink, RMilestone, RPerson, RTask


@dataclass(frozen=True, slots=True)
class Order:
    """One piece of work for the worker: the problem, a plan to start from, and the limits."""

    recovery: Recovery
    starts: tuple[int, ...]
    options: tuple[int, ...]
    seconds: float
    most_changes: int | None
    hands: bool
    seed: int


@dataclass(frozen=True, slots=True)
class News:
    """What the worker says: a better plan, and which stages are proven by now; `over` ends it."""

    starts: tuple[int, ...]
    options: tuple[int, ...]
    proven: tuple[bool, bool, bool]
    over: bool = False


def order_line(order: Order) -> str:
    """An order as a line of text."""
    return json.dumps(asdict(order)) + "\n"


def read_order(line: str) -> Order:
    """The order in a line. Raises ValueError, KeyError or TypeError for anything else."""
    given = json.loads(line)
    return Order(
        recovery=_recovery(given["recovery"]),
        starts=tuple(given["starts"]),
        options=tuple(given["options"]),
        seconds=float(given["seconds"]),
        most_changes=given["most_changes"],
        hands=bool(given["hands"]),
        seed=int(given["seed"]),
    )


def news_line(news: News) -> str:
    """News as a line of text."""
    return json.dumps(asdict(news)) + "\n"


def read_news(line: str) -> News:
    """The news in a line. Raises ValueError, KeyError or TypeError for anything else."""
    given = json.loads(line)
    lateness, changes, finish = map(bool, given["proven"])
    return News(
        starts=tuple(map(int, given["starts"])),
        options=tuple(map(int, given["options"])),
        proven=(lateness, changes, finish),
        over=bool(given["over"]),
    )


def _recovery(given: Mapping[str, Any]) -> Recovery:
    def pairs(rows: Any) -> tuple[tuple[int, int], ...]:
        return tuple((int(first), int(second)) for first, second in rows)

    return Recovery(
        tasks=tuple(
            RTask(**{**task, "options": pairs(task["options"])}) for task in given["tasks"]
        ),
        people=tuple(RPerson(one["id"], pairs(one["blocked"])) for one in given["people"]),
        links=tuple(RLink(**link) for link in given["links"]),
        milestones=tuple(
            RMilestone(**{**stone, "tasks": tuple(stone["tasks"])}) for stone in given["milestones"]
        ),
        horizon=int(given["horizon"]),
        grain=int(given["grain"]),
    )
