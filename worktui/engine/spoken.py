"""Days and moments as people say them, in fields and filters: `fri`, `2026-03-06`, `tomorrow 9:00`.

The grammar is `engine.when`; it is large, so it is loaded only for words that are not ISO.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from worktui.domain.errors import BadInput
from worktui.domain.fields import within
from worktui.domain.settings import WEEKDAYS, Settings

if TYPE_CHECKING:
    from worktui.engine.when.values import Habits, When

_YEAR = re.compile(r"\d{4}")
_NEAR = 183
"""Days; a day without a year that lies further ahead was meant a year ago."""
_SHORT = tuple(day[:3] for day in WEEKDAYS)


def working_days(settings: Settings) -> frozenset[int]:
    """Days of the week with working hours, Monday = 0; Monday to Friday when none is read."""
    found: set[int] = set()
    for days, spans in settings.working_hours.items():
        ends = [end.strip()[:3].lower() for end in str(days).split("-")]
        if spans and all(end in _SHORT for end in ends):
            first, last = _SHORT.index(ends[0]), _SHORT.index(ends[-1])
            found.update(n % 7 for n in range(first, last + 1 if last >= first else last + 8))
    return frozenset(found or range(5))


def _can_be(when: When) -> bool:
    """Whether nothing it names lies at the ends of the calendar, where no zone can be reckoned."""
    try:
        for value in (when.value, when.start, when.end):
            if value is not None:
                within(value)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Spoken:
    """Reads time words said at `now` in a workspace. `tz` is the zone of who says them."""

    now: datetime
    settings: Settings
    tz: str

    @classmethod
    def of(cls, settings: Settings, now: datetime, tz: str = "") -> Spoken:
        """For the workspace's own zone unless another is named."""
        return cls(now, settings, tz or settings.timezone)

    @property
    def today(self) -> date:
        """The day it is where the words are said."""
        return self.now.astimezone(ZoneInfo(self.tz)).date()

    def habits(self) -> Habits:
        """How this workspace reads dates."""
        from worktui.engine.when.values import Habits

        return Habits(
            tz=self.tz,
            date_order=self.settings.date_order,
            end_of_day=self.settings.end_of_day,
            week_starts=self.settings.week_starts,
            working_days=working_days(self.settings),
            holidays=frozenset(date.fromisoformat(day) for day in self.settings.holidays),
        )

    def find(self, text: str) -> tuple[When, ...]:
        """Every phrase of a text that speaks of a time of work, in order."""
        from worktui.engine.when import find

        return tuple(when for when in find(text, self.now, self.habits()) if _can_be(when))

    def whole(self, text: str) -> When | None:
        """What a text says about time, None when it does not speak of that alone."""
        for found in self.find(text):
            rest = text[: found.span[0]] + text[found.span[1] :]
            if not rest.strip(" .,;"):
                return found
        return None

    def value(self, text: str) -> date | datetime | None:
        """The day or moment a text names, None when it names none."""
        text = text.strip()
        iso = self._iso(text)
        if iso is not None:
            return iso
        found = (self.whole(text) or self.whole(f"due {text}")) if text else None
        return (found.value or found.start) if found else None

    def need(self, text: str) -> date | datetime:
        """The day or moment a text names; raises BadInput with what can be written instead."""
        value = self.value(text)
        try:
            value = value and within(value)
        except ValueError as error:
            raise BadInput(f"{value:%Y-%m-%d} is outside the calendar of work.") from error
        if value is None:
            raise BadInput(
                f"“{text.strip()[:60]}” is not a day or a moment.",
                hint="Write fri, tomorrow 14:00, 6 mar, or 2026-03-06.",
            )
        return value

    def _iso(self, text: str) -> date | datetime | None:
        try:
            if len(text) == 10 and text[4] == "-":
                return date.fromisoformat(text)
            if len(text) > 10 and text[4] == "-" and text[7] == "-":
                moment = datetime.fromisoformat(text)
                return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.tz))
        except ValueError:
            pass
        return None

    def stored(self, value: date | datetime) -> str:
        """As documents hold it: a day, or an instant with its offset here."""
        if isinstance(value, datetime):
            return value.astimezone(ZoneInfo(self.tz)).isoformat()
        return value.isoformat()

    def day(self, value: date | datetime) -> date:
        """The day of a value as it is counted here."""
        if isinstance(value, datetime):
            return value.astimezone(ZoneInfo(self.tz)).date()
        return value

    def past_day(self, text: str) -> date:
        """The day a text names of what has been: where it leaves open which monday, or which
        2 March, the last one. Raises BadInput as `need` does."""
        day, word = self.day(self.need(text)), text.strip().lower()
        if day <= self.today or self._iso(word) is not None:
            return day
        if word.isalpha() and (word in WEEKDAYS or word in _SHORT):
            return day - timedelta(days=7)
        if _YEAR.search(word) or (day - self.today).days < _NEAR:
            return day
        try:
            return day.replace(year=day.year - 1)
        except ValueError:  # 29 February
            return day

    def instant(self, value: date | datetime, *, end: bool = False) -> datetime:
        """A value as an instant; a bare day begins at midnight, or ends at the end of the day."""
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        clock = self.settings.end_of_day if end else datetime.min.time()
        return datetime.combine(value, clock, ZoneInfo(self.tz)).astimezone(UTC)
