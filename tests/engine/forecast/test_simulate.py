"""The simulation: seeded, never earlier than the plan, on the placement the plan is made with."""

from __future__ import annotations

import pytest

from tests.engine.plan.work import MONDAY, after, task, work
from worktui.engine.forecast import past_ratios, simulate
from worktui.engine.forecast.draws import draws, triangular
from worktui.engine.plan import Grid, planned, read_plan

BETA = {"id": "M", "project": "P", "name": "Beta", "due": "2026-03-20"}


def grid(*more: dict[str, object]) -> Grid:
    """Two people, a chain of three and a rival task, in milestone M."""
    snapshot = work(
        task("A", assignee="ana", estimate_hours=21, milestone="M"),
        task("B", assignee="bo", estimate_hours=14, milestone="M", depends_on=after("A")),
        task("C", assignee="ana", estimate_hours=14, milestone="M", depends_on=after("B")),
        task("X", assignee="bo", estimate_hours=7),
        *more,
        milestones=[BETA],
    )
    return Grid(read_plan(snapshot, MONDAY))


@pytest.mark.parametrize("seed", range(5))
def test_p80_is_never_before_p50_nor_before_the_plan(seed: int) -> None:
    here = grid()
    found = simulate(here, samples=200, seed=seed)
    forecast = planned(here).milestones["M"].forecast
    assert forecast is not None
    assert found.percentile("M", 80) >= found.percentile("M", 50) >= forecast


def test_the_same_seed_gives_the_same_days_and_another_one_others() -> None:
    one, same = (simulate(grid(), samples=100, seed=4).finishes["M"] for _ in range(2))
    assert one == same
    assert one != simulate(grid(), samples=100, seed=5).finishes["M"]


def test_a_chance_grows_with_the_day() -> None:
    found = simulate(grid(), samples=300, seed=1)
    first, last = found.finishes["M"][0], found.finishes["M"][-1]
    chances = [found.chance("M", day) for day in range(first - 1, last + 1)]
    assert chances == sorted(chances)
    assert (chances[0], chances[-1]) == (0.0, 1.0)


def test_what_drives_every_sample_is_critical_and_what_never_does_is_not() -> None:
    found = simulate(grid(), samples=200, seed=1)
    assert found.criticality["A"] > 0.9
    assert found.criticality.get("X", 0.0) < 0.2


def test_what_was_assumed_is_said() -> None:
    assert "0.8 to 1.8" in simulate(grid(), samples=50).assumption
    assert "50 samples" in simulate(grid(), samples=50).assumption


def test_a_simulation_that_is_stopped_answers_with_the_plan_at_least() -> None:
    found = simulate(grid(), samples=5000, stop=lambda: True)
    assert found.samples < 5000
    assert found.finishes["M"]


def test_the_teams_own_history_is_used_once_there_is_enough_of_it() -> None:
    def done(count: int) -> object:
        return work(
            *(task(f"D{n}", assignee="ana", status="done", estimate_hours=4,
                   actual_start="2026-02-02", actual_finish="2026-02-02") for n in range(count)),
            time=[{"task": f"D{n}", "person": "ana", "day": "2026-02-02", "hours": 6}
                  for n in range(count)],
        )  # fmt: skip

    few, many = done(19), done(20)
    little = past_ratios(few, read_plan(few, MONDAY))  # type: ignore[arg-type]
    assert "0.8 to 1.8" in simulate(grid(), samples=20, ratios=little).assumption
    ratios = past_ratios(many, read_plan(many, MONDAY))  # type: ignore[arg-type]
    assert ratios == (1.5,) * 20
    here = grid()
    own = simulate(here, samples=100, seed=1, ratios=ratios)
    assert "0.8 to 1.8" not in own.assumption
    assert own.percentile("M", 50) > simulate(here, samples=100, seed=1).percentile("M", 50)


def test_a_triangle_has_its_ends_and_its_middle() -> None:
    table = triangular(0.8, 1.0, 1.8)
    assert 0.8 <= table[0] < 0.83
    assert 1.77 < table[-1] <= 1.8
    assert abs(sum(table) / len(table) - 1.2) < 0.01
    assert draws(table, 1, "A", 5) == draws(table, 1, "A", 5) != draws(table, 1, "B", 5)
