"""Which mail a letter of ours goes on from, so that it and its answer stand in one thread.

An answer names what it answers (RFC 5322, section 3.6.4); a thread that began with a mail
from outside is found again by its Message-ID only if our letter in between named it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot

FRESH = timedelta(days=14)
"""How old the last mail of somebody may be for a letter to count as its answer."""
MOST = 20
"""Message-IDs of a thread that a letter names at most."""
_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|fwd?|wg|tr|rv|res|sv|antw|enc)\s*(?:\[\d+\])?\s*:)+", re.IGNORECASE
)


def of_subject(work: Snapshot, to: str, subject: str | None) -> str:
    """The Message-ID of the last letter of that subject from or to somebody, "" without one."""
    about = bare(subject)
    if not about:
        return ""
    found = [
        (parse_instant(doc["sent_at"]), str(doc.get("message_id") or ""))
        for doc in work.all("outbox")
        if doc.get("state") == "sent" and doc.get("sent_at")
        and str(doc.get("to", "")).lower() == to.lower() and bare(doc.get("subject")) == about
    ]  # fmt: skip
    found += [(at, id) for at, id, doc in _mails(work, to) if bare(doc.get("subject")) == about]
    return max(found, default=(None, ""))[1]


def of_asker(work: Snapshot, to: str, now: datetime) -> str:
    """The Message-ID of the last mail from somebody, if it is not long ago; else ""."""
    last = max(((at, id) for at, id, _ in _mails(work, to)), default=None)
    return last[1] if last and now - last[0] <= FRESH else ""


def of_booking(work: Snapshot, booking: Doc, now: datetime) -> str:
    """The Message-ID of the first letter on a booking, else of what its guest wrote last."""
    for doc in work.all("outbox"):
        if doc.get("entity") == booking["id"] and doc.get("kind") == "mail" and doc.get("sent_at"):
            return str(doc.get("message_id") or "")
    return of_asker(work, str(booking.get("invitee") or ""), now)


def asker_subject(work: Snapshot, to: str, now: datetime) -> str:
    """The subject of the last mail from somebody, if it is not long ago; else ""."""
    last = max(_mails(work, to), key=lambda mail: mail[:2], default=None)
    fresh = last is not None and now - last[0] <= FRESH
    return str(last[2].get("subject") or "") if last is not None and fresh else ""


def answer_subject(subject: str) -> str:
    """`Re: …` once, whatever answers and forwards put before it; "" stays ""."""
    plain = _MARKS.sub("", subject).strip()
    return f"Re: {plain}" if plain else ""


def answering(work: Snapshot, before: str) -> dict[str, Any]:
    """What a letter that answers a Message-ID says of it: that id, and the whole thread."""
    if not before:
        return {}
    return {"in_reply_to": before, "references": thread_of(work, before)}


def thread_of(work: Snapshot, before: str) -> list[str]:
    """The Message-IDs of a thread up to one, the oldest first: what that one named, then itself
    (RFC 5322, section 3.6.4). Of a very long one its beginning and its end."""
    named: list[str] = []
    for doc in work.all("outbox"):
        if doc.get("message_id") == before:
            named = [str(id) for id in doc.get("references") or [doc.get("in_reply_to")] if id]
    if not named:
        came = next((doc for _, id, doc in _all_mails(work) if id == before), {})
        named = [f"<{str(id).strip('<>')}>" for id in reversed(came.get("in_reply_to") or ())]
    ids = [id for id in dict.fromkeys(named) if id != before]
    return [*ids[:1], *ids[1:][-(MOST - 2) :], before]


def bare(subject: object) -> str:
    """A subject without what answers and forwards put before it."""
    return _MARKS.sub("", str(subject or "")).strip().casefold()


def _mails(work: Snapshot, sender: str) -> Iterator[tuple[datetime, str, Doc]]:
    """Mails from somebody: when they came, their Message-IDs, the documents."""
    wanted = sender.lower()
    for at, id, doc in _all_mails(work):
        if str((doc.get("sender") or {}).get("email", "")).lower() == wanted:
            yield at, id, doc


def _all_mails(work: Snapshot) -> Iterator[tuple[datetime, str, Doc]]:
    for doc in work.all("arrivals"):
        if doc.get("kind") == "eml" and not doc.get("duplicate_of") and (id := mail_id(doc)):
            yield parse_instant(doc["received_at"]), id, doc


def mail_id(arrival: Doc) -> str:
    """The Message-ID of a mail that came, "" without one."""
    id = str(arrival.get("external_id") or "")
    return f"<{id.strip('<>')}>" if "@" in id and arrival.get("kind") == "eml" else ""
