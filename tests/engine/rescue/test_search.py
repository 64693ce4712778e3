"""Searching for ways out over generated projects in trouble."""

from __future__ import annotations

import pytest

from benchmarks.sample_rescue import TODAY, troubled
from worktui.engine.plan import Grid, place, planned, read_plan
from worktui.engine.rescue import (
    MOST_CHANGES,
    Changes,
    Found,
    Scope,
    fewest,
    full,
    without_hands,
)

CASES = [(50, seed) for seed in range(1, 7)] + [(200, 2), (200, 5)]


def worst(size: int, seed: int) -> Scope:
    grid = Grid(read_plan(troubled(size, seed), TODAY))
    plans = planned(grid).milestones.values()
    late = [plan for plan in plans if plan.slack is not None and plan.slack < 0]
    assert late, "a generated project in trouble has a late milestone"
    return Scope(grid, min(late, key=lambda plan: plan.slack or 0).id)


def after(tries: int):
    """A `stop` that says so after as many questions."""
    left = iter(range(tries))
    return lambda: next(left, None) is None


def same(scope: Scope, found: Found) -> bool:
    again = scope.tried(found.changes)
    return (again.starts, again.finishes) == (found.starts, found.finishes)


@pytest.mark.parametrize(("size", "seed"), CASES)
def test_no_plan_is_later_than_doing_nothing(size: int, seed: int) -> None:
    scope = worst(size, seed)
    few = fewest(scope, stop=after(1500))
    still = without_hands(scope, stop=after(800))
    whole = full(scope, (few.changes, still.changes), stop=after(1500))
    for found in (few, still, whole):
        assert found.score.pain <= scope.start.score.pain
        assert same(scope, found)
    assert whole.score.pain <= few.score.pain
    assert len(few.changes) <= MOST_CHANGES
    assert not still.changes.who


def test_what_is_not_free_is_left_alone() -> None:
    scope = worst(50, 3)
    grid = scope.grid
    found = full(scope, stop=after(1500))
    for n, seat in found.changes.who.items():
        assert not grid.done[n]
        assert grid.people[seat] in grid.tasks[n].eligible
        assert grid.begun[n] or scope.base_starts[n] >= scope.frozen_until
    for n in found.changes.floor:
        assert n in scope.later
        assert not grid.begun[n]


def test_every_change_of_a_plan_is_needed() -> None:
    scope = worst(50, 6)
    found = fewest(scope, stop=after(1500))
    assert found.changes
    for kind, n in found.changes.each():
        assert scope.tried(found.changes.without(kind, n)).score.pain > found.score.pain


def test_the_same_seed_finds_the_same_plan() -> None:
    one, two = (fewest(worst(50, 5), stop=after(900)) for _ in range(2))
    assert one.changes == two.changes


def test_a_search_that_is_stopped_at_once_changes_nothing() -> None:
    scope = worst(50, 2)
    assert fewest(scope, stop=lambda: True).changes == Changes()


def test_doing_nothing_is_the_plan_as_it_stands() -> None:
    scope = worst(50, 4)
    assert (scope.start.starts, scope.start.finishes) == place(scope.grid)
    assert scope.tried(Changes()).score == scope.start.score
