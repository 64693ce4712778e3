"""A letter read clause by clause: mail, forms, and notes typed here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worktui.domain.actions import parse
from worktui.engine.reason import away, costs, forms, notes, progress
from worktui.engine.reason.accepting import accepted, follow_up
from worktui.engine.reason.acts import Act, act_of
from worktui.engine.reason.asides import urgent_follows
from worktui.engine.reason.bookings import posed, rearranged
from worktui.engine.reason.draft import Draft, Step, signal
from worktui.engine.reason.forwarded import forwarded, passes_on
from worktui.engine.reason.gates import poses
from worktui.engine.reason.hearing import heard as heard_of
from worktui.engine.reason.hearing import is_greeting, sentence_of, spoken_by, unmasked
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.meetings import Wish
from worktui.engine.reason.moments import due_of, moments, moments_in
from worktui.engine.reason.offered import answers_offer
from worktui.engine.reason.people import Who
from worktui.engine.reason.requests import project_of
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, clauses
from worktui.engine.reason.sounding import weigh_in
from worktui.engine.reason.thread_steps import answered
from worktui.engine.reason.titles import core
from worktui.engine.reason.wishes import answer_wish
from worktui.engine.reason.words import fold
from worktui.engine.reason.writers import follow

_LIMITED = ("create_task", "offer_slots", "comment_task", "ask_person")


_INVOICE_NO = re.compile(
    r"(?:invoice|bill|rechnung|facture|factura|fatura|nota fiscal)\s*(?:no\.?|nr\.?|number|n°|"
    r"nº|#)?\s*:?\s*([A-Z]{0,5}[-/]?\d[\w/-]*)",
    re.IGNORECASE,
)


def judge_letter(scene: Scene, draft: Draft) -> None:
    """All steps of a letter, in the order of its words."""
    scene, masked = unmasked(scene)
    every = clauses(scene.arrival, scene.lang, _names(scene))
    heard, hidden = heard_of(scene, every)
    hidden = hidden or masked
    if hidden:
        draft.notes.append("It speaks to the machine; that part is not followed.")
    rest = [c for c in heard if not is_greeting(scene, c)]
    scene.memo["clauses"] = rest
    used: set[int] = set()
    if not hidden and not poses(scene):
        rest = _answers(scene, draft, rest, used)
    elif not hidden:
        used |= posed(scene, draft, rest)
    if not hidden and not scene.by_me and passes_on(scene, rest):
        _pass_on(scene, draft, rest, used)
    scene.memo["used"] = set(used)
    wish = Wish()
    accepts = accepted(scene, rest)
    rest = [c for c in rest if c not in accepts]
    for clause, who in _with_speakers(scene, rest):
        if clause.sentence not in used:
            _one(scene, draft, clause, every, wish, who, used)
    follow_up(scene, draft, accepts)
    answer_wish(scene, draft, wish, rest)
    formed = "form" in (scene.arrival.kind, scene.arrival.event)
    if formed and not (hidden and not rest) and _wants_something(scene, draft, rest):
        forms.lead(scene, draft, rest[0] if rest else None)
    if hidden or poses(scene):
        draft.steps = [s for s in draft.steps if s.type in _LIMITED]
    _fold_steps(draft)


def _with_speakers(scene: Scene, rest: list[Clause]) -> Iterator[tuple[Clause, Who | None]]:
    """Each clause without its head, and who it is about: in notes a heading's name holds on."""
    actor, under = scene.sender, None
    for clause in rest:
        if scene.arrival.kind == "text":
            is_heading, whose = notes.heading(scene, clause)
            under = whose if is_heading else under
            if whose is not None:
                continue
        who, bare = spoken_by(scene, clause, actor, under)
        if scene.arrival.kind == "text":
            actor = who
        yield bare, who


