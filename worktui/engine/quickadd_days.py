"""The days of a quick-add line: due, start, and how a task repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from worktui.engine.quickadd_signs import Signs, Span
from worktui.engine.spoken import Spoken

if TYPE_CHECKING:
    from worktui.engine.when.values import When

# Patterns are text and compiled when the first day is found: most lines have none.
_DUE = r"(?:(?:is\s+)?due|deadline)\s*:?\s*(?:(?:by|on|at|till|until)\s+)?$"
_START = r"(?:start(?:s|ing)?|from|beginning)\s*:?\s*(?:on\s+)?$"
_LEAD = r"(?<!\S)(?:by|on|at|till|until|before|bis|am|vor|avant|le|antes)\s+$"
_DAY_NAMES = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday",
    "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_BEFORE = frozenset({"start", "starts", "starting", "to", "until", "next"})
_AFTER = frozenset({"to", "till", "until", "-", "–", "at"})
_OPAQUE = "¤"
"""Stands for words that a backslash keeps: a word that no grammar knows."""
_KINDS = ("date", "datetime", "range", "recurrence")


@dataclass(slots=True)
class Days:
    """What the line said about time."""

    fields: dict[str, Any] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read_days(text: str, signs: Signs, spoken: Spoken) -> Days:
    """Read days in what the signs have left; of several the limit or the last one is meant."""
    days = Days()
    masked = _masked(text, signs)
    if not any(char.isalnum() for char in masked):
        return days
    found = [when for when in _found(masked, spoken) if when.kind in _KINDS]
    for when in found:
        if when.kind != "recurrence" and re.search(_START, masked[: when.span[0]], re.I):
            _start(masked, when, spoken, days)
    left = [when for when in found if not _taken(days, when)]
    repeat = next((when for when in left if when.kind == "recurrence" and when.rrule), None)
    if repeat is not None:
        _repeat(masked, repeat, spoken, days)
    left = [when for when in left if when.kind != "recurrence"]
    if left:
        _due(masked, _meant(masked, left), spoken, days)
    return days


def _masked(text: str, signs: Signs) -> str:
    chars = list(text)
    for start, end, _ in signs.spans:
        chars[start:end] = " " * (end - start)
    for start, end in signs.literal:
        chars[start:end] = _OPAQUE * (end - start)
    return "".join(chars)


def _found(text: str, spoken: Spoken) -> list[When]:
    """Phrases of time, also where a short day name might be another word elsewhere."""
    spelled, back = spell_days(text)
    return [
        replace(when, span=(back[when.span[0]], back[when.span[1]])) if spelled != text else when
        for when in spoken.find(spelled)
    ]


def spell_days(text: str) -> tuple[str, list[int]]:
    """`mon` and `sat` spelled out where a line of quick add can only mean the day.

    Returns the text and, for each of its places, the place in the text that was given.
    """
    out: list[str] = []
    back: list[int] = []
    at = 0
    for start, end, full in _short_days(text):
        out += [text[at:start], full]
        back += range(at, start)
        back += [start] + [end] * (len(full) - 1)
        at = end
    out.append(text[at:])
    back += range(at, len(text) + 1)
    return "".join(out), back


def _short_days(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, full name) of short day names that are the last word or beside `to`, `start`."""
    words = text.split()
    at = 0
    for n, word in enumerate(words):
        at = text.index(word, at)
        name, dash, _ = word.partition("-")
        full = _DAY_NAMES.get(name.lower())
        if full is not None:
            last = n == len(words) - 1 or words[n + 1].lower() in _AFTER
            led = n > 0 and words[n - 1].lower() in _BEFORE
            if dash or last or led:
                yield at, at + len(name), full
        at += len(word)


def _taken(days: Days, when: When) -> bool:
    return any(start <= when.span[0] < end for start, end, _ in days.spans)


def _meant(text: str, found: list[When]) -> When:
    """The one that says `due` or a limit, else the last: the day stands at the end of a line."""
    for when in found:
        if re.search(_DUE, text[: when.span[0]], re.I):
            return when
    limits = [when for when in found if when.deadline]
    return (limits or found)[-1]


def _due(text: str, when: When, spoken: Spoken, days: Days) -> None:
    last = when.value
    if when.kind == "range":
        first, last = when.start, when.end
        if first is not None and not when.deadline and not _same_day(first, last, spoken):
            days.fields.setdefault("start", spoken.stored(first))
        last = last if last is not None else first
    if last is None:
        return
    days.fields["due"] = spoken.stored(last)
    if when.zone and isinstance(last, datetime):
        days.fields["due_tz"] = when.zone
    _mark(text, when, "date", days, _DUE)
    _doubt(when, last, spoken, days)


def _same_day(first: date, last: date | None, spoken: Spoken) -> bool:
    return last is not None and spoken.day(first) == spoken.day(last)


def _start(text: str, when: When, spoken: Spoken, days: Days) -> None:
    value = when.value or when.start
    if value is not None:
        days.fields["start"] = spoken.stored(value)
        _mark(text, when, "start", days, _START)


def _repeat(text: str, when: When, spoken: Spoken, days: Days) -> None:
    days.fields["repeat"] = when.rrule
    first = when.value or when.start or _first(str(when.rrule), spoken)
    if first is not None:
        days.fields["due"] = spoken.stored(first)
    _mark(text, when, "repeat", days, _DUE)


def _first(rrule: str, spoken: Spoken) -> date | datetime | None:
    """The first day or moment of a rule from now on (RFC 5545)."""
    from dateutil.rrule import rrulestr  # only lines that repeat need it

    zone = ZoneInfo(spoken.tz)
    local = spoken.now.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    timed = "BYHOUR" in rrule
    begin = local if timed else datetime.combine(local.date(), time())
    try:
        found = rrulestr(rrule, dtstart=begin).after(begin, inc=True)
    except ValueError:
        return None
    if found is None:
        return None
    return found.replace(tzinfo=zone) if timed else found.date()


def _mark(text: str, when: When, kind: str, days: Days, lead: str) -> None:
    """Note the words, with the little word before them that belongs to them."""
    start, end = when.span
    before = re.search(lead, text[:start], re.I) or re.search(_LEAD, text[:start], re.I)
    days.spans.append((before.start() if before else start, end, kind))


def _doubt(when: When, value: date | datetime, spoken: Spoken, days: Days) -> None:
    if when.past or spoken.day(value) < spoken.today:
        days.doubts.append(f"“{when.text}” has passed.")
    if when.issue == "ambiguous_date" and when.alternatives:
        others = ", ".join(spoken.stored(other) for other in when.alternatives[:2])
        days.doubts.append(f"“{when.text}” could also be {others}.")
    elif when.issue:
        days.doubts.append(f"“{when.text}”: {when.issue.replace('_', ' ')}.")
