"""What keeps messages from leaving: since when they wait, how many, and the last thing said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from worktui.app.outbox import leaves_at
from worktui.app.phrases import moment_words
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or

_WAYS: Mapping[str, str] = {"mail": "mail", "calendar": "the calendar", "webhook": "messages"}
_CANNOT: Mapping[str, str] = {
    "mail": "mail cannot leave",
    "calendar": "the calendar cannot be written",
    "webhook": "messages cannot leave",
}


@dataclass(frozen=True, slots=True)
class Outage:
    """A way out that failed at the last try. `kind` is mail, calendar or webhook; `waiting`
    counts what is due and has not left; `why` is a sentence without its last dot."""

    kind: str
    waiting: int
    since: datetime
    why: str

    def notice(self) -> str:
        """`mail cannot leave; 2 wait: The mail server could not be reached: connection refused`."""
        return f"{_CANNOT.get(self.kind, 'messages cannot leave')}; {self.count()}: {self.why}"

    def count(self) -> str:
        """`2 wait`."""
        return f"{self.waiting} wait{'s' if self.waiting == 1 else ''}"

    def told(self, settings: Settings, now: datetime) -> str:
        """`2 wait since 11:02 (mail): The mail server could not be reached.`"""
        since = moment_words(self.since, settings, now)
        return f"{self.count()} since {since} ({_WAYS.get(self.kind, 'messages')}): {self.why}."


def outages(work: Snapshot, now: datetime) -> tuple[Outage, ...]:
    """One for each way by which something was tried in vain and waits to be tried again."""
    waiting: dict[str, list[Doc]] = {}
    for doc in work.all("outbox"):
        if doc.get("state") == "pending" and (doc.get("last_error") or leaves_at(doc) <= now):
            waiting.setdefault(str(doc.get("kind", "mail")), []).append(doc)
    found = []
    for kind, docs in waiting.items():
        tried = [doc for doc in docs if doc.get("last_error")]
        if tried:
            last = max(tried, key=lambda doc: str(doc.get("next_at") or ""))
            why = clean_or(last["last_error"], "nobody knows why", 160).rstrip(".")
            since = min(parse_instant(doc.get("first_tried") or doc["created_at"]) for doc in tried)
            found.append(Outage(kind, len(docs), since, why))
    return tuple(found)
