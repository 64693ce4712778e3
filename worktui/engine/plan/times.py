"""Working time: the calendars of the workspace, its projects, its people and single tasks.

A person's days are their own weekdays (else the workspace's) without holidays and absences,
with their extra days; part time is `hours_per_week` over those weekdays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from worktui.domain.errors import BadInput
from worktui.domain.settings import DEFAULT_HOURS
from worktui.engine.plan.model import PersonTime
from worktui.engine.workdays import Workdays
from worktui.engine.working import Week, days_off, week_of

Doc = Mapping[str, Any]


def ordinals(days: Iterable[date]) -> frozenset[int]:
    """Dates as ordinals."""
    return frozenset(day.toordinal() for day in days)


def week_minutes(week: Week) -> tuple[int, ...]:
    """Minutes of each day of a week, Monday first."""
    return tuple(sum(max(0, end - begin) for begin, end in day) for day in week)


def workdays(
    minutes: Iterable[int], off: frozenset[int], extra: Iterable[int] = ()
) -> Workdays | None:
    """The calendar of a week's minutes; None for a week in which nobody works."""
    days = [n for n, worked in enumerate(minutes) if worked]
    return Workdays(days, off, extra) if days else None


class Times:
    """All calendars of a workspace, each made once."""

    def __init__(self, settings: Doc, people: Iterable[Doc]) -> None:
        self.holidays = ordinals(days_off(settings.get("holidays") or (), ()))
        self.extra = ordinals(days_off(settings.get("extra_days") or (), ()))
        self.hours: Doc = settings.get("working_hours") or DEFAULT_HOURS
        self.minutes = week_minutes(week_of(self.hours))
        if not any(self.minutes):
            self.minutes = week_minutes(week_of(DEFAULT_HOURS))
        self.calendar = Workdays(
            [n for n, worked in enumerate(self.minutes) if worked],
            self.holidays - self.extra,
            self.extra,
        )
        worked = [n for n in self.minutes if n]
        self.daily = max(1, sum(worked) // len(worked))
        self._named: dict[str, Workdays | None] = {}
        self._given: Doc = settings.get("calendars") or {}
        self.people = {str(doc["id"]): self._person(doc) for doc in people}

    def _person(self, doc: Doc) -> PersonTime | None:
        """A teammate's time; None for someone who never works."""
        own = doc.get("working_hours")
        minutes = week_minutes(week_of(own)) if own is not None else self.minutes
        weekly = doc.get("hours_per_week")
        if weekly is not None:
            days = sum(1 for n in minutes if n)
            share = round(float(weekly) * 60 / days) if days else 0
            minutes = tuple(share if n else 0 for n in minutes)
        away = ordinals(days_off((), doc.get("away") or ()))
        extra = ordinals(days_off(doc.get("extra_days") or (), ())) | (self.extra - away)
        days_of = workdays(minutes, (self.holidays | away) - extra, extra)
        if days_of is None:
            return None
        return PersonTime(str(doc["id"]), str(doc.get("name") or doc["id"]), days_of, minutes)

    def named(self, name: str) -> Workdays | None:
        """A calendar by the name a task or project gives: one of `calendars` in the settings,
        or days such as `mon-sat`. None for a name that means nothing."""
        if name not in self._named:
            self._named[name] = self._made(name)
        return self._named[name]

    def _made(self, name: str) -> Workdays | None:
        given = self._given.get(name)
        try:
            if given is None:
                spec: Doc = dict.fromkeys(name.split(","), ("00:00-01:00",))
                return workdays(week_minutes(week_of(spec)), self.holidays - self.extra, self.extra)
            hours = given.get("working_hours") or self.hours
            days = given.get("holidays")
            off = self.holidays if days is None else ordinals(days_off(days, ()))
            extra = ordinals(days_off(given.get("extra_days") or (), ()))
            return workdays(week_minutes(week_of(hours)), off - extra, extra)
        except BadInput:
            return None
