"""A letter read clause by clause: mail, forms, and notes typed here."""

from __future__ import annotations

import re
from dataclasses import replace

from worktui.engine.reason import away, costs, forms, notes, progress
from worktui.engine.reason.acts import Act, act_of
from worktui.engine.reason.bookings import posed, rearranged
from worktui.engine.reason.draft import Draft, Step, signal
from worktui.engine.reason.gates import greeting_of, orders_machine, poses
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.meetings import Wish, arrange
from worktui.engine.reason.moments import due_of, moments, moments_in
from worktui.engine.reason.people import Who
from worktui.engine.reason.requests import information_asked, place, project_of
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, clauses
from worktui.engine.reason.thread_steps import answered
from worktui.engine.reason.titles import title_from
from worktui.engine.reason.words import fold

_LIMITED = ("create_task", "offer_slots", "comment_task", "ask_person")
_INVOICE_NO = re.compile(
    r"(?:invoice|bill|rechnung|facture|factura|fatura|nota fiscal)\s*(?:no\.?|nr\.?|number|n°|"
    r"nº|#)?\s*:?\s*([A-Z]{0,5}[-/]?\d[\w/-]*)",
    re.IGNORECASE,
)


def judge_letter(scene: Scene, draft: Draft) -> None:
    """All steps of a letter, in the order of its words."""
    scene, masked = _unmasked(scene)
    every = clauses(scene.arrival, scene.lang)
    heard, hidden = _heard(scene, every)
    hidden = hidden or masked
    if hidden:
        draft.notes.append("It speaks to the machine; that part is not followed.")
    rest = [c for c in heard if not _is_greeting(scene, c)]
    used: set[int] = set()
    if not hidden and not poses(scene):
        used |= answered(scene, draft, rest)
        used |= rearranged(scene, draft, [c for c in rest if c.sentence not in used])
    elif not hidden:
        used |= posed(scene, draft, rest)
    wish = Wish()
    actor = scene.sender
    for clause in rest:
        actor_here, clause = _labelled(scene, clause, actor)
        if scene.arrival.kind == "text":
            actor = actor_here
        if clause.sentence in used:
            continue
        _one(scene, draft, clause, every, wish, actor_here, used)
    _wish_from_form(scene, wish, rest)
    if wish.clauses and not scene.by_me:
        _gather_times(scene, rest, wish)
        arrange(scene, draft, wish)
    elif wish.clauses and scene.arrival.kind == "text":
        _gather_times(scene, rest, wish)
        _note_meeting(scene, draft, wish)
    if "form" in (scene.arrival.kind, scene.arrival.event) and _wants_something(scene, draft, rest):
        forms.lead(scene, draft, rest[0] if rest else None)
    if hidden or poses(scene):
        draft.steps = [s for s in draft.steps if s.type in _LIMITED]
    _fold_steps(draft)


def _wants_something(scene: Scene, draft: Draft, rest: list[Clause]) -> bool:
    """Whether a form is more than kind words."""
    if not rest or draft.steps:
        return True
    return any(act_of(scene, c).name not in ("courtesy", "idle", "negated") for c in rest)


_BLOCK = re.compile(
    r"<!--.*?(?:-->|$)|\[/?(?:system|inst|sys)\].*?\[/(?:system|inst|sys)\]|<\|?(?:system|assistant)\|?>.*?</?\|?(?:system|assistant|end)\|?>|```.*?```|\{\s*\"(?:type|action|tool)\".*?\}",
    re.IGNORECASE | re.DOTALL,
)


def _unmasked(scene: Scene) -> tuple[Scene, bool]:
    """The scene with what is fenced off for machines blanked out, and whether there was any."""
    text = scene.arrival.text
    if scene.arrival.kind == "text" or not any(
        orders_machine(m.group()) for m in _BLOCK.finditer(text)
    ):
        return scene, False
    bare = _BLOCK.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    zones = tuple(replace(z, text=bare[z.start : z.end]) for z in scene.arrival.zones)
    return Scene(
        replace(scene.arrival, text=bare, zones=zones), scene.work, scene.now, scene.me
    ), True


