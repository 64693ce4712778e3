"""What somebody says about their own earlier promises: done by now, or not to come after all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from worktui.domain.change import Doc
from worktui.engine.promises.about import task_of
from worktui.engine.promises.turns import Turn, is_pasted, may_be_heard, turns, without_quotes
from worktui.engine.reason.acts import act_of
from worktui.engine.reason.hearing import unmasked
from worktui.engine.reason.matching import content, verbs_in, widened
from worktui.engine.reason.scene import Scene

TAKES_BACK = re.compile(
    r"\b(?:can't|cannot|can not|won't|will not|not going to|not able to|unable to|won't be able to)"
    r" (?:be able to )?(?:finish|send|deliver|get|have|do|manage|complete|make)\b"
    r"(?! (?:the|our|your|a|this|that|it to the) (?:call|meeting|appointment|slot|date))|"
    r"\b(?:schaffe|schaffen|schaff) (?:ich|wir)?\s?(?:es|das|die|den)?\b[^.!?]*\bnicht\b|"
    r"\b(?:ich|wir) (?:kann|konnen)\b[^.!?]*\bnicht\b[^.!?]*\b(?:schicken|liefern|senden|"
    r"fertig\w*|erledigen)\b|"
    r"\bne (?:pourrai|pourrons|peux|pouvons) pas (?:\w+ ){0,2}(?:envoyer|livrer|finir|terminer|"
    r"faire)\b|\bn'(?:arriverai|arriverons|y arriverai) pas\b|"
    r"\bno (?:podre|podremos|puedo|podemos) (?:\w+ ){0,2}(?:enviar|mandar|entregar|terminar|"
    r"acabar|hacer)\w*\b|"
    r"\bnao (?:vou conseguir|consigo|vamos conseguir|vou poder) (?:\w+ ){0,2}(?:enviar|mandar|"
    r"entregar|terminar|acabar|fazer)\b"
)
_ITSELF = re.compile(r"\b(?:it|that|this|them|das|es|ca|cela|lo|eso|isso|o)\b")


class News(NamedTuple):
    """About which promise, and what: done, or taken back."""

    promise: str
    what: str


def news_in(scene: Scene, promises: Sequence[Doc], *, about: str = "") -> tuple[News, ...]:
    """What a message says about promises of those who speak in it; `promises` are the open ones.

    `about` is the task the message is written on, if any.
    """
    who = {str(doc["who"]) for doc in promises}
    if not who or not may_be_heard(scene) or (not about and is_pasted(scene)):
        return ()
    scene = without_quotes(unmasked(scene)[0])
    found: dict[str, str] = {}
    for turn in turns(scene, about):
        if turn.speaker is None or turn.speaker.id not in who or turn.bare.question:
            continue
        what = _what(scene, turn)
        if not what:
            continue
        mine = [doc for doc in promises if doc["who"] == turn.speaker.id]
        found |= {str(doc["id"]): what for doc in _meant(scene, turn, mine, about, what)}
    return tuple(News(id, what) for id, what in found.items())


def _what(scene: Scene, turn: Turn) -> str:
    if TAKES_BACK.search(turn.bare.folded):
        return "taken back"
    act = act_of(scene, turn.bare, notes=True)
    return "done" if act.name in ("done", "sent_for") else ""


def _meant(scene: Scene, turn: Turn, mine: Sequence[Doc], about: str, what: str) -> Sequence[Doc]:
    """The promises that a clause speaks of: the same task, the same words, or the only one that
    "it" can be."""
    words = turn.bare.text
    task = task_of(scene, words, words, turn.speaker, about) if turn.speaker else ""
    same = [doc for doc in mine if doc.get("task") and doc["task"] == task]
    if same:
        return same
    said = widened(content(words) - verbs_in(words))
    alike = [doc for doc in mine if said & _things(doc)]
    if alike:
        return alike
    alone = len(mine) == 1 and not mine[0].get("task") and _ITSELF.search(turn.bare.folded)
    return mine if alone and what == "taken back" else ()


def _things(doc: Doc) -> set[str]:
    what = str(doc.get("what") or "")
    return content(what) - verbs_in(what)
