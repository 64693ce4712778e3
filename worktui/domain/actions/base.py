"""The shape every action shares: typed fields, how far it reaches, how it is taken back.

An action is an intention. It says nothing about how it is carried out: `app` plans it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from worktui.domain.errors import BadInput
from worktui.domain.fields import check

COMMON: Mapping[str, str] = {
    "needs_clarification": "flag",
    "issue": "line",
    "candidates": "list",
    "evidence": "block",
}
"""Notes any action may carry: doubts, candidates to choose from, the words it came from."""


def req(kind: str) -> Any:
    """A field that must be given."""
    return dataclasses.field(metadata={"kind": kind})


def opt(kind: str) -> Any:
    """A field that may be left out."""
    return dataclasses.field(default=None, metadata={"kind": kind})


@dataclass(frozen=True, kw_only=True)
class Action:
    """A typed intention. `type` is its name in JSON; `reach` local, calendar or outward;
    `undo` inverse (fields turned back), compensate (a counter-act) or none.
    """

    type: ClassVar[str] = ""
    reach: ClassVar[str] = "local"
    undo: ClassVar[str] = "inverse"
    known: ClassVar[Mapping[str, str] | None] = None
    """For actions that carry any field of a document: its fields and their kinds."""

    fields: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    notes: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @classmethod
    def own_kinds(cls) -> dict[str, str]:
        """Declared fields and their kinds, in order."""
        return {
            item.name: item.metadata["kind"]
            for item in dataclasses.fields(cls)
            if "kind" in item.metadata
        }

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Action:
        """Check named values and make the action; raises BadInput with a sentence."""
        kinds = cls.own_kinds()
        own: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        notes: dict[str, Any] = {}
        for name, value in given.items():
            if name in kinds:
                own[name] = check(kinds[name], name, value)
            elif cls.known is not None and name in cls.known:
                extra[name] = check(cls.known[name], name, value)
            elif name in COMMON:
                notes[name] = check(COMMON[name], name, value)
            elif name not in {"type", "reach", "undo", "n"}:
                allowed = ", ".join(sorted({*kinds, *(cls.known or {})}))
                raise BadInput(f"{cls.type} has no field “{name[:60]}”.", hint=f"It has {allowed}.")
        missing = [
            item.name
            for item in dataclasses.fields(cls)
            if "kind" in item.metadata
            and item.default is dataclasses.MISSING
            and own.get(item.name) is None
        ]
        if missing:
            raise BadInput(f"{cls.type} needs {' and '.join(missing)}.")
        return cls(**own, fields=extra, notes=notes)

    def to_doc(self) -> dict[str, Any]:
        """JSON: type, the fields that are set, notes, reach and undo."""
        doc: dict[str, Any] = {"type": self.type}
        for name in self.own_kinds():
            value = getattr(self, name)
            if value is not None:
                doc[name] = value
        doc.update(self.fields)
        doc.update(self.notes)
        doc["reach"] = self.reach_now()
        doc["undo"] = self.undo
        return doc

    def reach_now(self) -> str:
        """How far this very action reaches; an outside recipient makes it outward."""
        return self.reach
