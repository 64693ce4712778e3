"""What an act means by who writes: a note of ours, a letter of mine, a letter of theirs."""

from __future__ import annotations

import re
from datetime import datetime

from worktui.domain.actions import parse
from worktui.engine.reason import away, notes, orders, progress
from worktui.engine.reason.acts import Act
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.gates import greeting_of
from worktui.engine.reason.hearing import without_head
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import bookings_of, content, on_day
from worktui.engine.reason.meetings import Wish
from worktui.engine.reason.moments import due_of, moments, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.requests import information_asked, place
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import title_from
from worktui.engine.reason.words import fold


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
    if name == "negated" and _NOT_WANTED.search(clause.folded):
        _no_longer(scene, draft, clause)
        return
    if name in ("idle", "negated", "courtesy"):
        return
    if name == "remind":
        if scene.arrival.kind == "text" or scene.by_me:
            notes.reminder(scene, draft, sentence, clause)
        return
    if name in ("withdraw", "hold"):
        _no_longer(scene, draft, clause)
        return
    if name == "reopen" and progress.told_reopened(scene, draft, clause, actor):
        return
    if name == "away" and away.told_away(scene, draft, clause, actor, sentence):
        return
    if name in ("done", "sent_for"):
        told = progress.told_done(scene, draft, clause, actor, for_ok=name == "sent_for")
        if told or not scene.by_team:
            return
    elif (
        (name == "start" and progress.told_started(scene, draft, clause, actor))
        or (name == "block" and progress.told_blocked(scene, draft, clause, actor, sentence))
        or (name == "unblock" and progress.told_unblocked(scene, draft, clause, sentence))
    ):
        return
    if scene.arrival.kind == "text":
        _note(scene, draft, clause, act, sentence, wish, actor)
    elif scene.by_me:
        _mine(scene, draft, clause, act, sentence)
    else:
        _theirs(scene, draft, clause, act, sentence, wish, actor)


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
    if orders.ordered(scene, draft, clause, sentence):
        return
    if _PHONE.match(clause.folded) and scene.people.named(clause.folded):
        place(scene, draft, clause, sentence=sentence)
        return
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


_PHONE = re.compile(
    r"\s*(?:please )?(?:call|phone|ring|text|ping|email|mail|ruf\w*|appeler|appelle|llamar|llama|"
    r"ligar|liga)\s+"
    r"(?:back |to |an |a |para |o |ao )?@?[^\W\d_]+\b(?! (?:with|at|for)\b)"
)
"""A note to ring somebody up: a thing to do, not a meeting to book."""


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


def _theirs(
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
    name = act.name
    if name == "meet" or (name in ("info", "question", "chase") and _offers_day(scene, clause)):
        wish.clauses.append(clause)
    elif (
        name in ("info", "question", "request", "chase")
        and said("shift", scene.lang).search(clause.folded)
        and progress.due_told(scene, draft, clause, actor)
    ):
        return
    elif name == "chase":
        _chased(scene, draft, clause, sentence)
    elif name == "info" and scene.outside and _date_follows(scene, draft, clause):
        return
    elif name == "info" and clause.tail and _passed_on(scene, clause, draft):
        _asked(scene, draft, clause, sentence)
    elif name == "request":
        quiet = said("nothing_asked", scene.lang).search(scene.folded)
        if not quiet or said("ask", scene.lang).search(clause.folded):
            _asked(scene, draft, clause, sentence)
    elif name == "promise":
        _promised(scene, draft, clause, sentence, actor)
    elif name in ("info", "done", "start") and scene.outside and _fault(scene, clause):
        _asked(scene, draft, clause, sentence)
    elif name == "redate" or (name in ("info", "done", "block") and scene.by_team):
        progress.due_told(scene, draft, clause, actor)
    elif name == "question" and not _IDEA.search(scene.folded):
        information_asked(scene, draft, clause)


_NEEDED = re.compile(
    r"\b(?:urgent|first|needed|due|most important|priority|latest|dringend|eilt|zuerst|urgente?|"
    r"primero|primeiro|presse)\b"
)


def _date_follows(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "The NDA is the urgent one, tomorrow if you can": the day of what was just asked for."""
    found = moments(scene, clause)
    due, _ = due_of(scene, found)
    words = content(without(clause.text, found))
    if due is None or not _NEEDED.search(clause.folded):
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
    r"\b(?:fixed|works (?:now|again)|resolved|solved|no longer|behoben|geht wieder|corrige|"
    r"resuelto|resolvido)\b"
)


def _fault(scene: Scene, clause: Clause) -> bool:
    """ "The login doesn't work": something to be mended, though nobody says please."""
    if not said("fault", scene.lang).search(clause.folded) or _MENDED.search(clause.folded):
        return False
    return not any(m.rejected for m in moments(scene, clause))


def _chased(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> None:
    """How something stands; about nothing known here it is a request or a question."""
    if progress.chased(scene, draft, clause, sentence):
        return
    if said("ask", scene.lang).search(clause.folded):
        _asked(scene, draft, clause, sentence)
    elif clause.question:
        information_asked(scene, draft, clause)


def _offers_day(scene: Scene, clause: Clause) -> bool:
    """ "Would Friday morning suit you?", "Thursday at 10 is fine": about a meeting."""
    f, lang = clause.folded, scene.lang
    days = [d for m in moments(scene, clause) for d in m.days]
    about = fold(f"{scene.arrival.subject} {scene.arrival.text}")
    if not days or (
        not said("meet_noun", lang).search(about)
        and not re.match(r"\s*(?:re|aw)\s*:.*\b(?:times?|slots?|termine?)", about)
    ):
        return False
    if clause.question:
        return bool(said("meet_offer", lang).search(f))
    agreed = said("accept_time", lang).search(f) or re.search(
        r"\b(?:is|are) (?:fine|good|great|perfect|ok|okay)\b", f
    )
    standing = on_day(scene, bookings_of(scene, scene.address), days)
    return bool(agreed) and not standing and any(m.instant for m in moments(scene, clause))


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
    place(scene, draft, clause, sentence=sentence, assignee=assignee)


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


_BEGINS = re.compile(
    r"^\W*(?:i'll |i will |we'll |ich |je |)(?:start|begin|kick off|fange|beginne|commence\w*|empiezo|comeco)\b"
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
