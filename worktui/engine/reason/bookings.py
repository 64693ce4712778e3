"""A booking that stands is called off or moved, by those who may."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from worktui.domain.change import Doc
from worktui.engine.reason.backing_out import (
    backs_out,
    moves,
    speaks_to_invitation,
    unfit_only,
)
from worktui.engine.reason.booking_times import (
    move,
    new_times,
    offer_again,
    said_earlier,
    start_asked,
    swapped,
)
from worktui.engine.reason.booking_week import in_its_week, instead_of_its_day, on_its_weekday
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.event_off import event_off
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import bookings_of, on_day
from worktui.engine.reason.moments import Moment, moments, moments_in, shown
from worktui.engine.reason.our_letters import booking_of_letter
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.words import fold

_WEEK = re.compile(r"\b(?:week|woche|semaine|semana)\b")
_OTHER_THING = re.compile(
    r"\b(?:the|a|an|our|your|my|these|those|der|die|das|le|la|les|el|los|las|o|os|as) \w{3,}"
)
"""Something that is moved or dropped and is no meeting: "swap the header picture"."""
_MEETING_PRONOUN = re.compile(
    r"\b(?:it|make|come|attend|there|kommen|venir|ir|unser\w*|notre|nuestr\w+|noss[oa]|es)\b|"
    r"\b(?:that|this|our|the|den|das|le|la|el|o|a)\b(?! [a-z]{3,})"
)


_ONLY_TIME = ["only the time is turned down: another one can be offered instead"]


def rearranged(scene: Scene, draft: Draft, said_clauses: list[Clause]) -> set[int]:
    """Steps for bookings called off or moved; gives the sentences used up by them."""
    hits = [c for c in said_clauses if _speaks_of_change(scene, c)]
    if not hits:
        return set()
    if scene.arrival.kind == "text" or scene.by_team:
        return _by_us(scene, draft, hits)
    mine = bookings_of(scene, scene.address)
    if (asked := booking_of_letter(scene)) is not None:
        return _decide(scene, draft, hits, said_clauses, [asked])
    if (called := event_off(scene, draft, hits)) is not None:
        return called
    if not mine:
        if any(_names_meeting(scene, c) for c in hits):
            _not_theirs(scene, draft, hits)
            return {c.sentence for c in hits} if draft.steps else set()
        return set()
    return _decide(scene, draft, hits, said_clauses, mine)


def _speaks_of_change(scene: Scene, clause: Clause) -> bool:
    f, lang = clause.folded, scene.lang
    if _says_otherwise(f, lang):
        return False
    if booking_of_letter(scene) is not None and speaks_to_invitation(scene, clause):
        return True
    if scene.by_team and re.search(r"\bbk-\d+\b", f):
        return bool(said("cancel", lang).search(f) or said("shift", lang).search(f))
    if any(m.rejected and _is_booked(scene, m.days) for m in moments(scene, clause)):
        return True
    if any(swapped(scene, b, f) for b in bookings_of(scene, scene.address)):
        return True
    cancel, shift = said("cancel", lang).search(f), said("shift", lang).search(f)
    if not (cancel or shift):
        return False
    if any(_is_booked(scene, m.days) for m in moments(scene, clause)):
        return True
    mine = bookings_of(scene, scene.address)
    if any(on_its_weekday(scene, b, m) for b in mine for m in moments(scene, clause)):
        return True
    if any(instead_of_its_day(scene, b, f) for b in mine) or _subject_names_day(scene, mine):
        return True
    return _names_meeting(scene, clause) or bool(
        _MEETING_PRONOUN.search(f) or (len(f.split()) <= 6 and not _OTHER_THING.search(f))
    )


def _says_otherwise(f: str, lang: str) -> bool:
    """Thinking aloud, under a condition, or "no need to cancel": nothing is to be changed."""
    if said("idle", lang).search(f):
        return True
    if re.match(rf"(?:{said('if', lang).pattern})", f) and not said("polite_if", lang).match(f):
        return True
    return bool(_LEFT_ALONE.search(f))


_LEFT_ALONE = re.compile(
    r"\b(?:don't|do not|no need to|not|nicht|pas|no|nao) (?:\w+ )?(?:cancel|move|"
    r"reschedule|absagen|verschieben|annuler|deplacer|cancelar|mover|desmarcar)|"
    r"\bno need for\b|\bkein\w* (?:neue\w*|andere\w*) (?:termin|zeit)|\bsin necesidad\b"
)


def _subject_names_day(scene: Scene, mine: list[Doc]) -> bool:
    """Whether the subject is but the weekday of the sender's booking: "Thursday"."""
    words = scene.subject_words()
    named = moments_in(scene, words, words) if len(words.split()) <= 3 else []
    return any(on_its_weekday(scene, b, m) for b in mine for m in named)


