"""Notes typed by the team: whose line it is, conditions, reminders, words to pass on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time

from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import (
    best_task,
    content,
)
from worktui.engine.reason.moments import BARE_TIME, Moment, moments_in, without
from worktui.engine.reason.orders import order_move
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import tidy
from worktui.engine.reason.words import fold

_LABEL = re.compile(
    r"^\s*(?:[-*•]\s*)?@?(?P<name>[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*)?)\s*(?::|"
    r"\s[-–—]|\s?[-=]+>|\s?→)\s+(?=\S)"
)


_SEVERAL = re.compile(
    r"^\s*(?:[-*•]\s*)?(?P<names>@?[^\W\d_]+(?:\s*(?:[+&,/]|\band\b|"
    r"\bund\b)\s*@?[^\W\d_]+)+)\s*:\s+(?=\S)"
)
"""A line for several: "arjun + meera: review the questionnaire"."""
_DUTY = re.compile(
    r"^\s*@?(?P<name>[^\W\d_][\w.'’-]*)\s+(?:to|will|should|shall|muss|soll|wird|va|doit|debe|"
    r"va a|deve|vai)\s+(?=[a-zà-ÿ])"
)


_HEADING = re.compile(
    r"^\s*(?P<mark>#{1,6}\s*|\*\*|__|@)?(?P<name>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?)"
    r"\s*(?P<end>:?(?:\*\*|__)?:?)\s*$"
)


def heading(scene: Scene, clause: Clause) -> tuple[bool, Who | None]:
    """Whether a line of notes is but a heading ("## Bo", "Bo:"), and whose name it is."""
    hit = _HEADING.match(clause.text) if not clause.item and not clause.tail else None
    if hit is None or not (hit["mark"] or hit["end"]):
        return False, None
    people = [w for w in scene.people.called(fold(hit["name"])) if w.kind == "person"]
    if fold(hit["name"]) in _ME:
        people = [scene.myself]
    if len(people) == 1:
        return True, people[0]
    return bool(hit["mark"]) and hit["mark"].startswith("#"), None


_ME = frozenset("me i myself ich moi yo eu mich self".split())


def labelled(scene: Scene, text: str) -> tuple[Who | None, int]:
    """The person a line of notes is about ("nneka: stuck on …") and where the words begin."""
    if several := _SEVERAL.match(text):
        names = re.split(r"\s*(?:[+&,/]|\band\b|\bund\b)\s*", several.group("names"))
        if all(any(w.kind == "person" for w in scene.people.called(fold(n))) for n in names):
            return None, several.end()
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
        return _unless_answered(scene, draft, clause, sentence)
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


_UNANSWERED = re.compile(
    r"^(?P<what>.{6,}?),?\s+(?:if|unless|wenn|falls|si|se)\s+(?P<rest>[^,;]*\b(?:hasn't|haven't|"
    r"has not|have not|doesn't|"
    r"don't|didn't|no (?:answer|reply|word|news)|nothing|still|nicht|kein\w*|pas|no|nao|has|heard|"
    r"replied|answered)\b.*)$"
)


def _unless_answered(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """ "Chase Oskar if he hasn't answered by Monday": a reminder for Monday."""
    hit = _UNANSWERED.match(fold(sentence))
    if hit is None:
        return False
    rest = sentence[hit.start("rest") :]
    timed = [m for m in moments_in(scene, rest, sentence) if m.days and not m.when.past]
    if not timed:
        return False
    at = timed[0].instant or datetime.combine(timed[0].days[-1], time(9), scene.settings.zone)
    task = best_task(scene, sentence[: hit.end("what")])
    draft.add(
        {
            "type": "set_reminder",
            "at": at.isoformat(),
            "about": tidy(f"{sentence[: hit.end('what')]}, if {without(rest, timed)}"),
            "task": task.task["id"] if task else None,
        },
        clause,
        says="has something to be done if nothing has come by then",
        assumptions=list(timed[0].when.assumptions),
        signals=[
            signal("condition", 1.2, "waits for an answer"),
            signal("time", 1.0, "until a day"),
        ],
    )
    return True


def reminder(scene: Scene, draft: Draft, text: str, clause: Clause, about: str = "") -> bool:
    """ "remind me tomorrow at 9 about …"."""
    hit = said("remind", scene.lang).search(fold(text))
    if hit is None:
        return False
    found = moments_in(scene, text, text)
    timed = [m for m in found if m.days and not m.when.past]
    if not timed:
        return _to_do(scene, draft, text[hit.end() :], clause)
    moment = _corrected(fold(text), timed)
    at = (
        moment.instant.isoformat()
        if moment.instant
        else datetime.combine(
            moment.days[0], _part(moment.when.part), scene.settings.zone
        ).isoformat()
    )
    words = _SCRATCH.split(text[hit.end() :])[0] if _SCRATCH.search(text[hit.end() :]) else ""
    words = words if len(content(words)) > 0 else text[hit.end() :]
    rest = without(words, list(moments_in(scene, words, words)))
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


def _to_do(scene: Scene, draft: Draft, rest: str, clause: Clause) -> bool:
    """ "Remind me to call the printer", and no day said: something to do."""
    what = re.sub(
        r"^\W*(?:to|zu|de|que|daran,?|dass)\s+", "", rest.strip(" ,.:"), flags=re.IGNORECASE
    )
    if scene.arrival.kind != "text" or len(content(what)) == 0 or len(what.split()) < 2:
        return False
    given = {"type": "create_task", "title": tidy(what), "kind": "request", "assignee": scene.me}
    asked = [signal("asked", 1.4, "asks to be reminded, and says no day")]
    return draft.add(given, clause, says="asks to be reminded", signals=asked) is not None


_SCRATCH = re.compile(
    r"[,;.–-]*\s*\b(?:no,? wait|wait,? no|no,? sorry|sorry|scratch that|i mean|i meant|"
    r"make (?:that|it)|rather|correction|"
    r"better|nein|quatsch|besser|doch lieber|non|plutôt|no,? mejor|mejor|quiero decir|não,? melhor|"
    r"melhor|quer dizer)\b",
    re.IGNORECASE,
)
"""What takes the words before it back: "at 3, no wait, at 4"."""


def _corrected(folded: str, timed: list[Moment]) -> Moment:
    """The time that holds: the last one when the ones before were taken back."""
    first, last = timed[0], timed[-1]
    if len(timed) < 2 or not _SCRATCH.search(folded, first.end, last.start):
        return first
    at = last.instant
    if at is None or not BARE_TIME.match(fold(last.when.text)):
        return last
    value = datetime.combine(first.days[0], at.time(), at.tzinfo)
    if first.instant is not None and first.instant.hour >= 12 and at.hour < 12 and at.hour <= 7:
        value = value.replace(hour=at.hour + 12)
    return replace(last, when=replace(last.when, kind="datetime", value=value))


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
