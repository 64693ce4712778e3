"""Microsoft Project XML (MSPDI) in: a plan as one project of a workspace.

Summary tasks at the top become milestones, promised for their deadline, else for the end of
their baseline; deeper ones become tags. Ids are the project's key and the UIDs of the file; a
plan that was written here comes back under its own. What a workspace cannot hold is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from worktui.app.beginning import COLUMNS
from worktui.domain.errors import BadInput
from worktui.domain.settings import WORKSPACE
from worktui.domain.snapshot import Snapshot
from worktui.domain.text import clean_or
from worktui.engine.working import week_of
from worktui.formats.mspdi_calendars import USUAL, Calendar, days_text, ground_of, read_calendars
from worktui.formats.mspdi_fields import guessed, our_fields
from worktui.formats.mspdi_identity import Identity, identify
from worktui.formats.mspdi_leftovers import leftovers
from worktui.formats.mspdi_links import read_links
from worktui.formats.mspdi_money import read_baseline, read_costs, read_time, same_baseline
from worktui.formats.mspdi_outline import Outline, read_outline
from worktui.formats.mspdi_people import Resources, read_resources
from worktui.formats.mspdi_stones import read_stones
from worktui.formats.mspdi_tasks import AROUND_THE_CLOCK, Facts, read_task
from worktui.formats.mspdi_values import clock, day, moment, whole
from worktui.formats.mspdi_xml import Node, read_xml
from worktui.formats.taken import Fit, Taken

_OLE = b"\xd0\xcf\x11\xe0"
_SKIPPED = frozenset(
    {
        ("Task", "TimephasedData"),
        ("Resource", "TimephasedData"),
        ("Baseline", "TimephasedData"),
        ("Project", "WBSMasks"),
    }
)
_SAVE_AS = "In Microsoft Project: File, Save As, XML Format (*.xml)."


def read_mspdi(data: bytes, name: str) -> Fit:
    """Read a file; raises BadInput naming file, line and element. The answer fits it into a
    workspace, which raises BadInput for what does not fit."""
    if data.startswith(_OLE):
        raise BadInput(
            f"{name} is a file of Microsoft Project's own (.mpp), not XML.", hint=_SAVE_AS
        )
    root = read_xml(data, name, _SKIPPED)
    if root.name != "Project":
        raise BadInput(
            f"{name} is no plan of Microsoft Project: it begins with <{root.name}>.",
            hint=_SAVE_AS,
        )

    def fit(work: Snapshot, _now: datetime) -> Taken:
        try:
            return _Plan(root, work, name).taken()
        except BadInput as error:
            raise BadInput(f"{name}, {error.message}", hint=error.hint) from error

    return fit


@dataclass(slots=True)
class _Plan:
    """A file and the workspace it shall fit into. `added` are calendars for the settings."""

    root: Node
    work: Snapshot
    file: str
    warnings: list[str] = field(default_factory=list)
    added: dict[str, Any] = field(default_factory=dict)
    ours: bool = False
    first: str | None = None

    def taken(self) -> Taken:
        """Everything as workspace JSON, and what is not in it."""
        root, work = self.root, self.work
        fields = our_fields(root)
        outline = read_outline(root.inside("Tasks", "Task"), fields)
        identity = identify(root, outline, work, self.file)
        self.ours = identity.ours
        calendars = read_calendars(root.inside("Calendars", "Calendar"))
        base = calendars.get(whole(root.kid("CalendarUID")) or 0) or Calendar(0, "", dict(USUAL))
        fresh = not work.count("projects") and not work.count("tasks")
        ground = base if fresh else ground_of(work)
        people = read_resources(root.inside("Resources", "Resource"), calendars, base, ground, work)
        facts = self.facts(identity, people, calendars, base, ground, outline)
        result = self.tasks(outline, facts)
        result["projects"] = [self.project(identity, outline, facts, base, ground)]
        result["people"] = people.people
        result |= self.settings(base, fresh, facts)
        result |= self.spent(outline, facts)
        lost = leftovers(root, [row.node for row in outline.rows.values()], fields)
        told = [*outline.warnings, *people.warnings, *self.warnings, *facts.told(), *lost]
        return Taken(result, tuple(told))

    def facts(
        self,
        identity: Identity,
        people: Resources,
        calendars: Mapping[int, Calendar],
        base: Calendar,
        ground: Calendar,
        outline: Outline,
    ) -> Facts:
        """What all tasks are read by."""
        root = self.root
        used = {whole(row.node.kid("CalendarUID")) for row in outline.tasks}
        minutes = float(whole(root.kid("MinutesPerDay"), 0, 1440) or 0)
        return Facts(
            key=identity.key,
            ids=identity.ids,
            day=base.minutes_a_day if calendars else minutes or base.minutes_a_day,
            base=base,
            known=calendars,
            morning=clock(root.kid("DefaultStartTime")) or time(8),
            evening=clock(root.kid("DefaultFinishTime")) or time(17),
            people=people,
            assignments=_by_task(root.inside("Assignments", "Assignment")),
            calendars={
                uid: self.calendar(one, ground) for uid, one in calendars.items() if uid in used
            },
            columns=_columns(self.work, identity.key),
            kinds={str(c["id"]): str(c["kind"]) for c in [*COLUMNS, *self.work.all("columns")]},
        )

    def tasks(self, outline: Outline, facts: Facts) -> dict[str, Any]:
        """Milestones and tasks with their links."""
        stones, member = read_stones(outline, facts, self.work)
        links = read_links(outline, facts, self.work)
        tasks = []
        for row in outline.tasks:
            here = self.work.get("tasks", facts.ids[row.uid])
            doc = read_task(row, facts, member.get(row.uid), here)
            doc["depends_on"] = links.get(row.uid)
            if here is not None and here.get("title") != doc["title"]:
                was = str(here.get("title"))[:60]
                self.warnings.append(f"{doc['id']} was “{was}” and is “{row.name[:60]}” now.")
            tasks.append(doc)
        self.hold(tasks, day(self.root.kid("StartDate")))
        return {"milestones": stones, "tasks": tasks}

    def hold(self, tasks: Sequence[dict[str, Any]], start: str | None) -> None:
        """The first day of the project; a task held before it moves it there, and not others."""
        self.first = start
        held = [
            doc["constraint"]["date"]
            for doc in tasks
            if (doc["constraint"] or {}).get("type") in ("SNET", "MSO", "MFO", "FNET")
        ]
        if start is None or min(held, default=start) >= start:
            return
        self.first = min(held)
        self.warnings.append(
            f"Tasks are held before the start of the project, {start}: it starts on {self.first}."
        )
        for doc in tasks:
            if not doc["constraint"] and not doc["depends_on"]:
                doc.setdefault("start", start)

    def spent(self, outline: Outline, facts: Facts) -> dict[str, Any]:
        """Time, costs and the baseline."""
        status = moment(self.root.kid("StatusDate"))
        result: dict[str, Any] = {
            "time": read_time(outline, facts, self.work, status),
            "costs": read_costs(outline, facts, self.work, status),
        }
        told = outline.root.ours.get("baseline") if outline.root else None
        saved = day(self.root.kid("LastSaved")) or day(self.root.kid("CreationDate"))
        baseline = read_baseline(outline, facts, told or saved)
        if baseline and not same_baseline(baseline, self.work):
            result["baselines"] = [baseline]
        return result

    def calendar(self, calendar: Calendar, ground: Calendar) -> str | None:
        """The name of a calendar, which the settings have or will have; None for the usual."""
        if (calendar.week, calendar.off, calendar.extra) == (
            ground.week,
            ground.off,
            ground.extra,
        ):
            return None
        held = (self.work.get("settings", WORKSPACE) or {}).get("calendars") or {}
        name = clean_or(calendar.name, f"calendar {calendar.uid}")[:60]
        if self.ours and (name in held or _names_days(name, calendar)):
            return name
        doc = calendar.doc()
        while (held.get(name) or self.added.get(name) or doc) != doc:
            name = f"{name} 2"
        self.added[name] = doc
        self.warnings += [f"The calendar {name}: {what}: not kept." for what in calendar.untold]
        return name

    def settings(self, base: Calendar, fresh: bool, facts: Facts) -> dict[str, Any]:
        """Working time of the workspace, where it has no plan yet, and calendars by name."""
        result: dict[str, Any] = {}
        if fresh:
            result["working_hours"] = base.hours
            result["holidays"] = days_text(base.off) or None
            result["extra_days"] = days_text(base.extra) or None
        if facts.elapsed:
            hours = {"mon-sun": ["00:00-24:00"]}
            self.added[AROUND_THE_CLOCK] = {"working_hours": hours, "holidays": []}
        if self.added:
            held = (self.work.get("settings", WORKSPACE) or {}).get("calendars") or {}
            result["calendars"] = {**held, **self.added}
        return result

    def project(
        self,
        identity: Identity,
        outline: Outline,
        facts: Facts,
        base: Calendar,
        ground: Calendar,
    ) -> dict[str, Any]:
        """The project's document."""
        root = self.root
        backwards = root.get("ScheduleFromStart") in ("0", "false")
        names = {facts.people.names[uid]: h for uid, h in facts.people.handles.items()}
        manager = clean_or(root.get("Manager"))
        if manager and manager not in names:
            self.warnings.append(
                f"The manager, {manager[:60]}, is none of the resources: not kept."
            )
        doc: dict[str, Any] = {
            "key": identity.key,
            "name": identity.title,
            "start": None if backwards else self.first,
            "target": day(root.kid("FinishDate")) if backwards else None,
            "currency": clean_or(root.get("CurrencyCode")) or None,
            "lead": names.get(manager),
            "calendar": self.calendar(base, ground) if base is not ground else None,
            "notes": outline.whole.node.get("Notes") if outline.whole else None,
        }
        unsaid = guessed(outline.root.ours) if outline.root else set()
        return {n: value for n, value in doc.items() if value and f"{n}:{value}" not in unsaid}


def _names_days(name: str, calendar: Calendar) -> bool:
    """Whether a name says itself on which days a calendar works, as in `mon-sat`."""
    try:
        week = week_of(dict.fromkeys(name.split(","), ("00:00-01:00",)))
    except BadInput:
        return False
    return all(bool(spans) == bool(calendar.week[n]) for n, spans in enumerate(week))


def _columns(work: Snapshot, key: str) -> dict[str, str]:
    """The first column of each kind that tasks of the project may stand in."""
    project = work.get("projects", key) or {}
    here = sorted(work.all("columns"), key=lambda doc: float(doc.get("rank", 0)))
    every: Sequence[Mapping[str, Any]] = here or COLUMNS
    own = [c for c in every if c["id"] in (project.get("columns") or ())] or every
    return {
        kind: str(
            next((c for some in (own, every) for c in some if c.get("kind") == kind), own[0])["id"]
        )
        for kind in ("todo", "doing", "done")
    }


def _by_task(nodes: Sequence[Node]) -> dict[int, list[Node]]:
    found: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        uid = whole(node.kid("TaskUID"))
        if uid is not None:
            found[uid].append(node)
    return found