def _is_booked(scene: Scene, days: list[date]) -> bool:
    """Whether the sender has a booking on the day spoken of."""
    return bool(days) and bool(on_day(scene, bookings_of(scene, scene.address), days[:1]))


def _names_meeting(scene: Scene, clause: Clause) -> bool:
    for noun in said("meet_noun", scene.lang).finditer(clause.folded):
        if noun.group() not in ("book", "schedule"):
            return True
    return any(fold(t.get("title", "")) in clause.folded for t in scene.work.all("event_types"))


def _decide(
    scene: Scene, draft: Draft, hits: list[Clause], every: list[Clause], mine: list[Doc]
) -> set[int]:
    used = {c.sentence for c in hits}
    near = [c for c in every if c.sentence in used or _offers_time(scene, c, hits)]
    times = [(c, m) for c in near for m in moments(scene, c)]
    booking = _which(scene, mine, hits, [m for _, m in times])
    if booking is None:
        if (
            len(mine) > 1
            and any(
                _names_meeting(scene, c) or said("cancel", scene.lang).search(c.folded)
                for c in hits
            )
            and not any(m.days for _, m in times)
        ):
            names = ", ".join(b["id"] for b in mine)
            draft.add(
                {
                    "type": "ask_person",
                    "who": scene.me,
                    "question": f"Which booking does {scene.sender_name} mean: {names}?",
                    "needs_clarification": True,
                    "issue": "ambiguous_booking",
                    "candidates": [b["id"] for b in mine],
                },
                hits[0],
                says="takes back a booking, and there are several",
                signals=[signal("unclear", 0.2, "several bookings fit")],
            )
            return used
        return set()
    if not _is_about(scene, hits, booking):
        return set()
    if not said_earlier(near):
        times = [(c, in_its_week(scene, booking, m)) for c, m in times]
    start = datetime.fromisoformat(booking["start"])
    times = _by_our_clock(scene, start, times)
    fresh = new_times(scene, booking, times)
    cancels, shifts = _sorted(scene, hits)
    requested = start_asked(scene, booking, near, fresh)
    used |= {c.sentence for c, m in times if any(m is n for n in fresh)}
    if requested is not None and requested != start:
        move(scene, draft, (shifts or hits)[0], booking, requested, fresh)
    elif fresh or (shifts and not _only_cancel(hits)) or _another_week(every, hits):
        offer_again(scene, draft, (shifts or hits)[0], booking, fresh)
    elif cancels:
        draft.add(
            {"type": "cancel_booking", "booking": booking["id"], "told": True},
            cancels[0],
            contact=booking.get("invitee"),
            says=f"calls off {booking['id']} on {shown(start, scene.settings.zone)}",
            expires_at=start,
            assumptions=_ONLY_TIME if all(unfit_only(c) for c in cancels) else [],
            signals=[
                signal("called off", 1.4, "calls it off"),
                signal("booking", 1.4, "it is the sender’s own booking"),
            ],
        )
    return used


def _sorted(scene: Scene, hits: list[Clause]) -> tuple[list[Clause], list[Clause]]:
    """The clauses that call off, and those that wish for another time."""
    asked = booking_of_letter(scene) is not None
    cancels = [
        c
        for c in hits
        if said("cancel", scene.lang).search(c.folded) or (asked and backs_out(scene, c))
    ]
    shifts = [
        c for c in hits if said("shift", scene.lang).search(c.folded) or (asked and moves(scene, c))
    ]
    return cancels, shifts


