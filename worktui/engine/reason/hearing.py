"""What of a letter is heard: fenced and machine-directed parts left out, heads taken off."""

from __future__ import annotations

import re
from dataclasses import replace

from worktui.engine.reason import notes
from worktui.engine.reason.gates import greeting_of, orders_machine
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_BLOCK = re.compile(
    r"<!--.*?(?:-->|$)|\[/?(?:system|inst|sys)\].*?\[/(?:system|inst|sys)\]|<\|?(?:system|"
    r"assistant)\|?>.*?</?\|?(?:system|assistant|end)\|?>|```.*?```|\{\s*\"(?:type|action|"
    r"tool)\".*?\}",
    re.IGNORECASE | re.DOTALL,
)


_QUOTED = re.compile(
    r"\b(?:wrote|writes|said|says|schrieb|schreibt|sagt|sagte|a écrit|écrit|escribió|dice|dijo|"
    r"escreveu|disse|diz)\s*:?\s*"
    r"(?:“[^”]*”|\"[^\"\n]*\"|„[^“]*“|«[^»]*»|"
    r"'[^'\n]*(?:'[^\W\d_][^'\n]*)*'(?!\w))(?:\s+(?:lol|haha))?"
    r"|(?:“[^”]*”|\"[^\"\n]*\"|„[^“]*“|«[^»]*»|(?<!\w)'[^'\n]+')\s+(?:is|was|were|ist|war|est|"
    r"c'est|es|era|é|foi)\s+(?:what|how|was|das|ce que|lo que|o que)\b[^.\n]*",
    re.IGNORECASE,
)
"""Somebody's words quoted in a note: told, not ordered."""


def unmasked(scene: Scene) -> tuple[Scene, bool]:
    """The scene with what is fenced off for machines blanked out, and whether there was any."""
    text = scene.arrival.text
    if scene.arrival.kind == "text" and _QUOTED.search(text):
        return _blanked(scene, _QUOTED), False
    if scene.arrival.kind == "text" or not any(
        orders_machine(m.group()) for m in _BLOCK.finditer(text)
    ):
        return scene, False
    return _blanked(scene, _BLOCK), True


def _blanked(scene: Scene, what: re.Pattern[str]) -> Scene:
    """The scene with all that a pattern finds turned to spaces; places stay."""
    text = scene.arrival.text
    bare = what.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    zones = tuple(replace(z, text=bare[z.start : z.end]) for z in scene.arrival.zones)
    return scene.of(replace(scene.arrival, text=bare, zones=zones))


def heard(scene: Scene, every: list[Clause]) -> tuple[list[Clause], bool]:
    """The clauses that speak to people; from an order to a machine on, its paragraph is deaf."""
    text = scene.arrival.text
    deaf: list[tuple[int, int]] = []
    if scene.arrival.kind != "text":
        for start, end in _paragraphs(text):
            if not orders_machine(text[start:end]):
                continue
            inner = [c for c in every if start <= c.start < end]
            first = next(
                (c.start for c in inner if orders_machine(sentence_of(scene, every, c))), start
            )
            comment = text.find("<!--", start, end)
            deaf.append((min(first, comment) if comment >= 0 else first, end))
    kept = [c for c in every if not any(a <= c.start < b for a, b in deaf)]
    return kept, bool(deaf)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for gap in re.finditer(r"\n\s*\n", text):
        out.append((start, gap.start()))
        start = gap.end()
    out.append((start, len(text)))
    return out


def sentence_of(scene: Scene, every: list[Clause], clause: Clause) -> str:
    """The whole sentence a clause stands in, as written."""
    parts = [c for c in every if c.sentence == clause.sentence]
    if not parts:
        return clause.text
    return scene.arrival.text[parts[0].start : parts[-1].end].replace("\n", " ")


def is_greeting(scene: Scene, clause: Clause) -> bool:
    """The first line alone, when it only greets."""
    if clause.sentence > 0 or clause.start > 60:
        return False
    hit = greeting_of(clause.text, scene.lang)
    return hit is not None and len(clause.text[hit.end :].strip(" ,.!:;-–—")) < 3


def spoken_by(
    scene: Scene, clause: Clause, actor: Who | None, under: Who | None = None
) -> tuple[Who | None, Clause]:
    """A clause without its "Ana:" or "Hi Mara," and who it is about.

    `under` is the one whose name stands as a heading above it.
    """
    if scene.arrival.kind == "text":
        who, cut = notes.labelled(scene, clause.text)
        if cut and not clause.tail:
            return who or scene.myself, without_head(clause, cut, who.id if who else "")
        first = [w for w, at in scene.people.named(clause.folded, scene.people.people) if at == 0]
        if len(first) == 1:
            return first[0], clause
        return ((under or scene.myself) if not clause.tail else actor), clause
    hit = greeting_of(clause.text, scene.lang) if clause.sentence == 0 and not clause.tail else None
    if hit is not None and hit.end < len(clause.text):
        return actor, without_head(clause, hit.end)
    called = _VOCATIVE.match(clause.text)
    people = scene.people.called(called.group(1)) if called else []
    if called is not None and len(people) == 1:
        mark = f"to:{people[0].id}" if people[0].kind == "person" else ""
        return actor, without_head(clause, called.end(), mark)
    return actor, clause


_VOCATIVE = re.compile(
    r"\s*(?:(?:[Aa]nd|[Uu]nd|[Ee]t|[Yy]|[Ee]) )?"
    r"@?([^\W\d_][\w.'’-]*)\s*(?:,|\s[-–—])\s+(?=\S+\s)"
)


def without_head(clause: Clause, cut: int, label: str = "") -> Clause:
    text = clause.text[cut:]
    lead = len(text) - len(text.lstrip(" ,.:;-–—!"))
    body = text[lead:]
    return Clause(
        body,
        fold(body),
        clause.start + cut + lead,
        clause.sentence,
        clause.item,
        clause.question,
        clause.tail,
        label=label,
    )
