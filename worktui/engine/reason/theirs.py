"""Somebody else's letter to us: what each of its acts means."""

from __future__ import annotations

import re
from functools import lru_cache

from worktui.domain.actions import parse
from worktui.engine.reason import orders, progress
from worktui.engine.reason.acts import Act
from worktui.engine.reason.asking import asks_us, information_asked
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.gates import greeting_of
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import bookings_of, content, on_day
from worktui.engine.reason.meetings import Wish
from worktui.engine.reason.moments import due_of, moments, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.pointing import asks_of_other
from worktui.engine.reason.requests import place
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, begins_with_verb
from worktui.engine.reason.sounding import asks_unheard
from worktui.engine.reason.titles import title_from
from worktui.engine.reason.values import Signal
from worktui.engine.reason.words import fold


def theirs(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    act: Act,
    sentence: str,
    wish: Wish,
    actor: Who | None,
) -> None:
    """Somebody else's letter to us."""
    if (
        scene.by_team
        and act.name != "meet"
        and not clause.question
        and orders.ordered_by_team(scene, draft, clause)
    ):
        return
    if _about_earlier(scene, draft, clause, act, sentence, actor):
        return
    name = act.name
    if name == "meet" or (
        name in ("info", "question", "chase", "promise") and _offers_day(scene, clause)
    ):
        wish.clauses.append(clause)
    elif name == "chase":
        _chased(scene, draft, clause, sentence)
    elif name == "request":
        quiet = said("nothing_asked", scene.lang).search(scene.folded)
        if not quiet or said("ask", scene.lang).search(clause.folded):
            _asked(scene, draft, clause, sentence)
    elif name == "promise":
        _promised(scene, draft, clause, sentence, actor)
    elif (
        name == "question" and wish.clauses and said("meet_noun", scene.lang).search(clause.folded)
    ):
        wish.clauses.append(clause)  # "… Which is better for a call?"
    elif name == "question" and not _IDEA.search(scene.folded):
        information_asked(scene, draft, clause)
    else:
        _told(scene, draft, clause, name, sentence, actor)


def _told(
    scene: Scene, draft: Draft, clause: Clause, name: str, sentence: str, actor: Who | None
) -> None:
    """What is told and not asked: a fault, work taken on, a new date, or a wish by its sound."""
    reports = name in ("info", "done", "start") and scene.outside
    if reports and not _gives_reason(scene, clause) and _fault(scene, clause):
        _asked(scene, draft, clause, sentence)
        return
    if name == "start" and scene.by_team and said("promise", scene.lang).search(clause.folded):
        _promised(scene, draft, clause, sentence, actor)  # "I can take the stairs": new work
        return
    news = name == "redate" or (name in ("info", "done", "block") and scene.by_team)
    if news and progress.due_told(scene, draft, clause, actor):
        return
    if name == "info" and (sound := asks_unheard(scene, clause, sentence)):
        _seems_asked(scene, draft, clause, sentence, sound)


def _about_earlier(
    scene: Scene, draft: Draft, clause: Clause, act: Act, sentence: str, actor: Who | None
) -> bool:
    """Whether a clause moves a known task's date, or goes on with what was just asked."""
    if _offers_day(scene, clause):
        return False
    shifts = act.name in ("info", "question", "request", "chase") and said("shift", scene.lang)
    if shifts and shifts.search(clause.folded) and progress.due_told(scene, draft, clause, actor):
        return True
    if act.name in ("question", "chase", "info") and asks_of_other(scene, clause):
        _asked(scene, draft, clause, sentence)
        return True
    if scene.outside and act.name in ("info", "request") and _date_follows(scene, draft, clause):
        return True
    if act.name != "info":
        return False
    if clause.tail and _passed_on(scene, clause, draft):
        _asked(scene, draft, clause, sentence)
        return True
    return False


_NEEDED = re.compile(
    r"\b(?:urgent|first|needed|due|most important|priority|latest|dringend|eilt|zuerst|urgente?|"
    r"primero|primeiro|presse)\b"
)


