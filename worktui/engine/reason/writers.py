"""What an act means by who writes: a note of ours, a letter of mine, a letter of theirs."""

from __future__ import annotations

import re
from datetime import datetime

from worktui.engine.reason import away, blocking, notes, orders, progress, shifting
from worktui.engine.reason.acts import Act
from worktui.engine.reason.closing import closed
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.hearing import without_head
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.meetings import Wish
from worktui.engine.reason.moments import moments
from worktui.engine.reason.people import Who
from worktui.engine.reason.requests import place
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.theirs import theirs
from worktui.engine.reason.words import fold

_MOVES = ("redate", "info", "question", "request", "chase", "block", "promise")


def follow(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    act: Act,
    sentence: str,
    wish: Wish,
    actor: Who | None,
) -> None:
    """What an act means for the board, whoever writes; the rest by who writes."""
    name = act.name
    if name in ("withdraw", "hold") or (name == "negated" and _NOT_WANTED.search(clause.folded)):
        _no_longer(scene, draft, clause)
        return
    if name in ("idle", "negated", "courtesy"):
        return
    if name == "remind":
        if scene.arrival.kind == "text" or scene.by_me:
            notes.reminder(scene, draft, sentence, clause)
        return
    if (name == "reopen" and progress.told_reopened(scene, draft, clause, actor)) or (
        name == "away" and away.told_away(scene, draft, clause, actor, sentence)
    ):
        return
    if name in _MOVES and shifting.shifted(scene, draft, clause, actor):
        return
    if name in ("done", "sent_for"):
        told = progress.told_done(scene, draft, clause, actor, for_ok=name == "sent_for")
        if told or not scene.by_team:
            return
    elif (
        (name == "start" and progress.told_started(scene, draft, clause, actor))
        or (name == "block" and blocking.told_blocked(scene, draft, clause, actor, sentence))
        or (name == "unblock" and blocking.told_unblocked(scene, draft, clause, sentence))
    ):
        return
    if scene.arrival.kind == "text":
        _note(scene, draft, clause, act, sentence, wish, actor)
    elif scene.by_me:
        _mine(scene, draft, clause, act, sentence)
    else:
        theirs(scene, draft, clause, act, sentence, wish, actor)


def _note(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    act: Act,
    sentence: str,
    wish: Wish,
    actor: Who | None,
) -> None:
    """A line typed by the team itself: an order to the board, else news, else a new task."""
    if closed(scene, draft, clause) or orders.ordered(scene, draft, clause, sentence):
        return
    if _MOVED_MEETING.match(clause.folded):
        wish.clauses.append(clause)
        return
    if _PHONE.match(clause.folded) and scene.people.named(clause.folded):
        place(scene, draft, clause, sentence=sentence)
        return
    took = _TOOK.match(clause.folded)
    if took and all(m.start < took.end() for m in moments(scene, clause, sentence)):
        return  # "1h30 call with Megan", not logged before: time gone by, on no task named
    if act.name == "meet" or notes.offers_slots(scene, clause):
        wish.clauses.append(clause)
        return
    if _notes_meeting(scene, clause, sentence):
        wish.clauses.append(clause)
        return
    if act.name in ("promise", "info", "chase", "redate") and progress.due_told(
        scene, draft, clause, actor
    ):
        return
    if act.name == "info" and _is_appointment(scene, clause, sentence):
        wish.clauses.append(clause)
        return
    if act.name in ("request", "promise") or (act.name == "info" and clause.item and clause.label):
        who = actor if actor is not None and actor.id != scene.me else _named_person(scene, clause)
        clause, who = _signs_off(scene, clause, who)
        place(
            scene,
            draft,
            clause,
            sentence=sentence,
            kind="commitment" if act.name == "promise" else "request",
            assignee=who.id if who is not None and who.kind == "person" else None,
        )


_TOOK = re.compile(r"\s*\d+(?:[.,:]\d+)?\s?(?:h|hrs?|hours?|std|stunden)(?:\s?\d{1,2})?\b")
_PHONE = re.compile(
    r"\s*(?:please )?(?:call|phone|ring|text|ping|email|mail|ruf\w*|appeler|appelle|llamar|llama|"
    r"ligar|liga)\s+"
    r"(?:back |to |an |a |para |o |ao )?@?[^\W\d_]+\b(?! (?:with|at|for)\b)"
)
"""A note to ring somebody up: a thing to do, not a meeting to book."""


_MOVED_MEETING = re.compile(
    r"\W*(?:the |my |our )?(?:call|meeting|talk|lunch|review|demo|session|appointment|\w*termin|"
    r"reunion|reuniao|appel|llamada)\b[^.;]{0,60}\b(?:moved|pushed|shifted|postponed|verlegt|verschoben|"
    r"deplacee?|movida|adiada)\b"
)
"""A note that a meeting is at another time now: "call with Paul moved to 10:30"."""


def _notes_meeting(scene: Scene, clause: Clause, sentence: str) -> bool:
    """ "Weekly sync every Monday at 10", "Call with Tom on Friday at 3": a meeting noted."""
    if not said("meet_noun", scene.lang).search(clause.folded):
        return False
    return any(m.when.kind == "recurrence" or m.instant for m in moments(scene, clause, sentence))


