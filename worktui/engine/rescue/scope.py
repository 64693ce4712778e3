"""What may be changed to save a milestone, and how good a change is.

The unit is one milestone, so that a person can read the answer: free are the open tasks it
waits for, and what the same people do before it. Begun work keeps its days but may be handed
over at the price of a day; what starts within two working days, or is pinned by a date that
must hold, stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from worktui.engine.plan import Grid, place
from worktui.engine.rescue.model import FREEZE, Changes, Found, Score
from worktui.engine.workdays import Workdays

SPILL = 300
"""How many times a day counts that somebody else's promise comes to be late by."""
FOCUS = 100
"""How many times a day counts that the milestone itself is late by: it is what is to be saved,
before all that is late already, but not at the cost of a promise that would be kept."""
PINNED = ("MSO", "MFO")


@dataclass(frozen=True, slots=True)
class Promise:
    """A milestone's due day, or a task's deadline: its tasks by number, the day counted from
    today, its weight; `late[d]` is how many working days too late the end of day d is."""

    id: str
    tasks: tuple[int, ...]
    due: int
    weight: int
    late: Sequence[int]


class Scope:
    """One milestone in trouble, over a grid that is only read."""

    def __init__(
        self,
        grid: Grid,
        milestone: str,
        *,
        aim: int | None = None,
        alone: bool = False,
        handover: bool = True,
    ) -> None:
        """`aim` is a day before the promise to make sure of, for what is only at risk. `alone`
        leaves others as late as they are: only what comes to be later counts."""
        self.alone = alone
        self.grid, self.milestone, self.handover = grid, milestone, handover
        starts, finishes = place(grid)
        self.members = [grid.index[id] for id in grid.model.milestones[milestone].tasks]
        self.promises = _promises(grid, {} if aim is None else {milestone: aim})
        self.target = next((p for p in self.promises if p.id == milestone), None)
        self.was = [self._late(promise, finishes) for promise in self.promises]
        self.frozen_until = grid.model.calendar.plus(grid.base, FREEZE + 1) - grid.base
        self.forecast = max((finishes[n] for n in self.members), default=0)
        self.ancestors = self._ancestors()
        self.base_starts = starts
        self.hands = self._hands()
        self.later = self._movable()
        """Tasks whose start may be put off."""
        self.sums = [list(accumulate(row[:-1], initial=0)) for row in grid.rows]
        """For each person the minutes they have before each day."""
        self.start = self.judged(Changes(), starts, finishes)
        self._bounds: dict[bool, int] = {}

    # what is free

    def _ancestors(self) -> list[int]:
        """The open tasks that the milestone waits for, its own among them."""
        grid = self.grid
        found: dict[int, None] = dict.fromkeys(n for n in self.members if not grid.done[n])
        stack = list(found)
        while stack:
            for head in grid.heads(stack.pop()):
                if not grid.done[head] and head not in found:
                    found[head] = None
                    stack.append(head)
        return list(found)

    def _loose(self, n: int) -> bool:
        """Whether a task that has not begun may be touched at all."""
        grid = self.grid
        constraint = grid.tasks[n].constraint
        pinned = constraint is not None and constraint[0] in PINNED
        return (
            not grid.done[n]
            and not grid.begun[n]
            and not pinned
            and self.base_starts[n] >= self.frozen_until
        )

    def _hands(self) -> dict[int, tuple[int, ...]]:
        """For each task that may change hands, who could take it: those named as eligible,
        else everybody."""
        grid = self.grid
        seats = {id: n for n, id in enumerate(grid.people)}
        everybody = tuple(range(len(grid.people)))
        owners = {grid.person[n] for n in self.ancestors}
        rivals = [
            n
            for n in range(len(grid.ids))
            if grid.person[n] in owners and self.base_starts[n] <= self.forecast
        ]
        hands = {}
        for n in dict.fromkeys([*self.ancestors, *rivals]):
            begun = grid.begun[n] and self.handover and grid.person[n] >= 0
            nobodys = grid.person[n] < 0 and not grid.done[n]  # no list is touched too early
            if not grid.minutes[n] or not (begun or nobodys or self._loose(n)):
                continue
            named = tuple(seats[id] for id in grid.tasks[n].eligible if id in seats)
            some = tuple(seat for seat in named or everybody if seat != grid.person[n])
            if some:
                hands[n] = some
        return hands

    def _movable(self) -> frozenset[int]:
        grid = self.grid
        people = {grid.person[n] for n in self.ancestors}
        for n in self.ancestors:
            if grid.tasks[n].eligible:
                people.update(self.hands.get(n, ()))
        return frozenset(
            n
            for n in range(len(grid.ids))
            if self._loose(n)
            and grid.person[n] in people
            and grid.person[n] >= 0
            and self.base_starts[n] <= self.forecast
        )

    def least(self, hands: bool) -> int:
        """Pain that no change takes away, with or without changes of hands: a search that got
        there is over."""
        if hands not in self._bounds:
            self._bounds[hands] = self._least(hands) if self.start.score.pain else 0
        return self._bounds[hands]

    def _least(self, hands: bool) -> int:
        """The pain if everything free had somebody of its own: with `hands` who is never away,
        else who is there when its person is."""
        grid = self.grid
        free = [n for n in grid.order if n in self.later or (hands and n in self.hands)]
        ideal = [max(minutes, default=0) for minutes in zip(*grid.rows, strict=True)]
        loose = copy(grid)
        loose.rows = [*grid.rows, *(ideal if hands else grid.rows[grid.person[n]] for n in free)]
        people = list(grid.person)
        for seat, n in enumerate(free, len(grid.rows)):
            people[n] = seat
        floors = [min(floor, self.unwished(n)) for n, floor in enumerate(grid.floors)]
        return self.judged(Changes(), *place(loose, person=people, floors=floors)).score.pain

    def unwished(self, n: int) -> int:
        """The first day a task may start on without the `start` that somebody gave it."""
        task, base = self.grid.tasks[n], self.grid.base
        project = self.grid.model.projects.get(task.project, {})
        said = [_day(task.doc.get("snoozed_until")), _day(project.get("start"))]
        if task.constraint and task.constraint[0] == "SNET":
            said.append(task.constraint[1])
        return max(0, *(day - base for day in said))

    # what a change comes to

    def work(self, n: int, seat: int) -> int:
        """Minutes of a task in somebody's hands; the rest of what has begun costs a day more."""
        grid = self.grid
        if seat == grid.person[n]:
            return grid.minutes[n]
        daily = grid.model.people[grid.people[seat]].daily
        minutes = grid.work(n, seat)
        if not grid.tasks[n].estimated:
            minutes = daily
        return minutes + daily if grid.begun[n] else minutes

    def seats(self, changes: Changes) -> list[int]:
        """Who does what, with the changes."""
        people = list(self.grid.person)
        for n, seat in changes.who.items():
            people[n] = seat
        return people

    def tried(self, changes: Changes) -> Found:
        """Forecast again with the changes."""
        grid = self.grid
        minutes, floors = grid.minutes, grid.floors
        if changes.who:
            minutes = list(minutes)
            for n, seat in changes.who.items():
                minutes[n] = self.work(n, seat)
        if changes.floor:
            floors = list(floors)
            for n, day in changes.floor.items():
                floors[n] = day
        placed = place(grid, minutes=minutes, person=self.seats(changes), floors=floors)
        return self.judged(changes, *placed)

    def judged(self, changes: Changes, starts: list[int], finishes: list[int]) -> Found:
        """A placement with its score."""
        pain = overdue = 0
        for promise, was in zip(self.promises, self.was, strict=True):
            days = self._late(promise, finishes)
            if not days:
                continue
            counts = promise is self.target or not self.alone
            pain += self.weight(promise) * days * counts
            if days > was and promise is not self.target:
                pain += SPILL * promise.weight * (days - was)
            if not counts:
                continue
            late, last = promise.late, len(promise.late) - 1
            overdue += self.weight(promise) * sum(
                late[finishes[n]] if finishes[n] <= last else days
                for n in promise.tasks
                if finishes[n] > promise.due
            )
        finish = max((finishes[n] for n in self.members), default=0)
        return Found(changes, Score(pain, overdue, finish), starts, finishes)

    def weight(self, promise: Promise) -> int:
        """What a day of lateness counts."""
        return promise.weight * (FOCUS if promise is self.target else 1)

    def _late(self, promise: Promise, finishes: Sequence[int]) -> int:
        last = max([finishes[n] for n in promise.tasks])
        if last <= promise.due:
            return 0
        late = promise.late
        return late[last] if last < len(late) else late[-1] + last - len(late) + 1

    def trouble(self, found: Found) -> list[Promise]:
        """The promises to work on, the milestone first, then the latest."""
        rows = [row for row in self.late(found) if self._counts(*row)]
        rows.sort(key=lambda row: (row[0] is not self.target, -row[1]))
        return [row[0] for row in rows]

    def _counts(self, promise: Promise, days: int, was: int) -> bool:
        return promise is self.target or not self.alone or days > was

    def late(self, found: Found) -> list[tuple[Promise, int, int]]:
        """The promises that are late: (promise, working days, days before the changes)."""
        rows = [
            (promise, self._late(promise, found.finishes), was)
            for promise, was in zip(self.promises, self.was, strict=True)
        ]
        return [row for row in rows if row[1]]


