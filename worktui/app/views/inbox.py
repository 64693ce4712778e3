"""The inbox as frozen values: the list, and one suggestion with its message and its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worktui.app.desk import Preview
from worktui.app.habit import Order
from worktui.app.phrases import counted, full_day, listed, moment_words
from worktui.app.plans.letters import HOLD_BACK
from worktui.app.plans.lookup import column_kind
from worktui.app.sensing import OPEN, steps
from worktui.app.views.done import DoneView, done_view
from worktui.app.views.evidence import CHANNELS, Source, sources, sources_words
from worktui.app.views.origin import origin_words
from worktui.app.views.steps import REACH_WORDS, StepView, describe, with_offered
from worktui.app.views.strip import DayStrip, day_strip
from worktui.domain.actions import Action
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

SIGNS = {"eml": "message", "form": "message", "text": "message", "git": "commit"}


@dataclass(frozen=True, slots=True)
class InboxItem:
    """A row of the list: whom or what it is about, and what is suggested.

    `sign` names a sign (message, commit, late), never draws it; `counts` says how far the
    chosen steps reach."""

    id: str
    who: str
    what: str
    minutes: int
    counts: str
    sign: str
    band: str
    state: str


@dataclass(frozen=True, slots=True)
class DoneItem:
    """Something the inbox did today, or could not read. `at` is an instant, `clock` the same
    as people read it, `who` whom it came from."""

    id: str
    what: str
    at: str
    state: str
    who: str = ""
    clock: str = ""
    rule: str = ""
    """The rule that did it, "" when a person did."""


@dataclass(frozen=True, slots=True)
class InboxView:
    """Waiting suggestions, newest first; what was done today; what could not be understood."""

    items: tuple[InboxItem, ...]
    done: tuple[DoneItem, ...]
    unread: tuple[DoneItem, ...]
    sleeping: int
    put_aside: int
    done_today: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """What waits, in order: suggestions, then arrivals that could not be read."""
        return (*(item.id for item in self.items), *(item.id for item in self.unread))


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


def inbox(work: Snapshot, *, now: datetime) -> InboxView:
    """The inbox as it stands."""
    waiting, done, sleeping = list[Doc](), [], 0
    settings = Settings.of(work)
    decided: set[str] = set()
    for doc in work.all("suggestions"):
        decided.update(doc.get("arrivals", ()))
        until = doc.get("snoozed_until")
        if doc.get("state") == "snoozed" and until and parse_instant(until) > now:
            sleeping += 1
        elif doc.get("state") in OPEN:
            waiting.append(doc)
        elif doc.get("state") == "applied" and doc.get("receipt"):
            done.append((int(doc["receipt"].get("entry", 0)), _done(work, doc, settings, now)))
    unread = [
        _unread(work, doc, settings, now)
        for doc in work.all("arrivals")
        if doc.get("state") in ("quarantined", "failed") and doc["id"] not in decided
    ]
    aside = sum(1 for doc in work.all("arrivals") if doc.get("trust") == "bulk")
    order = Order(work).sorted(waiting[::-1], now)  # newest first, as habit has it
    items = [_item(work, doc, now) for doc in order]
    done.sort(key=lambda each: each[0], reverse=True)
    newest = tuple(item for _, item in done[:8])
    today = settings.today(now)
    count = sum(settings.today(parse_instant(item.at)) == today for _, item in done if item.at)
    return InboxView(tuple(items), newest, tuple(unread), sleeping, aside, count)


def _habit(work: Snapshot, doc: Doc) -> tuple[tuple[str, float, str], ...]:
    """What usually becomes of such suggestions, as a signal that weighs nothing."""
    says = Order(work).leaning(doc).says
    return (("habit", 0.0, says),) if says else ()


def _done(work: Snapshot, doc: Doc, settings: Settings, now: datetime) -> DoneItem:
    receipt = doc["receipt"]
    at = str(receipt.get("at", ""))
    clock = moment_words(parse_instant(at), settings, now) if at else ""
    who, _ = heading(work, doc, _arrival(work, doc))
    rule = str(receipt.get("rule", ""))
    return DoneItem(doc["id"], receipt.get("text", ""), at, "applied", who, clock, rule)


def _unread(work: Snapshot, doc: Doc, settings: Settings, now: datetime) -> DoneItem:
    at = str(doc.get("received_at", ""))
    clock = moment_words(parse_instant(at), settings, now) if at else ""
    who = sender_name(work, doc) or CHANNELS.get(str(doc.get("kind")), str(doc.get("kind", "")))
    return DoneItem(doc["id"], doc.get("why") or "", at, doc["state"], who, clock)


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


def _item(work: Snapshot, doc: Doc, now: datetime) -> InboxItem:
    arrival = _arrival(work, doc)
    made = parse_instant(doc.get("made_at") or now.isoformat())
    gone = {*doc.get("unticked", ()), *doc.get("done", ())}
    left = [a for a in doc.get("actions", ()) if a["n"] not in gone]
    who, what = heading(work, doc, arrival)
    return InboxItem(
        doc["id"],
        who,
        what,
        max(0, int((now - made).total_seconds() // 60)),
        _counts(left),
        _sign(doc, arrival),
        str(doc.get("band", "guess")),
        str(doc.get("state")),
    )


def _sign(doc: Doc, arrival: Doc) -> str:
    """By what it came: what nobody said came from the work itself."""
    if not arrival and not origin_words(doc):
        return "late"
    return SIGNS.get(str(arrival.get("kind")), "message")


def _counts(actions: Sequence[Doc]) -> str:
    reaches = [str(action.get("reach", "local")) for action in actions]
    parts = [f"{reaches.count(r)} {REACH_WORDS[r]}" for r in REACH_WORDS if r in reaches]
    return ", ".join(parts)


def _arrival(work: Snapshot, doc: Doc) -> Doc:
    ids = doc.get("arrivals") or ()
    return (work.get("arrivals", ids[-1]) if ids else None) or {}


def sender_name(work: Snapshot, arrival: Doc) -> str:
    """Whom an arrival came from, as we know them."""
    sender = arrival.get("sender") or {}
    email = str(sender.get("email", ""))
    contact = work.get("contacts", email) or _teammate(work, email) or {}
    return str(contact.get("name") or sender.get("name") or arrival.get("source") or "")


def _teammate(work: Snapshot, email: str) -> Doc | None:
    wanted = email.lower()
    found = (doc for doc in work.all("people") if str(doc.get("email", "")).lower() == wanted)
    return next(found, None) if wanted else None


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
    if doc is None:
        return None
    settings = Settings.of(work)
    arrival = _arrival(work, doc)
    views = _steps(work, doc, preview, settings)
    who, _ = heading(work, doc, arrival)
    found = sources(work, doc, settings)
    held = (f"{str(doc['held'])[:1].upper()}{str(doc['held'])[1:]}",) if doc.get("held") else ()
    return BundleView(
        id=doc["id"],
        state=str(doc["state"]),
        who=who,
        facts=_facts(work, arrival),
        channel=_channel(doc, arrival, found, settings),
        text=_own(arrival),
        marks=_marks(doc, arrival),
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
        changed=tuple((changed or {}).items()),
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


SOON = timedelta(days=7)
"""What lapses within so long says when."""


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
    """What would leave and to whom: `1 mail to Iva Novak`."""
    counts: dict[tuple[str, str], int] = {}
    for doc in effects:
        to = str(doc.get("to", ""))
        name = str((work.get("contacts", to) or {}).get("name") or to)
        kind = str(doc.get("kind", "mail"))
        counts[kind, name] = counts.get((kind, name), 0) + 1
    return ", ".join(
        f"{counted(number, kind)} to {name}" for (kind, name), number in counts.items()
    )


def _facts(work: Snapshot, arrival: Doc) -> str:
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
        if task.get("contact_email") == email
        and not task.get("archived")
        and column_kind(work, task.get("status")) != "done"
    ]
    return listed(ids, 2)


def _channel(doc: Doc, arrival: Doc, found: Sequence[Source], settings: Settings) -> str:
    """How and when it came, and which model or agent says so where one does."""
    by = origin_words(doc)
    if by and not arrival:
        return f"from {by}"
    came = sources_words(found) if len(found) > 1 else channel_words(arrival, settings)
    return f"{came} · {by}" if by else came


def channel_words(arrival: Doc, settings: Settings) -> str:
    """How and when it came: `mail, 13:58`."""
    if not arrival:
        return "from the work itself"
    moment = arrival.get("sent_at") or arrival.get("received_at")
    at = parse_instant(moment).astimezone(settings.zone) if moment else None
    name = CHANNELS.get(str(arrival.get("kind")), str(arrival.get("kind", "")))
    return f"{name}, {at:%H:%M}" if at else name


def _own(arrival: Doc) -> str:
    """What the sender wrote himself, from its first to its last own zone."""
    text = str(arrival.get("text", ""))
    own = [z for z in arrival.get("zones", ()) if z["kind"] in ("own", "greeting")]
    return text[own[0]["start"] : own[-1]["end"]].strip("\n") if own else text


def _marks(doc: Doc, arrival: Doc) -> tuple[tuple[int, int], ...]:
    """The understood words, as spans of `_own`."""
    text, own = str(arrival.get("text", "")), _own(arrival)
    shift = text.find(own) if own else 0
    spans = sorted(
        (int(e["start"]) - shift, int(e["end"]) - shift)
        for e in doc.get("evidence", ())
        if e.get("arrival") == arrival.get("id")
    )
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if 0 <= start < end <= len(own) and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return tuple(kept)


__all__ = [
    "CHANNELS",
    "BundleView",
    "DayStrip",
    "InboxView",
    "bundle",
    "heading",
    "inbox",
    "leaving",
]
