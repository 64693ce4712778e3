"""Earned value: indices, earned schedule, and what tasks have earned by stated rules.

Everything is a Fraction or an int: money is never a float here, and nothing is rounded.
"""

from worktui.engine.earned.indices import Indices, Standing, indices
from worktui.engine.earned.rollup import Package, Total, planned_share, planned_value, total
from worktui.engine.earned.rules import METHODS, UNKNOWN, Progress, earned_share
from worktui.engine.earned.schedule import OnTime, earned_periods, on_time

__all__ = [
    "METHODS",
    "UNKNOWN",
    "Indices",
    "OnTime",
    "Package",
    "Progress",
    "Standing",
    "Total",
    "earned_periods",
    "earned_share",
    "indices",
    "on_time",
    "planned_share",
    "planned_value",
    "total",
]
