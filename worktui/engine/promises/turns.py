"""Whose words a message is made of: each clause with who says it, quoted words left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from worktui.engine.promises import frames
from worktui.engine.promises.days import by_a_day
from worktui.engine.reason.gates import fraud, greeting_of, orders_machine
from worktui.engine.reason.hearing import is_greeting, sentence_of, spoken_by, without_head
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, clauses
from worktui.engine.reason.words import fold

_SHORT_JEST = 200
"""Characters below which one jest takes all of it back."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A clause and who says it (None: nobody known); `bare` is it without "Bo:" and "Hi Ana,",
    `led` whether such a label promised ("bo will …")."""

    speaker: Who | None
    clause: Clause
    bare: Clause
    sentence: str
    led: bool = False


def turns(scene: Scene, about: str = "") -> Iterator[Turn]:
    """All clauses of a message with their speakers, greetings left out."""
    every = clauses(scene.arrival, scene.lang, _names(scene))
    actor: Who | None = scene.sender
    for clause in every:
        if is_greeting(scene, clause):
            continue
        speaker, bare = spoken_by(scene, clause, actor)
        if scene.arrival.kind == "text":
            actor = speaker
            if bare is clause and not about:
                speaker, bare = _labelled(scene, clause, speaker)
        led = bare is not clause and bool(frames.THIRD.match(clause.folded))
        sentence = sentence_of(scene, every, clause)
        yield Turn(speaker, clause, bare, sentence, led and by_a_day(scene, bare))


def may_be_heard(scene: Scene) -> bool:
    """Whether the message is somebody's own earnest word, and theirs whom we know."""
    arrival, own = scene.arrival, scene.arrival.own
    if scene.sender is None or arrival.auto or arrival.bulk or not own:
        return False
    if orders_machine(own) or (arrival.kind == "eml" and fraud(scene)):
        return False
    return len(own) >= _SHORT_JEST or not frames.JEST.search(fold(own))


def is_pasted(scene: Scene) -> bool:
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


# none may hold its own opening sign: a text of nothing else would be read again from each
_QUOTES = re.compile(
    r"“[^“”\n]*”|„[^„“\n]*“|«[^«»\n]*»|\"[^\"\n]{8,}\"|(?<![\w])'[^'\n]{8,}'(?!\w)|^>.*$",
    re.MULTILINE,
)


def without_quotes(scene: Scene) -> Scene:
    """The scene with somebody's quoted words turned to spaces; places stay."""
    text = scene.arrival.text
    bare = _QUOTES.sub(lambda m: " " * len(m.group()), text)
    if bare == text:
        return scene
    zones = tuple(replace(z, text=bare[z.start : z.end]) for z in scene.arrival.zones)
    return Scene(replace(scene.arrival, text=bare, zones=zones), scene.work, scene.now, scene.me)
