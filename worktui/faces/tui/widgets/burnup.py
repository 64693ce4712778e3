"""The charts of the forecast: burn-up with its fan, cumulative flow, and the S-curve of money.

Each takes frozen values and gives a `Plot`; none of them knows a widget. What is drawn in one
colour only is still told apart: by dashes, by density, and by the word that stands at it.
"""

from __future__ import annotations

from datetime import date

from worktui.app.phrases import MONTHS
from worktui.app.views.flow import FlowView, MoneyView, Steps
from worktui.app.views.forecast import EndView
from worktui.faces.tui.widgets.braille import Pen
from worktui.faces.tui.widgets.chart import Band, Course, Plot, Upright

SOLID = Pen("title")
THIN = Pen("dim")
DASHED = Pen("fg", on=3, off=3)
DOTTED = Pen("fg", on=1, off=3)
FAN = Pen("slack", weave=4, plain=".")
DENSE = Pen("bar", plain="#")
WOVEN = Pen("slack", weave=2, plain="=")
SPARSE = Pen("slack", weave=4, plain=".")
NOW = Pen("accent", on=1, off=1)
MARK = Pen("edge", on=1, off=3)
LATE = Pen("late", on=1, off=1)
_LEAD = 7
"""Days before today that a chart shows at least."""
_HEAD = 1.04
"""Room over the highest value."""
_LONG = 26
"""Weeks from which only months are named."""


def burnup(flow: FlowView, end: EndView) -> Plot:
    """Work done against its scope, and where it leads: as planned, and the fan to P80."""
    ends = [day for day in (end.planned, end.p80, end.due) if day is not None]
    first = min(flow.from_day, flow.today - _LEAD)
    last = max([flow.today + _LEAD, *ends]) + 1
    scope, done = flow.scope, flow.done[-1][1]
    courses = [
        Course(((first, scope), (last, scope)), THIN, f"scope {hours(scope)}"),
        Course(_stairs(flow.ahead), DASHED),
        Course(_stairs(flow.done), SOLID, f"done {hours(done)}"),
    ]
    bands = []
    uprights = [Upright(flow.today, NOW, "today", "accent")]
    if end.p50 is not None and end.p80 is not None and end.p80 > flow.today:
        start = flow.ahead[0][1]
        bands.append(Band(_fan(flow.today, start, end.p50, end.p80, scope), FAN))
        uprights.append(Upright(end.p50, MARK, f"P50 {day_word(end.p50)}"))
        uprights.append(Upright(end.p80, MARK, f"P80 {day_word(end.p80)}"))
    elif end.planned is not None and not end.done:
        uprights.append(Upright(end.planned, MARK, f"planned {day_word(end.planned)}"))
    if end.due is not None:
        pen, role = (LATE, "late") if end.late else (MARK, "fg")
        uprights.append(Upright(end.due, pen, f"promised {day_word(end.due)}", role))
    return Plot(
        x=(first, last),
        y=(0, max(scope, 1) * _HEAD),
        courses=tuple(courses),
        bands=tuple(bands),
        uprights=tuple(uprights),
        x_ticks=week_ticks(first, last),
        y_ticks=((0, "0"), (scope / 2, hours(scope / 2)), (scope, hours(scope))),
    )


def _fan(
    today: int, start: float, p50: int, p80: int, scope: float
) -> tuple[tuple[float, float, float], ...]:
    """From what is done now to all of it, between the straight ways to P50 and to P80."""
    p50 = max(p50, today + 1)
    p80 = max(p80, p50)
    low = start + (scope - start) * (p50 - today) / (p80 - today)
    return ((today, start, start), (p50, low, scope), (p80, scope, scope))


