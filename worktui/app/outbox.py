"""Delivering the outbox: what was committed with a change leaves after it, and is noted.

Only the process that holds the lease delivers. Each try is committed at once, so that a
crash repeats at most one message, under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.ports import Courier, Outcome
from worktui.domain.change import Doc
from worktui.domain.fields import parse_instant
from worktui.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Delivered:
    """One pass through the outbox: what became of each try, and who else holds it."""

    outcomes: tuple[Outcome, ...]
    waiting: int
    held_elsewhere: bool = False


LONGEST_HELD = 86_400
"""Seconds; a message that says it is held longer is not held at all."""


def leaves_at(doc: Doc) -> datetime:
    """The instant from which an outbox document may leave."""
    moment = doc.get("next_at")
    if moment:
        return parse_instant(moment)
    held = float(doc.get("delay") or 0)
    held = held if 0 < held <= LONGEST_HELD else 0  # an import may say anything
    return parse_instant(doc["created_at"]) + timedelta(seconds=held)


def stale(doc: Doc, now: datetime) -> bool:
    """Whether a message has come too late to be of use: a reminder of what has begun."""
    end = doc.get("not_after")
    return bool(end) and parse_instant(str(end)) <= now


def line_of(doc: Doc) -> tuple[str, ...]:
    """By what way, whom for, and what it speaks of: within this, order is kept. A free message
    speaks of itself alone, an offer of its booking type; what leaves at a moment of its own (a
    reminder) holds nothing up."""
    planned = doc["id"] if doc.get("not_after") else ""
    to, about = str(doc.get("to") or "").lower(), str(doc.get("entity") or doc["id"])
    if doc.get("action") == "send_message":  # of older workspaces: they named their reader
        about = str(doc["id"])
    elif doc.get("action") == "offer_slots":
        about = f"{about}:{doc.get('event_type')}"
    return str(doc.get("kind", "mail")), to, about, str(planned)


def due(work: Snapshot, now: datetime, *, at_once: bool = False) -> list[Doc]:
    """Outbox documents to try now, in the order they were made.

    Of what speaks of one thing to one person by one way only the oldest may go, so that a
    cancellation never overtakes its invitation. `at_once` skips the seconds that a message
    waits for an undo, never a retry's pause nor a reminder's moment.
    """
    ready: list[Doc] = []
    behind: set[tuple[str, ...]] = set()
    for doc in work.all("outbox"):
        if doc.get("state") != "pending":
            continue
        line = line_of(doc)
        early = at_once and not (doc.get("attempts") or doc.get("next_at"))
        if (leaves_at(doc) <= now or early) and line not in behind:
            ready.append(doc)
        behind.add(line)
    return ready


WRITTEN = "maildir"
"""The way (`via`) of what was only written into a folder of this machine."""


def has_left(doc: Doc) -> bool:
    """Whether a message went to its reader; one that was only written here did not."""
    return doc.get("state") == "sent" and doc.get("via") != WRITTEN


def written_here(doc: Doc) -> bool:
    """Whether a message was written into the folder of a workspace without mail, not sent."""
    return doc.get("state") == "sent" and doc.get("via") == WRITTEN


def can_carry(courier: Courier, doc: Doc) -> bool:
    """Whether this courier has a way for a document; one that does not say carries all."""
    carries = getattr(courier, "carries", None)
    return carries is None or bool(carries(doc))


def place_of(courier: Courier, kind: str) -> str:
    """Where a kind of message is taken, for whoever has these settings; never to be stored."""
    place = getattr(courier, "place", None)
    return str(place(kind)) if place is not None else ""


def receiver_names(post: Iterable[str]) -> list[str]:
    """The names in the settings' section `post`, without the keys that say more of one."""
    return sorted(name for name in post if not name.endswith(("_secret", "_allow_private")))


def make_known(
    desk: Desk, *, calendar: bool = False, posts: Iterable[str] = (), mail: bool = False
) -> None:
    """Let the workspace know what this person's settings can carry: mail, a calendar, receivers.

    Plans read it there, so that a preview says what would leave and a booking made by anybody
    comes into this calendar. Nothing is taken back: other machines may have other settings.
    """
    person = desk.snapshot().get("people", desk.me)
    if person is None or desk.store.readonly:
        return
    news: dict[str, Any] = {}
    if calendar and not person.get("calendar_write"):
        news["calendar_write"] = True
    if mail and not person.get("mail_send"):
        news["mail_send"] = True
    known = list(person.get("posts") or ())
    if more := [name for name in posts if name not in known]:
        news["posts"] = [*known, *more]
    if not news:
        return

    def fill(draft: Draft) -> None:
        if draft.get("people", desk.me) is not None:
            draft.update("people", desk.me, news)
            draft.say(f"the settings of @{desk.me} carry {' and '.join(_ways(news))}")

    desk.through("tick").commit(fill)


def _ways(news: Mapping[str, Any]) -> Iterator[str]:
    if "mail_send" in news:
        yield "mail"
    if "calendar_write" in news:
        yield "bookings into a calendar"
    if "posts" in news:
        yield f"messages to {', '.join(news['posts'])}"


def deliver(desk: Desk, courier: Courier, *, at_once: bool = False) -> Delivered:
    """Go once through the outbox, one message after the other."""
    with desk.store.lease("outbox") as mine:
        if not mine:
            return Delivered((), _waiting(desk.snapshot()), held_elsewhere=True)
        noted: list[Outcome] = []
        tried: set[str] = set()
        while True:
            ready = due(desk.snapshot(), desk.now(), at_once=at_once)
            mine_now = (d for d in ready if d["id"] not in tried and can_carry(courier, d))
            doc = next(mine_now, None)
            if doc is None:
                return Delivered(tuple(noted), _waiting(desk.snapshot()))
            tried.add(doc["id"])
            if not _take(desk, doc["id"]):
                continue
            for outcome in courier.deliver([doc], desk.now()):
                _note(desk, outcome)
                noted.append(outcome)


def _take(desk: Desk, id: str) -> bool:
    """Mark a message as on its way, so that an undo no longer withdraws it; False if gone."""
    there = False

    def fill(draft: Draft) -> None:
        nonlocal there
        doc = draft.get("outbox", id)
        there = doc is not None and doc.get("state") == "pending"
        if there:
            draft.update("outbox", id, {"on_its_way": draft.now.isoformat()})
            draft.say(f"{id} is on its way")

    desk.through("tick").commit(fill)
    return there  # not "whether it was written": after a crash the mark may be there already


def _note(desk: Desk, outcome: Outcome) -> None:
    def fill(draft: Draft) -> None:
        if draft.get("outbox", outcome.id) is not None:
            draft.update("outbox", outcome.id, {**outcome.fields, "on_its_way": None})
            draft.say(outcome.told)

    desk.through("tick").commit(fill)


def _waiting(work: Snapshot) -> int:
    return sum(1 for doc in work.all("outbox") if doc.get("state") == "pending")


def dead(work: Snapshot) -> Sequence[Doc]:
    """Messages given up, for the inbox."""
    return [doc for doc in work.all("outbox") if doc.get("state") == "dead"]
