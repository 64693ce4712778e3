"""How work stands, as told: done, sent for approval, begun, blocked, chased."""

from __future__ import annotations

import re

from worktui.domain.actions import parse
from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.hooks import after_merge
from worktui.engine.reason.matching import (
    Titles,
    best_task,
    content,
    ids_in,
    widened,
)
from worktui.engine.reason.moments import Moment, due_of, moments, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold, stem

_REVIEW_WORDS = frozenset(
    stem(w)
    for w in "review client customer approval check qa test testing kunde prufung freigabe "
    "revision cliente revue relecture feedback waiting".split()
)


def told_done(
    scene: Scene, draft: Draft, clause: Clause, actor: Who | None, *, for_ok: bool = False
) -> bool:
    """A report that work is finished, or handed over for approval."""
    tasks = tasks_of(scene, clause, actor)
    for_ok = for_ok or _waits_for_client(scene, clause)
    today = scene.settings.today(scene.now)
    if not for_ok and any(m.days and m.days[0] > today for m in moments(scene, clause)):
        return due_told(scene, draft, clause, actor)
    moved = False
    for task in tasks:
        if not _may_report(scene, task, actor):
            continue
        target = _column_for(scene, task, clause, for_ok)
        if target is None or target["id"] == task.get("status"):
            continue
        words = "handed over for approval" if for_ok else "reported as done"
        draft.add(
            {"type": "move_task", "task": task["id"], "to": target["id"]},
            clause,
            says=f"says that {task['id']} is {'with others for approval' if for_ok else 'done'}",
            signals=[
                signal("report", 1.2, words),
                signal("task", 1.2, f"names “{task.get('title', '')}”"),
            ],
        )
        moved = True
    return moved or bool(tasks)


def _waits_for_client(scene: Scene, clause: Clause) -> bool:
    """ "Done, waiting for Zoë": with somebody outside, not over."""
    waits = re.search(
        r"\b(?:waiting (?:for|on)|warte\w* auf|en attente|attend\w*|esperando|aguardando|"
        r"a la espera)\b",
        clause.folded,
    )
    waits = waits or _PASSED_ON.search(clause.folded)
    if waits is None:
        return False
    after = clause.folded[waits.end() :]
    return bool(scene.people.named(after, scene.people.contacts)) or bool(
        re.search(r"\b(?:client|customer|kunde\w*|cliente)\b", after)
    )


_PASSED_ON = re.compile(
    r"\b(?:sent|went|gone|handed|passed|over|out|submitted|delivered|shared|geschickt|gegangen|"
    r"ging|"
    r"envoye\w*|transmis\w*|parti\w*|enviad\w+|enviei|mandei|mandad\w+|envie|mande)"
    r"(?: \w+){0,2}? (?:to|with|an|zu|a|para|pra|pro)\b"
)


def _may_report(scene: Scene, task: Doc, actor: Who | None) -> bool:
    """The team may report anything; somebody outside only what waits for them."""
    if actor is not None and actor.kind == "person":
        return True
    column = scene.column_of(task)
    return bool(column and _is_waiting(column) and scene.project == task.get("project"))


def _is_waiting(column: Doc) -> bool:
    return bool(content(f"{column['id']} {column.get('name', '')}") & _REVIEW_WORDS)


_OUT = re.compile(
    r"\b(?:and|und|et|y|e|,)\s*(?:now |already |just )?(?:deployed|live|released|shipped|"
    r"in production|rolled out|ausgerollt|deployt|online|en ligne|en linea|no ar)\b"
)
"""Merged, and out: nothing is left to be tested."""


def _column_for(scene: Scene, task: Doc, clause: Clause, for_ok: bool) -> Doc | None:
    columns = scene.columns(task)
    named = _column_named(columns, clause, task)
    if named is not None and for_ok != (named.get("kind") == "done"):
        return named
    if _OUT.search(clause.folded) and not for_ok:
        return next((c for c in columns if c.get("kind") == "done"), None)
    if re.search(r"\bmerged\b|\bgemergt\b|\bmerge\b", clause.folded):
        return after_merge(scene, task)
    if for_ok:
        later = _after_status(columns, task)
        return next((c for c in later if _is_waiting(c)), None)
    return next((c for c in columns if c.get("kind") == "done"), None)


def _after_status(columns: list[Doc], task: Doc) -> list[Doc]:
    at = next((i for i, c in enumerate(columns) if c["id"] == task.get("status")), -1)
    return [c for c in columns[at + 1 :] if c.get("kind") != "done"]


def _column_named(columns: list[Doc], clause: Clause, task: Doc) -> Doc | None:
    """The column whose name the clause says, the title's words left aside."""
    said_stems = widened(content(clause.text))
    title = content(task.get("title", ""))
    for column in reversed(columns):
        name = content(f"{column.get('name', '')}") - title
        if name and name <= said_stems:
            return column
        if (
            fold(column["id"]) in re.findall(r"[a-z0-9]+", clause.folded)
            and stem(fold(column["id"])) not in title
        ):
            return column
    return None


