"""What a guest says in answer to an invitation: that they do not come, or another time.

In the thread of an invitation the meeting need not be named, so fewer words are enough than
elsewhere. The words of five languages are heard together: an answer of one line is too short
to tell its language.
"""

from __future__ import annotations

import re

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import content
from worktui.engine.reason.moments import moments, without
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause

_OFF = re.compile(
    # English
    r"\b(?:can't|cannot|can not|won't|will not|unable to|not able to|couldn't|not going to)"
    r" (?:\w+ )?(?:make|attend|join|come|do|be (?:there|at|able to)|take part|keep|manage)\b|"
    r"\b(?:have|has|need|must|going|like) to (?:cancel|pull out|drop out|bow out|pass|decline)\b|"
    r"\bno longer (?:need|able|make|come|attend|join|want)\b|\b(?:call|calling) (?:\w+ )?off\b|"
    r"\b(?:cancel\w*|not coming)\b|\bsomething(?:'s| has)? c[oa]me up\b|"
    # German
    r"\b(?:schaff\w*|kann|konnen|komme|kommen|packe)\b[^.?!;]{0,40}\bnicht\b|\b(?:absag\w*|"
    r"abgesagt|storni\w*|verhindert|dazwischen ?gekommen|fallt (?:\w+ )?aus|ausfallen)\b|"
    r"\bsage [^.?!;]{0,30}\bab\b|\b(?:muss|mussen) (?:\w+ )?passen\b|"
    # French
    r"\b(?:empechements?|contretemps|desist\w+|annul\w+|decommand\w+)\b|\bempeche[es]?\b|"
    r"\bn(?:e |')(?:\w+ )?(?:pourrai|peux|pourrons|pouvons|pourra|serai|serons|viendrai|"
    r"viendrons)\b[^.?!;]{0,30}\b(?:pas|plus)\b|\bdois (?:\w+ )?(?:renoncer|decliner)\b|"
    # Spanish
    r"\b(?:anul\w+|no (?:\w+ ){0,2}(?:poder|podre|puedo|podemos|podremos|llego|llegare|asistire|"
    r"ire|iremos))\b|\bme es imposible\b|\bha surgido\b|\bsurgio\b|\bimprevistos?\b|"
    # Portuguese
    r"\bdesmarc\w+|\bnao (?:\w+ ){0,2}(?:poder\w*|posso|podemos|consigo|conseguir\w*|comparec\w+|"
    r"irei|iremos)\b|\bsurgiu\b"
)
"""They do not come."""
_UNFIT = re.compile(
    r"\bno longer (?:works?|suits?|fits?|possible|convenient)\b|\b(?:doesn't|does not|won't|isn't|"
    r"don't)(?: really| actually)? (?:work|suit|fit|possible|convenient)\b|"
    r"\b(?:passt|klappt|geht)\b[^.?!;]{0,40}\b(?:nicht|nimmer)\b|"
    r"\bne (?:me |nous )?(?:convient|va|marche) (?:pas|plus)\b|"
    r"\b(?:ya )?no (?:me|nos) (?:va|viene|sirve|conviene|cuadra)\b|\b(?:ja )?nao (?:me |nos )?"
    r"(?:da|serve|convem|vai dar)\b"
)
"""The time does not suit them; whether they come at another is not said."""
_MOVES = re.compile(
    r"\b(?:mov(?:e|ing)|push(?:ing)?|shift(?:ing)?|postpon\w+|re-?schedul\w+|rearrang\w+|delay|"
    r"put off|bring forward|swap|rebook|chang(?:e|ing)|instead)\b|"
    r"\b(?:another|different|new|other|later|earlier) (?:time|day|date|slot|week)\b|"
    r"\b(?:would (?:be|suit|work)|is|works?|suits?) better\b|\b(?:later|earlier)\b|"
    r"\b(?:ver|um|vor)?schieb\w*|\b(?:verleg\w*|vorzieh\w*|umbuch\w*|vertag\w*|stattdessen)\b|"
    r"\bander\w* (?:termin|tag|zeit)\w*|\b(?:lieber|besser|spater|fruher)\b|"
    r"\b(?:decal\w+|deplac\w+|report(?:er|ons|ez)|repouss\w+|avanc\w+|plutot)\b|"
    r"\bautre (?:jour|date|heure|creneau|moment)\b|\bplus (?:tard|tot)\b|"
    r"\b(?:aplaz\w+|pospon\w+|mov(?:er|amos|erl[oa])|mueve|cambi\w+|reprogram\w+|retras\w+|"
    r"adelant\w+)\b|\botr[oa] (?:dia|hora|momento|fecha|semana)\b|\bmas (?:tarde|temprano)\b|"
    r"\b(?:adi(?:ar|amos|armos)|remarc\w+|mud\w+|reagend\w+|antecip\w+|transferir|passar para)\b|"
    r"\boutr[oa] (?:dia|hora|horario|data|semana)\b|\bmais (?:tarde|cedo)\b"
)
"""They wish for another time."""
_THING = re.compile(
    r"\W*(?:the|a|an|our|your|my|these|those|this|that|some|any|den|die|das|le|la|les|el|los|las|"
    r"o|os|as|um|uma|un|une|una|unser\w*|notre|votre|nuestr[oa]|noss[oa]|mes|nos) "
    r"(?!(?:time|slot|date|day|week|month|hour|same|following|next|other|new|later|earlier|"
    r"call|meeting|appointment|talk|chat|conversation|invitation|booking|session|"
    r"termin\w*|zeit\w*|uhrzeit|woche|tag|gesprach\w*|telefonat|treffen|besprechung|"
    r"creneau|rendez|rdv|jour|date|semaine|heure|reunion|entretien|appel|meme|"
    r"cita|hora|dia|semana|llamada|entrevista|misma|conversa|chamada|reuniao|horario|mesma|"
    r"mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|seg|ter|qua|qui|sex|\d))[a-z]\w{2,}"
)
"""Something moved or not made that is no meeting: "the logo"."""


