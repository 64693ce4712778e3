"""A rescue as the plain problem that a prover takes, and back."""

from __future__ import annotations

import pytest

from tests.engine.rescue.test_search import after, worst
from worktui.engine.levelling.recovery import RPlan, pain
from worktui.engine.levelling.recovery_check import faults
from worktui.engine.levelling.recovery_place import kept
from worktui.engine.rescue import full
from worktui.engine.rescue.exact import Exact


@pytest.mark.parametrize("seed", [1, 3, 5, 8, 11])
def test_a_plan_of_ours_is_a_plan_of_the_problem_and_comes_back_no_worse(seed: int) -> None:
    scope = worst(50, seed)
    found = full(scope, stop=after(1200))
    exact = Exact(scope, found)
    hint = exact.hint(found)
    assert faults(exact.problem, hint) == []
    back = exact.found(hint, lambda: False)
    assert back.score.pain <= pain(exact.problem, hint.lateness)


@pytest.mark.parametrize("seed", [2, 4, 6])
def test_what_is_late_in_the_problem_is_late_in_the_plan(seed: int) -> None:
    """Work is not split there, so that it may only look later than it is."""
    scope = worst(50, seed)
    exact = Exact(scope, scope.start)
    nothing = kept(exact.problem)
    assert exact.problem.milestones[0].id == scope.milestone
    assert exact.found(nothing, lambda: False).score.pain <= scope.start.score.pain
    assert pain(exact.problem, nothing.lateness) >= scope.start.score.pain


def test_what_has_begun_and_what_starts_tomorrow_stays_where_it_is() -> None:
    scope = worst(50, 3)
    exact = Exact(scope, scope.start)
    for n, task in zip(exact.tasks, exact.problem.tasks, strict=True):
        if scope.grid.begun[n] or scope.base_starts[n] < scope.frozen_until:
            assert task.fixed
            assert len(task.options) == 1


def test_a_plan_with_someone_else_becomes_a_change_of_hands() -> None:
    scope = worst(50, 3)
    exact = Exact(scope, scope.start)
    plan = kept(exact.problem)
    at = next(
        p for p, task in enumerate(exact.problem.tasks) if len(task.options) > 1 and not task.fixed
    )
    options = [1 if p == at else option for p, option in enumerate(plan.options)]
    other = RPlan(plan.starts, tuple(options), (), (), (), 0)
    found = exact.found(other, lambda: True)
    n = exact.tasks[at]
    assert found.changes.who.get(n) == exact.problem.tasks[at].options[1][0]
