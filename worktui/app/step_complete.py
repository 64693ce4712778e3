"""What the end of a line of words can become: names of fields, people, columns, tasks, days.

`who=b` becomes `who=bo`; a value of several words (`to=in pr`) is completed as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from worktui.app.field_words import SHORT, named
from worktui.app.phrases import full_day
from worktui.app.plans.lookup import column_kind
from worktui.app.step_words import names_of
from worktui.domain.actions import ACTIONS
from worktui.domain.change import Doc
from worktui.domain.fields import PRIORITIES
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.spoken import Spoken

MOST = 5
"""So many ends of a line are offered."""
_PAIR = re.compile(r"(?:^|(?<=\s))([A-Za-z_]+)=([^=]*)$")
_SIGNS: Mapping[str, str] = {"@": "people", "+": "projects", "!": "priorities", "#": "tags"}
_DAYS = ("today", "tomorrow", "friday", "next monday", "in two weeks", "end of the month")
_TABLES: Mapping[str, str] = {
    **dict.fromkeys(("assignee", "person", "who", "owner", "host", "lead", "eligible"), "people"),
    **dict.fromkeys(("task", "after", "before", "depends_on"), "tasks"),
    **dict.fromkeys(("invitee", "contact", "contact_email"), "contacts"),
    "status": "columns",
    "project": "projects",
    "milestone": "milestones",
    "event_type": "event_types",
    "booking": "bookings",
    "priority": "priorities",
    "tags": "tags",
}
"""Fields whose values are known, and what they are of."""
_MOMENTS = frozenset({"when", "instant", "day"})


@dataclass(frozen=True, slots=True)
class Ending:
    """The line as it would be, what of it is new, and what that is called."""

    line: str
    label: str
    note: str = ""


def endings(text: str, action: Doc, work: Snapshot, now: datetime) -> tuple[Ending, ...]:
    """What the end of the line can become, likeliest first; () when nothing fits."""
    pair = _PAIR.search(text)
    kind = str(action["type"])
    if pair:
        head, typed = text[: pair.start(2)], pair[2]
        known = {**(ACTIONS[kind].known or {}), **ACTIONS[kind].own_kinds()}
        name = named(pair[1].lower(), known)
        found = _values(name, known.get(name, ""), kind, typed, work, now)
        made = tuple(Ending(head + value, value, note) for value, note in found)[:MOST]
        if made or " " not in typed:
            return made
    head, _, last = text.rpartition(" ")
    head = f"{head} " if head else ""
    if kind == "create_task" and last[:1] in _SIGNS:
        found = _named(_SIGNS[last[0]], last[1:], work)
        return tuple(Ending(f"{head}{last[0]}{id}", last[0] + id, note) for id, note in found)[
            :MOST
        ]
    if len(last) < (2 if kind == "create_task" else 1):
        return ()
    names = [name for name in (*names_of(action), *SHORT) if name.startswith(last.lower())]
    return tuple(Ending(f"{head}{name}=", f"{name}=") for name in dict.fromkeys(names))[:MOST]


def _values(
    name: str, kind: str, action: str, typed: str, work: Snapshot, now: datetime
) -> Iterable[tuple[str, str]]:
    """(value, what it is) for a field, as far as it is typed."""
    if name == "to":
        table = "columns" if action == "move_task" else "contacts"
        return _named(table, typed, work)
    if name in _TABLES:
        return _named(_TABLES[name], typed.lstrip("@+!#"), work)
    if kind == "flag":
        return [(word, "") for word in ("yes", "no") if word.startswith(typed.lower())]
    if kind in _MOMENTS:
        return _moments(typed, work, now)
    return ()


def _moments(typed: str, work: Snapshot, now: datetime) -> Iterable[tuple[str, str]]:
    spoken = Spoken.of(Settings.of(work), now)
    for words in _DAYS:
        value = spoken.value(words) if words.startswith(typed.lower()) else None
        if value is not None and words != typed:
            yield words, full_day(spoken.day(value))


def _named(what: str, typed: str, work: Snapshot) -> list[tuple[str, str]]:
    """(id, name) of what is there, by the beginning of the id or of any word of the name."""
    wanted = typed.casefold().strip()
    rows = [(id, name) for id, name in _ALL[what](work) if id.casefold() != wanted]
    ids = [row for row in rows if row[0].casefold().startswith(wanted)]
    words = [row for row in rows if row not in ids and _starts(row[1], wanted)]
    return [*ids, *words]


def _starts(name: str, wanted: str) -> bool:
    folded = name.casefold()
    return folded.startswith(wanted) or any(w.startswith(wanted) for w in folded.split())


def _docs(table: str, name: str) -> Callable[[Snapshot], list[tuple[str, str]]]:
    return lambda work: [
        (str(doc["id"]), str(doc.get(name) or doc["id"]))
        for doc in work.all(table)
        if not doc.get("archived")
    ]


def _tasks(work: Snapshot) -> list[tuple[str, str]]:
    return [
        (str(doc["id"]), str(doc.get("title", "")))
        for doc in work.all("tasks")
        if not doc.get("archived") and column_kind(work, doc.get("status")) != "done"
    ]


def _tags(work: Snapshot) -> list[tuple[str, str]]:
    found = {str(tag) for doc in work.all("tasks") for tag in doc.get("tags") or ()}
    return [(tag, "") for tag in sorted(found)]


_ALL: Mapping[str, Callable[[Snapshot], list[tuple[str, str]]]] = {
    "people": _docs("people", "name"),
    "columns": _docs("columns", "name"),
    "projects": _docs("projects", "name"),
    "milestones": _docs("milestones", "name"),
    "event_types": _docs("event_types", "title"),
    "bookings": _docs("bookings", "name"),
    "contacts": _docs("contacts", "name"),
    "tasks": _tasks,
    "tags": _tags,
    "priorities": lambda _work: [(name, "") for name in reversed(PRIORITIES)],
}
