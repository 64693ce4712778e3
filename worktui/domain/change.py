"""Edits, effects, changes, entries: what is written and how it reads back.

An edit is symmetrical, so that its inverse is itself turned round: `before` holds the
fields as they were seen, `after` as they are wanted. `before` None creates the document,
`after` None deletes it; else both name the same fields, and None as a value means that
the field is absent (documents never hold null).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Doc = Mapping[str, Any]
Through = Literal[
    "key", "cli", "web", "rule", "agent", "suggestion", "import", "external", "tick", "sense"
]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts and through what. `by` is a person's handle (or `worktui` for a rule)."""

    by: str
    through: Through = "key"


@dataclass(frozen=True, slots=True)
class Edit:
    """One document changed from what was seen to what is wanted."""

    table: str
    id: str
    before: Doc | None
    after: Doc | None

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.table, self.id, self.after, self.before)

    @property
    def creates(self) -> bool:
        return self.before is None

    @property
    def deletes(self) -> bool:
        return self.after is None


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to do outside: kept in the outbox until it is done.

    `kind` is mail, calendar or webhook; `entity` names the document it speaks of, so that
    deliveries about one booking keep their order; `delay` seconds pass before it leaves.
    """

    kind: str
    to: str
    subject: str
    body: str
    entity: str = ""
    ics: Doc | None = None
    delay: int = 0
    action: str = ""
    facts: Doc = field(default_factory=dict)
    """More to keep with it, such as the `starts` and `hosts` of an offer."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a pure `decide` returns: edits and what the log says about them."""

    edits: tuple[Edit, ...]
    why: str = ""
    undoes: int | None = None

    def __bool__(self) -> bool:
        return bool(self.edits)


@dataclass(frozen=True, slots=True)
class Entry:
    """One committed, numbered line of the log.

    `seq` is the order (never `ts`); `ts` ISO 8601 with offset as the writer's clock said;
    `undoes` the entry this one takes back; `key` the idempotence key, if any.
    """

    seq: int
    ts: str
    by: str
    through: str
    why: str
    edits: tuple[Edit, ...]
    undoes: int | None = None
    key: str | None = None
    facts: Doc = field(default_factory=dict)

    def touched(self) -> frozenset[tuple[str, str]]:
        """The (table, id) pairs this entry wrote."""
        return frozenset((edit.table, edit.id) for edit in self.edits)
