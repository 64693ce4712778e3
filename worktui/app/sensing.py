"""From an arrival to suggestions in the inbox: stored first, judged, folded, one entry each.

The raw bytes are kept before anything is committed, so that nothing that was taken in can
be lost; the same thing arriving twice is noted and suggests nothing a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from worktui.app import closing
from worktui.app.desk import plan_digest
from worktui.app.draft import Draft
from worktui.app.judging import Judged, Outdated, judged
from worktui.app.plans import plan
from worktui.app.sense_words import sense_named
from worktui.domain.actions import Action, parse
from worktui.domain.arrival import Arrival, CalendarItem, Party
from worktui.domain.change import Doc
from worktui.domain.errors import WorktuiError
from worktui.domain.fields import within
from worktui.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from worktui.engine.reason import Proposal

OPEN = closing.OPEN
"""States of a suggestion that still wait for a decision."""


def take_in(
    draft: Draft, arrival: Arrival, *, blob: str, me: str, before: Judged | None = None
) -> tuple[str, list[str]]:
    """Write an arrival and what it suggests; returns its id and the suggestions' ids.

    `before` is how it was judged beside the lock; raises Outdated where that no longer holds.
    """
    id = draft.next_id("A", "arrivals")
    trusted = arrival.state != "quarantined"
    first = earlier(draft, arrival) if trusted else None
    doc = arrival_doc(arrival, id, blob=blob, now=draft.now)
    if first is not None:
        draft.create("arrivals", {**doc, "duplicate_of": first["id"], "state": "closed"})
        draft.say(f"{id} is {first['id']} once more")
        return id, []
    if arrival.state != "parsed":
        draft.create("arrivals", doc)
        draft.say(f"{id} is {arrival.state}: {arrival.why or 'it cannot be understood'}")
        return id, []
    if before is not None and not before.holds(draft.base):
        raise Outdated
    known = before or judged(arrival, draft, now=draft.now, me=me)
    reading = known.reading
    draft.create("arrivals", doc)  # what is proposed is planned over it: names, threads
    made = [_propose(draft, proposal, id) for proposal in reading.proposals]
    for old in reading.withdraws:
        _close(draft, old, "withdrawn", id)
    state = "reasoned" if made else "closed"
    told = {"trust": reading.trust, "state": state, "notes": list(reading.notes) or None}
    draft.update("arrivals", id, told)
    source = str(doc["source"] or "here")
    watched = doc["kind"] == "git" and source.count(":") == 2
    source = sense_named(source) if watched else source
    draft.say(f"{id} from {source} suggests {', '.join(made) or 'nothing'}")
    return id, made


def earlier(work: Snapshot, arrival: Arrival) -> Doc | None:
    """The first arrival that was the same thing: same id of its source, or same bytes.

    One that was put aside as forged is nobody's earlier one, or whoever knows an id could keep
    the true delivery out.
    """
    for doc in work.all("arrivals"):
        if doc.get("duplicate_of") or doc.get("kind") != arrival.kind:
            continue
        if doc.get("state") == "quarantined":
            continue
        if arrival.external_id and doc.get("external_id") == arrival.external_id:
            return doc
        same = bool(arrival.digest) and doc.get("digest") == arrival.digest
        if same and (not arrival.external_id or _unsigned_id(arrival, doc)):
            return doc
    return None


def _unsigned_id(arrival: Arrival, doc: Doc) -> bool:
    """Whether only the body was signed, as forges do: then the id proves nothing, and the same
    body once more is the same delivery, whatever it calls itself."""
    forge = arrival.event not in ("", "form", "unknown")
    return arrival.kind == "webhook" and forge and doc.get("source") == arrival.source


def arrival_doc(arrival: Arrival, id: str, *, blob: str, now: datetime) -> dict[str, Any]:
    """The facts of an arrival as a document; the raw bytes stay outside, under `blob`."""
    return {
        "id": id,
        "kind": arrival.kind,
        "source": arrival.source,
        "trust": "signed" if arrival.signed else "bulk" if arrival.bulk else "unknown",
        "state": arrival.state,
        "why": arrival.why,
        "external_id": arrival.external_id or None,
        "digest": arrival.digest or None,
        "blob": blob or None,
        "subject": arrival.subject or None,
        "sender": _party(arrival.sender),
        "to": [_party(party) for party in arrival.to] or None,
        "cc": [_party(party) for party in arrival.cc] or None,
        "sent_at": _told(arrival.sent_at),
        "received_at": now.isoformat(),
        "in_reply_to": list(arrival.in_reply_to) or None,
        "text": arrival.text or None,
        "zones": [{"kind": z.kind, "start": z.start, "end": z.end} for z in arrival.zones] or None,
        "event": arrival.event or None,
        "fields": dict(arrival.fields) or None,
        "calendar": [_item(item) for item in arrival.calendar] or None,
        "auto": arrival.auto or None,
        "attachments": list(arrival.attachments) or None,
        "warnings": list(arrival.warnings) or None,
    }


def _told(moment: datetime | None) -> str | None:
    """A moment as a stranger told it; one that nobody can reckon with was not told."""
    try:
        return within(moment).isoformat() if moment else None
    except ValueError:
        return None


def _party(party: Party | None) -> dict[str, str] | None:
    return {"name": party.name, "email": party.email} if party else None


def _item(item: CalendarItem) -> dict[str, Any]:
    moment = {"start": item.start, "end": item.end}
    facts = {"uid": item.uid, "method": item.method, "sequence": item.sequence}
    when = {name: value.isoformat() for name, value in moment.items() if value is not None}
    return {**facts, **when, "summary": item.summary}


def _propose(draft: Draft, proposal: Proposal, arrival: str) -> str:
    """A new suggestion, or the open one for the same thing with this evidence added."""
    for old in proposal.supersedes:
        _close(draft, old, "superseded", arrival)
    evidence = [
        {"arrival": arrival, "zone": e.zone, "start": e.start, "end": e.end, "text": e.text}
        for e in proposal.evidence
    ]
    twin = _open_twin(draft, proposal.dedupe_key)
    if twin is not None:
        fields = {
            "arrivals": [*twin["arrivals"], arrival],
            "evidence": [*twin.get("evidence", ()), *evidence],
        }
        draft.update("suggestions", twin["id"], fields)
        return str(twin["id"])
    id = draft.next_id("S", "suggestions")
    draft.create("suggestions", suggestion_doc(draft, proposal, id, [arrival], evidence))
    return id


def suggestion_doc(
    draft: Draft,
    proposal: Proposal,
    id: str,
    arrivals: list[str],
    evidence: list[dict[str, Any]],
) -> dict[str, Any]:
    """A suggestion as stored: proposal, steps with number, reach and undo, plan it saw."""
    return {
        "id": id,
        "arrivals": arrivals,
        "title": proposal.title,
        "state": "proposed",
        "confidence": round(proposal.confidence, 2),
        "band": proposal.band,
        "reason": proposal.reason,
        "signals": [[s.name, s.weight, s.says] for s in proposal.signals],
        "assumptions": list(proposal.assumptions),
        "origin": proposal.origin,
        "expires_at": proposal.expires_at.isoformat() if proposal.expires_at else None,
        "dedupe_key": proposal.dedupe_key,
        "evidence": evidence,
        "contact": proposal.contact,
        "made_at": draft.now.isoformat(),
        "actions": [{"n": n, **a.to_doc()} for n, a in enumerate(proposal.actions, 1)],
        "saw": saw(draft, proposal.actions),
    }


def saw(draft: Draft, actions: Iterable[Action]) -> dict[str, str]:
    """For each step by number what its plan comes to now, "" when it cannot be planned."""
    return {str(n): digest_of(draft, action) for n, action in enumerate(actions, 1)}


def digest_of(work: Draft, action: Action) -> str:
    """The digest of one action planned alone over the work."""
    alone = Draft(work, now=work.now, actor=work.actor)
    try:
        plan(action, alone)
    except WorktuiError:
        return ""
    return plan_digest(alone.change())


def steps(suggestion: Doc) -> list[tuple[int, Action]]:
    """The steps of a suggestion as typed actions with their numbers."""
    return [(int(doc["n"]), parse(doc)) for doc in suggestion.get("actions", ())]


def _open_twin(work: Snapshot, key: str) -> Mapping[str, Any] | None:
    if not key:
        return None
    for doc in work.all("suggestions"):
        if doc.get("dedupe_key") == key and doc.get("state") in OPEN:
            return doc
    return None


def _close(draft: Draft, id: str, state: str, by: str) -> None:
    doc = draft.get("suggestions", id)
    if doc is not None and doc.get("state") in OPEN:
        closing.close(draft, doc, state, closed_by=by)