_I_DO = re.compile(
    r"\b(?:i'll|i will|i'm going to|i am going to|i can|i'm on)\b|\bich (?:schreibe|mache|erledige|"
    r"baue|liefere|ubernehme|werde|kummere)\b|\b(?:mache|schreibe|erledige|ubernehme) ich\b|"
    r"\bje (?:vais|m'en|me charge|termine|fais|ferai|prends)\b|\b(?:voy a|lo hago|me encargo|"
    r"hare|escribire)\b|\b(?:vou|eu faco|fico com|trato d[eoa])\b"
)


def taken_over(scene: Scene, draft: Draft, clause: Clause, actor: Who | None, before: int) -> None:
    """Who promises another's work with a day takes it; that it is another's makes it less sure."""
    if actor is None or actor.kind != "person" or not _I_DO.search(clause.folded):
        return
    for step in draft.steps[before:]:
        given = step.action.to_doc()
        task = scene.work.get("tasks", str(given.get("task", "")))
        if step.type != "update_task" or task is None or not given.get("due"):
            continue
        owner = task.get("assignee")
        if given.get("assignee") or owner == actor.id:
            continue
        step.action = parse({**given, "assignee": actor.id})
        step.says += f" and that {actor.name} does it"
        if owner:
            known = scene.people.by_id(owner)
            name = known.name if known else owner
            step.signals.append(signal("other owner", -0.8, f"it has been {name}’s work so far"))
            step.assumptions.append(f"{task['id']} goes from {name} to {actor.name}")


def told_started(scene: Scene, draft: Draft, clause: Clause, actor: Who | None) -> bool:
    """ "Picking up X": X goes into the first doing column, to whoever says so."""
    tasks = tasks_of(scene, clause, actor)
    if actor is None or actor.kind != "person":
        return False
    for task in tasks:
        column = scene.column_of(task)
        doing = next((c for c in scene.columns(task) if c.get("kind") == "doing"), None)
        seen = [
            signal("report", 1.0, "says that work begins"),
            signal("task", 1.2, f"names “{task.get('title', '')}”"),
        ]
        if doing and (column is None or column.get("kind") == "todo"):
            draft.add(
                {"type": "move_task", "task": task["id"], "to": doing["id"]},
                clause,
                says=f"says that {task['id']} begins",
                signals=seen,
            )
        if task.get("assignee") != actor.id and not scene.is_done(task):
            draft.add(
                {"type": "update_task", "task": task["id"], "assignee": actor.id},
                clause,
                says=f"says that {actor.name} takes {task['id']}",
                signals=seen,
            )
    return bool(tasks)


def told_reopened(scene: Scene, draft: Draft, clause: Clause, actor: Who | None) -> bool:
    """Done work that broke again goes back to the first doing column."""
    if actor is None or actor.kind != "person":
        return False
    for task in tasks_of(scene, clause, actor):
        doing = next((c for c in scene.columns(task) if c.get("kind") == "doing"), None)
        if doing is None or not scene.is_done(task):
            continue
        draft.add(
            {"type": "move_task", "task": task["id"], "to": doing["id"]},
            clause,
            says=f"says that {task['id']} is open again",
            signals=[
                signal("report", 1.2, "says it is open again"),
                signal("task", 1.2, "names it"),
            ],
        )
        return True
    return False


