"""What makes a promise none: denied, hedged, under a condition, told of another time, in jest."""

from __future__ import annotations

import re

from worktui.engine.promises import frames
from worktui.engine.promises.days import days_to_come, language_of
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, begins_with_verb
from worktui.engine.reason.words import fold

_BUT = re.compile(r";|\b(?:but|aber|sondern|mais|pero|sino|mas)\b")


def but_at(clause: Clause, at: int) -> int:
    """Where the words that a promise belongs to begin: after the last "but" before it."""
    return max((hit.end() for hit in _BUT.finditer(clause.folded, 0, at)), default=0)


_AND = re.compile(r"\b(?:and|und|et|y|e)\s*$")


def none_at_all(scene: Scene, clause: Clause, sentence: str, at: int) -> bool:
    """Whether it only sounds like a promise: denied, hedged, conditional, told, in jest."""
    f, whole = clause.folded, fold(sentence)
    before = f[but_at(clause, at) : at + 28]
    lang = language_of(scene)
    if frames.NOT_AT_ALL.search(before):
        return True
    if lang in ("es", frames.ANY) and frames.NO_ES.search(before):
        return True
    if any(p.search(f) for p in (frames.HEDGED, frames.JEST, frames.AT_ONCE)):
        return True
    start = max(whole.find(f), 0)
    if frames.HEDGED.search(whole[max(0, start + at - _NEAR) : start + at]):
        return True  # "I think, I'll send it"
    if frames.CONDITIONAL.search(whole) or frames.REPORTED.search(whole[: start + at]):
        return True
    if frames.WAITS.match(whole) or _on_order(scene, whole[: start + at]):
        return True
    if lang in ("es", "fr", frames.ANY) and _si(sentence):
        return True
    if lang in ("pt", frames.ANY) and frames.SE.search(whole):
        return True
    late = frames.LATER.search(f, at)
    return late is not None and not any(m.days for m in days_to_come(scene, clause))


_NEAR = 24
"""Characters before a promise in which a hedge still takes it back."""


def _on_order(scene: Scene, ahead: str) -> bool:
    """ "Please confirm and I'll book": what follows an order by "and" waits for it."""
    if not _AND.search(ahead):
        return False
    return begins_with_verb(ahead, scene.lang) or bool(said("ask", scene.lang).search(ahead))


def _si(sentence: str) -> bool:
    """An "if" of French or Spanish; "sí" and "si," are a yes."""
    return re.search(r"\b(?:si(?!,)|s')(?=\s|il)", sentence.lower()) is not None
