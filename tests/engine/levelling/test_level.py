"""Levelling within capacity: every plan valid, seeded, never worse than one pass."""

from __future__ import annotations

from random import Random

import pytest

from worktui.engine.levelling import Project, check, level, one_pass


def project(seed: int, jobs: int = 24, resources: int = 3) -> Project:
    """A project with a source and a sink, as PSPLIB has them."""
    rng = Random(seed)
    durations = [0, *(rng.randint(1, 9) for _ in range(jobs)), 0]
    after: list[tuple[int, ...]] = [tuple(range(1, jobs + 1))]
    for n in range(1, jobs + 1):
        later = range(n + 1, min(jobs, n + 8) + 1)
        some = sorted(rng.sample(later, min(len(later), rng.choice((0, 1, 2)))))
        after.append((*some, jobs + 1))
    after.append(())
    demands = [
        tuple(
            rng.choice((0, 0, rng.randint(1, 6))) if 0 < n <= jobs else 0 for _ in range(resources)
        )
        for n in range(jobs + 2)
    ]
    return Project(tuple(durations), tuple(after), tuple(demands), (9,) * resources)


@pytest.mark.parametrize("seed", range(12))
def test_every_plan_keeps_links_and_capacity(seed: int) -> None:
    given = project(seed)
    found = level(given, schedules=150, seed=seed)
    assert check(given, found.starts) == []
    assert found.makespan == max(
        start + length for start, length in zip(found.starts, given.durations, strict=True)
    )
    assert found.makespan <= one_pass(given).makespan
    assert found.schedules <= 150


def test_the_checker_sees_a_broken_link_and_an_overdrawn_resource() -> None:
    given = Project((0, 2, 2, 0), ((1, 2), (3,), (3,), ()), ((0,), (2,), (2,), (0,)), (3,))
    assert check(given, (0, 0, 2, 4)) == []
    assert check(given, (0, 0, 0, 2))
    assert check(given, (0, 0, 2, 3))


def test_the_same_seed_gives_the_same_plan() -> None:
    given = project(3)
    assert level(given, schedules=200, seed=7) == level(given, schedules=200, seed=7)


def test_a_search_that_is_stopped_answers_with_what_it_has() -> None:
    given = project(5, jobs=40)
    found = level(given, schedules=100_000, seed=1, stop=lambda: True)
    assert check(given, found.starts) == []
    assert found.schedules < 1000


def test_two_jobs_that_share_one_machine_follow_each_other() -> None:
    given = Project((0, 3, 4, 0), ((1, 2), (3,), (3,), ()), ((0,), (1,), (1,), (0,)), (1,))
    assert level(given, schedules=10).makespan == 7
