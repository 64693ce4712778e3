"""Levelling: work within the capacity there is, finished as early as a search can find.

`level` searches, `one_pass` only places, `check` judges a plan on its own.
"""

from __future__ import annotations

from collections.abc import Callable

from worktui.engine.levelling.bound import least_makespan
from worktui.engine.levelling.check import check
from worktui.engine.levelling.ground import Ground, prepare
from worktui.engine.levelling.model import Project, Schedule, Unschedulable
from worktui.engine.levelling.sampling import by_latest_finish
from worktui.engine.levelling.search import Search, turned
from worktui.engine.levelling.serial import place

__all__ = ["Project", "Schedule", "Unschedulable", "check", "level", "one_pass"]


def level(
    project: Project,
    *,
    schedules: int = 1000,
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Schedule:
    """The shortest plan found with at most `schedules` (>= 1) passes; same seed, same plan.

    `stop` is asked before each pass and ends the search with the best plan so far;
    `progress` is told (passes made, best makespan) now and then. Ends early when a plan is
    as short as any can be. Raises Unschedulable.
    """
    ground = prepare(project)
    enough = least_makespan(project, ground)
    search = Search(
        ground, schedules=schedules, seed=seed, enough=enough, stop=stop, progress=progress
    )
    search.run()
    starts, extra = _leftmost(ground, search)
    makespan = max(
        (at + long for at, long in zip(starts, project.durations, strict=True)), default=0
    )
    return Schedule(starts, makespan, search.tried + extra, seed)


def one_pass(project: Project) -> Schedule:
    """Each job at the earliest period that fits, the least latest finish first."""
    way = prepare(project).ways[0]
    finish = place(way, by_latest_finish(way))
    starts = tuple(end - long for end, long in zip(finish, way.durations, strict=True))
    return Schedule(starts, max(finish, default=0), 1, 0)


def _leftmost(ground: Ground, search: Search) -> tuple[tuple[int, ...], int]:
    """The best plan with each job as early as it goes, and the passes that took (0 or 1)."""
    way, finish, passes = ground.ways[0], search.best[1], 0
    if search.facing == 1:
        finish, passes = place(way, turned(way, finish)), 1
    return tuple(end - long for end, long in zip(finish, way.durations, strict=True)), passes
