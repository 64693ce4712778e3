"""The tasks of a Microsoft Project file as tasks here: length, work, progress, dates, constraint.

A day of the file is its `MinutesPerDay`. Dates are days here: a finish before work begins in
the morning is the evening before, a start after work ends is the next morning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.text import clean_block
from worktui.formats.mspdi_calendars import Calendar
from worktui.formats.mspdi_fields import AS_CONSTRAINT, AS_DEADLINE, guessed
from worktui.formats.mspdi_outline import Row, tag_of
from worktui.formats.mspdi_people import WORK, Resources
from worktui.formats.mspdi_values import (
    CONSTRAINTS,
    ELAPSED,
    FROM_START,
    hours,
    minutes,
    moment,
    number,
    switch,
    tidy,
    whole,
)
from worktui.formats.mspdi_xml import Node

AROUND_THE_CLOCK = "around the clock"
"""The calendar of lengths that the file counts on the calendar."""
NOBODY = -65535
"""The resource of work that is nobody's yet."""


@dataclass(slots=True)
class Facts:
    """What tasks are read by: days, people, calendars, our columns.

    `day` is the minutes of a day in the project's calendar `base`; `known` are all calendars by
    UID, `calendars` their names here. `notes` are kinds of things to tell, each with its tasks.
    """

    key: str
    day: float
    base: Calendar
    known: Mapping[int, Calendar]
    morning: time
    evening: time
    people: Resources
    assignments: Mapping[int, list[Node]]
    calendars: Mapping[int, str | None]
    columns: Mapping[str, str]
    kinds: Mapping[str, str]
    ids: dict[int, str] = field(default_factory=dict)
    elapsed: bool = False
    parts: int = 0
    warnings: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, row: Row, more: str = "") -> None:
        """Something to tell of a task, together with others of its kind."""
        self.notes.setdefault(kind, []).append(f"“{row.name[:40]}”{more}")

    def told(self) -> list[str]:
        """A sentence for each kind of thing, with the first few tasks it is about."""
        found = list(self.warnings)
        for kind, names in self.notes.items():
            rest = f" and {len(names) - 4} more" if len(names) > 5 else ""
            found.append(f"{kind}: {', '.join(names[: 4 if rest else 5])}{rest}.")
        if self.parts:
            found.append(
                f"Lengths with a part of a day ({self.parts}) are kept; plans count whole days."
            )
        return found


def read_task(row: Row, facts: Facts, milestone: str | None, known: Doc | None) -> dict[str, Any]:
    """The document of one task; None in a field takes away what stood there before."""
    node = row.node
    doc: dict[str, Any] = {
        "id": facts.ids[row.uid],
        "title": row.name,
        "project": facts.key,
        "milestone": milestone,
        "assignee": _assignee(row, facts),
        "priority": _priority(node),
        "constraint": _constraint(row, facts),
        "calendar": _calendar(row, facts),
    }
    doc |= _length(row, facts) | _progress(row, facts, known)
    if notes := _notes(node):
        doc["notes"] = notes
    tags = [tag for up in [*row.chain()][-2::-1] if (tag := tag_of(up.name))]
    tags += [tag for tag in row.ours.get("tags", "").split() if tag not in tags]
    if tags:
        doc["tags"] = tags
    return doc | _promise(row, facts) | _start(row, doc["constraint"])


def _promise(row: Row, facts: Facts) -> dict[str, str | None]:
    """Deadline and due day. A due day that was written as deadline follows it."""
    when = moment(row.node.kid("Deadline"))
    day = finish_day(when, facts) if when else None
    due = row.ours.get("due")
    if due is None or not due.endswith(AS_DEADLINE):
        gate = "milestone" in row.ours  # the day of the milestone, then, not of the task
        return {"deadline": None if gate else day} | ({"due": due} if due else {})
    due = due.removesuffix(AS_DEADLINE)
    return {"deadline": None, "due": due if due[:10] == day else day}


def _start(row: Row, constraint: Mapping[str, str] | None) -> dict[str, str | None]:
    """The first day a task may start on; one that was written as constraint follows it."""
    start = row.ours.get("start")
    if start is None:
        return {}
    as_constraint = start.endswith(AS_CONSTRAINT) and constraint is not None
    return {"start": None if as_constraint else start.removesuffix(AS_CONSTRAINT)}