def _heard(scene: Scene, every: list[Clause]) -> tuple[list[Clause], bool]:
    """The clauses that speak to people; from an order to a machine on, its paragraph is deaf."""
    text = scene.arrival.text
    deaf: list[tuple[int, int]] = []
    if scene.arrival.kind != "text":
        for start, end in _paragraphs(text):
            if not orders_machine(text[start:end]):
                continue
            inner = [c for c in every if start <= c.start < end]
            first = next(
                (c.start for c in inner if orders_machine(_sentence(scene, every, c))), start
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


def _sentence(scene: Scene, every: list[Clause], clause: Clause) -> str:
    """The whole sentence a clause stands in, as written."""
    parts = [c for c in every if c.sentence == clause.sentence]
    if not parts:
        return clause.text
    return scene.arrival.text[parts[0].start : parts[-1].end].replace("\n", " ")


def _is_greeting(scene: Scene, clause: Clause) -> bool:
    """The first line alone, when it only greets."""
    if clause.sentence > 0 or clause.start > 60:
        return False
    hit = greeting_of(clause.text, scene.lang)
    return hit is not None and len(clause.text[hit.end :].strip(" ,.!:;-–—")) < 3


def _labelled(scene: Scene, clause: Clause, actor: Who | None) -> tuple[Who | None, Clause]:
    """A clause without its "Ana:" or "Hi Mara," and who it is about."""
    if scene.arrival.kind == "text":
        who, cut = notes.labelled(scene, clause.text)
        if who is not None and not clause.tail:
            return who, _from(clause, cut)
        return (scene.myself if not clause.tail else actor), clause
    hit = greeting_of(clause.text, scene.lang) if clause.sentence == 0 and not clause.tail else None
    if hit is not None and hit.end < len(clause.text):
        return actor, _from(clause, hit.end)
    return actor, clause


def _from(clause: Clause, cut: int) -> Clause:
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
    )


def _one(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    every: list[Clause],
    wish: Wish,
    actor: Who | None,
    used: set[int],
) -> None:
    """The step of one clause, by its act."""
    sentence = _sentence(scene, every, clause)
    if scene.arrival.kind == "text" or scene.by_team:
        if (
            (scene.arrival.kind == "text" and notes.passed_on(scene, draft, clause, sentence))
            or notes.conditional(scene, draft, clause, sentence)
            or (
                scene.arrival.kind == "text" and costs.logged(scene, draft, sentence, clause, actor)
            )
        ):
            used.add(clause.sentence)
            return
        if (
            scene.by_team
            and scene.arrival.kind != "text"
            and said("spent", scene.lang).search(fold(sentence))
            and costs.logged(scene, draft, sentence, clause, actor)
        ):
            used.add(clause.sentence)
            return
    if _under_condition(scene, every, clause):
        return
    if _invoice(scene, draft, clause, sentence):
        used.add(clause.sentence)
        return
    act = act_of(scene, clause, notes=scene.arrival.kind == "text" or scene.by_team)
    if act.name == "request" and clause.tail and _promised_before(scene, every, clause):
        act = Act("promise", act.words)
    if clause.item and act.name in ("info", "request") and (led := _led_by(scene, every, clause)):
        act = Act(led, act.words)
    _step(scene, draft, clause, act, sentence, wish, actor)


def _led_by(scene: Scene, every: list[Clause], clause: Clause) -> str:
    """What the line above a list makes of its items: "I will:" promises, "Could you:" asks."""
    above = [c for c in every if c.start < clause.start and not c.item]
    if not above or not above[-1].text.rstrip().endswith(":"):
        return ""
    f, lang = above[-1].folded, scene.lang
    if said("promise", lang).search(f) or re.search(r"\b(?:i|we)(?:'ll| will)\s*:?$", f):
        return "promise"
    return "request" if said("ask", lang).search(f) or said("want", lang).search(f) else ""


def _promised_before(scene: Scene, every: list[Clause], clause: Clause) -> bool:
    """ "I'll send it and call you": what follows a promise by a bare verb is promised too."""
    if said("ask", scene.lang).search(clause.folded) or said("want", scene.lang).search(
        clause.folded
    ):
        return False
    before = [c for c in every if c.sentence == clause.sentence and c.start < clause.start]
    return bool(before) and act_of(scene, before[0]).name == "promise"


def _under_condition(scene: Scene, every: list[Clause], clause: Clause) -> bool:
    """Whether the sentence stands under an "if" that nobody can answer yet."""
    first = next(c for c in every if c.sentence == clause.sentence)
    f = re.sub(r"^(?:but|and|aber|und|mais|et|pero|y|mas|e)\s+", "", first.folded)
    if re.match(rf"(?:{said('if', scene.lang).pattern})", f) is None:
        return bool(said("idle", scene.lang).search(first.folded)) and first is not clause
    return not said("polite_if", scene.lang).match(f)