def backs_out(scene: Scene, clause: Clause) -> bool:
    """Whether a guest says that they do not come, or that the time does not suit."""
    hit = _OFF.search(clause.folded) or _UNFIT.search(clause.folded)
    return hit is not None and not _of_another(scene, clause, hit.end())


def unfit_only(clause: Clause) -> bool:
    """Whether only the time is turned down."""
    return bool(_UNFIT.search(clause.folded)) and not _OFF.search(clause.folded)


def moves(scene: Scene, clause: Clause) -> bool:
    """Whether a guest wishes for another time."""
    hit = _MOVES.search(clause.folded)
    return hit is not None and not _of_another(scene, clause, hit.end())


def names_time(scene: Scene, clause: Clause) -> bool:
    """Whether a clause asks for little but a time: "Friday at ten?"."""
    found = [m for m in moments(scene, clause) if m.days and not m.when.deadline]
    if not found or not clause.question:
        return False
    left = content(without(clause.text, found))
    offers = said("meet_offer", scene.lang).search(clause.folded)
    return len(left) <= 2 or (bool(offers) and len(left) <= 4)


def speaks_to_invitation(scene: Scene, clause: Clause) -> bool:
    """Whether a clause calls off, moves or questions the time of an invitation it answers."""
    return backs_out(scene, clause) or moves(scene, clause) or names_time(scene, clause)


_REASON = re.compile(
    r"\b(?:c[oa]me up|surgi\w*|empech\w*|contretemps|imprevistos?|dazwischen ?gekommen|verhindert)$"
)
"""What kept them away, and not what is called off, follows these: "ha surgido un viaje"."""


def _of_another(scene: Scene, clause: Clause, end: int) -> bool:
    """Whether words of change are about work and not about the meeting."""
    if said("meet_noun", scene.lang).search(clause.folded):
        return False
    if _REASON.search(clause.folded[:end]):
        return False
    return bool(_THING.match(clause.folded[end:]))
