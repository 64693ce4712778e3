"""Requests and promises: a new task, or the task that is this very work already."""

from __future__ import annotations

import re
from typing import Any

from worktui.domain.change import Doc
from worktui.engine.reason.anchors import anchored
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.german import objectless
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import (
    Match,
    best_task,
    content,
    ids_in,
    project_said,
    verbs_in,
    widened,
)
from worktui.engine.reason.moments import Moment, due_of, moments, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.pointing import (
    ALL_BY,
    BACK,
    DATE_ONLY,
    POINTS,
    SO,
    date_for_all,
    passed_to,
    redated_before,
    said_before,
    thing_named,
)
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import reason_at, title_from
from worktui.engine.reason.words import fold, stem

_NEW_PART = re.compile(
    r"\b(?:add|include|insert|mention|remove|delete|take out|replace|swap|change|shorten|"
    r"extend|translate|crop|rename|correct|fix|cut"
    r"|erganz\w*|hinzu\w*|einbau\w*|entfern\w*|ersetz\w*|ander\w*|korrigier\w*|kurz\w*|ajout\w+|"
    r"supprim\w+|remplac\w+|retir\w+|chang\w+|corrig\w+"
    r"|anad\w+|agreg\w+|quit\w+|elimin\w+|cambi\w+|inclu\w+|adicion\w+|acrescent\w+|remov\w+|"
    r"troc\w+|mud\w+)\b"
)
#: Words that say nothing of what is wanted, by their stems; see also `SMALL_TALK`.
FILLER = frozenset(
    stem(w)
    for w in (
        "final finalized finished complete latest revised updated current version copy file pdf "
        "document attached short quick back again over "
        "ready done everyone team client side end time soon possible still just really hello hi "
        "dear thanks by eod cob noon due deadline latest "
        "look care eye forward earlier later ahead seguir adelante weiter "
        "go pdf link form shape state possible also then faire parvenir zukommen lassen hacer "
        "llegar fazer chegar "
        "email mail endgultig fertig aktuell version ready moment pronto listo lista pret prete"
    ).split()
)
SMALL_TALK = frozenset(
    stem(w)
    for w in "both all alles beides tout todo tudo ambos it that this them these those "
    "something anything everything things thing one ones same so there here".split()
)


def place(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    *,
    sentence: str = "",
    owner: Who | None = None,
    kind: str = "request",
    assignee: str | None = None,
    why: str = "",
) -> Doc | None:
    """Put one request or promise where it belongs. Gives the task it was found to mean."""
    clause, asked = passed_to(scene, clause)
    assignee = asked or assignee
    found = moments(scene, clause, sentence or clause.text)
    found = anchored(scene, clause, found)
    cut = reason_at(clause.text)
    wanted = [m for m in found if m.end <= cut]
    due, moment = due_of(scene, wanted or found)
    text = without(clause.text[:cut] if wanted else clause.text, wanted or found)
    if lead := SO.match(fold(text)):
        text = text[lead.end() :]
    aside = (
        _ASIDE.search(fold(text))
        if kind == "commitment"
        else scene.by_team and _LOOK.search(fold(text))
    )
    match = None if aside else best_task(scene, text) or _by_subject(scene, text)
    if match is not None and scene.stranger and scene.arrival.kind == "form" and match.by != "id":
        match = None  # work that somebody new wants is not the work in hand
    notes = list(moment.when.assumptions) if moment else []
    if match is not None and _same_work(scene, match, clause, text):
        _to_existing(scene, draft, clause, match, due, moment, notes, kind, assignee)
        return match.task
    if (
        match is not None
        and (match.by == "id" or match.title >= 0.8)
        and kind == "request"
        and not scene.is_done(match.task)
    ):
        draft.add(
            {"type": "comment_task", "task": match.task["id"], "text": quoted(scene, clause)},
            clause,
            assumptions=notes,
            says=f"asks for something in {match.task['id']}",
            signals=[
                signal("asked", 1.2, "the words ask for it"),
                signal("task", 1.2, f"they name “{match.task.get('title', '')}”"),
            ],
        )
        return match.task
    return _new(scene, draft, clause, found, due, moment, kind, assignee, owner, why)


_LOOK = re.compile(
    r"\b(?:review|check|test|look at|proofread|approve|comment on|sign off|prufen?|gegenlesen|"
    r"relire|revisar|revise|aprovar|aprobar)\b"
)
"""What a colleague may ask beside the work itself: to look at it."""
_ASIDE = re.compile(
    r"\b(?:check|ask|talk|speak|discuss|call|clarify|consult|see (?:if|whether)|find out|"
    r"prufe\w*|klare\w*|frage\w*|spreche\w*|verifi\w+|demand\w+"
    r"|pregunt\w+|consult\w+|habl\w+|pergunt\w+|fal(?:o|ar|arei)|chec(?:o|ar|arei))\b"
)
"""Promises to ask or look beside the work itself: they are not the task they speak of."""


