"""Repeats: the times of a recurrence rule, only within a window and never without end.

Our own search rather than a library's, because rules come from outside: it looks at a
bounded number of periods and, without COUNT, begins near the window instead of at the start.
A repeat keeps its wall time; a wall time that is skipped is read with the offset before the
gap, a repeated one is the first (RFC 5545, section 3.3.5).
"""

from __future__ import annotations

import calendar
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from worktui.engine.recur_rule import (
    DAILY,
    HOURLY,
    MINUTELY,
    MONTHLY,
    SECONDLY,
    WEEKLY,
    YEARLY,
    Rule,
)

MOST = 50_000
"""Periods, or times where one has several, that are looked at for one answer: over a century of
days, five years of hours."""
UNITS = {
    WEEKLY: timedelta(weeks=1),
    DAILY: timedelta(days=1),
    HOURLY: timedelta(hours=1),
    MINUTELY: timedelta(minutes=1),
    SECONDLY: timedelta(seconds=1),
}
_MARGIN = timedelta(days=1)
_LAST = date.max.toordinal()
_END = datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001 - a wall time has no zone


@dataclass(slots=True)
class Meter:
    """How much more of a search may be done: periods, or times where a period has several."""

    left: int = MOST


def starts(
    rule: Rule,
    start: datetime,
    zone: ZoneInfo,
    low: datetime,
    high: datetime,
    *,
    exdates: Iterable[str] = (),
    meter: Meter | None = None,
) -> list[datetime]:
    """Instants (UTC) in [low, high] at which a repeat that first begins at `start` begins.

    `start`, `low` and `high` are aware. The start is always one, unless it is excluded.
    `exdates` are days in the zone, or instants.
    """
    gone = Excluded.of(exdates)
    first = start.astimezone(zone).replace(tzinfo=None, fold=0)
    first_utc = start.astimezone(UTC)
    found = {first_utc} if low <= first_utc <= high and not gone.has(first, first_utc) else set()
    for wall in walls(rule, first, _wall(low, zone, -_MARGIN), _wall(high, zone, _MARGIN), meter):
        # A wall time that comes twice is the first one; the start itself may be the second.
        moment = first_utc if wall == first else wall.replace(tzinfo=zone).astimezone(UTC)
        if _past(rule.until, wall, moment):
            break
        if low <= moment <= high and not gone.has(wall, moment):
            found.add(moment)
    return sorted(found)


def _wall(moment: datetime, zone: ZoneInfo, margin: timedelta) -> datetime:
    try:
        return (moment + margin).astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        return _day(9999, 12, 31) if margin > timedelta(0) else _day(1, 1, 1)


def _past(until: date | datetime | None, wall: datetime, moment: datetime) -> bool:
    if until is None:
        return False
    if not isinstance(until, datetime):
        return wall.date() > until
    return moment > until if until.tzinfo is not None else wall > until


@dataclass(frozen=True, slots=True)
class Excluded:
    """Occurrences taken out: whole days, wall times, instants."""

    days: frozenset[date]
    walls: frozenset[datetime]
    instants: frozenset[datetime]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Excluded:
        """From ISO 8601 texts; what is none of them excludes nothing."""
        days, naive, instants = set(), set(), set()
        for text in texts:
            try:
                if len(text) <= 10 and "T" not in text:
                    days.add(date.fromisoformat(text))
                    continue
                moment = datetime.fromisoformat(text)
            except ValueError:
                continue
            if moment.tzinfo is None:
                naive.add(moment)
            else:
                instants.add(moment.astimezone(UTC))
        return cls(frozenset(days), frozenset(naive), frozenset(instants))

    def has(self, wall: datetime, moment: datetime) -> bool:
        """Whether the occurrence at this wall time, this instant, is taken out."""
        return wall.date() in self.days or wall in self.walls or moment in self.instants


