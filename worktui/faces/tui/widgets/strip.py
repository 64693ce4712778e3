"""The hours of a day as one line a person: when they are busy, and the times on offer.

thu 26 Nov      9    10   11   12   13   14   15   16   17
           ana  ▄▄▄▄▄▄·········▄▄▄▄▄·····1····2·······3·
"""

from __future__ import annotations

from textual.strip import Strip

from worktui.app.phrases import full_day
from worktui.app.views.strip import DayStrip, StripRow
from worktui.faces.tui.ink import Ink
from worktui.faces.tui.paint import Piece, blank, cells, cut, row

MOST = 5
"""Cells an hour takes at most."""


def day_lines(ink: Ink, strip: DayStrip, width: int, *, wide: bool) -> list[Strip]:
    """The day in lines of `width` cells; `wide` puts the day over the hours as a heading."""
    day = full_day(strip.day)
    names = max([3, *(cells(item.person) for item in strip.rows)])
    lead = min(names, 12) + 2 if wide else max(cells(day), min(names, 12)) + 3
    each = hour_cells(strip, width - 2 - lead)
    if each < 2:
        return []
    hours = _hours(strip, each)
    label = "" if wide else day
    lines = [
        row(ink, width, [(label.ljust(lead), "dim"), (hours, "dim")]),
        *(_person(ink, item, strip, width, lead, each, wide=wide) for item in strip.rows),
    ]
    if not wide:
        return lines
    return [row(ink, width, [(day[:1].upper() + day[1:], "title b")]), blank(ink, width), *lines]


def hour_cells(strip: DayStrip, room: int) -> int:
    """How many cells an hour can take."""
    return min(MOST, room // max(1, strip.last - strip.first))


def _hours(strip: DayStrip, each: int) -> str:
    """The hours above the line; every second one where they would touch."""
    step = 1 if each >= 3 else 2
    text = ""
    for hour in range(strip.first, strip.last + 1, step):
        text = text.ljust((hour - strip.first) * each) + str(hour)
    return text


def _person(
    ink: Ink, item: StripRow, strip: DayStrip, width: int, lead: int, each: int, *, wide: bool
) -> Strip:
    name = cut(item.person, lead - 2, ink.signs.cut)
    shown = name.ljust(lead) if wide else name.rjust(lead - 2).ljust(lead)
    return row(ink, width, [(shown, "fg"), *_cells(ink, item, strip, each)])


def _cells(ink: Ink, item: StripRow, strip: DayStrip, each: int) -> list[Piece]:
    """A cell for each part of an hour: busy, free, out of hours, or the number of an offer."""
    count = (strip.last - strip.first) * each
    signs = [" "] * (count + 1)
    roles = ["rule"] * (count + 1)
    for start, end in item.open:
        for at in _span(start, end, strip, each, count):
            signs[at] = ink.signs.dot
    for start, end, _title in item.busy:
        for at in _span(start, end, strip, each, count):
            signs[at], roles[at] = ink.signs.slack_bar, "slack"
    for hour, label in strip.offered:
        at = round((hour - strip.first) * each)
        if 0 <= at <= count:
            signs[at], roles[at] = label[-1:], "accent b"
    return _runs(signs, roles)


def _span(start: float, end: float, strip: DayStrip, each: int, count: int) -> range:
    low = round((start - strip.first) * each)
    high = max(low + 1, round((end - strip.first) * each))
    return range(max(0, low), min(count, high))


def _runs(signs: list[str], roles: list[str]) -> list[Piece]:
    """Neighbours of one role in one piece."""
    pieces: list[Piece] = []
    for sign, role in zip(signs, roles, strict=True):
        if pieces and pieces[-1][1] == role:
            pieces[-1] = (pieces[-1][0] + sign, role)
        else:
            pieces.append((sign, role))
    return pieces


__all__ = ["day_lines", "hour_cells"]