def _by_subject(scene: Scene, text: str) -> Match | None:
    """A clause of pronouns ("please send it by Friday") means what the subject names."""
    meant = content(text) - verbs_in(text) - FILLER - SMALL_TALK
    if len(meant) > 0 or not scene.arrival.subject:
        return None
    return best_task(scene, scene.subject_words(), least=0.6)


def _same_work(scene: Scene, match: Match, clause: Clause, text: str) -> bool:
    """Whether the request is the task itself and not a further wish about it."""
    stems = widened(content(match.task.get("title", "")))
    meant = content(_without_ids(text))
    names = {stem(w) for who in scene.people.everyone() for w in fold(who.name).split()}
    extra = {s for s in meant if not (widened({s}) & stems)} - FILLER - SMALL_TALK - names
    extra -= {
        stem(w)
        for w in fold(
            (
                scene.work.get("projects", match.task.get("project") or "")
                and (scene.work.get("projects", match.task.get("project") or "") or {}).get(
                    "name", ""
                )
            )
            or ""
        ).split()
    }
    framing = {
        stem(w)
        for hit in (said("ask", scene.lang).finditer(clause.folded))
        for w in hit.group().split()
    }
    framing |= {
        stem(w)
        for hit in (said("want", scene.lang).finditer(clause.folded))
        for w in hit.group().split()
    }
    extra -= framing
    verbs = extra & verbs_in(text)
    if _NEW_PART.search(clause.folded) and extra - verbs:
        return False
    title_verb = verbs_in(match.task.get("title", "").split(" ")[0])
    if title_verb and verbs and not (title_verb & meant):
        return not (extra - verbs) and match.by == "id"
    extra -= verbs
    if match.by == "id":
        return len(extra) <= 2 + len(stems)
    return (match.title >= 0.55 and len(extra) <= 1) or not extra


def _without_ids(text: str) -> str:
    return re.sub(r"\b[A-Za-z][A-Za-z0-9]*-\d+\b", " ", text)


def _to_existing(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    match: Match,
    due: str | None,
    moment: Moment | None,
    notes: list[str],
    kind: str,
    assignee: str | None,
) -> None:
    task = match.task
    seen = signal(
        "task",
        1.5 if match.by == "id" else 0.4 + match.score,
        f"{task['id']} “{task.get('title', '')}” is this work",
    )
    given: dict[str, Any] = {"type": "update_task", "task": task["id"]}
    if due and not _same_due(scene, task, due) and not scene.is_done(task):
        given["due"] = due
    taken = kind == "commitment" and task.get("assignee")
    if assignee and assignee != task.get("assignee") and not taken:
        given["assignee"] = assignee
    if said("urgent", scene.lang).search(clause.folded) and task.get("priority") not in (
        "high",
        "urgent",
    ):
        given["priority"] = "urgent"
    if len(given) > 2:
        if moment is not None and moment.when.issue:
            given |= issue_of(scene, moment)
        draft.add(
            given,
            clause,
            assumptions=notes,
            says=f"gives a date for {task['id']}" if due else f"is about {task['id']}",
            signals=[signal("asked", 1.0, "the words ask for it or promise it"), seen],
        )
        return
    if kind == "request":
        draft.add(
            {"type": "comment_task", "task": task["id"], "text": quoted(scene, clause)},
            clause,
            assumptions=notes,
            says=f"asks for {task['id']}",
            signals=[signal("asked", 1.0, "the words ask for it"), seen],
        )


def _same_due(scene: Scene, task: Doc, due: str) -> bool:
    have = task.get("due")
    if not have:
        return False
    if len(have) == 10 or len(due) == 10:
        return scene.settings.due_day(have) == scene.settings.due_day(due)
    return bool(have == due)


def issue_of(scene: Scene, moment: Moment) -> dict[str, Any]:
    """The doubt a time carries, as notes of an action."""
    if not moment.when.issue or _order_is_sure(scene, moment):
        return {}
    values = [v for v in (moment.when.value, *moment.when.alternatives) if v is not None]
    return {
        "needs_clarification": True,
        "issue": moment.when.issue,
        "candidates": [v.isoformat() for v in values],
    }


_MONTH_FIRST = re.compile(
    r"America/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Anchorage|Boise|Indiana|"
    r"Kentucky)|US/"
)


