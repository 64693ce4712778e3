"""Links in messages: filled in at the very moment of delivery, so that none is ever stored.

In a body `{manage_link}` and `{booking_link}` stand for them. Without a link for one, the
sentence that speaks of it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from worktui.domain import token
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

Doc = Mapping[str, Any]
Links = Callable[[str, Doc], str | None]
"""The link of that name for an outbox document, or None when there is none."""

_PLACE = re.compile(r"\{(manage_link|booking_link)\}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def no_links(_name: str, _doc: Doc) -> str | None:
    """For a workspace nobody can reach from outside."""
    return None


def links_of(secret: Callable[[], bytes], work: Callable[[], Snapshot]) -> Links:
    """Links below the public address of the work as it is when a message leaves; tokens are made
    with the secret and the generation that the booking has then."""

    def link(name: str, doc: Doc) -> str | None:
        base = Settings.of(work()).public_address.rstrip("/")
        if not base.startswith(("https://", "http://")):
            return None
        if name == "booking_link":
            slug = doc.get("event_type")
            return f"{base}/book/{quote(str(slug), safe='')}{_week(doc)}" if slug else None
        booking = work().get("bookings", str(doc.get("entity") or ""))
        if booking is None or booking.get("status") in ("cancelled", "declined"):
            return None
        generation = int(booking.get("generation") or 0)
        return f"{base}/b/{token.make(secret(), token.MANAGE, booking['id'], generation)}"

    return link


def _week(doc: Doc) -> str:
    """`?from=2026-03-10` for an offer, so that the page opens where its times are."""
    starts = [str(start)[:10] for start in doc.get("starts") or ()]
    return f"?from={min(starts)}" if starts and all(map(_DAY.fullmatch, starts)) else ""


def filled(body: str, doc: Doc, links: Links) -> str:
    """A body with its links; sentences whose link there is not are left out."""
    lines: list[str] = []
    for line in body.split("\n"):
        if not _PLACE.search(line):
            lines.append(line)
            continue
        kept = [_sentence(sentence, doc, links) for sentence in _SENTENCE.split(line)]
        text = " ".join(sentence for sentence in kept if sentence is not None)
        if text or not lines or lines[-1]:
            lines.append(text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _sentence(sentence: str, doc: Doc, links: Links) -> str | None:
    found = {name: links(name, doc) for name in _PLACE.findall(sentence)}
    if None in found.values():
        return None
    return _PLACE.sub(lambda place: str(found[place[1]]), sentence)
