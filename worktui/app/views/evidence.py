"""What a suggestion rests on: every message it came from, each with its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from worktui.app.phrases import MONTHS
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

CHANNELS = {
    "eml": "mail",
    "form": "form",
    "git": "commit",
    "ics": "calendar",
    "text": "note",
    "webhook": "web",
}
"""What a way in is called."""


@dataclass(frozen=True, slots=True)
class Source:
    """One message behind a suggestion: how and when it came, and the words that count in it."""

    id: str
    channel: str
    clock: str
    who: str
    quotes: tuple[str, ...]

    @property
    def told(self) -> str:
        """`mail 09:12`."""
        return " ".join(filter(None, (self.channel, self.clock)))


def sources(work: Snapshot, doc: Doc, settings: Settings) -> tuple[Source, ...]:
    """The messages a suggestion was fed by, in the order in which they came."""
    arrivals = [work.get("arrivals", id) for id in doc.get("arrivals", ())]
    known = [arrival for arrival in arrivals if arrival]
    days = {_moment(arrival, settings)[:10] for arrival in known}
    return tuple(_source(doc, arrival, settings, len(days) > 1) for arrival in known)


def _source(doc: Doc, arrival: Doc, settings: Settings, several_days: bool) -> Source:
    kind = str(arrival.get("kind", ""))
    sender = arrival.get("sender") or {}
    quotes = [
        str(e.get("text", "")).strip()
        for e in doc.get("evidence", ())
        if e.get("arrival") == arrival["id"]
    ]
    moment = _moment(arrival, settings)
    clock = moment[11:16]
    if several_days and moment:
        day = parse_instant(moment).astimezone(settings.zone).date()
        clock = f"{day.day} {MONTHS[day.month - 1]} {clock}"
    return Source(
        id=str(arrival["id"]),
        channel=CHANNELS.get(kind, kind),
        clock=clock,
        who=str(sender.get("name") or sender.get("email") or arrival.get("source") or ""),
        quotes=tuple(dict.fromkeys(filter(None, quotes))),
    )


def _moment(arrival: Doc, settings: Settings) -> str:
    told = arrival.get("sent_at") or arrival.get("received_at")
    return parse_instant(told).astimezone(settings.zone).isoformat() if told else ""


def sources_words(found: Sequence[Source], most: int = 3) -> str:
    """`mail 09:12 · form 09:15`; the first and the last ones where there are many."""
    told = [source.told for source in found]
    if len(told) > most:
        told = [*told[: most - 1], f"{len(told) - most} more", told[-1]]
    return " · ".join(told)