def walls(
    rule: Rule, start: datetime, low: datetime, high: datetime, meter: Meter | None = None
) -> Iterator[datetime]:
    """Wall times (naive) of a repeat in [low, high], in order, COUNT counted from `start`.

    `start` itself is yielded only if the rule has it, but always counted (RFC 5545: it is the
    first); UNTIL is left to the caller. It ends early where the meter is spent.
    """
    meter, steady = meter or Meter(), rule.steady
    rule, left, begun = _filled(rule, start), rule.count, False
    number = max(0, _number_of(rule, start, low) - 1) if left is None or steady else 0
    if left is not None and number:  # each period before was one time
        left, begun = left - number, True
    while meter.left > 0 and (left is None or left > 0):
        meter.left -= 1
        period = _period(rule, start, number)
        if period is None or period > high:
            return
        onward = _closed_until(rule, period)
        if onward is not None:
            number = max(number + 1, _number_of(rule, start, onward))
            continue
        number += 1
        for place, wall in enumerate(_in_period(rule, start, period)):
            meter.left -= place > 0
            if wall < start:
                continue
            if left is not None and not begun and wall != start:
                left -= 1
            begun = True
            if wall > high or left == 0 or meter.left < 0:
                return
            if wall >= low:
                yield wall
            if left is not None:
                left -= 1
                if not left:
                    return


def _closed_until(rule: Rule, period: datetime) -> datetime | None:
    """Where the rule leaves out the day, the hour or the minute that a period lies in: its end."""
    if rule.freq < HOURLY:
        return None
    day = period.replace(hour=0, minute=0, second=0)
    if not _fits(rule, day):
        return day + timedelta(days=1) if day.toordinal() < _LAST else _END
    if rule.freq > HOURLY and rule.hours and period.hour not in rule.hours:
        return _next(period.replace(minute=0, second=0), UNITS[HOURLY])
    if rule.freq > MINUTELY and rule.minutes and period.minute not in rule.minutes:
        return _next(period.replace(second=0), UNITS[MINUTELY])
    return None


def _next(moment: datetime, unit: timedelta) -> datetime:
    try:
        return moment + unit
    except OverflowError:
        return _END


def _filled(rule: Rule, start: datetime) -> Rule:
    """The rule with what it leaves out taken from the start, as RFC 5545 has it."""
    by_day = rule.weeknos or rule.yeardays or rule.monthdays or rule.weekdays
    months, monthdays, weekdays = rule.months, rule.monthdays, rule.weekdays
    if not by_day and rule.freq == YEARLY:
        months, monthdays = months or (start.month,), (start.day,)
    elif not by_day and rule.freq == MONTHLY:
        monthdays = (start.day,)
    elif not by_day and rule.freq == WEEKLY:
        weekdays = ((0, start.weekday()),)
    return replace(
        rule,
        months=months,
        monthdays=monthdays,
        weekdays=weekdays,
        hours=rule.hours or ((start.hour,) if rule.freq < HOURLY else ()),
        minutes=rule.minutes or ((start.minute,) if rule.freq < MINUTELY else ()),
        seconds=rule.seconds or ((start.second,) if rule.freq < SECONDLY else ()),
    )


def _anchor(rule: Rule, start: datetime) -> datetime:
    """Where period 0 begins."""
    zero = start.replace(microsecond=0)
    if rule.freq == SECONDLY:
        return zero
    if rule.freq == MINUTELY:
        return zero.replace(second=0)
    if rule.freq == HOURLY:
        return zero.replace(minute=0, second=0)
    zero = zero.replace(hour=0, minute=0, second=0)
    if rule.freq == WEEKLY:
        return zero - timedelta(days=(start.weekday() - rule.wkst) % 7)
    return zero


def _period(rule: Rule, start: datetime, number: int) -> datetime | None:
    """The beginning of a period, None beyond the calendar."""
    ahead = number * rule.interval
    try:
        if rule.freq == YEARLY:
            return _day(start.year + ahead, 1, 1)
        if rule.freq == MONTHLY:
            years, month = divmod(start.month - 1 + ahead, 12)
            return _day(start.year + years, month + 1, 1)
        return _anchor(rule, start) + ahead * UNITS[rule.freq]
    except (ValueError, OverflowError):
        return None


def _number_of(rule: Rule, start: datetime, moment: datetime) -> int:
    """The number of the last period that begins at or before a moment."""
    if rule.freq == YEARLY:
        return (moment.year - start.year) // rule.interval
    if rule.freq == MONTHLY:
        months = (moment.year - start.year) * 12 + moment.month - start.month
        return months // rule.interval
    return (moment - _anchor(rule, start)) // (UNITS[rule.freq] * rule.interval)


