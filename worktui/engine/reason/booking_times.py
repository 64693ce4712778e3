"""Times asked for a booking, and the steps that move it or offer others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.free import refused, slots_between
from worktui.engine.reason.meetings import window
from worktui.engine.reason.moments import BARE_TIME, Moment, moments, shown
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_SAME_TIME = re.compile(
    r"\b(?:same time|gleiche(?:n|r)? (?:zeit|uhrzeit)|selbe(?:n|r)? (?:zeit|uhrzeit)|"
    r"zur gleichen|meme heure|misma hora|mesmo horario|mesma hora)\b"
)


_LATER = re.compile(
    r"\b(?:later|bump|spater|plus tard|mas tarde|mais tarde|back|despues|nach hinten|push|postpone|"
    r"delay|verschieb\w*|decal\w*|report\w*|"
    r"repouss\w*|retras\w*|aplaz\w*|pospon\w*|adi\w+|atras\w*)\b"
)


_ONLY_LATER = re.compile(
    r"(?:later|earlier|spater|fruher|plus tard|plus tot|mas tarde|mais tarde)\b"
)
_LATER_BY = re.compile(r"\b(?:later|spater|plus tard|mas tarde|mais tarde|despues|depois)$")


_EARLIER = re.compile(
    r"\b(?:earlier|bring forward|vorzieh\w*|vorverleg\w*|avanc\w+|adelant\w+|antecip\w+|fruher|"
    r"plus tot|antes|mas temprano|mais cedo|forward|sooner)\b"
)


_WEEK_AFTER = re.compile(
    r"\b(?:the week after|the following week|a week later|die woche darauf|woche danach|"
    r"semaine (?:d'apres|suivante)|semana siguiente|semana seguinte)\b"
)


_SAME_DAY = re.compile(
    r"\b(?:the |that )?same day\b|\b(?:am )?(?:selben|gleichen) tag\b|\bmeme jour(?:nee)?\b|"
    r"\bmismo dia\b|\bmesmo dia\b"
)
_THAT_WEEK = re.compile(
    r"\b(?:that|the same|same) week\b|\b(?:derselben|der gleichen|dieser) woche\b|\b(?:cette|"
    r"meme) semaine\b|\b(?:esa|misma) semana\b|\b(?:n?essa|mesma) semana\b"
)


_FROM_TO = re.compile(r"\b(?:to|auf|au|al|a|para|ao)\b", re.IGNORECASE)


def said_earlier(near: list[Clause]) -> bool:
    """Whether an earlier time is asked for: "bring it forward to Friday"."""
    return any(_EARLIER.search(c.folded) for c in near)


def new_times(scene: Scene, booking: Doc, times: list[tuple[Clause, Moment]]) -> list[Moment]:
    """Times named that are not the booking's own."""
    start = datetime.fromisoformat(booking["start"])
    days = {start.astimezone(z).date() for z in (scene.settings.zone, scene.sender_tz)}
    fresh: list[Moment] = []
    for _, moment in times:
        if moment.days and moment.days[0] != moment.days[1] and moment.days[0] in days:
            value = moment.when.end  # "from the 16th to the 17th": the second is the new one
            if (
                value is not None
                and moment.when.kind == "range"
                and _FROM_TO.search(moment.when.text)
            ):
                when = replace(moment.when, kind="date", value=moment.days[1], start=None, end=None)
                moment = replace(moment, when=when)
        if not moment.days or moment.rejected or (moment.when.past and moment.instant is None):
            continue
        if moment.instant is not None and moment.instant == start:
            continue
        if (
            moment.instant is None
            and moment.days[0] == moment.days[1]
            and moment.days[0] in days
            and (not moment.when.part or _ONLY_LATER.match(fold(moment.when.text)))
        ):
            continue
        if (
            moment.instant is not None
            and moment.days[0] in days
            and moment.instant.astimezone(scene.sender_tz).hour
            == start.astimezone(scene.settings.zone).hour
            and moment.unsure
        ):
            continue
        fresh.append(moment)
    return fresh


