"""The plan: tasks, milestones and people of a workspace, placed under capacity and explained."""

from worktui.engine.plan.grid import Grid
from worktui.engine.plan.model import (
    Cause,
    MilestonePlan,
    PersonTime,
    Placed,
    PlanLink,
    PlanMilestone,
    PlanModel,
    Planned,
    PlanTask,
    Problem,
)
from worktui.engine.plan.outcome import plan_of, planned, told
from worktui.engine.plan.place import place
from worktui.engine.plan.read import read_plan

__all__ = [
    "Cause",
    "Grid",
    "MilestonePlan",
    "PersonTime",
    "Placed",
    "PlanLink",
    "PlanMilestone",
    "PlanModel",
    "PlanTask",
    "Planned",
    "Problem",
    "place",
    "plan_of",
    "planned",
    "read_plan",
    "told",
]
