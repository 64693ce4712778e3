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
    """Working days that each open promise is late, counted one by one."""
    ends = place(grid, floors=floors)[1]
    found = {}
    for id, stone in grid.model.milestones.items():
        left = [grid.index[t] for t in stone.tasks if not grid.done[grid.index[t]]]
        if left and stone.due is not None:
            days = range(stone.due + 1, grid.base + max(ends[n] for n in left) + 1)
            found[id] = sum(map(grid.model.calendar_of(stone.project).works, days))
    return found


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
    assert (found.late_before, found.late_after) == (sum(before.values()), sum(after.values()))
    assert bool(found.floors) == (found.after[:2] < found.before[:2])


def test_days_late_are_working_days_of_open_promises_whatever_they_weigh() -> None:
    given = work(
        task("A", assignee="ana", estimate_hours=49, milestone="M"),
        task("B", status="done", actual_finish="2026-02-26", milestone="M"),
        task("C", status="done", actual_finish="2026-02-26", milestone="OLD"),
        task("D", assignee="bo", milestone="LATER"),
        milestones=[
            {"id": "M", "project": "P", "name": "Beta", "due": "2026-03-06", "weight": 3},
            {"id": "OLD", "project": "P", "name": "Alpha", "due": "2026-02-20"},
            {"id": "LATER", "project": "P", "name": "Relaunch", "due": "2026-03-20"},
            {"id": "NEVER", "project": "P", "name": "Empty", "due": "2026-02-20"},
        ],
    )
    found = better(Grid(read_plan(given, MONDAY)), "P", schedules=10)
    assert (found.late_before, found.late_after) == (2, 2)  # a friday's promise kept on tuesday
    assert found.before[0] == 6  # what is sought weighs them


def test_the_same_seed_gives_the_same_order() -> None:
    assert better(filled(1), "WEB", schedules=60, seed=3) == better(
        filled(1), "WEB", schedules=60, seed=3
    )


def test_a_plan_that_cannot_be_better_is_left_alone() -> None:
    grid = Grid(read_plan(work(task("A", assignee="ana")), MONDAY))
    assert not better(grid, "P", schedules=30).floors


def test_a_search_that_is_stopped_answers() -> None:
    assert better(filled(2), "WEB", schedules=10_000, stop=lambda: True).schedules == 1
