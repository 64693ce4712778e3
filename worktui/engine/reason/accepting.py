"""A client accepts an offer of work, not of times: what then has to be done about it.

"Your quote looks good, let's go ahead" asks for nothing by itself, yet somebody has to begin.
"""

from __future__ import annotations

import re

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import best_task, content
from worktui.engine.reason.our_letters import answered_letter
from worktui.engine.reason.requests import project_of, quoted
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_NOUN = re.compile(
    r"\b(?:(?P<quote>quotes?|quotation|cotacao|cotizacion)|(?P<estimate>(?:cost )?estimates?|"
    r"kostenvoranschlag\w*|devis|presupuesto|orcamento)|(?P<proposal>proposals?|vorschlag|"
    r"proposition|propuesta|proposta)|(?P<offer>offer|angebot\w*|offerte|offre|oferta))\b"
)
_NAMES = {"quote": "quote", "estimate": "estimate", "proposal": "proposal", "offer": "offer"}
_LIKES = re.compile(
    r"\b(?:looks?|is|sounds?|seems?) (?:\w+ )?(?:good|great|fine|perfect|ok|okay|right|fair|"
    r"reasonable)\b|\bhappy with\b|\blike (?:the|your)\b|"
    r"\b(?:passt|gefallt|sieht (?:\w+ )?(?:gut|super|prima) aus|in ordnung|uberzeugt)\b|"
    r"\b(?:convient|parfaite?|nous plait|me va)\b|\b(?:parece (?:bien|perfecto|estupendo)|"
    r"perfecto|gusta)\b|\b(?:parece (?:bem|otim[oa])|esta (?:otim[oa]|perfeit[oa]|bem|aprovad[oa])|"
    r"perfeit[oa])\b"
)
_TAKES = re.compile(
    r"\b(?:we|i)(?:'d| would| are| am|'re|'m)?(?: \w+)? (?:accept(?:ing)?|agree (?:to|with)|"
    r"approve)\b|\baccepted\b|\bgo (?:ahead|with)\b|\bgo for it\b|\bwe're in\b|"
    r"\b(?:nehmen|nehme)\b[^.?!;]{0,40}\ban\b|\b(?:angenommen|einverstanden|annehmen|"
    r"beauftrag\w+|auftrag erteil\w+|zusage\w*)\b|"
    r"\b(?:acceptons|j'accepte|accepte|d'accord|bon pour accord|feu vert|validons|valide)\b|"
    r"\b(?:aceptamos|acepto|aceptado|de acuerdo|aprobamos|aprobado|conformes?)\b|"
    r"\b(?:aceitamos|aceito|aceite|de acordo|aprovamos|aprovad[oa]|fechamos|fechado)\b"
)
_ONWARD = re.compile(
    r"\W*(?:so |and |please |then |also |bitte |dann |alors |entonces |entao |por favor )*"
    r"(?:let's |we(?:'d| would) like to |we want to |we can |you can |you may |feel free to )?"
    r"(?:go ahead|proceed|get (?:going|started)|start|begin|do (?:it|this)|move forward|go for it|"
    r"wir (?:konnen|mochten) (?:\w+ )?(?:loslegen|starten|beginnen)|legen sie (?:bitte )?los|"
    r"leg los|(?:on|nous) (?:peut|pouvons) (?:y aller|commencer|demarrer|avancer)|allons-y|"
    r"on y va|adelante|(?:podemos|vamos a) (?:empezar|seguir adelante|arrancar)|"
    r"(?:podemos|pode|podem) (?:avancar|comecar|arrancar)|vamos (?:em frente|avancar|a isso))"
    r"(?: (?:with|mit|avec|con|com) (?:it|this|that|the|your|dem|le|el|la|o|a|\w+)(?: \w+)?)?\W*"
)
_OPEN = re.compile(
    r"\b(?:if|unless|once|before|until|but not|not|don't|can't|cannot|won't|wenn|falls|sobald|"
    r"bevor|nicht|kein\w*|si|avant|pas|cuando|antes|no|se|quando|nao|would accept|could accept|"
    r"whether|too (?:high|expensive)|hope)\b"
)
"""Under a condition, or denied: nothing is accepted yet."""


def accepted(scene: Scene, rest: list[Clause]) -> list[Clause]:
    """The clauses by which somebody outside accepts our offer of work; [] when none does."""
    if scene.by_team or scene.by_me or scene.arrival.kind not in ("eml", "form"):
        return []
    letter = answered_letter(scene)
    if letter is not None and letter.get("action") == "offer_slots":
        return []
    about = _NOUN.search(fold(scene.subject_words()))
    heads: list[Clause] = []
    for clause in rest:
        f = clause.folded
        if clause.question or _OPEN.search(f) or said("idle", scene.lang).search(f):
            continue
        noun = _NOUN.search(f)
        if (noun and (_LIKES.search(f) or _TAKES.search(f))) or (
            about and (_TAKES.search(f) or _LIKES.search(f)) and len(f.split()) <= 9
        ):
            heads.append(clause)
    if not heads:
        return []
    onward = [c for c in rest if c not in heads and _ONWARD.fullmatch(c.folded)]
    return [*heads, *onward]


def follow_up(scene: Scene, draft: Draft, heads: list[Clause]) -> None:
    """A word on the offer's task; without one a task that says so, unless more was asked for."""
    if not heads:
        return
    clause, name = heads[0], scene.sender_name.split()[0] if scene.sender_name else "The client"
    seen = [signal("accepted", 1.4, "accepts the offer")]
    if scene.sender is not None:
        seen.append(signal("known sender", 0.6, f"{scene.sender_name} is known"))
    match = best_task(scene, f"{clause.text} {scene.subject_words()}", least=0.6)
    if match is not None and not scene.is_done(match.task) and _is_offer(match.task):
        draft.add(
            {"type": "comment_task", "task": match.task["id"], "text": quoted(scene, clause)},
            clause, says=f"accepts the offer of {match.task['id']}", signals=seen,
        )  # fmt: skip
        return
    if any(s.type == "create_task" and not _answers(s.action.to_doc()) for s in draft.steps):
        return
    noun = _NOUN.search(clause.folded) or _NOUN.search(fold(scene.subject_words()))
    kind = next((k for k, v in noun.groupdict().items() if v), "offer") if noun else "offer"
    draft.add(
        {
            "type": "create_task",
            "title": f"{name} accepts the {_NAMES[kind]}",
            "kind": "request",
            "project": project_of(scene, clause.text),
            "contact_email": scene.address,
        },
        clause,
        says=f"accepts the {_NAMES[kind]}",
        contact=scene.address,
        signals=seen,
    )
    draft.steps.insert(0, draft.steps.pop())


def _is_offer(task: Doc) -> bool:
    return bool(_NOUN.search(fold(str(task.get("title", "")))))


def _answers(doc: Doc) -> bool:
    """Whether a step only answers a question: it does not say that work begins."""
    return str(doc.get("title", "")).startswith("Answer ") or not content(str(doc.get("title")))
