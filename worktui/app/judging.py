"""Judging an arrival beside the store's lock, so that nobody waits while somebody's long mail is
read. Under the lock it counts as long as nothing that was looked at has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from worktui.domain.arrival import Arrival
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from worktui.engine.reason import Reading

TRIES = 3
"""So often an arrival is judged beside the lock; while others write all the time, then under it."""


class Outdated(Exception):
    """Something that a judgement looked at has changed since: judge again."""


class Watched:
    """A snapshot that remembers what was asked of it."""

    def __init__(self, work: Snapshot) -> None:
        self.work = work
        self.tables: set[str] = set()
        self.docs: dict[tuple[str, str], Doc | None] = {}

    @property
    def seq(self) -> int:
        return self.work.seq

    def get(self, table: str, id: str) -> Doc | None:
        found = self.docs[(table, id)] = self.work.get(table, id)
        return found

    def all(self, table: str) -> Iterable[Doc]:
        self.tables.add(table)
        return self.work.all(table)

    def ids(self, table: str) -> Iterator[str]:
        self.tables.add(table)
        return self.work.ids(table)

    def count(self, table: str) -> int:
        self.tables.add(table)
        return self.work.count(table)


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading, with what it looked at in the picture of the work it was made over."""

    reading: Reading
    seen: Watched

    def holds(self, work: Snapshot) -> bool:
        """Whether it would come out the same over this picture. Documents that nobody changed
        are the same objects, so this takes no time to speak of."""
        if work.seq == self.seen.seq:
            return True
        return all(
            work.get(table, id) == doc for (table, id), doc in self.seen.docs.items()
        ) and all(list(work.all(t)) == list(self.seen.work.all(t)) for t in self.seen.tables)


def judged(arrival: Arrival, work: Snapshot, *, now: datetime, me: str) -> Judged:
    """What an arrival means for the work. Pure: it may be made anywhere, by anybody."""
    # judging is much code; listing needs none of it
    from worktui.app.weights import request_model
    from worktui.engine.reason import read

    seen = Watched(work)
    return Judged(read(arrival, seen, now=now, me=me, requests=request_model()), seen)