def _day(value: object) -> int:
    """The ordinal of a stored day or moment, 0 for none."""
    try:
        return date.fromisoformat(str(value)[:10]).toordinal() if value else 0
    except ValueError:
        return 0


def _promises(grid: Grid, aims: Mapping[str, int]) -> list[Promise]:
    model, late = grid.model, _Lateness(grid)
    made = []
    for stone in model.milestones.values():
        numbers = tuple(grid.index[id] for id in stone.tasks if not grid.done[grid.index[id]])
        if stone.due is not None and numbers:
            due = aims.get(stone.id, stone.due)
            days = late.of(model.calendar_of(stone.project), due)
            made.append(Promise(stone.id, numbers, due - grid.base, stone.weight, days))
    for n, task in enumerate(grid.tasks):
        last = task.last_day
        if last is not None and not grid.done[n]:
            days = late.of(task.calendar, last)
            made.append(Promise(task.id, (n,), last - grid.base, 1, days))
    return made


class _Lateness:
    """Working days behind a promise at the end of each day, counted once a calendar."""

    def __init__(self, grid: Grid) -> None:
        self.base, self.size = grid.base, grid.horizon + 1
        self.counts: dict[Workdays, list[int]] = {}

    def of(self, calendar: Workdays, due: int) -> list[int]:
        count = self.counts.get(calendar)
        if count is None:
            days = range(self.base + 1, self.base + self.size + 1)
            count = self.counts[calendar] = [calendar.between(self.base, day) for day in days]
        kept = calendar.between(self.base, due + 1)
        place_ = max(0, min(due - self.base + 1, self.size))
        return [0] * place_ + [number - kept for number in count[place_:]]
