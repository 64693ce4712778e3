"""An answer to times that a letter of ours offered: one is taken, another wished, or none fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from worktui.domain.change import Doc
from worktui.engine.reason.booking_times import move
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import content
from worktui.engine.reason.meetings import Wish, arrange
from worktui.engine.reason.moments import Moment, moments, shown, without
from worktui.engine.reason.our_letters import moved_by_offer, offer_answered, starts_of
from worktui.engine.reason.picking import (
    AGREES,
    ANY,
    ASIDE,
    EXCEPT,
    NONE,
    by_moment,
    by_place,
    in_part,
    part_said,
)
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.values import Signal
from worktui.engine.reason.words import fold
from worktui.engine.when import When

_LATER = re.compile(
    r"\b(?:later|after that|the week after|(?:the )?following week|spater\w*|woche (?:darauf|"
    r"danach)|plus tard|semaine (?:suivante|d'apres)|mas (?:tarde|adelante)|semana siguiente|"
    r"mais tarde|mais para a frente|semana seguinte)\b"
)
_WEEK_AFTER = re.compile(
    r"\b(?:week after|following week|woche (?:darauf|danach)|semaine (?:suivante|d'apres)|"
    r"semana (?:siguiente|seguinte))\b"
)
_EARLIER = re.compile(
    r"\b(?:earlier|sooner|fruher\w*|plus tot|mas temprano|antes|mais cedo)\b(?! today)"
)
_OTHER = re.compile(
    r"\b(?:other|another|different|further|more) (?:times?|days?|dates?|slots?|options?|week)\b|"
    r"\bsomething else\b|\bander\w* (?:termine?|zeit\w*|tage?|vorschlag\w*)\b|"
    r"\bautres? (?:creneaux?|dates?|jours?|horaires?|propositions?)\b|"
    r"\botr[oa]s? (?:dias?|horarios?|fechas?|horas?|opcion\w*)\b|"
    r"\boutr[oa]s? (?:dias?|horarios?|datas?|horas?|opco\w*)\b"
)


@dataclass(slots=True)
class _Answer:
    """What an answer says: starts it takes, times it names besides, and how."""

    taken: list[tuple[Clause, datetime]] = field(default_factory=list)
    fresh: list[tuple[Clause, Moment]] = field(default_factory=list)
    spans: list[tuple[Clause, Moment]] = field(default_factory=list)
    """Several days at once that hold offered starts: "next week"."""
    unclear: list[datetime] = field(default_factory=list)
    """Offered starts on a day that was named, when they are several."""
    spent: list[Clause] = field(default_factory=list)
    none: Clause | None = None
    any: Clause | None = None
    yes: Clause | None = None
    other: Clause | None = None
    barred: set[datetime] = field(default_factory=set)
    aside: list[Clause] = field(default_factory=list)
    """They will say later."""


def answers_offer(scene: Scene, draft: Draft, rest: list[Clause]) -> set[int]:
    """Steps for an answer to offered times; gives the places of the clauses used up by them."""
    letter = offer_answered(scene)
    starts = starts_of(letter) if letter is not None else []
    if letter is None or not starts or not rest:
        return set()
    told = _heard(scene, rest, starts)
    if not _decided(scene, draft, letter, starts, told):
        if told.aside:
            draft.notes.append(f"{scene.sender_name} will say later which time suits.")
        return {c.start for c in told.aside}
    said_it = {c.sentence for c in told.spent}
    courtesies = {c.start for c in rest if c.sentence in said_it and not content(c.text)}
    return {c.start for c in told.spent} | courtesies


def _heard(scene: Scene, rest: list[Clause], starts: list[datetime]) -> _Answer:
    told = _Answer()
    for clause in rest:
        f = _numbered(scene, clause)
        if ASIDE.search(f):
            told.aside.append(clause)
            continue
        if NONE.search(f):
            told.none = told.none or clause
        elif ANY.search(f) and _is_short(scene, clause):
            told.any = told.any or clause
        elif _OTHER.search(f) or (
            (_LATER.search(f) or (clause.question and (_EARLIER.search(f) or part_said(f))))
            and not moments(scene, clause)
            and _is_short(scene, clause)
        ):
            told.other = told.other or clause
        elif AGREES.search(f) and not clause.question and _is_short(scene, clause):
            told.yes = told.yes or clause
        if _times_of(scene, clause, f, starts, told) or clause in (
            told.none, told.any, told.other, told.yes,
        ):  # fmt: skip
            told.spent.append(clause)
    return told


def _numbered(scene: Scene, clause: Clause) -> str:
    """The words of a clause, with the number that made it look like an item of a list."""
    if not clause.item or len(clause.folded.split()) > 5:
        return clause.folded
    text = scene.arrival.text
    line = text[text.rfind("\n", 0, clause.start) + 1 : clause.start]
    return f"{fold(line).strip(' >')} {clause.folded}" if re.search(r"\d", line) else clause.folded


def _is_short(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says little besides times: no work is named in it."""
    left = content(without(clause.text, [m for m in moments(scene, clause) if m.days]))
    return len(left) <= 6


