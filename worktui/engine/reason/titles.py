"""Titles of tasks from the words of a request: framing, dates and courtesies taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from worktui.engine.reason.asides import without_asides
from worktui.engine.reason.german import subject_first, unforgotten
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.moments import Moment, without
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_TAIL = re.compile(
    r"[\s,;:.!?–—-]*(?:\b(?:please|pls|thanks|thank you|thx|cheers|asap|if possible|if you can|"
    r"as soon as possible|for (?:us|me)"
    r"|bitte|danke|wenn möglich|svp|s'il vous plaît|merci|si possible|por favor|gracias|"
    r"si es posible|obrigad[oa]|se possível"
    r"|is on|is at|is in|are on|is|are|as discussed|as agreed|and|und|et|y|e|or|too|also|then|ok|"
    r"okay|right|at the latest|"
    r"latest|today if possible|urgently)\b)?"
    r"[\s,;:.!?–—-]*$",
    re.IGNORECASE,
)
_FOR_ME = re.compile(
    r"\b(send|share|give|get|forward|email|mail|bring|provide|pass|show)(\s+)(?:me|us)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"^(?:(?:i|we)(?:'ll|’ll| will| shall| can| am going to|'m going to|’m going to|"
    r" are going to|'d be happy to| promise to)(?: also| then| just| definitely| be able to|"
    r" make sure to| try to)*\s+|let me\s+|je (?:vous|t'|te|l')?\s*(?=\w+(?:e|erai|rai|ie|"
    r"ends)\b)|(?:te|lhe|le|les|os|vos) (?=\w+[oé]\b|\w+rei\b|\w+ré\b)|je vais\s+|"
    r"nous allons\s+|voy a\s+|vamos a\s+|"
    r"vou\s+|vamos\s+)",
    re.IGNORECASE,
)
_TO_YOU = re.compile(
    r"\b(send|give|show|get|forward|mail|email|share|bring|pass)\s+you\b", re.IGNORECASE
)
_IT = re.compile(r"\b(?:it|them)\b")
_LET_KNOW = re.compile(r"^let (?:me|us) know\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\bbe\s*$|\b(?:missing|needed|required|wanted|outstanding)\b|\bfehl|^\s*(?:muss|mussen|doit|"
    r"debe|deve)"
)
_ENCLITIC = re.compile(
    r"\b((?:envi|mand|pas|d|facilit|confirm|indic|prepar|respond|escrib)(?:ar|er|ir)|diz|manda|"
    r"envia|pasa|da)-?(?:me|nos|melo|noslo)\b",
    re.IGNORECASE,
)
_LIMIT = 90
_REASON = re.compile(
    r"(?:[,;:]|\s[-–—])\s*(?:because|since|as|so|otherwise|which|who|where|but|we|i|it|it's|they|"
    r"he|she|our|my|"
    r"there|this is|that's|the \w+ (?:is|are|has|have|meets?|needs?|wants?|will|starts?)|weil|da|"
    r"denn|sonst|damit|"
    r"unsere?\w*|wir|ich|es|die \w+ (?:ist|sind|hat|braucht)|parce que|car|sinon|puisque|nous|"
    r"notre|nos|je|on|c'est|"
    r"porque|ya que|si no|nuestr\w+|pues|pois|senao|noss\w+|a gente|que)\b(?!['’]?s? \w+\s*$)"
    r"|\s(?:because|since (?:we|i|our|the|it|they)|as (?:we|i|our|it|they)|so (?:that )?(?:we|i|"
    r"they)|weil|parce que|car (?:nous|il|elle|on)"
    r"|puisque|porque|ya que|pois|denn (?:wir|ich|die|der|das))\b",
    re.IGNORECASE,
)
"""What gives the reason of a wish: a clause after it, not a part of its title."""


def title_from(scene: Scene, clause: Clause, found: Sequence[Moment] = ()) -> str:
    """A title in the sender's own words; "" when nothing is left."""
    text = without_reason(core(scene, clause, found))
    if _LET_KNOW.match(text) and scene.sender_name and not scene.by_me:
        text = _LET_KNOW.sub(f"Tell {scene.sender_name.split()[0]}", text)
    text = _PROMISE.sub("", text)
    intro = re.match(
        r"(?:[^\W\d_]+ ){0,3}(?:ones?|things?|points?|items?|bits?|questions?|"
        r"requests?|coisas?|pontos?|pedidos?|cosas?|puntos?|choses?|dinge|sachen|punkte)\s*:\s*(?=\w)",
        text,
        re.IGNORECASE,
    )
    text = text[intro.end() :] if intro else text
    text = subject_first(unforgotten(text)) if scene.lang == "de" else text
    if scene.by_me and scene.arrival.to and _TO_YOU.search(text):
        party = scene.arrival.to[0]
        known = scene.people.by_email(party.email)
        them = known.name if known else party.name or party.email
        text = f"{_TO_YOU.sub(chr(92) + '1', text, count=1)} to {them.split()[0]}"
    name = scene.sender_name.split()[0] if scene.sender_name and not scene.by_me else ""
    text = _ENCLITIC.sub(r"\1", text)
    given = _FOR_ME.search(text)
    if (
        name
        and scene.outside
        and _ARTICLE.match(text)
        and len(text) <= 60
        and wanted_by(scene, clause)
    ):
        text = f"{text} {_FOR.get(scene.lang, 'for')} {name}"
    text = (
        re.sub(r"\b([Mm])y\b", lambda m: f"{name}’s" if name else m.group(), text) if name else text
    )
    if given and name:
        text = _FOR_ME.sub(r"\1", text, count=1)
        text = f"{text} to {name}" if len(text) < 70 else text
    return tidy(text)