def _step(
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
    if name in ("idle", "negated", "courtesy"):
        return
    if name == "remind":
        if scene.arrival.kind == "text" or scene.by_me:
            notes.reminder(scene, draft, sentence, clause)
        return
    if name in ("withdraw", "hold"):
        _no_longer(scene, draft, clause)
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
    if notes.ordered(scene, draft, clause, sentence):
        return
    if act.name == "meet" or notes.offers_slots(scene, clause):
        wish.clauses.append(clause)
        return
    if _notes_meeting(scene, clause, sentence):
        wish.clauses.append(clause)
        return
    if act.name in ("promise", "info", "request", "chase", "redate") and progress.due_told(
        scene, draft, clause, actor
    ):
        return
    if act.name in ("request", "promise"):
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


def _notes_meeting(scene: Scene, clause: Clause, sentence: str) -> bool:
    """ "Weekly sync every Monday at 10", "Call with Tom on Friday at 3": a meeting noted."""
    if not said("meet_noun", scene.lang).search(clause.folded):
        return False
    return any(m.when.kind == "recurrence" or m.instant for m in moments(scene, clause, sentence))


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
            _from(clause, cut),
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
        and notes.ordered_by_team(scene, draft, clause)
    ):
        return
    name = act.name
    if name == "meet" or (name in ("info", "question", "chase") and _offers_day(scene, clause)):
        wish.clauses.append(clause)
    elif name == "chase":
        _chased(scene, draft, clause, sentence)
    elif name == "request":
        quiet = said("nothing_asked", scene.lang).search(scene.folded)
        if not quiet or said("ask", scene.lang).search(clause.folded):
            _asked(scene, draft, clause, sentence)
    elif name == "promise":
        _promised(scene, draft, clause, sentence, actor)
    elif name == "redate" or (name in ("info", "done", "block") and scene.by_team):
        progress.due_told(scene, draft, clause, actor)
    elif name == "question" and not _IDEA.search(scene.folded):
        information_asked(scene, draft, clause)


_IDEA = re.compile(
    r"\b(?:just|only) (?:an idea|a thought|thinking|musing|wondering|dreaming)\b|"
    r"\bnur (?:so )?(?:eine idee|ein gedanke)\b"
    r"|\bsimple (?:idee|reflexion)\b|\bsolo una idea\b|\bso uma ideia\b|\bno hurry, just\b"
)


