"""Somebody wants to talk: a named free time is booked, a vague one is answered with offers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.free import event_type_for, refused, slots_between
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.moments import Moment, gathered, minutes_said, next_days, shown
from worktui.engine.reason.requests import issue_of
from worktui.engine.reason.scene import Scene, zone_of
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.titles import tidy, title_from
from worktui.engine.reason.values import Signal
from worktui.engine.reason.words import fold


@dataclass(slots=True)
class Wish:
    """A wish to meet: the clauses that say it and every time named for it.

    `accepted` when it takes a time we offered; `kind` is the booking type where it is known;
    `doubts` and `notes` are what else is to be said of the time.
    """

    clauses: list[Clause] = field(default_factory=list)
    times: list[Moment] = field(default_factory=list)
    accepted: bool = False
    kind: str = ""
    doubts: list[Signal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    says: str = "asks for a time to talk"
    minutes: int | None = None  # of what was offered

    @property
    def text(self) -> str:
        return " ".join(c.text for c in self.clauses)


def arrange(scene: Scene, draft: Draft, wish: Wish) -> None:
    """The step that answers a wish to meet."""
    clause = wish.clauses[0]
    wish.times = gathered(wish.times)
    repeats = [m for m in wish.times if m.when.kind == "recurrence" and not _is_preference(m)]
    if repeats or scene.by_team:
        _event(scene, draft, wish, repeats)
        return
    to = scene.address
    if to is None:
        draft.notes.append("Somebody asks for a time, but left no address to offer one to.")
        return
    minutes = minutes_said(wish.times) or wish.minutes
    told = scene.work.get("event_types", wish.kind) if wish.kind else None
    kind = told or event_type_for(scene, f"{scene.arrival.subject} {wish.text}", minutes)
    if kind is None:
        _event(scene, draft, wish, [])
        return
    seen = [signal("meeting", 1.2, "asks for a time to talk")]
    if scene.sender is not None:
        seen.append(signal("known sender", 0.6, f"{scene.sender_name} is known"))
    named = [m for m in wish.times if m.instant is not None and not m.vague]
    ahead = [(m, m.instant) for m in named if m.instant and m.instant > scene.now]
    for moment, instant in ahead:
        if moment.unsure or moment.when.issue:
            continue
        if refused(scene, kind, instant, minutes) is None:
            _besides(wish, moment)
            _book(scene, draft, clause, kind, moment, minutes, to, seen, wish)
            return
    _offer(scene, draft, clause, kind, wish.times, minutes, to, seen, wish.says)


def _besides(wish: Wish, chosen: Moment) -> None:
    """Other times that are named beside the chosen one: said, and the choice less sure."""
    at = chosen.instant
    if at is None or wish.doubts:
        return
    day = at.astimezone(at.tzinfo).date()
    others = [
        m
        for m in wish.times
        if m is not chosen
        and m.days
        and not m.rejected
        and m.when.text
        and (m.instant != at if m.instant else not m.days[0] <= day <= m.days[1])
    ]
    if others:
        named = ", ".join(f"“{m.when.text.strip()}”" for m in others)
        wish.notes.append(f"{named} would do too; the first that is free is taken")
        wish.doubts.append(signal("other times", -1.0, "names other times too"))


def _is_preference(moment: Moment) -> bool:
    """ "Any morning", "mornings are best": a part of the day, not a repetition."""
    folded = fold(moment.when.text)
    bare = moment.when.part and moment.when.rrule == "FREQ=DAILY" and not _EACH.search(folded)
    return bool(_ANY.match(folded) or bare)


def _book(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    kind: Doc,
    moment: Moment,
    minutes: int | None,
    to: str,
    seen: list[Any],
    wish: Wish | None = None,
) -> None:
    start = moment.instant
    assert start is not None
    wish = wish or Wish()
    said_of_it = "one of the times offered" if wish.accepted and wish.kind else "which is free"
    length = minutes or kind.get("minutes") or 30
    draft.add(
        {
            "type": "book_slot",
            "event_type": kind["id"],
            "invitee": to,
            "start": start.astimezone(scene.settings.zone).isoformat(),
            "minutes": length,
            "name": _name_of(scene, to),
            "display_tz": scene.sender_tz.key if scene.knows_tz else None,
        },
        clause,
        contact=to,
        expires_at=start,
        says=f"{'takes' if wish.kind and wish.accepted else 'names'} "
        f"{shown(start, scene.settings.zone)}, {said_of_it}",
        signals=[*seen, signal("time", 1.0, "a time is named and free"), *wish.doubts],
        assumptions=[*moment.when.assumptions, *_both_clocks(scene, start), *wish.notes],
    )


def _name_of(scene: Scene, address: str) -> str | None:
    known = scene.people.by_email(address)
    return known.name if known else scene.sender_name or None


def _both_clocks(scene: Scene, start: datetime) -> list[str]:
    here, there = scene.settings.zone, scene.sender_tz
    if start.astimezone(here).utcoffset() == start.astimezone(there).utcoffset():
        return []
    return [f"{shown(start, there)} is {shown(start, here)}"]


def _offer(
    scene: Scene,
    draft: Draft,
    clause: Clause,
    kind: Doc,
    times: Sequence[Moment],
    minutes: int | None,
    to: str,
    seen: list[Any],
    says: str = "asks for a time to talk",
) -> None:
    first, last, part = window(scene, times)
    given: dict[str, Any] = {
        "type": "offer_slots",
        "event_type": kind["id"],
        "to": to,
        "window_start": first.isoformat(),
        "window_end": last.isoformat(),
        "part_of_day": part,
        "minutes": minutes if minutes != kind.get("minutes") else None,
    }
    if scene.knows_tz:
        given["display_tz"] = scene.sender_tz.key
    days = sorted({d for m in times for d in m.days if d >= scene.settings.today(scene.now)})
    if (
        len(days) > 1
        and (last - first).days + 1 > len(days)
        and all(m.days and m.days[0] == m.days[1] for m in times if m.days)
    ):
        given["windows"] = [[d.isoformat(), d.isoformat()] for d in days]
    notes = [a for m in times for a in m.when.assumptions]
    for moment in times:
        if moment.instant is None:
            continue
        notes += _both_clocks(scene, moment.instant)
        if moment.unsure:
            notes.append(
                f"whose clock is meant is not said: {moment.instant:%H:%M} there is "
                f"{moment.instant.astimezone(scene.settings.zone):%H:%M} here"
            )
        why = refused(scene, kind, moment.instant, minutes)
        if why and not moment.vague:
            notes.append(f"{shown(moment.instant, scene.settings.zone)} cannot be booked: {why}")
        given |= issue_of(scene, moment)
    free = slots_between(scene, kind, first, last, minutes)
    if not free and any(m.days for m in times):
        later = last + timedelta(days=5)
        if slots_between(scene, kind, last + timedelta(days=1), later, minutes):
            given["window_end"] = later.isoformat()
            given.pop("windows", None)
            notes.append("nothing is free in that time, so the days after are offered too")
    draft.add(
        given,
        clause,
        contact=to,
        signals=seen,
        assumptions=list(dict.fromkeys(notes)),
        says=says,
        expires_at=_end_of(scene, last),
    )


def _end_of(scene: Scene, day: date) -> datetime:
    return datetime.combine(day, scene.settings.end_of_day, scene.settings.zone)


def window(scene: Scene, times: Sequence[Moment]) -> tuple[date, date, str | None]:
    """First and last day on offer, and the part of the day when one was said."""
    today = scene.settings.today(scene.now)
    days = [d for m in times for d in m.days if d >= today]
    parts = {m.when.part for m in times if m.when.part in ("morning", "afternoon", "evening")}
    part = parts.pop() if len(parts) == 1 else None
    for moment in times:
        if part is None and (hit := _DAY_PARTS.search(fold(moment.when.text))):
            part = hit.group(1)
    if not days:
        first, last = next_days(scene)
        return first, last, part
    return max(min(days), today), max(days), part


def _event(scene: Scene, draft: Draft, wish: Wish, repeats: list[Moment]) -> None:
    """Inside the team, and for what repeats, an event goes into the calendar."""
    clause = wish.clauses[0]
    timed = repeats or [m for m in wish.times if m.days]
    if not timed:
        draft.notes.append("A meeting is wished for, without a day.")
        return
    moment = max(timed, key=lambda m: len(m.when.rrule or "")) if repeats else timed[0]
    minutes = minutes_said(wish.times) or 30
    given: dict[str, Any] = {
        "type": "create_event",
        "summary": _summary(scene, wish),
        "assignee": scene.me,
    }
    attendees = [scene.address] if scene.address and not scene.by_me else []
    for who, _ in scene.people.named(clause.folded):
        if who.email and who.email not in attendees and who.id != scene.me:
            attendees.append(who.email)
    if attendees:
        given["attendees"] = attendees
    if repeats:
        given["rrule"] = moment.when.rrule
        start = _first_of(scene, moment, wish.times)
        if isinstance(start, datetime):
            given |= {
                "start": start.isoformat(),
                "end": (start + timedelta(minutes=minutes)).isoformat(),
            }
        elif start is not None:
            given["date"] = start.isoformat()
    elif moment.instant is not None:
        given |= {
            "start": moment.instant.isoformat(),
            "end": (moment.instant + timedelta(minutes=minutes)).isoformat(),
        }
        given |= issue_of(scene, moment)
    elif (
        moment.when.kind == "range"
        and isinstance(moment.when.start, datetime)
        and isinstance(moment.when.end, datetime)
    ):
        given |= {"start": moment.when.start.isoformat(), "end": moment.when.end.isoformat()}
    else:
        given["date"] = moment.days[0].isoformat()
    draft.add(
        given,
        clause,
        says="speaks of a meeting",
        assumptions=list(moment.when.assumptions),
        signals=[
            signal("meeting", 1.2, "speaks of a meeting"),
            signal("time", 0.6, "a time is named"),
        ],
    )


def _first_of(scene: Scene, moment: Moment, others: Sequence[Moment]) -> date | datetime | None:
    """The first occurrence of a repetition: after now, and not before a day named beside it."""
    when = moment.when
    if when.start is not None:
        return when.start
    if not when.rrule:
        return None
    zone = _zone_of(scene, moment)
    base = scene.now.astimezone(zone).replace(
        hour=0, minute=0, second=0, microsecond=0, tzinfo=None
    )
    after = scene.now.astimezone(zone).replace(tzinfo=None)
    days = [m.days[0] for m in others if m.days and m.when.kind in ("date", "range")]
    if days:
        after = max(after, datetime.combine(min(days), time()))
    try:
        first = rrulestr(when.rrule, dtstart=max(base, _midnight(after))).after(after, inc=True)
    except (ValueError, TypeError):
        return None
    if first is None:
        return None
    return first.replace(tzinfo=zone) if "BYHOUR" in when.rrule else first.date()


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _zone_of(scene: Scene, moment: Moment) -> ZoneInfo:
    """Whose clock a repetition goes by: named, the sender's, or the workspace's."""
    named = zone_of(moment.when.zone)
    if named is not None:
        return named
    return scene.sender_tz if scene.outside and scene.knows_tz else scene.settings.zone


_ANY = re.compile(r"(?:any|cualquier|jede[nrs]? beliebige|n'importe|qualquer)\b")
_EACH = re.compile(r"\b(?:every|each|jede\w*|taglich|chaque|tous|toutes|cada|tod[ao]s)\b")
_DAY_PARTS = re.compile(r"\b(morning|afternoon|evening)s?\b")
_TALKING = frozenset(
    "talk speak sprechen telefonieren treffen reden hablar quedar vernos reunirnos falar "
    "conversar parler discuter".split()
)
_LEADS = re.compile(
    r"^(?:have|schedule|set up|do|arrange|book|plan|make|organi[sz]e|meet|hold)\b", re.IGNORECASE
)


def _summary(scene: Scene, wish: Wish) -> str:
    """What a meeting is called: the words of a note, or "Call with Tom" from a letter."""
    clause = wish.clauses[0]
    found = [m for m in wish.times if clause.text.find(m.when.text) >= 0]
    title = title_from(scene, clause, found)
    noun = next(
        (
            n
            for n in said("meet_noun", scene.lang).finditer(clause.folded)
            if n.group() not in ("book", "schedule", "meet")
        ),
        None,
    )
    if noun is not None and (not title or _LEADS.match(title) or scene.arrival.kind != "text"):
        words = clause.text[noun.start() : noun.end()]
        if noun.group() in _TALKING:
            words = "Talk"
        with_whom = (
            f" with {scene.sender_name.split()[0]}" if scene.sender_name and not scene.by_me else ""
        )
        return tidy(words) + with_whom
    return title or tidy(scene.subject_words()) or "Meeting"


_AT_TABLE = re.compile(
    r"\b(?:lunch|dinner|breakfast|brunch|coffee|drinks?|beers?|supper|mittagessen|abendessen|"
    r"fruhstuck|kaffee|dejeuner|diner|cafe|almuerzo|comida|cena|almoco|jantar|party|concert|"
    r"conference|fair|workshop)\b(?! (?:call|machine|break room))"
)
"""What is met for away from the desk: an entry of the calendar, no slot of an event type."""


def note_meeting(scene: Scene, draft: Draft, wish: Wish) -> None:
    """My own note of a meeting: with a contact, times are offered or booked; else an event."""
    contacts = [w for w, _ in scene.people.named(wish.clauses[0].folded) if w.kind == "contact"]
    repeats = [m for m in wish.times if m.when.kind == "recurrence"]
    named = [m for m in wish.times if m.instant is not None and not m.vague]
    if len(contacts) != 1 or repeats or _AT_TABLE.search(wish.clauses[0].folded):
        _event(scene, draft, wish, repeats)
        return
    minutes = minutes_said(wish.times)
    kind = event_type_for(scene, wish.text, minutes)
    who = contacts[0]
    seen = [signal("order", 1.2, "orders a meeting"), signal("contact", 0.8, f"with {who.name}")]
    if kind is None or not who.email:
        _event(scene, draft, wish, [])
        return
    for moment in named:
        if (
            moment.instant
            and not moment.when.issue
            and refused(scene, kind, moment.instant, minutes) is None
        ):
            _book(scene, draft, wish.clauses[0], kind, moment, minutes, who.email, seen)
            return
    _offer(scene, draft, wish.clauses[0], kind, wish.times, minutes, who.email, seen)
