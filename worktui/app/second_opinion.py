"""A second opinion: what a language model reads in an arrival that the rules have judged.

It is asked after the arrival and the rules' suggestions are stored, and outside the lock, so
that a slow network holds nothing. Its candidates pass the checks of `candidates`, are planned
in a draft, and give way to whatever the rules suggest; what remains is one suggestion in the
inbox, at most *likely*. When the model fails, the arrival says so and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from worktui.app.candidates import Dropped, Kept, checked, with_evidence
from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.offered_names import offered
from worktui.app.plans import plan
from worktui.app.ports import Asked, Model
from worktui.app.sensing import OPEN, suggestion_doc
from worktui.domain.arrival import Arrival
from worktui.domain.change import Doc
from worktui.domain.errors import ModelProblem, WorktuiError
from worktui.engine.reason.assemble import alike, key_of
from worktui.engine.reason.bands import weigh
from worktui.engine.reason.gates import addressee, fraud, lookalike, orders_machine, pitch
from worktui.engine.reason.headline import headline
from worktui.engine.reason.reading import bounded
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.values import Proposal, Signal

MOST = 6
"""Steps of one opinion."""
_KEPT = timedelta(days=30)
_MEETINGS = frozenset({"offer_slots", "book_slot", "reschedule_booking", "cancel_booking"})
"""Of one meeting there is one opinion: the rules' when they have one."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What came of asking: ids of suggestions made, why there are none, whether it failed."""

    made: tuple[str, ...] = ()
    note: str = ""
    failed: bool = False


@dataclass(slots=True)
class _Found:
    """Candidates that passed, and why the others did not."""

    kept: list[Kept] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def consider(desk: Desk, model: Model, id: str, arrival: Arrival) -> Opinion:
    """Ask about a stored arrival and put what holds into the inbox. Raises StoreProblem only."""
    scene = Scene(bounded(arrival)[0], desk.snapshot(), desk.now(), desk.me)
    if not asks(scene, id, mail=model.mail):
        return Opinion()
    asked = offered(scene)
    try:
        candidates = model.suggest(asked)
    except ModelProblem as problem:
        note = f"The language model {model.name} gave no opinion: {problem.message}"
        _noted(desk, id, note)
        return Opinion((), note, failed=True)
    found = _checked(scene, asked, candidates)
    made: list[str] = []
    if found.kept or found.dropped:
        desk.through("sense").commit(lambda draft: _put(draft, model.name, id, arrival, found,
                                                        desk.me, made))  # fmt: skip
    return Opinion(tuple(made), "; ".join(found.dropped))


def asks(scene: Scene, id: str, *, mail: bool) -> bool:
    """Whether a model is asked about an arrival at all: words of a person to us, that no gate
    closed to; a mailbox only where that was switched on; never a text that orders machines."""
    arrival, doc = scene.arrival, scene.work.get("arrivals", id)
    if doc is None or doc.get("duplicate_of") or doc.get("state") not in ("reasoned", "closed"):
        return False
    form = arrival.kind == "form" or arrival.event == "form"
    if not (form or arrival.kind == "text" or (arrival.kind == "eml" and mail)):
        return False
    if arrival.auto or arrival.bulk or arrival.calendar or not arrival.own:
        return False
    if orders_machine(f"{arrival.subject}\n{arrival.text}"):
        return False
    if arrival.kind == "text":
        return True
    if fraud(scene) or lookalike(scene) or pitch(scene):
        return False
    return arrival.kind != "eml" or addressee(scene)[0] != "other"


def _checked(scene: Scene, asked: Asked, candidates: Sequence[Mapping[str, Any]]) -> _Found:
    found = _Found()
    for given in candidates:
        try:
            found.kept.append(checked(scene, asked, given))
        except Dropped as why:
            found.dropped.append(str(why))
    del found.kept[MOST:]
    return found


def _put(
    draft: Draft, name: str, id: str, arrival: Arrival, found: _Found, me: str, made: list[str]
) -> None:
    """Under the lock: what is new and can be carried out becomes one suggestion."""
    made.clear()
    scene = Scene(bounded(arrival)[0], draft, draft.now, me)
    doc = draft.get("arrivals", id)
    if doc is None:
        return
    steps: list[Kept] = []
    dropped = list(found.dropped)
    for kept in found.kept:
        why = _against(draft, scene, id, kept, steps)
        if why:
            dropped.append(why)
        else:
            steps.append(kept)
    told = list(doc.get("notes") or ())
    if dropped:
        told.append(_left_out(name, dropped))
    if steps:
        proposal = _proposal(scene, name, steps)
        made.append(_suggest(draft, proposal, id))
        draft.say(f"{name} suggests {made[0]} for {id}")
    fields: dict[str, Any] = {"notes": list(dict.fromkeys(told)) or None}
    if made:
        fields["state"] = "reasoned"
    draft.update("arrivals", id, fields)


