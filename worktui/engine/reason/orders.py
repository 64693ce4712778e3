"""Orders to the board: move, assign, estimate, prioritise, link, give a date."""

from __future__ import annotations

import re

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.making import make
from worktui.engine.reason.matching import (
    best_task,
    content,
    ids_in,
    tasks_said,
    widened,
)
from worktui.engine.reason.moments import Moment, due_of, due_text, moments_in, without
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_MOVE = re.compile(
    r"\b(?:move|put|set|drag|verschieb\w*|schieb\w*|setz\w*|deplac\w+|mets|mettre|passe|mueve|"
    r"mover|pon|pasa|move|mova|passa|coloca)\b(?P<what>.+?)\b(?:to|into|in|back to|nach|auf|"
    r"in den|dans|en|a|para|pra)\b\s+(?P<to>[^,.;]+)"
)


def ordered(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    """Orders to the board: move, assign, block, set due, priority, estimate."""
    return (
        make(scene, draft, clause)
        or order_move(scene, draft, clause.text, clause)
        or _arrow(scene, draft, clause)
        or _assigned(scene, draft, clause)
        or _estimated(scene, draft, clause)
        or any([_prioritised(scene, draft, clause), _dated(scene, draft, clause)])
        or _linked(scene, draft, clause, sentence)
        or _milestone(scene, draft, clause)
    )


_ARROW = re.compile(
    r"^(?P<what>.+?)\s*(?:->|→|=>|\bback (?:to|in|into)\b|\bgoes (?:to|into)\b|"
    r"\bzuruck (?:nach|in|auf)\b|\b(?:in|into|to)\b(?=\s+\w+(?:\s\w+)?\s*$))\s*@?(?P<to>.+?)\s*$"
)


def _arrow(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "WEB-15 back to doing", "OPS-7 -> joe": a column or a taker."""
    hit = _ARROW.match(clause.folded)
    if hit is None or clause.question:
        return False
    what = clause.text[: hit.end("what")]
    tasks = ids_in(scene, what)
    if not tasks and re.match(r"\s*(?:->|→|=>)", clause.folded[hit.end("what") :]):
        match = best_task(scene, what)
        tasks = [match.task] if match is not None else []
    to = clause.text[hit.start("to") :]
    made = False
    for task in tasks:
        column = column_said(scene, task, to)
        people = [w for w in scene.people.called(to) if w.kind == "person"]
        given = None
        if column is not None and column["id"] != task.get("status"):
            given = {"type": "move_task", "task": task["id"], "to": column["id"]}
        elif column is None and len(people) == 1 and people[0].id != task.get("assignee"):
            given = {"type": "update_task", "task": task["id"], "assignee": people[0].id}
        if given is not None:
            draft.add(
                given,
                clause,
                says=f"orders {task['id']} to {to}",
                signals=[
                    signal("order", 1.4, "an order to the board"),
                    signal("task", 1.4, f"names {task['id']}"),
                ],
            )
            made = True
    return made


def ordered_by_team(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """What a colleague's letter may order: a move to a named column, a taker, hours left, a "
    "new date."""
    return (
        order_move(scene, draft, clause.text, clause)
        or _arrow(scene, draft, clause)
        or _assigned(scene, draft, clause)
        or _estimated(scene, draft, clause)
        or _new_date(scene, draft, clause)
    )


_NEW_DATE = re.compile(
    r"^\s*(?:the )?(?:new|revised|updated) (?:date|deadline|eta|due date|estimate)\b|"
    r"^\s*neue[rs]? (?:termin|datum)\b|^\s*nouvelle (?:date|echeance)\b|^\s*nueva fecha\b|"
    r"^\s*nov[ao] (?:data|prazo)\b"
)


def _new_date(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "New date: 24 September", of the task spoken of just before."""
    if not _NEW_DATE.search(clause.folded) or not draft.steps:
        return False
    due, moment = due_of(scene, moments_in(scene, clause.text, clause.text))
    task = scene.work.get("tasks", str(getattr(draft.steps[-1].action, "task", "")))
    if due is None or moment is None or task is None:
        return False
    draft.add(
        {"type": "update_task", "task": task["id"], "due": due},
        clause,
        assumptions=list(moment.when.assumptions),
        says=f"gives {task['id']} another date",
        signals=[
            signal("date", 1.0, "names a day"),
            signal("task", 0.8, f"goes on about “{task.get('title', '')}”"),
        ],
    )
    return True


def order_move(scene: Scene, draft: Draft, text: str, clause: Clause, condition: str = "") -> bool:
    hit = _MOVE.search(fold(text))
    if hit is None:
        return False
    what, where = text[hit.start("what") : hit.end("what")], text[hit.start("to") : hit.end("to")]
    named = ids_in(scene, what)
    match = best_task(scene, what)
    tasks = named or ([match.task] if match else []) or ids_in(scene, text[: hit.start("what")])
    made = False
    for task in tasks:
        column = column_said(scene, task, where)
        if column is None or column["id"] == task.get("status"):
            continue
        draft.add(
            {
                "type": "move_task",
                "task": task["id"],
                "to": column["id"],
                "condition": condition or None,
            },
            clause,
            says=f"orders {task['id']} to “{column.get('name', '')}”"
            + (f", if {condition}" if condition else ""),
            signals=[
                signal("order", 1.4, "an order to the board"),
                signal("task", 1.2, f"names “{task.get('title', '')}”"),
            ],
        )
        made = True
    return made


def column_said(scene: Scene, task: Doc, text: str) -> Doc | None:
    """The column of the task's board that a text names by id or name."""
    folded = fold(text).strip(" '\"“”.")
    said_stems = content(folded)
    best: Doc | None = None
    for column in scene.columns(task):
        name = fold(column.get("name", ""))
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) or re.search(
            rf"(?<!\w){re.escape(fold(column['id']))}(?!\w)", folded
        ):
            return column
        stems = content(name)
        if best is None and stems and stems <= said_stems:
            best = column
    if best is None and re.search(
        r"\b(?:done|fertig|erledigt|termine|hecho|feito|concluido)\b", folded
    ):
        best = next((c for c in scene.columns(task) if c.get("kind") == "done"), None)
    if best is None and re.search(r"\b(?:doing|progress|arbeit|cours|curso|andamento)\b", folded):
        best = next((c for c in scene.columns(task) if c.get("kind") == "doing"), None)
    return best


_ASSIGN = re.compile(
    r"\b(?:assign|give|hand(?: over)?|reassign|pass)\b|\b(?:takes?(?: over)?|"
    r"will take(?: over)?|picks? up|will do|does|owns?|ubernimmt|macht|prend|s'occupe|"
    r"se encarga|coge|toma|assume|pega|fica com|cuida)\b|\b(?:goes|->|→|to) @?\w+"
)


def _assigned(scene: Scene, draft: Draft, clause: Clause) -> bool:
    if not _ASSIGN.search(clause.folded) or clause.question:
        return False
    people = [(w, at) for w, at in scene.people.named(clause.folded) if w.kind == "person"]
    tasks = [t for t, _ in tasks_said(scene, clause.text)] or _it(scene, draft, clause)
    if tasks and (unclear := scene.people.unclear(clause.folded)):
        draft.add(
            {
                "type": "ask_person",
                "who": scene.me,
                "task": tasks[0]["id"],
                "question": f"Who takes {tasks[0]['id']}: {', '.join(unclear)}?",
                "needs_clarification": True,
                "issue": "ambiguous_person",
                "candidates": unclear,
            },
            clause,
            says="names somebody, and there are several",
            signals=[signal("unclear", 0.2, "several people bear that name")],
        )
        return True
    if len(people) != 1 or not tasks:
        return False
    who = people[0][0]
    made = False
    for task in tasks[:3]:
        if task.get("assignee") == who.id or scene.is_done(task):
            continue
        found = moments_in(scene, clause.text, clause.text)
        due, _ = due_of(scene, found)
        draft.add(
            {"type": "update_task", "task": task["id"], "assignee": who.id, "due": due},
            clause,
            says=f"gives {task['id']} to {who.name}",
            signals=[
                signal("order", 1.4, "says who takes it"),
                signal("task", 1.2, f"names “{task.get('title', '')}”"),
            ],
        )
        made = True
    return made


def _it(scene: Scene, draft: Draft, clause: Clause) -> list[Doc]:
    """The task spoken of just before, when a clause goes on with "it"."""
    if (
        not clause.tail
        or not re.search(r"\b(?:it|this|that|es|sie|ihn|le|la|lo|ela|ele)\b", clause.folded)
        or not draft.steps
    ):
        return []
    task = scene.work.get("tasks", str(getattr(draft.steps[-1].action, "task", "")))
    return [task] if task is not None else []


_ESTIMATE = re.compile(
    r"\b(?:needs?|takes?|will take|estimate[d]?(?: at)?|about|another|more|left|remaining|"
    r"still|braucht|noch|dauert|falta\w*|reste\w*|besoin|precisa)\b"
)


def _estimated(scene: Scene, draft: Draft, clause: Clause) -> bool:
    from worktui.engine.reason.costs import hours_in

    length = hours_in(clause.text)
    if (
        length is None
        or not _ESTIMATE.search(clause.folded)
        or said("spent", scene.lang).search(clause.folded)
    ):
        return False
    match = best_task(scene, clause.text, least=0.6)
    if match is None and draft.steps and getattr(draft.steps[-1].action, "task", None):
        match = best_task(scene, str(getattr(draft.steps[-1].action, "task", "")))
    if match is None:
        return False
    field = (
        "remaining_hours"
        if re.search(
            r"\b(?:another|more|left|remaining|still|noch|reste|falta\w*)\b", clause.folded
        )
        else "estimate_hours"
    )
    draft.add(
        {"type": "update_task", "task": match.task["id"], field: length[0]},
        clause,
        says=f"says how long {match.task['id']} takes",
        signals=[
            signal("hours", 1.2, "a length of work to come"),
            signal("task", 1.2, f"names “{match.task.get('title', '')}”"),
        ],
    )
    return True


def _prioritised(scene: Scene, draft: Draft, clause: Clause) -> bool:
    urgent = said("urgent", scene.lang).search(clause.folded)
    low = said("low", scene.lang).search(clause.folded)
    told = re.search(
        r"\b(high|low|urgent|normal) prio(?:rity)?\b|\bprio(?:rity)? (high|low|urgent|"
        r"normal)\b|\bpriority (?:of \S+ )?to (high|low|urgent|normal)\b",
        clause.folded,
    )
    if not (urgent or low or told):
        return False
    match = best_task(scene, clause.text, least=0.6)
    if match is None:
        return False
    level = next((g for g in told.groups() if g), "") if told else ("low" if low else "urgent")
    if match.task.get("priority") == level:
        return False
    draft.add(
        {"type": "update_task", "task": match.task["id"], "priority": level},
        clause,
        says=f"says how urgent {match.task['id']} is",
        signals=[
            signal("priority", 1.2, "says how urgent it is"),
            signal("task", 1.2, f"names “{match.task.get('title', '')}”"),
        ],
    )
    return True


def _linked(scene: Scene, draft: Draft, clause: Clause, sentence: str) -> bool:
    from worktui.engine.reason.blocking import told_blocked

    folded = fold(sentence)
    if not re.search(
        r"\b(?:after|depends on|needs .* first|before|nach|depend|avant|apres|despues|antes|"
        r"depois)\b",
        folded,
    ):
        return False
    if len(tasks_said(scene, sentence)) < 2 or moments_in(scene, sentence, sentence):
        return False
    return told_blocked(scene, draft, clause, scene.myself, sentence)


def _dated(scene: Scene, draft: Draft, clause: Clause) -> bool:
    """ "WEB-12 due Friday", "push the launch checklist to 24 March"."""
    found = moments_in(scene, clause.text, clause.text)
    due, moment = due_of(scene, found)
    if due is None or moment is None:
        return False
    if _dated_each(scene, draft, clause, found):
        return True
    if not re.search(
        r"\b(?:due|by|until|to|push|move|postpone|slip\w*|extend|deadline|fallig|bis|auf|"
        r"verschieb\w*|pour|au|jusqu|report\w+|para|hasta|ate|vence|a)\b",
        clause.folded,
    ):
        return False
    match = best_task(scene, without(clause.text, found), least=0.6)
    if match is None or scene.is_done(match.task):
        return False
    for task in ids_in(scene, clause.text) or [match.task]:
        _redate(scene, draft, clause, task, moment)
    return True


def _redate(scene: Scene, draft: Draft, clause: Clause, task: Doc, moment: Moment) -> None:
    if not scene.is_done(task):
        draft.add(
            {"type": "update_task", "task": task["id"], "due": due_text(moment)},
            clause,
            assumptions=list(moment.when.assumptions),
            says=f"gives {task['id']} another date",
            signals=[
                signal("date", 1.0, "names a day"),
                signal("task", 1.2, f"names “{task.get('title', '')}”"),
            ],
        )


def _dated_each(scene: Scene, draft: Draft, clause: Clause, found: list[Moment]) -> bool:
    """ "Radio script due 19 June, brochure layout pushed to the 22nd": each its own date."""
    days = [m for m in found if m.days and not m.when.past and not m.rejected]
    places = tasks_said(scene, clause.text)
    if len(days) < 2 or len(places) != len(days):
        return False
    if not all(at < m.start for (_, at), m in zip(places, days, strict=True)) or not all(
        m.end <= at for m, (_, at) in zip(days, places[1:], strict=False)
    ):
        return False
    for (task, _), moment in zip(places, days, strict=True):
        _redate(scene, draft, clause, task, moment)
    return True


def _milestone(scene: Scene, draft: Draft, clause: Clause) -> bool:
    found = moments_in(scene, clause.text, clause.text)
    due, moment = due_of(scene, found)
    if due is None or moment is None:
        return False
    stems = widened(content(without(clause.text, found)))
    for doc in scene.work.all("milestones"):
        name = content(doc.get("name", ""))
        if fold(doc["id"]) in clause.folded or (name and name <= stems):
            draft.add(
                {
                    "type": "update_milestone",
                    "milestone": doc["id"],
                    "due": moment.days[1].isoformat(),
                },
                clause,
                says=f"gives the milestone “{doc.get('name', '')}” another date",
                assumptions=list(moment.when.assumptions),
                signals=[
                    signal("date", 1.0, "names a day"),
                    signal("milestone", 1.0, "names the milestone"),
                ],
            )
            return True
    return False