def _times_of(scene: Scene, clause: Clause, f: str, starts: list[datetime], told: _Answer) -> bool:
    """Sort the times a clause names; whether it named any."""
    if said("idle", scene.lang).search(f):
        return False
    found = [m for m in moments(scene, clause) if m.days and not m.when.deadline]
    zones = [scene.sender_tz, scene.settings.zone]
    wishes = clause.question or _is_short(scene, clause)
    named = False
    placed = by_place(f, starts)
    for moment in found:
        hits = by_moment(moment, starts, zones)
        barred = moment.rejected or bool(EXCEPT.search(f[: moment.start]))
        if barred:
            told.barred |= set(hits)
            named = True
        elif not wishes or (placed is not None and not hits):
            continue
        elif len(hits) == 1:
            told.taken.append((clause, hits[0]))
            named = True
        elif hits:
            told.unclear += hits
            if moment.days[0] != moment.days[1]:
                told.spans.append((clause, moment))
            named = True
        else:
            told.fresh.append((clause, moment))
            named = True
    if not named and placed is not None and _is_short(scene, clause) and told.none is not clause:
        told.taken.append((clause, placed))
        return True
    part = part_said(f)
    if not named and part and AGREES.search(f) and _is_short(scene, clause):
        hits = [s for s in starts if in_part(s.astimezone(zones[0]), part)]
        if len(hits) == 1:
            told.taken.append((clause, hits[0]))
            return True
    return named


def _decided(
    scene: Scene, draft: Draft, letter: Doc, starts: list[datetime], told: _Answer
) -> bool:
    """The step that the answer asks for; False when it says nothing of the offer."""
    ahead = [s for s in starts if s > scene.now and s not in told.barred]
    if told.none is not None:
        told.fresh += told.spans
    if told.taken and told.none is None:
        clause, start = told.taken[0]
        rest = [s for _, s in told.taken[1:] if s != start] + told.unclear
        _take(scene, draft, letter, clause, start, rest)
    elif told.fresh and not (told.taken and told.none is None):
        _propose(scene, draft, letter, told)
    elif told.none is not None or told.other is not None:
        _offer_others(scene, draft, letter, told.none or told.other, starts)
    elif told.unclear:
        _ask_which(scene, draft, told.spent[0], told.unclear)
    elif told.any is not None and ahead:
        _take(scene, draft, letter, told.any, min(ahead), ahead[1:], any_of=True)
    elif (told.yes is not None or told.barred) and len(ahead) == 1:
        _take(scene, draft, letter, told.yes or told.spent[0], ahead[0], [])
    elif told.yes is not None and len(ahead) > 1:
        _ask_which(scene, draft, told.yes, ahead)
    elif told.barred:
        _offer_others(scene, draft, letter, told.spent[0], starts)
    else:
        return False
    return True


