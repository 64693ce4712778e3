"""Which of our own letters a mail answers: an invitation to a booking, or times we offered.

An answer names the Message-ID of what it answers (RFC 5322, section 3.6.4); where a program
dropped that, the subject of the last letter of that name counts. Only the one whom the letter
went to can answer it.
"""

from __future__ import annotations

import re
from datetime import datetime

from worktui.domain.change import Doc
from worktui.engine.reason.matching import bookings_of
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import fold

_OFFER = "offer_slots"
_MARK = re.compile(r"^(?:\s*(?:re|aw|sv|antw|rv|res|r)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)


def answered_letter(scene: Scene) -> Doc | None:
    """The letter of ours that this mail answers, None when it answers none."""
    known = scene.memo.get("letter", False)
    if known is False:
        known = scene.memo["letter"] = _found(scene)
    return known if isinstance(known, dict) else None


def _found(scene: Scene) -> Doc | None:
    if scene.address is None or scene.by_team or scene.arrival.kind != "eml":
        return None
    sent = [
        doc
        for doc in scene.work.all("outbox")
        if doc.get("kind") == "mail" and str(doc.get("to", "")).lower() == scene.address
    ]
    by_id = {str(doc.get("message_id") or "-").strip("<>"): doc for doc in sent}
    for ref in scene.arrival.in_reply_to:
        if (doc := by_id.get(ref.strip("<>"))) is not None:
            return doc
    subject = scene.arrival.subject
    about = fold(_MARK.sub("", subject)).strip()
    if not about or not _MARK.match(subject) or _earlier_mail(scene):
        return None
    same = [doc for doc in sent if fold(_MARK.sub("", str(doc.get("subject")))).strip() == about]
    return same[-1] if same else None


def _earlier_mail(scene: Scene) -> bool:
    """Whether it answers a mail that came from outside."""
    named = {ref.strip("<>") for ref in scene.arrival.in_reply_to if ref}
    return any(
        (doc.get("external_id") or "").strip("<>") in named for doc in scene.work.all("arrivals")
    )


def booking_of_letter(scene: Scene) -> Doc | None:
    """The sender's standing booking that an answered letter of ours is about."""
    told = scene.memo.get("booking")
    if isinstance(told, dict):
        return told
    letter = answered_letter(scene)
    if letter is None:
        return None
    mine = bookings_of(scene, scene.address)
    if letter.get("action") == _OFFER:
        starts = set(starts_of(letter))
        return next((b for b in mine if datetime.fromisoformat(b["start"]) in starts), None)
    return next((b for b in mine if b["id"] == letter.get("entity")), None)


def offer_answered(scene: Scene) -> Doc | None:
    """The offer of times that this mail answers, unless one of them is booked already."""
    letter = answered_letter(scene)
    if letter is None or letter.get("action") != _OFFER or booking_of_letter(scene) is not None:
        return None
    return letter


def starts_of(letter: Doc) -> list[datetime]:
    """The times a letter offers, in its order."""
    return [datetime.fromisoformat(str(start)) for start in letter.get("starts") or ()]


def moved_by_offer(scene: Scene) -> Doc | None:
    """The standing booking for which other times were offered; None for a first meeting."""
    mine = {b["id"]: b for b in bookings_of(scene, scene.address)}
    for suggestion in reversed(list(scene.work.all("suggestions"))):
        told = re.search(r"another time for (\S+?),", str(suggestion.get("reason", "")))
        if told and suggestion.get("state") == "applied" and told.group(1) in mine:
            return mine[told.group(1)]
    return None