def _date_follows(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "The NDA is the urgent one, tomorrow if you can": the day of what was just asked for."""
    found = moments(scene, clause)
    due, _ = due_of(scene, found)
    words = content(without(clause.text, found))
    short = len(clause.text.split()) <= 8 and not begins_with_verb(clause.folded, scene.lang)
    if due is None or not (_NEEDED.search(clause.folded) or (short and words)):
        return False
    fits = [
        s
        for s in draft.steps
        if s.type == "create_task"
        and not s.action.to_doc().get("due")
        and words & content(str(s.action.to_doc().get("title", "")))
    ]
    if len(fits) != 1:
        return False
    fits[0].action = parse({**fits[0].action.to_doc(), "due": due})
    return True


def _passed_on(scene: Scene, clause: Clause, draft: Draft) -> bool:
    """ "… and Joe to send me the settings": goes on with what a colleague is asked."""
    hit = re.match(r"([^\W\d_]+) (?:to|should|could|can) \w", clause.folded)
    people = scene.people.called(hit.group(1)) if hit else []
    return len(people) == 1 and people[0].kind == "person" and bool(draft.steps)


_IDEA = re.compile(
    r"\b(?:just|only) (?:an idea|a thought|thinking|musing|wondering|dreaming)\b|"
    r"\bnur (?:so )?(?:eine idee|ein gedanke)\b"
    r"|\bsimple (?:idee|reflexion)\b|\bsolo una idea\b|\bso uma ideia\b|\bno hurry, just\b"
)


_MENDED = re.compile(
    r"\b(?:fixed|(?:fine|ok|okay|up|online|normal) again|back (?:up|online|to normal)|"
    r"works (?:now|again)|resolved|solved|no longer|behoben|geht wieder|corrige|"
    r"resuelto|resolvido)\b"
)


def _fault(scene: Scene, clause: Clause) -> bool:
    """ "The login doesn't work": something to be mended, though nobody says please."""
    if not said("fault", scene.lang).search(clause.folded) or _MENDED.search(clause.folded):
        return False
    return not any(m.rejected for m in moments(scene, clause))


def _gives_reason(scene: Scene, clause: Clause) -> bool:
    """ "Please hold the sand, the digger is broken": why nothing is to be done yet."""
    every = scene.memo.get("clauses")
    heads = [
        c
        for c in (every if isinstance(every, list) else ())
        if c.sentence == clause.sentence and c.start < clause.start
    ]
    return any(said("hold", scene.lang).search(c.folded) for c in heads)


_READY_BY = re.compile(
    r"\b(?:could|can|would) (?!you\b|we\b|i\b)[^?.]{3,60} be (?:ready|done|finished|live|"
    r"completed?|delivered)\b"
)
"""A wish for a day in the form of a question: "could the guide be ready by the 22nd?"."""


def _chased(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> None:
    """How something stands; about nothing known here it is a request or a question."""
    f = clause.folded
    due, _ = due_of(scene, moments(scene, clause))
    if due and _READY_BY.search(clause.folded):
        _asked(scene, draft, clause, sentence)
        return
    if progress.chased(scene, draft, clause, sentence):
        return
    if said("ask", scene.lang).search(clause.folded) or (scene.outside and _MISSING.search(f)):
        _asked(scene, draft, clause, sentence)
    elif clause.question or (scene.outside and scene.sender is not None and _ABOUT.search(f)):
        information_asked(scene, draft, clause)


_MISSING = re.compile(
    r"\b(?:never|not|haven't|hasn't|didn't|did not) (?:yet )?(?:received?|arrived?|got|get) "
    r"(?:the|our|your|an?|any)\b|"
    r"\bnoch (?:keine?n?|nicht) [^.;]{3,40}(?:erhalten|bekommen|angekommen)\b|"
    r"\b(?:pas|jamais) (?:encore )?recu\b|\bno (?:hemos|he) recibido\b|\bnao recebemos\b"
)
"""Something that should have come and did not: "we never received the invoice"."""
_ABOUT = re.compile(
    r"\b(?:reminder|follow(?:ing)?[- ]?up|bump\w*|checking in|circling back|nudg\w+|touching base|"
    r"erinnerung|nachfass\w*|relance\w*|rappel|recordatorio|lembrete)\b[^.?!]{0,40}"
    r"\b(?:on|about|re|regarding|for|of|zu|zum|zur|an|sur|sobre|de|da|do)\b"
)
"""A reminder of something that is no task yet: "friendly reminder on the SSO question"."""


@lru_cache(maxsize=2)  # asked once for each clause with a day in it
def _is_of_meeting(text: str, lang: str) -> bool:
    """Whether a whole message, its subject first, speaks of a meeting."""
    about = fold(text)
    found = said("meet_noun", lang).search(about)
    return bool(found or re.match(r"\s*(?:re|aw)\s*:.*\b(?:times?|slots?|termine?)", about))


def _offers_day(scene: Scene, clause: Clause) -> bool:
    """ "Would Friday morning suit you?", "Thursday at 10 is fine": about a meeting."""
    f, lang = clause.folded, scene.lang
    days = [d for m in moments(scene, clause) for d in m.days]
    if not days or not _is_of_meeting(f"{scene.arrival.subject} {scene.arrival.text}", lang):
        return False
    if clause.question:
        return bool(said("meet_offer", lang).search(f))
    if _FREE.search(f) and not bookings_of(scene, scene.address):
        return True
    agreed = said("accept_time", lang).search(f) or re.search(
        r"\b(?:is|are) (?:fine|good|great|perfect|ok|okay)\b", f
    )
    standing = on_day(scene, bookings_of(scene, scene.address), days)
    return bool(agreed) and not standing and any(m.instant for m in moments(scene, clause))


_FREE = re.compile(
    r"\b(?:i|we)(?:'m|'re| am| are)? (?:can|could) (?:do|make|offer)\b|\b(?:i am|i'm|we are|"
    r"we're) (?:free|available)\b|\b(?:ich|wir) (?:konnte|konnten|kann|konnen) (?=am |\w+tag)|"
    r"\bje (?:peux|suis libre|suis disponible)\b|\b(?:puedo|estoy libre|posso|estou livre)\b"
)
"""Times that somebody has, told and not asked: "I can do Wednesday 9 to 11"."""


def _asked(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> None:
    assignee = _spoken_to(scene, clause)
    if assignee is None and scene.by_team:
        assignee = (
            scene.me
            if scene.me in [w.id for p in scene.arrival.to if (w := scene.people.by_email(p.email))]
            or not scene.arrival.to
            else None
        )
    if _GO_AHEAD.search(clause.folded) and _go_ahead(scene, draft, clause):
        return
    steps, notes = len(draft.steps), len(draft.notes)
    place(scene, draft, clause, sentence=sentence, assignee=assignee)
    if len(draft.steps) == steps and len(draft.notes) > notes and asks_us(clause):
        del draft.notes[notes:]
        information_asked(scene, draft, clause)


def _seems_asked(scene: Scene, draft: Draft, clause: Clause, sentence: str, sound: Signal) -> None:
    """A request by its sound alone: nothing is said to have been asked, so it stays a guess."""
    if said("nothing_asked", scene.lang).search(scene.folded) or _IDEA.search(scene.folded):
        return
    before = len(draft.steps)
    _asked(scene, draft, clause, sentence)
    for step in draft.steps[before:]:
        step.signals = [sound, *(s for s in step.signals if s.name == "task")]
        step.says = "seems to ask for something"


_GO_AHEAD = re.compile(
    r"\b(?:go ahead with|carry on with|continue with|proceed with|start (?:with|on)|seguir com|"
    r"continuar com|tocar|"
    r"seguir con|continuar con|seguid con|weitermachen mit|fortfahren mit|"
    r"mit \w+ (?:\w+ )?(?:weitermachen|beginnen|"
    r"anfangen)|continuer (?:avec|sur)|poursuivre|commencer)\b"
)


def _go_ahead(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "Please go ahead with the guidelines": a word on the task that may go on."""
    from worktui.engine.reason.matching import best_task

    match = best_task(scene, clause.text, least=0.3)
    if match is None or scene.is_done(match.task):
        return False
    draft.add(
        {
            "type": "comment_task",
            "task": match.task["id"],
            "text": f"{scene.sender_name}: “{clause.text}”",
        },
        clause,
        says=f"wants {match.task['id']} to go ahead",
        signals=[signal("go ahead", 1.2, "says it may go on"), signal("task", 1.0, "names it")],
    )
    return True


def _spoken_to(scene: Scene, clause: Clause) -> str | None:
    """The teammate a clause is spoken to ("Joe, could you …"), or the one the letter greets."""
    if clause.label.startswith("to:"):
        return clause.label.removeprefix("to:")
    head = re.match(r"\s*@?([^\W\d_][\w.'-]*)\s*[,:–—-]\s", clause.folded)
    if head:
        people = [w for w in scene.people.called(head.group(1)) if w.kind == "person"]
        if len(people) == 1:
            return people[0].id
    greeted = greeting_of(scene.arrival.own, scene.lang)
    if greeted is None:
        return None
    people = [w for w, _ in scene.people.named(fold(greeted.name)) if w.kind == "person"]
    return people[0].id if len(people) == 1 and people[0].id != scene.me else None


_ONCE = re.compile(
    r"\b(?:once|as soon as|only (?:when|after|if)|sobald|erst wenn|des que|une fois que|"
    r"en cuanto|assim que)\b"
)
"""What is promised only after something else has come: no work yet."""
_BEGINS = re.compile(
    r"^\W*(?:i'll |i will |we'll |ich |je |)(?:start|begin|kick off|fange|beginne|commence\w*|"
    r"empiezo|comeco)\b"
)


def _begins_on(scene: Scene, draft: Draft, clause: Clause, actor: Who) -> bool:
    """ "I'll start on the dark mode on Monday": when work begins, not when it is due."""
    from worktui.engine.reason.matching import best_task

    found = moments(scene, clause)
    match = best_task(scene, without(clause.text, found))
    days = [m.days[0] for m in found if m.days and not m.when.past]
    if match is None or not days or scene.is_done(match.task):
        return False
    given = {"type": "update_task", "task": match.task["id"], "start": days[0].isoformat()}
    if not match.task.get("assignee"):
        given["assignee"] = actor.id
    draft.add(
        given,
        clause,
        says=f"says when {match.task['id']} begins",
        signals=[signal("date", 0.8, "names a day"), signal("task", 1.0, "and the task")],
    )
    return True


def _promised(scene: Scene, draft: Draft, clause: Clause, sentence: str, actor: Who | None) -> None:
    """A colleague's promise is their task; a contact's is worth a reminder when it has a day."""
    if actor is not None and actor.kind == "person":
        if _ONCE.search(clause.folded):
            return
        if _BEGINS.search(clause.folded) and _begins_on(scene, draft, clause, actor):
            return
        if not progress.due_told(scene, draft, clause, actor):
            place(
                scene,
                draft,
                clause,
                sentence=sentence,
                kind="commitment",
                owner=actor,
                assignee=actor.id,
            )
        return
    found = moments(scene, clause, sentence)
    due, moment = due_of(scene, found)
    if due is None or moment is None or scene.sender is None or moment.when.kind == "range":
        return
    if said("nothing_asked", scene.lang).search(scene.folded) or not re.search(
        r"\b(?:send|deliver|share|provide|get|give|schicke\w*|sende|liefer\w*|envoi\w*|enverr\w*|"
        r"envi\w*|mand\w*|entreg\w*)\b",
        clause.folded,
    ):
        return
    draft.add(
        {
            "type": "set_reminder",
            "at": due,
            "about": f"{scene.sender_name}: {title_from(scene, clause, found)}"[:120],
        },
        clause,
        says="promises something for a day",
        assumptions=list(moment.when.assumptions),
        signals=[signal("promised", 0.6, "a promise with a day")],
    )