def _take(
    scene: Scene,
    draft: Draft,
    letter: Doc,
    clause: Clause,
    start: datetime,
    others: Sequence[datetime],
    *,
    any_of: bool = False,
) -> None:
    """Book what was taken, or move the booking that the offer was for."""
    zone = scene.settings.zone
    doubts: list[Signal] = []
    notes: list[str] = []
    if any_of:
        notes.append("any of the times offered suits; this is the first that is still to come")
        doubts.append(signal("any", -0.4, "takes any of the times offered"))
    elif others:
        named = ", ".join(shown(s, zone) for s in dict.fromkeys(others))
        notes.append(f"also named: {named}")
        doubts.append(signal("more times", -1.0, "names more than one of the times"))
    booking = moved_by_offer(scene)
    scene.memo["answer"] = "takes"
    if booking is not None:
        move(scene, draft, clause, booking, start, [])
        return
    moment = Moment(When("datetime", (0, 0), "", value=start), 0, 0)
    wish = Wish([clause], [moment], accepted=True, kind=_kind(scene, letter))
    wish.doubts, wish.notes, wish.minutes = doubts, notes, letter.get("minutes")
    arrange(scene, draft, wish)


def _propose(scene: Scene, draft: Draft, letter: Doc, told: _Answer) -> None:
    """Another time than those offered: booked when it is free, else times near it are offered.

    Our letter wrote times by the reader's clock, so the answer's are by that clock too.
    """
    clauses = list({c.start: c for c, _ in told.fresh}.values())
    times = [replace(m, unsure=False) if scene.knows_tz else m for _, m in told.fresh]
    booking = moved_by_offer(scene)
    scene.memo["answer"] = "proposes"
    at = next((m.instant for m in times if m.instant is not None and not m.vague), None)
    if booking is not None and at is not None:
        move(scene, draft, clauses[0], booking, at, [m for m in times if m.instant == at])
        return
    minutes = letter.get("minutes")
    wish = Wish(clauses, times, kind=_kind(scene, letter), minutes=minutes)
    if told.none is not None:
        wish.says = "finds none of the times fitting and names others"
    arrange(scene, draft, wish)


def _offer_others(
    scene: Scene, draft: Draft, letter: Doc, clause: Clause | None, starts: list[datetime]
) -> None:
    """Other times: after those offered, unless earlier ones or a part of the day are wished."""
    if clause is None:
        return
    folded = scene.folded
    zone = scene.settings.zone
    days = sorted(s.astimezone(zone).date() for s in starts)
    tomorrow = scene.settings.today(scene.now) + timedelta(days=1)
    first, last = _after(days[-1], folded)
    part = part_said(folded)
    if _EARLIER.search(folded) and days[0] > tomorrow:
        first, last = tomorrow, days[0] - timedelta(days=1)
    elif part is not None and not _LATER.search(folded):
        first, last = max(tomorrow, min(days[0], tomorrow)), days[-1] + timedelta(days=4)
    span = When("range", (0, 0), "", start=max(first, tomorrow), end=max(last, tomorrow), part=part)
    scene.memo["answer"] = "asks"
    wish = Wish([clause], [Moment(span, 0, 0)], kind=_kind(scene, letter))
    wish.says = "finds none of the times fitting and asks for others"
    wish.minutes = letter.get("minutes")
    arrange(scene, draft, wish)


def _after(day: date, folded: str) -> tuple[date, date]:
    """The week after the last day offered: from its Monday when a week is named."""
    if _WEEK_AFTER.search(folded):
        monday = day + timedelta(days=7 - day.weekday())
        return monday, monday + timedelta(days=4)
    return day + timedelta(days=1), day + timedelta(days=7)


def _ask_which(scene: Scene, draft: Draft, clause: Clause, starts: Sequence[datetime]) -> None:
    named = ", ".join(shown(s, scene.settings.zone) for s in dict.fromkeys(starts))
    scene.memo["answer"] = "which"
    draft.add(
        {
            "type": "ask_person",
            "who": scene.me,
            "question": f"Which of the times offered does {scene.sender_name} mean: {named}?",
            "needs_clarification": True,
            "issue": "ambiguous_slot",
            "candidates": [s.isoformat() for s in dict.fromkeys(starts)],
        },
        clause,
        contact=scene.address,
        says="agrees to a time, and several were offered",
        signals=[signal("unclear", 0.6, "several of the times offered fit")],
    )


def _kind(scene: Scene, letter: Doc) -> str:
    kind = str(letter.get("event_type") or "")
    return kind if scene.work.get("event_types", kind) else ""