def _answers(scene: Scene, draft: Draft, rest: list[Clause], used: set[int]) -> list[Clause]:
    """What the letter says to an offer, an earlier letter or a booking; gives what is left.

    The sentences that are used up join `used`.
    """
    spent = answers_offer(scene, draft, rest)
    rest = [c for c in rest if c.start not in spent]
    if not spent:
        used |= answered(scene, draft, rest)
    used |= rearranged(scene, draft, [c for c in rest if c.sentence not in used])
    return rest


def _pass_on(scene: Scene, draft: Draft, rest: list[Clause], used: set[int]) -> None:
    """The requests of a forwarded mail, given to me by the one who passed it on."""
    inner = forwarded(scene)
    if inner is None:
        return
    theirs = Draft()
    judge_letter(inner, theirs)
    kept = [s for s in theirs.steps if s.type in ("create_task", "update_task", "comment_task")]
    for step in kept:
        given = step.action.to_doc()
        passer = scene.sender.id if scene.sender is not None else ""
        mine = scene.by_team and given.get("assignee", passer) == passer
        if mine and given["type"] == "create_task":
            given["assignee"] = scene.me
        draft.add(
            given,
            step.clause,
            signals=step.signals,
            assumptions=step.assumptions,
            says=f"passes on a letter of {inner.sender_name or 'somebody'}, who {step.says}",
            contact=step.contact,
        )
    if kept:
        used |= {c.sentence for c in rest if act_of(scene, c).name in ("request", "info")}


def _names(scene: Scene) -> frozenset[str]:
    """Handles and first names of the team."""
    return frozenset(fold(n) for w in scene.people.people for n in (w.id, w.first))


def _wants_something(scene: Scene, draft: Draft, rest: list[Clause]) -> bool:
    """Whether a form is more than kind words."""
    spent = scene.memo.get("used")
    if draft.steps and rest and isinstance(spent, set) and {c.sentence for c in rest} <= spent:
        return False  # it changes a booking, and says no more
    if not rest or draft.steps:
        return True
    acts = {act_of(scene, c).name for c in rest}
    if "negated" in acts and acts <= {"courtesy", "idle", "negated", "info"}:
        return False  # "no need to call back, I only wanted to say …"
    return bool(acts - {"courtesy", "idle", "negated"})


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
    sentence = sentence_of(scene, every, clause)
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
    if _under_condition(scene, every, clause) or urgent_follows(scene, draft, clause):
        return
    if not clause.tail and any(
        c.label == "listed" and c.sentence == clause.sentence for c in every
    ):
        return  # the head of a list: what is wanted follows it
    if _heads_list(scene, every, clause):
        return
    if _invoice(scene, draft, clause, sentence):
        used.add(clause.sentence)
        return
    act = act_of(scene, clause, notes=scene.arrival.kind == "text" or scene.by_team)
    if clause.label == "listed" and act.name in ("info", "courtesy", "done"):
        act = Act("request", "listed")
    if act.name == "request" and clause.tail and _promised_before(scene, every, clause):
        act = Act("promise", act.words)
    if clause.item and act.name in ("info", "request") and (led := _led_by(scene, every, clause)):
        act = Act(led, act.words)
    before = len(draft.steps)
    follow(scene, draft, clause, act, sentence, wish, actor)
    weigh_in(scene, draft, act, sentence, before)
    progress.taken_over(scene, draft, clause, actor, before)
    if clause.label == "listed":
        _due_of_list(scene, draft, every, clause, before)


def _wants_at_end(scene: Scene, clause: Clause) -> bool:
    """ "Before go-live we still need": a wish whose things come after it."""
    end = len(clause.folded.rstrip(" ,:–-"))
    hits = (said(name, scene.lang).finditer(clause.folded) for name in ("want", "ask"))
    return any(hit.end() >= end for found in hits for hit in found)


def _heads_list(scene: Scene, every: list[Clause], clause: Clause) -> bool:
    """ "I need: 1. …": words that only lead to a list, and name nothing themselves."""
    after = scene.arrival.text[clause.end - 1 : clause.end + 2].strip()
    follows = next((c for c in every if c.start > clause.start), None)
    leads = ":" in after or _wants_at_end(scene, clause)
    if not leads or follows is None or not follows.item or clause.item:
        return False
    rest = core(scene, clause, moments(scene, clause))
    return len(rest.split()) <= (4 if _wants_at_end(scene, clause) else 2)


