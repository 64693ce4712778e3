"""From steps to proposals: one bundle per arrival, folded with what is open already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from worktui.domain.actions import Action, parse
from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.engine.reason.bands import weigh
from worktui.engine.reason.draft import Draft, Step
from worktui.engine.reason.headline import headline
from worktui.engine.reason.matching import content
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.threads import OPEN, likeness, open_from_contact
from worktui.engine.reason.values import Evidence, Proposal, Signal

_KEPT = timedelta(days=30)
_TARGETS = ("task", "booking", "uid", "milestone", "project", "person", "contact", "who")


def proposals(scene: Scene, draft: Draft) -> tuple[Proposal, ...]:
    """One proposal per group of steps; what an open suggestion says already is folded into it."""
    groups: dict[str, list[Step]] = {}
    for step in draft.steps:
        groups.setdefault(step.group, []).append(step)
    made: list[Proposal] = []
    left = list(draft.supersedes)
    for steps in groups.values():
        proposal = _proposal(scene, steps, tuple(left))
        if proposal is not None:
            made.append(proposal)
            left = []
    return tuple(made)


def _proposal(scene: Scene, steps: list[Step], supersedes: tuple[str, ...]) -> Proposal | None:
    known = [s for s in open_from_contact(scene) if s["id"] not in supersedes]
    replaced: list[str] = list(supersedes)
    fresh: list[Step] = []
    twins: list[Doc] = []
    carried: list[Action] = []
    for step in steps:
        twin = next(
            (s for s in known if any(alike(step.action, a) for a in s.get("actions", ()))), None
        )
        twin = twin or _same_anywhere(scene, step)
        if twin is None:
            fresh.append(step)
            continue
        if changes(step.action, twin):
            fresh.append(step)
            replaced.append(twin["id"])
            carried += _others(step.action, twin)
        else:
            twins.append(twin)
    if not fresh:
        if not twins:
            return None
        return _shape(scene, steps, [s.action for s in steps], twins[0]["dedupe_key"], ())
    actions = [s.action for s in fresh] + [
        a for a in carried if not any(alike_actions(a, s.action) for s in fresh)
    ]
    key = "; ".join(sorted(key_of(a, scene.address) for a in actions))
    return _shape(scene, fresh, actions, key, tuple(dict.fromkeys(replaced)))


def _same_anywhere(scene: Scene, step: Step) -> Doc | None:
    """An open suggestion of whomever that does this very thing to a task."""
    mine = _bare(step.action.to_doc())
    if "task" not in mine or mine["type"] in ("comment_task", "log_time", "ask_person"):
        return None
    for suggestion in scene.work.all("suggestions"):
        if suggestion.get("state") in OPEN and any(
            _bare(a) == mine for a in suggestion.get("actions", ())
        ):
            return suggestion
    return None


def _bare(doc: Doc) -> dict[str, object]:
    notes = ("n", "reach", "undo", "evidence", "issue", "candidates", "needs_clarification")
    return {k: v for k, v in doc.items() if k not in notes}


def _others(action: Action, twin: Doc) -> list[Action]:
    """The steps of a suggestion that goes which are not the changed one."""
    kept: list[Action] = []
    for doc in twin.get("actions", ()):
        if not alike(action, doc):
            try:
                kept.append(parse(doc))
            except BadInput:
                continue
    return kept


def alike(action: Action, doc: Doc) -> bool:
    """Whether a step wants what a suggested one wants, dates and wording aside."""
    mine = action.to_doc()
    if mine["type"] != doc.get("type"):
        return False
    titled = mine["type"] in ("create_task", "create_milestone", "create_event", "log_cost")
    for name in () if titled else _TARGETS:
        if mine.get(name) or doc.get(name):
            if mine.get(name) != doc.get(name):
                return False
            if mine["type"] == "comment_task":
                return likeness(mine.get("text", ""), doc.get("text", "")) >= 0.8
            return True
    if mine["type"] in ("offer_slots", "book_slot"):
        return bool(
            (mine.get("to") or mine.get("invitee")) == (doc.get("to") or doc.get("invitee"))
        )
    if mine["type"] in ("create_task", "create_event", "set_reminder", "log_cost"):
        name = next((n for n in ("title", "summary", "about", "what") if mine.get(n)), "title")
        return likeness(str(mine.get(name, "")), str(doc.get(name, ""))) >= 0.6
    return mine["type"] == "send_message" and mine.get("to") == doc.get("to")


def alike_actions(one: Action, other: Action) -> bool:
    return alike(one, other.to_doc())


def changes(action: Action, twin: Doc) -> bool:
    """Whether a later step gives another date, window or start than the open one did."""
    mine = action.to_doc()
    for doc in twin.get("actions", ()):
        if alike(action, doc):
            for name in ("due", "start", "requested_start", "window_start", "at", "assignee"):
                if (
                    mine.get(name)
                    and mine.get(name) != doc.get(name)
                    and (doc.get(name) or name != "assignee")
                ):
                    return True
            return False
    return False


def key_of(action: Action, contact: str | None) -> str:
    """The dedupe key of one action: type, main target or title's words, contact, day or slot."""
    doc = action.to_doc()
    titled = doc["type"] in ("create_task", "create_milestone", "log_cost")
    target = next((str(doc[n]) for n in _TARGETS if doc.get(n)), "")
    if not target or titled:
        name = next(
            (
                str(doc[n])
                for n in ("title", "summary", "about", "what", "event_type", "subject")
                if doc.get(n)
            ),
            "",
        )
        target = " ".join(sorted(content(name))) or name
    whom = doc.get("to") or doc.get("invitee") or doc.get("contact_email") or contact or ""
    if doc["type"] == "move_task":
        whom = doc.get("to", "")
    when = next(
        (
            str(doc[n])[:16]
            for n in (
                "start",
                "requested_start",
                "window_start",
                "due",
                "at",
                "day",
                "from",
                "date",
            )
            if doc.get(n)
        ),
        "",
    )
    extra = str(
        doc.get("after")
        or doc.get("hours")
        or doc.get("amount")
        or doc.get("recurrence_id")
        or doc.get("assignee")
        or ""
    )
    if doc["type"] == "comment_task":
        extra = " ".join(sorted(content(doc.get("text", ""))))[:60]
    return "|".join((doc["type"], target, whom, when, extra)).lower()


