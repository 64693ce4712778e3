"""The network calculation against a slow one that asks every rule of every day, and its laws."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.network.made import START, anything, plain
from tests.engine.network.slow import after_lag, quickly, slowly, steps
from worktui.engine.network import (
    BadConstraint,
    Cycle,
    DuplicateTask,
    Link,
    NegativeDuration,
    Network,
    Task,
    TooFar,
    UnknownTask,
    compute,
    find_cycle,
)
from worktui.engine.workdays import Workdays

WEEK = Workdays()
seeds = st.integers(0, 2**32)


@pytest.mark.parametrize("block", range(8))
def test_dates_slack_and_conflicts_are_those_of_the_slow_calculation(block: int) -> None:
    for seed in range(block * 250, block * 250 + 250):
        rng = Random(seed)
        make = anything if seed % 4 else plain
        network = make(rng, rng.randrange(1, 7 if seed % 5 else 12))
        assert quickly(compute(network)) == slowly(network), f"seed {seed}"


@pytest.mark.long
def test_many_more_are_those_of_the_slow_calculation() -> None:
    for seed in range(10_000, 22_000):
        rng = Random(seed)
        network = anything(rng, rng.randrange(1, 12))
        assert quickly(compute(network)) == slowly(network), f"seed {seed}"


@given(seeds)
def test_plain_arithmetic_gives_what_both_full_passes_give(seed: int) -> None:
    network = plain(Random(seed), 9, own=False)
    network = replace(network, links=[replace(link, elapsed=False) for link in network.links])
    # A deadline long after the end changes no date; it only asks for the full passes.
    tasks = [*network.tasks, Task("last", 0, deadline=START + 3000)]
    full = compute(replace(network, tasks=tasks))
    found = compute(replace(network, tasks=[*network.tasks, Task("last", 0)]))
    assert found.deadlines == ()
    assert full.deadlines
    assert dict(found.times) == dict(full.times)
    assert (found.critical, found.near_critical) == (full.critical, full.near_critical)


@given(seeds)
def test_nobody_has_negative_slack_where_nothing_is_constrained(seed: int) -> None:
    for times in compute(plain(Random(seed), 10)).times.values():
        assert times.total is not None
        assert times.free is not None
        assert times.total >= 0
        assert times.free >= 0


@given(seeds)
def test_free_slack_is_within_total_slack_where_nothing_is_constrained(seed: int) -> None:
    network = plain(Random(seed), 10, own=False)
    for times in compute(network).times.values():
        assert times.free <= times.total  # type: ignore[operator]


@given(seeds)
def test_no_link_and_no_calendar_is_broken(seed: int) -> None:
    network = plain(Random(seed), 10)
    found = compute(network).times
    tasks = {task.id: task for task in network.tasks}
    for id, times in found.items():
        calendar = tasks[id].calendar or network.calendar
        if tasks[id].duration:
            assert calendar.works(times.early_start)
            assert steps(calendar, times.early_start, times.early_finish + 1) == tasks[id].duration
    for link in network.links:
        before, after = tasks[link.before], tasks[link.after]
        if before.duration and after.duration:  # milestones have no day of their own
            calendar = after.calendar or network.calendar
            one, two = found[link.before], found[link.after]
            instant = one.early_finish + 1 if link.type[0] == "F" else one.early_start
            wanted = after_lag(calendar, instant, link.lag, link.elapsed)
            got = two.early_start if link.type[1] == "S" else two.early_finish + 1
            assert got >= wanted or not steps(calendar, got, wanted)


@given(seeds, st.integers(0, 9))
def test_taking_a_task_away_delays_no_other(seed: int, gone: int) -> None:
    network = plain(Random(seed), 10)
    less = replace(
        network,
        tasks=[task for task in network.tasks if task.id != f"T{gone}"],
        links=[link for link in network.links if f"T{gone}" not in (link.before, link.after)],
    )
    before = compute(network)
    dated_alike = {link.after for link in network.links if link.before == f"T{gone}"}
    for id, times in compute(less).times.items():
        if id not in dated_alike:  # a milestone without its predecessor is dated otherwise
            assert times.early_start <= before.times[id].early_start
            assert times.early_finish <= before.times[id].early_finish


@given(seeds)
def test_the_same_input_gives_the_same_output(seed: int) -> None:
    network = anything(Random(seed), 8)
    found = compute(network)
    assert compute(network) == found
    again = pickle.loads(pickle.dumps(found))
    assert dict(again.times) == dict(found.times)
    assert dict(again.drivers) == dict(found.drivers)


@given(seeds)
def test_the_order_of_tasks_and_links_changes_no_date(seed: int) -> None:
    rng = Random(seed)
    network = anything(rng, 9)
    mixed = replace(
        network,
        tasks=rng.sample(list(network.tasks), len(network.tasks)),
        links=rng.sample(list(network.links), len(network.links)),
    )
    assert dict(compute(mixed).times) == dict(compute(network).times)


def _network(tasks: list[Task], links: Sequence[Link] = (), **more: int) -> Network:
    return Network(START, tasks, links, WEEK, **more)


def test_a_task_as_late_as_possible_moves_nobody_else() -> None:
    tasks = [Task("a", 2, constraint=("ALAP", 0)), Task("b", 8), Task("c", 1)]
    found = compute(_network(tasks, [Link("a", "c"), Link("b", "c")])).times
    assert found["a"].early_finish == START + 9  # Wednesday of the second week, with b
    assert found["a"].total == 0
    assert found["c"].early_start == START + 10


def test_a_task_as_late_as_possible_keeps_its_deadline() -> None:
    tasks = [Task("a", 1, constraint=("ALAP", 0), deadline=START + 3), Task("b", 8)]
    assert compute(_network(tasks)).times["a"].early_start == START + 3


def test_what_is_in_progress_waits_for_what_it_depends_on() -> None:
    tasks = [Task("a", 3), Task("b", 5, actual_start=START - 7, remaining=2)]
    found = compute(_network(tasks, [Link("a", "b")])).times["b"]
    assert found.early_start == START - 7
    assert found.early_finish == START + 4
    assert found.late_start is None


def test_a_start_link_counts_from_the_day_on_which_work_began() -> None:
    tasks = [Task("a", 9, actual_start=START, remaining=8), Task("b", 1)]
    found = compute(_network(tasks, [Link("a", "b", "SS", 2)], status=START + 1))
    assert found.times["b"].early_start == START + 2
    assert found.times["a"].free == found.times["a"].total == 0


def test_a_milestone_no_earlier_than_a_day_is_dated_on_it() -> None:
    tasks = [Task("a", 1), Task("m", 0, constraint=("SNET", START + 2)), Task("b", 1)]
    found = compute(_network(tasks, [Link("a", "m"), Link("m", "b")])).times
    assert found["m"].early_start == START + 2
    assert found["b"].early_start == START + 2


@pytest.mark.parametrize(
    ("tasks", "links", "error", "ids"),
    [
        ([Task("a", 1), Task("a", 2)], [], DuplicateTask, "a"),
        ([Task("a", -1)], [], NegativeDuration, "a"),
        ([Task("a", 1, actual_start=START, remaining=-1)], [], NegativeDuration, "a"),
        ([Task("a", 1)], [Link("a", "z")], UnknownTask, "z"),
        ([Task("a", 1), Task("b", 1)], [Link("a", "b", "XX")], BadConstraint, "b"),
        ([Task("a", 1, constraint=("SOON", START))], [], BadConstraint, "a"),
        ([Task("a", 1, actual_start=START, actual_finish=START - 1)], [], BadConstraint, "a"),
    ],
)
def test_what_is_wrong_is_named_with_a_way_out(
    tasks: list[Task], links: list[Link], error: type[DuplicateTask], ids: str
) -> None:
    with pytest.raises(error) as caught:
        compute(_network(tasks, links))
    assert caught.value.id == ids
    assert ids in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("deadline", [None, START])
def test_a_task_of_far_too_many_days_is_named(deadline: int | None) -> None:
    tasks = [Task("a", 5), Task("b", 10**9), Task("c", 1, deadline=deadline)]
    with pytest.raises(TooFar) as caught:
        compute(_network(tasks, [Link("a", "b"), Link("b", "c")]))
    assert caught.value.id == "b"


@given(seeds)
def test_a_ring_is_named_by_links_that_are_there(seed: int) -> None:
    rng = Random(seed)
    network = plain(rng, 8)
    links = [*network.links, *(Link(f"T{rng.randrange(8)}", f"T{rng.randrange(8)}") for _ in "abc")]
    ring = find_cycle([task.id for task in network.tasks], links)
    if not ring:
        assert compute(replace(network, links=links)).times
        return
    pairs = {(link.before, link.after) for link in links}
    assert all(pair in pairs for pair in zip(ring, [*ring[1:], ring[0]], strict=True))
    assert len(set(ring)) == len(ring)
    with pytest.raises(Cycle) as caught:
        compute(replace(network, links=links))
    assert (
        set(zip(caught.value.ids, [*caught.value.ids[1:], caught.value.ids[0]], strict=True))
        <= pairs
    )
