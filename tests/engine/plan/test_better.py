"""A better order: seeded, never worse for anybody's promise, told as first days that hold."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.fill import workspace
from tests.engine.plan.work import MONDAY, task, work
from worktui.domain.snapshot import MappingSnapshot
from worktui.engine.plan import Grid, place, read_plan
from worktui.engine.plan.better import better

TODAY = date(2026, 11, 23)


def filled(seed: int) -> Grid:
    """A team of a hundred tasks."""
    given = workspace(100, seed, TODAY)
    tables = {
        name: {doc[key]: {"id": doc[key], **doc} for doc in given[name]}
        for name, key in (("people", "id"), ("columns", "id"), ("projects", "key"),
                          ("milestones", "id"), ("tasks", "id"))
    }  # fmt: skip
    return Grid(read_plan(MappingSnapshot(tables), TODAY))


def late(grid: Grid, floors: list[int]) -> dict[str, int]:
    """Days that each promise is late."""
    ends = place(grid, floors=floors)[1]
    return {
        id: max(0, max(ends[grid.index[t]] for t in stone.tasks) + grid.base - stone.due)
        for id, stone in grid.model.milestones.items()
        if stone.tasks and stone.due is not None
    }


@pytest.mark.parametrize("seed", range(6))
def test_no_promise_becomes_later_and_what_is_told_is_what_comes(seed: int) -> None:
    grid = filled(seed)
    found = better(grid, "WEB", schedules=80, seed=seed)
    assert found.after <= found.before
    floors = list(grid.floors)
    for id, day in found.floors.items():
        floors[grid.index[id]] = day - grid.base
    before, after = late(grid, list(grid.floors)), late(grid, floors)
    assert all(after[id] <= before[id] for id in before)
    assert bool(found.floors) == (found.after[:2] < found.before[:2])


def test_the_same_seed_gives_the_same_order() -> None:
    assert better(filled(1), "WEB", schedules=60, seed=3) == better(
        filled(1), "WEB", schedules=60, seed=3
    )


def test_a_plan_that_cannot_be_better_is_left_alone() -> None:
    grid = Grid(read_plan(work(task("A", assignee="ana")), MONDAY))
    assert not better(grid, "P", schedules=30).floors


def test_a_search_that_is_stopped_answers() -> None:
    assert better(filled(2), "WEB", schedules=10_000, stop=lambda: True).schedules == 1
