"""Feasts that people name as dates, worked out for a year.

A rule is "month-day"; "e" and days from Easter Sunday; "n" month-weekday-nth;
"l" month-weekday for the last; "t" and days from American Thanksgiving.
"""

from __future__ import annotations

from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (the anonymous algorithm, as in Meeus 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, less = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - shift + 15) % 30
    four, one = divmod(rest, 4)
    week = (32 + 2 * less + 2 * four - moon - one) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday_of(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month, nth from 1."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def feast(rule: str, year: int) -> date:
    """The day of a feast in a year."""
    year = min(max(year, 2), 9990)
    kind, rest = rule[0], rule[1:]
    if kind == "e":
        return easter(year) + timedelta(days=int(rest))
    if kind == "t":
        return nth_weekday_of(year, 11, 3, 4) + timedelta(days=1 if rest.endswith("1") else 4)
    if kind == "n":
        month, weekday, nth = map(int, rest.split("-"))
        return nth_weekday_of(year, month, weekday, nth)
    if kind == "l":
        month, weekday = map(int, rest.split("-"))
        return nth_weekday_of(year + month // 12, month % 12 + 1, weekday, 1) - timedelta(days=7)
    month, day = map(int, rule.split("-"))
    return date(year, month, day)
