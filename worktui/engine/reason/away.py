"""Who is away, and from when until when."""

from __future__ import annotations

import re
from datetime import date, timedelta

from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.moments import moments_in
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold


def told_away(scene: Scene, draft: Draft, clause: Clause, actor: Who | None, text: str) -> bool:
    """One step when a text says of somebody known from when until when they are away."""
    who = actor
    named = [w for w, _ in scene.people.named(fold(clause.text))]
    if (scene.arrival.kind == "text" and named) or (
        named
        and named[0].kind == "person"
        and named[0].id != (actor.id if actor else "")
        and scene.by_team
        and _leads(clause, named[0])
    ):
        who = named[0]
    if _FIRST_PERSON.search(clause.folded) and scene.arrival.kind != "text":
        who = actor
    if who is None:
        return False
    own = clause.text if scene.arrival.kind == "text" else ""
    span = (_span(scene, own) if own else None) or _span(scene, text)
    if span is None:
        return False
    first, last = span
    if last < scene.settings.today(scene.now) or (last - first).days > 200:
        return False
    given = {"type": "set_availability", "from": first.isoformat(), "until": last.isoformat()}
    given |= {"person": who.id} if who.kind == "person" else {"contact": who.email}
    draft.add(
        given,
        clause,
        says="is away"
        if who.id == (scene.sender.id if scene.sender else "") and scene.arrival.kind != "text"
        else f"says that {who.name} is away",
        contact=who.email if who.kind == "contact" else None,
        signals=[
            signal("away", 1.4, "says who is away"),
            signal("dates", 1.0, "from when until when"),
        ],
    )
    return True


_FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|i'll|i've|i'd|ich|je|j'ai|estoy|estare|estou|estarei|vou)\b"
)


def _leads(clause: Clause, who: Who) -> bool:
    """Whether the one named is the subject: "Ana is off on Friday"."""
    return any(fold(n) and clause.folded.startswith(fold(n)) for n in (who.first, who.name, who.id))


def _span(scene: Scene, text: str) -> tuple[date, date] | None:
    """First and last day away; the day of coming back is a day of work."""
    folded = fold(text)
    back = said("back", scene.lang).search(folded)
    today = scene.settings.today(scene.spoken_at)
    days: list[date] = []
    returns: date | None = None
    until: date | None = None
    found = moments_in(scene, text, text)
    for moment in found:
        if not moment.days or (moment.when.past and moment.days[1] < today):
            continue
        lead = folded[max(0, moment.start - 24) : moment.start + 6]
        if back and 0 <= moment.start - back.end() <= 24:
            returns = moment.days[0]
        elif moment.when.deadline or any(
            w in lead.split()
            for w in ("until", "till", "bis", "hasta", "ate", "jusqu'au", "jusqu'a", "through")
        ):
            until = moment.days[1]
        else:
            days += moment.days
    if returns is not None:
        days = [d for d in days if d < returns]
        until = returns - timedelta(days=1)
    lasts = [m for m in found if m.when.kind == "duration" and (m.when.minutes or 0) >= 1440]
    if len(days) == 2 and days[0] == days[1] and lasts and until is None:
        whole = timedelta(days=(lasts[0].when.minutes or 0) // 1440 - 1)
        return days[0], days[0] + max(whole, timedelta())
    if until is not None:
        first = min(days) if days else today
        return (first, until) if until >= first else None
    return (min(days), max(days)) if days else None