def _by_our_clock(
    scene: Scene, start: datetime, times: list[tuple[Clause, Moment]]
) -> list[tuple[Clause, Moment]]:
    """A sender who names the booking's time by our clock names the other times by it too."""
    here = scene.settings.zone
    wall = start.astimezone(here).time()
    said_ours = any(
        m.unsure and m.instant is not None and m.instant.time() == wall and m.instant != start
        for _, m in times
    )
    if not said_ours:
        return times
    out: list[tuple[Clause, Moment]] = []
    for clause, moment in times:
        at = moment.instant
        if at is not None and moment.unsure:
            when = replace(moment.when, value=datetime.combine(at.date(), at.time(), here))
            moment = replace(moment, when=when, unsure=False)
        out.append((clause, moment))
    return out


def _another_week(every: list[Clause], hits: list[Clause]) -> bool:
    """ "Maybe the week after?": a question beside that asks for another week."""
    return any(
        c.question and _WEEK.search(c.folded) and abs(c.sentence - h.sentence) <= 2
        for c in every
        for h in hits
    )


def _only_cancel(hits: list[Clause]) -> bool:
    """A word of moving that says nothing: "something came up, I have to cancel"."""
    strong = re.compile(
        r"\b(?:move|push|shift|postpone|reschedule|rearrange|rebook|another|different|conflict|"
        r"clash|"
        r"(?:later|earlier|other) (?:slot|time|day|date)|"
        r"new (?:time|date)|verschieb\w*|verleg\w*|umbuch\w*|ander\w* (?:termin|tag)|neue\w* termin"
        r"|decal\w*|deplac\w*|report\w*|repouss\w*|autre|mover|mueve|aplaz\w*|pospon\w*|cambi\w*|"
        r"otr[oa]|reprogram\w*|remarc\w*|adi\w*|mud\w*|outr[oa]|reagend\w*)\b"
    )
    return not any(strong.search(c.folded) for c in hits)


def _offers_time(scene: Scene, clause: Clause, hits: list[Clause]) -> bool:
    """A clause beside that proposes a time: "Would Thursday at 10 work instead?"."""
    if not any(abs(clause.sentence - h.sentence) <= 2 for h in hits):
        return False
    f, lang = clause.folded, scene.lang
    if clause.question and any(m.days and not m.rejected for m in moments(scene, clause)):
        return True
    return bool(
        said("meet_offer", lang).search(f)
        or said("meet", lang).search(f)
        or said("shift", lang).search(f)
    )


def _which(scene: Scene, mine: list[Doc], hits: list[Clause], times: list[Moment]) -> Doc | None:
    """The booking meant: the one on a day named, else the only one."""
    named = [d for m in times for d in (m.days[:1] if m.days and m.days[0] == m.days[1] else [])]
    fitting = on_day(scene, mine, named)
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        exact = [
            b
            for b in fitting
            if any(m.instant == datetime.fromisoformat(b["start"]) for m in times)
        ]
        return exact[0] if len(exact) == 1 else None
    kinds = {t["id"]: fold(t.get("title", "")) for t in scene.work.all("event_types")}
    words = " ".join(c.folded for c in hits) + " " + fold(scene.arrival.subject)
    by_kind = [b for b in mine if kinds.get(b.get("event_type", ""), "-") in words]
    if len(by_kind) == 1 and len(mine) > 1:
        return by_kind[0]
    if len(mine) == 1:
        return mine[0]
    return None


