"""Promises heard in one message: whose, to whom, about which task, until when."""

from __future__ import annotations

import re
from dataclasses import replace

from worktui.domain.change import Doc
from worktui.engine.promises import frames
from worktui.engine.promises.values import Heard
from worktui.engine.reason.gates import orders_machine
from worktui.engine.reason.hearing import (
    is_greeting,
    sentence_of,
    spoken_by,
    unmasked,
    without_head,
)
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import (
    Titles,
    best_task,
    content,
    ids_in,
    verbs_in,
    widened,
)
from worktui.engine.reason.moments import Moment, due_of, moments, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause, begins_with_verb, clauses
from worktui.engine.reason.titles import tidy, title_from
from worktui.engine.reason.words import fold

MOST = 8
"""Promises of one message; who promises more promises nothing."""
LONGEST = 200
"""Characters of a quote that are kept."""
FAR = 62
"""Days beyond which a span ("in summer") is no day to be held to."""


def promises_in(scene: Scene, *, about: str = "") -> tuple[Heard, ...]:
    """The promises of a message, in its order. `about` is the task it is written on, if any.

    Only own words of people who are known are heard, and never what a program sent.
    """
    arrival = scene.arrival
    if scene.sender is None or arrival.auto or arrival.bulk or orders_machine(arrival.own):
        return ()
    if not arrival.own or (frames.JEST.search(fold(arrival.own)) and len(arrival.own) < 200):
        return ()
    scene = _without_quotes(unmasked(scene)[0])
    every = clauses(scene.arrival, scene.lang, _names(scene))
    found: list[Heard] = []
    actor: Who | None = scene.sender
    promised: set[int] = set()
    for clause in every:
        if is_greeting(scene, clause):
            continue
        speaker, bare = spoken_by(scene, clause, actor)
        if arrival.kind == "text":
            actor = speaker
        goes_on = clause.tail and clause.sentence in promised
        sentence = sentence_of(scene, every, clause)
        if bare is not clause and frames.THIRD.match(clause.folded) and _by_day(scene, bare):
            goes_on = True  # "bo will finish the page by wed": the label took the frame away
        heard = _heard(scene, bare, sentence, speaker, about, goes_on=goes_on)
        if heard is None:
            continue
        promised.add(clause.sentence)
        _add(found, heard, goes_on=clause.tail, text=scene.arrival.text)
    return tuple(found[:MOST])


def _names(scene: Scene) -> frozenset[str]:
    return frozenset(fold(n) for w in scene.people.people for n in (w.id, w.first))


_QUOTES = re.compile(
    r"“[^”\n]*”|„[^“\n]*“|«[^»\n]*»|\"[^\"\n]{8,}\"|(?<![\w])'[^'\n]{8,}'(?!\w)|^>.*$", re.MULTILINE
)


def _without_quotes(scene: Scene) -> Scene:
    """The scene with somebody's quoted words turned to spaces; places stay."""
    text = scene.arrival.text
    bare = _QUOTES.sub(lambda m: " " * len(m.group()), text)
    if bare == text:
        return scene
    zones = tuple(replace(z, text=bare[z.start : z.end]) for z in scene.arrival.zones)
    return Scene(replace(scene.arrival, text=bare, zones=zones), scene.work, scene.now, scene.me)


def _add(found: list[Heard], heard: Heard, *, goes_on: bool, text: str) -> None:
    """ "I'll ask Ana and tell you Monday" is one promise; two days make two of them."""
    last = found[-1] if found else None
    if goes_on and last is not None and not (last.due and heard.due):
        quote = _quote(text[last.start : heard.end])
        kind = heard.kind if heard.kind != "do" else last.kind
        found[-1] = replace(
            last,
            quote=quote,
            due=last.due or heard.due,
            task=last.task or heard.task,
            kind=kind,
            end=heard.end,
        )
    else:
        found.append(heard)