_ARTICLE = re.compile(
    r"(?:the|a|an|another|der|die|das|den|ein|eine|einen|le|la|les|un|une|l'|el|los|las|una|o|a|os|"
    r"as|um|uma)\b",
    re.IGNORECASE,
)
_FOR = {"de": "für", "fr": "pour", "es": "para", "pt": "para"}


def wanted_by(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says that its writer needs something, and not what is to be done."""
    f, lang = clause.folded, scene.lang
    return bool(said("want", lang).search(f)) and not said("ask", lang).search(f)


def without_reason(text: str) -> str:
    """ "The quote, our board meets then" without its reason; whole when little would be left."""
    return text[: reason_at(text)].rstrip(" ,;:-–—(")


def reason_at(text: str) -> int:
    """Where the reason of a wish begins in its text; the text's length when it has none."""
    for hit in _REASON.finditer(fold(text)):
        if len(re.findall(r"[^\W\d_]{2,}", text[: hit.start()])) >= 2:
            return hit.start()
    return len(text)


def core(scene: Scene, clause: Clause, found: Sequence[Moment] = ()) -> str:
    """What is asked for, without how it was asked and for when."""
    text = without_asides(scene, without(clause.text, found))
    for _ in range(3):
        before = text
        text = _cut_lead(scene, _cut_frame(scene, text))
        if text == before:
            break
    for _ in range(3):
        text = _TAIL.sub("", text)
    return (
        re.sub(r"^(?:to|zu|de|d'|que|a)\s+", "", text, flags=re.IGNORECASE)
        if len(text) > 12
        else text
    )


def _cut_lead(scene: Scene, text: str) -> str:
    folded = fold(text)
    hit = said("lead", scene.lang).match(folded)
    if hit and hit.end() < len(text):
        return text[hit.end() :].lstrip(" ,:;-–—")
    return text.lstrip(" ,:;-–—¿¡\"'“")


def _cut_frame(scene: Scene, text: str) -> str:
    """The text after "could you please", "we need", …; the words before go too when few."""
    folded = fold(text)
    for name in ("ask", "want", "want_own"):
        hit = said(name, scene.lang).search(folded)
        if hit is None:
            continue
        if _PASSIVE.search(hit.group()):
            return text
        rest = text[hit.end() :].strip(" ,:;-–—?.!")
        ahead = text[: hit.start()].strip(" ,:;-–—")
        said_before = _cut_lead(scene, ahead)
        if said_before and content_words(said_before) and _IT.search(rest):
            return _IT.sub(said_before, rest, count=1)
        if hit.start() <= 3 or (len(ahead) < 28 and len(rest) > len(ahead)):
            return rest if rest else text
        if len(rest.split()) < 2 or name == "ask":
            return f"{ahead} {rest}".strip()
    return text


def content_words(text: str) -> bool:
    """Whether a text has a word of some length."""
    return any(len(word) > 3 for word in re.findall(r"[^\W\d_]+", text))


def tidy(text: str) -> str:
    """One line, first letter large, no longer than a card."""
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    text = re.sub(r"\s*,(?:\s*,)+", ",", text)
    text = re.sub(r"\s+", " ", text).strip(" ,;:.!?-–—\"'“”«»")
    if len(text) > _LIMIT:
        text = text[:_LIMIT].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"
    return text[:1].upper() + text[1:] if text else ""