def _order_is_sure(scene: Scene, moment: Moment) -> bool:
    """03/04: sure when the workspace and the sender's country write it the same way."""
    if moment.when.issue != "ambiguous_date":
        return False
    if scene.by_team or scene.arrival.kind == "text":
        return True
    if not scene.knows_tz:
        return False
    american = bool(_MONTH_FIRST.match(scene.sender_tz.key))
    return american == (scene.settings.date_order == "MDY")


def _title(
    scene: Scene, draft: Draft, clause: Clause, found: list[Moment], due: str | None, kind: str
) -> str | None:
    """What new work is called; None when it is no work of its own."""
    title = title_from(scene, clause, found)
    whole = ALL_BY.match(clause.folded)
    back = whole or BACK.match(fold(title)) or not _says_something(title)
    if back and kind == "request" and date_for_all(draft, due):
        return None
    if kind == "request" and POINTS.match(fold(title)):
        if DATE_ONLY.search(fold(title)) and redated_before(draft):
            return None
        title = said_before(scene, clause) or title
    if scene.lang == "de" and objectless(title):
        title = said_before(scene, clause) or title
    title = title if _says_something(title) else thing_named(scene, clause, title)
    if not _says_something(title) and clause.tail:
        title = said_before(scene, clause) or title
    if _says_something(title):
        return title
    subject = scene.subject_words()
    carried = scene.arrival.attachments or any(z.kind == "forwarded" for z in scene.arrival.zones)
    wanted = due or (carried and len(title.split()) >= 2)
    if not wanted or len(content(subject)) == 0:
        draft.notes.append(f"“{clause.text}” asks for nothing that can be named.")
        return None
    return f"{title} ({subject})" if title else subject


def _new(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    found: list[Moment],
    due: str | None,
    moment: Moment | None,
    kind: str,
    assignee: str | None,
    owner: Who | None,
    why: str,
) -> Doc | None:
    title = _title(scene, draft, clause, found, due, kind)
    if title is None:
        return None
    given: dict[str, Any] = {
        "type": "create_task",
        "title": title,
        "kind": kind,
        "due": due,
        "assignee": assignee,
    }
    given["project"] = project_of(scene, clause.text)
    if owner is not None:
        given["owner"] = owner.id
    if scene.outside and scene.address:
        given["contact_email"] = scene.address
    if said("urgent", scene.lang).search(clause.folded) and not said("low", scene.lang).search(
        clause.folded
    ):
        given["priority"] = "urgent"
    if assignee is None and (unclear := scene.people.unclear(clause.folded)):
        given |= {"needs_clarification": True, "issue": "ambiguous_person", "candidates": unclear}
    if moment is not None:
        given |= issue_of(scene, moment)
        if moment.instant is not None and moment.unsure:
            given["due_tz"] = scene.sender_tz.key
    notes = list(moment.when.assumptions) if moment else []
    weight = 1.4 if kind == "commitment" or said("ask", scene.lang).search(clause.folded) else 0.9
    signals = [
        signal(
            "promised" if kind == "commitment" else "asked",
            weight,
            "the words promise it" if kind == "commitment" else "the words ask for it",
        )
    ]
    if scene.sender is not None:
        signals.append(signal("known sender", 0.6, f"{scene.sender_name} is known"))
    if due:
        signals.append(signal("date", 0.5, "a date is given"))
    draft.add(
        given,
        clause,
        assumptions=notes,
        signals=signals,
        says=why or ("promises work" if kind == "commitment" else "asks for work"),
        contact=scene.address,
    )
    return None


def project_of(scene: Scene, text: str) -> str | None:
    """The project new work belongs to: named in the words, else the contact's own."""
    named = [t.get("project") for t in ids_in(scene, text)]
    told = project_said(scene, text)
    if scene.project is not None:
        return scene.project
    return (named[0] if named else None) or told or project_said(scene, scene.subject_words())


def _says_something(title: str) -> bool:
    meant = content(title)
    solid = meant - SMALL_TALK - FILLER
    if (
        len(title.split()) < 2
        and title[:1].isupper()
        and re.search(r"(?:e|en|er|ir|ar)$", title)
        and not re.search(r"(?:nce|ice|age|ure|ote)$", title)
    ):
        return False
    return (
        bool(solid - verbs_in(title))
        or len(solid) >= 2
        or (bool(solid) and len(title.split()) >= 3)
    )


def quoted(scene: Scene, clause: Clause) -> str:
    name = scene.sender_name or "Note"
    return f"{name}: “{clause.text.strip()}”"
