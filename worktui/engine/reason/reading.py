"""One arrival read: through the gates, then by its kind, then shaped into proposals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from worktui.domain.arrival import Arrival, Zone
from worktui.domain.snapshot import Snapshot
from worktui.engine.reason.assemble import proposals
from worktui.engine.reason.calendar import judge_calendar
from worktui.engine.reason.draft import Draft
from worktui.engine.reason.gates import addressee, fraud, lookalike, pitch
from worktui.engine.reason.hooks import judge_hook
from worktui.engine.reason.letter import absent_letter, judge_letter
from worktui.engine.reason.repository import judge_commits
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.values import Reading
from worktui.engine.reason.weights.model import Model

#: So many characters of somebody's own words are judged, and so many events of a calendar.
MOST_TEXT: Final = 20_000
MOST_EVENTS: Final = 200


def read(
    arrival: Arrival, work: Snapshot, *, now: datetime, me: str, requests: Model | None = None
) -> Reading:
    """What one arrival means for the work. Never raises on what was sent.

    `requests` is what was learned about requests (`app.weights`); without it rules judge alone.
    """
    arrival, left = bounded(arrival)
    scene = Scene(arrival, work, now, me, requests)
    trust = trust_of(scene)
    if arrival.state != "parsed":
        return Reading((), (), trust, (arrival.why or "It cannot be understood.",))
    draft = Draft()
    draft.notes += left
    closed = _gate(scene, draft)
    if closed is not None:
        return Reading(proposals(scene, draft), (), trust, (closed,))
    _judge(scene, draft)
    made = proposals(scene, draft)
    if not made and not draft.notes and not draft.withdraws:
        draft.notes.append("Nothing in it asks for anything.")
    return Reading(
        made, tuple(dict.fromkeys(draft.withdraws)), trust, tuple(dict.fromkeys(draft.notes))
    )


def bounded(arrival: Arrival) -> tuple[Arrival, list[str]]:
    """The arrival with as much of it as is judged, and what was left, in sentences."""
    left: list[str] = []
    said = sum(len(z.text) for z in arrival.zones if z.kind == "own")
    if said > MOST_TEXT:
        left.append(f"Only its first {MOST_TEXT:,} characters are judged.")
        zones = _first_zones(arrival.zones)
        arrival = replace(arrival, zones=zones, text=arrival.text[: zones[-1].end])
    events = len(arrival.calendar)
    if events > MOST_EVENTS:
        left.append(
            f"Only {MOST_EVENTS} of its {events} events are judged; "
            "import the file to take in the rest."
        )
        arrival = replace(arrival, calendar=arrival.calendar[:MOST_EVENTS])
    return arrival, left


def _first_zones(zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """The zones up to where `MOST_TEXT` characters of own words are reached."""
    kept: list[Zone] = []
    room = MOST_TEXT
    for zone in zones:
        if zone.kind == "own":
            text = zone.text[:room]
            room -= len(text)
            zone = Zone(zone.kind, zone.start, zone.start + len(text), text)
        kept.append(zone)
        if room <= 0:
            break
    return tuple(kept)


def trust_of(scene: Scene) -> str:
    """signed, known, unknown or bulk."""
    arrival = scene.arrival
    if arrival.bulk:
        return "bulk"
    if arrival.signed:
        return "signed"
    if arrival.kind in ("text", "git") or scene.sender is not None:
        return "known"
    return "unknown"


def _only_one_unknown(scene: Scene) -> bool:
    """One person whose address nobody noted: whoever is greeted, it is they who got it."""
    people = list(scene.work.all("people"))
    return len(people) == 1 and not people[0].get("email")


def _gate(scene: Scene, draft: Draft) -> str | None:
    """Why an arrival is not judged further; None when it is."""
    arrival = scene.arrival
    if arrival.kind in ("text", "git", "ics"):
        return None
    if arrival.kind == "webhook" and arrival.event != "form":
        return None if arrival.signed else "The event is not signed, so nothing follows from it."
    if arrival.auto or (arrival.bulk and scene.sender is not None):
        absent_letter(scene, draft)
        return "It was sent by a program, so nothing is asked."
    if arrival.bulk:
        return "It went to many, so nothing is asked of us."
    why = fraud(scene)
    if why:
        return why
    imitated = lookalike(scene)
    if imitated:
        return f"The sender’s address imitates {imitated}."
    if pitch(scene):
        return "It is advertising from somebody unknown."
    if arrival.kind == "eml" and not arrival.calendar and not scene.by_me:
        kind, name = addressee(scene)
        strange = kind == "stranger" and not _only_one_unknown(scene)
        if strange and (scene.sender is None or scene.outside):
            return f"It is meant for {name}, who is nobody here."
        if kind == "other":
            return f"It is meant for {name}."
    return None


def _judge(scene: Scene, draft: Draft) -> None:
    arrival = scene.arrival
    if arrival.calendar:
        judge_calendar(scene, draft)
    elif arrival.kind == "git" or arrival.commits:
        judge_commits(scene, draft)
    elif arrival.kind == "webhook" and arrival.event != "form":
        judge_hook(scene, draft)
    else:
        judge_letter(scene, draft)
