"""The people of a plan for Microsoft Project, what each works on, and what was spent beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.formats.mspdi_tasks import NOBODY
from worktui.formats.mspdi_text import Part, at, hundredths, length
from worktui.formats.mspdi_write_calendars import Ground
from worktui.formats.mspdi_write_tasks import Sheet, minutes_of, work_of


@dataclass(frozen=True, slots=True)
class Spent:
    """Time by task and person, and costs by task, in the order they were entered."""

    time: Mapping[tuple[str, str], Sequence[Doc]]
    costs: Mapping[str, Sequence[Doc]]

    @classmethod
    def of(cls, work: Snapshot) -> Spent:
        """What was spent in a workspace."""
        time: dict[tuple[str, str], list[Doc]] = defaultdict(list)
        for entry in work.all("time"):
            time[str(entry.get("task")), str(entry.get("person") or "")].append(entry)
        costs: dict[str, list[Doc]] = defaultdict(list)
        for entry in work.all("costs"):
            if entry.get("task"):
                costs[str(entry["task"])].append(entry)
        return cls(time, costs)

    def hours(self) -> dict[str, float]:
        """All hours of each task."""
        found: dict[str, float] = defaultdict(float)
        for (id, _), entries in self.time.items():
            found[id] += sum(float(entry.get("hours") or 0) for entry in entries)
        return found


def handles_of(tasks: Sequence[Doc], spent: Spent, people: Mapping[str, Doc]) -> list[str]:
    """Everybody who works or has worked on these tasks, in the order of the people."""
    here = {str(task["id"]) for task in tasks}
    named = {str(task["assignee"]) for task in tasks if task.get("assignee")}
    named |= {person for id, person in spent.time if id in here and person}
    return [handle for handle in people if handle in named]


def resource_parts(uids: Mapping[str, int], sheet: Sheet, costs: Mapping[str, int]) -> list[Part]:
    """People first, then what money was spent on."""
    found: list[Part] = []
    for handle, uid in uids.items():
        person = sheet.scope.people[handle]
        ground = sheet.calendars.people[handle]
        parts: list[Part] = [
            ("UID", uid),
            ("ID", uid),
            ("Name", str(person.get("name") or handle)[:512]),
            ("Type", 1),
            ("IsNull", 0),
            ("Initials", handle[:2].upper()),
            ("EmailAddress", person.get("email")),
            ("MaxUnits", _units(person, ground)),
            ("StandardRate", str(person["rate"]) if person.get("rate") else None),
            ("StandardRateFormat", 2 if person.get("rate") else None),
            ("CalendarUID", ground.uid),
        ]
        found.append(("Resource", parts))
    for what, uid in costs.items():
        parts = [
            ("UID", uid),
            ("ID", uid),
            ("Name", what[:512]),
            ("Type", 0),
            ("IsNull", 0),
            ("IsCostResource", 1),
        ]
        found.append(("Resource", parts))
    return found


def _units(person: Doc, ground: Ground) -> str:
    """The share of the calendar that a person works."""
    weekly = person.get("hours_per_week")
    full = sum(end - begin for spans in ground.week for begin, end in spans) / 60
    if weekly is None or not full:
        return "1.00"
    return f"{min(1.0, float(weekly) / full):.4f}"


def assignment_parts(
    uids: Mapping[str, int], sheet: Sheet, spent: Spent, costs: Mapping[str, int]
) -> list[Part]:
    """Who works on what, with the time of each day; and costs on their tasks."""
    found: list[Part] = []
    for task in sheet.scope.tasks:
        id, assignee = str(task["id"]), str(task.get("assignee") or "")
        people = [handle for handle in uids if handle == assignee or (id, handle) in spent.time]
        for handle in sorted(people, key=lambda handle: handle != assignee):
            found.append(_assignment(len(found) + 1, task, handle, uids[handle], sheet, spent))
        if assignee not in uids and work_of(task, sheet):
            found.append(_assignment(len(found) + 1, task, "", NOBODY, sheet, spent))
        for entry in spent.costs.get(id, ()):
            parts: list[Part] = [
                ("UID", len(found) + 1),
                ("TaskUID", sheet.uids[id]),
                ("ResourceUID", costs[_what(entry)]),
                ("ActualCost", hundredths(entry.get("amount") or 0)),
                ("ActualFinish", f"{entry['day']}T17:00:00" if entry.get("day") else None),
                ("Cost", hundredths(entry.get("amount") or 0)),
            ]
            found.append(("Assignment", parts))
    return found


def cost_names(sheet: Sheet, spent: Spent, first: int) -> dict[str, int]:
    """A UID for everything that money was spent on."""
    found: dict[str, int] = {}
    for task in sheet.scope.tasks:
        for entry in spent.costs.get(str(task["id"]), ()):
            found.setdefault(_what(entry), first + len(found))
    return found


def _what(entry: Doc) -> str:
    return str(entry.get("what") or "Costs")


def _assignment(
    uid: int, task: Doc, handle: str, resource: int, sheet: Sheet, spent: Spent
) -> Part:
    entries = spent.time.get((str(task["id"]), handle), ())
    done = 60 * sum(float(entry.get("hours") or 0) for entry in entries)
    mine = handle == str(task.get("assignee") or "") or not handle
    others = 60 * sheet.logged.get(str(task["id"]), 0.0) - done
    work = max(done, work_of(task, sheet) - others) if mine else done
    lasts = minutes_of(task, sheet)
    ground = sheet.calendars.of_task(task)
    days = sheet.scope.days(task)
    left = 0.0 if sheet.scope.kind(task) == "done" else max(0.0, work - done)
    parts: list[Part] = [
        ("UID", uid),
        ("TaskUID", sheet.uids[str(task["id"])]),
        ("ResourceUID", resource),
        ("ActualWork", length(done)),
        ("Finish", at(days[1], ground.evening) if days else None),
        ("RemainingWork", length(left)),
        ("Start", at(days[0], ground.morning) if days else None),
        ("Units", f"{max(0.01, min(100.0, work / lasts)):.4f}" if lasts and mine else "1"),
        ("Work", length(work)),
    ]
    parts += [
        (
            "TimephasedData",
            [
                ("Type", 2),
                ("UID", uid),
                ("Start", f"{entry['day']}T{ground.morning.isoformat('seconds')}"),
                ("Finish", f"{entry['day']}T{ground.evening.isoformat('seconds')}"),
                ("Unit", 2),
                ("Value", length(60 * float(entry.get("hours") or 0))),
            ],
        )
        for entry in entries
        if entry.get("day")
    ]
    return "Assignment", parts
