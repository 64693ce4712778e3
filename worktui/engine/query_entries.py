"""The filter language over the log: `@bo by:cli since:mon -undo WEB-12`.

    words "two words"      found in what the entry says
    WEB-12                 what touched it
    @ana  @me  by:ana      who did it
    by:rule  through:cli   through what: key cli web rule agent suggestion import external tick
                           sense
    since:fri  until:  on: days, of what has been: fri is the last friday
    -term                  not           a or b  either

It reads what `entry_row` makes of an entry. Pure; a wrong term raises QueryError with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import partial
from typing import get_args

from worktui.domain.change import Doc, Entry, Through
from worktui.domain.errors import BadInput
from worktui.domain.fields import parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.naming import near, people_called
from worktui.engine.query import Query, Test, read
from worktui.engine.query_complete import NOTHING, Completion, Offer, like, people, typed_word
from worktui.engine.query_terms import QueryError
from worktui.engine.spoken import Spoken

THROUGH: tuple[str, ...] = get_args(Through)
_ID = re.compile(r"[a-z][a-z0-9]*-[0-9]+", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)(.*)", re.DOTALL)
_DAYS = ("today", "yesterday", "mon", "fri", "this_week", "last_week", "this_month", "last_month")


def entry_row(entry: Entry) -> Doc:
    """What a filter looks at."""
    return {
        "by": entry.by.casefold(),
        "through": entry.through,
        "ts": entry.ts,
        "why": entry.why.casefold(),
        "ids": {edit.id.casefold() for edit in entry.edits},
    }


def parse(text: str, work: Snapshot, now: datetime, me: str, tz: str = "") -> Query:
    """Understand a filter; raises QueryError naming the term and its place in the text."""
    spoken = Spoken.of(Settings.of(work), now, tz)
    return read(text, lambda word: (_test(word, work, spoken, me), ""))


def _test(word: str, work: Snapshot, spoken: Spoken, me: str) -> Test:
    field = None if word.startswith('"') else _FIELD.fullmatch(word)
    if field is not None and field[1].lower() in _FIELDS:
        name, value = field[1].lower(), field[2].strip('"')
        if not value:
            raise QueryError(f"{name}: lacks a value.", hint=_HINTS[name])
        return _FIELDS[name](value, work, spoken, me)
    if field is not None and (close := get_close_matches(field[1].lower(), _FIELDS, n=1)):
        raise QueryError(
            f"“{field[1][:40]}” is not something to find entries by.",
            hint=f"Did you mean {close[0]}: ?",
        )
    if word.startswith("@") and len(word) > 1:
        return _who(word[1:], work, spoken, me)
    plain = word.strip('"').casefold()
    if _ID.fullmatch(plain):
        return lambda row: plain in row["ids"]
    return lambda row: plain in row["why"] or plain in row["ids"]


def _who(value: str, work: Snapshot, _spoken: Spoken, me: str) -> Test:
    name = value.lstrip("@").casefold()
    handles = {each.casefold() for each in people_called(work, name, me)} or {name}
    if name == "me":
        handles = {me.casefold()}
    known = {*map(str.casefold, work.ids("people")), "worktui", me.casefold()}
    if not handles & known:
        close = near(name, list(work.ids("people")))
        raise QueryError(
            f"There is no person “{name[:40]}” here.",
            hint=f"Did you mean @{close}?" if close else "",
        )
    return lambda row: row["by"] in handles


def _through(value: str, _work: Snapshot, _spoken: Spoken, _me: str) -> Test:
    name = value.lower()
    if name not in THROUGH:
        close = get_close_matches(name, THROUGH, n=1)
        raise QueryError(
            f"Nothing is done through “{name[:40]}”.",
            hint=f"Did you mean {close[0]}?" if close else f"There are {', '.join(THROUGH)}.",
        )
    return lambda row: row["through"] == name


def _by(value: str, work: Snapshot, spoken: Spoken, me: str) -> Test:
    """Through what, or else by whom."""
    if value.lower() in THROUGH:
        return _through(value, work, spoken, me)
    try:
        return _who(value, work, spoken, me)
    except QueryError as error:
        if close := get_close_matches(value.lower(), THROUGH, n=1):
            error.hint = f"Did you mean by:{close[0]}?"
        raise


def _day(name: str, value: str, _work: Snapshot, spoken: Spoken, _me: str) -> Test:
    first, last = _days(value.replace("_", " "), spoken)
    if name == "since":
        last = date.max
    elif name == "until":
        first = date.min

    def test(row: Doc) -> bool:
        try:
            day = spoken.day(parse_instant(str(row["ts"])))
        except ValueError:
            return False
        return first <= day <= last

    return test


def _days(words: str, spoken: Spoken) -> tuple[date, date]:
    found = spoken.whole(words)
    if found is not None and found.kind == "range" and found.start and found.end:
        return spoken.day(found.start), spoken.day(found.end)
    try:
        day = spoken.past_day(words)
    except BadInput as error:
        raise QueryError(
            f"“{words[:40]}” is not a day.", hint="Write fri or 2026-03-06."
        ) from error
    return day, day


def _id(value: str, _work: Snapshot, _spoken: Spoken, _me: str) -> Test:
    wanted = {part.casefold() for part in value.split(",")}
    return lambda row: bool(wanted & row["ids"])


_FIELDS: Mapping[str, Callable[[str, Snapshot, Spoken, str], Test]] = {
    "by": _by,
    "who": _who,
    "through": _through,
    "since": partial(_day, "since"),
    "until": partial(_day, "until"),
    "on": partial(_day, "on"),
    "id": _id,
}
_HINTS: Mapping[str, str] = {
    "by": "As in by:rule, by:ana.", "who": "As in who:ana.", "through": "As in through:cli.",
    "since": "As in since:fri.", "until": "As in until:fri.", "on": "As in on:today.",
    "id": "As in id:WEB-12.",
}  # fmt: skip


def complete(text: str, work: Snapshot, me: str, tags: object = None) -> Completion:  # noqa: ARG001 - as the board's
    """What could come next at the end of `text`, as `query_complete.complete`."""
    found = typed_word(text)
    if found is None:
        return NOTHING
    start, word = found
    return Completion(start, tuple(o for o in _offers(word, work, me) if o.text != word))


def _offers(word: str, work: Snapshot, me: str) -> Iterator[Offer]:
    if word.startswith("@"):
        return (Offer(f"@{o.text}", o.note) for o in like(word[1:], _people(work, me)))
    field = _FIELD.fullmatch(word)
    if field is None:
        return (Offer(f"{f}:") for f in _FIELDS if len(word) > 1 and f.startswith(word.lower()))
    name, typed = field[1].lower(), field[2]
    values: Iterable[Offer] = ()
    if name in ("since", "until", "on"):
        values = map(Offer, _DAYS)
    elif name in ("by", "through"):
        values = map(Offer, THROUGH)
    if name in ("by", "who"):
        values = (*values, *_people(work, me))
    return (Offer(f"{field[1]}:{o.text}", o.note, o.text) for o in like(typed, values))


def _people(work: Snapshot, me: str) -> Iterator[Offer]:
    return (offer for offer in people(work, me) if offer.text != "nobody")
