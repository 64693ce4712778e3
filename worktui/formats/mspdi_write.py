"""Microsoft Project XML (MSPDI) out: one project, with the dates it is planned for.

The file says everything that `mspdi_read` reads, so that it comes back as it was; costs that
are no task's stay here. (Project XML Data Interchange Schema, Microsoft.)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from worktui.domain.change import Doc
from worktui.domain.snapshot import Snapshot
from worktui.formats.mspdi_fields import FIELDS, PREFIX
from worktui.formats.mspdi_text import Part, at, rendered
from worktui.formats.mspdi_write_calendars import Calendars
from worktui.formats.mspdi_write_people import (
    Spent,
    assignment_parts,
    cost_names,
    handles_of,
    resource_parts,
)
from worktui.formats.mspdi_write_tasks import Line, Sheet, fields_parts, outline, task_parts
from worktui.formats.scope import Days, Scope

NAMESPACE = "http://schemas.microsoft.com/project"
SAVE_VERSION = 14
"""Microsoft Project 2010 and later."""


def export_mspdi(work: Snapshot, project: str, planned: Days) -> str:
    """A project as Microsoft Project XML; raises NotFound, BadInput for one without tasks."""
    scope = Scope.of(work, project, planned)
    spent = Spent.of(work)
    handles = handles_of(scope.tasks, spent, scope.people)
    calendars = Calendars.of(work, scope, handles)
    lines, uids = outline(scope)
    baseline = newest_baseline(work, scope.key)
    sheet = Sheet(
        scope=scope,
        calendars=calendars,
        logged=spent.hours(),
        baseline={str(one["task"]): one for one in (baseline or {}).get("tasks") or ()},
        uids=uids,
    )
    people = {handle: n for n, handle in enumerate(handles, 1)}
    costs = cost_names(sheet, spent, len(people) + 1)
    taken = str((baseline or {}).get("taken") or "")
    parts: list[Part] = [
        *_head(sheet),
        ("ExtendedAttributes", _attributes()),
        ("Calendars", calendars.parts()),
        ("Tasks", [("Task", _whole(sheet, taken)), *_tasks(sheet, lines)]),
        ("Resources", resource_parts(people, sheet, costs)),
        ("Assignments", assignment_parts(people, sheet, spent, costs)),
    ]
    body = "\n".join(rendered("Project", parts))
    opened = body.replace("<Project>", f'<Project xmlns="{NAMESPACE}">', 1)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{opened}\n'


def newest_baseline(work: Snapshot, key: str) -> Doc | None:
    """The baseline of a project that was taken last."""
    own = [doc for doc in work.all("baselines") if doc.get("project") == key]
    return max(reversed(own), key=lambda doc: str(doc.get("taken") or ""), default=None)


def _head(sheet: Sheet) -> list[Part]:
    scope, base = sheet.scope, sheet.calendars.base
    first, last = _span(sheet)
    start = scope.day(scope.project.get("start")) or first
    lead = scope.people.get(str(scope.project.get("lead") or ""))
    week = sum(end - begin for spans in base.week for begin, end in spans)
    return [
        ("SaveVersion", SAVE_VERSION),
        ("UID", scope.key[:16]),
        ("Name", f"{scope.key}.xml"),
        ("Title", scope.name[:512]),
        ("Manager", str(lead.get("name") or lead["id"])[:512] if lead else None),
        ("ScheduleFromStart", 1),
        ("StartDate", at(start, base.morning) if start else None),
        ("FinishDate", at(last, base.evening) if last else None),
        ("CurrencyDigits", 2),
        ("CurrencyCode", _currency(scope)),
        ("CalendarUID", base.uid),
        ("DefaultStartTime", base.morning.isoformat("seconds")),
        ("DefaultFinishTime", base.evening.isoformat("seconds")),
        ("MinutesPerDay", base.minutes),
        ("MinutesPerWeek", week or 5 * base.minutes),
        ("DaysPerMonth", 20),
        ("DefaultTaskType", 1),
        ("DurationFormat", 7),
        ("WorkFormat", 2),
        ("HonorConstraints", 0),
        ("NewTasksEffortDriven", 0),
        ("WeekStartDay", (scope.settings.week_starts + 1) % 7),
        ("NewTasksAreManual", 0),
    ]


def _currency(scope: Scope) -> str:
    """Three letters, which the file must have."""
    given = str(scope.project.get("currency") or "")
    return given.upper() if len(given) == 3 else "EUR"


def _span(sheet: Sheet) -> tuple[date | None, date | None]:
    spans = [days for task in sheet.scope.tasks if (days := sheet.scope.days(task))]
    if not spans:
        return None, None
    return min(start for start, _ in spans), max(finish for _, finish in spans)


def _attributes() -> list[Part]:
    return [
        ("ExtendedAttribute", [("FieldID", id), ("FieldName", field), ("Alias", PREFIX + name)])
        for name, (id, field) in sorted(FIELDS.items(), key=lambda item: item[1])
    ]


def _whole(sheet: Sheet, taken: str) -> list[Part]:
    """The row of the project itself."""
    scope, base = sheet.scope, sheet.calendars.base
    first, last = _span(sheet)
    return [
        ("UID", 0),
        ("ID", 0),
        ("Name", scope.name[:512]),
        ("Active", 1),
        ("Manual", 0),
        ("Type", 1),
        ("IsNull", 0),
        ("WBS", "0"),
        ("OutlineNumber", "0"),
        ("OutlineLevel", 0),
        ("Priority", 500),
        ("Start", at(first, base.morning) if first else None),
        ("Finish", at(last, base.evening) if last else None),
        ("Summary", 1),
        ("Notes", str(scope.project["notes"]) if scope.project.get("notes") else None),
        *fields_parts({"baseline": taken, "project": scope.key, "unsaid": _unsaid(scope, first)}),
    ]


def _unsaid(scope: Scope, first: date | None) -> str:
    """What the file says of the project though nobody had."""
    found = [] if scope.project.get("start") else [f"start:{first}"]
    if str(scope.project.get("currency") or "").upper() != _currency(scope):
        found.append(f"currency:{_currency(scope)}")
    return " ".join(found)


def _tasks(sheet: Sheet, lines: Sequence[Line]) -> list[Part]:
    return [("Task", task_parts(line, place, sheet)) for place, line in enumerate(lines, 1)]