def _assignee(row: Row, facts: Facts) -> str | None:
    """Whoever has most of the work; the others are told."""
    shares: dict[str, float] = {}
    for node in facts.assignments.get(row.uid, ()):
        uid = whole(node.kid("ResourceUID")) or 0
        if uid in facts.people.handles:
            handle = facts.people.handles[uid]
            shares[handle] = shares.get(handle, 0) + (minutes(node.kid("Work")) or 0)
        elif facts.people.kinds.get(uid, WORK) != WORK:
            facts.note(
                "Material and costs are not kept, only what was spent on them",
                row,
                f" ({facts.people.names[uid][:40]})",
            )
    if not shares:
        return None
    first = max(shares, key=lambda handle: shares[handle])
    if len(shares) > 1:
        others = ", ".join(f"@{handle}" for handle in shares if handle != first)
        facts.note("Of several people only the first is kept", row, f" (@{first}, not {others})")
    return first


def _priority(node: Node) -> str | None:
    """0 to 1000, where 500 is nothing said."""
    level = whole(node.kid("Priority"), 0, 1000)
    if level is None or level == 500:
        return None
    return "low" if level < 500 else "high" if level < 850 else "urgent"


def finish_day(when: datetime, facts: Facts) -> str:
    """The day of a finish; in the morning it is the day of work before, midnight a bare day."""
    day = when.date()
    if not time() < when.time() <= facts.morning:
        return day.isoformat()
    for _ in range(31):
        day -= timedelta(days=1)
        if facts.base.works(day):
            break
    return day.isoformat()


def start_day(when: datetime, facts: Facts) -> str:
    """The day of a start."""
    late = when.time() >= facts.evening > facts.morning
    return (when.date() + timedelta(days=1 if late else 0)).isoformat()


def _constraint(row: Row, facts: Facts) -> dict[str, str] | None:
    kind = CONSTRAINTS[whole(row.node.kid("ConstraintType"), 0, 7) or 0]
    when = moment(row.node.kid("ConstraintDate"))
    if switch(row.node.kid("Manual")) and kind in ("ASAP", "ALAP"):
        when = moment(row.node.kid("ManualStart")) or moment(row.node.kid("Start"))
        if when is None:
            return None
        facts.note("Scheduled by hand, so held on their days (must start on)", row)
        kind = "MSO"
    if kind == "ASAP":
        return None
    if kind == "ALAP":
        return {"type": kind}
    if when is None:
        facts.note("Constraints without a date are left out", row, f" ({kind})")
        return None
    day = start_day(when, facts) if kind in FROM_START else finish_day(when, facts)
    start = row.ours.get("start", "")
    if kind == "SNET" and start.endswith(AS_CONSTRAINT) and start[:10] == day:
        return None
    return {"type": kind, "date": day}


def is_elapsed(row: Row) -> bool:
    """Whether the length of a task counts nights and weekends."""
    return whole(row.node.kid("DurationFormat")) in ELAPSED


def _calendar(row: Row, facts: Facts) -> str | None:
    if is_elapsed(row):
        facts.elapsed = True
        return AROUND_THE_CLOCK
    return facts.calendars.get(whole(row.node.kid("CalendarUID")) or 0)


def calendar_of(row: Row, facts: Facts) -> Calendar:
    """The calendar that counts for a task: its own, else its only person's, else the project's."""
    own = whole(row.node.kid("CalendarUID"))
    if own is not None and own in facts.known:
        return facts.known[own]
    people = {
        uid
        for node in facts.assignments.get(row.uid, ())
        if (uid := whole(node.kid("ResourceUID")) or 0) in facts.people.handles
    }
    if len(people) == 1 and not switch(row.node.kid("IgnoreResourceCalendar")):
        return facts.known.get(facts.people.calendars.get(people.pop(), 0), facts.base)
    return facts.base


def day_of(row: Row, facts: Facts) -> float:
    """Minutes of a day in the calendar that counts for a task."""
    calendar = calendar_of(row, facts)
    return facts.day if calendar is facts.base else calendar.minutes_a_day


