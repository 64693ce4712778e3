"""Answers: a later letter that takes back, changes or accepts what an earlier one began."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from worktui.domain.change import Doc
from worktui.engine.reason.choices import starts_quoted, time_chosen, whole
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import best_task, content, titles_of
from worktui.engine.reason.moments import Moment, due_of, due_text, moments, without
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.threads import earlier, open_from_contact, open_of
from worktui.engine.reason.words import fold

_PRONOUN = re.compile(
    r"\b(?:it|that|this|them|one|es|das|sie|le|la|l'|cela|ca|lo|los|las|eso|esto|o|a|isso|isto|ele|"
    r"ela|date|deadline)\b"
)
_DATED = ("create_task", "update_task", "set_reminder")


def answered(scene: Scene, draft: Draft, rest: list[Clause]) -> set[int]:
    """Sentences used up by what they say about the earlier letter."""
    before = earlier(scene) or _same_subject(scene)
    open_before = open_of(scene, before) if before else []
    if not open_before and not before:
        open_before = open_from_contact(scene) if _takes_back(scene, rest) else []
        if not open_before:
            return time_chosen(scene, draft, rest, [], []) if starts_quoted(scene) else set()
    used, left = _withdrawn(scene, draft, rest, open_before)
    used |= _redated(scene, draft, [c for c in rest if c.sentence not in used], left, before)
    used |= time_chosen(scene, draft, [c for c in rest if c.sentence not in used], left, before)
    for suggestion in left:
        if suggestion.get("reduced") and suggestion["id"] not in draft.supersedes:
            _again(draft, rest[0], suggestion, None, None)
    return used


def _same_subject(scene: Scene) -> list[Doc]:
    """Earlier letters of the same sender under the same subject, when this one answers."""
    if not re.match(r"\s*(?:re|aw|sv|antw|rv|res?p?)\s*:", scene.arrival.subject, re.IGNORECASE):
        return []
    plain = fold(scene.subject_words())
    return [
        a
        for a in scene.work.all("arrivals")
        if plain
        and fold(
            re.sub(
                r"^\s*(?:re|aw|sv|antw|rv)\s*:\s*", "", a.get("subject") or "", flags=re.IGNORECASE
            )
        )
        == plain
        and ((a.get("sender") or {}).get("email") or "").lower() == (scene.address or "-")
    ]


def _takes_back(scene: Scene, rest: list[Clause]) -> bool:
    return any(said("withdraw", scene.lang).search(c.folded) for c in rest)


def _withdrawn(
    scene: Scene, draft: Draft, rest: list[Clause], open_before: list[Doc]
) -> tuple[set[int], list[Doc]]:
    """Sentences that take something back, and the open suggestions less what was taken."""
    used: set[int] = set()
    left = list(open_before)
    for clause in rest:
        f, lang = clause.folded, scene.lang
        word = said("withdraw", lang).search(f)
        if word is None or said("idle", lang).search(f):
            continue
        words = content(re.split(r"[,;.]", clause.text[word.end() :], maxsplit=1)[0])
        named = any(words & _words_of(scene, a) for s in left for a in s.get("actions", ()))
        left = [kept for s in left if (kept := _less(scene, draft, s, words if named else None))]
        draft.notes.append(f"It takes back what was asked before: “{clause.text}”.")
        used.add(clause.sentence)
    return used, left


def _less(scene: Scene, draft: Draft, suggestion: Doc, words: set[str] | None) -> Doc | None:
    """A suggestion without the steps that the words name; None when nothing is left of it."""
    actions = list(suggestion.get("actions", ()))
    kept = [a for a in actions if words is not None and not words & _words_of(scene, a)]
    if len(kept) == len(actions):
        return suggestion
    if not kept:
        draft.withdraws.append(suggestion["id"])
        return None
    return {**suggestion, "actions": kept, "reduced": True}


def _redated(
    scene: Scene, draft: Draft, rest: list[Clause], open_before: list[Doc], before: list[Doc]
) -> set[int]:
    """ "We need it Thursday instead": the same step with the newer date."""
    used: set[int] = set()
    for clause in rest:
        f = clause.folded
        found = [m for m in moments(scene, clause, whole(rest, clause)) if m.days]
        due, moment = due_of(scene, found)
        if due is None or moment is None or not _changes_date(scene, f):
            continue
        own = without(clause.text, found)
        if _of_the_meeting(scene, own, moment, open_before):
            continue
        target = _target(scene, own, open_before)
        if target is not None:
            suggestion, action = target
            moment = _later(f, moment, action)
            _again(draft, clause, suggestion, action, moment)
            used.add(clause.sentence)
            continue
        task = _made_from(scene, before) or _only_task(scene, draft, open_before)
        if task is not None and not best_task(scene, own, least=0.7):
            draft.add(
                {"type": "update_task", "task": task["id"], "due": due},
                clause,
                assumptions=list(moment.when.assumptions),
                says=f"gives another date for {task['id']}",
                signals=[
                    signal("changed", 1.4, "changes a date"),
                    signal("thread", 1.2, "in answer to the letter that asked for it"),
                ],
            )
            used.add(clause.sentence)
    return used


_WAITS = re.compile(
    r"\b(?:wait|later|postpone\w*|no rush|no hurry|extend\w*|hat zeit|reicht|spater|plus tard|"
    r"suffit|basta|attendre|mas tarde|esperar|mais tarde)\b"
)


def _of_the_meeting(scene: Scene, own: str, moment: Moment, open_before: list[Doc]) -> bool:
    """A time of day, where a meeting was asked for too, is the meeting's unless words name
    the work."""
    actions = [a for s in open_before for a in s.get("actions", ())]
    if moment.instant is None or moment.when.deadline:
        return False
    if not any(a.get("type") in ("offer_slots", "book_slot") for a in actions):
        return False
    words = content(own)
    return not any(words & _words_of(scene, a) for a in actions if a.get("type") in _DATED)


def _later(f: str, moment: Moment, action: Doc) -> Moment:
    """ "It can wait until Thursday" means a Thursday after the date it had."""
    had = str(action.get("due") or "")[:10]
    day = moment.days[1] if moment.days else None
    if (
        not had
        or day is None
        or not _WAITS.search(f)
        or day.isoformat() > had
        or re.search(r"\d", moment.when.text)
    ):
        return moment
    weeks = timedelta(days=7 * ((date.fromisoformat(had) - day).days // 7 + 1))
    value = moment.when.value
    return (
        replace(moment, when=replace(moment.when, value=value + weeks))
        if value is not None
        else moment
    )


def _only_task(scene: Scene, draft: Draft, open_before: list[Doc]) -> Doc | None:
    """The one task that the open suggestions of the thread are about."""
    steps = [a for s in open_before for a in s.get("actions", ())]
    ids = {a["task"] for a in steps if a.get("task")}
    if len(ids) != 1:
        return None
    if all(a.get("type") in ("comment_task", "ask_person") for a in steps):
        draft.supersedes += [s["id"] for s in open_before]
    return scene.work.get("tasks", ids.pop())


def _changes_date(scene: Scene, f: str) -> bool:
    if said("idle", scene.lang).search(f) or said("meet", scene.lang).search(f):
        return False
    words = (
        said("changed", scene.lang).search(f)
        or said("want", scene.lang).search(f)
        or said("due", scene.lang).search(f)
    )
    short = len(f.split()) <= 7
    return bool(
        words or (short and (_PRONOUN.search(f) or said("meet_offer", scene.lang).search(f)))
    )


def _target(scene: Scene, own: str, open_before: list[Doc]) -> tuple[Doc, Doc] | None:
    """The open step a change of date means: named by its words, else the only dated one."""
    dated = [(s, a) for s in open_before for a in s.get("actions", ()) if a.get("type") in _DATED]
    words = content(own)
    named = [(s, a) for s, a in dated if words & _words_of(scene, a)]
    if len(named) == 1:
        return named[0]
    if len(dated) == 1 and (not named):
        return dated[0]
    with_due = [(s, a) for s, a in dated if a.get("due")]
    return with_due[0] if len(with_due) == 1 and not named else None


def _words_of(scene: Scene, action: Doc) -> set[str]:
    task = scene.work.get("tasks", action.get("task", "")) or {}
    return content(f"{action.get('title', '')} {task.get('title', '')} {action.get('about', '')}")


def _again(
    draft: Draft, clause: Clause, suggestion: Doc, action: Doc | None, moment: Moment | None
) -> None:
    """The steps of an earlier suggestion once more, one of them with its new date."""
    for other in suggestion.get("actions", ()):
        given: dict[str, Any] = {k: v for k, v in other.items() if k not in ("n", "reach", "undo")}
        if moment is not None and other is action:
            given["at" if given["type"] == "set_reminder" else "due"] = due_text(moment)
            for doubt in ("issue", "candidates", "needs_clarification"):
                given.pop(doubt, None)
        draft.add(
            given,
            clause,
            assumptions=list(moment.when.assumptions) if moment else [],
            says="changes what was asked for before",
            contact=suggestion.get("contact"),
            signals=[
                signal("changed", 1.4, "changes what was asked"),
                signal("thread", 1.4, "in answer to the letter that asked for it"),
            ],
        )
    draft.supersedes.append(suggestion["id"])


def _made_from(scene: Scene, before: list[Doc]) -> Doc | None:
    """The task that an earlier letter's applied suggestion made or changed."""
    ids = {a["id"] for a in before}
    for suggestion in scene.work.all("suggestions"):
        if not ids & set(suggestion.get("arrivals") or ()) or suggestion.get("state") != "applied":
            continue
        for action in suggestion.get("actions", ()):
            task = scene.work.get("tasks", action.get("task") or "")
            if task is None and action.get("type") == "create_task":
                found = titles_of(scene).matches(str(action.get("title", "")), None, 0.9)
                task = found[0].task if found else None
            if task is not None:
                return task
    return None