def _against(draft: Draft, scene: Scene, id: str, kept: Kept, others: Sequence[Kept]) -> str:
    """Why a candidate is not needed or cannot be done; "" when it is fine."""
    if any(alike(kept.action, other.action.to_doc()) for other in others):
        return "it says one thing twice"
    for doc in draft.all("suggestions"):
        mine = id in doc.get("arrivals", ())
        near = doc.get("state") in OPEN and scene.address and doc.get("contact") == scene.address
        if (mine or near) and _covers(doc, id, kept):
            return "it is suggested already"
    alone = Draft(draft, now=draft.now, actor=draft.actor)
    try:
        plan(kept.action, alone)
    except WorktuiError as error:
        return error.message.rstrip(".")
    return "" if alone.change() else "it changes nothing"


def _covers(doc: Doc, id: str, kept: Kept) -> bool:
    """Whether a suggestion says what a candidate says: the same step, another one for the same
    meeting, or a step of that type from the same words."""
    actions: Sequence[Doc] = doc.get("actions", ())
    type = kept.action.type
    if any(alike(kept.action, action) for action in actions):
        return True
    if type in _MEETINGS and any(action.get("type") in _MEETINGS for action in actions):
        return True
    here = kept.evidence
    same = any(
        item.get("arrival") == id and item["start"] < here.end and item["end"] > here.start
        for item in doc.get("evidence", ())
    )
    return same and any(action.get("type") == type for action in actions)


def _proposal(scene: Scene, name: str, steps: Sequence[Kept]) -> Proposal:
    actions = [with_evidence(kept) for kept in steps]
    signals = [Signal("model", 0.5, f"{name} read it so")]
    if not all(kept.likely for kept in steps):
        signals.append(Signal("doubt", -0.3, f"{name} is not sure"))
    confidence, band = weigh(signals)
    ends = [kept.expires_at for kept in steps if kept.expires_at]
    expires = min(ends) if ends and len(ends) == len(steps) else scene.now + _KEPT
    return Proposal(
        title=headline(scene, actions),
        actions=tuple(actions),
        reason=f"The language model {name} read this in the words quoted; no rule did.",
        signals=tuple(signals),
        assumptions=tuple(dict.fromkeys(note for kept in steps for note in kept.assumptions)),
        evidence=tuple(dict.fromkeys(kept.evidence for kept in steps)),
        confidence=confidence,
        band=band,
        dedupe_key="; ".join(sorted(key_of(kept.action, scene.address) for kept in steps)),
        expires_at=expires,
        origin=f"model:{name}",
        contact=scene.address if scene.outside else None,
    )


def _suggest(draft: Draft, proposal: Proposal, arrival: str) -> str:
    """A new suggestion, or the open one that says the same with this evidence added."""
    evidence = [
        {"arrival": arrival, "zone": e.zone, "start": e.start, "end": e.end, "text": e.text}
        for e in proposal.evidence
    ]
    for twin in draft.all("suggestions"):
        if twin.get("dedupe_key") == proposal.dedupe_key and twin.get("state") in OPEN:
            fields = {
                "arrivals": list(dict.fromkeys([*twin.get("arrivals", ()), arrival])),
                "evidence": [*twin.get("evidence", ()), *evidence],
            }
            draft.update("suggestions", twin["id"], fields)
            return str(twin["id"])
    id = draft.next_id("S", "suggestions")
    draft.create("suggestions", suggestion_doc(draft, proposal, id, [arrival], evidence))
    return id


def _left_out(name: str, dropped: Sequence[str]) -> str:
    reasons = "; ".join(dict.fromkeys(dropped))
    return f"Of what {name} read, {len(dropped)} left out: {reasons}."


def _noted(desk: Desk, id: str, note: str) -> None:
    """A note on the arrival; nothing else changes."""

    def fill(draft: Draft) -> None:
        doc = draft.get("arrivals", id)
        if doc is not None:
            notes = list(dict.fromkeys([*(doc.get("notes") or ()), note]))
            draft.update("arrivals", id, {"notes": notes})
            draft.say(note)

    desk.through("sense").commit(fill)
