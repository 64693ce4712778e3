"""A letter's wish to meet, with the times that stand beside it, answered."""

from __future__ import annotations

import re

from worktui.engine.reason import forms
from worktui.engine.reason.acts import act_of
from worktui.engine.reason.backing_out import names_time
from worktui.engine.reason.draft import Draft
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.meetings import Wish, arrange, note_meeting
from worktui.engine.reason.moments import moments, moments_in
from worktui.engine.reason.our_letters import booking_of_letter
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause


def answer_wish(scene: Scene, draft: Draft, wish: Wish, rest: list[Clause]) -> None:
    """The step that answers the wish of a letter or form, or what a note says of a meeting."""
    _wish_from_form(scene, wish, rest)
    if not wish.clauses or _in_the_booked(scene, wish):
        return
    if not scene.by_me:
        _gather_times(scene, rest, wish)
        arrange(scene, draft, wish)
    elif scene.arrival.kind == "text":
        _gather_times(scene, rest, wish)
        note_meeting(scene, draft, wish)


_ONE_MORE = re.compile(
    r"\b(?:another|second|further|follow-?up|weitere\w*|zweite\w*|noch ein\w*|autre|second\w*|"
    r"otr[oa]|segund[oa]|outr[oa]|mais uma?)\b"
)


def _in_the_booked(scene: Scene, wish: Wish) -> bool:
    """Whether an answer to an invitation says what to talk about there, and no other time."""
    if booking_of_letter(scene) is None:
        return False
    return not any(
        _ONE_MORE.search(c.folded) or any(m.days for m in moments(scene, c)) for c in wish.clauses
    )


def _wish_from_form(scene: Scene, wish: Wish, rest: list[Clause]) -> None:
    if scene.arrival.kind != "form" or wish.clauses or not forms.call_wanted(scene):
        return
    wish.clauses.append(rest[0] if rest else Clause("a call", "a call", 0, -1))


def _gather_times(scene: Scene, rest: list[Clause], wish: Wish) -> None:
    """Times of the wish itself and of what stands beside it: "mornings are best"."""
    own = {(c.start, c.end) for c in wish.clauses}
    sentences = {c.sentence for c in wish.clauses}
    for clause in rest:
        near = any(abs(clause.sentence - s) <= 2 for s in sentences)
        offers = said("meet_offer", scene.lang).search(clause.folded)
        if (
            (clause.start, clause.end) in own
            or (near and names_time(scene, clause))
            or (clause.sentence in sentences and not clause.item and _free_standing(scene, clause))
            or (near and offers and _free_standing(scene, clause))
        ):
            around = " ".join(c.text for c in rest if c.sentence == clause.sentence)
            wish.times += moments(scene, clause, around)
    if scene.arrival.kind == "form":
        text = forms.times_given(scene)
        if text:
            wish.times += moments_in(scene, text, text)
    if not any(m.days for m in wish.times) and scene.arrival.subject:
        wish.times += [
            m for m in moments_in(scene, scene.subject_words(), scene.subject_words()) if m.days
        ]


def _free_standing(scene: Scene, clause: Clause) -> bool:
    """A clause whose time is not the date of another request."""
    if _STARTING.match(clause.folded):
        return True
    return act_of(scene, clause).name in ("meet", "info", "courtesy", "promise", "question")


_STARTING = re.compile(
    r"\W*(?:starting|beginning|from|ab|beginnend|a partir|des|desde|empezando|comecando)\b"
)
