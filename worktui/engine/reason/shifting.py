"""Work moved by a length: "the checklist slips a week", "could it be ready two days earlier?"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import best_task
from worktui.engine.reason.moments import moments
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_COUNT = {
    **dict.fromkeys("a an one another ein eine einen une un una um uma".split(), 1),
    **dict.fromkeys("two zwei deux dos dois duas".split(), 2),
    **dict.fromkeys("three drei trois tres".split(), 3),
    **dict.fromkeys("four vier quatre cuatro quatro".split(), 4),
}
_LENGTH = (
    rf"(?P<n>\d{{1,2}}|{'|'.join(_COUNT)}) (?:more |full |extra |weitere )?"
    r"(?P<unit>days?|weeks?|tag(?:e|en)?|wochen?|jours?|semaines?|dias?|semanas?)\b"
)
_LATER = re.compile(
    rf"{_LENGTH} (?:later|behind|spater|plus tard|mas tarde|despues|mais tarde|depois)\b"
    r"(?! (?:the|than|de|do|da|del)\b)"
    r"|\b(?:slip\w*|push\w*|postpon\w*|delay\w*|extend\w*|verschieb\w*|verzoger\w*|repouss\w*|"
    r"decal\w*|retras\w*|aplaz\w*|adi\w+|atras\w*)\b[^.;?]{0,40}?"
    rf"{_LENGTH.replace('?P<n>', '?P<m>').replace('?P<unit>', '?P<kind>')}"
)
_EARLIER = re.compile(
    rf"{_LENGTH} (?:earlier|sooner|early|ahead|fruher|eher|plus tot|avant|antes|mais cedo|"
    r"mas temprano)\b(?! (?:the|of|than|de|do|da|del|le|la)\b)"
    r"|\b(?:forward|vor(?:zieh|verleg)\w*|avanc\w+|adelant\w+|antecip\w+)\b[^.;?]{0,40}?"
    rf"{_LENGTH.replace('?P<n>', '?P<m>').replace('?P<unit>', '?P<kind>')}"
)
_OPEN = re.compile(
    r"\b(?:if|unless|might|may|could slip|would|wenn|falls|si|se|caso|konnte sich|"
    r"instead|no need|not|nicht|pas|nao)\b"
)


def shifted(scene: Scene, draft: Draft, clause: Clause, actor: Who | None) -> bool:
    """Moves the due day of the task named by the length said, when it has one."""
    f = clause.folded
    days = _days(f)
    if days is None or _OPEN.search(f) or said("meet_noun", scene.lang).search(f):
        return False
    if any(m.days and not m.rejected for m in moments(scene, clause) if m.when.kind != "duration"):
        return False
    match = best_task(scene, clause.text)
    if match is None or match.score < 0.5 or scene.is_done(match.task):
        return False
    task = match.task
    inside = actor is not None and actor.kind == "person"
    if not task.get("due") or not (inside or task.get("project") == scene.project):
        return False
    due: date = scene.settings.due_day(task["due"]) + timedelta(days=days)
    draft.add(
        {"type": "update_task", "task": task["id"], "due": due.isoformat()},
        clause,
        says=f"moves {task['id']} by {abs(days)} days",
        assumptions=[f"counted from {task['due'][:10]}, when it is due now"],
        signals=[
            signal("date", 0.8, "says by how much"),
            signal("task", 0.5 + match.score, f"means “{task.get('title', '')}”"),
        ],
    )
    return True


def _days(folded: str) -> int | None:
    """The days said, below zero for earlier; None when no length is."""
    for pattern, sign in ((_EARLIER, -1), (_LATER, 1)):
        hit = pattern.search(fold(folded))
        if hit is None:
            continue
        count, unit = hit["n"] or hit["m"], hit["unit"] or hit["kind"]
        number = int(count) if count.isdigit() else _COUNT[count]
        return sign * number * (7 if unit[0] in "ws" else 1)
    return None
