"""Booking types and free times, as the judgement needs them: which type, free or why not."""

from __future__ import annotations

from datetime import date, datetime

from worktui.domain.change import Doc
from worktui.domain.settings import DEFAULT_HOURS, WORKSPACE
from worktui.engine.reason.matching import content
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import stem
from worktui.engine.slots import SlotWork, refuse_reason, slots

_REVIEW = {
    stem(w)
    for w in "review feedback walkthrough go through discuss comments durchgehen besprechen "
    "revisar repasar revoir relire".split()
}
_FIRST = {
    stem(w)
    for w in "intro introduction first new chemistry meet know kennenlernen discovery "
    "erstgesprach hello".split()
}


def event_type_for(scene: Scene, text: str, minutes: int | None) -> Doc | None:
    """The booking type that fits the words, then the length; else the first that I host."""
    types = list(scene.work.all("event_types"))
    if not types:
        return None
    said = content(text)

    def rank(doc: Doc) -> tuple[float, int]:
        words = content(f"{doc.get('title', '')} {doc.get('slug', doc['id'])}")
        score = 3.0 * len({w for w in words if w in said and w not in ("cal", "call", "meet")})
        score += 1.5 * bool(words & _REVIEW and said & _REVIEW)
        score += 1.0 * bool(words & _FIRST and said & _FIRST)
        if minutes is not None:
            score += 2.0 * (doc.get("minutes") == minutes)
        if scene.me in (doc.get("hosts") or []):
            score += 0.5
        score -= 0.4 * (len(doc.get("hosts") or []) - 1)
        return score, -types.index(doc)

    return max(types, key=rank)


def slot_work(scene: Scene) -> SlotWork:
    """What the slot engine reads, from the scene's work; without hours the usual ones."""
    work = scene.work
    return SlotWork.of(
        {"working_hours": DEFAULT_HOURS, **(work.get("settings", WORKSPACE) or {})},
        work.all("people"),
        work.all("event_types"),
        work.all("bookings"),
        work.all("calendar"),
    )


def slots_between(
    scene: Scene, event_type: Doc, first: date, last: date, minutes: int | None = None
) -> list[datetime]:
    """Free starts of a booking type on these days of the workspace, in order; `minutes` is another
    length than the type's."""
    work = slot_work(scene)
    kind = work.event_types.get(event_type["id"])
    if kind is None:
        return []
    found = slots(
        work, kind, first, last, now=scene.now, tz=scene.settings.timezone, minutes=minutes
    )
    return [slot.start for slot in found]


def refused(
    scene: Scene,
    event_type: Doc,
    start: datetime,
    minutes: int | None = None,
    ignore: str | None = None,
) -> str | None:
    """Why a time cannot be booked; None when it can."""
    work = slot_work(scene)
    kind = work.event_types.get(event_type["id"])
    if kind is None:
        return "there is no such booking type"
    return refuse_reason(work, kind, start, now=scene.now, ignore_booking=ignore, minutes=minutes)
