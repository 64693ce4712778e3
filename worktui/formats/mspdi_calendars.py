"""The calendars of a Microsoft Project file: weekdays, hours, days off and extra days.

A calendar stands on a base calendar and says only what differs. Exceptions that repeat are
written out day by day; only whole days count, other hours on single days are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule

from worktui.domain.settings import WORKSPACE, Settings
from worktui.domain.snapshot import Snapshot
from worktui.engine.working import days_off, week_of
from worktui.formats.mspdi_values import clock, moment, switch, whole
from worktui.formats.mspdi_xml import Node

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST = 3660
"""Days that one exception may cover."""
_WEEKDAYS = (SU, MO, TU, WE, TH, FR, SA)
_ITEMS = {0: _WEEKDAYS, 1: (MO, TU, WE, TH, FR), 2: (SA, SU)} | {
    n: (_WEEKDAYS[n - 3],) for n in range(3, 10)
}
"""What a `MonthItem` means; 0 is any day."""
_PLACES = {0: 1, 1: 2, 2: 3, 3: 4, 4: -1}
Spans = tuple[str, ...]
"""Hours of one day as `09:00-12:00`; none is a day off."""
USUAL: Mapping[int, Spans] = {n: ("08:00-12:00", "13:00-17:00") if n < 5 else () for n in range(7)}
"""The week of Microsoft Project where a file says none, Monday = 0."""


@dataclass(slots=True)
class Calendar:
    """One calendar with its base already in it. `week` has the spans of all seven days."""

    uid: int
    name: str
    week: dict[int, Spans]
    off: set[date] = field(default_factory=set)
    extra: set[date] = field(default_factory=set)
    own_week: bool = False
    own_off: set[date] = field(default_factory=set)
    own_extra: set[date] = field(default_factory=set)
    untold: list[str] = field(default_factory=list)

    @property
    def hours(self) -> dict[str, list[str]]:
        """The week as `working_hours`; days in a row with the same hours are one range."""
        return hours_of(self.week)

    @property
    def minutes_a_day(self) -> float:
        """Minutes of an average working day."""
        spent = [sum(map(_minutes, spans)) for spans in self.week.values() if spans]
        return sum(spent) / len(spent) if spent else 480

    def works(self, day: date) -> bool:
        """Whether a day is one of work."""
        return day in self.extra or (bool(self.week[day.weekday()]) and day not in self.off)

    def between(self, first: date, last: date) -> int:
        """Days of work from one day to another, both included."""
        return sum(
            self.works(first + timedelta(days=n))
            for n in range(min((last - first).days + 1, LONGEST))
        )

    def doc(self) -> dict[str, Any]:
        """As one of the `calendars` of the settings."""
        return {
            "working_hours": self.hours,
            "holidays": days_text(self.off),
            "extra_days": days_text(self.extra),
        }


def ground_of(work: Snapshot) -> Calendar:
    """The working time of a workspace as a calendar."""
    settings = Settings.of(work)
    week: dict[int, Spans] = {
        n: tuple(f"{b // 60:02}:{b % 60:02}-{e // 60:02}:{e % 60:02}" for b, e in spans)
        for n, spans in enumerate(week_of(settings.working_hours))
    }
    doc = work.get("settings", WORKSPACE) or {}
    off, extra = days_off(settings.holidays, ()), days_off(doc.get("extra_days") or (), ())
    return Calendar(0, "", week, set(off - extra), set(extra))


def days_text(days: Iterable[date]) -> list[str]:
    """Days as they are stored, in order."""
    return [day.isoformat() for day in sorted(days)]


def hours_of(week: Mapping[int, Spans]) -> dict[str, list[str]]:
    """Spans by weekday as `working_hours`: `{"mon-thu": […], "fri": […]}`."""
    result: dict[str, list[str]] = {}
    first = 0
    while first < 7:
        last = first
        while last < 6 and week.get(last + 1) == week.get(first):
            last += 1
        if week.get(first):
            name = DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"
            result[name] = list(week[first])
        first = last + 1
    return result


def _minutes(span: str) -> int:
    begin, end = span.split("-")
    return _clock_minutes(end) - _clock_minutes(begin)


def _clock_minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def read_calendars(nodes: Iterable[Node]) -> dict[int, Calendar]:
    """All calendars by their UID; raises BadInput for values that are none."""
    given = {uid: node for node in nodes if (uid := whole(node.kid("UID"))) is not None}
    made: dict[int, Calendar] = {}
    for uid in given:
        _make(uid, given, made, ())
    return made


def _make(
    uid: int, given: Mapping[int, Node], made: dict[int, Calendar], below: tuple[int, ...]
) -> Calendar | None:
    """A calendar on its base; a base that is not there, or a ring of them, is the usual week."""
    if uid in made:
        return made[uid]
    node = given.get(uid)
    if node is None or uid in below:
        return None
    base_uid = whole(node.kid("BaseCalendarUID"))
    base = None
    if base_uid is not None and base_uid >= 0:
        base = _make(base_uid, given, made, (*below, uid))
    calendar = Calendar(uid, node.get("Name"), dict(base.week if base else USUAL))
    if base:
        calendar.off, calendar.extra = set(base.off), set(base.extra)
    _read_week(calendar, node)
    _read_exceptions(calendar, node)
    calendar.off = (calendar.off - calendar.own_extra) | calendar.own_off
    calendar.extra = (calendar.extra - calendar.own_off) | calendar.own_extra
    made[uid] = calendar
    return calendar


def _spans(node: Node) -> Spans:
    """The working times of a day; one that works without saying when works the usual hours."""
    if not switch(node.kid("DayWorking"), otherwise=bool(node.kid("WorkingTimes"))):
        return ()
    found = []
    for part in node.inside("WorkingTimes", "WorkingTime"):
        begin, end = clock(part.kid("FromTime")), clock(part.kid("ToTime"))
        if begin is None or end is None:
            continue
        if end == time():
            found.append(f"{begin:%H:%M}-24:00")
        elif begin < end:
            found.append(f"{begin:%H:%M}-{end:%H:%M}")
    return tuple(found) or USUAL[0]


def _read_week(calendar: Calendar, node: Node) -> None:
    for part in node.inside("WeekDays", "WeekDay"):
        kind = whole(part.kid("DayType"), 0, 7)
        if kind:
            spans = _spans(part)
            calendar.own_week = calendar.own_week or calendar.week[(kind + 5) % 7] != spans
            calendar.week[(kind + 5) % 7] = spans


def _read_exceptions(calendar: Calendar, node: Node) -> None:
    newer = node.inside("Exceptions", "Exception")
    older = [part for part in node.inside("WeekDays", "WeekDay") if part.get("DayType") == "0"]
    for part in newer or older:
        spans = _spans(part)
        name = part.get("Name") or "an exception"
        for day in _days(part, calendar, name):
            _except(calendar, day, spans, name)
    for part in node.inside("WorkWeeks", "WorkWeek"):
        week = {
            (kind + 5) % 7: _spans(one)
            for one in part.inside("WeekDays", "WeekDay") or part.all("WeekDay")
            if (kind := whole(one.kid("DayType"), 0, 7))
        }
        for day in _period(part, calendar, part.get("Name") or "a work week"):
            if day.weekday() in week:
                _except(calendar, day, week[day.weekday()], part.get("Name") or "a work week")


def _except(calendar: Calendar, day: date, spans: Spans, name: str) -> None:
    usual = calendar.week[day.weekday()]
    if not spans:
        if usual or day in calendar.extra:
            calendar.own_off.add(day)
        return
    if not usual or day in calendar.off:
        calendar.own_extra.add(day)
    elif spans != usual:
        calendar.untold.append(f"other hours on {day.isoformat()} ({name})")


def _period(node: Node, calendar: Calendar, name: str) -> Iterator[date]:
    part = node.kid("TimePeriod")
    first = moment(part.kid("FromDate")) if part else None
    last = moment(part.kid("ToDate")) if part else None
    if first is None or last is None:
        return
    size = (last.date() - first.date()).days
    if size > LONGEST:
        calendar.untold.append(f"{name} after {first.date() + timedelta(days=LONGEST)}")
    for n in range(min(size, LONGEST) + 1):
        yield first.date() + timedelta(days=n)


def _days(node: Node, calendar: Calendar, name: str) -> Iterator[date]:
    """The days of an exception, each of a series written out."""
    kind = whole(node.kid("Type"), 0, 9) or 1
    period = max(1, whole(node.kid("Period"), 0, 999) or 1)
    part = node.kid("TimePeriod")
    first = moment(part.kid("FromDate")) if part else None
    last = moment(part.kid("ToDate")) if part else None
    if first is None:
        return
    if kind in (1, 7, 8, 9) and period == 1:
        yield from _period(node, calendar, name)
        return
    count = whole(node.kid("Occurrences"), 0, 10**6)
    counted = switch(node.kid("EnteredByOccurrences")) and count
    until = None if counted else (last or first)
    rule = _rule(node, kind, period, first.replace(hour=0, minute=0, second=0), until)
    limit = min(count, LONGEST) if counted and count else LONGEST
    for when in islice(rule, limit):
        if (when - first).days > LONGEST:
            calendar.untold.append(f"{name} after {when.date()}")
            return
        yield when.date()


def _rule(
    node: Node, kind: int, period: int, first: datetime, until: datetime | None
) -> Iterable[datetime]:
    more: dict[str, Any] = {"dtstart": first, "interval": period, "until": until}
    month = (whole(node.kid("Month"), 0, 11) or 0) + 1
    month_day = whole(node.kid("MonthDay"), 1, 31) or first.day
    items = _ITEMS[whole(node.kid("MonthItem"), 0, 9) or 0]
    place = _PLACES[whole(node.kid("MonthPosition"), 0, 4) or 0]
    if kind == 6:
        mask = whole(node.kid("DaysOfWeek"), 0, 127) or 0
        days = [day for n, day in enumerate(_WEEKDAYS) if mask >> n & 1]
        return rrule(WEEKLY, byweekday=days or None, wkst=SU, **more)
    if kind == 4:
        return rrule(MONTHLY, bymonthday=month_day, **more)
    if kind == 5:
        return rrule(MONTHLY, byweekday=items, bysetpos=place, **more)
    if kind == 2:
        return rrule(YEARLY, bymonth=month, bymonthday=month_day, **more)
    if kind == 3:
        return rrule(YEARLY, bymonth=month, byweekday=items, bysetpos=place, **more)
    return rrule(DAILY, **more)
