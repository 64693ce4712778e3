"""Promises heard in one message: whose, to whom, about which task, until when."""

from __future__ import annotations

import re
from dataclasses import replace

from worktui.engine.promises import frames
from worktui.engine.promises.about import task_of
from worktui.engine.promises.days import by_a_day, days_to_come, frame_at, leads
from worktui.engine.promises.denied import but_at, none_at_all
from worktui.engine.promises.values import Heard
from worktui.engine.reason.gates import fraud, greeting_of, orders_machine
from worktui.engine.reason.hearing import (
    is_greeting,
    sentence_of,
    spoken_by,
    unmasked,
    without_head,
)
from worktui.engine.reason.moments import Moment, due_of, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, clauses
from worktui.engine.reason.titles import tidy, title_from
from worktui.engine.reason.words import fold

MOST = 8
"""Promises of one message; who promises more promises nothing."""
LONGEST = 200
"""Characters of a quote that are kept."""
_SHORT_JEST = 200
"""Characters below which one jest takes all of it back."""
FAR = 62
"""Days beyond which a span ("in summer") is no day to be held to."""


def promises_in(scene: Scene, *, about: str = "") -> tuple[Heard, ...]:
    """The promises of a message, in its order. `about` is the task it is written on, if any.

    Only own words of people who are known are heard, and never what a program sent.
    """
    arrival = scene.arrival
    if not _may_be_heard(scene) or (not about and _is_pasted(scene)):
        return ()
    scene = _without_quotes(unmasked(scene)[0])
    every = clauses(scene.arrival, scene.lang, _names(scene))
    found: list[Heard] = []
    actor: Who | None = scene.sender
    promised: set[int] = set()
    for clause in every:
        if is_greeting(scene, clause):
            continue
        speaker, bare = spoken_by(scene, clause, actor)
        if arrival.kind == "text":
            actor = speaker
            if bare is clause and not about:
                speaker, bare = _labelled(scene, clause, speaker)
        goes_on = clause.tail and clause.sentence in promised
        sentence = sentence_of(scene, every, clause)
        if bare is not clause and frames.THIRD.match(clause.folded) and by_a_day(scene, bare):
            goes_on = True  # "bo will finish the page by wed": the label took the frame away
        heard = _heard(scene, bare, sentence, speaker, about, goes_on=goes_on)
        if heard is None:
            continue
        promised.add(clause.sentence)
        _add(found, heard, goes_on=clause.tail, text=scene.arrival.text)
    return tuple(found[:MOST])


def _may_be_heard(scene: Scene) -> bool:
    """Whether the message is somebody's own earnest word, and theirs whom we know."""
    arrival, own = scene.arrival, scene.arrival.own
    if scene.sender is None or arrival.auto or arrival.bulk or not own:
        return False
    if orders_machine(own) or (arrival.kind == "eml" and fraud(scene)):
        return False
    return len(own) >= _SHORT_JEST or not frames.JEST.search(fold(own))


def _is_pasted(scene: Scene) -> bool:
    """A text that greets or closes was written by somebody to somebody: whose word it is, nobody
    knows."""
    arrival = scene.arrival
    if arrival.kind != "text":
        return False
    parts = any(zone.kind != "own" for zone in arrival.zones)
    return parts or greeting_of(arrival.own.split("\n", 1)[0], scene.lang) is not None


_LABEL = re.compile(
    r"\s*(?:\[[^\]\n]*\]\s*)?[-*•]?\s*@?(?P<name>[^\W\d_][\w.'’ -]{0,40}?)\s*(?:\([^)\n]*\))?:\s+"
)


def _labelled(scene: Scene, clause: Clause, speaker: Who | None) -> tuple[Who | None, Clause]:
    """ "Iva Novak: I'll send it": a line of talk by somebody outside; by nobody known, no word."""
    hit = _LABEL.match(clause.text)
    if hit is None or clause.tail:
        return speaker, clause
    people = scene.people.called(fold(hit.group("name")))
    if len(people) != 1:
        return None, clause
    return people[0], without_head(clause, hit.end(), people[0].id)


def _names(scene: Scene) -> frozenset[str]:
    return frozenset(fold(n) for w in scene.people.people for n in (w.id, w.first))


_QUOTES = re.compile(
    r"“[^”\n]*”|„[^“\n]*“|«[^»\n]*»|\"[^\"\n]{8,}\"|(?<![\w])'[^'\n]{8,}'(?!\w)|^>.*$", re.MULTILINE
)


def _without_quotes(scene: Scene) -> Scene:
    """The scene with somebody's quoted words turned to spaces; places stay."""
    text = scene.arrival.text
    bare = _QUOTES.sub(lambda m: " " * len(m.group()), text)
    if bare == text:
        return scene
    zones = tuple(replace(z, text=bare[z.start : z.end]) for z in scene.arrival.zones)
    return Scene(replace(scene.arrival, text=bare, zones=zones), scene.work, scene.now, scene.me)


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


def _heard(
    scene: Scene, clause: Clause, sentence: str, speaker: Who | None, about: str, *, goes_on: bool
) -> Heard | None:
    """The promise of one clause, None when it makes none."""
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
