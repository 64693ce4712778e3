"""Days counted from a day named before: "two working days before", "the day before"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from worktui.engine.reason.moments import Moment, moments
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.when import When

_AHEAD = re.compile(
    r"\b(?:(?:at the latest|au plus tard|spatestens|a mas tardar|no mais tardar|by|on|am|la|the|el|"
    r"en|na|no) )*(?:(?P<n>\d+|one|two|three|four|five|a|zwei|drei|deux|trois|dos|tres|dois) "
    r"(?P<work>(?:working|business|work|werk|arbeits) ?)?(?:days?|"
    r"(?P<week>weeks?|wochen?|semaines?|semanas?)|tage?|jours?(?P<fr> ouvres?)?|"
    r"dias?(?P<es> habiles| uteis)?) "
    r"(?:before(?:hand)?|earlier|ahead|prior|vorher|davor|avant|plus tot|antes)|(?:the |"
    r"on the )?(?P<one>day before|"
    r"tag (?:davor|zuvor)|veille|dia (?:antes|anterior)|vispera|vespera))\b(?! (?:the|my|our|we|i|"
    r"\w+day|\d|that|le|la|der|dem|el|o|yesterday))"
)


_COUNT = {
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "zwei": 2, "drei": 3, "deux": 2,
    "trois": 3, "dos": 2, "tres": 3, "dois": 2,
}  # fmt: skip


def anchored(scene: Scene, clause: Clause, found: Sequence[Moment]) -> list[Moment]:
    """Times of a clause, with "two days before" and "the day before" counted from the day named
    earlier in the clause or the one before it.
    """
    kept = list(found)
    hit = _AHEAD.search(clause.folded)
    if hit is None or any(m.days and m.start >= hit.start() for m in kept):
        return kept
    named = [m for m in kept if m.days and m.end <= hit.start()]
    heard = scene.memo.get("clauses")
    if not named and isinstance(heard, list):
        near = [c for c in heard if clause.sentence - 1 <= c.sentence and c.end <= clause.start]
        named = [m for c in near for m in moments(scene, c) if m.days]
    if not named or named[-1].when.past:
        return kept
    day, count = named[-1].days[0], _COUNT.get(hit.group("n") or "a", 0) or int(hit.group("n"))
    count *= 7 if hit.group("week") else 1
    working = bool(hit.group("work") or hit.group("fr") or hit.group("es"))
    while count:
        day -= timedelta(days=1)
        off = day.weekday() not in scene.habits.working_days or day in scene.habits.holidays
        count -= not (working and off)
    when = When(
        "date", hit.span(), clause.text[hit.start() : hit.end()], value=day, deadline=True,
        assumptions=(f"counted from {named[-1].when.text}",),
    )  # fmt: skip
    gone = [m for m in kept if m is not named[-1] and not hit.start() <= m.start < hit.end()]
    return [*gone, Moment(when, hit.start(), hit.end())]