def cumulative(flow: FlowView) -> Plot:
    """Work to do, in hand and done, one over the other, day by day till today."""
    first = min(flow.from_day, flow.today - _LEAD)
    days = sorted({first, flow.today, *(day for day, _ in (*flow.begun, *flow.done))})
    begun, done = _levels(flow.begun, days), _levels(flow.done, days)
    scope = flow.scope
    stairs = _corners(days)
    low = [(x, 0.0, done[n]) for x, n in stairs]
    middle = [(x, done[n], max(done[n], begun[n])) for x, n in stairs]
    high = [(x, max(done[n], begun[n]), scope) for x, n in stairs]
    return Plot(
        x=(first, flow.today + 1),
        y=(0, max(scope, 1) * _HEAD),
        bands=(
            Band(tuple(high), SPARSE, f"to do {hours(scope - max(begun[-1], done[-1]))}"),
            Band(tuple(middle), WOVEN, f"in hand {hours(max(0.0, begun[-1] - done[-1]))}"),
            Band(tuple(low), DENSE, f"done {hours(done[-1])}"),
        ),
        x_ticks=week_ticks(first, flow.today + 1),
        y_ticks=((0, "0"), (scope / 2, hours(scope / 2)), (scope, hours(scope))),
    )


def s_curve(view: MoneyView) -> Plot:
    """Planned, earned and spent against the budget."""
    every = (*view.planned, *view.earned, *view.spent)
    first = min([day for day, _ in every], default=view.today - _LEAD)
    last = max([day for day, _ in every] + [view.today + _LEAD])
    top = max([value for _, value in every] + [view.budget, view.ends or 0, 1])
    courses = []
    if view.budget:
        line = ((first, view.budget), (last, view.budget))
        courses.append(Course(line, THIN, f"budget {amount(view.budget)}"))
    for steps, pen, name in (
        (view.planned, DASHED, "planned"),
        (view.spent, DOTTED, "spent"),
        (view.earned, SOLID, "earned"),
    ):
        if steps:
            courses.append(Course(steps, pen, f"{name} {amount(steps[-1][1])}"))
    return Plot(
        x=(first, last + 1),
        y=(0, top * _HEAD),
        courses=tuple(courses),
        uprights=(Upright(view.today, NOW, "today", "accent"),),
        x_ticks=week_ticks(first, last + 1),
        y_ticks=((0, "0"), (top / 2, amount(top / 2)), (top, amount(top))),
    )


def week_ticks(first: int, last: int) -> tuple[tuple[int, str], ...]:
    """The beginning of each week, or of each month where the time is long; the month is named
    where it is a new one."""
    days = range(first, last + 1)
    if last - first > _LONG * 7:
        months = [d for d in days if date.fromordinal(d).day == 1]
        step = max(1, len(months) // 10)
        return tuple((d, _month(d)) for d in months[::step])
    mondays = [d for d in days if (d - 1) % 7 == 0]
    step = 1 if len(mondays) <= 9 else 2 if len(mondays) <= 16 else 4
    ticks, named = [], 0
    for d in mondays[::step]:
        month = date.fromordinal(d).month
        ticks.append((d, day_word(d) if month != named else str(date.fromordinal(d).day)))
        named = month
    return tuple(ticks)


def day_word(day: int) -> str:
    """`16 Dec`."""
    when = date.fromordinal(day)
    return f"{when.day} {MONTHS[when.month - 1]}"


def _month(day: int) -> str:
    when = date.fromordinal(day)
    return MONTHS[when.month - 1] + (f" {when.year % 100:02}" if when.month == 1 else "")


def hours(value: float) -> str:
    """`240 h`; small ones with a digit."""
    return f"{round(value, 1):g} h" if value < 10 else f"{round(value):,} h"


def amount(value: float) -> str:
    """`950`, `50k`, `1.2M`: as short as an axis needs it."""
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{sign}"
    return f"{value:.0f}"


def _stairs(steps: Steps) -> tuple[tuple[float, float], ...]:
    """Through the end of each day; a day ends where the next begins."""
    return tuple((day, value) for day, value in steps)


def _levels(steps: Steps, days: list[int]) -> list[float]:
    """The value of a course at each of some days."""
    found, at, value = [], 0, 0.0
    for day in days:
        while at < len(steps) and steps[at][0] <= day:
            value = steps[at][1]
            at += 1
        found.append(value)
    return found


def _corners(days: list[int]) -> list[tuple[float, int]]:
    """The corners of stairs over days: (place, number of the day whose value holds there)."""
    corners: list[tuple[float, int]] = []
    for n, day in enumerate(days):
        if n:
            corners.append((day, n - 1))
        corners.append((day, n))
    corners.append((days[-1] + 1, len(days) - 1))
    return corners
