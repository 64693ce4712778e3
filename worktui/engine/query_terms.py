"""The single terms of the filter language: what each field and sign tests on a task."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.fields import PRIORITIES, parse_day, parse_instant
from worktui.domain.settings import Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.lengths import need_hours
from worktui.engine.naming import milestones_called, near, people_called, projects_called
from worktui.engine.spoken import Spoken

Test = Callable[[Doc], bool]
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "": operator.eq,
}
_OP = re.compile(r"(<=|>=|<|>|=|)(.*)", re.DOTALL)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SIGNS: Mapping[str, str] = {
    "@": "@ana, @nobody", "#": "#copy", "!": "!high", "+": "+WEB",
}  # fmt: skip
_NONE = frozenset({"none", "no", "never", "nobody", "-"})
_ANY = frozenset({"any", "some", "yes", "*"})


class QueryError(BadInput):
    """A term that is not understood; `span` is its place in the text."""

    kind = "bad_query"
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Scope:
    """What terms are read against: the work, its settings, time words, and who asks."""

    work: Snapshot
    settings: Settings
    spoken: Spoken
    me: str

    def kind(self, task: Doc) -> str:
        """todo, doing or done by the column the task stands in."""
        column = self.work.get("columns", str(task.get("status", "")))
        return str(column.get("kind", "todo")) if column else "todo"


def sign_test(scope: Scope, word: str) -> Test | None:
    """`@who`, `#tag`, `!priority`, `+project`; None when the word is text."""
    sign, name = word[:1], word[1:].lower()
    if sign not in _SIGNS:
        return None
    if not name:
        raise QueryError(f"{sign} lacks a name.", hint=f"As in {_SIGNS[sign]}.")
    if sign == "@":
        return _who(scope, name)
    if sign == "#":
        return _tag(name)
    if sign == "!":
        return _priority(scope, name)
    return _project(scope, word[1:])


def field_test(scope: Scope, name: str, value: str) -> Test:
    """`field:value`; raises QueryError for a field or value that is not known."""
    make = FIELDS.get(name)
    if make is None:
        near = get_close_matches(name, FIELDS, n=1)
        raise QueryError(
            f"“{name[:40]}” is not something to filter by.",
            hint=f"Did you mean {near[0]}: ?" if near else f"There are {', '.join(FIELDS)}.",
        )
    if not value:
        raise QueryError(f"{name}: lacks a value.", hint=HINTS.get(name, ""))
    return make(scope, value)


def _who(scope: Scope, value: str) -> Test:
    name = value.lstrip("@").lower()
    if name in _NONE:
        return lambda task: not task.get("assignee")
    handles = set(people_called(scope.work, name, scope.me))
    if not handles and name == scope.me.lower():
        handles = {scope.me}
    if not handles:
        close = near(name, scope.work.ids("people"))
        raise QueryError(
            f"There is no person “{name[:40]}” here.",
            hint=f"Did you mean @{close}?" if close else "@nobody finds what nobody has.",
        )
    return lambda task: task.get("assignee") in handles


def _tag(value: str) -> Test:
    name = value.lstrip("#").lower()
    if name in _NONE:
        return lambda task: not task.get("tags")
    return lambda task: any(tag.lower() == name for tag in task.get("tags") or ())


def _priority(_scope: Scope, value: str) -> Test:
    op, name = _split(value)
    digit = {"1": "urgent", "2": "high", "3": "normal", "4": "low"}.get(name, name)
    found = [p for p in PRIORITIES if digit and p.startswith(digit)]
    if not found:
        raise QueryError(f"“{name[:20]}” is no priority.", hint=f"It is {', '.join(PRIORITIES)}.")
    rank, compare = PRIORITIES.index(found[0]), _COMPARE[op]
    places = {p: compare(n, rank) for n, p in enumerate(PRIORITIES)}
    return lambda task: places.get(task.get("priority", "normal"), False)


def _project(scope: Scope, value: str) -> Test:
    name = value.lstrip("+")
    if name.lower() in _NONE:
        return lambda task: not task.get("project")
    keys = set(projects_called(scope.work, name))
    milestones = set(milestones_called(scope.work, name)) if not keys else set()
    if milestones:
        return lambda task: task.get("milestone") in milestones
    if not keys:
        known = list(scope.work.ids("projects"))
        close = near(name, known)
        hint = f"Did you mean +{close}?" if close else f"There are {', '.join(known[:12])}."
        raise QueryError(f"There is no project “{name[:40]}” here.", hint=hint if known else "")
    return lambda task: task.get("project") in keys


def _status(scope: Scope, value: str) -> Test:
    name = value.lower().replace("_", " ")
    columns = list(scope.work.all("columns"))
    found = {
        doc["id"] for doc in columns if name in (doc["id"].lower(), str(doc.get("name")).lower())
    }
    kind = name.replace(" ", "")
    found = found or {doc["id"] for doc in columns if doc.get("kind") == kind}
    if not found:
        near = get_close_matches(name, [doc["id"] for doc in columns], n=1)
        raise QueryError(
            f"There is no column “{name[:40]}” here.",
            hint=f"Did you mean {near[0]}?" if near else "",
        )
    return lambda task: task.get("status") in found


def _milestone(scope: Scope, value: str) -> Test:
    name = value.lower()
    if name in _NONE:
        return lambda task: not task.get("milestone")
    ids = set(milestones_called(scope.work, name))
    if not ids:
        raise QueryError(f"There is no milestone “{name[:40]}” here.")
    return lambda task: task.get("milestone") in ids


def _day_field(field: str, *, past: bool = False) -> Callable[[Scope, str], Test]:
    """A test on a field that holds a day or an instant; with `past`, words mean what has been."""

    def make(scope: Scope, value: str) -> Test:
        op, words = _split(value)
        if words.lower() in _NONE:
            return lambda task: not task.get(field)
        if words.lower() in _ANY:
            return lambda task: bool(task.get(field))
        first, last = _days(scope, words, past=past)
        low, high = _bounds(op, first, last)
        least, most = low.isoformat(), high.isoformat()

        def test(task: Doc) -> bool:
            value = task.get(field)
            if value is None or len(value) == len(least):  # bare days sort as they are written
                return value is not None and least <= value <= most
            day = _stored_day(scope, task.get(field))
            return day is not None and low <= day <= high

        return test

    return make


def _bounds(op: str, first: date, last: date) -> tuple[date, date]:
    step = timedelta(days=1)
    if op == "<":
        return date.min, first - step
    if op == "<=":
        return date.min, last
    if op == ">":
        return last + step, date.max
    if op == ">=":
        return first, date.max
    return first, last


def _days(scope: Scope, words: str, *, past: bool = False) -> tuple[date, date]:
    spoken = scope.spoken
    first, dots, last = words.partition("..")
    if dots:
        return _days(scope, first, past=past)[0], _days(scope, last, past=past)[1]
    words = words.replace("_", " ")
    value = spoken.value(words)
    found = None if _ISO.fullmatch(words) else spoken.whole(words)
    if found is not None and found.kind == "range" and found.start and found.end:
        return spoken.day(found.start), spoken.day(found.end)
    if value is None:
        raise QueryError(f"“{words[:40]}” is not a day.", hint="Write fri, 6mar or 2026-03-06.")
    day = spoken.past_day(words) if past else spoken.day(value)
    return day, day


def _stored_day(scope: Scope, value: Any) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return parse_day(value) if len(value) == 10 else scope.spoken.day(parse_instant(value))
    except ValueError:
        return None


def _hours_field(field: str) -> Callable[[Scope, str], Test]:
    def make(_scope: Scope, value: str) -> Test:
        op, words = _split(value)
        if words.lower() in _NONE:
            return lambda task: task.get(field) is None
        try:
            wanted = need_hours(words)
        except BadInput as error:
            raise QueryError(error.message, hint=error.hint) from error
        compare = _COMPARE[op]
        return lambda task: task.get(field) is not None and compare(task[field], wanted)

    return make


def _text_field(*fields: str) -> Callable[[Scope, str], Test]:
    def make(_scope: Scope, value: str) -> Test:
        word = value.lower()
        if word in _NONE:
            return lambda task: not any(task.get(name) for name in fields)
        return lambda task: any(word in str(task.get(name, "")).lower() for name in fields)

    return make


def _id(_scope: Scope, value: str) -> Test:
    ids = {part.upper() for part in value.split(",")}
    return lambda task: task["id"].upper() in ids


def _after(_scope: Scope, value: str) -> Test:
    wanted = value.upper()
    return lambda task: any(
        str(link.get("task", "")).upper() == wanted for link in task.get("depends_on") or ()
    )


def _has(_scope: Scope, value: str) -> Test:
    names = {"estimate": "estimate_hours", "links": "depends_on", "who": "assignee"}
    field = names.get(value.lower(), value.lower())
    return lambda task: bool(task.get(field))


def _split(value: str) -> tuple[str, str]:
    found = _OP.fullmatch(value)
    return (found[1], found[2].strip().lower()) if found else ("", value.lower())


def _is(scope: Scope, value: str) -> Test:
    make = STATES.get(value.lower())
    if make is None:
        near = get_close_matches(value.lower(), STATES, n=1)
        raise QueryError(
            f"is:{value[:30]} is not known.",
            hint=f"Did you mean is:{near[0]}?" if near else f"There are {', '.join(STATES)}.",
        )
    return make(scope)


def _late(scope: Scope) -> Test:
    now = scope.spoken.now

    def test(task: Doc) -> bool:
        due = task.get("due")
        if not due or scope.kind(task) == "done":
            return False
        return scope.settings.past(due, now)

    return test


def _blocked(scope: Scope) -> Test:
    def test(task: Doc) -> bool:
        if scope.kind(task) == "done":
            return False
        return bool(task.get("blocked")) or any(
            link.get("type", "FS") == "FS" and _open_task(scope, link.get("task"))
            for link in task.get("depends_on") or ()
        )

    return test


def _open_task(scope: Scope, id: Any) -> bool:
    other = scope.work.get("tasks", str(id))
    return other is not None and scope.kind(other) != "done"


def _of_kind(*kinds: str) -> Callable[[Scope], Test]:
    return lambda scope: lambda task: scope.kind(task) in kinds


def _today(scope: Scope) -> Test:
    today = scope.spoken.today
    return lambda task: _stored_day(scope, task.get("due")) == today


STATES: Mapping[str, Callable[[Scope], Test]] = {
    "late": _late,
    "overdue": _late,
    "blocked": _blocked,
    "open": _of_kind("todo", "doing"),
    "todo": _of_kind("todo"),
    "doing": _of_kind("doing"),
    "done": _of_kind("done"),
    "mine": lambda scope: lambda task: task.get("assignee") == scope.me,
    "unassigned": lambda _scope: lambda task: not task.get("assignee"),
    "today": _today,
    "waiting": lambda _scope: lambda task: bool(task.get("waiting_for")),
    "archived": lambda _scope: lambda task: bool(task.get("archived")),
}

FIELDS: Mapping[str, Callable[[Scope, str], Test]] = {
    "due": _day_field("due"),
    "start": _day_field("start"),
    "started": _day_field("actual_start", past=True),
    "finished": _day_field("actual_finish", past=True),
    "done": _day_field("actual_finish", past=True),
    "deadline": _day_field("deadline"),
    "status": _status,
    "column": _status,
    "who": _who,
    "assignee": _who,
    "prio": _priority,
    "priority": _priority,
    "tag": lambda _scope, value: _tag(value),
    "project": _project,
    "milestone": _milestone,
    "is": _is,
    "has": _has,
    "id": _id,
    "after": _after,
    "est": _hours_field("estimate_hours"),
    "estimate": _hours_field("estimate_hours"),
    "left": _hours_field("remaining_hours"),
    "title": _text_field("title"),
    "notes": _text_field("notes"),
    "contact": _text_field("contact", "contact_email", "waiting_for"),
}
HINTS: Mapping[str, str] = {
    "due": "As in due:<=fri, due:none.",
    "is": "As in is:late, is:blocked.",
    "status": "As in status:doing.",
}
