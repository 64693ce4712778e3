"""The inbox: what arrived and what should be done about it; reviewed, edited, applied.

Applying re-plans the chosen steps under the lock and refuses when they come to something
else than what was shown: nothing is ever applied blindly. What somebody outside would see
needs a second, explicit yes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from worktui.app.desk import Desk, Preview, Receipt
from worktui.app.draft import Draft
from worktui.app.phrases import full_day
from worktui.app.plans import plan_all
from worktui.app.ports import Intake
from worktui.app.sensing import OPEN, digest_of, saw, steps, take_in
from worktui.domain.actions import Action, parse
from worktui.domain.arrival import Arrival
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line


@dataclass(frozen=True, slots=True)
class Sensed:
    """What was taken in: arrivals and suggestions as documents, in order."""

    arrivals: tuple[Doc, ...]
    suggestions: tuple[Doc, ...]


@dataclass(slots=True)
class Inbox:
    """Takes in what arrives and carries out what a person decides about it."""

    desk: Desk
    intake: Intake
    secrets: Mapping[str, str] = field(default_factory=dict)

    def sense(self, raw: Any, kind: str | None = None, *, name: str = "") -> Sensed:
        """Take in one input (bytes, text or parsed JSON; it may hold several arrivals)."""
        desk = self.desk.through("sense")
        arrived: list[str] = []
        made: list[str] = []
        for arrival, data in self.intake(
            raw, kind, name=name, now=desk.now(), secrets=self.secrets
        ):
            blob = desk.store.put_blob(data) if data else ""
            found: list[tuple[str, list[str]]] = []

            desk.commit(partial(self._take_in, found, arrival, blob))
            arrived.append(found[0][0])
            made += [id for id in found[0][1] if id not in made]
        work = desk.snapshot()
        return Sensed(_docs(work, "arrivals", arrived), _docs(work, "suggestions", made))

    def _take_in(
        self, found: list[tuple[str, list[str]]], arrival: Arrival, blob: str, draft: Draft
    ) -> None:
        found[:] = [take_in(draft, arrival, blob=blob, me=self.desk.me)]

    def list(self, *, states: Collection[str] = OPEN) -> Sequence[Doc]:
        """Suggestions in these states, newest first; snoozed ones only once they are due."""
        now = self.desk.now()
        found = [
            doc
            for doc in self.desk.snapshot().all("suggestions")
            if doc.get("state") in states and not _sleeping(doc, now)
        ]
        return sorted(found, key=lambda doc: doc.get("made_at", ""), reverse=True)

    def show(self, id: str) -> Doc:
        """One suggestion."""
        return _need(self.desk.snapshot(), id)

    def preview(self, id: str, only: Collection[int] | None = None) -> Preview:
        """What applying the chosen steps would do, each message as it would leave."""
        work = self.desk.snapshot()
        chosen = _chosen(_need(work, id), only)
        return self.desk.preview([action for _, action in chosen], work)

    def apply(self, id: str, only: Collection[int] | None = None, *, yes: bool = False) -> Receipt:
        """Carry out the chosen steps as one change, all or none.

        Without `yes` the steps that stay here are carried out and those seen outside are
        left to decide; choosing such a step with `only` then raises Refused, as does work
        that changed since it was shown.
        """
        try:
            return self.desk.through("suggestion").commit(
                lambda draft: _apply(draft, id, only, yes=yes)
            )
        except Stale as stale:
            self._look_again(id)
            raise Refused(stale.message, hint=stale.hint) from stale

    def _look_again(self, id: str) -> None:
        """Remember the plan as it is now, so that it can be shown and applied."""

        def fill(draft: Draft) -> None:
            doc = _need(draft, id)
            draft.update("suggestions", doc["id"], {"saw": _saw_now(draft, doc)})
            draft.say(f"{doc['id']} is planned again")

        self.desk.through("tick").commit(fill)

    def edit(self, id: str, step: int, fields: Mapping[str, Any]) -> Receipt:
        """Change fields of one step; the changed step is checked and planned again."""

        def fill(draft: Draft) -> None:
            doc = _need(draft, id)
            _still_open(doc)
            actions = [dict(action) for action in doc["actions"]]
            at = next((n for n, action in enumerate(actions) if action["n"] == step), None)
            if at is None:
                raise NotFound(f"{doc['id']} has no step {step}; it has {len(actions)}.")
            doubts = ("needs_clarification", "issue", "candidates")
            kept = {k: v for k, v in actions[at].items() if k not in doubts}
            changed = parse({**kept, **fields})
            actions[at] = {"n": step, **changed.to_doc()}
            draft.update("suggestions", doc["id"], {"actions": actions})
            fresh = draft.need("suggestions", doc["id"], "suggestion")
            draft.update("suggestions", doc["id"], {"saw": _saw_now(draft, fresh)})
            draft.say(f"step {step} of {doc['id']} is changed")

        return self.desk.commit(fill)

    def tick(self, id: str, step: int, *, on: bool) -> Receipt:
        """Choose or leave out one step."""

        def fill(draft: Draft) -> None:
            doc = _need(draft, id)
            _still_open(doc)
            if step not in {number for number, _ in steps(doc)}:
                raise NotFound(f"{doc['id']} has no step {step}.")
            off = set(doc.get("unticked", ()))
            off = off - {step} if on else off | {step}
            draft.update("suggestions", doc["id"], {"unticked": sorted(off) or None})

        return self.desk.through("tick").commit(fill)

    def dismiss(self, id: str, why: str = "") -> Receipt:
        """Nothing shall come of it."""

        def fill(draft: Draft) -> None:
            doc = _need(draft, id)
            _still_open(doc)
            reason = clean_line(why) if why.strip() else None
            draft.update("suggestions", doc["id"], {"state": "dismissed", "closed_why": reason})
            _close_arrivals(draft, doc)
            draft.say(f"{doc['id']} is dismissed")

        return self.desk.commit(fill)

    def snooze(self, id: str, until: datetime) -> Receipt:
        """Out of sight until a moment."""
        if until <= self.desk.now():
            raise BadInput("That moment has passed.", hint="Name one to come.")

        def fill(draft: Draft) -> None:
            doc = _need(draft, id)
            _still_open(doc)
            fields = {"state": "snoozed", "snoozed_until": until.isoformat()}
            draft.update("suggestions", doc["id"], fields)
            local = until.astimezone(draft.settings.zone)
            draft.say(f"{doc['id']} comes back {full_day(local.date())} {local:%H:%M}")

        return self.desk.commit(fill)


class Stale(Refused):
    """What was shown is no longer what would be done."""


def _apply(draft: Draft, id: str, only: Collection[int] | None, *, yes: bool) -> None:
    doc = _need(draft, id)
    _still_open(doc)
    _not_expired(doc, draft.now)
    chosen = _chosen(doc, only)
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
    _settle(draft, doc, [number for number, _ in chosen])


def _settle(draft: Draft, doc: Doc, numbers: Sequence[int]) -> None:
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
    }
    state = "proposed" if waiting else "applied"
    fields = {"state": state, "done": done, "receipt": receipt, "snoozed_until": None}
    draft.update("suggestions", doc["id"], fields)
    if not waiting:
        _close_arrivals(draft, doc)


def _close_arrivals(draft: Draft, doc: Doc) -> None:
    """An arrival is closed when nothing it suggested waits any more."""
    for arrival in doc.get("arrivals", ()):
        waiting = any(
            arrival in other.get("arrivals", ()) and other.get("state") in OPEN
            for other in draft.all("suggestions")
        )
        if not waiting and draft.get("arrivals", arrival):
            draft.update("arrivals", arrival, {"state": "closed"})


def _chosen(doc: Doc, only: Collection[int] | None) -> list[tuple[int, Action]]:
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


def _saw_now(draft: Draft, doc: Doc) -> dict[str, str]:
    return saw(draft, [action for _, action in steps(doc)])


def _need(work: Snapshot, id: str) -> Doc:
    doc = work.get("suggestions", id) or work.get("suggestions", id.strip().upper())
    if doc is None:
        raise NotFound(
            f"There is no suggestion “{id[:40]}” here.", hint="`worktui inbox list` shows them."
        )
    return doc


def _still_open(doc: Doc) -> None:
    if doc.get("state") not in OPEN:
        raise Refused(f"{doc['id']} is {doc.get('state')} already.")


def _not_expired(doc: Doc, now: datetime) -> None:
    expires = doc.get("expires_at")
    if expires and parse_instant(expires) <= now:
        raise Refused(f"{doc['id']} has expired: its time has passed.")


def _sleeping(doc: Doc, now: datetime) -> bool:
    until = doc.get("snoozed_until")
    return doc.get("state") == "snoozed" and until is not None and parse_instant(until) > now


def _docs(work: Snapshot, table: str, ids: Sequence[str]) -> tuple[Doc, ...]:
    return tuple(doc for id in ids if (doc := work.get(table, id)) is not None)