def _due_of_list(
    scene: Scene, draft: Draft, every: list[Clause], clause: Clause, before: int
) -> None:
    """ "We need three things by Friday: …": the day of the wish is that of each thing."""
    head = next(c for c in every if c.sentence == clause.sentence)
    due, _ = due_of(scene, moments(scene, head))
    for step in draft.steps[before:]:
        given = step.action.to_doc()
        if due and step.type == "create_task" and not given.get("due"):
            step.action = parse({**given, "due": due})


_INFINITIVE = {
    "fr": re.compile(r"^\W*\w+(?:er|ir|re|oir)\b"),
    "es": re.compile(r"^\W*\w+(?:ar|er|ir)(?:nos|me|lo|la)?\b"),
    "pt": re.compile(r"^\W*\w+(?:ar|er|ir|or)\b"),
    "de": re.compile(r"\b\w+(?:en|ern|eln)\b[\W\d]*(?:\([^)]*\))?\W*(?:und)?\W*$"),
}


def _led_by(scene: Scene, every: list[Clause], clause: Clause) -> str:
    """What the line above a list makes of its items: "I will:" promises, "Could you:" asks.

    An item that is an infinitive is asked for when another item of the list is.
    """
    if len(clause.text.split()) < 2:
        return ""
    above = [c for c in every if c.start < clause.start and not c.item]
    f, lang = (above[-1].folded if above else ""), scene.lang
    if bool(above) and _wants_at_end(scene, above[-1]):
        return "request"
    opens = bool(above) and (above[-1].text.rstrip().endswith((":", ",")) or len(f.split()) <= 4)
    if bool(above) and re.search(r"\b(?:we|you) (?:should|could|need to|have to|ought to)\s*$", f):
        return "request"
    if opens and (
        said("promise", lang).search(f) or re.search(r"\b(?:i|we)(?:'ll| will)\s*:?$", f)
    ):
        return "promise"
    if opens and (said("ask", lang).search(f) or said("want", lang).search(f)):
        return "request"
    form = _INFINITIVE.get(lang)
    if form is not None and form.search(clause.folded):
        asked = any(act_of(scene, c).name == "request" for c in every if c.item and c is not clause)
        return "request" if asked else ""
    return ""


def _promised_before(scene: Scene, every: list[Clause], clause: Clause) -> bool:
    """ "I'll send it and call you": what follows a promise by a bare verb is promised too."""
    if said("ask", scene.lang).search(clause.folded) or said("want", scene.lang).search(
        clause.folded
    ):
        return False
    before = [c for c in every if c.sentence == clause.sentence and c.start < clause.start]
    return any(act_of(scene, c).name == "promise" for c in before)


def _under_condition(scene: Scene, every: list[Clause], clause: Clause) -> bool:
    """Whether the sentence stands under an "if" that nobody can answer yet."""
    first = next(c for c in every if c.sentence == clause.sentence)
    f = re.sub(r"^(?:but|and|aber|und|mais|et|pero|y|mas|e)\s+", "", first.folded)
    if re.match(rf"(?:{said('if', scene.lang).pattern})", f) is None:
        return bool(said("idle", scene.lang).search(first.folded)) and first is not clause
    return not said("polite_if", scene.lang).match(f)


def _invoice(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """Somebody's invoice to us: to be paid by its day."""
    if scene.by_team or not said("find_invoice", scene.lang).search(fold(sentence)):
        return False
    if re.search(
        r"\b(?:(?:for|about|with|on|regarding) your|debited|already paid|no payment|"
        r"(?:thanks?|thank you) for|danke? fur|merci (?:de|pour)|gracias por|obrigad\w pel\w|"
        r"we(?:'ll| will| have) (?:pay|paid)|wir (?:zahlen|uberweisen)|could you|"
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
