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
    days, hit = days_moved(f), _hit(f)
    if days is None or hit is None or _OPEN.search(f) or said("meet_noun", scene.lang).search(f):
        return False
    if any(
        m.days and (m.end <= hit.start() or m.start >= hit.end()) for m in moments(scene, clause)
    ):
        return False
    match = best_task(scene, clause.text)
    if match is None or match.score < 0.5 or scene.is_done(match.task):
        return False
    task = match.task
    inside = actor is not None and actor.kind == "person"
    if not task.get("due") or not (inside or task.get("project") == scene.project):
        return False
    way = "earlier" if days < 0 else "later"
    due: date = scene.settings.due_day(task["due"]) + timedelta(days=days)
    draft.add(
        {"type": "update_task", "task": task["id"], "due": due.isoformat()},
        clause,
        says=f"wants {task['id']} {abs(days)} {_days_word(days)} {way}",
        assumptions=[f"counted from {task['due'][:10]}, when it is due now"],
        signals=[
            signal("date", 0.8, "says by how much"),
            signal("task", 0.5 + match.score, f"means “{task.get('title', '')}”"),
        ],
    )
    return True


def _days_word(days: int) -> str:
    return "day" if abs(days) == 1 else "days"


def days_moved(folded: str) -> int | None:
    """The days said, below zero for earlier; None when no length is."""
    hit = _hit(folded)
    if hit is None:
        return None
    count, unit = hit["n"] or hit["m"], hit["unit"] or hit["kind"]
    number = int(count) if count.isdigit() else _COUNT[count]
    sign = -1 if hit.re is _EARLIER else 1
    return sign * number * (7 if unit[0] in "ws" else 1)


def _hit(folded: str) -> re.Match[str] | None:
    return _EARLIER.search(folded) or _LATER.search(folded)
