"""Calendars of working days, for counting forwards and backwards in constant time.

A day is its proleptic ordinal (`date.toordinal()`; ordinal 1 is a Monday). A calendar has
working days of the week, days off (holidays, absences) and extra days that are worked all
the same. What was counted once is kept in an index, which grows where it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from worktui.domain.errors import BadInput

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
_ROOM = 512
"""Days by which the index grows at least."""
_FAR = "Look for a duration, a lag or a date that is far too long."

_Index = tuple[int, int, list[int], list[int]]
"""First day, day after the last, working days before each day in between, working days."""


class Workdays:
    """The working days of somebody or something. Immutable, hashed and compared by value.

    Safe to share between threads: the index is replaced as a whole. Asking for a day
    outside the years 1 to 9999 raises BadInput.
    """

    __slots__ = ("_hash", "_index", "extra", "off", "weekdays")

    def __init__(
        self,
        weekdays: Iterable[int] = range(5),
        off: Iterable[int] = (),
        extra: Iterable[int] = (),
    ) -> None:
        """`weekdays` with Monday = 0; `off` and `extra` are ordinals, `extra` wins.

        Raises BadInput where not one day is worked.
        """
        self.weekdays = frozenset(weekdays)
        self.extra = frozenset(extra)
        self.off = frozenset(off) - self.extra
        if not self.weekdays <= set(range(7)):
            raise BadInput("A day of the week is a number from 0 to 6.", hint="Monday is 0.")
        if not self.weekdays and not self.extra:
            raise BadInput(
                "A calendar without any working day cannot carry work.",
                hint="Name at least one working day of the week.",
            )
        self._hash = hash((self.weekdays, self.off, self.extra))
        self._index: _Index = (0, 0, [0], [])

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Workdays):
            return NotImplemented
        return self is other or (
            self._hash == other._hash
            and self.weekdays == other.weekdays
            and self.off == other.off
            and self.extra == other.extra
        )

    def __repr__(self) -> str:
        return f"Workdays({sorted(self.weekdays)}, {sorted(self.off)}, {sorted(self.extra)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Workdays, (sorted(self.weekdays), sorted(self.off), sorted(self.extra))

    def works(self, day: int) -> bool:
        """Whether a day is worked."""
        return day in self.extra or ((day - 1) % 7 in self.weekdays and day not in self.off)

    def next(self, day: int) -> int:
        """The first working day at or after a day."""
        return self.plus(day, 1)

    def previous(self, day: int) -> int:
        """The last working day at or before a day."""
        return self.minus(day, 1)

    def plus(self, day: int, n: int) -> int:
        """The n-th working day at or after a day (n ≥ 1)."""
        low, high, before, days = self._index
        if low <= day < high:
            place = before[day - low] + n - 1
            if place < len(days):
                return days[place]
        return self._plus_far(day, n)

    def minus(self, day: int, n: int) -> int:
        """The n-th working day at or before a day (n ≥ 1)."""
        low, high, before, days = self._index
        if low <= day < high:
            place = before[day - low + 1] - n
            if place >= 0:
                return days[place]
        return self._minus_far(day, n)

    def between(self, first: int, last: int) -> int:
        """How many working days lie in [first, last); negative where last < first."""
        low, high, before, _ = self._index
        if not (low <= first <= high and low <= last <= high):
            low, _, before, _ = self._grown(min(first, last), max(first, last) - 1)
        return before[last - low] - before[first - low]

    def _plus_far(self, day: int, n: int) -> int:
        end = LAST if self.weekdays else max(self.extra)
        if n - 1 <= end - day:
            last = day + n - 1
            while True:
                low, high, before, days = self._grown(day, min(last, LAST))
                place = before[day - low] + n - 1
                if place < len(days):
                    return days[place]
                if high > end:
                    break
                last = high + max(_ROOM, place - len(days))
        raise BadInput("There is no such working day.", hint=_FAR)

    def _minus_far(self, day: int, n: int) -> int:
        end = FIRST if self.weekdays else min(self.extra)
        if n - 1 <= day - end:
            first = day - n + 1
            while True:
                low, _, before, days = self._grown(max(first, FIRST), day)
                place = before[day - low + 1] - n
                if place >= 0:
                    return days[place]
                if low <= end:
                    break
                first = low - max(_ROOM, -place)
        raise BadInput("There is no such working day.", hint=_FAR)

    def _grown(self, first: int, last: int) -> _Index:
        """The index, grown by at least its own length until it holds both days.

        Raises BadInput for a day outside the calendar.
        """
        if first < FIRST or last > LAST:
            raise BadInput("A day outside the years 1 to 9999 cannot be counted.", hint=_FAR)
        low, high, _, _ = self._index
        if high <= low:
            low = high = first
        room = high - low + _ROOM
        if first < low:
            low = max(FIRST, min(first, low - room))
        if last >= high:
            high = min(LAST + 1, max(last + 1, high + room))
        self._index = self._built(low, high)
        return self._index

    def _built(self, low: int, high: int) -> _Index:
        week = [(low + place - 1) % 7 in self.weekdays for place in range(7)]
        worked = (week * ((high - low) // 7 + 1))[: high - low]
        for day in self.off:
            if low <= day < high:
                worked[day - low] = False
        for day in self.extra:
            if low <= day < high:
                worked[day - low] = True
        before, count, days = [0], 0, []
        for day, works in enumerate(worked, low):
            if works:
                count += 1
                days.append(day)
            before.append(count)
        return low, high, before, days