def _heard(
    scene: Scene, clause: Clause, sentence: str, speaker: Who | None, about: str, *, goes_on: bool
) -> Heard | None:
    """The promise of one clause, None when it makes none."""
    if speaker is None or clause.question or clause.zone != "own":
        return None
    if speaker.kind != "person" and scene.by_team:
        return None
    found = _to_come(scene, clause)
    at = _frame_at(scene, clause, found, speaker, goes_on=goes_on)
    if at < 0 or _none_at_all(scene, clause, sentence, at):
        return None
    if but := _but(clause, at):  # what stands before it is no part of the promise
        clause = without_head(clause, but)
        found = _to_come(scene, clause)
        at = _frame_at(scene, clause, found, speaker, goes_on=goes_on)
    if at < 0 or not _leads(
        clause, found, at
    ):  # "call me Monday and we'll see": the day is the order's
        found = [m for m in found if m.start > at >= 0]
        if _frame_at(scene, clause, found, speaker, goes_on=goes_on) < 0:
            return None
    due, moment = due_of(scene, found)
    if moment is not None and moment.days and (moment.days[1] - moment.days[0]).days > FAR:
        due = None
    words, what = without(clause.text, found), _what(scene, clause, found)
    return Heard(
        who=speaker.id,
        to=_to(scene, clause, speaker),
        quote=_quote(clause.text),
        what=what,
        due=due or "",
        task=_task(scene, words, what, speaker, about),
        kind=frames.kind_of(clause.folded),  # type: ignore[arg-type]  # one of the three
        start=clause.start,
        end=clause.end,
        lang=scene.lang,
    )


_TOLD_OF = re.compile(
    r"\b(?:discussed|agreed|mentioned|said|sent|received|wrote|promised|from|since|"
    r"(?:mail|email|message|call|meeting|chat) (?:of|from|on)?|besprochen|vereinbart|vom|seit|"
    r"convenu|depuis|hablamos|acordado|desde|combinado|conversamos)\s*(?:on|last|am|le|el|na|no)?$"
)
_NOUN_AFTER = re.compile(r"(?:'s\b|\s+(?!and\b|or\b|und\b|et\b|y\b|e\b|at\b|um\b|a\b|by\b)[a-z])")


def _to_come(scene: Scene, clause: Clause) -> list[Moment]:
    """The times of a clause that lie ahead and say until when, not of what."""
    kept = []
    for moment in moments(scene, clause):
        head, tail = clause.folded[: moment.start].rstrip(), clause.folded[moment.end :]
        if moment.when.past or moment.rejected or _TOLD_OF.search(head):
            continue
        named = re.search(r"\b(?:the|your|our|my|this|that)$", head)
        whose = tail.startswith("'s") or fold(moment.when.text).endswith("'s")
        if whose or (named and not moment.when.deadline and _NOUN_AFTER.match(tail)):
            continue  # "Tuesday's notes", "the Monday report"
        kept.append(moment)
    return kept


def _frame_at(
    scene: Scene, clause: Clause, found: list[Moment], speaker: Who, *, goes_on: bool
) -> int:
    """Where the words that promise begin, -1 when there are none."""
    f, lang = clause.folded, _lang(scene)
    if any(m.when.kind == "recurrence" for m in moments(scene, clause)):
        return -1
    dated = any(m.days for m in found)
    if hit := frames.frame("firm", lang).search(f):
        return hit.start()
    if goes_on and begins_with_verb(f, lang):
        return 0
    if not dated:
        return -1
    if hit := frames.frame("dated", lang).search(f):
        return hit.start()
    if scene.arrival.kind != "text" or speaker.kind != "person":
        return -1
    if not any(m.when.deadline or (clause.label and _is_point(m)) for m in found):
        return -1
    if frames.ASKS.match(f):
        return -1
    if hit := frames.frame("short", lang).search(f):
        return hit.start()
    named = frames.THIRD.match(f)
    return 0 if named and speaker.id != scene.me else -1


_ENGLISH = re.compile(
    r"\b(?:i|we|you|the|it|this|that|by|will|is|to|on|done|i'll|we'll|you'll|and|for|of|my|our)\b"
)


_SHORT = 12
"""Words up to which a text that is not English may be in any of the other languages."""


def _lang(scene: Scene) -> str:
    """The language of the text; any, where it is too short to tell."""
    if scene.lang == "en":
        return "en" if _ENGLISH.search(scene.folded) else frames.ANY
    return frames.ANY if len(scene.folded.split()) <= _SHORT else scene.lang


def _leads(clause: Clause, found: list[Moment], at: int) -> bool:
    """Whether what stands before the promise is little more than its day."""
    ahead = [m for m in found if m.end <= at]
    order = at > 0 and begins_with_verb(clause.folded, "en")
    return not ahead or (not order and len(content(without(clause.text[:at], ahead))) <= 2)


def _is_point(moment: Moment) -> bool:
    """One day or instant."""
    return moment.when.kind in ("date", "datetime")


def _by_day(scene: Scene, clause: Clause) -> bool:
    return any(m.when.deadline or _is_point(m) for m in _to_come(scene, clause))


_BUT = re.compile(r";|\b(?:but|aber|sondern|mais|pero|sino|mas)\b")


