"""What changed in a calendar of one's own (a folder, a server), and what that means here.

Busy time is taken in as it is: no suggestion for each private event. What happened to a booking
of ours there, moved, deleted, declined by its guest, is for a person to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from worktui.app.desk import Desk
from worktui.app.draft import Draft
from worktui.app.inbox import Inbox
from worktui.app.own_bookings import Judged, judge
from worktui.app.own_events import Mirror, Mirrored
from worktui.app.sense_words import sense_named
from worktui.domain.arrival import CalendarItem
from worktui.domain.errors import WorktuiError
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot

BY = "worktui"
"""Who mirrors: nobody's own act, so that nobody's undo takes it for one."""


@dataclass(frozen=True, slots=True)
class CalendarNews:
    """Changed objects by name with their bytes (RFC 5545), names that are gone, and, after a
    full look, all names there are. `source` marks whose events they are: the sense's name."""

    source: str
    changed: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    present: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What came of news: a sentence, the arrivals and the suggestions made."""

    text: str
    arrivals: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


_BROKEN = (ValueError, TypeError, LookupError, ArithmeticError, WorktuiError)
"""What an event may do to whoever reckons with it. It is counted; the others go on."""

Parsed = tuple[dict[str, tuple[CalendarItem, ...]], int]
"""The events of each object by its name, and how many objects could not be read."""


def take_news(inbox: Inbox, news: CalendarNews, read: Parsed | None = None) -> Told | None:
    """Mirror busy time, then judge what happened to bookings; None when nothing did. `read` is
    what `parsed` made of the news, where that was done before."""
    desk = inbox.desk
    objects, broken = read if read is not None else parsed(inbox, news)
    uids = {str(doc.get("uid")) for doc in desk.snapshot().all("bookings") if doc.get("uid")}
    busy = {name: [i for i in items if i.uid not in uids] for name, items in objects.items()}
    mine = {name: [i for i in items if i.uid in uids] for name, items in objects.items()}
    done, unkept = _mirrored(desk, news, busy)
    judged, unjudged = _judged(inbox, news, mine, done)
    broken += len(unkept | unjudged)
    words = [done.words()] if done.words() else []
    if broken:
        words.append(f"{broken} could not be read")
    if judged.suggestions:
        words.append(f"suggests {', '.join(judged.suggestions)}")
    if not words and not judged.arrivals:
        return None
    text = f"calendar: {', '.join(words) or 'nothing to do'}"
    return Told(text, tuple(judged.arrivals), tuple(judged.suggestions))


def parsed(inbox: Inbox, news: CalendarNews) -> Parsed:
    """The events of each changed object; a broken one is left as it was known. Writes nothing,
    and may take a while: it is done before anybody is held up."""
    found: dict[str, tuple[CalendarItem, ...]] = {}
    broken = 0
    for name, raw in news.changed.items():
        [(arrival, _), *_] = inbox.intake(raw, "ics", name=name, now=inbox.desk.now(), secrets={})
        if arrival.state == "parsed":
            found[name] = arrival.calendar
        else:
            broken += 1
    return found, broken


def _mirrored(
    desk: Desk, news: CalendarNews, objects: Mapping[str, Sequence[CalendarItem]]
) -> tuple[Mirrored, set[str]]:
    """What was mirrored, and the objects that could not be."""
    result: list[Mirrored] = []
    broken: set[str] = set()

    def fill(draft: Draft) -> None:
        mirror = Mirror(draft, news.source, desk.me or Settings.of(draft).me)
        for name, items in objects.items():
            try:
                mirror.put(name, items)
            except _BROKEN:  # the outer frame of one object: it must not stop the calendar
                broken.add(name)
        for name in _gone(mirror.names(), news):
            mirror.drop(name)
        result[:] = [mirror.done]
        if mirror.done.words():
            draft.say(f"{sense_named(news.source)}: {mirror.done.words()}")

    outside = Desk(desk.store, desk.clock, BY, "external")
    receipt = outside.commit(fill)
    if receipt.entry is not None:
        desk.announce((receipt.entry,))
    return result[0], broken


def _gone(known: Iterable[str], news: CalendarNews) -> Iterator[str]:
    for name in known:
        if name in news.gone or (news.present is not None and name not in news.present):
            yield name


def _judged(
    inbox: Inbox,
    news: CalendarNews,
    objects: Mapping[str, Sequence[CalendarItem]],
    done: Mirrored,
) -> tuple[Judged, set[str]]:
    """What happened to bookings, and to events that were here before; and the objects that
    could not be judged."""
    desk = inbox.desk
    known = _held(desk.snapshot(), news.source)
    held = _held_now(known, news, objects)
    still = {uid for uids in held.values() for uid in uids}
    gone = sorted({uid for uids in known.values() for uid in uids} - still)
    if not (any(objects.values()) or gone or done.missing or held != known):
        return Judged(), set()
    blobs = {name: desk.store.put_blob(news.changed[name]) for name in objects if objects[name]}
    result: list[Judged] = []
    broken: set[str] = set()

    def fill(draft: Draft) -> None:
        judged = Judged()
        for name, items in objects.items():
            for item in items:
                try:
                    judge(draft, judged, item, source=news.source, me=desk.me, blob=blobs[name])
                except _BROKEN:  # as above
                    broken.add(name)
        for uid in gone:
            judge(draft, judged, CalendarItem(uid, "CANCEL"), source=news.source, me=desk.me)
        for doc in done.missing:
            judged.missing(draft, doc, news.source)
        _hold(draft, news.source, held)
        result[:] = [judged]
        for line in judged.lines:
            draft.say(line)

    desk.through("sense").commit(fill)
    return result[0], broken


def _held(work: Snapshot, source: str) -> dict[str, list[str]]:
    """The objects that hold bookings, each with their UIDs."""
    doc = work.get("senses", source) or {}
    return {str(name): list(uids) for name, uids in dict(doc.get("bookings") or {}).items()}


def _held_now(
    known: Mapping[str, list[str]],
    news: CalendarNews,
    objects: Mapping[str, Sequence[CalendarItem]],
) -> dict[str, list[str]]:
    away = set(_gone(known, news))
    held = {name: uids for name, uids in known.items() if name not in away}
    for name, items in objects.items():
        uids = sorted({item.uid for item in items})
        if uids:
            held[name] = uids
        else:
            held.pop(name, None)
    return held


def _hold(draft: Draft, source: str, held: Mapping[str, list[str]]) -> None:
    """Remember them, so that it is seen when one goes, whatever its object is called."""
    if draft.get("senses", source) is None:
        draft.create("senses", {"id": source, "taken": 0})
    draft.update("senses", source, {"bookings": dict(held) or None})
