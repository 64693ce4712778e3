"""The inbox: what arrived and what should be done about it; reviewed, edited, applied.

Applying re-plans the chosen steps under the lock and refuses when they come to something
else than what was shown: nothing is ever applied blindly. What somebody outside would see
needs a second, explicit yes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from worktui.app.always import by_itself, grant
from worktui.app.answering import left_out
from worktui.app.applying import (
    Stale,
    apply_steps,
    chosen_steps,
    need,
    saw_now,
    still_open,
)
from worktui.app.changed import what_changed
from worktui.app.closing import close
from worktui.app.desk import Desk, Preview, Receipt
from worktui.app.draft import Draft
from worktui.app.habit import Order
from worktui.app.judging import TRIES, Judged, Outdated, judged
from worktui.app.phrases import full_day
from worktui.app.ports import Intake
from worktui.app.sensing import OPEN, earlier, steps, take_in
from worktui.domain.actions import parse
from worktui.domain.arrival import Arrival
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput, NotFound, Refused
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_line

if TYPE_CHECKING:
    from worktui.app.opinions import Opinions


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
    own_commits: bool = False
    """Whether one's own closing commits move their task by themselves (a setting)."""
    opinions: Opinions | None = None
    """Where a language model is asked for a second opinion, if one is set up."""

    def sense(self, raw: Any, kind: str | None = None, *, name: str = "") -> Sensed:
        """Take in one input (bytes, text or parsed JSON; it may hold several arrivals)."""
        arrived: list[str] = []
        made: list[str] = []
        for arrival, data in self.read(raw, kind, name=name):
            id, suggested = self.take(arrival, data)
            arrived.append(id)
            made += [each for each in suggested if each not in made]
        work = self.desk.snapshot()
        return Sensed(_docs(work, "arrivals", arrived), _docs(work, "suggestions", made))

    def second_opinions(self) -> tuple[Doc, ...]:
        """What a language model adds about all that was taken in; waits until it is asked."""
        made = self.opinions.wait() if self.opinions is not None else ()
        return _docs(self.desk.snapshot(), "suggestions", made)

    def read(self, raw: Any, kind: str | None, *, name: str = "") -> list[tuple[Arrival, bytes]]:
        """What one input holds, each with the bytes to keep. Writes nothing."""
        now = self.desk.now()
        return list(self.intake(raw, kind, name=name, now=now, secrets=self.secrets))

    def take(self, arrival: Arrival, data: bytes) -> tuple[str, list[str]]:
        """Store one arrival and judge it; its id, and those of what it suggests."""
        desk = self.desk.through("sense")
        blob = desk.store.put_blob(data) if data else ""
        found: list[tuple[str, list[str]]] = []
        for left in reversed(range(TRIES)):
            before = self._judged(arrival) if left else None
            with suppress(Outdated):
                desk.commit(partial(self._take_in, found, arrival, blob, before))
                break
        if data:  # the same bytes may have been forgotten just before they were named again
            desk.store.put_blob(data)
        id, made = found[0]
        for each in made:
            by_itself(desk, each, arrival, own_commits=self.own_commits)
        if self.opinions is not None:
            self.opinions.later(id, arrival)
        return id, made

    def _judged(self, arrival: Arrival) -> Judged | None:
        """How an arrival is judged over the work as it is known here; None for what is not judged:
        what was not understood, or came before."""
        work = self.desk.snapshot()
        if arrival.state != "parsed" or earlier(work, arrival) is not None:
            return None
        return judged(arrival, work, now=self.desk.now(), me=self.desk.me)

    def _take_in(
        self,
        found: list[tuple[str, list[str]]],
        arrival: Arrival,
        blob: str,
        before: Judged | None,
        draft: Draft,
    ) -> None:
        found[:] = [take_in(draft, arrival, blob=blob, me=self.desk.me, before=before)]

    def list(self, *, states: Collection[str] = OPEN) -> Sequence[Doc]:
        """Suggestions in these states, newest first as habit has it (`app.habit`); snoozed ones
        only once they are due."""
        now, work = self.desk.now(), self.desk.snapshot()
        found = [
            doc
            for doc in work.all("suggestions")
            if doc.get("state") in states and not _sleeping(doc, now)
        ]
        return Order(work).sorted(found, now)

    def show(self, id: str) -> Doc:
        """One suggestion."""
        return need(self.desk.snapshot(), id)

    def preview(self, id: str, only: Collection[int] | None = None) -> Preview:
        """What applying the chosen steps would do, each message as it would leave."""
        work = self.desk.snapshot()
        chosen = chosen_steps(need(work, id), only)
        return self.desk.preview([action for _, action in chosen], work)

    def apply(self, id: str, only: Collection[int] | None = None, *, yes: bool = False) -> Receipt:
        """Carry out the chosen steps as one change, all or none.

        Without `yes` the steps that stay here are carried out and those seen outside are
        left to decide; choosing such a step with `only` then raises Refused, as does work
        that changed since it was shown.
        """
        try:
            return self.desk.through("suggestion").commit(
                lambda draft: apply_steps(draft, id, only, yes=yes)
            )
        except Stale as stale:
            self._look_again(id)
            raise Refused(stale.message, hint=stale.hint) from stale

    def always(self, id: str) -> Receipt:
        """From now on such steps from this source are carried out by themselves: a rule is
        made, and the chosen steps are carried out now. Raises Refused with the reason."""

        def fill(draft: Draft) -> None:
            doc = need(draft, id)
            still_open(doc)
            rule = grant(draft, doc, chosen_steps(doc, None))
            apply_steps(draft, id, None, yes=False)
            draft.made.append(rule)
            draft.say(f"from now on rule {rule} does it")

        return self.desk.through("suggestion").commit(fill)

    def changed(self, id: str) -> Mapping[int, str]:
        """The steps that would now come to something else than was suggested, by number, each
        with what changed meanwhile."""
        draft = self.desk.draft()
        return what_changed(draft, need(draft, id), self.desk.store)

    def _look_again(self, id: str) -> None:
        """Remember the plan as it is now and what changed, so that it can be shown and applied."""
        store = self.desk.store

        def fill(draft: Draft) -> None:
            doc = need(draft, id)
            found = what_changed(draft, doc, store)
            fields = {
                "saw": saw_now(draft, doc),
                "changed": [{"n": n, "says": says} for n, says in found.items()] or None,
            }
            draft.update("suggestions", doc["id"], fields)
            draft.say(f"{doc['id']} is planned again")

        self.desk.through("tick").commit(fill)

    def edit(self, id: str, step: int, fields: Mapping[str, Any]) -> Receipt:
        """Change fields of one step; the changed step is checked and planned again."""

        def fill(draft: Draft) -> None:
            doc = need(draft, id)
            still_open(doc)
            actions = [dict(action) for action in doc["actions"]]
            at = next((n for n, action in enumerate(actions) if action["n"] == step), None)
            if at is None:
                raise NotFound(f"{doc['id']} has no step {step}; it has {len(actions)}.")
            doubts = ("needs_clarification", "issue", "candidates")
            kept = {k: v for k, v in actions[at].items() if k not in doubts}
            changed = parse({**kept, **fields})
            actions[at] = {"n": step, **changed.to_doc()}
            edited = sorted({*doc.get("edited", ()), step})
            off = left_out(doc, actions, step) or None
            found = {"actions": actions, "edited": edited, "unticked": off}
            draft.update("suggestions", doc["id"], found)
            fresh = draft.need("suggestions", doc["id"], "suggestion")
            draft.update("suggestions", doc["id"], {"saw": saw_now(draft, fresh)})
            draft.say(f"step {step} of {doc['id']} is changed")

        return self.desk.commit(fill)

    def tick(self, id: str, step: int, *, on: bool) -> Receipt:
        """Choose or leave out one step."""

        def fill(draft: Draft) -> None:
            doc = need(draft, id)
            still_open(doc)
            if step not in {number for number, _ in steps(doc)}:
                raise NotFound(f"{doc['id']} has no step {step}.")
            off = set(doc.get("unticked", ()))
            off = off - {step} if on else off | {step}
            draft.update("suggestions", doc["id"], {"unticked": sorted(off) or None})

        return self.desk.through("tick").commit(fill)

    def dismiss(self, id: str, why: str = "") -> Receipt:
        """Nothing shall come of it."""

        def fill(draft: Draft) -> None:
            doc = need(draft, id)
            still_open(doc)
            reason = clean_line(why) if why.strip() else None
            close(draft, doc, "dismissed", closed_why=reason)
            draft.say(f"{doc['id']} is dismissed")

        return self.desk.commit(fill)

    def snooze(self, id: str, until: datetime) -> Receipt:
        """Out of sight until a moment."""
        if until <= self.desk.now():
            raise BadInput("That moment has passed.", hint="Name one to come.")

        def fill(draft: Draft) -> None:
            doc = need(draft, id)
            still_open(doc)
            fields = {"state": "snoozed", "snoozed_until": until.isoformat()}
            draft.update("suggestions", doc["id"], fields)
            local = until.astimezone(draft.settings.zone)
            draft.say(f"{doc['id']} comes back {full_day(local.date())} {local:%H:%M}")

        return self.desk.commit(fill)


def _sleeping(doc: Doc, now: datetime) -> bool:
    until = doc.get("snoozed_until")
    return doc.get("state") == "snoozed" and until is not None and parse_instant(until) > now


def _docs(work: Snapshot, table: str, ids: Sequence[str]) -> tuple[Doc, ...]:
    return tuple(doc for id in ids if (doc := work.get(table, id)) is not None)