def _is_about(scene: Scene, hits: list[Clause], booking: Doc) -> bool:
    """Whether words of change are about this booking and not about other work."""
    reply = booking_of_letter(scene) is not None or any(
        ref.strip("<>").startswith(booking.get("uid", "-")) for ref in scene.arrival.in_reply_to
    )
    for clause in hits:
        if reply or _names_meeting(scene, clause) or swapped(scene, booking, clause.folded):
            return True
        found = [m for m in moments(scene, clause) if m.days]
        if on_day(scene, [booking], [d for m in found for d in m.days[:1]]):
            return True
        if any(on_its_weekday(scene, booking, m) for m in found):
            return True
        if instead_of_its_day(scene, booking, clause.folded):
            return True
        if said("cancel", scene.lang).search(clause.folded) and re.search(
            r"\b(?:make it|come|attend|join|be there|kommen|teilnehmen|absagen|venir|asistir|"
            r"acudir|ir|participar|comparecer)\b",
            clause.folded,
        ):
            return True
    subject = Clause(scene.arrival.subject, fold(scene.arrival.subject), 0, -1)
    if any(on_its_weekday(scene, booking, m) for m in moments(scene, subject)):
        return True
    return _names_meeting(scene, subject) or bool(
        said("shift", scene.lang).search(subject.folded) and not scene.tasks
    )


def _not_theirs(scene: Scene, draft: Draft, hits: list[Clause]) -> None:
    """Somebody asks to call off another's booking: nothing is touched, I am asked."""
    for clause in hits:
        others = [w for w, _ in scene.people.named(clause.folded) if w.email != scene.address]
        theirs = [b for w in others for b in bookings_of(scene, w.email)]
        if theirs:
            draft.add(
                {
                    "type": "ask_person",
                    "who": scene.me,
                    "question": f"{scene.sender_name} asks to change {theirs[0]['id']} of "
                    f"{others[0].name}. Does {others[0].name} want that?",
                },
                clause,
                says="asks to change somebody else’s booking",
                signals=[signal("not theirs", 0.2, "the booking is not the sender’s")],
            )
            break
    draft.notes.append(
        f"{scene.sender_name or 'The sender'} has no booking here, so none is touched."
    )


def _by_us(scene: Scene, draft: Draft, hits: list[Clause]) -> set[int]:
    """My own note, or a colleague's: the booking with the one named, on the day named."""
    used: set[int] = set()
    for clause in hits:
        people = [w for w, _ in scene.people.named(clause.folded) if w.kind == "contact"]
        found = [m for m in moments(scene, clause) if m.days]
        ids = re.findall(r"\bbk-\d+\b", clause.folded)
        every_booking = bookings_of(scene, None)
        chosen = [b for b in every_booking if fold(b["id"]) in ids] or (
            [b for b in every_booking if any(b.get("invitee") == w.email for w in people)]
            if people
            else []
        )
        if not chosen and not people and _names_meeting(scene, clause) and not scene.by_team:
            chosen = on_day(scene, every_booking, [d for m in found for d in m.days[:1]])
        if len(chosen) > 1:
            chosen = on_day(scene, chosen, [d for m in found for d in m.days[:1]])
        if len(chosen) != 1:
            continue
        booking = chosen[0]
        fresh = new_times(scene, booking, [(clause, m) for m in found])
        used.add(clause.sentence)
        requested = start_asked(scene, booking, [clause], fresh)
        if requested is not None:
            move(scene, draft, clause, booking, requested, fresh)
        elif fresh:
            offer_again(scene, draft, clause, booking, fresh)
        elif said("cancel_word", scene.lang).search(clause.folded):
            draft.add(
                {"type": "cancel_booking", "booking": booking["id"]},
                clause,
                contact=booking.get("invitee"),
                says=f"calls off {booking['id']}",
                signals=[
                    signal("called off", 1.4, "calls it off"),
                    signal("booking", 1.2, "names it"),
                ],
            )
    return used


def posed(scene: Scene, draft: Draft, every: list[Clause]) -> set[int]:
    """A known name with a strange address asks to change a booking: I am asked, nothing moves."""
    hits = [c for c in every if _speaks_of_change(scene, c) and _names_meeting(scene, c)]
    if hits:
        draft.add(
            {
                "type": "ask_person",
                "who": scene.me,
                "question": f"Is {scene.address} really {scene.sender_name}? The letter asks "
                f"to change a booking.",
            },
            hits[0],
            says="bears a known name with a strange address",
            signals=[signal("strange address", 0.2, "the address is not the known one")],
        )
    return {c.sentence for c in hits}
