"""When a promise begins and until when it holds: the frame that promises, and the days to come."""

from __future__ import annotations

import re

from worktui.engine.promises import frames
from worktui.engine.reason.matching import content
from worktui.engine.reason.moments import Moment, moments, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, begins_with_verb
from worktui.engine.reason.words import fold

_TOLD_OF = re.compile(
    r"\b(?:discussed|agreed|mentioned|said|sent|received|wrote|promised|from|since|"
    r"(?:mail|email|message|call|meeting|chat) (?:of|from|on)?|besprochen|vereinbart|vom|seit|"
    r"convenu|depuis|hablamos|acordado|desde|combinado|conversamos)\s*(?:on|last|am|le|el|na|no)?$"
)
_NOUN_AFTER = re.compile(r"(?:'s\b|\s+(?!and\b|or\b|und\b|et\b|y\b|e\b|at\b|um\b|a\b|by\b)[a-z])")


def days_to_come(scene: Scene, clause: Clause) -> list[Moment]:
    """The times of a clause that lie ahead and say until when, not of what."""
    kept = []
    for moment in moments(scene, clause):
        head, tail = clause.folded[: moment.start].rstrip(), clause.folded[moment.end :]
        if moment.when.past or moment.rejected or _TOLD_OF.search(head):
            continue
        named = re.search(r"\b(?:the|your|our|my|this|that)$", head)
        whose = tail.startswith("'s") or fold(moment.when.text).endswith("'s")
        if whose or (named and not moment.when.deadline and _NOUN_AFTER.match(tail)):
            continue  # "Tuesday's notes", "the Monday report"
        kept.append(moment)
    return kept


def frame_at(
    scene: Scene, clause: Clause, found: list[Moment], speaker: Who, *, goes_on: bool
) -> int:
    """Where the words that promise begin, -1 when there are none."""
    f, lang = clause.folded, language_of(scene)
    if any(m.when.kind == "recurrence" for m in moments(scene, clause)):
        return -1
    dated = any(m.days for m in found)
    if hit := frames.frame("firm", lang).search(f):
        return hit.start()
    if goes_on and begins_with_verb(f, lang):
        return 0
    if not dated:
        return -1
    if hit := frames.frame("dated", lang).search(f):
        return hit.start()
    if scene.arrival.kind != "text" or speaker.kind != "person":
        return -1
    if not any(m.when.deadline or (clause.label and _is_point(m)) for m in found):
        return -1
    if frames.ASKS.match(f):
        return -1
    if hit := frames.frame("short", lang).search(f):
        return hit.start()
    named = frames.THIRD.match(f)
    return 0 if named and speaker.id != scene.me else -1


_ENGLISH = re.compile(
    r"\b(?:i|we|you|the|it|this|that|by|will|is|to|on|done|i'll|we'll|you'll|and|for|of|my|our)\b"
)


_SHORT = 12
"""Words up to which a text that is not English may be in any of the other languages."""


def language_of(scene: Scene) -> str:
    """The language of the text; any, where it is too short to tell."""
    if scene.lang == "en":
        return "en" if _ENGLISH.search(scene.folded) else frames.ANY
    return frames.ANY if len(scene.folded.split()) <= _SHORT else scene.lang


def leads(clause: Clause, found: list[Moment], at: int) -> bool:
    """Whether what stands before the promise is little more than its day."""
    ahead = [m for m in found if m.end <= at]
    order = at > 0 and begins_with_verb(clause.folded, "en")
    return not ahead or (not order and len(content(without(clause.text[:at], ahead))) <= 2)


def _is_point(moment: Moment) -> bool:
    """One day or instant."""
    return moment.when.kind in ("date", "datetime")


def by_a_day(scene: Scene, clause: Clause) -> bool:
    return any(m.when.deadline or _is_point(m) for m in days_to_come(scene, clause))
