"""What a placement means: why each task starts when it does, its slack, the chain of each
milestone, and what was assumed on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from worktui.domain.snapshot import Snapshot
from worktui.engine.plan.grid import FURTHEST, Grid
from worktui.engine.plan.model import (
    Cause,
    MilestonePlan,
    Placed,
    PlanModel,
    Planned,
    PlanTask,
    Problem,
    Spread,
)
from worktui.engine.plan.place import Place, bound, place
from worktui.engine.plan.read import read_plan
from worktui.engine.plan.slack import slacks

STATUS = Cause("status")


def plan_of(work: Snapshot, today: date) -> Planned:
    """The plan of a whole workspace on a day: a pure function of stored facts."""
    return planned(Grid(read_plan(work, today)))


def planned(grid: Grid) -> Planned:
    """Place everything and say what it comes to."""
    taken: list[list[tuple[int, int]]] = [[] for _ in grid.ids]
    found = place(grid, spread=taken)
    return told(grid, found, taken)


def told(
    grid: Grid,
    found: Place,
    taken: Sequence[Sequence[tuple[int, int]]],
    person: Sequence[int] | None = None,
    floors: Sequence[int] | None = None,
) -> Planned:
    """The plan that a placement comes to."""
    model, base = grid.model, grid.base
    seats = grid.person if person is None else person
    starts, finishes = found
    why = Causes(grid, found, seats, floors)
    slack = slacks(grid, found, why.queues)
    causes = [why.of(n) for n in range(len(grid.ids))]
    tasks = {
        id: Placed(id, base + starts[n], base + finishes[n], slack[n], causes[n])
        for n, id in enumerate(grid.ids)
    }
    milestones = {}
    for id in model.milestones:
        made = milestones[id] = _milestone(grid, id, found, why)
        for name in made.chain:
            tasks[name] = replace(tasks[name], on_chain=True)
    spread: Spread = {
        id: (
            grid.people[seats[n]] if seats[n] >= 0 else "",
            tuple((base + day, minutes) for day, minutes in taken[n]),
        )
        for n, id in enumerate(grid.ids)
        if not grid.done[n]
    }
    return Planned(
        model,
        tasks,
        milestones,
        tuple(grid.ids[n] for n in grid.order),
        spread,
        (*model.problems, *_beyond(grid, finishes), *_broken(grid, found)),
        _assumed(model),
    )


_MUST = {
    "SNLT": ("must begin by", 0),
    "MSO": ("must begin on", 0),
    "FNLT": ("must end by", 1),
    "MFO": ("must end on", 1),
}
"""What a constraint that can be broken says, and which of a placement's days it is about."""


def _broken(grid: Grid, found: Place) -> list[Problem]:
    """Constraints and deadlines that the plan does not keep, each with the days it has."""
    problems = []
    for n, task in enumerate(grid.tasks):
        if grid.done[n]:
            continue
        kind, day = task.constraint or ("", 0)
        words, side = _MUST.get(kind, ("", 0))
        planned_day = grid.base + found[side][n]
        begun = side == 0 and task.kind != "todo"  # no plan can change when it began
        if words and planned_day > day and not begun:
            problems.append(_unkept(task, "constraint", f"{words} {_iso(day)}", planned_day, side))
        if task.deadline is not None and grid.base + found[1][n] > task.deadline:
            said = f"has the deadline {_iso(task.deadline)}"
            problems.append(_unkept(task, "deadline", said, grid.base + found[1][n], 1))
    return problems


def _unkept(task: PlanTask, kind: str, said: str, day: int, side: int) -> Problem:
    return Problem(
        f"{kind}_missed",
        f"{task.id} {said} and is planned to {'end' if side else 'begin'} on {_iso(day)}.",
        "Look at what it waits for, give it to somebody with time, or move the day.",
        (task.id,),
        task.project,
    )


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _beyond(grid: Grid, finishes: Sequence[int]) -> list[Problem]:
    """Tasks that would end later than can be planned: their day is no forecast."""
    return [
        Problem(
            "beyond",
            f"{task.id} would end later than can be planned; it is shown as ending "
            f"{date.fromordinal(grid.base + FURTHEST).isoformat()}, which is no forecast.",
            "Look at its estimate and its lags.",
            (task.id,),
            task.project,
        )
        for task, finish in zip(grid.tasks, finishes, strict=True)
        if finish >= FURTHEST
    ]


Queues = list[list[int]]
"""For each person their open tasks in the order of their days."""


