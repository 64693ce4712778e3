"""Older workspaces: one step a version, each making a record of the next version.

A step gets one record of the log (its edits and its `base` hold the documents) and returns
it as the next version writes it. The snapshot is made anew from the upgraded log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from worktui.store.record import FORMAT, Record

Step = Callable[[Record], Record]

STEPS: Mapping[int, Step] = {}
"""`STEPS[n]` leads from version n to n + 1. Version 1 is the first."""


def can_upgrade(version: int, steps: Mapping[int, Step]) -> bool:
    """True when there is a step for every version on the way."""
    return all(n in steps for n in range(version, FORMAT))


def upgraded(record: Record, version: int, steps: Mapping[int, Step]) -> Record:
    """A record as the present version writes it."""
    for n in range(version, FORMAT):
        record = steps[n](record)
    return {**record, "format": FORMAT} if "format" in record else record
