"""What can come next in a filter: names of fields, and after a field or a sign its known values.

Pure: it reads the text up to the cursor and the work. Days are offered in words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from worktui.domain.fields import PRIORITIES
from worktui.domain.snapshot import Snapshot
from worktui.engine.query_terms import FIELDS, STATES

MOST = 12
"""So many are offered at once."""
_LAST = re.compile(r'(?:^|\s)(-?)((?:[^\s":]+:)?"[^"]*|\S*)$')
_FIELD = re.compile(r"([A-Za-z_]+)(:?)(<=|>=|<|>|=|)(.*)", re.DOTALL)
DAYS = (
    "today", "tomorrow", "fri", "mon", "this_week", "next_week", "this_month", "next_month",
    "none", "any",
)  # fmt: skip
"""Days in words; a blank is written `_`."""
PAST = ("today", "yesterday", "this_week", "last_week", "this_month", "last_month", "none")
LENGTHS = ("1h", "2h", "4h", "1d", "2d", "1w", "none")
HAS = ("notes", "estimate", "links", "who", "checklist", "comments", "repeat", "milestone")
_DAY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "due": DAYS, "start": DAYS, "deadline": DAYS,
    "started": PAST, "finished": PAST, "done": PAST,
}  # fmt: skip


class Offer(NamedTuple):
    """A word to put in place of the one that is typed; `note` says what it stands for, `shown`
    the part of it that is news."""

    text: str
    note: str = ""
    shown: str = ""


class Completion(NamedTuple):
    """What could stand from `start` to the cursor."""

    start: int
    offers: tuple[Offer, ...]


NOTHING = Completion(0, ())


def complete(
    text: str, work: Snapshot, me: str, tags: Callable[[], Iterable[Offer]] | None = None
) -> Completion:
    """What could come next at the end of `text` (cut it at the cursor). A word that is typed in
    full is offered no more; a plain word is offered the fields that begin so. `tags` are those
    of `known_tags`, for who keeps them: they cost a look at every task."""
    found = typed_word(text)
    if found is None:
        return NOTHING
    start, word = found
    made = _offers(word, work, me, tags or (lambda: known_tags(work)))
    offers = tuple(offer for offer in made if offer.text != text[start:])[:MOST]
    return Completion(start, offers)


def typed_word(text: str) -> tuple[int, str] | None:
    """Where the last word begins that is being typed, and the word; None between words
    and in quotes, where all is text."""
    found = _LAST.search(text)
    if not found or not found[2] or found[2].startswith('"'):
        return None
    return found.end() - len(found[2]), found[2].replace('"', "")


def _offers(
    word: str, work: Snapshot, me: str, tags: Callable[[], Iterable[Offer]]
) -> Iterator[Offer]:
    sign = word[0]
    if sign in "@#!+":
        values = tags() if sign == "#" else _SIGNS[sign](work, me)
        return (Offer(sign + _quoted(v.text), v.note) for v in like(word[1:], values))
    field = _FIELD.fullmatch(word)
    if field is None:
        return iter(())
    name, colon, op, typed = field[1].lower(), field[2], field[3], field[4]
    if name in FIELDS and (colon or op):
        values = tags() if name == "tag" else _values(name, work, me)
        if op:
            values = (v for v in values if v.text not in ("none", "any"))
        before = f"{field[1]}{colon}{op}"
        return (Offer(before + _quoted(v.text), v.note, v.text) for v in like(typed, values))
    if colon or op or len(name) < 2:
        return iter(())
    return (Offer(f"{field}:") for field in FIELDS if field.startswith(name))


def like(typed: str, values: Iterable[Offer]) -> Iterator[Offer]:
    """Of some offers those that begin so, then those in which a word of the note does."""
    low = typed.lower()
    later = []
    for value in values:
        if value.text.lower().startswith(low):
            yield value
        elif any(part.startswith(low) for part in value.note.lower().split()):
            later.append(value)
    yield from later


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"\s", text) else text


def _values(name: str, work: Snapshot, me: str) -> Iterable[Offer]:
    """The known values of a field."""
    if name in _DAY_FIELDS:
        return map(Offer, _DAY_FIELDS[name])
    make = _FIELDS.get(name)
    return make(work, me) if make is not None else ()


def people(work: Snapshot, me: str) -> Iterator[Offer]:
    """Handles with names; me first, nobody last."""
    yield Offer("me", me)
    for doc in work.all("people"):
        yield Offer(doc["id"], str(doc.get("name") or ""))
    yield Offer("nobody", "what nobody has")


def known_tags(work: Snapshot) -> tuple[Offer, ...]:
    """All tags with how often each is used, the most used first."""
    counts = Counter(
        tag
        for task in work.all("tasks")
        if task.get("tags") and not task.get("archived")
        for tag in task["tags"]
    )
    return tuple(Offer(tag, str(count)) for tag, count in counts.most_common())


def _projects(work: Snapshot, _me: str) -> Iterator[Offer]:
    for doc in work.all("projects"):
        if not doc.get("archived"):
            yield Offer(doc["id"], str(doc.get("name") or ""))
    yield from _milestones(work, _me)
    yield Offer("none", "in no project")


def _milestones(work: Snapshot, _me: str) -> Iterator[Offer]:
    for doc in work.all("milestones"):
        yield Offer(doc["id"], str(doc.get("name") or ""))


def _columns(work: Snapshot, _me: str) -> Iterator[Offer]:
    for doc in sorted(work.all("columns"), key=lambda doc: doc.get("rank", 0)):
        yield Offer(doc["id"], str(doc.get("name") or ""))


def _priorities(_work: Snapshot, _me: str) -> Iterable[Offer]:
    return map(Offer, reversed(PRIORITIES))


def _fixed(values: Iterable[str]) -> Callable[[Snapshot, str], Iterable[Offer]]:
    kept = tuple(map(Offer, values))
    return lambda _work, _me: kept


_Values = Callable[[Snapshot, str], Iterable[Offer]]
_SIGNS: Mapping[str, _Values] = {"@": people, "!": _priorities, "+": _projects}
_FIELDS: Mapping[str, _Values] = {
    "who": people, "assignee": people,
    "prio": _priorities, "priority": _priorities,
    "project": _projects, "milestone": _milestones,
    "status": _columns, "column": _columns,
    "is": _fixed(STATES), "has": _fixed(HAS),
    "est": _fixed(LENGTHS), "estimate": _fixed(LENGTHS), "left": _fixed(LENGTHS),
}  # fmt: skip