def _is_appointment(scene: Scene, clause: Clause, sentence: str) -> bool:
    """ "Dentist tomorrow 14:00-15:00": a time of the clock and a word for it."""
    for moment in moments(scene, clause, sentence):
        spans = isinstance(moment.when.start, datetime) and isinstance(moment.when.end, datetime)
        if (
            (spans or (moment.instant and not moment.vague))
            and not moment.when.past
            and not moment.when.deadline
        ):
            return len(clause.text.split()) <= 12
    return False


def _signs_off(scene: Scene, clause: Clause, who: Who | None) -> tuple[Clause, Who | None]:
    """A line without its "@ana" and its project key, and the one it is for."""
    text = clause.text
    for sign in re.finditer(r"(?:,\s*|\s+)@([\w.-]+)", text):
        people = [w for w in scene.people.called(sign.group(1)) if w.kind == "person"]
        who = people[0] if len(people) == 1 else who
    cut = re.sub(r"(?:,\s*|\s+)@[\w.-]+", "", text)
    body = (
        Clause(
            cut, fold(cut), clause.start, clause.sentence, clause.item, clause.question, clause.tail
        )
        if cut != text
        else clause
    )
    return body, who


def _named_person(scene: Scene, clause: Clause) -> Who | None:
    """ "Joe to send the report": the teammate a line of notes begins with."""
    found = [
        (w, at) for w, at in scene.people.named(clause.folded) if w.kind == "person" and at <= 2
    ]
    return found[0][0] if len(found) == 1 else None


_NOT_WANTED = re.compile(
    r"\b(?:won't|will not|don't|do not|doesn't) need\b[^.;]*\b(?:before|until|till)\b|"
    r"\b(?:no longer|not|n't|nicht mehr|kein\w*|plus|ya no|nao)\b[^.;]{0,20}\b(?:need|want|"
    r"brauch\w*|benotig\w*|besoin|"
    r"necesit\w*|precis\w*)\b[^.;]*\b(?:after all|any ?more|any longer|doch nicht|finalement|"
    r"al final|no fim|afinal)\b"
    r"|\b(?:after all|doch|finalement|al final|no fim|afinal),? (?:\w+ ){0,3}?(?:don't|do not|"
    r"won't|no longer|nicht|kein\w*|n'\w+|no|nao) (?:\w+ )?(?:need|want|brauch\w*|benotig\w*|"
    r"besoin|necesit\w*|precis\w*)"
    r"|\b(?:no longer|nicht mehr|n'\w+ plus|ya no|nao \w+ mais)\b[^.;]{0,20}\b(?:need|want|"
    r"brauch\w*|besoin|necesit\w*|precis\w*)"
)
"""Work that somebody no longer wants, said as "we don't need … after all"."""
_IN_TOUCH = re.compile(
    r"\b(?:let you know|get back to you|be in touch|keep you (?:posted|updated)|melde mich|"
    r"gebe bescheid|reviens vers vous|tiens au courant|te aviso|le aviso|te digo|te aviso|"
    r"aviso|retorno)\b"
)


def _mine(scene: Scene, draft: Draft, clause: Clause, act: Act, sentence: str) -> None:
    """My own sent mail: what I promise is my work, what I ask of a colleague is theirs."""
    who, cut = notes.labelled(scene, clause.text)
    if who is not None and who.id != scene.me and act.name in ("info", "request", "promise"):
        place(
            scene,
            draft,
            without_head(clause, cut),
            sentence=sentence,
            kind="commitment",
            owner=who,
            assignee=who.id,
        )
        return
    if act.name == "promise" and _IN_TOUCH.search(clause.folded) and not moments(scene, clause):
        return
    if act.name == "promise":
        place(
            scene,
            draft,
            clause,
            sentence=sentence,
            kind="commitment",
            owner=scene.myself,
            assignee=scene.me,
        )
        return
    if act.name == "request":
        team = [
            w
            for p in scene.arrival.to
            if (w := scene.people.by_email(p.email)) and w.kind == "person"
        ]
        if len(team) == 1 and len(scene.arrival.to) == 1 and team[0].id != scene.me:
            place(scene, draft, clause, sentence=sentence, assignee=team[0].id)


def _no_longer(scene: Scene, draft: Draft, clause: Clause) -> None:
    """Work that is not wanted any more: said on its task, never deleted by a letter."""
    from worktui.engine.reason.matching import best_task

    match = best_task(scene, clause.text, least=0.7)
    if match is not None and not scene.is_done(match.task):
        draft.add(
            {
                "type": "comment_task",
                "task": match.task["id"],
                "text": f"{scene.sender_name or 'Note'}: “{clause.text}”",
            },
            clause,
            says=f"says that {match.task['id']} has to stop or is not needed",
            signals=[
                signal("withdrawn", 1.0, "says it is not needed"),
                signal("task", 1.0, f"names “{match.task.get('title', '')}”"),
            ],
        )
