"""Promises heard in one message: whose, to whom, about which task, until when."""

from __future__ import annotations

from dataclasses import replace

from worktui.engine.promises import frames
from worktui.engine.promises.about import task_of
from worktui.engine.promises.days import days_to_come, frame_at, leads
from worktui.engine.promises.denied import but_at, none_at_all
from worktui.engine.promises.turns import Turn, is_pasted, may_be_heard, turns, without_quotes
from worktui.engine.promises.values import Heard
from worktui.engine.reason.hearing import unmasked, without_head
from worktui.engine.reason.moments import Moment, due_of, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import tidy, title_from

MOST = 8
"""Promises of one message; who promises more promises nothing."""
LONGEST = 200
"""Characters of a quote that are kept."""
FAR = 62
"""Days beyond which a span ("in summer") is no day to be held to."""


def promises_in(scene: Scene, *, about: str = "") -> tuple[Heard, ...]:
    """The promises of a message, in its order. `about` is the task it is written on, if any.

    Only own words of people who are known are heard, and never what a program sent.
    """
    if not may_be_heard(scene) or (not about and is_pasted(scene)):
        return ()
    scene = without_quotes(unmasked(scene)[0])
    found: list[Heard] = []
    promised: set[int] = set()
    for turn in turns(scene, about):
        goes_on = turn.clause.tail and turn.clause.sentence in promised
        heard = _heard(scene, turn, about, goes_on=goes_on or turn.led)
        if heard is not None:
            promised.add(turn.clause.sentence)
            _add(found, heard, goes_on=turn.clause.tail, text=scene.arrival.text)
    return tuple(found[:MOST])


def _add(found: list[Heard], heard: Heard, *, goes_on: bool, text: str) -> None:
    """ "I'll ask Ana and tell you Monday" is one promise; two days make two of them."""
    last = found[-1] if found else None
    if goes_on and last is not None and not (last.due and heard.due):
        quote = _quote(text[last.start : heard.end])
        kind = heard.kind if heard.kind != "do" else last.kind
        found[-1] = replace(
            last,
            quote=quote,
            due=last.due or heard.due,
            task=last.task or heard.task,
            kind=kind,
            end=heard.end,
        )
    else:
        found.append(heard)


def _heard(scene: Scene, turn: Turn, about: str, *, goes_on: bool) -> Heard | None:
    """The promise of one clause, None when it makes none."""
    speaker, clause, sentence = turn.speaker, turn.bare, turn.sentence
    if speaker is None or clause.question or clause.zone != "own":
        return None
    if speaker.kind != "person" and scene.by_team and scene.arrival.kind != "text":
        return None
    found = days_to_come(scene, clause)
    at = frame_at(scene, clause, found, speaker, goes_on=goes_on)
    if at < 0 or none_at_all(scene, clause, sentence, at):
        return None
    if but := but_at(clause, at):  # what stands before it is no part of the promise
        clause = without_head(clause, but)
        found = days_to_come(scene, clause)
        at = frame_at(scene, clause, found, speaker, goes_on=goes_on)
    if at < 0 or not leads(
        clause, found, at
    ):  # "call me Monday and we'll see": the day is the order's
        found = [m for m in found if m.start > at >= 0]
        if frame_at(scene, clause, found, speaker, goes_on=goes_on) < 0:
            return None
    due, moment = due_of(scene, found)
    if moment is not None and moment.days and (moment.days[1] - moment.days[0]).days > FAR:
        due = None
    words, what = without(clause.text, found), _what(scene, clause, found)
    return Heard(
        who=speaker.id,
        to=_to(scene, clause, speaker),
        quote=_quote(clause.text),
        what=what,
        due=due or "",
        task=task_of(scene, words, what, speaker, about),
        kind=frames.kind_of(clause.folded),  # type: ignore[arg-type]  # one of the three
        start=clause.start,
        end=clause.end,
        lang=scene.lang,
    )


def _quote(text: str) -> str:
    words = " ".join(text.split()).strip(" ,;.–—-")
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + "…"
    return words


def _what(scene: Scene, clause: Clause, found: list[Moment]) -> str:
    return title_from(scene, clause, found) or tidy(without(clause.text, found)) or "It"


def _to(scene: Scene, clause: Clause, speaker: Who) -> str:
    """To whom: the other side of a mail, or somebody named in a note."""
    if scene.arrival.kind in ("eml", "form"):
        others = [p.email for p in (*scene.arrival.to, *scene.arrival.cc) if p.email]
        if speaker.kind == "person" and scene.by_team:
            outside = [e for e in others if not scene.mine(e)]
            ids = [w.id for e in others if (w := scene.people.by_email(e)) and w.id != speaker.id]
            return (outside or ids or [""])[0]
        inside = [w.id for e in others if (w := scene.people.by_email(e)) and w.kind == "person"]
        return (inside or [scene.me])[0]
    named = [w for w, _ in scene.people.named(clause.folded) if w.id != speaker.id and w.email]
    if len(named) == 1:
        return named[0].id if named[0].kind == "person" else named[0].email
    return ""
