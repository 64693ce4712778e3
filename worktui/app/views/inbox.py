"""The inbox as frozen values: what waits, what is done, what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from worktui.app.habit import Order
from worktui.app.phrases import moment_words
from worktui.app.sensing import OPEN
from worktui.app.views.evidence import CHANNELS
from worktui.app.views.message import heading, newest_message, sender_name
from worktui.app.views.origin import origin_words
from worktui.app.views.steps import REACH_WORDS
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


def _done(work: Snapshot, doc: Doc, settings: Settings, now: datetime) -> DoneItem:
    receipt = doc["receipt"]
    at = str(receipt.get("at", ""))
    clock = moment_words(parse_instant(at), settings, now) if at else ""
    who, _ = heading(work, doc, newest_message(work, doc))
    rule = str(receipt.get("rule", ""))
    return DoneItem(doc["id"], receipt.get("text", ""), at, "applied", who, clock, rule)


def _unread(work: Snapshot, doc: Doc, settings: Settings, now: datetime) -> DoneItem:
    at = str(doc.get("received_at", ""))
    clock = moment_words(parse_instant(at), settings, now) if at else ""
    who = sender_name(work, doc) or CHANNELS.get(str(doc.get("kind")), str(doc.get("kind", "")))
    return DoneItem(doc["id"], doc.get("why") or "", at, doc["state"], who, clock)


def _item(work: Snapshot, doc: Doc, now: datetime) -> InboxItem:
    arrival = newest_message(work, doc)
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
