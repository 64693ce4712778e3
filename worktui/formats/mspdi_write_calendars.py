"""The calendars of a plan for Microsoft Project: the project's, those tasks name, each person's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from worktui.domain.change import Doc
from worktui.domain.errors import BadInput
from worktui.domain.settings import WORKSPACE
from worktui.domain.snapshot import Snapshot
from worktui.engine.working import Week, days_off, week_of
from worktui.formats.mspdi_text import Part
from worktui.formats.scope import Scope

MOST_SPANS = 5
"""Working times a day may have."""


@dataclass(slots=True)
class Ground:
    """One calendar to write. `base` is the UID of the one it stands on, None for a base."""

    uid: int
    name: str
    week: Week
    off: frozenset[date]
    extra: frozenset[date]
    base: int | None = None

    @property
    def minutes(self) -> int:
        """Minutes of an average working day."""
        spent = [sum(end - begin for begin, end in spans) for spans in self.week if spans]
        return max(1, sum(spent) // len(spent)) if spent else 480

    @property
    def morning(self) -> time:
        """When work begins on the first day of work of a week."""
        spans = next((spans for spans in self.week if spans), ((480, 1020),))
        return _clock(min(begin for begin, _ in spans))

    @property
    def evening(self) -> time:
        """When it ends; midnight is the minute before."""
        spans = next((spans for spans in self.week if spans), ((480, 1020),))
        return _clock(min(1439, max(end for _, end in spans)))


@dataclass(slots=True)
class Calendars:
    """All calendars of a file by what they are for."""

    base: Ground
    named: dict[str, Ground] = field(default_factory=dict)
    people: dict[str, Ground] = field(default_factory=dict)

    @classmethod
    def of(cls, work: Snapshot, scope: Scope, handles: Iterable[str]) -> Calendars:
        """The calendars that the tasks of a project and these people need."""
        settings = work.get("settings", WORKSPACE) or {}
        name = str(scope.project.get("calendar") or "")
        usual = _usual(settings, scope)
        base = (_named(name, settings, usual) if name else None) or usual
        base.uid, base.name = 1, name or "Standard"
        made = cls(base)
        uid = 2
        for wanted in sorted({str(task.get("calendar") or "") for task in scope.tasks} - {""}):
            found = _named(wanted, settings, usual)
            if found is not None:
                found.uid = uid
                made.named[wanted] = found
                uid += 1
        for handle in handles:
            made.people[handle] = _person(scope.people.get(handle) or {}, usual, uid)
            uid += 1
        return made

    def of_task(self, task: Doc) -> Ground:
        """The calendar in which the days of a task are counted."""
        own = self.named.get(str(task.get("calendar") or ""))
        return own or self.people.get(str(task.get("assignee") or "")) or self.base

    def parts(self) -> list[Part]:
        """The elements, bases first."""
        every = [self.base, *self.named.values(), *self.people.values()]
        return [("Calendar", _parts(one)) for one in every]


def _usual(settings: Doc, scope: Scope) -> Ground:
    off = days_off(settings.get("holidays") or (), ())
    extra = days_off(settings.get("extra_days") or (), ())
    return Ground(1, "Standard", scope.week(), off - extra, extra)


def _named(name: str, settings: Doc, usual: Ground) -> Ground | None:
    """A calendar of the settings, or days such as `mon-sat` with the usual hours."""
    given: Mapping[str, Any] | None = (settings.get("calendars") or {}).get(name)
    try:
        if given is None:
            works = week_of(dict.fromkeys(name.split(","), ("00:00-01:00",)))
            hours = next((spans for spans in usual.week if spans), ())
            week: Week = tuple(hours if spans else () for spans in works)
            return Ground(0, name, week, usual.off, usual.extra)
        hours_given = given.get("working_hours")
        week = week_of(hours_given) if hours_given else usual.week
    except BadInput:
        return None
    days = given.get("holidays")
    off = usual.off if days is None else days_off(days, ())
    extra = days_off(given.get("extra_days") or (), ())
    return Ground(0, name, week, off - extra, extra)


def _person(person: Doc, usual: Ground, uid: int) -> Ground:
    own = person.get("working_hours")
    away = days_off((), person.get("away") or ())
    extra = days_off(person.get("extra_days") or (), ())
    return Ground(
        uid,
        str(person.get("name") or person.get("id") or f"Person {uid}"),
        week_of(own) if own else usual.week,
        (usual.off | away) - extra,
        (usual.extra - away) | extra,
        base=1,
    )


def _parts(calendar: Ground) -> list[Part]:
    days: list[Part] = []
    for day_type in range(1, 8):
        spans = calendar.week[(day_type + 5) % 7]
        days.append(("WeekDay", [("DayType", day_type), *_working(spans)]))
    exceptions: list[Part] = [
        ("Exception", _exception(first, last, ())) for first, last in _runs(calendar.off)
    ]
    hours = next((spans for spans in calendar.week if spans), ((480, 1020),))
    exceptions += [
        ("Exception", _exception(first, last, hours)) for first, last in _runs(calendar.extra)
    ]
    return [
        ("UID", calendar.uid),
        ("Name", calendar.name[:512]),
        ("IsBaseCalendar", 0 if calendar.base else 1),
        ("BaseCalendarUID", calendar.base if calendar.base else -1),
        ("WeekDays", days),
        ("Exceptions", exceptions or None),
    ]


def _working(spans: tuple[tuple[int, int], ...]) -> list[Part]:
    times: list[Part] = [
        ("WorkingTime", [("FromTime", _text(begin)), ("ToTime", _text(end))])
        for begin, end in spans[:MOST_SPANS]
    ]
    return [("DayWorking", 1 if times else 0), ("WorkingTimes", times or None)]


def _exception(first: date, last: date, spans: tuple[tuple[int, int], ...]) -> list[Part]:
    period: list[Part] = [
        ("FromDate", f"{first.isoformat()}T00:00:00"),
        ("ToDate", f"{last.isoformat()}T23:59:00"),
    ]
    return [
        ("EnteredByOccurrences", 0),
        ("TimePeriod", period),
        ("Occurrences", (last - first).days + 1),
        ("Name", "Day off" if not spans else "Day of work"),
        ("Type", 1),
        *_working(spans),
    ]


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in a row as first and last."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and (day - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _text(minutes: int) -> str:
    """A time of day; midnight at the end of a day is 00:00:00."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}:00"


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
