"""Requests that only point: at a colleague who is to do them, or at what was said just before."""

from __future__ import annotations

import re
from dataclasses import replace

from worktui.domain.actions import parse
from worktui.engine.reason.draft import Draft
from worktui.engine.reason.gates import greeting_of
from worktui.engine.reason.moments import moments, without
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import tidy, without_reason
from worktui.engine.reason.words import fold

_PASS_TO = re.compile(
    r"(?:.*?\b(?:ask|get|have|tell|let|bitten sie|bitte|demandez a|demande a|pide a|pidele a|"
    r"peca (?:a|ao)|"
    r"pedir a)\s+)?@?(?P<name>[^\W\d_]+)(?: [^\W\d_]+)?? (?:to|zu|de|d'|que|should|could|can|"
    r"will)\s+(?=\w)"
)


_MAY = re.compile(
    r"\W*(?:and |also |please )?(?:could|can|would|will|kann|konnte|peut|pourrait|puede|podria|"
    r"pode|poderia) "
    r"@?(?P<name>[^\W\d_]+) (?:please |bitte )?(?=\w)"
)
"""A question whether a colleague could do it: "could Ana send me the text?"."""


def asks_of_other(scene: Scene, clause: Clause) -> bool:
    """Whether a clause asks that a named teammate does something."""
    hit = _MAY.match(clause.folded)
    people = scene.people.called(hit.group("name")) if hit else []
    return len(people) == 1 and people[0].kind == "person" and people[0].id != scene.me


def passed_to(scene: Scene, clause: Clause) -> tuple[Clause, str | None]:
    """ "Please ask Ana to check the texts": the clause without its head, and who is to do it."""
    hit = _MAY.match(clause.folded) or _PASS_TO.match(clause.folded)
    if hit is None:
        return clause, None
    people = [w for w in scene.people.called(hit.group("name")) if w.kind == "person"]
    if len(people) != 1 or people[0].id == scene.me:
        return clause, None
    rest = clause.text[hit.end() :]
    made = replace(clause, text=rest, folded=fold(rest), start=clause.start + hit.end())
    return made, people[0].id


SO = re.compile(
    r"(?:we|i|our|they|the|wir|ich|nous|je|nos|a gente)\b(?:(?!could|can you|please|need|must|"
    r"would)[^.;])*?,?\s+"
    r"(?:so|deshalb|daher|donc|asi que|por eso|entao|por isso)\s+(?=the |our |we |you |please |"
    r"could |can |"
    r"der |die |das |wir |le |la |il |nous |el |los |o |a )"
)


"""What explains a wish before it: "we record on the 25th, so the script must be ready"."""


POINTS = re.compile(
    r"(?:(?:please|quickly|bitte) )*(?:(?:have|take|give (?:it|this)) a (?:\w+ )?look|look (?:at|"
    r"into) (?:it|this|that)|look into it|"
    r"check (?:it|this|that)|fix (?:it|this|that)|sort (?:it|this|that)(?: out)?|help|take (?:it|"
    r"this)(?: one)?|"
    r"(?:change|fix|correct|update|adjust|andern|korrigieren|anpassen|aktualisieren|corriger|"
    r"modifier|"
    r"changer|cambiar|corregir|corrigir|alterar|trocar|mudar)(?: (?:it|this|that|das|es))?$|"
    r"(?:could|can|might) (?:it|this|that|these|those|they) (?:still |also |perhaps |"
    r"maybe )*be \w+$|"
    r"handle (?:it|this)|(?:fix|change|correct|update|adjust|move) the (?:date|deadline|due date|"
    r"day)|"
    r"(?:euch |ihr |sie |mal |bitte )*(?:das |es |mal |bitte )*(?:anschauen|ansehen|prufen|"
    r"beheben)|regarder|"
    r"jeter un (?:coup d'œil|coup d'oeil)|y jeter|echar un vistazo|mirarlo|dar uma olhada|olhar|"
    r"ver isso)\b"
)


"""Titles that only point: what they point at was said just before."""


DATE_ONLY = re.compile(r"\bthe (?:date|deadline|due date|day)\b")


def redated_before(draft: Draft) -> bool:
    return bool(draft.steps) and bool(draft.steps[-1].action.to_doc().get("due"))


_THING = re.compile(
    r"\W*(?P<thing>(?:the|your|our|my|those|these|that|this) (?:[\w-]+ ){0,2}?[\w-]+?)"
    r"(?= (?:you|we|i|that|which|is|are|was|were|has|have|had|look|looks|need|needs|do|does|don't|"
    r"doesn't|came|got)\b)"
)
_PRONOUN = re.compile(r"\b(?:it|them|these|those)\b")


def thing_named(scene: Scene, clause: Clause, title: str) -> str:
    """A title of a pronoun with what the sentence before begins with: "send them again" after
    "the drawings you sent …" is "send the drawings again"; as it was when nothing is found.
    """
    heard = scene.memo.get("clauses")
    before = [c for c in heard if c.end <= clause.start] if isinstance(heard, list) else []
    if not before or not _PRONOUN.search(fold(title)):
        return title
    hit = _THING.match(before[-1].folded)
    if hit is None or before[-1].sentence < clause.sentence - 1:
        return title
    thing = before[-1].text[hit.start("thing") : hit.end("thing")]
    lower = thing[:1].lower() + thing[1:]
    return _PRONOUN.sub(re.sub(r"^(?:your|my|our) ", "the ", lower), title, count=1)


def said_before(scene: Scene, clause: Clause) -> str:
    """The sentence before a request that only points at it, as a title."""
    heard = scene.memo.get("clauses")
    before = [c for c in heard if c.end <= clause.start] if isinstance(heard, list) else []
    near = [c for c in before if isinstance(c, Clause) and c.sentence >= clause.sentence - 1]
    if not near or near[-1].sentence < 0 or len(near[-1].text.split()) < 3:
        return ""
    first = next(c for c in near if c.sentence == near[-1].sentence)
    words = without_reason(without(first.text, moments(scene, first)))
    hello = greeting_of(words, scene.lang) if first.sentence == 0 else None
    if hello is not None and len(words[hello.end :].split()) > 2:
        words = words[hello.end :]
    return tidy(re.sub(r"\s*\([^)]*\)", "", words))


ALL_BY = re.compile(
    r"\W*(?:am besten|am liebsten|ideally|preferably|idealement|idealmente|de preferencia|all|"
    r"everything|both|alles|beides|tout|todo|tudo)(?: (?:of (?:it|this|that|them)|this|that|das|"
    r"cela|esto|isso))?(?: please| bitte)? (?:by|before|until|for|on|bis|vor|avant|pour|antes|para|"
    r"hasta|ate)\b"
)
"""A date for all that was asked just before: "all before the audit on the 24th"."""
BACK = re.compile(
    r"\w+ (?:all (?:of )?)?(?:this|it|that|them|these|both|everything)\b"
    r"(?! (?:to|with|in|on) \w{4,})"
)
"""A title of a verb and a pronoun: it speaks of what was asked just before."""


def date_for_all(draft: Draft, due: str | None) -> bool:
    """ "Can you do both by Friday?": the date of what was asked for just before."""
    before = [s for s in draft.steps if s.type in ("create_task", "comment_task", "update_task")]
    for step in before:
        doc = step.action.to_doc()
        if due and step.type == "create_task" and not doc.get("due"):
            step.action = parse({**doc, "due": due})
    return bool(before)
