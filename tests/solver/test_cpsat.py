"""The prover in its own process: never worse than what it starts from, and ended when told."""

from __future__ import annotations

import sys

import pytest

from tests.engine.levelling.made_recovery import troubled
from worktui.engine.levelling.recovery import worth
from worktui.engine.levelling.recovery_check import faults
from worktui.engine.levelling.recovery_place import kept
from worktui.solver import CpSat

pytestmark = pytest.mark.needs("ortools")


def test_asking_whether_it_is_there_loads_nothing() -> None:
    loaded = "ortools" in sys.modules
    assert CpSat().available()
    assert ("ortools" in sys.modules) == loaded


@pytest.mark.parametrize("seed", [1, 2])
def test_a_plan_is_valid_and_never_worse_than_doing_nothing(seed: int) -> None:
    problem = troubled(seed, 12, 3)
    plan = CpSat().solve(problem, seconds=8)
    assert plan is not None
    assert not faults(problem, plan)
    assert worth(problem, plan) <= worth(problem, kept(problem))


def test_what_it_is_given_is_where_it_starts() -> None:
    problem = troubled(3, 12, 3)
    first = CpSat().solve(problem, seconds=8)
    assert first is not None
    again = CpSat().solve(problem, hint=first, seconds=4)
    assert again is not None
    assert worth(problem, again) <= worth(problem, first)


def test_nobody_changes_hands_where_that_is_ruled_out() -> None:
    problem = troubled(4, 12, 3)
    plan = CpSat().solve(problem, hands=False, seconds=4)
    assert plan is not None
    assert not plan.reassigned


def test_told_to_stop_it_stops_and_leaves_no_answer_worse_than_none() -> None:
    problem = troubled(5, 20, 4)
    assert CpSat().solve(problem, seconds=30, stop=lambda: True) is None


def test_a_worker_that_says_nonsense_or_dies_is_no_answer() -> None:
    problem = troubled(6, 6, 2)
    for words in ("print('hello')", "raise SystemExit(3)"):
        assert CpSat((sys.executable, "-c", words)).solve(problem, seconds=5) is None
    assert CpSat(("/nowhere/at/all",)).solve(problem, seconds=5) is None
