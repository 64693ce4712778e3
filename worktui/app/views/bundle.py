"""One suggestion opened: its messages, its steps, its day, what would leave, how it is undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worktui.app.desk import Preview
from worktui.app.habit import Order
from worktui.app.phrases import counted, full_day
from worktui.app.plans.letters import HOLD_BACK
from worktui.app.sensing import OPEN, steps
from worktui.app.views.done import DoneView, done_view
from worktui.app.views.evidence import Source, sources, sources_words
from worktui.app.views.message import (
    channel_words,
    facts_of,
    heading,
    marks_of,
    newest_message,
    own_words,
)
from worktui.app.views.origin import origin_words
from worktui.app.views.steps import StepView, describe, with_offered
from worktui.app.views.strip import DayStrip, day_strip
from worktui.domain.actions import Action
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

SOON = timedelta(days=7)
"""What lapses within so long says when."""


@dataclass(frozen=True, slots=True)
class BundleView:
    """One suggestion opened: message, understood words, steps, why, what would leave."""

    id: str
    state: str
    who: str
    facts: str
    channel: str
    text: str
    marks: tuple[tuple[int, int], ...]
    steps: tuple[StepView, ...]
    reason: str
    band: str
    assumptions: tuple[str, ...]
    signals: tuple[tuple[str, float, str], ...]
    strip: DayStrip | None
    leaves: tuple[Doc, ...]
    problem: str
    warnings: tuple[str, ...]
    receipt: str
    leaving: str = ""
    """What would leave, as `1 mail to Iva Novak`; "" when nothing would."""
    chosen: int = 0
    """How many steps would be carried out."""
    sources: tuple[Source, ...] = ()
    """Every message it came from."""
    changed: tuple[tuple[int, str], ...] = ()
    """Steps that would now come to something else than was suggested, and what changed."""
    done: DoneView | None = None
    """What was carried out of it."""
    undo: str = ""
    """How what is chosen would be taken back, in words."""
    lapses: str = ""
    """When it goes by itself, where that is soon."""

    @property
    def outward(self) -> tuple[StepView, ...]:
        """The chosen steps that somebody outside would see."""
        return tuple(s for s in self.steps if s.leaves and s.ticked and not s.done)

    @property
    def waits(self) -> bool:
        """Whether it still waits for a decision."""
        return self.state in OPEN


def bundle(
    work: Snapshot,
    id: str,
    preview: Preview,
    *,
    changed: Mapping[int, str] | None = None,
    now: datetime | None = None,
) -> BundleView | None:
    """One suggestion opened, with its preview; None when it is gone.

    `changed` names the steps that come to something else than was suggested; `now` is for the
    moments in its receipt.
    """
    doc = work.get("suggestions", id)
    return None if doc is None else _bundle(work, doc, preview, changed or {}, now)


def _bundle(
    work: Snapshot, doc: Doc, preview: Preview, changed: Mapping[int, str], now: datetime | None
) -> BundleView:
    settings = Settings.of(work)
    arrival = newest_message(work, doc)
    views = _steps(work, doc, preview, settings)
    who, _ = heading(work, doc, arrival)
    found = sources(work, doc, settings)
    held = (f"{str(doc['held'])[:1].upper()}{str(doc['held'])[1:]}",) if doc.get("held") else ()
    return BundleView(
        id=doc["id"],
        state=str(doc["state"]),
        who=who,
        facts=facts_of(work, arrival),
        channel=_channel(doc, arrival, found, settings),
        text=own_words(arrival, doc),
        marks=marks_of(doc, arrival),
        steps=views,
        reason=str(doc.get("reason", "")),
        band=str(doc.get("band", "guess")),
        assumptions=tuple(doc.get("assumptions", ())),
        signals=(*((s[0], float(s[1]), s[2]) for s in doc.get("signals", ())), *_habit(work, doc)),
        strip=day_strip(work, preview, settings),
        leaves=preview.effects,
        problem=preview.problem if doc["state"] in OPEN else "",
        warnings=(*preview.warnings, *held),
        receipt=str((doc.get("receipt") or {}).get("text", "")),
        leaving=leaving(work, preview.effects),
        chosen=sum(1 for step in views if step.ticked and not step.done),
        sources=found,
        changed=tuple(changed.items()),
        done=done_view(work, doc, settings, now),
        undo=undo_words([a for n, a in steps(doc) if n in _chosen(views)]),
        lapses=_lapses(doc, settings, now),
    )


def _steps(work: Snapshot, doc: Doc, preview: Preview, settings: Settings) -> tuple[StepView, ...]:
    off, finished = set(doc.get("unticked", ())), set(doc.get("done", ()))
    views = []
    for n, action in steps(doc):
        view = describe(action, n, work, settings.timezone, ticked=n not in off, done=n in finished)
        views.append(with_offered(view, action, preview.effects, settings))
    return tuple(views)


def _chosen(views: Sequence[StepView]) -> frozenset[int]:
    return frozenset(step.n for step in views if step.ticked and not step.done)


def undo_words(actions: Sequence[Action]) -> str:
    """How steps are taken back: at once, by a message that is shown first, or not at all."""
    if not actions:
        return ""
    kinds = [action.undo if action.reach_now() != "local" else "inverse" for action in actions]
    worst = next((kind for kind in ("none", "compensate") if kind in kinds), "")
    if not worst:
        return "u takes it back"
    if worst == "none":
        return f"u holds it for {HOLD_BACK} s; what has left cannot be unsaid"
    return f"u holds it for {HOLD_BACK} s; then it sends word again"


def _lapses(doc: Doc, settings: Settings, now: datetime | None) -> str:
    expires = doc.get("expires_at")
    if not expires or now is None or doc.get("state") not in OPEN:
        return ""
    moment = parse_instant(expires)
    if not now < moment < now + SOON:
        return ""
    local = moment.astimezone(settings.zone)
    return f"lapses {full_day(local.date())} {local:%H:%M}"


def leaving(work: Snapshot, effects: Sequence[Doc]) -> str:
    """What would leave and to whom: `1 mail to Iva Novak`; last what comes into calendars."""
    counts: dict[tuple[str, str], int] = {}
    owners: dict[str, None] = {}
    for doc in effects:
        to, kind = str(doc.get("to", "")), str(doc.get("kind", "mail"))
        if kind == "calendar":
            owners[str((work.get("people", to) or {}).get("name") or to)] = None
            continue
        name = str((work.get("contacts", to) or {}).get("name") or to)
        counts[kind, name] = counts.get((kind, name), 0) + 1
    parts = [f"{counted(number, kind)} to {name}" for (kind, name), number in counts.items()]
    return ", ".join([*parts, *(f"calendar of {name}" for name in owners)])


def _channel(doc: Doc, arrival: Doc, found: Sequence[Source], settings: Settings) -> str:
    """How and when it came, and which model or agent says so where one does."""
    by = origin_words(doc)
    if by and not arrival:
        return f"from {by}"
    came = sources_words(found) if len(found) > 1 else channel_words(arrival, settings)
    return f"{came} · {by}" if by else came


def _habit(work: Snapshot, doc: Doc) -> tuple[tuple[str, float, str], ...]:
    """What usually becomes of such suggestions, as a signal that weighs nothing."""
    says = Order(work).leaning(doc).says
    return (("habit", 0.0, says),) if says else ()