def _in_period(rule: Rule, start: datetime, period: datetime) -> Iterator[datetime]:
    """The times of a period in order, made one by one: a rule of 500 letters has a million."""
    days = [day for day in _days(rule, period) if _fits(rule, day)]
    times = _times(rule, period) if days else []
    found: Iterable[datetime] = (
        day.replace(hour=h, minute=m, second=s, microsecond=start.microsecond)
        for day in days
        for h, m, s in times
    )
    if rule.setpos:
        all_of_it = list(islice(found, MOST))
        picked = {place - 1 if place > 0 else len(all_of_it) + place for place in rule.setpos}
        found = [wall for number, wall in enumerate(all_of_it) if number in picked]
    yield from found


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day)  # noqa: DTZ001 - a wall time has no zone


def _days(rule: Rule, period: datetime) -> list[datetime]:
    """The days of a period, before any filter."""
    day = period.replace(hour=0, minute=0, second=0)
    if rule.freq == YEARLY:
        months = sorted(set(rule.months)) or range(1, 13)
        return [each for month in months for each in _month(day.year, month)]
    if rule.freq == MONTHLY:
        return _month(day.year, day.month)
    if rule.freq == WEEKLY:
        return [day + timedelta(days=n) for n in range(7) if day.toordinal() + n <= _LAST]
    return [day]


def _month(year: int, month: int) -> list[datetime]:
    return [_day(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _times(rule: Rule, period: datetime) -> list[tuple[int, int, int]]:
    fixed = (period.hour, period.minute, period.second)
    choices: list[tuple[int, ...]] = []
    for unit, given in enumerate((rule.hours, rule.minutes, rule.seconds)):
        if rule.freq >= HOURLY + unit:
            choices.append((fixed[unit],) if not given or fixed[unit] in given else ())
        else:
            choices.append(tuple(sorted({min(number, 59) for number in given})))
    hours, minutes, seconds = choices
    return [(h, m, s) for h in hours for m in minutes for s in seconds]


def _fits(rule: Rule, day: datetime) -> bool:
    """Whether a day passes every filter of the rule."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.monthdays and not _counts(day.day, _month_size(day), rule.monthdays):
        return False
    if rule.yeardays and not _counts(_year_day(day), _year_size(day), rule.yeardays):
        return False
    if rule.weeknos and not _in_weeks(day.date(), rule.weeknos, rule.wkst):
        return False
    return not rule.weekdays or any(_is_nth(rule, day, n, wd) for n, wd in rule.weekdays)


def _month_size(day: datetime) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _year_size(day: datetime) -> int:
    return 366 if calendar.isleap(day.year) else 365


def _year_day(day: datetime) -> int:
    return day.timetuple().tm_yday


def _counts(number: int, size: int, wanted: Container[int]) -> bool:
    """Whether a position, counted from the front or from the end, is wanted."""
    return number in wanted or number - size - 1 in wanted


def _is_nth(rule: Rule, day: datetime, nth: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not nth or rule.freq > MONTHLY:
        return True
    in_month = rule.freq == MONTHLY or bool(rule.months)
    number, size = (day.day, _month_size(day)) if in_month else (_year_day(day), _year_size(day))
    return nth == ((number - 1) // 7 + 1 if nth > 0 else -((size - number) // 7 + 1))


def _first_week(year: int, wkst: int) -> date:
    """The day on which week 1 begins: the first week with four days in the year."""
    fourth = date(year, 1, 4)
    return fourth - timedelta(days=(fourth.weekday() - wkst) % 7)


def _in_weeks(day: date, wanted: Container[int], wkst: int) -> bool:
    year = day.year
    if not 1 < year < 9998:
        return False
    if day >= _first_week(year + 1, wkst):
        year += 1
    elif day < _first_week(year, wkst):
        year -= 1
    first, following = _first_week(year, wkst), _first_week(year + 1, wkst)
    return _counts((day - first).days // 7 + 1, (following - first).days // 7, wanted)


__all__ = ["MOST", "Meter", "Rule", "starts", "walls"]
