"""A frozen picture of the work at one entry, read by everything pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from worktui.domain.change import Doc

TABLES = (
    "settings",
    "people",
    "contacts",
    "columns",
    "projects",
    "milestones",
    "tasks",
    "time",
    "costs",
    "baselines",
    "event_types",
    "bookings",
    "calendar",
    "arrivals",
    "suggestions",
    "outbox",
    "counters",
    "rules",
    "reminders",
    "questions",
    "statuses",
    "readings",
    "forms",
    "links",
    "promises",
)
"""Tables a workspace knows; others found in a file are kept as they are."""


class Snapshot(Protocol):
    """All documents at one moment. Documents are shared: never change one in place."""

    @property
    def seq(self) -> int:
        """Number of the last entry in this picture."""

    def get(self, table: str, id: str) -> Doc | None:
        """One document, or None."""

    def all(self, table: str) -> Iterable[Doc]:
        """Every document of a table, in the order they were made."""

    def ids(self, table: str) -> Iterator[str]:
        """The ids of a table, in the same order."""

    def count(self, table: str) -> int:
        """How many documents a table has."""


class MappingSnapshot:
    """A snapshot over plain mappings: tests, previews and the memory store use it."""

    __slots__ = ("_tables", "seq")

    def __init__(self, tables: Mapping[str, Mapping[str, Doc]], seq: int = 0) -> None:
        self._tables = tables
        self.seq = seq

    def get(self, table: str, id: str) -> Doc | None:
        return self._tables.get(table, _EMPTY).get(id)

    def all(self, table: str) -> Iterable[Doc]:
        return self._tables.get(table, _EMPTY).values()

    def ids(self, table: str) -> Iterator[str]:
        return iter(self._tables.get(table, _EMPTY))

    def count(self, table: str) -> int:
        return len(self._tables.get(table, _EMPTY))


_EMPTY: Mapping[str, Any] = {}
