"""The ground of one host: windows, busy times and limits between two instants, ready to ask.

Both the list of slots and the check of one start ask here and only here, so that they
cannot disagree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate

from worktui.domain.booking import EventType
from worktui.engine.slots_work import Host, SlotWork, occupied
from worktui.engine.working import DAY, Span, windows


@dataclass(frozen=True, slots=True)
class Ground:
    """One host between two instants, for one booking type.

    `spans` are the windows as they come; `opens` their beginnings in order and `closes` the
    latest end so far. `starts` and `ends` are the busy times with their own buffers, merged.
    `full` are the days at their limit, `last_day` the last one within the horizon.
    """

    kind: EventType
    host: Host
    spans: tuple[Span, ...]
    opens: Sequence[datetime]
    closes: Sequence[datetime]
    starts: Sequence[datetime]
    ends: Sequence[datetime]
    full: frozenset[date]
    last_day: date | None

    def takes(self, start: datetime, end: datetime) -> bool:
        """Whether the host can take a meeting from `start` to `end`, on whatever grid."""
        return (
            self.open(start, end)
            and self.free(start - self.kind.before, end + self.kind.after)
            and self.within(start)
        )

    def taking(self, starts: Iterable[datetime], length: timedelta) -> Iterator[datetime]:
        """Those of many starts for which `takes` holds; what is the same for all is asked once."""
        before, after = self.kind.before, self.kind.after
        opens, closes, begins, ends = self.opens, self.closes, self.starts, self.ends
        bounded = self.last_day is not None or bool(self.full)
        for start in starts:
            end = start + length
            window = bisect_right(opens, start)
            if not window or closes[window - 1] < end:
                continue
            busy = bisect_left(begins, end + after)
            if busy and ends[busy - 1] > start - before:
                continue
            if not bounded or self.within(start):
                yield start

    def open(self, start: datetime, end: datetime) -> bool:
        """Whether a meeting lies wholly inside one window."""
        at = bisect_right(self.opens, start)
        return at > 0 and self.closes[at - 1] >= end

    def free(self, start: datetime, end: datetime) -> bool:
        """Whether nothing busy overlaps; touching is no overlap."""
        at = bisect_left(self.starts, end)
        return at == 0 or self.ends[at - 1] <= start

    def within(self, start: datetime) -> bool:
        """Whether the start's day is inside the horizon and below its limit."""
        if self.last_day is None and not self.full:
            return True
        day = start.astimezone(self.host.zone).date()
        return day not in self.full and (self.last_day is None or day <= self.last_day)

    def offers(self, length: timedelta, low: datetime, high: datetime) -> Iterator[datetime]:
        """The starts in [low, high) on the host's own grid that the host can take: real steps
        from the beginning of each window."""
        step, before, after = self.kind.grid, self.kind.before, self.kind.after
        for begin, close in self.spans:
            if begin >= high or close <= low:
                continue
            # Asked once for a window in which the clock stands on one offset, not per start.
            steady = _offset(begin, self.host) == _offset(close, self.host)
            if steady and not self.within(begin):
                continue
            quiet = steady and self.free(begin - before, close + after)
            start = begin if begin >= low else begin - ((begin - low) // step) * step
            stop = close - length
            while start <= stop and start < high:
                if quiet or (
                    self.free(start - before, start + length + after)
                    and (steady or self.within(start))
                ):
                    yield start
                start += step


def _offset(moment: datetime, host: Host) -> timedelta | None:
    return moment.astimezone(host.zone).utcoffset()


def ground(
    work: SlotWork,
    kind: EventType,
    host: Host,
    low: datetime,
    high: datetime,
    *,
    now: datetime,
    ignore: str | None = None,
    length: timedelta | None = None,
) -> Ground:
    """The ground of a host for meetings that start from `low` to `high` (UTC)."""
    first = low.astimezone(host.zone).date() - DAY
    last = high.astimezone(host.zone).date() + DAY
    spans = tuple(windows(host.week, host.zone, first, last, host.off))
    opens = sorted(spans)
    stop = high + (length or timedelta(minutes=kind.minutes)) + kind.after
    taken = occupied(work, host.id, host.zone, low - kind.before, stop, now=now, ignore=ignore)
    busy = _merged((item.start, item.end) for item in taken)
    last_day = None
    if kind.horizon_days is not None:
        last_day = now.astimezone(host.zone).date() + min(kind.horizon_days, 36_500) * DAY
    return Ground(
        kind,
        host,
        spans,
        [start for start, _ in opens],
        list(accumulate((end for _, end in opens), max)),
        [start for start, _ in busy],
        [end for _, end in busy],
        _full_days(work, kind, host, (low - 2 * DAY, high + 2 * DAY), now=now, ignore=ignore),
        last_day,
    )


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            if end > result[-1][1]:
                result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _full_days(
    work: SlotWork,
    kind: EventType,
    host: Host,
    between: Span,
    *,
    now: datetime,
    ignore: str | None,
) -> frozenset[date]:
    """The host's days on which no more meetings of the type may start."""
    if kind.max_per_day is None:
        return frozenset()
    counts = Counter(
        booking.start.astimezone(host.zone).date()
        for booking in work.taken(now, ignore, between)
        if booking.event_type == kind.slug and host.id in work.hosts_of(booking)
    )
    return frozenset(day for day, number in counts.items() if number >= kind.max_per_day)
