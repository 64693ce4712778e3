"""An answer to offered times: which one is chosen, or what is wished instead."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import bookings_of
from worktui.engine.reason.meetings import Wish, arrange
from worktui.engine.reason.moments import BARE_TIME, Moment, moments, moments_in
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold
from worktui.engine.when import When


def whole(rest: list[Clause], clause: Clause) -> str:
    return " ".join(c.text for c in rest if c.sentence == clause.sentence)


_AGREES = re.compile(
    r"\b(?:works?|suits?|fits?|is (?:fine|good|great|perfect|ok|okay|best)|perfect|please|fine|"
    r"great|ok|okay|"
    r"i'll take|we'll take|let's (?:do|take|say|go)|book|confirm\w*|passt|nehme\w*|gerne|convient|"
    r"parfait|va bien|"
    r"ça va|perfecto|de acuerdo|me quedo|fica|perfeito|pode ser|combinado|then|see you)\b"
)


_WHICH = re.compile(
    r"\b(?:the |option |number |no\.? |nr\.? |slot |time |#|der |die |das |le |la |el |o |a )*"
    r"(?P<n>first|second|third|fourth|last|1st|2nd|3rd|4th|1|2|3|4|erste\w*|zweite\w*|dritte\w*|"
    r"letzte\w*|"
    r"premiere?|premier|deuxieme|troisieme|derniere?|primer[oa]?|segund[oa]|tercer[oa]?|ultim[oa]|"
    r"primeir[oa]|terceir[oa])\b(?! (?:week|woche|of|uhr|pm|am)|[:.h]\d)"
)


_NTH = (
    ("first 1st 1 erste premier primer primeir", 0),
    ("second 2nd 2 zweite deuxieme segund", 1),
    ("third 3rd 3 dritte troisieme tercer terceir", 2),
    ("fourth 4th 4", 3),
    ("last letzte dernier ultim", -1),
)


def _of_the_offered(
    scene: Scene, rest: list[Clause], suggestions: list[Doc]
) -> tuple[Clause, Moment] | None:
    """ "14:00 works", "the second one is fine": one of the times that were offered."""
    offers = [a for s in suggestions for a in s.get("actions", ()) if a["type"] == "offer_slots"]
    starts = _starts_offered(scene) or starts_quoted(scene)
    if not offers and not starts:
        return None
    for clause in rest:
        if clause.question or not _AGREES.search(clause.folded):
            continue
        found = [m for m in moments(scene, clause, whole(rest, clause)) if m.instant]
        for moment in found:
            at = _offered_at(scene, moment, starts, offers[-1] if offers else {})
            if at is not None:
                return clause, _at(moment, at)
        if not found and (at := _nth_of(clause.folded, starts)) is not None:
            return clause, _at(None, at)
        if not found and (at := _on_day_named(scene, clause, starts)) is not None:
            return clause, _at(None, at)
    return None


def _on_day_named(scene: Scene, clause: Clause, starts: list[datetime]) -> datetime | None:
    """ "Friday works": the first start offered on a day that is named."""
    days = {m.days[0] for m in moments(scene, clause) if m.days and not m.rejected}
    zones = (scene.settings.zone, scene.sender_tz)
    return next((s for s in starts if {s.astimezone(z).date() for z in zones} & days), None)


def _moved_booking(scene: Scene, applied: list[Doc]) -> Doc | None:
    """The booking for which other times were offered, when they were."""
    for suggestion in applied:
        told = re.search(r"another time for (\S+?),", str(suggestion.get("reason", "")))
        booking = scene.work.get("bookings", told.group(1)) if told else None
        if booking is not None and booking.get("status") in ("confirmed", "pending"):
            return booking
    return None


def _starts_offered(scene: Scene) -> list[datetime]:
    """The starts named in the last offer that went to the sender."""
    return [datetime.fromisoformat(str(s)) for s in _last_offer(scene).get("starts") or ()]


def _last_offer(scene: Scene) -> Doc:
    """The last offer that went to the sender, empty where there was none."""
    sent = [
        doc
        for doc in scene.work.all("outbox")
        if doc.get("action") == "offer_slots" and doc.get("to") == scene.address
    ]
    return sent[-1] if sent else {}


def starts_quoted(scene: Scene) -> list[datetime]:
    """The times to come in our own letter that this one quotes, when it names two or more."""
    quoted = "\n".join(z.text for z in scene.arrival.zones if z.kind == "quoted")
    ours = any(who.email and who.email in quoted.lower() for who in scene.people.people)
    if not quoted or not ours or scene.by_team:
        return []
    found: list[datetime] = []
    for line in quoted.split("\n"):
        bare = line.lstrip("> *-•\t")
        if "@" in bare:
            continue  # the head: when it was written
        for moment in moments_in(scene, bare, bare):
            at = moment.instant
            if at is not None and moment.unsure:  # we wrote it, by our clock
                at = datetime.combine(at.date(), at.time(), scene.settings.zone)
            if at is not None and at > scene.now:
                found.append(at)
    return found if len(found) > 1 else []


def _offered_at(
    scene: Scene, moment: Moment, starts: list[datetime], offer: Doc
) -> datetime | None:
    """The offered start a time of the clock means; else that time on the only day on offer."""
    named = moment.instant
    if named is None:
        return None
    if not BARE_TIME.match(fold(moment.when.text)):
        return named
    zones = [named.tzinfo, scene.settings.zone] if moment.unsure else [named.tzinfo]
    for zone in zones:
        fits = [s for s in starts if s.astimezone(zone).time() == named.time()]
        if len(fits) == 1:
            return fits[0]
    day = offer.get("window_start")
    if day and day == offer.get("window_end"):
        return datetime.combine(date.fromisoformat(str(day)[:10]), named.time(), named.tzinfo)
    return None


def _nth_of(folded: str, starts: list[datetime]) -> datetime | None:
    hit = _WHICH.search(folded)
    if hit is None or not starts or len(folded.split()) > 12:
        return None
    word = hit.group("n")
    for names, place in _NTH:
        if any(word == n or (len(n) > 3 and word.startswith(n)) for n in names.split()):
            return starts[place] if place < len(starts) else None
    return None


def _at(moment: Moment | None, start: datetime) -> Moment:
    """A moment at a start that was offered: nothing about it is unsure."""
    if moment is None:
        return Moment(When("datetime", (0, 0), "", value=start), 0, 0)
    when = replace(moment.when, value=start, issue=None)
    return Moment(when, moment.start, moment.end)


def time_chosen(
    scene: Scene, draft: Draft, rest: list[Clause], open_before: list[Doc], before: list[Doc]
) -> set[int]:
    """ "Tuesday at 10 works for me", or another wish for the time offered before."""
    offers = [
        (s, a)
        for s in open_before
        for a in s.get("actions", ())
        if a.get("type") in ("offer_slots", "book_slot")
    ]
    applied = [
        s
        for s in scene.work.all("suggestions")
        if {a["id"] for a in before} & set(s.get("arrivals") or ())
        and s.get("state") == "applied"
        and any(a.get("type") == "offer_slots" for a in s.get("actions", ()))
    ]
    answer = _of_the_offered(scene, rest, applied or [s for s, _ in offers])
    if answer is None and not offers and not applied:
        return _others_wished(scene, draft, rest)
    if answer is not None:
        clause, moment = answer
        if (booking := _moved_booking(scene, applied)) is not None and moment.instant is not None:
            draft.add(
                {
                    "type": "reschedule_booking",
                    "booking": booking["id"],
                    "requested_start": moment.instant.isoformat(),
                },
                clause,
                contact=scene.address,
                says=f"chooses another time for {booking['id']}",
                expires_at=moment.instant,
                signals=[signal("chosen", 1.6, "one of the times offered")],
            )
            return {clause.sentence}
        minutes = _last_offer(scene).get("minutes")
        arrange(scene, draft, Wish([clause], [moment], accepted=True, minutes=minutes))
        _replace(draft, offers, clause)
        return {c.sentence for c in rest if c.sentence == clause.sentence}
    chosen: list[Clause] = []
    for clause in rest:
        found = [m for m in moments(scene, clause, whole(rest, clause)) if m.days]
        accepts = said("accept_time", scene.lang).search(clause.folded) or said(
            "meet_offer", scene.lang
        ).search(clause.folded)
        wishes = (
            accepts
            or said("changed", scene.lang).search(clause.folded)
            or said("meet", scene.lang).search(clause.folded)
            or (re.search(r"\b(?:then|dann|alors|entonces|entao)\b", clause.folded) and offers)
        )
        if (
            found
            and wishes
            and (offers or (applied and accepts))
            and not said("want", scene.lang).search(clause.folded)
        ):
            chosen.append(clause)
    if not chosen or (bookings_of(scene, scene.address) and not offers):
        return set()
    wish = Wish(
        chosen, [m for c in chosen for m in moments(scene, c, whole(rest, c))], accepted=True
    )
    arrange(scene, draft, wish)
    _replace(draft, offers, chosen[0])
    return {c.sentence for c in chosen}


_OTHERS = re.compile(
    r"\b(?:week after|following week|(?:another|other|different|later) (?:week|days?|times?|"
    r"dates?)|something (?:else|later)|andere\w* (?:tag|termin|zeit)\w*|woche darauf|"
    r"autre (?:jour|date)|semaine suivante|otr[oa] (?:dia|fecha|semana)|"
    r"outr[oa] (?:dia|data|semana))\b"
)
"""Other times than those offered, wished for."""


def _others_wished(scene: Scene, draft: Draft, rest: list[Clause]) -> set[int]:
    """ "Could you do something the week after?", to a letter of ours that it quotes."""
    if not starts_quoted(scene):
        return set()
    wished = [c for c in rest if _OTHERS.search(c.folded)]
    if not wished:
        return set()
    arrange(scene, draft, Wish(wished, [m for c in wished for m in moments(scene, c)]))
    return {c.sentence for c in wished}


def _replace(draft: Draft, offers: list[tuple[Doc, Doc]], clause: Clause) -> None:
    """The suggestions that offered times give way; what else they asked for is kept."""
    for suggestion, action in offers:
        draft.supersedes.append(suggestion["id"])
        for other in suggestion.get("actions", ()):
            if other is not action and other.get("type") not in ("offer_slots", "book_slot"):
                draft.add(
                    {k: v for k, v in other.items() if k not in ("n", "reach", "undo")},
                    clause,
                    says="asked for before",
                    signals=[signal("thread", 1.4, "from the letter before")],
                )
