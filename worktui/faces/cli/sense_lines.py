"""Senses as lines: what is looked at, when it was looked at last, what came, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from worktui.app.ports import Sense
from worktui.app.sense_words import KINDS
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken
from worktui.faces.cli.words import instant_words


@dataclass(frozen=True, slots=True)
class SenseFacts:
    """A sense of this machine and what the workspace knows of it."""

    name: str
    kind: str
    place: str
    by: str
    looked_at: str
    taken: int
    taken_at: str
    problem: str


def facts_of(sense: Sense, work: Snapshot, by: str) -> SenseFacts:
    """`by` is who looks just now, "" when nobody does."""
    doc = work.get("senses", sense.name) or {}
    return SenseFacts(
        sense.name,
        KINDS.get(sense.name.partition(":")[0], sense.name),
        sense.place,
        by,
        str(doc.get("looked_at") or ""),
        int(doc.get("taken") or 0),
        str(doc.get("taken_at") or ""),
        str(doc.get("problem") or ""),
    )


def words_of(facts: SenseFacts, spoken: Spoken) -> str:
    """`12 taken in, the last today 14:02. Looked at by process 7 on ada.`"""
    if facts.problem:
        return facts.problem
    if not facts.looked_at:
        return "Never looked at; `worktui watch` does, and the app."
    taken = "Nothing taken in yet."
    if facts.taken_at:
        taken = f"{facts.taken} taken in, the last {_moment(facts.taken_at, spoken)}."
    if facts.by:
        return f"{taken} Looked at by {facts.by}."
    return f"{taken} Nobody looks just now; last {_moment(facts.looked_at, spoken)}."


def _moment(moment: str, spoken: Spoken) -> str:
    return instant_words(parse_instant(moment), spoken)


def sense_json(facts: SenseFacts) -> dict[str, Any]:
    """A sense as JSON."""
    return {
        "name": facts.name,
        "kind": facts.name.partition(":")[0],
        "place": facts.place,
        "looked_at": facts.looked_at or None,
        "taken": facts.taken,
        "taken_at": facts.taken_at or None,
        "problem": facts.problem or None,
        "by": facts.by or None,
    }