def chased(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """Somebody asks how it stands: noted on the task, and the one who knows is asked."""
    match = best_task(scene, without(clause.text, moments(scene, clause))) or best_task(
        scene, sentence
    )
    if match is None:
        match = best_task(scene, scene.subject_words(), least=0.6)
    if match is None and len(content(without(clause.text, moments(scene, clause)))) <= 3:
        match = best_task(scene, scene.arrival.own, least=0.75)
    if match is None:
        return False
    task = match.task
    seen = [
        signal("chased", 1.2, "asks how it stands"),
        signal("task", 0.5 + match.score, f"means “{task.get('title', '')}”"),
    ]
    draft.add(
        {
            "type": "comment_task",
            "task": task["id"],
            "text": said_by(scene, scene.sender, clause.text),
        },
        clause,
        says=f"asks how {task['id']} stands",
        signals=seen,
    )
    holder = task.get("assignee")
    if (
        holder
        and holder != scene.me
        and not (scene.sender and scene.sender.id == holder)
        and not scene.is_done(task)
    ):
        draft.add(
            {
                "type": "ask_person",
                "who": holder,
                "question": f"How does {task['id']} “{task.get('title', '')}” stand? "
                f"{scene.sender_name} asks.",
                "task": task["id"],
            },
            clause,
            says=f"asks how {task['id']} stands",
            signals=seen,
        )
    elif scene.outside and scene.address:
        draft.add(
            {
                "type": "send_message",
                "channel": "mail",
                "to": scene.address,
                "subject": f"Re: {scene.subject_words() or task.get('title', '')}",
                "kind": "status",
                "body": _standing(scene, task),
            },
            clause,
            says=f"asks how {task['id']} stands",
            signals=seen,
        )
    return True


def _standing(scene: Scene, task: Doc) -> str:
    """Where a task stands, in the words of a short answer."""
    column = scene.column_of(task)
    where = (column or {}).get("name", "")
    name = scene.sender_name.split()[0] if scene.sender_name else ""
    hello = f"Hi {name},\n\n" if name else ""
    if scene.is_done(task):
        return f"{hello}“{task.get('title', '')}” is done ({where}).\n"
    due = f", due {task['due'][:10]}" if task.get("due") else ""
    return f"{hello}“{task.get('title', '')}” is in “{where}”{due}.\n"


def tasks_of(scene: Scene, clause: Clause, actor: Who | None) -> list[Doc]:
    """The tasks a report names: by id all of them, by words the one that stands out."""
    named = ids_in(scene, clause.text)
    if named:
        return named
    match = best_task(scene, clause.text)
    if match is not None:
        return [match.task]
    if actor is None or actor.kind != "person":
        return []
    own = [t for t in scene.tasks if t.get("assignee") == actor.id and not scene.is_done(t)]
    found = Titles(own).matches(clause.text, None, 0.25)
    return [found[0].task] if len(found) == 1 else []


def said_by(scene: Scene, actor: Who | None, text: str) -> str:
    name = actor.name if actor is not None else scene.sender_name
    return f"{name}: “{text.strip()}”" if name else text.strip()


_MISSED = re.compile(
    r"\b(?:won't|will not|can't|cannot|not|miss(?:es|ed)?|nicht|kein\w*|pas|nao|don't|doesn't|"
    r"was|were|since|instead of)\b[^.;,]{0,30}$"
)


_WENT = re.compile(
    r"\b(?:went|gone|sent|handed|submitted|left|was|were|got|ging|wurde|geschickt|eingereicht|parti\w*|"
    r"envoye\w*|enviad\w+|enviei|envie|foi|fue)\b"
)
"""Told of today as over: no day to come."""


def due_told(scene: Scene, draft: Draft, clause: Clause, actor: Who | None) -> bool:
    """ "The proposal goes out tomorrow": the date of a task that is known."""
    found = moments(scene, clause)
    met = [m for m in found if not _MISSED.search(clause.folded[: m.start])]
    due, moment = due_of(scene, met)
    if due is None or moment is None or _is_season(moment):
        return False
    if moment.days[1] <= scene.settings.today(scene.now) and _WENT.search(clause.folded):
        return False
    words = without(clause.text, found)
    match = best_task(scene, words)
    own = _own_task(scene, words, actor) if match is None else None
    if own is None and (match is None or scene.is_done(match.task) or match.score < 0.45):
        return False
    task = own if own is not None or match is None else match.task
    if task is None:
        return False
    sure = match.score if match is not None else 0.4
    inside = actor is not None and actor.kind == "person"
    every = ids_in(scene, words) if match is not None and match.by == "id" else []
    for one in every or [task]:
        if not inside and (scene.project is None or one.get("project") != scene.project):
            return False
        _dated(scene, draft, clause, one, due, moment, sure)
    return True


def _dated(
    scene: Scene, draft: Draft, clause: Clause, task: Doc, due: str, moment: Moment, sure: float
) -> None:
    """One task's new date, unless it has that date."""
    if task.get("due") and scene.settings.due_day(task["due"]) == scene.settings.due_day(due):
        return
    draft.add(
        {"type": "update_task", "task": task["id"], "due": due},
        clause,
        assumptions=list(moment.when.assumptions),
        says=f"says when {task['id']} will be done",
        signals=[
            signal("date", 0.6, "names a day"),
            signal("task", 0.5 + sure, f"means “{task.get('title', '')}”"),
        ],
    )


def _is_season(moment: Moment) -> bool:
    """ "Next year", "in summer": too long to be a due day."""
    return bool(moment.days) and (moment.days[1] - moment.days[0]).days > 62


def _own_task(scene: Scene, words: str, actor: Who | None) -> Doc | None:
    """The one open task of a teammate that their words touch."""
    if actor is None or actor.kind != "person":
        return None
    own = [t for t in scene.tasks if t.get("assignee") == actor.id and not scene.is_done(t)]
    found = Titles(own).matches(words, None, 0.24)
    return found[0].task if len(found) == 1 else None