class Causes:
    """Why each task of a placement starts when it does, worked out where it is asked."""

    def __init__(
        self, grid: Grid, found: Place, seats: Sequence[int], floors: Sequence[int] | None = None
    ) -> None:
        self.grid, self.found = grid, found
        self.floors = grid.floors if floors is None else floors
        self.queues = _queues(grid, found, seats)
        self._turns = {
            n: (grid.rows[seat], queue, at)
            for seat, queue in enumerate(self.queues)
            for at, n in enumerate(queue)
        }
        self._known: dict[int, Cause] = {}

    def of(self, n: int) -> Cause:
        """What keeps one task from starting earlier."""
        cause = self._known.get(n)
        if cause is None:
            turn = self._turns.get(n)
            cause = self._known[n] = _cause(self.grid, n, self.found, turn, self.floors[n])
        return cause

    def drive(self, head: int, into: set[int]) -> None:
        """Add the open tasks that drive one, itself among them, as far as they are not in yet:
        what drives those is in already."""
        grid, n = self.grid, head
        while not grid.done[n] and n not in into:
            into.add(n)
            cause = self.of(n)
            if cause.kind not in ("link", "person"):
                break
            n = grid.index[cause.by]

    def chain(self, head: int) -> list[int]:
        """The open tasks that drive one, the first to do first; itself the last."""
        grid, walk, seen = self.grid, [], set()
        n = head
        while not grid.done[n] and n not in seen:
            walk.append(n)
            seen.add(n)
            cause = self.of(n)
            if cause.kind not in ("link", "person"):
                break
            n = grid.index[cause.by]
        walk.reverse()
        return walk


def _queues(grid: Grid, found: Place, seats: Sequence[int]) -> Queues:
    queues: Queues = [[] for _ in grid.people]
    for n in grid.order:  # of two that end on one day, the one placed first came first
        if seats[n] >= 0 and grid.minutes[n]:
            queues[seats[n]].append(n)
    for queue in queues:
        queue.sort(key=lambda n: found[1][n])
    return queues


def _cause(
    grid: Grid,
    n: int,
    found: Place,
    turn: tuple[Sequence[int], Sequence[int], int] | None,
    floor: int,
) -> Cause:
    """What keeps a task from starting earlier; `turn` is its person's days, queue, and its
    place in that."""
    if grid.done[n] or (grid.begun[n] and not grid.tasks[n].links):
        return Cause("actual")
    start = 0 if grid.begun[n] else found[0][n]
    day, cause = _held(grid, n, found, floor)
    if turn is None:
        return cause
    row, queue, at = turn
    first = day
    while first < start and not row[first]:
        first += 1
    if first < start:  # there was time, and it went to something else
        for m in reversed(queue[:at]):
            if first <= found[1][m] <= start:
                return Cause("person", grid.ids[m])
    return cause


def _held(grid: Grid, n: int, found: Place, floor: int) -> tuple[int, Cause]:
    """The first day that links and dates allow, and which of them says so."""
    task, start = grid.tasks[n], found[0][n]
    day, cause = floor, Cause("date") if floor > 0 else STATUS
    for head in grid.before[n]:
        if found[1][head] + 1 > day or (found[1][head] + 1 == day and cause is STATUS):
            day, cause = found[1][head] + 1, _by_link(task, grid.ids[head])
    for tie in grid.ties[n]:
        moment = bound(tie, found, task.calendar, grid.base)
        if tie[1] in ("FF", "SF"):
            moment = start if moment == found[1][n] + 1 else -1
        if moment > day:
            day, cause = moment, _by_link(task, grid.ids[tie[0]])
    return day, cause


def _by_link(task: PlanTask, head: str) -> Cause:
    link = next((link for link in task.links if link.before == head), None)
    return Cause("link", head, link)


def head_of(grid: Grid, numbers: Sequence[int], found: Place) -> int:
    """Of several tasks the one that ends last, an open one where there is any."""
    open_ones = [n for n in numbers if not grid.done[n]]
    return max(open_ones or numbers, key=lambda n: (found[1][n], found[0][n], -n))


def _milestone(grid: Grid, id: str, found: Place, why: Causes) -> MilestonePlan:
    stone = grid.model.milestones[id]
    numbers = [grid.index[name] for name in stone.tasks]
    done = bool(numbers) and all(grid.done[n] for n in numbers)
    if not numbers:
        return MilestonePlan(id, stone.name, stone.project, stone.due, None, None, (), False)
    last = max(found[1][n] for n in numbers) + grid.base
    slack = None
    if stone.due is not None:
        slack = grid.model.calendar_of(stone.project).between(last + 1, stone.due + 1)
    chain: tuple[str, ...] = ()
    if not done:
        chain = tuple(grid.ids[n] for n in why.chain(head_of(grid, numbers, found)))
    return MilestonePlan(id, stone.name, stone.project, stone.due, last, slack, chain, done)


def _assumed(model: PlanModel) -> tuple[str, ...]:
    guessed: dict[str, int] = defaultdict(int)
    for task in model.tasks.values():
        if task.kind != "done" and not task.estimated:
            guessed[""] += 1
        if task.kind != "done" and not task.person:
            guessed["nobody"] += 1
    said = []
    if guessed[""]:
        said.append(f"{_tasks(guessed[''])} without an estimate: a day each")
    if guessed["nobody"]:
        said.append(f"{_tasks(guessed['nobody'])} with nobody: as if someone began in time")
    return tuple(said)


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"
