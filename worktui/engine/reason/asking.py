"""Questions that somebody here has to answer: a word on the task they are about, or a small one."""

from __future__ import annotations

import re

from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.matching import best_task, content
from worktui.engine.reason.moments import due_of, moments, without
from worktui.engine.reason.requests import FILLER, SMALL_TALK, project_of, quoted
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import core

_CHAT = re.compile(
    r"\W*(?:and |so |by the way,? )?(?:how (?:did|was|were|are|is|have|has)|wie (?:war|geht|"
    r"lauft|liefs)|comment (?:s'est|ca|va|vas|allez)|como (?:foi|vai|esta|estas|fue|te fue|va)|"
    r"que tal|did you (?:have|enjoy)|are you well)\b"
)


_ABOUT_US = re.compile(
    r"\W*(?:and |so |but |also |und |et |y |e )*"
    r"(?:from |by |ab |bis |des |d'ici |a partir de |desde |para )?"
    r"(?:when|how (?:soon|long|much|many|quickly|far)|what|which|where|who|"
    r"wann|wie (?:lange|viel|schnell|bald|oft)|was|welche\w*|wo|wer|"
    r"quand|combien|quel\w*|ou|qui|cuando|cuant[oa]s?|que|cual\w*|donde|quien|"
    r"quando|quant[oa]s?|qual|quais|onde|quem)\b"
    r"[^.!]{0,40}\b(?:you|your|sie|du|ihr|vous|tu|usted\w*|podeis|podrias?|podria|puedes|"
    r"puede|pueden|empez\w+|voces?|podem|pode|poderia\w*|conseguem|comec\w+)\b"
)
"""A question of few words about what we do: "when could you start?"."""


def asks_us(clause: Clause) -> bool:
    """Whether a clause asks us for a fact: when, how long, how much."""
    return clause.question and bool(_ABOUT_US.match(clause.folded))


def information_asked(scene: Scene, draft: Draft, clause: Clause) -> None:
    """A question that somebody here has to answer becomes a small task, unless it is talk."""
    found = moments(scene, clause)
    meant = content(core(scene, clause, found)) - SMALL_TALK - FILLER
    if len(meant) < (1 if asks_us(clause) else 2) or _CHAT.match(clause.folded):
        return
    match = best_task(scene, clause.text, least=0.7)
    if match is not None:
        draft.add(
            {"type": "comment_task", "task": match.task["id"], "text": quoted(scene, clause)},
            clause,
            says=f"asks about {match.task['id']}",
            signals=[
                signal("question", 0.7, "it is a question"),
                signal("task", 1.0, f"about “{match.task.get('title', '')}”"),
            ],
        )
        return
    name = scene.sender_name.split()[0] if scene.sender_name else "them"
    due, moment = due_of(scene, found)
    given = {
        "type": "create_task",
        "title": f"Answer {name}: {without(clause.text, found).strip(' ?')}?"[:120],
        "kind": "request",
        "due": due,
        "project": project_of(scene, clause.text),
        "contact_email": scene.address if scene.outside else None,
    }
    draft.add(
        given,
        clause,
        says="asks a question that needs an answer",
        contact=scene.address,
        assumptions=list(moment.when.assumptions) if moment else [],
        signals=[signal("question", 0.8, "it is a question to us")],
    )
