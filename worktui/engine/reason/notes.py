"""Notes typed by the team: whose line it is, conditions, reminders, words to pass on."""

from __future__ import annotations

import re
from datetime import datetime, time

from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import (
    best_task,
)
from worktui.engine.reason.moments import moments_in, without
from worktui.engine.reason.orders import order_move
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import tidy
from worktui.engine.reason.words import fold

_LABEL = re.compile(
    r"^\s*(?:[-*•]\s*)?@?(?P<name>[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*)?)\s*(?::|\s[-–—])\s+(?=\S)"
)


_DUTY = re.compile(
    r"^\s*@?(?P<name>[^\W\d_][\w.'’-]*)\s+(?:to|will|should|shall|muss|soll|wird|va|doit|debe|"
    r"va a|deve|vai)\s+(?=[a-zà-ÿ])"
)


_ME = frozenset("me i myself ich moi yo eu mich self".split())


def labelled(scene: Scene, text: str) -> tuple[Who | None, int]:
    """The person a line of notes is about ("nneka: stuck on …") and where the words begin."""
    hit = _LABEL.match(text) or _DUTY.match(text)
    if hit is None:
        return None, 0
    name = fold(hit.group("name"))
    if name in _ME:
        return scene.myself, hit.end()
    people = [w for w in scene.people.called(name) if w.kind == "person"]
    return (people[0], hit.end()) if len(people) == 1 else (None, 0)


def conditional(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """ "If X today, move Y, otherwise remind me tomorrow": the move waits, the reminder stands."""
    folded = fold(sentence)
    condition = re.match(rf"\s*(?:{said('if', scene.lang).pattern})\s*", folded)
    if condition is None:
        return False
    parts = said("otherwise", scene.lang).search(folded, condition.end())
    main = sentence[: parts.start()] if parts else sentence
    cut = re.search(r",|\bthen\b|\bdann\b", fold(main))
    words = main[: cut.start()].strip() if cut else ""
    consequence = main[cut.end() :].strip() if cut else ""
    made = False
    if words and consequence:
        made |= order_move(scene, draft, consequence, clause, condition=words)
        if not made:
            made |= reminder(scene, draft, consequence, clause, about=words)
    if parts:
        made |= reminder(scene, draft, sentence[parts.end() :], clause, about=words or consequence)
    return made


def reminder(scene: Scene, draft: Draft, text: str, clause: Clause, about: str = "") -> bool:
    """ "remind me tomorrow at 9 about …"."""
    hit = said("remind", scene.lang).search(fold(text))
    if hit is None:
        return False
    found = moments_in(scene, text, text)
    timed = [m for m in found if m.days and not m.when.past]
    if not timed:
        return False
    moment = timed[0]
    at = (
        moment.instant.isoformat()
        if moment.instant
        else datetime.combine(
            moment.days[0], _part(moment.when.part), scene.settings.zone
        ).isoformat()
    )
    rest = without(text[hit.end() :], list(moments_in(scene, text[hit.end() :], text)))
    rest = re.sub(
        r"^(?:to|about|of|that|an|daran|dass|zu|de|d'|que|sobre|por)\s+",
        "",
        rest.strip(" ,.:"),
        flags=re.IGNORECASE,
    )
    task = best_task(scene, rest or about)
    draft.add(
        {
            "type": "set_reminder",
            "at": at,
            "about": tidy(rest or about) or None,
            "task": task.task["id"] if task else None,
        },
        clause,
        says="asks for a reminder",
        assumptions=list(moment.when.assumptions),
        signals=[signal("asked", 1.6, "asks to be reminded"), signal("time", 1.0, "and says when")],
    )
    return True


def _part(part: str | None) -> time:
    """The hour a reminder of a part of the day is set to."""
    return {"afternoon": time(14), "evening": time(18)}.get(part or "", time(9))


_NOTE = re.compile(
    r"^\s*(?:note|comment|notiz|kommentar|nota|comentario|commentaire)\s+(?:for|"
    r"on|to|zu|fur|para|pour|sur|en|em)\s+(?P<id>[a-z][a-z0-9]*-\d+)\s*[:,–-]\s*(?P<text>.+)$"
)


_PASS = re.compile(
    r"^\s*(?P<verb>ask|tell|inform|let|write(?: to)?|mail|email|message|frag|"
    r"frage|sag|demande a|dis a|pregunta a|dile a|pergunta a|"
    r"avisa)\s+@?(?P<whom>[^\W\d_]+)\s*(?:know\s*)?(?P<rest>.+)$"
)


def passed_on(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """ "Ask Ana when …", "tell Tom that …", "note for WEB-3: …": words passed on."""
    folded = fold(sentence)
    if hit := _NOTE.match(folded):
        task = scene.work.get("tasks", hit.group("id").upper())
        if task is None:
            return False
        return (
            draft.add(
                {"type": "comment_task", "task": task["id"], "text": sentence[hit.start("text") :]},
                clause,
                says=f"has a word for {task['id']}",
                signals=[
                    signal("order", 1.4, "orders a comment"),
                    signal("task", 1.4, "names the task"),
                ],
            )
            is not None
        )
    hit = _PASS.match(folded)
    people = scene.people.called(hit.group("whom")) if hit else []
    if hit is None or len(people) != 1 or people[0].id == scene.me:
        return False
    words = tidy(
        re.sub(
            r"^(?:to|that|about|if|whether|dass|ob|que|si|se)\s+",
            "",
            sentence[hit.start("rest") :].strip(),
            flags=re.IGNORECASE,
        )
    )
    seen = [
        signal("order", 1.4, "orders a word to somebody"),
        signal("person", 1.0, f"names {people[0].name}"),
    ]
    if people[0].kind == "person":
        return (
            draft.add(
                {"type": "ask_person", "who": people[0].id, "question": words},
                clause,
                says=f"has a word for {people[0].name}",
                signals=seen,
            )
            is not None
        )
    return (
        draft.add(
            {
                "type": "send_message",
                "channel": "mail",
                "to": people[0].email,
                "subject": words[:60],
                "body": f"Hi {people[0].first},\n\n{words}.\n",
                "kind": "note",
            },
            clause,
            says=f"has a word for {people[0].name}",
            contact=people[0].email,
            signals=seen,
        )
        is not None
    )


def offers_slots(scene: Scene, clause: Clause) -> bool:
    """ "Offer Claire some slots next week"."""
    return bool(
        re.match(
            r"\s*(?:offer|propose|suggest|send|biete|schlag|propose|ofrece|"
            r"oferece)\b.*\b(?:slots?|times?|termine?|zeiten|creneaux?|huecos?|horarios?)\b",
            clause.folded,
        )
    ) and bool([w for w, _ in scene.people.named(clause.folded) if w.kind == "contact"])