def _shape(
    scene: Scene, steps: list[Step], actions: list[Action], key: str, supersedes: tuple[str, ...]
) -> Proposal:
    signals = _signals(steps)
    confidence, band = weigh(signals)
    says = list(dict.fromkeys(s.says for s in steps if s.says))
    who = scene.sender_name or {
        "git": "The repository",
        "webhook": "A signed event",
        "text": "Your note",
    }.get(scene.arrival.kind, "Somebody")
    if scene.arrival.kind == "text":
        who = "Your note"
    plain = scene.arrival.kind in ("git", "webhook") and scene.arrival.event != "form"
    reason = "; ".join(says)
    reason = (reason[:1].upper() + reason[1:] if plain else f"{who} {reason}").rstrip(".") + "."
    ends = [s.expires_at for s in steps if s.expires_at]
    expires = min(ends) if ends and len(ends) == len(steps) else scene.now + _KEPT
    contact = next((s.contact for s in steps if s.contact), None) or (
        scene.address if scene.outside else None
    )
    return Proposal(
        title=headline(scene, actions),
        actions=tuple(actions),
        reason=reason,
        signals=tuple(signals),
        assumptions=tuple(dict.fromkeys(a for s in steps for a in s.assumptions)),
        evidence=_evidence(scene, steps),
        confidence=confidence,
        band=band,
        dedupe_key=key,
        expires_at=_ahead(scene, expires),
        contact=contact,
        supersedes=supersedes,
    )


def _ahead(scene: Scene, expires: datetime) -> datetime:
    return expires if expires > scene.now else scene.now + _KEPT


def _signals(steps: Iterable[Step]) -> list[Signal]:
    """Every signal once; a bundle is as sure as its least sure step."""
    per_step = [s for s in steps if s.signals]
    if not per_step:
        return []
    weakest = min(per_step, key=lambda s: sum(x.weight for x in s.signals))
    return list({(x.name, x.says): x for x in weakest.signals}.values())


def _evidence(scene: Scene, steps: Iterable[Step]) -> tuple[Evidence, ...]:
    found: dict[tuple[int, int], Evidence] = {}
    for step in steps:
        clause = step.clause
        if clause is not None and clause.sentence >= 0:
            words = scene.arrival.text[clause.start : clause.end].replace("\n", " ")
            said = Evidence(clause.zone, clause.start, clause.end, words)
            found.setdefault((clause.start, clause.end), said)
    return tuple(found.values())
