"""The recovery problem as a CP-SAT model: variables, rules, the three measures of a plan.

Every task has one start and end. Each way of doing it (a person, and a stretch of starts from
which it lasts equally long across that person's gaps) is one optional interval of fixed size;
exactly one of them is taken, and those of a person do not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from worktui.engine.levelling.recovery import MOVED, NOBODY, REASSIGNED, Recovery, RPlan
from worktui.engine.levelling.recovery_days import ends_of, lists
from worktui.engine.levelling.recovery_time import blocks, segments

Expr = cp_model.LinearExprT


@dataclass(frozen=True, slots=True)
class Way:
    """One way of doing a task: the literal that takes it, its option, starts and length."""

    literal: cp_model.IntVar
    option: int
    first: int
    last: int
    length: int


@dataclass(slots=True)
class Built:
    """The model with what is needed to hint it, to solve it in stages and to read a plan."""

    recovery: Recovery
    model: cp_model.CpModel
    starts: list[cp_model.IntVar] = field(default_factory=list)
    ends: list[cp_model.IntVar] = field(default_factory=list)
    overs: list[cp_model.IntVar] = field(default_factory=list)
    begins: list[cp_model.IntVar] = field(default_factory=list)
    ways: list[list[Way]] = field(default_factory=list)
    options: list[dict[int, cp_model.IntVar]] = field(default_factory=list)
    late: list[cp_model.IntVar] = field(default_factory=list)
    worse: list[cp_model.IntVar] = field(default_factory=list)
    stays: dict[int, cp_model.IntVar] = field(default_factory=dict)
    moves: dict[int, cp_model.IntVar] = field(default_factory=dict)
    finish: cp_model.IntVar = field(init=False)
    days: int = 0
    pain: Expr = 0
    cost: Expr = 0


def build(recovery: Recovery, *, most_changes: int | None, hands: bool) -> Built:
    """The whole model, with nothing to minimise yet."""
    built = Built(recovery, cp_model.CpModel())
    _tasks(built, hands)
    _links(built)
    _promises(built)
    _changes(built, most_changes)
    return built


def _tasks(built: Built, hands: bool) -> None:
    recovery, model = built.recovery, built.model
    busy = blocks(recovery)
    lanes: list[list[cp_model.IntervalVar]] = [[] for _ in recovery.people]
    now = [task.option for task in recovery.tasks]
    fixed_ends = ends_of(recovery, [task.start0 for task in recovery.tasks], now)
    days = built.days = max(recovery.horizon, *fixed_ends) // recovery.grain + 1
    for n, task in enumerate(recovery.tasks):
        if task.fixed:
            low, high, end = task.start0, task.start0, (fixed_ends[n], fixed_ends[n])
        else:
            low, high, end = max(0, task.release), recovery.horizon, (0, recovery.horizon)
        built.starts.append(model.new_int_var(low, max(low, high), f"s{n}"))
        built.ends.append(model.new_int_var(*end, f"e{n}"))
        built.begins.append(model.new_int_var(min(0, low), days, f"b{n}"))
        built.overs.append(model.new_int_var(min(0, low), days, f"o{n}"))
        _day(built, n)
        if task.fixed:
            built.ways.append([])
            built.options.append({})
        else:
            _ways(built, n, busy, lanes, hands)
    for lane in lanes:
        model.add_no_overlap(lane)


def _day(built: Built, n: int) -> None:
    """The day a task begins on, and the first day after it."""
    model, grain = built.model, built.recovery.grain
    start, end, begins, over = built.starts[n], built.ends[n], built.begins[n], built.overs[n]
    if grain == 1:
        model.add(begins == start)
        model.add(over == end)
        return
    model.add(grain * begins <= start)
    model.add(grain * begins >= start - grain + 1)
    model.add(grain * over >= end)
    model.add(grain * over <= end + grain - 1)


def _ways(
    built: Built,
    n: int,
    busy: list[tuple[tuple[int, int], ...]],
    lanes: list[list[cp_model.IntervalVar]],
    hands: bool,
) -> None:
    recovery, model = built.recovery, built.model
    task, start, end = recovery.tasks[n], built.starts[n], built.ends[n]
    ways: list[Way] = []
    options: dict[int, cp_model.IntVar] = {}
    for option, (person, work) in enumerate(task.options):
        if not hands and option != task.option:
            continue
        mine: list[Way] = []
        for first, last, length in segments(
            () if person == NOBODY else busy[person], work, recovery.horizon
        ):
            literal = model.new_bool_var(f"w{n}.{option}.{first}")
            mine.append(Way(literal, option, first, last, length))
            model.add(start >= first).only_enforce_if(literal)
            model.add(start <= last).only_enforce_if(literal)
            model.add(end == start + length).only_enforce_if(literal)
            if person != NOBODY and work:
                name = f"i{n}.{option}.{first}"
                lanes[person].append(
                    model.new_optional_fixed_size_interval_var(start, length, literal, name)
                )
        taken = model.new_bool_var(f"x{n}.{option}")
        model.add(sum(way.literal for way in mine) == taken)
        options[option] = taken
        ways += mine
    model.add_exactly_one(way.literal for way in ways)
    built.ways.append(ways)
    built.options.append(options)


def _links(built: Built) -> None:
    recovery, model, grain = built.recovery, built.model, built.recovery.grain
    for link in recovery.links:
        if recovery.tasks[link.after].fixed:
            continue
        days = built.overs if link.type[0] == "F" else built.begins
        day = days[link.before] + link.lag
        if link.type[1] == "S":
            model.add(built.starts[link.after] >= grain * day)
        else:
            model.add(built.overs[link.after] >= day)


def _promises(built: Built) -> None:
    recovery, model = built.recovery, built.model
    for place, stone in enumerate(recovery.milestones):
        most = max(0, built.days - stone.due)
        late = model.new_int_var(0, most, f"late{place}")
        worse = model.new_int_var(0, most, f"worse{place}")
        for n in stone.tasks:
            model.add(late >= built.overs[n] - stone.due)
        model.add(worse >= late - stone.late0)
        built.late.append(late)
        built.worse.append(worse)
    built.pain = sum(
        stone.weight * built.late[place] + stone.spill * built.worse[place]
        for place, stone in enumerate(recovery.milestones)
    )
    first = recovery.milestones[0].tasks if recovery.milestones else range(len(built.overs))
    built.finish = model.new_int_var(0, built.days, "finish")
    for n in first:
        model.add(built.finish >= built.overs[n])


def _changes(built: Built, most: int | None) -> None:
    """Which tasks are handed over or leave their place in a list; what stays keeps its order."""
    recovery, model = built.recovery, built.model
    handed = {
        n: 1 - options[recovery.tasks[n].option]
        for n, options in enumerate(built.options)
        if len(options) > 1
    }
    for queue in lists(recovery):
        for n in queue:
            stay = built.stays[n] = model.new_bool_var(f"stay{n}")
            move = built.moves[n] = model.new_bool_var(f"move{n}")
            model.add(stay + move == built.options[n][recovery.tasks[n].option])
        for one, two in combinations(queue, 2):
            model.add(built.starts[two] >= built.ends[one]).only_enforce_if(
                built.stays[one], built.stays[two]
            )
    built.cost = REASSIGNED * sum(handed.values()) + MOVED * sum(built.moves.values())
    if most is not None:
        model.add(sum(handed.values()) + sum(built.moves.values()) <= most)


def hint(built: Built, plan: RPlan) -> None:
    """Give the solver a plan with the value of every variable; it need not search for any."""
    recovery, model = built.recovery, built.model
    model.clear_hints()  # type: ignore[no-untyped-call]  # it has none
    moved = set(plan.moved)
    for n, end in enumerate(ends_of(recovery, plan.starts, plan.options)):
        start, option = plan.starts[n], plan.options[n]
        model.add_hint(built.starts[n], start)
        model.add_hint(built.ends[n], end)
        model.add_hint(built.begins[n], start // recovery.grain)
        model.add_hint(built.overs[n], -(-end // recovery.grain))
        for number, taken in built.options[n].items():
            model.add_hint(taken, number == option)
        for way in built.ways[n]:
            model.add_hint(way.literal, way.option == option and way.first <= start <= way.last)
        if n in built.stays:
            stayed = option == recovery.tasks[n].option
            model.add_hint(built.stays[n], stayed and n not in moved)
            model.add_hint(built.moves[n], stayed and n in moved)
    for place, stone in enumerate(recovery.milestones):
        late = plan.lateness[place]
        model.add_hint(built.late[place], late)
        model.add_hint(built.worse[place], max(0, late - stone.late0))
    model.add_hint(built.finish, max(0, plan.finish))
