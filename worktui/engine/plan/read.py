"""Reads the facts of a plan from a snapshot: one pass, nothing guessed without being said.

Work of a task that has not begun: `duration_days`, else `remaining_hours`, else the estimate,
else one day, told as an assumption. Of one that has begun: `remaining_hours`, which is news of
it; else its length in days less the working days since it began, or its estimate less the hours
logged, never below a tenth of it. A done task has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.settings import WORKSPACE, Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.plan.model import (
    FAR,
    Kind,
    PersonTime,
    PlanMilestone,
    PlanModel,
    PlanTask,
    Problem,
)
from worktui.engine.plan.ties import tied
from worktui.engine.plan.times import Times
from worktui.engine.workdays import Workdays

LEAST_SHARE = 10
"""Of a begun task that has taken its whole estimate, one part in so many is still to come."""
CONSTRAINTS = ("SNET", "FNET", "SNLT", "FNLT", "MSO", "MFO", "ASAP", "ALAP")
KINDS: Mapping[str, Kind] = {"todo": "todo", "doing": "doing", "done": "done"}


def read_plan(work: Snapshot, today: date) -> PlanModel:
    """The plan of the whole workspace as its documents state it."""
    reader = _Reader(work, today.toordinal())
    for doc in work.all("tasks"):
        reader.take(doc)
    return reader.model()


class _Reader:
    def __init__(self, work: Snapshot, today: int) -> None:
        self.work, self.today = work, today
        self.settings = Settings.of(work)
        self.times = Times(work.get("settings", WORKSPACE) or {}, work.all("people"))
        self.kinds = {
            str(doc["id"]): KINDS.get(str(doc.get("kind")), "todo") for doc in work.all("columns")
        }
        self.projects = {str(doc["id"]): doc for doc in work.all("projects")}
        self.stones = {str(doc["id"]): doc for doc in work.all("milestones")}
        self.dues = {id: self.day(doc.get("due")) for id, doc in self.stones.items()}
        self.calendars: dict[str, Workdays] = {}
        self.problems: list[Problem] = []
        self.tasks: dict[str, PlanTask] = {}
        self.logged: dict[str, float] = defaultdict(float)
        for entry in work.all("time"):
            self.logged[str(entry.get("task"))] += float(entry.get("hours") or 0)
        for id, doc in self.projects.items():
            found = self.calendar(doc.get("calendar"), f"project {id}", id)
            if found is not None:
                self.calendars[id] = found
            self.ordered(doc.get("start"), doc.get("target"), f"Project {id}", (), id)

    def day(self, value: Any) -> int | None:
        """The ordinal of a stored day or instant, on the workspace's clock."""
        if not value:
            return None
        text = str(value)
        try:
            if len(text) == 10:
                return date.fromisoformat(text).toordinal()
            return self.settings.due_day(text).toordinal()
        except ValueError:
            return None

    def calendar(self, name: Any, where: str, project: str, id: str = "") -> Workdays | None:
        """A named calendar; one that is not there is a problem, and nothing is changed by it."""
        if not name:
            return None
        found = self.times.named(str(name))
        if found is None:
            self.problems.append(
                Problem(
                    "unknown_calendar",
                    f"There is no calendar “{str(name)[:40]}”, which {where} names; "
                    "its days are counted as the workspace's.",
                    "Write days, as in mon-sat, or make it with `worktui calendar`.",
                    (id,) if id else (),
                    project,
                )
            )
        return found

    def ordered(
        self, first: Any, last: Any, where: str, ids: tuple[str, ...], project: str
    ) -> None:
        """Two days that should follow each other; a problem where they do not."""
        begin, end = self.day(first), self.day(last)
        if begin is not None and end is not None and begin > end:
            self.problems.append(
                Problem(
                    "dates_out_of_order",
                    f"{where} would end on {str(last)[:10]}, before it begins on "
                    f"{str(first)[:10]}.",
                    "Change one of the two days.",
                    ids,
                    project,
                )
            )

    def take(self, doc: Doc) -> None:
        """One task."""
        get = doc.get
        id = str(doc["id"])
        kind = self.kinds.get(str(get("status")), "todo")
        if get("archived") and kind != "done":
            return
        project, milestone = str(get("project") or ""), str(get("milestone") or "")
        began, ended = self.day(get("actual_start")), self.day(get("actual_finish"))
        if ended is not None:
            kind = "done"
        elif began is not None and kind == "todo":
            kind = "doing"
        handle = str(get("assignee") or "")
        person = self.times.people.get(handle) if handle else None
        own = self.calendar(get("calendar"), id, project, id) if get("calendar") else None
        calendar = own or (person.days if person else self.calendars.get(project))
        calendar = calendar or self.times.calendar
        if kind == "done":
            began, ended = self.lived(began, ended, self.day(get("due")))
        elif kind == "doing" and began is None:
            began = self.today
        total, estimated, by_days = self.total(doc, person)
        minutes = 0 if kind == "done" else self.left(doc, total, began, calendar, by_days, person)
        daily = person.daily if person else self.times.daily
        due, deadline = self.day(get("due")), self.day(get("deadline"))
        if kind != "done":
            self.ordered(get("start"), get("due"), id, (id,), project)
        made = PlanTask(
            id=id,
            title=str(get("title") or id),
            project=project,
            milestone=milestone if milestone in self.stones else "",
            person=handle if person else "",
            missing=handle if handle and person is None else "",
            kind=kind,
            duration=0 if kind == "done" else ceil(minutes / daily),
            minutes=minutes,
            total=total,
            estimated=estimated,
            by_days=by_days,
            calendar=calendar,
            own_calendar=own is not None,
            floor=self.floor(doc, project),
            constraint=self.constraint(doc, id, project),
            due=due,
            deadline=deadline,
            cap=min(
                FAR if due is None else due,
                FAR if deadline is None else deadline,
                self.dues.get(milestone) or FAR,
            ),
            actual_start=began,
            actual_finish=ended,
            blocked=str(get("blocked") or ""),
            eligible=tuple(str(name) for name in get("eligible") or ()),
            priority=str(get("priority") or "normal"),
            rank=float(get("rank") or 0),
            links=(),
            doc=doc,
        )
        must = made.must_end
        self.tasks[id] = made if must is None else replace(made, cap=min(made.cap, must))

    def lived(self, began: int | None, ended: int | None, due: int | None) -> tuple[int, int]:
        """The days of a done task; one that does not say them has ended before today."""
        last = self.today - 1
        end = ended if ended is not None else min(last, due or last, began or last)
        if began is not None and ended is None:
            end = max(began, min(last, due or last))
        return (min(began, end) if began is not None else end), end

    def total(self, doc: Doc, person: PersonTime | None) -> tuple[int, bool, bool]:
        """(whole work in minutes, whether somebody estimated it, whether in days)."""
        daily = person.daily if person else self.times.daily
        days, hours = doc.get("duration_days"), doc.get("estimate_hours")
        if days is not None:
            return round(float(days) * daily), True, True
        if hours is not None:
            return round(float(hours) * 60), True, False
        left = doc.get("remaining_hours")
        if left is not None:
            return round((float(left) + self.logged[str(doc["id"])]) * 60), True, False
        return daily, False, False

    def left(
        self,
        doc: Doc,
        total: int,
        began: int | None,
        calendar: Workdays,
        by_days: bool,
        person: PersonTime | None,
    ) -> int:
        """Minutes of work left on a task that is not done."""
        remaining = doc.get("remaining_hours")
        if began is None:
            hours = None if by_days else remaining
            return total if hours is None else round(float(hours) * 60)
        if remaining is not None:
            return round(float(remaining) * 60)
        daily = person.daily if person else self.times.daily
        if by_days:
            gone = calendar.between(began, self.today) * daily
        else:
            gone = round(self.logged[str(doc["id"])] * 60)
        return max(total - max(0, gone), ceil(total / LEAST_SHARE))

    def floor(self, doc: Doc, project: str) -> int | None:
        """The first day a task may start on because somebody said so."""
        said = (
            self.day(doc.get("start")),
            self.day(doc.get("snoozed_until")),
            self.day(self.projects.get(project, {}).get("start")),
        )
        return max((day for day in said if day is not None), default=None)

    def constraint(self, doc: Doc, id: str, project: str) -> tuple[str, int] | None:
        """A bound with its day; what cannot be read is a problem."""
        given = doc.get("constraint")
        if not isinstance(given, Mapping):
            return None
        kind, day = str(given.get("type") or "").upper(), self.day(given.get("date"))
        if kind in ("ASAP", ""):
            return None
        if kind == "ALAP":
            return kind, 0
        if kind not in CONSTRAINTS or day is None:
            self.problems.append(
                Problem(
                    "bad_constraint",
                    f"{id} has a constraint that cannot be read: “{kind[:20]} "
                    f"{str(given.get('date'))[:20]}”; it is planned without it.",
                    f"Give one of {', '.join(CONSTRAINTS)} and a day.",
                    (id,),
                    project,
                )
            )
            return None
        return kind, day

    def model(self) -> PlanModel:
        """What was read, with links checked and every promise handed down."""
        members: dict[str, list[str]] = defaultdict(list)
        for task in self.tasks.values():
            if task.milestone:
                members[task.milestone].append(task.id)
        tied(self.tasks, members, self.problems)
        for task in self.tasks.values():
            if task.missing and task.kind != "done":
                self.problems.append(_left(task))
        stones = {
            id: PlanMilestone(
                id,
                str(doc.get("name") or id),
                str(doc.get("project") or ""),
                self.dues[id],
                max(1, round(float(doc.get("weight") or 1))),
                tuple(members[id]),
                doc,
            )
            for id, doc in self.stones.items()
        }
        return PlanModel(
            today=self.today,
            tasks=self.tasks,
            people={id: time for id, time in self.times.people.items() if time is not None},
            milestones=stones,
            projects=self.projects,
            calendar=self.times.calendar,
            calendars=self.calendars,
            daily=self.times.daily,
            problems=tuple(self.problems),
        )


def _left(task: PlanTask) -> Problem:
    return Problem(
        "person_left",
        f"{task.id} is @{task.missing}'s, who is not in the team or has no working hours; "
        "it is planned as nobody's.",
        f"Give it to somebody: `worktui edit {task.id} assignee=…`.",
        (task.id,),
        task.project,
    )
