"""How work stands, as told: done, sent for approval, begun, blocked, chased."""

from __future__ import annotations

import re

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.hooks import after_merge
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import (
    Titles,
    best_task,
    content,
    ids_in,
    place_of,
    tasks_said,
    widened,
)
from worktui.engine.reason.moments import due_of, moments, without
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
    tasks = _tasks(scene, clause, actor)
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


def _column_for(scene: Scene, task: Doc, clause: Clause, for_ok: bool) -> Doc | None:
    columns = scene.columns(task)
    named = _column_named(columns, clause, task)
    if named is not None and for_ok != (named.get("kind") == "done"):
        return named
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


def told_started(scene: Scene, draft: Draft, clause: Clause, actor: Who | None) -> bool:
    """ "Picking up X": X goes into the first doing column, to whoever says so."""
    tasks = _tasks(scene, clause, actor)
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
    for task in _tasks(scene, clause, actor):
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


def told_blocked(
    scene: Scene, draft: Draft, clause: Clause, actor: Who | None, sentence: str
) -> bool:
    """Blocked by another task: a link in the right direction; by something else: a comment."""
    tasks = tasks_said(scene, sentence) or [(t, 0) for t in _tasks(scene, clause, actor)]
    stuck = _stuck(scene, clause, actor)
    if stuck is not None and len(tasks) < 2 and all(t["id"] != stuck["id"] for t, _ in tasks):
        tasks = [(stuck, 0)]
    elif len(tasks) == 1 and stuck is None and _beyond(clause.folded, tasks[0][0]):
        tasks = []
    if not tasks:
        return False
    if len(tasks) == 1:
        tasks = sorted([*tasks, *_by_head(scene, sentence, tasks[0][0])], key=lambda t: t[1])
    if len(tasks) >= 2:
        first, second = tasks[0][0], tasks[1][0]
        later, earlier = _direction(scene, sentence, tasks)
        if later is None or earlier is None:
            later, earlier = first, second
        if any(link.get("task") == earlier["id"] for link in later.get("depends_on") or ()):
            draft.add(
                {
                    "type": "comment_task",
                    "task": later["id"],
                    "text": _said_by(scene, actor, sentence),
                },
                clause,
                says=f"says that {later['id']} waits for {earlier['id']}",
                signals=[
                    signal("report", 1.0, "says what it waits for"),
                    signal("task", 1.0, "names both tasks"),
                ],
            )
            return True
        draft.add(
            {"type": "link_tasks", "task": later["id"], "after": earlier["id"], "link_type": "FS"},
            clause,
            says=f"says that {later['id']} waits for {earlier['id']}",
            signals=[
                signal("report", 1.2, "says what it waits for"),
                signal("task", 1.2, "names both tasks"),
            ],
        )
        return True
    task = tasks[0][0]
    waiting = _who_waits(scene, draft, clause, actor, task)
    if waiting is not None:
        draft.add(
            {"type": "link_tasks", "task": waiting["id"], "after": task["id"], "link_type": "FS"},
            clause,
            says=f"says that {waiting['id']} waits for {task['id']}",
            signals=[
                signal("report", 1.0, "says what it waits for"),
                signal("task", 0.6, "goes on about the task in hand"),
            ],
        )
        return True
    draft.add(
        {"type": "comment_task", "task": task["id"], "text": _said_by(scene, actor, sentence)},
        clause,
        says=f"says that {task['id']} is blocked",
        signals=[
            signal("report", 1.0, "says that it is stuck"),
            signal("task", 1.0, f"names “{task.get('title', '')}”"),
        ],
    )
    return True


_TILL = re.compile(
    r"\b(?:until|till|before|because|unless|without|w/o|bis|weil|bevor|ohne|avant|tant que|sans|"
    r"hasta|"
    r"sin|antes|porque|ate|sem)\b"
)


_WAITING = re.compile(
    r"\W*(?:\w+ ){0,3}?(?:waiting|waits?|warte\w*|attend\w*|esper\w*|aguard\w*)\b"
)
_CAN_GO = re.compile(r"\b(?:can|kann|peut|puede|pode)\b")


def _stuck(scene: Scene, clause: Clause, actor: Who | None) -> Doc | None:
    """ "Stuck on the leaflet until the texts are read": what is named before the "until"."""
    till = _TILL.search(clause.folded)
    if till is None or till.start() < 8:
        return None
    head = clause.text[: till.start()]
    if _WAITING.match(clause.folded) and _CAN_GO.search(clause.folded, till.end()):
        head = clause.text[till.end() :]  # "waiting on Tom before the pack can go": the pack
    if ids := ids_in(scene, head):
        return ids[0]
    found = best_task(scene, head)
    if found is not None:
        return found.task
    own = [t for t in scene.tasks if actor is not None and t.get("assignee") == actor.id]
    mine = Titles([t for t in own if not scene.is_done(t)]).matches(head, None, 0.25)
    return mine[0].task if len(mine) == 1 else None


def _beyond(folded: str, task: Doc) -> bool:
    """Whether a task's words stand only after the "until": it is what is waited for."""
    till = _TILL.search(folded)
    if till and _WAITING.match(folded) and _CAN_GO.search(folded, till.end()):
        return False
    if till is None or till.start() < 8 or fold(task["id"]) in folded:
        return False
    return place_of(folded, task) > till.start()


