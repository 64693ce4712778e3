"""One candidate of a language model, checked: what remains is an action like any other.

Evidence must be the sender's own words; dates are read again from the quoted words by our own
grammar; names must be among those offered; text must hold no links. Whatever fails is dropped
with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from worktui.app.ports import Asked
from worktui.domain.actions import Action, parse
from worktui.domain.errors import BadInput
from worktui.domain.fields import PRIORITIES
from worktui.domain.text import clean_or
from worktui.engine.reason.acts import act_of
from worktui.engine.reason.gates import orders_machine
from worktui.engine.reason.moments import Moment, due_of, due_text, moments_in
from worktui.engine.reason.requests import issue_of
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import clauses
from worktui.engine.reason.values import Evidence

LONGEST_QUOTE = 400
SHORTEST_QUOTE = 6
_LINK = re.compile(r"https?:|www\.|mailto:|://", re.IGNORECASE)
_KIND_OF: Mapping[str, str] = {
    "task": "task", "project": "project", "assignee": "person", "who": "person",
    "event_type": "event_type", "booking": "booking", "invitee": "address",
}  # fmt: skip
"""Fields that hold a name, and the kind of name it must be; `to` depends on the action."""
_SPARED = ("project", "assignee")
"""Names that are left out when they are made up; what any other one stands in is dropped."""
_LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Kept:
    """A candidate that passed: its action, the words it rests on, what was assumed."""

    action: Action
    evidence: Evidence
    assumptions: tuple[str, ...] = ()
    likely: bool = False
    expires_at: datetime | None = None


class Dropped(Exception):
    """Why a candidate is not shown, in a few words."""


def checked(scene: Scene, asked: Asked, given: Mapping[str, Any]) -> Kept:
    """The candidate as an action. Raises Dropped."""
    type = given.get("type")
    if not isinstance(type, str) or type not in asked.actions:
        raise Dropped("it suggests what no message may")
    evidence = quoted(scene, given.get("evidence"))
    if evidence is None:
        raise Dropped("its words are not the sender’s")
    if orders_machine(evidence.text):
        raise Dropped("its words speak to a machine")
    if _denied(scene, evidence):
        raise Dropped("the sender says not to")
    fields = {name: _field(asked, type, name, given.get(name)) for name in asked.actions[type]}
    moments = times(scene, evidence, given.get("when"))
    fields |= _own_fields(scene, type) | _dates(scene, type, moments)
    kept = {name: value for name, value in fields.items() if value not in (None, "")}
    try:
        action = parse({"type": type, **kept})
    except BadInput as error:
        raise Dropped(error.message) from error
    notes = tuple(dict.fromkeys(a for m in moments for a in m.when.assumptions))
    return Kept(action, evidence, notes, given.get("sure") == _LIKELY, _expires(action))


def quoted(scene: Scene, text: object) -> Evidence | None:
    """The place of a quote in the sender's own words; None when it is not there.

    It must be there letter by letter; only where lines break may differ, since mail wraps them.
    """
    if not isinstance(text, str) or not SHORTEST_QUOTE <= len(text.strip()) <= LONGEST_QUOTE:
        return None
    wanted = _lettering(text)
    for zone in scene.arrival.zones:
        hit = wanted.search(zone.text) if zone.kind == "own" else None
        if hit:
            start, end = zone.start + hit.start(), zone.start + hit.end()
            return Evidence("own", start, end, hit.group().replace("\n", " "))
    return None


def _denied(scene: Scene, evidence: Evidence) -> bool:
    """Whether a "no need to" governs the words: a quote may well begin behind it."""
    near = (
        clause
        for clause in clauses(scene.arrival, scene.lang)
        if clause.start < evidence.end and clause.end > evidence.start
    )
    return any(act_of(scene, clause).name == "negated" for clause in near)


def _lettering(text: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, text.split())))


def times(scene: Scene, evidence: Evidence, phrase: object) -> list[Moment]:
    """The times that the quoted phrase says, as our own grammar reads them where they stand in
    the evidence; none when the phrase is not part of it."""
    if not isinstance(phrase, str) or not phrase.strip():
        return []
    hit = _lettering(phrase).search(evidence.text)
    if hit is None:
        return []
    found = moments_in(scene, evidence.text, evidence.text)
    return [
        moment
        for moment in found
        if moment.start < hit.end() and moment.end > hit.start()
        if not moment.rejected and not moment.when.past
    ]


def _field(asked: Asked, type: str, name: str, value: object) -> str | None:
    """A field as offered or as clean words; None when it is empty, or made up where the action
    can do without. Raises Dropped."""
    if value is None or value == "":
        return None
    if name == "priority":
        return value if value in PRIORITIES else None
    if not isinstance(value, str):
        raise Dropped(f"its {name} is no text")
    kind = _KIND_OF.get(name) or (
        ("column" if type == "move_task" else "address") if name == "to" else ""
    )
    if kind:
        id = _name(asked, kind, value)
        if id is None and name not in _SPARED:
            raise Dropped(f"there is no such {kind.replace('_', ' ')}")
        return id
    if _LINK.search(value):
        raise Dropped(f"its {name} holds a link")
    if name in ("title", "subject", "about", "question"):
        return clean_or(value, limit=140)
    return value[:2_000]


def _name(asked: Asked, kind: str, value: str) -> str | None:
    """The id that was offered under this id or name; None for any other."""
    wanted = value.strip().lstrip("@").casefold()
    known = asked.names.get(kind, {})
    for id in known:
        if id.casefold() == wanted:
            return id
    named = [id for id, says in known.items() if says.casefold() == wanted and kind != "task"]
    return named[0] if len(named) == 1 else None


def _own_fields(scene: Scene, type: str) -> dict[str, Any]:
    """What follows from who wrote, never from what the model says."""
    if type == "create_task" and scene.outside and scene.address:
        return {"contact_email": scene.address, "kind": "request"}
    if type == "set_availability" and scene.sender is not None:
        who = scene.sender
        return {"person": who.id} if who.kind == "person" else {"contact": who.email}
    if type == "send_message":
        return {"channel": "mail", "kind": "reply"}
    return {}


def _dates(scene: Scene, type: str, moments: Sequence[Moment]) -> dict[str, Any]:
    """The date fields of an action, out of the times said. Raises Dropped where one must be."""
    dated = [moment for moment in moments if moment.days]
    if type in ("create_task", "update_task"):
        due, moment = due_of(scene, dated)
        return {"due": due, **_doubt(scene, moment)}
    if type == "set_reminder":
        if not dated:
            raise Dropped("no time to remind is said")
        return {"at": due_text(dated[0], scene), **_doubt(scene, dated[0])}
    if type in ("book_slot", "reschedule_booking"):
        return _start(scene, type, dated)
    if type == "offer_slots" and dated:
        first, last = dated[0].days
        window = {"window_start": first.isoformat(), "window_end": last.isoformat()}
        return {**window, "part_of_day": dated[0].when.part}
    if type == "set_availability":
        if not dated:
            raise Dropped("nobody says from when until when")
        days = [day for moment in dated for day in moment.days]
        return {"from": min(days).isoformat(), "until": max(days).isoformat()}
    return {}


def _start(scene: Scene, type: str, dated: Sequence[Moment]) -> dict[str, Any]:
    """The start of a booking: one named instant to come."""
    named = [m for m in dated if m.instant is not None and not m.vague and m.instant > scene.now]
    if type == "book_slot":
        if not named or named[0].instant is None:
            raise Dropped("no time to book is said")
        start = named[0].instant.astimezone(scene.settings.zone)
        return {"start": start.isoformat(), **_doubt(scene, named[0])}
    if named and named[0].instant is not None:
        return {"requested_start": named[0].instant.isoformat(), **_doubt(scene, named[0])}
    return {}


def _doubt(scene: Scene, moment: Moment | None) -> dict[str, Any]:
    """What a person must settle first, when a time can be read in two ways."""
    if moment is None:
        return {}
    if moment.unsure and moment.instant is not None and not moment.when.issue:
        return {"needs_clarification": True, "issue": "ambiguous_local_time"}
    return issue_of(scene, moment)


def _expires(action: Action) -> datetime | None:
    """A proposed time is good for nothing once it has passed."""
    start = getattr(action, "start", None) if action.type == "book_slot" else None
    return datetime.fromisoformat(start) if start else None


def with_evidence(kept: Kept) -> Action:
    """The action with the words it came from."""
    return replace(kept.action, notes={**kept.action.notes, "evidence": kept.evidence.text})
