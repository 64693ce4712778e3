"""The words a task came from: who said them, when, and in which message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from worktui.app.names import called, party_name, sender_of
from worktui.app.phrases import full_day
from worktui.app.views.evidence import CHANNELS
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class CameFrom:
    """One message: its id, `mail` or `form`, who wrote it, when in words, and their own words
    that count; `suggestion` is what it became first."""

    arrival: str
    channel: str
    who: str
    when: str
    quotes: tuple[str, ...]
    suggestion: str


def came_from(work: Snapshot, task: Doc) -> tuple[CameFrom, ...]:
    """The messages that made a task or changed it, in the order in which they came."""
    settings = Settings.of(work)
    found = {
        (arrival["id"], doc["id"]): _source(work, doc, arrival, settings)
        for doc in carried_out(work, task)
        for id in doc.get("arrivals") or ()
        if (arrival := work.get("arrivals", str(id))) is not None
    }
    return tuple(found.values())


def carried_out(work: Snapshot, task: Doc) -> Iterator[Doc]:
    """The suggestions that made or changed a task. Of an older one, which did not note that, the
    steps tell it."""
    for doc in work.all("suggestions"):
        if not doc.get("receipt"):
            continue
        noted = doc.get("tasks")
        if task["id"] in noted if noted else _says_so(doc, task):
            yield doc


def _says_so(doc: Doc, task: Doc) -> bool:
    named = {task["id"], task.get("title")}
    return any(id in named or (not id and title in named) for title, id in changed_by(doc))


def changed_by(doc: Doc) -> Iterator[tuple[str, str]]:
    """(title, id) of the tasks that the steps of a suggestion made or changed; a new one has no
    id there."""
    done = set(doc.get("done") or ())
    for step in doc.get("actions") or ():
        if step.get("n") not in done:
            continue
        if step.get("task"):
            yield "", str(step["task"])
        elif step.get("type") == "create_task":
            yield str(step.get("title")), ""


def _source(work: Snapshot, doc: Doc, arrival: Doc, settings: Settings) -> CameFrom:
    kind, sender = str(arrival.get("kind", "")), sender_of(arrival)
    at = arrival.get("sent_at") or arrival.get("received_at")
    local = parse_instant(str(at)).astimezone(settings.zone) if at else None
    quotes = [
        str(quote.get("text", "")).strip()
        for quote in doc.get("evidence") or ()
        if quote.get("arrival") == arrival["id"]
    ]
    name = party_name(arrival) or str(arrival.get("source") or "")
    return CameFrom(
        arrival=str(arrival["id"]),
        channel=CHANNELS.get(kind, kind),
        who=called(work, sender) if sender else name,
        when=f"{full_day(local.date())} {local:%H:%M}" if local else "",
        quotes=tuple(dict.fromkeys(filter(None, quotes))),
        suggestion=str(doc["id"]),
    )
