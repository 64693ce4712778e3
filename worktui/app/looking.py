"""One look of one sense: what it finds is stored first, then acknowledged, and where it goes on
from is kept in the workspace.

A crash at any step loses nothing and doubles nothing: what was stored but not noted is found
again and known by the id that its source gave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from worktui.app.always import WATCHED
from worktui.app.draft import Draft
from worktui.app.inbox import Inbox
from worktui.app.own_calendar import CalendarNews, parsed, take_news
from worktui.app.ports import Found, Sense
from worktui.app.sense_words import before_words, sense_named, taken_words
from worktui.app.sensing import arrival_doc
from worktui.domain.arrival import Arrival
from worktui.domain.change import Doc
from worktui.domain.errors import WorktuiError
from worktui.domain.fields import parse_instant
from worktui.domain.text import clean_or

NOTED_EVERY = 50
"""So many finds at most before the place to go on from is noted."""
NOTED_AT_LEAST = timedelta(days=1)
UNJUDGED = "It was kept, but what it means could not be worked out; this is a fault of worktui."


@dataclass(frozen=True, slots=True)
class Taken:
    """One find that was taken in. `again` names the earlier arrival it repeats, "" if none;
    `before` is not 0 where it only tells what was there when one began to look."""

    sense: str
    name: str
    told: str
    arrivals: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    again: str = ""
    before: int = 0


@dataclass(slots=True)
class Looker:
    """Takes in what senses find. `door` is held for each write, for it is one writer's."""

    inbox: Inbox
    door: AbstractContextManager[Any] = field(default_factory=nullcontext)

    def look(self, sense: Sense, *, since: datetime | None = None) -> Iterator[Taken]:
        """Everything the sense finds now, each once it is stored; `since` asks again for what
        came from then on. Raises SenseProblem and what the workspace refuses."""
        cursor = {"since": since.isoformat()} if since else self._cursor(sense)
        known: dict[tuple[str, str], str] | None = None
        waiting: list[Found] = []
        taken = 0
        with closing(_closable(sense.look(cursor))) as finds:
            try:
                for found in finds:
                    if found.raw is not None:
                        known = self._known() if known is None else known
                        one = self._take(sense, found, known)
                        if one is not None:
                            taken += not one.again
                            yield one
                    elif found.before:
                        told = before_words(sense.name, found.before)
                        yield Taken(sense.name, "", told, before=found.before)
                    waiting.append(found)
                    if len(waiting) >= NOTED_EVERY:
                        self._note(sense, waiting, taken)
                        waiting, taken = [], 0
            finally:  # also when the sense failed, or nobody asks for more
                if waiting:
                    self._note(sense, waiting, taken)
        if self._long_unseen(sense):
            with self.door:
                self._goes_on(sense, self._cursor(sense), 0)

    def trouble(self, sense: Sense, problem: str) -> bool:
        """Keep what keeps a sense from looking, "" when nothing does any more; True if that
        is news."""
        text = clean_or(problem) or None
        if (self.inbox.desk.snapshot().get("senses", sense.name) or {}).get("problem") == text:
            return False

        def fill(draft: Draft) -> None:
            _state(draft, sense.name)
            fields = {"problem": text, "looked_at": draft.now.isoformat()}
            draft.update("senses", sense.name, fields)
            what = sense_named(sense.name)
            draft.say(f"{what}: {text}" if text else f"{what} is looked at again")

        with self.door:
            self.inbox.desk.through("tick").commit(fill)
        return True

    def _long_unseen(self, sense: Sense) -> bool:
        """Whether the workspace does not know that it was looked at today; once a day it is
        told, though nothing came."""
        told = (self.inbox.desk.snapshot().get("senses", sense.name) or {}).get("looked_at")
        return not told or parse_instant(str(told)) < self.inbox.desk.now() - NOTED_AT_LEAST

    def _cursor(self, sense: Sense) -> Mapping[str, Any]:
        doc = self.inbox.desk.snapshot().get("senses", sense.name) or {}
        cursor = doc.get("cursor")
        return cursor if isinstance(cursor, Mapping) else {}

    def _known(self) -> dict[tuple[str, str], str]:
        """The first arrival of each id that a source gave, or of the same bytes."""
        return {
            (str(doc.get("kind")), str(doc.get("external_id") or doc.get("digest") or "")): doc[
                "id"
            ]
            for doc in self.inbox.desk.snapshot().all("arrivals")
            if not doc.get("duplicate_of")
        }

    def _take(self, sense: Sense, found: Found, known: dict[tuple[str, str], str]) -> Taken | None:
        if isinstance(found.raw, CalendarNews):
            read = parsed(self.inbox, found.raw)
            with self.door:
                news = take_news(self.inbox, found.raw, read)
            if news is None:
                return None
            return Taken(sense.name, found.name, news.text, news.arrivals, news.suggestions)
        kept = self._read(sense, found)  # much work for a large file, and none of it writes
        new = [(one, raw) for one, raw in kept if _key(one) not in known]
        if kept and not new:
            id = known[_key(kept[0][0])]
            told = f"{clean_or(found.name, 'a file', 120)} is {id} once more"
            return Taken(sense.name, found.name, told, again=id)
        ids: list[str] = []
        made: list[str] = []
        for arrival, raw in new:
            with self.door:
                id, suggested = self._stored(arrival, raw)
            known.setdefault(_key(arrival), id)
            ids.append(id)
            made += [each for each in suggested if each not in made]
        work = self.inbox.desk.snapshot()
        docs = [doc for id in ids if (doc := work.get("arrivals", id)) is not None]
        return Taken(sense.name, found.name, _told(found, docs, made), tuple(ids), tuple(made))

    def _read(self, sense: Sense, found: Found) -> list[tuple[Arrival, bytes]]:
        """The arrivals of a find. Commits get the name of the sense as their source: what the
        input tells of its source proves nothing."""
        if found.why:
            mark = f"{sense.name}|{found.raw}"
            kind, name = found.kind or "text", clean_or(found.name, "a file", 120)
            return [(Arrival(kind, mark, subject=name, state="failed", why=found.why), b"")]
        read = self.inbox.read(found.raw, found.kind, name=found.name)
        if found.kind != "git" or not sense.name.startswith(WATCHED):
            return read
        if self.inbox.desk.snapshot().get("senses", sense.name) is None:
            with self.door:
                self._goes_on(sense, {}, 0)  # a rule asks whether it is a sense of this workspace
        return [(replace(one, source=sense.name), raw) for one, raw in read]

    def _stored(self, arrival: Arrival, raw: bytes) -> tuple[str, Sequence[str]]:
        try:
            return self.inbox.take(arrival, raw)
        except WorktuiError:
            raise
        except Exception:  # the outer frame of one arrival: it must not stop those behind it
            return self._put_aside(arrival, raw), ()

    def _put_aside(self, arrival: Arrival, raw: bytes) -> str:
        """Keep an arrival that the judgement broke on, as one that failed."""
        blob = self.inbox.desk.store.put_blob(raw) if raw else ""
        made: list[str] = []

        def fill(draft: Draft) -> None:
            made[:] = [draft.next_id("A", "arrivals")]
            doc = arrival_doc(arrival, made[0], blob=blob, now=draft.now)
            draft.create("arrivals", {**doc, "state": "failed", "why": UNJUDGED})
            draft.say(f"{made[0]} could not be judged")

        self.inbox.desk.through("sense").commit(fill)
        if raw:  # as in `Inbox.take`
            self.inbox.desk.store.put_blob(raw)
        return made[0]

    def _note(self, sense: Sense, finds: list[Found], taken: int) -> None:
        """Note where to go on from, then acknowledge outside."""
        cursor = dict(finds[-1].cursor)
        if cursor != self._cursor(sense) or taken:
            with self.door:
                self._goes_on(sense, cursor, taken)
        for found in finds:
            if found.raw is not None:
                sense.kept(found)

    def _goes_on(self, sense: Sense, cursor: Mapping[str, Any], taken: int) -> None:
        def fill(draft: Draft) -> None:
            doc = _state(draft, sense.name)
            fields: dict[str, Any] = {"cursor": cursor or None, "looked_at": draft.now.isoformat()}
            if taken:
                count = int(doc.get("taken") or 0) + taken
                fields |= {"taken": count, "taken_at": draft.now.isoformat()}
            draft.update("senses", sense.name, fields)
            what = sense_named(sense.name)
            draft.say(taken_words(sense.name, taken) if taken else f"{what} is looked at")

        self.inbox.desk.through("tick").commit(fill)


def _state(draft: Draft, name: str) -> Doc:
    doc = draft.get("senses", name)
    if doc is None:
        draft.create("senses", {"id": name, "taken": 0})
    return draft.need("senses", name, "sense")


def _key(arrival: Arrival) -> tuple[str, str]:
    return arrival.kind, arrival.external_id or arrival.digest


def _told(found: Found, arrivals: Sequence[Doc], made: Sequence[str]) -> str:
    """One line: who or what, and what it suggests or why nothing."""
    what = clean_or(found.name, "a file", 120)
    if len(arrivals) == 1 and found.kind in ("eml", "mbox", "git"):
        one = arrivals[0]
        who = (one.get("sender") or {}).get("name") or one.get("source") or "somebody"
        who = what if found.kind == "git" else who
        what = f"{who}, “{one.get('subject')}”" if one.get("subject") else str(who)
    why = next((doc.get("why") for doc in arrivals if doc.get("why")), None)
    return f"{what}: {', '.join(made) or why or 'nothing to do'}"


def _closable(finds: Iterator[Found]) -> Any:
    """A generator as it is; another iterator with a `close` that does nothing."""
    return finds if hasattr(finds, "close") else (found for found in finds)
