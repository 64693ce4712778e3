"""Carrying out chosen steps of a suggestion: checked under the lock, all or none, with a receipt.

A person and an always-rule both come through here, so that neither can do what the other may not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from worktui.app.closing import close_arrivals
from worktui.app.draft import Draft
from worktui.app.names import party_name, sender_of
from worktui.app.plans import plan_all
from worktui.app.plans.contacts import by_machine, make_known
from worktui.app.sensing import OPEN, digest_of, saw, steps
from worktui.domain.actions import Action
from worktui.domain.change import Doc
from worktui.domain.errors import NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot


class Stale(Refused):
    """What was shown is no longer what would be done."""


def apply_steps(
    draft: Draft, id: str, only: Collection[int] | None, *, yes: bool, rule: str = ""
) -> None:
    """Write the chosen steps into a draft, with the receipt; `rule` is the one that did it.

    Raises Stale where they come to something else than was seen, Refused, NotFound.
    """
    doc = need(draft, id)
    still_open(doc)
    _not_expired(doc, draft.now)
    chosen = chosen_steps(doc, only)
    outward = [(n, a) for n, a in chosen if a.reach_now() == "outward"]
    if outward and not yes:
        numbers = ", ".join(str(n) for n, _ in outward)
        if only is not None or len(outward) == len(chosen):
            raise Refused(
                f"Step {numbers} of {doc['id']} is seen outside.",
                hint=f"Look at it (`worktui inbox show {doc['id']}`), then apply with --yes.",
            )
        chosen = [pair for pair in chosen if pair not in outward]
        draft.warn(f"Step {numbers} leaves the house and waits for --yes.")
    for number, action in chosen:
        _decided(doc["id"], number, action)
        _to_known(draft, doc, number, action)
        _as_shown(draft, doc, number, action)
    plan_all([action for _, action in chosen], draft)
    if not rule:
        _meet(draft, doc)
    settle(draft, doc, [number for number, _ in chosen], rule)


def _meet(draft: Draft, doc: Doc) -> None:
    """Whoever asked for what a person carries out is known from now on."""
    for id in doc.get("arrivals", ()):
        arrival = draft.get("arrivals", id) or {}
        letter = arrival.get("kind") in ("eml", "form", "ics") or arrival.get("event") == "form"
        if letter and arrival.get("state") != "quarantined" and not by_machine(arrival):
            make_known(draft, sender_of(arrival), party_name(arrival))


def settle(draft: Draft, doc: Doc, numbers: Sequence[int], rule: str = "") -> None:
    """Note what was done; the suggestion stays open while chosen steps are left."""
    done = sorted({*doc.get("done", ()), *numbers})
    left = {int(a["n"]) for a in doc["actions"]} - set(done) - set(doc.get("unticked", ()))
    waiting = bool(left)
    receipt = {
        "entry": draft.base.seq + 1,  # the lock is held: ours is the next one
        "by": draft.actor.by,
        "at": draft.now.isoformat(),
        "steps": list(numbers),
        "text": "; ".join(draft.lines),
        **({"rule": rule} if rule else {}),
    }
    if letters := [d["id"] for d in draft.all("outbox") if not draft.base.get("outbox", d["id"])]:
        receipt["letters"] = letters
    state = "proposed" if waiting else "applied"
    tasks = [edit.id for edit in draft.change().edits if edit.table == "tasks"]
    fields = {
        "state": state,
        "tasks": list(dict.fromkeys([*doc.get("tasks", ()), *tasks])) or None,
        "done": done,
        "receipt": receipt,
        **dict.fromkeys(("snoozed_until", "changed", "held")),
    }
    draft.update("suggestions", doc["id"], fields)
    if not waiting:
        close_arrivals(draft, doc)


def chosen_steps(doc: Doc, only: Collection[int] | None) -> list[tuple[int, Action]]:
    """The steps to carry out: those named, else the ticked ones, without those done."""
    every = steps(doc)
    known = {number for number, _ in every}
    if only is not None and (strange := set(only) - known):
        there = ", ".join(map(str, sorted(known))) or "none"
        raise NotFound(f"{doc['id']} has no step {min(strange)}; it has {there}.")
    done, off = set(doc.get("done", ())), set(doc.get("unticked", ()))
    if only and done.issuperset(only):
        raise Refused(
            f"Step {', '.join(map(str, sorted(set(only))))} of {doc['id']} is done already."
        )
    wanted = set(only) if only is not None else known - off
    return [(number, action) for number, action in every if number in wanted - done]


def _decided(id: str, number: int, action: Action) -> None:
    if action.notes.get("needs_clarification"):
        issue = str(action.notes.get("issue", "it is not clear")).replace("_", " ")
        raise Refused(
            f"Step {number} needs your word first: {issue}.",
            hint=f"`worktui inbox edit {id} {number} FIELD=VALUE` settles it.",
        )


def _to_known(draft: Draft, doc: Doc, number: int, action: Action) -> None:
    """A message goes to nobody but teammates, contacts and those who took part."""
    to = getattr(action, "to", None) if action.reach_now() == "outward" else None
    to = to or getattr(action, "invitee", None)
    if not to or "@" not in to:
        return
    known = {str(d.get("email", "")).lower() for t in ("people", "contacts") for d in draft.all(t)}
    for id in doc.get("arrivals", ()):
        arrival = draft.get("arrivals", id) or {}
        parties = [arrival.get("sender"), *arrival.get("to", ()), *arrival.get("cc", ())]
        known |= {party["email"] for party in parties if party}
        known |= {v.lower() for v in (arrival.get("fields") or {}).values() if "@" in v}
    if to.lower() not in known and doc.get("origin") != "person":
        raise Refused(
            f"Step {number} would write to {to}, who is in no message and no contact.",
            hint="Make them a contact first, or write to them yourself.",
        )


def _as_shown(draft: Draft, doc: Doc, number: int, action: Action) -> None:
    seen = (doc.get("saw") or {}).get(str(number))
    if not seen:
        return
    now = digest_of(draft, action)
    if now and now != seen:
        raise Stale(
            f"The work changed since {doc['id']} was made: step {number} ({action.type}) "
            "would now come to something else.",
            hint=f"`worktui inbox show {doc['id']}` shows the new plan; then apply it.",
        )


def saw_now(draft: Draft, doc: Doc) -> dict[str, str]:
    """What the steps come to now."""
    return saw(draft, [action for _, action in steps(doc)])


def need(work: Snapshot, id: str) -> Doc:
    """The suggestion, or NotFound."""
    doc = work.get("suggestions", id) or work.get("suggestions", id.strip().upper())
    if doc is None:
        raise NotFound(
            f"There is no suggestion “{id[:40]}” here.", hint="`worktui inbox list` shows them."
        )
    return doc


def still_open(doc: Doc) -> None:
    """Raise Refused where it waits no longer."""
    if doc.get("state") not in OPEN:
        raise Refused(f"{doc['id']} is {doc.get('state')} already.")


def _not_expired(doc: Doc, now: datetime) -> None:
    expires = doc.get("expires_at")
    if expires and parse_instant(expires) <= now:
        raise Refused(f"{doc['id']} has expired: its time has passed.")