def _but(clause: Clause, at: int) -> int:
    """Where the words that a promise belongs to begin: after the last "but" before it."""
    return max((hit.end() for hit in _BUT.finditer(clause.folded, 0, at)), default=0)


_AND = re.compile(r"\b(?:and|und|et|y|e)\s*$")


def _none_at_all(scene: Scene, clause: Clause, sentence: str, at: int) -> bool:
    """Whether it only sounds like a promise: denied, hedged, conditional, told, in jest."""
    f, whole = clause.folded, fold(sentence)
    before = f[_but(clause, at) : at + 28]
    lang = _lang(scene)
    if frames.NOT_AT_ALL.search(before):
        return True
    if lang in ("es", frames.ANY) and frames.NO_ES.search(before):
        return True
    if any(p.search(f) for p in (frames.HEDGED, frames.JEST, frames.AT_ONCE)):
        return True
    start = max(whole.find(f), 0)
    if frames.CONDITIONAL.search(whole) or frames.REPORTED.search(whole[: start + at]):
        return True
    if frames.WAITS.match(whole) or _on_order(scene, whole[: start + at]):
        return True
    if lang in ("es", "fr", frames.ANY) and _si(sentence):
        return True
    if lang in ("pt", frames.ANY) and frames.SE.search(whole):
        return True
    late = frames.LATER.search(f, at)
    return late is not None and not any(m.days for m in _to_come(scene, clause))


def _on_order(scene: Scene, ahead: str) -> bool:
    """ "Please confirm and I'll book": what follows an order by "and" waits for it."""
    if not _AND.search(ahead):
        return False
    return begins_with_verb(ahead, scene.lang) or bool(said("ask", scene.lang).search(ahead))


def _si(sentence: str) -> bool:
    """An "if" of French or Spanish; "sí" and "si," are a yes."""
    return re.search(r"\b(?:si(?!,)|s')(?=\s|il)", sentence.lower()) is not None


def _quote(text: str) -> str:
    words = " ".join(text.split()).strip(" ,;.–—-")
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + "…"
    return words


def _what(scene: Scene, clause: Clause, found: list[Moment]) -> str:
    return title_from(scene, clause, found) or tidy(without(clause.text, found)) or "It"


def _to(scene: Scene, clause: Clause, speaker: Who) -> str:
    """To whom: the other side of a mail, or somebody named in a note."""
    if scene.arrival.kind in ("eml", "form"):
        others = [p.email for p in (*scene.arrival.to, *scene.arrival.cc) if p.email]
        if speaker.kind == "person" and scene.by_team:
            outside = [e for e in others if not scene.mine(e)]
            ids = [w.id for e in others if (w := scene.people.by_email(e)) and w.id != speaker.id]
            return (outside or ids or [""])[0]
        inside = [w.id for e in others if (w := scene.people.by_email(e)) and w.kind == "person"]
        return (inside or [scene.me])[0]
    named = [w for w, _ in scene.people.named(clause.folded) if w.id != speaker.id and w.email]
    if len(named) == 1:
        return named[0].id if named[0].kind == "person" else named[0].email
    return ""


def _task(scene: Scene, words: str, what: str, speaker: Who, about: str) -> str:
    """The task it is about: by id, by its words, the one written on, or the only own one."""
    named = ids_in(scene, words)
    if named:
        return _open(scene, named[0])
    match = best_task(scene, words)
    solid = content(words) - verbs_in(words) - _done_to(words, what)
    said_so = match is not None and widened(solid) & content(str(match.task.get("title", "")))
    if match is not None and said_so and match.score >= (0.7 if about else 0.5):
        return _open(scene, match.task)
    if about:
        task = scene.work.get("tasks", about)
        return _open(scene, task) if task is not None else ""
    if speaker.kind == "person":
        own = [t for t in scene.tasks if t.get("assignee") == speaker.id and not scene.is_done(t)]
        found = Titles(own).matches(words, None, 0.24)
        if len(found) == 1:
            return str(found[0].task["id"])
    if scene.arrival.subject and len(content(words)) <= 1:
        match = best_task(scene, scene.subject_words(), least=0.6)
        if match is not None:
            return _open(scene, match.task)
    return ""


def _done_to(words: str, what: str) -> set[str]:
    """The verb of a promise: "I'll book it" is not about the booking page."""
    first = fold(what.split(" ", 1)[0])
    led = re.search(rf"(?:'ll|\bwill|\bto|\blet me) {re.escape(first)}\b", fold(words))
    return content(first) if led else set()


def _open(scene: Scene, task: Doc) -> str:
    """Nobody promises what is done: then it is about something else."""
    return "" if scene.is_done(task) else str(task["id"])
