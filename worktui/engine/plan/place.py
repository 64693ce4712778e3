"""Serial schedule generation under people's capacity: one pass over an order of tasks.

Each task takes its person's free minutes from the first day that its links, its dates and
today allow, and lets nobody else have them; days off and absences are days without minutes, so
work runs across them. What is nobody's lies on its calendar and takes nobody's time.
(Kolisch 1996, serial scheme, with renewable capacities of minutes a day.)
"""

from __future__ import annotations

from collections.abc import Sequence

from worktui.engine.plan.grid import FURTHEST, Grid, Ground, Tie
from worktui.engine.workdays import Workdays

Place = tuple[list[int], list[int]]
"""(start, finish) of every task in days from today."""


def place(
    grid: Grid,
    *,
    minutes: Sequence[int] | None = None,
    person: Sequence[int] | None = None,
    floors: Sequence[int] | None = None,
    order: Sequence[int] | None = None,
    spread: list[list[tuple[int, int]]] | None = None,
) -> Place:
    """Start and finish of every task. `spread`, if given, gets the (day, minutes) of each."""
    while True:
        starts, finishes = _place(
            grid,
            grid.minutes if minutes is None else minutes,
            grid.person if person is None else person,
            grid.floors if floors is None else floors,
            grid.order if order is None else order,
            spread,
        )
        if grid.horizon >= FURTHEST or max(finishes, default=0) < grid.horizon:
            return starts, finishes
        grid.grow(grid.horizon * 2)
        if spread is not None:
            for taken in spread:
                taken.clear()


def _place(
    grid: Grid,
    minutes: Sequence[int],
    person: Sequence[int],
    floors: Sequence[int],
    order: Sequence[int],
    spread: list[list[tuple[int, int]]] | None,
) -> Place:
    starts, finishes = list(grid.start0), list(grid.finish0)
    rows = [row[:] for row in grid.rows]
    before, ties, ends, begun = grid.before, grid.ties, grid.ends, grid.begun
    horizon = grid.horizon
    free = [0] * len(rows)  # before this day each person has nothing left to give
    for n in order:
        day = floors[n]
        for head in before[n]:
            if finishes[head] >= day:
                day = finishes[head] + 1
        seat = person[n]
        rest = minutes[n]
        if ties[n] or n in ends or grid.tasks[n].own_calendar or seat < 0 or not rest:
            first, last = _placed(
                grid, n, (floors[n], day), rest, seat, rows, (starts, finishes), spread
            )
        else:
            row = rows[seat]
            open_day = free[seat]
            while not row[open_day]:
                open_day += 1
            free[seat] = open_day
            day = min(max(day, open_day), horizon)
            while not row[day]:
                day += 1
            first = day
            while row[day] < rest:
                rest -= row[day]
                if spread is not None and row[day]:
                    spread[n].append((day, row[day]))
                row[day] = 0
                day += 1
            row[day] -= rest
            if spread is not None:
                spread[n].append((day, rest))
            last = day
        if not begun[n]:
            starts[n] = first
        finishes[n] = last
    return starts, finishes


def _placed(
    grid: Grid,
    n: int,
    days: tuple[int, int],
    rest: int,
    seat: int,
    rows: list[list[int]],
    placed: Place,
    spread: list[list[tuple[int, int]]] | None,
) -> tuple[int, int]:
    """One task with anything out of the ordinary: lags, bounds on its finish, its own calendar,
    nobody to do it, nothing to do. `days` are its own first day, and that of its plain links."""
    (floor, day) = days
    calendar, base = grid.tasks[n].calendar, grid.base
    end = grid.ends.get(n, -1)
    for tie in grid.ties[n]:
        moment = bound(tie, placed, calendar, base)
        if tie[1] in ("FS", "SS"):
            day = max(day, moment)
        else:  # a finish bound on a day off is met by the last working day before it
            end = max(end, calendar.previous(base + moment - 1) - base)
    day = min(max(day, 0), grid.horizon)
    if not rest:
        moment = max(day, end + 1)
        # after something, an event is dated on the last working day before its instant
        held = moment > floor or bool(grid.before[n] or grid.ties[n])
        last = (
            calendar.previous(base + moment - 1) if held else calendar.next(base + moment)
        ) - base
        return max(last, 0), max(last, 0)
    if seat < 0:
        return _alone(grid, n, day, end, rest)
    row = rows[seat]
    works = grid.ground(n) if grid.tasks[n].own_calendar else None
    first, last = _fill(row, day, rest, works)
    while last < end and last < grid.horizon:
        day = max(day + 1, first + 1)
        first, last = _fill(row, day, rest, works)
    _take(row, first, rest, works, None if spread is None else spread[n])
    return first, last


def _alone(grid: Grid, n: int, day: int, end: int, rest: int) -> tuple[int, int]:
    """What is nobody's, in whole days of its calendar."""
    ground, duration = grid.ground(n), -(-rest // grid.model.daily)
    first, last = ground.run(day, duration)
    while last < end and last < grid.horizon:
        day = first + 1
        first, last = ground.run(day, duration)
    return first, last


def _fill(row: list[int], day: int, rest: int, works: Ground | None) -> tuple[int, int]:
    """First and last day that the work would take, with nothing taken."""
    first = -1
    while True:
        have = row[day] if _works(works, day) or day == len(row) - 1 else 0
        if have:
            first = day if first < 0 else first
            rest -= have
            if rest <= 0:
                return first, day
        day += 1


def _take(
    row: list[int], day: int, rest: int, works: Ground | None, spread: list[tuple[int, int]] | None
) -> None:
    while rest > 0:
        have = row[day] if _works(works, day) or day == len(row) - 1 else 0
        used = min(have, rest)
        if used:
            row[day] -= used
            rest -= used
            if spread is not None:
                spread.append((day, used))
        day += 1


def _works(works: Ground | None, day: int) -> bool:
    if works is None:
        return True
    return works.days[works.at[day]] == day


def bound(tie: Tie, placed: Place, calendar: Workdays, base: int) -> int:
    """The instant (the beginning of that day, from today) that a link allows at the earliest;
    its lag is counted on the calendar of the task that waits, as Microsoft Project does."""
    head, kind, lag, elapsed = tie
    moment = placed[1][head] + 1 if kind in ("FS", "FF") else placed[0][head]
    if not lag:
        return moment
    if elapsed:
        return moment + lag
    if lag > 0:
        return calendar.plus(base + moment, lag) + 1 - base
    return calendar.minus(base + moment - 1, -lag) - base
