"""The tasks of a plan for Microsoft Project: phases, lengths, dates, progress, links.

A milestone is a summary task with its promise as deadline; one whose only task is its own gate
is that task. What Microsoft Project has no field for goes into text fields of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from worktui.domain.change import Doc
from worktui.formats.link_words import link_text
from worktui.formats.mspdi_fields import AS_CONSTRAINT, AS_DEADLINE, FIELDS
from worktui.formats.mspdi_text import Part, at, hundredths, length
from worktui.formats.mspdi_values import CONSTRAINTS, FROM_START, LINKS
from worktui.formats.mspdi_write_calendars import Calendars, Ground
from worktui.formats.scope import Scope, links_of

LEVELS = {"low": 300, "normal": 500, "high": 700, "urgent": 900}
_TYPES = {name: number for number, name in LINKS.items()}
_CONSTRAINTS = {name: number for number, name in CONSTRAINTS.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the outline: a task, a milestone, or a milestone that is its one task."""

    uid: int
    level: int
    number: str
    task: Doc | None = None
    stone: Doc | None = None
    under: Sequence[Doc] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What rows are written from. `logged` is the hours of each task, `budgets` the newest
    baseline by task, `uids` the number of every task and milestone."""

    scope: Scope
    calendars: Calendars
    logged: Mapping[str, float]
    baseline: Mapping[str, Doc]
    uids: Mapping[str, int]


def outline(scope: Scope) -> tuple[list[Line], dict[str, int]]:
    """All rows in order, and the UID of every task and milestone."""
    uids = _numbers(scope)
    lines: list[Line] = []
    top = 0
    for stone, tasks in scope.groups:
        if stone is None:
            for task in tasks:
                top += 1
                lines.append(Line(uids[task["id"]], 1, str(top), task))
            continue
        top += 1
        if is_gate(stone, tasks):
            uids[stone["id"]] = uids[tasks[0]["id"]]
            lines.append(Line(uids[stone["id"]], 1, str(top), tasks[0], stone))
            continue
        lines.append(Line(uids[stone["id"]], 1, str(top), None, stone, tasks))
        lines += [Line(uids[task["id"]], 2, f"{top}.{n}", task) for n, task in enumerate(tasks, 1)]
    return lines, uids


def is_gate(stone: Doc, tasks: Sequence[Doc]) -> bool:
    """Whether a milestone and its only task are one and the same."""
    if len(tasks) != 1:
        return False
    task = tasks[0]
    same = str(task["title"]) == str(stone.get("name") or stone["id"])
    return same and task.get("duration_days") == 0 and not task.get("deadline")


def _numbers(scope: Scope) -> dict[str, int]:
    """UIDs: the number in an id of the project, a new one for all others."""
    found: dict[str, int] = {}
    used: set[int] = set()
    for task in scope.tasks:
        prefix, _, digits = str(task["id"]).rpartition("-")
        if prefix == scope.key and digits.isdigit() and 0 < int(digits) < 2**31:
            found[task["id"]] = int(digits)
            used.add(int(digits))
    following = max(used, default=0)
    stones = [stone for stone, _ in scope.groups if stone]
    for doc in [*scope.tasks, *stones]:
        if doc["id"] not in found:
            following += 1
            found[doc["id"]] = following
    return found


def task_parts(line: Line, place: int, sheet: Sheet) -> list[Part]:
    """The elements of one row, in the order of the schema."""
    if line.task is None:
        return _stone(line, place, sheet)
    task, scope = line.task, sheet.scope
    ground = sheet.calendars.of_task(task)
    days = scope.days(task)
    lasts = minutes_of(task, sheet)
    gate = lasts == 0
    return [
        *_head(line, place, str(task["title"]), _kind(task)),
        ("OutlineNumber", line.number),
        ("OutlineLevel", line.level),
        ("Priority", LEVELS.get(str(task.get("priority")), 500)),
        *_span(days, ground, gate),
        ("Duration", length(lasts)),
        ("DurationFormat", 39 if scope.length(task) is None else 7),
        ("Work", length(work_of(task, sheet))),
        ("EffortDriven", 0),
        ("Estimated", 1 if scope.length(task) is None else 0),
        ("Milestone", 1 if gate else 0),
        ("Summary", 0),
        *_progress(task, sheet, ground, lasts),
        *_bounds(line, sheet, ground),
        ("Notes", str(task["notes"]) if task.get("notes") else None),
        *_links(task, sheet, ground),
        *_carried(line, sheet),
        *_baseline(task, sheet),
    ]


def _head(line: Line, place: int, name: str, kind: int) -> list[Part]:
    return [
        ("UID", line.uid),
        ("ID", place),
        ("Name", name[:512]),
        ("Active", 1),
        ("Manual", 0),
        ("Type", kind),
        ("IsNull", 0),
        ("WBS", line.number),
    ]


def _kind(task: Doc) -> int:
    """Fixed duration where days were said, fixed work where only hours were."""
    only_hours = task.get("duration_days") is None and task.get("estimate_hours") is not None
    return 2 if only_hours else 1


def _span(days: tuple[date, date] | None, ground: Ground, gate: bool) -> list[Part]:
    if days is None:
        return []
    begin = at(days[1], ground.evening) if gate else at(days[0], ground.morning)
    return [("Start", begin), ("Finish", at(days[1], ground.evening))]


def minutes_of(task: Doc, sheet: Sheet) -> float:
    """The length of a task in working time; a day where nobody has said it."""
    days = sheet.scope.length(task)
    return (1 if days is None else days) * sheet.calendars.of_task(task).minutes


def work_of(task: Doc, sheet: Sheet) -> float:
    """Minutes of work: what was done and what is left, else the estimate, else the length."""
    logged, left = sheet.logged.get(task["id"], 0.0), task.get("remaining_hours")
    kind = sheet.scope.kind(task)
    if kind == "done" and logged:
        return logged * 60
    if left is not None and kind != "done":
        return (logged + float(left)) * 60
    hours = task.get("estimate_hours")
    if hours is not None:
        return max(float(hours), logged) * 60
    return max(minutes_of(task, sheet) if task.get("assignee") else 0.0, logged * 60)


def actual(task: Doc, scope: Scope) -> tuple[date | None, date | None]:
    """The days on which a task began and ended, as planned where nobody has said them."""
    kind, days = scope.kind(task), scope.days(task)
    if kind == "todo":
        return None, None
    began = scope.day(task.get("actual_start")) or (days[0] if days else None)
    ended = scope.day(task.get("actual_finish")) or (days[1] if days else None)
    return began, ended if kind == "done" else None


def _progress(task: Doc, sheet: Sheet, ground: Ground, lasts: float) -> list[Part]:
    scope = sheet.scope
    kind, share = scope.kind(task), scope.done_share(task)
    began, ended = actual(task, scope)
    left = task.get("remaining_hours")
    done = lasts * share / 100
    lasting = length(lasts - done) if left is not None and kind == "doing" else None
    working = length(float(left) * 60) if left is not None and kind != "done" else None
    return [
        ("PercentComplete", share),
        ("PercentWorkComplete", share),
        ("ActualStart", at(began, ground.morning) if began else None),
        ("ActualFinish", at(ended, ground.evening) if ended else None),
        ("ActualDuration", length(done) if kind != "todo" else None),
        ("RemainingDuration", lasting),
        ("RemainingWork", working),
    ]


def _bounds(line: Line, sheet: Sheet, ground: Ground) -> list[Part]:
    """Constraint, calendar, deadline."""
    task, scope = line.task or {}, sheet.scope
    given: Mapping[str, Any] = task.get("constraint") or {}
    kind, day = str(given.get("type") or "ASAP"), scope.day(given.get("date"))
    start = scope.day(task.get("start"))
    if kind == "ASAP" and start:
        kind, day = "SNET", start
    when = None
    if day:
        when = at(day, ground.morning if kind in FROM_START else ground.evening)
    promise = scope.day(task.get("deadline")) or scope.day(task.get("due"))
    if line.stone is not None:
        promise = scope.day(line.stone.get("due"))
    own = sheet.calendars.named.get(str(task.get("calendar") or ""))
    return [
        ("ConstraintType", _CONSTRAINTS.get(kind, 0)),
        ("CalendarUID", own.uid if own else -1),
        ("ConstraintDate", when),
        ("Deadline", at(promise, ground.evening) if promise else None),
        ("IgnoreResourceCalendar", 1 if own else 0),
    ]


def _links(task: Doc, sheet: Sheet, ground: Ground) -> list[Part]:
    found: list[Part] = []
    for before, kind, lag, elapsed in links_of(task):
        if before not in sheet.uids:
            continue  # of another project: the field “after” has it
        minutes = lag * (1440 if elapsed else ground.minutes)
        parts: list[Part] = [
            ("PredecessorUID", sheet.uids[before]),
            ("Type", _TYPES.get(kind, 1)),
            ("CrossProject", 0),
            ("LinkLag", round(minutes * 10)),
            ("LagFormat", 8 if elapsed else 7),
        ]
        found.append(("PredecessorLink", parts))
    return found


def _carried(line: Line, sheet: Sheet) -> list[Part]:
    """What only text fields can hold."""
    task = line.task or {}
    days, hours = task.get("duration_days"), task.get("estimate_hours")
    by = {(False, True): "by work", (True, False): "by days", (False, False): "unsaid"}
    held = {
        "id": str(task.get("id") or ""),
        "due": _due(task, line),
        "start": _started(task),
        "tags": " ".join(str(tag).replace(" ", "-") for tag in task.get("tags") or ()),
        "status": str(task.get("status") or ""),
        "length": by.get((days is not None, hours is not None), ""),
        "estimate": "",
        "milestone": str(line.stone["id"]) if line.stone else "",
        "unsaid": _unsaid(task, sheet.scope),
        "after": ", ".join(link_text(*it) for it in links_of(task) if it[0] not in sheet.uids),
    }
    if hours is not None and abs(work_of(task, sheet) - float(hours) * 60) > 0.5:
        held["estimate"] = f"{float(hours):g}"
    return fields_parts(held)


def _unsaid(task: Doc, scope: Scope) -> str:
    """The actual days that nobody has said."""
    names = ("actual_start", "actual_finish")
    return " ".join(
        f"{name}:{day}"
        for name, day in zip(names, actual(task, scope), strict=True)
        if day and not task.get(name)
    )


def _due(task: Doc, line: Line) -> str:
    """The promised day, and whether it is written as the deadline."""
    due = str(task.get("due") or "")
    return due if not due or task.get("deadline") or line.stone else due + AS_DEADLINE


def _started(task: Doc) -> str:
    """The first day a task may start on, and whether it is written as its constraint."""
    start, given = str(task.get("start") or ""), task.get("constraint") or {}
    as_constraint = start and str(given.get("type") or "ASAP") == "ASAP"
    return start + AS_CONSTRAINT if as_constraint else start


def fields_parts(held: Mapping[str, str]) -> list[Part]:
    """Text fields of a task in the order of their identifiers."""
    return [
        ("ExtendedAttribute", [("FieldID", id), ("Value", held[name])])
        for name, (id, _) in sorted(FIELDS.items(), key=lambda item: item[1])
        if held.get(name)
    ]


def _baseline(task: Doc, sheet: Sheet) -> list[Part]:
    kept = sheet.baseline.get(str(task["id"]))
    ground = sheet.calendars.of_task(task)
    start = sheet.scope.day(kept.get("start")) if kept else None
    finish = sheet.scope.day(kept.get("finish")) if kept else None
    if kept is None or start is None or finish is None:
        return []
    budget = kept.get("budget")
    parts: list[Part] = [
        ("Number", 0),
        ("Start", at(start, ground.morning)),
        ("Finish", at(finish, ground.evening)),
        ("Cost", hundredths(budget) if budget is not None else None),
    ]
    return [("Baseline", parts)]


def _stone(line: Line, place: int, sheet: Sheet) -> list[Part]:
    """A milestone: the summary of its tasks, or a row of its own when it has none."""
    stone, ground = line.stone or {}, sheet.calendars.base
    spans = [days for task in line.under if (days := sheet.scope.days(task))]
    due = sheet.scope.day(stone.get("due"))
    days = (min(s for s, _ in spans), max(f for _, f in spans)) if spans else None
    days = days or ((due, due) if due else None)
    held = {"id": f"milestone {stone['id']}", "due": str(stone.get("due") or "")}
    return [
        *_head(line, place, str(stone.get("name") or stone["id"]), 1),
        ("OutlineNumber", line.number),
        ("OutlineLevel", line.level),
        ("Priority", 500),
        *_span(days, ground, not line.under),
        ("Duration", length(0) if not line.under else None),
        ("DurationFormat", 7),
        ("Milestone", 0 if line.under else 1),
        ("Summary", 1 if line.under else 0),
        ("ConstraintType", 0),
        ("CalendarUID", -1),
        ("Deadline", at(due, ground.evening) if due else None),
        *fields_parts(held),
    ]
