"""A message behind a suggestion: whom it came from, what is known of them, what they wrote."""

from __future__ import annotations

from worktui.app.names import party_name
from worktui.app.phrases import listed
from worktui.app.plans.lookup import column_kind
from worktui.app.views.evidence import CHANNELS
from worktui.app.views.waiting import who_waits
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot


def newest_message(work: Snapshot, doc: Doc) -> Doc:
    """The message a suggestion was last fed by, empty where none was."""
    ids = doc.get("arrivals") or ()
    return (work.get("arrivals", ids[-1]) if ids else None) or {}


def sender_name(work: Snapshot, arrival: Doc) -> str:
    """Whom an arrival came from, as we know them."""
    sender = arrival.get("sender") or {}
    email = str(sender.get("email", ""))
    contact = work.get("contacts", email) or _teammate(work, email) or {}
    return str(contact.get("name") or party_name(arrival) or email or arrival.get("source") or "")


def _teammate(work: Snapshot, email: str) -> Doc | None:
    wanted = email.lower()
    found = (doc for doc in work.all("people") if str(doc.get("email", "")).lower() == wanted)
    return next(found, None) if wanted else None


def heading(work: Snapshot, doc: Doc, arrival: Doc) -> tuple[str, str]:
    """Whom or what a suggestion is about, and what it comes to, from its title."""
    title, sender = str(doc.get("title", "")), sender_name(work, arrival)
    if sender and title.startswith(f"{sender}: "):
        return sender, title[len(sender) + 2 :]
    before, colon, rest = title.partition(": ")
    if colon and not sender:
        return before, rest
    word, _, rest = title.partition(" ")
    about = any(work.get(table, word) for table in ("tasks", "milestones", "bookings"))
    if rest and not sender and about:
        return word, rest.removeprefix("is ")
    return (sender, title) if sender else (title, "")


def facts_of(work: Snapshot, arrival: Doc) -> str:
    """What is known of its sender: where they belong, what it is about, what they wait for."""
    email = str((arrival.get("sender") or {}).get("email", ""))
    contact = work.get("contacts", email) or {}
    parts: list[object] = [contact.get("organisation") or contact.get("company")]
    if email and not contact:
        known = _teammate(work, email)
        parts = [_addressed(work, arrival) if known else f"{email}, not known here"]
    parts += [contact.get("project"), arrival.get("subject")]
    if contact and (waiting := _waits_for(work, email)):
        parts.append(f"waits for {waiting}")
    return " · ".join(str(part) for part in parts if part)


def _addressed(work: Snapshot, arrival: Doc) -> str:
    """To whom a teammate wrote."""
    names = []
    for party in arrival.get("to", ()):
        contact = work.get("contacts", str(party.get("email", ""))) or party
        names.append(str(contact.get("name") or party.get("email", "")))
    return f"to {listed(names, 2)}" if names else ""


def _waits_for(work: Snapshot, email: str) -> str:
    """The open tasks somebody outside waits for."""
    ids = [
        str(task["id"])
        for task in work.all("tasks")
        if who_waits(work, task) == email
        and not task.get("archived")
        and column_kind(work, task.get("status")) != "done"
    ]
    return listed(ids, 2)


def channel_words(arrival: Doc, settings: Settings) -> str:
    """How and when it came: `mail, 13:58`."""
    if not arrival:
        return "from the work itself"
    moment = arrival.get("sent_at") or arrival.get("received_at")
    at = parse_instant(moment).astimezone(settings.zone) if moment else None
    name = CHANNELS.get(str(arrival.get("kind")), str(arrival.get("kind", "")))
    return f"{name}, {at:%H:%M}" if at else name


def own_words(arrival: Doc, doc: Doc | None = None) -> str:
    """What the sender wrote himself, from its first to its last own zone; and where the words
    behind a suggestion (`doc`) are beyond it, as in what was forwarded, up to those."""
    text = str(arrival.get("text", ""))
    own = [z for z in arrival.get("zones", ()) if z["kind"] in ("own", "greeting")]
    if not own:
        return text
    low, high = int(own[0]["start"]), int(own[-1]["end"])
    for one in _evidence(doc or {}, arrival):
        if int(one["start"]) < low:
            low = text.rfind("\n", 0, int(one["start"])) + 1
        if int(one["end"]) > high:
            end = text.find("\n", int(one["end"]))
            high = len(text) if end < 0 else end
    return text[low:high].strip("\n")


def _evidence(doc: Doc, arrival: Doc) -> list[Doc]:
    return [e for e in doc.get("evidence", ()) if e.get("arrival") == arrival.get("id")]


def marks_of(doc: Doc, arrival: Doc) -> tuple[tuple[int, int], ...]:
    """The understood words, as spans of `own_words`."""
    text, own = str(arrival.get("text", "")), own_words(arrival, doc)
    shift = text.find(own) if own else 0
    spans = sorted(
        (int(e["start"]) - shift, int(e["end"]) - shift) for e in _evidence(doc, arrival)
    )
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if 0 <= start < end <= len(own) and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return tuple(kept)