def _chased(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> None:
    """How something stands; about nothing known here it is a request or a question."""
    if progress.chased(scene, draft, clause, sentence):
        return
    if said("ask", scene.lang).search(clause.folded):
        _asked(scene, draft, clause, sentence)
    elif clause.question:
        information_asked(scene, draft, clause)


def _offers_day(scene: Scene, clause: Clause) -> bool:
    """ "Would Friday morning suit you?", in a letter that is about a meeting."""
    if not (clause.question and said("meet_offer", scene.lang).search(clause.folded)):
        return False
    about = fold(f"{scene.arrival.subject} {scene.arrival.own}")
    return bool(said("meet_noun", scene.lang).search(about)) and any(
        m.days for m in moments(scene, clause)
    )


def _asked(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> None:
    assignee = _spoken_to(scene, clause)
    if assignee is None and scene.by_team:
        assignee = (
            scene.me
            if scene.me in [w.id for p in scene.arrival.to if (w := scene.people.by_email(p.email))]
            or not scene.arrival.to
            else None
        )
    place(scene, draft, clause, sentence=sentence, assignee=assignee)


def _spoken_to(scene: Scene, clause: Clause) -> str | None:
    """The teammate a clause is spoken to ("Joe, could you …"), or the one the letter greets."""
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


def _promised(scene: Scene, draft: Draft, clause: Clause, sentence: str, actor: Who | None) -> None:
    """A colleague's promise is their task; a contact's is worth a reminder when it has a day."""
    if actor is not None and actor.kind == "person":
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
        r"\b(?:send|deliver|share|provide|get|give|schicke\w*|sende|liefer\w*|envoi\w*|enverr\w*|envi\w*|mand\w*|entreg\w*)\b",
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


def _invoice(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """Somebody's invoice to us: to be paid by its day."""
    if scene.by_team or not said("find_invoice", scene.lang).search(fold(sentence)):
        return False
    if re.search(
        r"\b(?:(?:for|about|with|on|regarding) your|debited|already paid|no payment|could you|"
        r"can you|please send|send (?:us|me)|need|ihre rechnung|votre facture|(?:tu|"
        r"su) factura|sua fatura)\b",
        fold(sentence),
    ):
        return False
    found = moments_in(scene, sentence, sentence)
    due, moment = due_of(scene, found)
    number = _INVOICE_NO.search(sentence)
    money = costs.amount_in(sentence)
    title = f"Pay invoice {number.group(1)}" if number else "Pay invoice"
    title += f" from {scene.sender_name}" if scene.sender_name else ""
    title += f" ({money[0]} {money[1]})" if money else ""
    draft.add(
        {
            "type": "create_task",
            "title": title,
            "due": due,
            "kind": "request",
            "contact_email": scene.address,
            "project": project_of(scene, sentence),
        },
        clause,
        says="sends an invoice",
        assumptions=list(moment.when.assumptions) if moment else [],
        contact=scene.address,
        signals=[
            signal("invoice", 1.0, "an invoice to pay"),
            *([signal("date", 0.4, "with its day")] if due else []),
        ],
    )
    return True


def _wish_from_form(scene: Scene, wish: Wish, rest: list[Clause]) -> None:
    if scene.arrival.kind != "form" or wish.clauses or not forms.call_wanted(scene):
        return
    wish.clauses.append(rest[0] if rest else Clause("a call", "a call", 0, -1))


def _gather_times(scene: Scene, rest: list[Clause], wish: Wish) -> None:
    """Times of the wish itself and of what stands beside it: "mornings are best"."""
    own = {(c.start, c.end) for c in wish.clauses}
    sentences = {c.sentence for c in wish.clauses}
    for clause in rest:
        near = any(abs(clause.sentence - s) <= 2 for s in sentences)
        offers = said("meet_offer", scene.lang).search(clause.folded)
        if (
            (clause.start, clause.end) in own
            or (clause.sentence in sentences and not clause.item and _free_standing(scene, clause))
            or (near and offers and _free_standing(scene, clause))
        ):
            around = " ".join(c.text for c in rest if c.sentence == clause.sentence)
            wish.times += moments(scene, clause, around)
    if scene.arrival.kind == "form":
        text = forms.times_given(scene)
        if text:
            wish.times += moments_in(scene, text, text)
    if not any(m.days for m in wish.times) and scene.arrival.subject:
        wish.times += [
            m for m in moments_in(scene, scene.subject_words(), scene.subject_words()) if m.days
        ]


def _free_standing(scene: Scene, clause: Clause) -> bool:
    """A clause whose time is not the date of another request."""
    return act_of(scene, clause).name in ("meet", "info", "courtesy", "promise", "question")


def _note_meeting(scene: Scene, draft: Draft, wish: Wish) -> None:
    """My own note of a meeting: with a contact at a time it is a booking or event of mine."""
    from worktui.engine.reason.meetings import note_meeting

    note_meeting(scene, draft, wish)


def _fold_steps(draft: Draft) -> None:
    """Two steps on one task that say one thing: a change of date beats a comment."""
    changed = {getattr(s.action, "task", None) for s in draft.steps if s.type == "update_task"}
    kept: list[Step] = []
    seen: set[str] = set()
    for step in draft.steps:
        task = getattr(step.action, "task", None)
        if (
            step.type == "comment_task"
            and (task in changed or task in seen)
            and step.clause is not None
        ):
            continue
        if step.type == "comment_task" and task:
            seen.add(task)
        kept.append(step)
    draft.steps = kept


def absent_letter(scene: Scene, draft: Draft) -> None:
    """An out-of-office answer of somebody known, with its days."""
    if scene.sender is None:
        return
    text = f"{scene.subject_words()}. {scene.arrival.own}"
    if not said("away", scene.lang).search(fold(text)):
        return
    every = clauses(scene.arrival, scene.lang)
    holder = next(
        (c for c in every if said("away", scene.lang).search(c.folded)), every[0] if every else None
    )
    if holder is not None:
        away.told_away(scene, draft, holder, scene.sender, scene.arrival.own.replace("\n", " "))
