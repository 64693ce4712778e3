"""How a sentence sounds: what was learned about requests, as one signal among the rules' own.

The weights know English mail.  They never speak on notes typed here, on other languages or on
what we wrote ourselves; there the rules judge alone.
"""

from __future__ import annotations

import re

from worktui.engine.reason.acts import Act
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.values import Signal
from worktui.engine.reason.weights.model import Opinion

_WEIGHT = {"high": 0.5, "likely": 0.0, "guess": -0.6, "none": -1.0}
"""What each band adds to a request that rules heard, in score points."""
_ASKED = ("create_task", "comment_task", "update_task")
_ALONE = 0.65
"""A sentence in which no rule hears anything asks when it sounds at least so much like it:
in cross-validation nine in ten such sentences of the training part did."""
_YOU = re.compile(r"\b(?:you|your|we|us|our|i|me|my)\b")


def opinion(scene: Scene, sentence: str) -> Opinion | None:
    """How much a sentence of somebody else's English letter sounds like a request."""
    if scene.requests is None or scene.lang != "en" or scene.by_me or scene.arrival.kind == "text":
        return None
    known = scene.memo.setdefault("sounds", {})
    assert isinstance(known, dict)
    if sentence not in known:
        known[sentence] = scene.requests.opinion(sentence)
    found: Opinion = known[sentence]
    return found


def sounds(scene: Scene, sentence: str) -> list[Signal]:
    """The signal of a request that rules heard; none where the weights do not speak."""
    found = opinion(scene, sentence)
    if found is None:
        return []
    return [signal("sounds", _WEIGHT[found.band], words_of(found))]


def words_of(found: Opinion) -> str:
    """ "reads like a request (0.91)"; the number is how likely it is, never quite sure."""
    reads = {
        "high": "reads like a request",
        "likely": "reads like a request",
        "guess": "reads little like a request",
        "none": "does not read like a request",
    }
    return f"{reads[found.band]} ({min(max(found.likely, 0.01), 0.99):.2f})"


def weigh_in(scene: Scene, draft: Draft, act: Act, sentence: str, before: int) -> None:
    """Let the weights speak on the steps that a request has just made."""
    if act.name != "request":
        return
    for step in draft.steps[before:]:
        if step.type in _ASKED:
            step.signals += sounds(scene, sentence)


def asks_unheard(scene: Scene, clause: Clause, sentence: str) -> Signal | None:
    """The signal of a sentence that asks though no rule hears it; None when it does not.

    Sentences that speak of meeting are left to the rules, which know times and bookings.
    """
    alone = clause.text if len(clause.text) + 2 < len(sentence) else sentence
    found = opinion(scene, alone)
    if found is None or found.likely < _ALONE or clause.tail:
        return None
    if said("meet_noun", scene.lang).search(clause.folded) or not _YOU.search(clause.folded):
        return None
    return signal("sounds", 0.8, f"{words_of(found)}, though no rule says so")