def start_asked(
    scene: Scene, booking: Doc, near: list[Clause], fresh: list[Moment]
) -> datetime | None:
    """The instant asked for: named, "same time" on another day, or so much later."""
    start = datetime.fromisoformat(booking["start"])
    text = " ".join(c.folded for c in near)
    if (asked := swapped(scene, booking, text) or days_from(scene, start, text)) is not None:
        return asked
    told = [m for m in fresh if m.instant is not None and not m.vague]
    later = [m for m in told if _LATER_BY.search(fold(m.when.text))]
    instants = [m for m in told if m not in later]
    if len(instants) > 1 and not BARE_TIME.match(fold(instants[0].when.text)):
        kind = scene.work.get("event_types", booking.get("event_type", ""))
        for moment in instants:
            if (
                kind
                and moment.instant
                and refused(scene, kind, moment.instant, None, booking["id"]) is None
            ):
                return moment.instant
    if instants:
        return _on_its_day(start, instants[0], fresh)
    if (
        later and later[0].instant is not None
    ):  # "half an hour later": than the booking, not than now
        gap = later[0].instant - scene.spoken_at
        return start + timedelta(minutes=round(gap.total_seconds() / 60))
    days = [m for m in fresh if m.days and m.days[0] == m.days[1]]
    if days and _SAME_TIME.search(text):
        local = start.astimezone(scene.sender_tz if scene.outside else scene.settings.zone)
        return datetime.combine(days[0].days[0], local.time(), local.tzinfo)
    lengths = [
        m.when.minutes
        for c in near
        for m in moments(scene, c)
        if m.when.kind == "duration" and m.when.minutes
    ]
    if lengths and not fresh:
        if _EARLIER.search(text):
            return start - timedelta(minutes=lengths[0])
        if _LATER.search(text):
            whole = lengths[0] % (24 * 60) == 0  # so many days later at the same hour
            base = start.astimezone(scene.settings.zone) if whole else start
            return base + timedelta(minutes=lengths[0])
    return None


_DAYS_BY = re.compile(
    r"\b(?P<n>a|an|one|two|three|\d|einen?|zwei|drei|un|une|deux|trois|uno?|una|dos|tres|um|uma|"
    r"dois|duas)"
    r" (?P<unit>days?|tage?|jours?|dias?|weeks?|wochen?|semaines?|semanas?) "
    r"(?P<way>later|earlier|spater|fruher|plus tard|plus tot|mas tarde|antes|despues|mais tarde|"
    r"depois)\b"
)
_NUMBERS = {"two": 2, "zwei": 2, "deux": 2, "dos": 2, "dois": 2, "duas": 2,
            "three": 3, "drei": 3, "trois": 3, "tres": 3}  # fmt: skip


def days_from(scene: Scene, start: datetime, text: str) -> datetime | None:
    """ "A day earlier", "zwei Tage später": counted from the booking, at its own hour."""
    hit = _DAYS_BY.search(text)
    if hit is None:
        return None
    count = _NUMBERS.get(hit["n"], int(hit["n"]) if hit["n"].isdigit() else 1)
    count *= 7 if hit["unit"][0] in "ws" else 1
    back = hit["way"] in ("earlier", "fruher", "plus tot", "antes")
    return start.astimezone(scene.settings.zone) + timedelta(days=-count if back else count)


_SWAPPED_BACK = re.compile(
    r"\b(?:instead of|rather than|statt|anstatt|au lieu de|en vez de(?: las?)?|"
    r"em vez da?s?(?: as?)?) (?:at |um |a |as )?(?P<old>\d{1,2})(?::(?P<past>\d{2}))?"
    r"\s?(?:h|uhr|am|pm)?,? "
    r"(?:(?!(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|o[ck]t|nov|de[cz]))\w+ ){0,2}?"
    r"(?:at |um |a |as )(?P<new>\d{1,2})(?::(?P<min>\d{2}))?\b"
)
"""The same, the old hour first: "statt um 12 schon um 11"."""
_SWAPPED = re.compile(
    r"\b(?P<new>\d{1,2})(?::(?P<min>\d{2}))?\s?(?:h|uhr|am|pm)? (?:instead of|rather than|statt|"
    r"anstatt|au lieu de|en vez de(?: las?)?|em vez da?s?(?: as?)?) (?:at |um |a |as )?"
    r"(?P<old>\d{1,2})(?::(?P<past>\d{2}))?\b(?![./-]\d)"
)
"""One hour for another: "11 instead of 10"."""


