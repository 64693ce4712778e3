"""The driving chain of one task or milestone: what it waits for, back to the beginning."""

from __future__ import annotations

from dataclasses import dataclass

from worktui.engine.network.model import Computed, Driver, Link, Network


@dataclass(frozen=True, slots=True)
class Step:
    """One task of a chain, with the link by which it drives the next one (None for the head)
    and what fixes its own early start."""

    task: str
    link: Link | None
    drivers: tuple[Driver, ...]


def chain(computed: Computed, network: Network, head: str) -> list[Step]:  # noqa: ARG001
    """The driving predecessors of a task and itself, the first ones first.

    Where several links bind, each is followed; a task stands in it once.
    """
    steps: list[Step] = []
    seen = {head}
    waiting: list[tuple[str, Link | None]] = [(head, None)]
    for id, link in waiting:
        drivers = computed.drivers[id]
        steps.append(Step(id, link, drivers))
        for driver in drivers:
            if driver.link is not None and driver.link.before not in seen:
                seen.add(driver.link.before)
                waiting.append((driver.link.before, driver.link))
    steps.sort(key=lambda step: computed.times[step.task].early_start)
    return steps
