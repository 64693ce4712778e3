"""The time that a repeat takes, as spans: times so close that nobody fits between are one.

A rule comes from outside and may name every second of every day. What it takes is then known
without counting: all of the time, or of the hours it names.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from worktui.domain.errors import BadInput
from worktui.engine.recur import UNITS, Meter, Rule, starts
from worktui.engine.recur_rule import DAILY, HOURLY, MINUTELY

Span = tuple[datetime, datetime]

NARROW = timedelta(minutes=15)
"""Between two times that are closer nobody is met."""
MOST_OF_ONE = 20_000
"""How much of one repeat is looked at, as `recur.Meter` counts it."""
MOST_COUNTED = 500
"""Up to so many times a rule with COUNT is followed to its end however close they are."""
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def spans(
    text: str,
    start: datetime,
    length: timedelta,
    zone: ZoneInfo,
    between: Span,
    exdates: tuple[str, ...] = (),
) -> tuple[list[Span], int]:
    """(the spans that overlap `between`, what it cost) of a repeat of RRULE text.

    `start` and `between` are aware, what is told is in UTC. Whole days are worked out and kept,
    so that the next question about the same days costs nothing.
    """
    low, high = between
    days = _day(low, -_DAY), _day(high, _DAY)
    found, cost = _spans(text, start.astimezone(UTC), length, zone, days, exdates)
    return [span for span in found if span[0] < high and low < span[1]], cost


def _day(moment: datetime, more: timedelta) -> datetime:
    """The beginning of the day in UTC, a day on or back; the moment itself at the very ends."""
    day = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        return day + more
    except OverflowError:
        return day


@lru_cache(maxsize=1024)
def _spans(
    text: str,
    start: datetime,
    length: timedelta,
    zone: ZoneInfo,
    between: Span,
    exdates: tuple[str, ...],
) -> tuple[tuple[Span, ...], int]:
    try:
        rule = Rule.of(text)
    except BadInput:  # a repeat nobody can read still takes its first time
        rule = Rule(freq=DAILY, count=1)
    whole = _whole(rule, start, length, zone, between[1], bool(exdates))
    if whole is not None:
        return (whole,), 1
    meter, low = Meter(MOST_OF_ONE), _earlier(between[0], length)
    by_hour = _by_hour(rule, start.astimezone(zone))
    if by_hour is None:
        found = starts(rule, start, zone, low, between[1], exdates=exdates, meter=meter)
        times = [(moment, moment + length) for moment in found]
    else:
        rule, begin, more = by_hour
        found = starts(rule, begin, zone, low - _HOUR, between[1], exdates=exdates, meter=meter)
        end = [(moment, moment + more + length) for moment in found]
        times = [(start, start + length), *((max(a, start), b) for a, b in end if b > start)]
    return tuple(times), MOST_OF_ONE - meter.left + 1


def _earlier(moment: datetime, length: timedelta) -> datetime:
    try:
        return moment - length
    except OverflowError:
        return datetime(1, 1, 3, tzinfo=UTC)


def _whole(
    rule: Rule, start: datetime, length: timedelta, zone: ZoneInfo, high: datetime, gaps: bool
) -> Span | None:
    """All the time from its start on, where a rule leaves none between; None for other rules.

    `gaps`: some of its times are taken out, which counts where they are hours.
    """
    if not rule.steady or (gaps and rule.freq < MINUTELY):
        return None
    try:
        step = UNITS[rule.freq] * rule.interval
        if step - length >= NARROW:
            return None
        end = start + (rule.count - 1) * step + length if rule.count else high
    except OverflowError:
        return None
    if rule.until is not None:
        end = min(end, _last(rule.until, zone) + length)
    return start, max(min(end, high), start + length)


def _last(until: date | datetime, zone: ZoneInfo) -> datetime:
    """The end of a repeat as an instant."""
    if not isinstance(until, datetime):
        until = datetime.combine(until, time.max)
    return (until if until.tzinfo else until.replace(tzinfo=zone)).astimezone(UTC)


def _by_hour(rule: Rule, local: datetime) -> tuple[Rule, datetime, timedelta] | None:
    """A rule with more than four times an hour as (its hours, where they begin, how long beyond
    its first time each goes on); None for others."""
    if rule.count and rule.count <= MOST_COUNTED:
        return None
    minutes = rule.minutes or ((local.minute,) if rule.freq <= HOURLY else range(60))
    seconds = rule.seconds or ((local.second,) if rule.freq <= MINUTELY else range(60))
    steps = -(-_HOUR // (UNITS[rule.freq] * rule.interval)) if rule.freq > HOURLY else 3600
    if rule.freq <= MINUTELY:
        often = min(len(minutes), steps) * len(seconds)
    else:
        often = min(len(minutes) * len(seconds), steps)
    if often <= _HOUR // NARROW:
        return None
    first, last = min(minutes), max(minutes)
    more = timedelta(minutes=last - first, seconds=max(seconds) - min(seconds))
    hours = replace(
        rule,
        freq=min(rule.freq, HOURLY),
        interval=1 if rule.freq > HOURLY else rule.interval,
        count=None,
        minutes=(first,),
        seconds=(min(*seconds, 59),),
        setpos=(),
    )
    return hours, local.replace(minute=0, second=0, microsecond=0), more


__all__ = ["Span", "spans"]
