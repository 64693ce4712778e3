"""What is stuck and what it waits for, as told: links in the right direction, or a comment."""

from __future__ import annotations

import re

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import (
    Titles,
    best_task,
    content,
    ids_in,
    place_of,
    tasks_said,
)
from worktui.engine.reason.people import Who
from worktui.engine.reason.progress import said_by, tasks_of
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold


def told_blocked(
    scene: Scene, draft: Draft, clause: Clause, actor: Who | None, sentence: str
) -> bool:
    """Blocked by another task: a link in the right direction; by something else: a comment."""
    tasks = tasks_said(scene, sentence) or [(t, 0) for t in tasks_of(scene, clause, actor)]
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
                    "text": said_by(scene, actor, sentence),
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
        {"type": "comment_task", "task": task["id"], "text": said_by(scene, actor, sentence)},
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
    r"stuck behind|needs|blockiert (?:von|durch)|warte\w* auf|bloque\w* par|"
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


_STUCK_ON = re.compile(r"\b(?:blocked|stuck|held up|waiting|waits|wait) (?:on|by|for)\W*(?:the )?$")


def _direction(
    scene: Scene, sentence: str, tasks: list[tuple[Doc, int]]
) -> tuple[Doc | None, Doc | None]:
    """(the one that waits, the one it waits for), by where the word of waiting stands."""
    folded = fold(sentence)
    (a, at_a), (b, at_b) = tasks[0], tasks[1]
    blocking = said("blocks", scene.lang).search(folded)
    if blocking and at_a < blocking.start() < at_b:
        return b, a
    if _STUCK_ON.search(folded[:at_a]) and re.search(r"\b(?:for|in|with)\b", folded[at_a:at_b]):
        return b, a  # "blocked on X for Y"
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