def swapped(scene: Scene, booking: Doc, text: str) -> datetime | None:
    """The start asked for by "11 instead of 10", when the second is the booking's hour."""
    hit = _SWAPPED.search(text) or _SWAPPED_BACK.search(text)
    if hit is None:
        return None
    start = datetime.fromisoformat(booking["start"])
    for zone in (scene.settings.zone, scene.sender_tz):
        local = start.astimezone(zone)
        old, new = int(hit["old"]), int(hit["new"])
        if old % 12 != local.hour % 12 or int(hit["past"] or 0) != local.minute or new > 23:
            continue
        steps = new - local.hour if new > 12 else (new - old + 6) % 12 - 6
        return local.replace(minute=int(hit["min"] or 0)) + timedelta(hours=steps)
    return None


def _on_its_day(start: datetime, moment: Moment, fresh: list[Moment]) -> datetime | None:
    """A bare time ("at 12:30 instead of 12") is on the day named beside it, else the booking's."""
    at = moment.instant
    if at is None or not BARE_TIME.match(fold(moment.when.text)):
        return at
    days = [m.days[0] for m in fresh if m is not moment and m.instant is None and m.days]
    day = days[0] if days else start.astimezone(at.tzinfo).date()
    return datetime.combine(day, at.time(), at.tzinfo)


def move(
    scene: Scene, draft: Draft, clause: Clause, booking: Doc, start: datetime, fresh: list[Moment]
) -> None:
    kind = scene.work.get("event_types", booking.get("event_type", ""))
    given: dict[str, Any] = {
        "type": "reschedule_booking",
        "booking": booking["id"],
        "requested_start": start.astimezone(scene.settings.zone).isoformat(),
    }
    notes = [a for m in fresh for a in m.when.assumptions]
    if any(m.unsure for m in fresh):
        notes.append(
            f"read by the sender’s clock: {shown(start, scene.sender_tz)} is "
            f"{shown(start, scene.settings.zone)}"
        )
    if kind is not None:
        why = refused(scene, kind, start, None, booking["id"])
        if why:
            given["conflict_with"] = why
            day = start.astimezone(scene.settings.zone).date()
            free = slots_between(scene, kind, day, day + timedelta(days=4))
            if free:
                given["alternatives"] = [s.isoformat() for s in free[:4]]
            notes.append(f"{shown(start, scene.settings.zone)} cannot be booked: {why}")
    draft.add(
        given,
        clause,
        contact=booking.get("invitee"),
        assumptions=notes,
        says=f"asks to move {booking['id']} to {shown(start, scene.settings.zone)}",
        expires_at=start,
        signals=[
            signal("moved", 1.4, "asks for another time"),
            signal("booking", 1.2, "it is the sender’s own booking"),
        ],
    )


def offer_again(
    scene: Scene, draft: Draft, clause: Clause, booking: Doc, fresh: list[Moment]
) -> None:
    scene.memo.setdefault("answer", "asks")
    first, last, part = window(scene, fresh)
    if _WEEK_AFTER.search(scene.folded):
        monday = day_of(booking) + timedelta(days=7 - day_of(booking).weekday())
        first, last = monday, monday + timedelta(days=4)
    elif not fresh and _SAME_DAY.search(scene.folded):
        first = last = day_of(booking)
    elif _THAT_WEEK.search(scene.folded):
        monday = day_of(booking) - timedelta(days=day_of(booking).weekday())
        first, last = max(monday, scene.settings.today(scene.now)), monday + timedelta(days=4)
    given: dict[str, Any] = {
        "type": "offer_slots",
        "event_type": booking["event_type"],
        "to": booking["invitee"],
        "window_start": first.isoformat(),
        "window_end": last.isoformat(),
        "part_of_day": part,
    }
    if scene.knows_tz:
        given["display_tz"] = scene.sender_tz.key
    draft.add(
        given,
        clause,
        contact=booking.get("invitee"),
        says=f"asks for another time for {booking['id']}, which stands until one is chosen",
        assumptions=[a for m in fresh for a in m.when.assumptions],
        signals=[
            signal("moved", 1.2, "asks for another time"),
            signal("booking", 1.0, "it is the sender’s own booking"),
        ],
    )


def day_of(booking: Doc) -> date:
    """The day a booking begins, as written."""
    return datetime.fromisoformat(booking["start"]).date()
