"""Public holidays: of a country by the `holidays` package (an extra), or from an .ics file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from worktui.domain.errors import BadInput, Refused
from worktui.domain.text import clean_or

Days = list[tuple[date, str]]
LONGEST = 62
"""Days that one holiday of a calendar file may last; school holidays are shorter."""


def of_country(code: str, years: Sequence[int]) -> Days:
    """The holidays of a country (`DE`) or a part of it (`DE-BE`, `US-CA`) in those years.

    Raises Refused where the extra is not installed, BadInput for a code that is none.
    """
    try:
        import holidays
    except ImportError as error:
        raise Refused(
            "Holidays of a country need the package `holidays`, which is not installed.",
            hint="Install worktui[holidays], or give a calendar file: --holidays FILE.ics.",
        ) from error
    country, _, part = code.strip().upper().partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=part or None, years=list(years))
    except (NotImplementedError, KeyError, AttributeError) as error:
        raise BadInput(
            f"“{clean_or(code, '?')[:20]}” is not a country whose holidays are known.",
            hint="Write DE, or DE-BE for a part of it.",
        ) from error
    return sorted((day, clean_or(str(name), "holiday")) for day, name in found.items())


def of_ics(data: bytes, years: Sequence[int]) -> Days:
    """The whole-day events of a calendar file in those years, repeated ones each year.

    Raises BadInput for what is not a calendar.
    """
    from icalendar import Calendar

    try:
        events = [
            event
            for calendar in Calendar.from_ical(data, multiple=True)
            for event in calendar.walk("VEVENT")
        ]
    except ValueError as error:
        raise BadInput("This is not a calendar file.", hint="It should end in .ics.") from error
    found: set[tuple[date, str]] = set()
    for event in events:
        found.update(_days(event, years))
    return sorted(found)


def _days(event: Any, years: Sequence[int]) -> Days:
    """The days of one whole-day event; a yearly one is laid into each of the years."""
    start = getattr(event.get("DTSTART"), "dt", None)
    if not isinstance(start, date) or isinstance(start, datetime):
        return []
    end = getattr(event.get("DTEND"), "dt", None)
    length = (end - start).days if isinstance(end, date) and not isinstance(end, datetime) else 1
    name = clean_or(str(event.get("SUMMARY") or ""), "holiday")
    rule = event.get("RRULE")
    yearly = bool(rule) and "YEARLY" in [str(each).upper() for each in rule.get("FREQ", [])]
    starts = []
    for year in years:
        try:
            starts.append(start.replace(year=year) if yearly else start)
        except ValueError:  # 29 February
            continue
    return [
        (day, name)
        for first in dict.fromkeys(starts)
        for n in range(max(1, min(length, LONGEST)))
        if (day := first + timedelta(days=n)).year in years
    ]