def days_of(row: Row, facts: Facts) -> float | int | None:
    """The length of a task in days; None when nobody has said it."""
    node = row.node
    manual = node.kid("ManualDuration") if switch(node.kid("Manual")) else None
    spent = minutes(manual or node.kid("Duration"))
    if spent is None:
        return 0 if switch(node.kid("Milestone")) else None
    return tidy(spent / (1440 if is_elapsed(row) else day_of(row, facts)))


def _length(row: Row, facts: Facts) -> dict[str, Any]:
    """Length in days and work in hours. A guessed day without work is nobody's estimate."""
    node = row.node
    days = days_of(row, facts)
    work = hours(node.kid("Work")) or None
    if days == 1 and work is None and switch(node.kid("Estimated")):
        days = None
    if row.ours:
        by = row.ours.get("length")
        days = None if by in ("by work", "unsaid") else days
        work = None if by in ("by days", "unsaid") else work
        work = tidy(float(row.ours["estimate"])) if _is_number(row.ours.get("estimate")) else work
    if days is not None:
        facts.parts += float(days) != ceil(days)
        _check(row, facts, float(days))
    return {"duration_days": days, "estimate_hours": work}


def _check(row: Row, facts: Facts, days: float) -> None:
    """Tell of a task that does not lie in the file as its length says."""
    start, finish = moment(row.node.kid("Start")), moment(row.node.kid("Finish"))
    if row.ours or not start or not finish or is_elapsed(row) or not days:
        return
    first, last = start_day(start, facts), finish_day(finish, facts)
    lies = calendar_of(row, facts).between(date.fromisoformat(first), date.fromisoformat(last))
    if not ceil(days) <= lies <= ceil(days) + 1:
        facts.note(
            "Split, delayed or shared work is kept in one piece", row, f" ({first} to {last})"
        )


def _is_number(text: str | None) -> bool:
    return bool(text) and str(text).replace(".", "", 1).isdigit()


def _progress(row: Row, facts: Facts, known: Doc | None) -> dict[str, Any]:
    """Column, actual days and what is left."""
    node = row.node
    share = float(number(node.kid("PercentComplete")) or 0)
    began, ended = moment(node.kid("ActualStart")), moment(node.kid("ActualFinish"))
    kind = "done" if ended or share >= 100 else "doing" if began or share > 0 else "todo"
    if kind != "todo":
        began = began or moment(node.kid("Start"))
    if kind == "done":
        ended = ended or moment(node.kid("Finish")) or began
    days = {
        "actual_start": start_day(began, facts) if began else None,
        "actual_finish": finish_day(ended, facts) if ended and kind == "done" else None,
    }
    unsaid = guessed(row.ours)
    return {
        "status": _column(row, facts, known, kind),
        **{name: None if f"{name}:{day}" in unsaid else day for name, day in days.items()},
        "remaining_hours": _left(row, facts, kind, share),
    }


def _left(row: Row, facts: Facts, kind: str, share: float) -> float | int | None:
    """Hours of work left on a task that has begun, and where they were said on one that has not."""
    node = row.node
    told = hours(node.kid("RemainingWork"))
    if kind == "done" or (row.ours and told is None):
        return None
    if kind == "todo":
        return told if row.ours else None
    left = told or hours(node.kid("RemainingDuration"))
    if left is None:
        spent = minutes(node.kid("Work")) or minutes(node.kid("Duration")) or 0
        left = tidy(spent * (1 - share / 100) / 60)
    if is_elapsed(row):
        left = tidy(float(left) / 24 * facts.day / 60)
    return left


def _column(row: Row, facts: Facts, known: Doc | None, kind: str) -> str:
    """Where a task stands already, if that says the same as the file."""
    here = str((known or {}).get("status") or row.ours.get("status") or "")
    return here if facts.kinds.get(here) == kind else facts.columns[kind]


def _notes(node: Node) -> str:
    """Notes, and the address of a link under them."""
    lines = [clean_block(node.get("Notes"))]
    address = node.get("HyperlinkAddress")
    if address:
        place = node.get("HyperlinkSubAddress")
        lines.append(clean_block(f"{address}#{place}" if place else address))
    return "\n".join(line for line in lines if line)
