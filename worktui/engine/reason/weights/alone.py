"""What the rules make of a sentence that stands alone: the acts of its clauses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from worktui.domain.arrival import Arrival, Party, Zone
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.reason.acts import act_of
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import clauses

_NOBODY: Final = Party("", "somebody@example.org")
_NO_WORK: Final = MappingSnapshot({})
_ANY_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""No act depends on the day."""


def acts_in(text: str) -> list[str]:
    """The names of the acts of an English sentence in somebody's letter, in its order."""
    whole = (Zone("own", 0, len(text), text),)
    letter = Arrival(kind="eml", sender=_NOBODY, text=text, zones=whole)
    scene = Scene(letter, _NO_WORK, _ANY_DAY, "", lang_told="en")
    return [act_of(scene, clause).name for clause in clauses(letter, "en")]