def _by_head(scene: Scene, sentence: str, known: Doc) -> list[tuple[Doc, int]]:
    """A second task said only by its noun: "the certificate"."""
    plain = re.sub(re.escape(known["id"]), " ", sentence, flags=re.IGNORECASE)
    stems = content(known.get("title", ""))
    found = [
        m.task
        for m in Titles([t for t in scene.tasks if t["id"] != known["id"]]).matches(
            plain, None, 0.6
        )
        if m.title >= 0.6 or m.by == "head"
    ]
    fresh = [t for t in found if not content(t.get("title", "")) & stems]
    return [(fresh[0], place_of(fold(sentence), fresh[0]))] if len(fresh) == 1 else []


_WAITS_FOR = re.compile(
    r"\s*(?:i'm |i am |it's |it is |we're |ich bin |je suis |estoy |estou |is |"
    r"am )?(?:still )?(?:blocked (?:by|on)|waiting (?:for|on)|waits (?:for|on)|depends on|"
    r"stuck (?:on|behind|until)|needs|blockiert (?:von|durch)|warte\w* auf|bloque\w* par|"
    r"en attente de|bloquead\w+ por|esperando|aguardando)\b"
)


def _who_waits(
    scene: Scene, draft: Draft, clause: Clause, actor: Who | None, blocker: Doc
) -> Doc | None:
    """ "Blocked on X": the task spoken of just before, else the one the speaker has in hand."""
    if not _WAITS_FOR.match(clause.folded):
        return None
    if not (ids_in(scene, clause.text) or best_task(scene, clause.text, least=0.8)):
        return None
    last = getattr(draft.steps[-1].action, "task", None) if draft.steps else None
    before = scene.work.get("tasks", last) if last and scene.arrival.kind != "text" else None
    if before is None and actor is not None and actor.kind == "person":
        own = [
            t
            for t in scene.tasks
            if t.get("assignee") == actor.id and (scene.column_of(t) or {}).get("kind") == "doing"
        ]
        before = own[0] if len(own) == 1 else None
    return before if before is not None and before["id"] != blocker["id"] else None


_UNTIL = re.compile(
    r"until|till|once|after|without|bis|ohne|nach|avant|sans|hasta|sin|ate|sem|wenn|tant"
)


def _direction(
    scene: Scene, sentence: str, tasks: list[tuple[Doc, int]]
) -> tuple[Doc | None, Doc | None]:
    """(the one that waits, the one it waits for), by where the word of waiting stands."""
    folded = fold(sentence)
    (a, at_a), (b, at_b) = tasks[0], tasks[1]
    blocking = said("blocks", scene.lang).search(folded)
    if blocking and at_a < blocking.start() < at_b:
        return b, a
    for word in said("until", scene.lang).finditer(folded):
        if at_a < word.start() <= at_b:
            if re.match(r"(?:before|bevor|avant|antes)\b", word.group()) and not re.search(
                r"\b(?:can't|cannot|can not|won't|not|nicht|ne|n'|no|nao|pas)\b",
                folded[at_a if at_a < word.start() else 0 : word.start()],
            ):
                return b, a  # "X has to be done before Y": Y waits
            return a, b
        if word.start() < at_a and _UNTIL.match(word.group()):
            return b, a  # "until X is through, Y can't go on"
    if re.search(r"\bfirst\b|\bzuerst\b|\bd'abord\b|\bprimero\b|\bprimeiro\b", folded[at_b:]):
        return a, b
    return None, None


def told_unblocked(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """ "X no longer depends on Y": the link goes."""
    tasks = [t for t, _ in tasks_said(scene, sentence)]
    for task in tasks:
        for link in task.get("depends_on") or ():
            if any(t["id"] == link.get("task") for t in tasks):
                draft.add(
                    {"type": "unlink_tasks", "task": task["id"], "after": link["task"]},
                    clause,
                    says=f"says that {task['id']} no longer waits for {link['task']}",
                    signals=[signal("report", 1.2, "says so"), signal("task", 1.0, "names both")],
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
            "text": _said_by(scene, scene.sender, clause.text),
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


def _tasks(scene: Scene, clause: Clause, actor: Who | None) -> list[Doc]:
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


def _said_by(scene: Scene, actor: Who | None, text: str) -> str:
    name = actor.name if actor is not None else scene.sender_name
    return f"{name}: “{text.strip()}”" if name else text.strip()


_MISSED = re.compile(
    r"\b(?:won't|will not|can't|cannot|not|miss(?:es|ed)?|nicht|kein\w*|pas|nao|don't|doesn't|"
    r"was|were|since|instead of)\b[^.;,]{0,30}$"
)


def due_told(scene: Scene, draft: Draft, clause: Clause, actor: Who | None) -> bool:
    """ "The proposal goes out tomorrow": the date of a task that is known."""
    found = moments(scene, clause)
    met = [m for m in found if not _MISSED.search(clause.folded[: m.start])]
    due, moment = due_of(scene, met)
    if due is None or moment is None:
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
    if not inside and (scene.project is None or task.get("project") != scene.project):
        return False
    if task.get("due") and scene.settings.due_day(task["due"]) == scene.settings.due_day(due):
        return True
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
    return True


def _own_task(scene: Scene, words: str, actor: Who | None) -> Doc | None:
    """The one open task of a teammate that their words touch."""
    if actor is None or actor.kind != "person":
        return None
    own = [t for t in scene.tasks if t.get("assignee") == actor.id and not scene.is_done(t)]
    found = Titles(own).matches(words, None, 0.24)
    return found[0].task if len(found) == 1 else None
