"""Which mail a letter of ours goes on from, so that it and its answer stand in one thread.

An answer names what it answers (RFC 5322, section 3.6.4); a thread that began with a mail
from outside is found again by its Message-ID only if our letter in between named it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot

FRESH = timedelta(days=14)
"""How old the last mail of somebody may be for a letter to count as its answer."""
_MARKS = re.compile(r"^(?:\s*(?:re|aw|fwd?|wg|tr|rv|res|sv|antw)\s*:)+", re.IGNORECASE)


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


def bare(subject: object) -> str:
    """A subject without what answers and forwards put before it."""
    return _MARKS.sub("", str(subject or "")).strip().casefold()


def _mails(work: Snapshot, sender: str) -> Iterator[tuple[datetime, str, Doc]]:
    """Mails from somebody: when they came, their Message-IDs, the documents."""
    wanted = sender.lower()
    for doc in work.all("arrivals"):
        if doc.get("kind") != "eml" or doc.get("duplicate_of"):
            continue
        id = str(doc.get("external_id") or "")
        if "@" in id and str((doc.get("sender") or {}).get("email", "")).lower() == wanted:
            yield parse_instant(doc["received_at"]), f"<{id.strip('<>')}>", doc
