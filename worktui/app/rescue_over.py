"""The work with the steps of a way out laid over it, for forecasts; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from worktui.app.rescue_model import WayStep
from worktui.domain.actions import Action
from worktui.domain.actions.tasks import UpdateTask
from worktui.domain.actions.workspace import UpdateMilestone
from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot


class Over:
    """A snapshot in which some documents are others."""

    __slots__ = ("_base", "_docs")

    def __init__(self, base: Snapshot, docs: Mapping[tuple[str, str], Doc]) -> None:
        self._base, self._docs = base, docs

    @property
    def seq(self) -> int:
        return self._base.seq

    def get(self, table: str, id: str) -> Doc | None:
        return self._docs.get((table, id)) or self._base.get(table, id)

    def all(self, table: str) -> Iterable[Doc]:
        mine = {id: doc for (name, id), doc in self._docs.items() if name == table}
        if not mine:
            return self._base.all(table)
        return [mine.get(doc["id"], doc) for doc in self._base.all(table)]

    def ids(self, table: str) -> Iterator[str]:
        return self._base.ids(table)

    def count(self, table: str) -> int:
        return self._base.count(table)


def over(work: Snapshot, steps: Iterable[WayStep]) -> Snapshot:
    """The work as it would be with these steps. What they send changes no forecast."""
    docs: dict[tuple[str, str], Doc] = {}
    for step in steps:
        for action in step.actions:
            key = touched(action)
            if key is not None:
                old = docs.get(key) or work.get(*key)
                if old is not None:
                    docs[key] = _with(old, action.fields)
    return Over(work, docs) if docs else work


def touched(action: Action) -> tuple[str, str] | None:
    """The document that a step sets fields of."""
    if isinstance(action, UpdateTask):
        return "tasks", action.task
    if isinstance(action, UpdateMilestone):
        return "milestones", action.milestone
    return None


def rests_on(step: WayStep) -> list[tuple[str, str]]:
    """The documents whose facts a step is built on: what it sets, and who is to do it."""
    keys = []
    for action in step.actions:
        key = touched(action)
        if key is not None:
            keys.append(key)
        person = action.fields.get("assignee")
        if person:
            keys.append(("people", str(person)))
    return keys


def _with(doc: Doc, fields: Mapping[str, Any]) -> Doc:
    return {name: value for name, value in {**doc, **fields}.items() if value is not None}
