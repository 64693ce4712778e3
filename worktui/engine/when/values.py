"""What `find` takes and gives: the habits of a workspace, and one found phrase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Habits:
    """How a workspace reads dates.

    `tz` is an IANA name, `date_order` one of DMY, MDY, YMD, `week_starts` and
    `working_days` count from Monday = 0.
    """

    tz: str
    date_order: str = "DMY"
    end_of_day: time = time(17, 0)
    week_starts: int = 0
    working_days: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class When:
    """One phrase that speaks of time, and what it was read as.

    kind         date, datetime, range, duration or recurrence
    span         [start, end) in characters of the text
    value        a date, or an aware datetime when kind is datetime
    start, end   of a range; a last day is included, a last instant is not
    minutes      whole minutes of a duration; `seconds` is what is left over (0 to 59)
    rrule        RFC 5545 rule text, with BYHOUR and BYMINUTE when a time was said
    part         morning, afternoon or evening, when a part of the day was said
    deadline     said as a limit ("by", "until", "bis", "avant", "antes de", EOD)
    zone         IANA zone said in words
    assumptions  plain sentences on what was assumed
    alternatives other values the phrase may have
    issue        ambiguous_date, ambiguous_local_time or nonexistent_local_time
    past         the phrase points before now
    """

    kind: str
    span: tuple[int, int]
    text: str
    value: date | datetime | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    minutes: int | None = None
    rrule: str | None = None
    part: str | None = None
    deadline: bool = False
    zone: str | None = None
    assumptions: tuple[str, ...] = ()
    alternatives: tuple[date | datetime, ...] = ()
    issue: str | None = None
    past: bool = False
    seconds: int = 0
