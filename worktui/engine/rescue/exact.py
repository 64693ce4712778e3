"""The way between a scope and the plain problem that a prover takes.

Time there is in parts of the working days of the milestone's calendar. What does not fit is
rounded so that the real plan can only be better: whole parts up, elapsed lags as working days.
An answer becomes changes by flooring every task at its day, which the placement then holds to,
and by taking back each floor that nothing is lost without.
"""

from __future__ import annotations

from collections.abc import Sequence

from worktui.engine.levelling.recovery import (
    NOBODY,
    Recovery,
    RLink,
    RMilestone,
    RPerson,
    RPlan,
    RTask,
)
from worktui.engine.levelling.recovery_place import listed
from worktui.engine.plan import place
from worktui.engine.rescue.model import Changes, Found
from worktui.engine.rescue.scope import SPILL, Scope
from worktui.engine.rescue.search import Stop, pruned, tightened

MOST_FREE = 260
"""Open tasks up to which everything may move along; beyond, only the scope does."""
GRAINS = (1, 2, 4)


class Exact:
    """A scope as a plain problem. `given` is the plan to start from: work in progress that it
    hands over counts as handed over, since a prover leaves what has begun where it is."""

    def __init__(self, scope: Scope, given: Found) -> None:
        self.scope, self.grid = scope, scope.grid
        grid = scope.grid
        stone = grid.model.milestones[scope.milestone]
        self.calendar = grid.model.calendar_of(stone.project)
        begun = {n: seat for n, seat in given.changes.who.items() if grid.begun[n]}
        self.base = scope.tried(Changes(begun)) if begun else scope.start
        self.seats = scope.seats(self.base.changes)
        self.tasks = [n for n in grid.order if self.seats[n] >= 0 or grid.minutes[n]]
        self.at = {n: place_ for place_, n in enumerate(self.tasks)}
        self.grain = self._grain()
        self.begins = self._begins()
        self.problem = self._problem()

    def _grain(self) -> int:
        """Parts of a day, so many that most work comes out even."""
        daily = self.grid.model.daily
        for grain in GRAINS:
            odd = sum(1 for n in self.tasks if self.grid.minutes[n] * grain % daily)
            if odd * 5 <= len(self.tasks):
                return grain
        return GRAINS[-1]

    def _begins(self) -> dict[int, int]:
        """The day each open task really begins on, also what began before today."""
        grid = self.grid
        minutes = list(grid.minutes)
        for n, seat in self.base.changes.who.items():
            minutes[n] = self.scope.work(n, seat)
        taken: list[list[tuple[int, int]]] = [[] for _ in grid.ids]
        found = place(grid, minutes=minutes, person=self.seats, spread=taken)
        return {n: taken[n][0][0] if taken[n] else found[0][n] for n in self.tasks}

    def slot(self, day: int) -> int:
        """The slot at which a day begins (days from today)."""
        base = self.grid.base
        return self.grain * self.calendar.between(base, base + max(0, day))

    def day(self, slot: int) -> int:
        """The day a slot lies on."""
        base = self.grid.base
        return self.calendar.plus(base, slot // self.grain + 1) - base

    def slots(self, n: int, seat: int) -> int:
        """Whole slots of work."""
        grid = self.grid
        if seat < 0:
            return max(1, grid.tasks[n].duration) * self.grain
        daily = grid.model.people[grid.people[seat]].daily
        return -(-self.scope.work(n, seat) * self.grain // daily)

    def _problem(self) -> Recovery:
        grid = self.grid
        tasks = tuple(self._task(n) for n in self.tasks)
        end = max((self.base.finishes[n] for n in self.tasks), default=0)
        horizon = self.slot(end + 7) * 5 // 4 + 10 * self.grain
        people = tuple(
            RPerson(id, self._blocked(seat, horizon)) for seat, id in enumerate(grid.people)
        )
        return Recovery(tasks, people, self._links(), self._stones(), horizon, self.grain)

    def _task(self, n: int) -> RTask:
        grid, scope, seat = self.grid, self.scope, self.seats[n]
        constraint = grid.tasks[n].constraint
        pinned = constraint is not None and constraint[0] in ("MSO", "MFO")
        still = (
            grid.begun[n]
            or pinned
            or scope.base_starts[n] < scope.frozen_until
            or (len(self.tasks) > MOST_FREE and n not in scope.hands and n not in scope.later)
        )
        seats = [seat]
        if not still:
            seats += [other for other in scope.hands.get(n, ()) if other != seat]
        options = tuple((NOBODY if s < 0 else s, self.slots(n, s)) for s in seats)
        release = max(
            [grid.floors[n], *(grid.finish0[h] + 1 for h in grid.before[n] if grid.done[h])]
        )
        start = self.slot(self.begins[n])
        return RTask(grid.ids[n], options, 0, start, still, self.slot(release))

    def _blocked(self, seat: int, horizon: int) -> tuple[tuple[int, int], ...]:
        """A person's working days of the calendar on which they have no time."""
        row, spans, number, day = self.grid.rows[seat], [], 0, 0
        while number * self.grain < horizon:
            day = self.day(number * self.grain)
            if day >= self.grid.horizon:
                break
            if not row[day]:
                spans.append((number * self.grain, (number + 1) * self.grain))
            number += 1
        return tuple(spans)

    def _links(self) -> tuple[RLink, ...]:
        grid, links = self.grid, []
        for n in self.tasks:
            for head in grid.before[n]:
                if head in self.at:
                    links.append(RLink(self.at[head], self.at[n]))
            for head, kind, lag, elapsed in grid.ties[n]:
                if head in self.at and kind in ("FS", "SS", "FF", "SF"):
                    days = -(-lag * 5 // 7) + 1 if elapsed and lag > 0 else lag
                    links.append(RLink(self.at[head], self.at[n], kind, days))  # type: ignore[arg-type]
        return tuple(links)

    def _stones(self) -> tuple[RMilestone, ...]:
        rows = []
        for promise, was in zip(self.scope.promises, self.scope.was, strict=True):
            target = promise is self.scope.target
            tasks = tuple(self.at[n] for n in promise.tasks if n in self.at)
            due = self.calendar.between(self.grid.base, self.grid.base + promise.due + 1)
            spill = 0 if target else SPILL * promise.weight
            if tasks:
                weight = self.scope.weight(promise)
                row = RMilestone(promise.id, tasks, max(0, due), weight, was, spill)
                rows.append((not target, row))
        return tuple(row for _, row in sorted(rows, key=lambda item: item[0]))

    def hint(self, found: Found) -> RPlan:
        """A plan of ours in the terms of the problem, without the splitting of work."""
        seats = self.scope.seats(found.changes)
        options = []
        for task, n in zip(self.problem.tasks, self.tasks, strict=True):
            wanted = NOBODY if seats[n] < 0 else seats[n]
            people = [person for person, _ in task.options]
            options.append(people.index(wanted) if wanted in people else 0)
        keys = [self.slot(max(0, found.starts[n])) for n in self.tasks]
        return listed(self.problem, keys, options)

    def found(self, plan: RPlan, stop: Stop) -> Found:
        """The changes a plan comes to, forecast for real and without what is not needed."""
        who = dict(self.base.changes.who)
        floor: dict[int, int] = {}
        for place_, n in enumerate(self.tasks):
            task = self.problem.tasks[place_]
            if task.fixed:
                continue
            person = task.options[plan.options[place_]][0]
            if person not in (NOBODY, self.grid.person[n]):
                who[n] = person
            day = self.day(plan.starts[place_])
            if day > self.grid.floors[n] and self._may_wait(n, day):
                floor[n] = day
        whole = self.scope.tried(Changes(who, floor))
        return tightened(self.scope, pruned(self.scope, self._loosened(whole), stop), stop)

    def _may_wait(self, n: int, day: int) -> bool:
        due = self.grid.tasks[n].due
        return due is None or self.grid.base + day <= due

    def _loosened(self, found: Found) -> Found:
        """Without floors that hold nothing back, many at a time: halves of them as long as the
        pain stays, before they are tried one by one."""
        parts: list[Sequence[int]] = [sorted(found.changes.floor)]
        while parts:
            part = parts.pop()
            gone = [n for n in part if n in found.changes.floor]
            kept = {n: d for n, d in found.changes.floor.items() if n not in gone}
            made = self.scope.tried(Changes(found.changes.who, kept))
            if made.score.pain <= found.score.pain:
                found = made
            elif len(gone) > 1:
                middle = len(gone) // 2
                parts += [gone[middle:], gone[:middle]]
        return found
